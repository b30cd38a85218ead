"""Every record type of the program, once: one row says all that is known of it beside its fields.

The store, release, purge, search, short ids, labels, the rules of a closed session and the page that says
what is stored read this table. A record type that is added is its Struct and a row here.
"""

from __future__ import annotations

import msgspec

from facilitator.model.action import Action, Commitment
from facilitator.model.base import FileKind, Record, Release, Retention
from facilitator.model.curiosity import Curiosity
from facilitator.model.debrief import Debrief
from facilitator.model.handle import HandleKey
from facilitator.model.idea import DotVote, ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.leader import Leader
from facilitator.model.learning import Course, Learning
from facilitator.model.message import Message
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.practice import AssessedLevel, CustomPractice, PracticeDecision
from facilitator.model.programme import Programme
from facilitator.model.project import LifeCriterion, Project, ProjectSeat, TableAnswer, ValueCheck
from facilitator.model.pulse import PulseSurvey
from facilitator.model.service import Service
from facilitator.model.session import Draft, ListeningSession, OnScreen, SegmentRun
from facilitator.model.skills import SkillArea, SkillPage, SkillPair
from facilitator.model.smo import Champion, GrantedHours, ServiceContact, Specialism
from facilitator.model.stakeholder import SponsorAct, Stakeholder
from facilitator.model.story import Chain, Story
from facilitator.model.take_out import TakeOutDue
from facilitator.model.team import Team
from facilitator.model.trail import Issued, Purge, SentCalendar
from facilitator.model.value import ValueChain


class Entity(msgspec.Struct, frozen=True):
    """Where records of one type live, what people call them, how long they stay and how they may leave.

    `name` is what one of them is called ("note"), `letter` that of its short id ("N" in `L-03/N-12`), "" for
    a type without numbers. `listed` are the fields that tell records apart in a list, the first of them most.
    `open_when_closed` are the fields that go on changing when the session is closed; None for a type that
    may come and go then. Records of the programme that people keep `by_hand` have a list and a form, reached
    from the settings, or from the `part` of the place People they say. One that `belongs_to` what one of
    these fields names goes with that when it is deleted. Of a `traceless` one no earlier state is ever left
    on the disk: from two states one could see what lies between them.
    """

    type: type[Record]
    file: FileKind
    table: str
    name: str
    listed: tuple[str, ...]
    retention: Retention = Retention.PROGRAMME
    release: Release = Release.FACILITATORS
    letter: str = ""
    open_when_closed: frozenset[str] | None = None
    traceless: bool = False
    belongs_to: tuple[str, ...] = ()
    by_hand: bool = False
    part: str = ""


_FROZEN: frozenset[str] = frozenset()
_IDEA_OPEN = frozenset({"said", "status", "first_answered", "answer", "review_on", "benefits"})

_ROWS = (
    # Of a session: what was heard, what follows from it, how it went.
    Entity(
        Observation,
        "session",
        "observations",
        "note",
        ("text", "kind", "practice"),
        retention=Retention.OBSERVATION,
        release=Release.WORDS,
        letter="N",
        open_when_closed=_FROZEN,
    ),
    Entity(
        ImprovementIdea,
        "session",
        "ideas",
        "idea",
        ("title", "status", "practices"),
        release=Release.WORDS,
        letter="I",
        open_when_closed=_IDEA_OPEN,
    ),
    Entity(
        DotVote,
        "session",
        "votes",
        "vote",
        ("subject", "people", "dots"),
        release=Release.FIGURES,
        open_when_closed=_FROZEN,
    ),
    Entity(
        Action,
        "session",
        "actions",
        "action",
        ("text", "owner", "due_now", "status"),
        release=Release.WORDS,
        letter="A",
    ),
    Entity(
        Commitment,
        "session",
        "commitments",
        "promise",
        ("text", "role", "by", "status"),
        release=Release.WORDS,
        letter="C",
    ),
    Entity(
        Interaction,
        "session",
        "interactions",
        "interaction",
        ("team", "practice", "rung"),
        release=Release.FIGURES,
        open_when_closed=_FROZEN,
    ),
    Entity(
        InterfaceSide,
        "session",
        "interfaces",
        "interface",
        ("counterpart", "practice", "passes"),
        release=Release.WORDS,
        open_when_closed=frozenset({"agreed_for_sharing"}),
    ),
    Entity(
        ListeningSession,
        "session",
        "sessions",
        "session",
        ("number", "teams", "planned_start", "status"),
        release=Release.FRAME,
        open_when_closed=frozenset({"next_meeting", "follow_up", "status"}),
    ),
    Entity(
        SegmentRun, "session", "segment_runs", "segment run", ("segment", "planned"), open_when_closed=_FROZEN
    ),
    Entity(Draft, "session", "drafts", "draft", ("segment", "text"), retention=Retention.OBSERVATION),
    Entity(
        OnScreen, "session", "on_screen", "screen", ("segment", "practice"), retention=Retention.OBSERVATION
    ),
    Entity(
        Debrief,
        "session",
        "debriefs",
        "debrief",
        ("mood", "next_time"),
        retention=Retention.PRIVATE,
        release=Release.WORDS,
    ),
    Entity(
        ValueChain,
        "session",
        "value_chains",
        "value chain",
        ("output", "outcomes", "service"),
        release=Release.WORDS,
        open_when_closed=frozenset({"benefits"}),
    ),
    Entity(TakeOutDue, "session", "take_outs", "take out", ("id",), retention=Retention.OBSERVATION),
    # Of the programme.
    Entity(
        Programme,
        "programme",
        "programmes",
        "programme",
        ("name", "organisation"),
        retention=Retention.KEPT,
        release=Release.FRAME,
    ),
    Entity(
        Team, "programme", "teams", "team", ("name", "kind", "headcount"), release=Release.FRAME, by_hand=True
    ),
    Entity(Person, "programme", "people", "person", ("name", "team"), release=Release.FRAME, by_hand=True),
    Entity(
        Service,
        "programme",
        "services",
        "service",
        ("name", "manager"),
        release=Release.FRAME,
        by_hand=True,
        part="services",
    ),
    Entity(
        PulseSurvey,
        "programme",
        "pulse_surveys",
        "pulse survey",
        ("wave", "opened", "closed"),
        release=Release.NOBODY,
        traceless=True,
    ),
    Entity(CustomPractice, "programme", "custom_practices", "practice", ("practice",), release=Release.FRAME),
    Entity(
        PracticeDecision,
        "programme",
        "practice_decisions",
        "decision",
        ("practice", "fit", "reason"),
        release=Release.FRAME,
        belongs_to=("practice",),
    ),
    Entity(
        AssessedLevel,
        "programme",
        "assessed_levels",
        "level",
        ("practice", "level", "on"),
        release=Release.FRAME,
        belongs_to=("practice",),
        by_hand=True,
    ),
    Entity(
        Specialism,
        "programme",
        "specialisms",
        "specialism",
        ("name", "level"),
        release=Release.FRAME,
        by_hand=True,
        part="champions",
    ),
    Entity(
        Champion,
        "programme",
        "champions",
        "champion",
        ("person", "specialism"),
        release=Release.FRAME,
        by_hand=True,
        part="champions",
    ),
    Entity(
        GrantedHours,
        "programme",
        "granted_hours",
        "hours",
        ("champion", "hours", "since"),
        belongs_to=("champion",),
        by_hand=True,
        part="champions",
    ),
    Entity(
        ServiceContact,
        "programme",
        "service_contacts",
        "contact",
        ("champion", "service", "contact"),
        belongs_to=("champion", "service"),
        release=Release.FRAME,
    ),
    Entity(
        SkillArea, "programme", "skill_areas", "area", ("name", "team", "alone"), by_hand=True, part="skills"
    ),
    Entity(
        SkillPage,
        "programme",
        "skills",
        "skill page",
        ("person", "confirmed"),
        retention=Retention.CONFIRMED,
        belongs_to=("person",),
        by_hand=True,
        part="skills",
    ),
    Entity(
        SkillPair,
        "programme",
        "skill_pairs",
        "pair",
        ("area", "teacher", "learner"),
        retention=Retention.CONFIRMED,
        belongs_to=("area", "teacher", "learner"),
        by_hand=True,
        part="skills",
    ),
    Entity(
        Project,
        "programme",
        "projects",
        "project",
        ("name", "phase", "go_live"),
        release=Release.FRAME,
        by_hand=True,
        part="projects",
    ),
    Entity(
        TableAnswer,
        "programme",
        "table_answers",
        "answer",
        ("project", "item", "answer"),
        release=Release.FRAME,
        belongs_to=("project",),
    ),
    Entity(
        ProjectSeat,
        "programme",
        "project_seats",
        "seat",
        ("team", "project", "since"),
        release=Release.FRAME,
        belongs_to=("project", "team"),
        by_hand=True,
        part="projects",
    ),
    Entity(
        LifeCriterion,
        "programme",
        "life_criteria",
        "criterion",
        ("what", "project", "stage"),
        release=Release.FRAME,
        belongs_to=("project",),
        by_hand=True,
        part="projects",
    ),
    Entity(
        ValueCheck,
        "programme",
        "value_checks",
        "value check",
        ("project", "round", "on"),
        release=Release.FRAME,
        belongs_to=("project",),
        by_hand=True,
        part="projects",
    ),
    Entity(
        Learning,
        "programme",
        "learning",
        "learning",
        ("person", "module", "answer"),
        belongs_to=("person",),
        by_hand=True,
        part="skills",
    ),
    Entity(
        Course,
        "programme",
        "courses",
        "course",
        ("team", "module", "people"),
        belongs_to=("team",),
        by_hand=True,
        part="skills",
    ),
    Entity(
        Curiosity,
        "programme",
        "curiosities",
        "question",
        ("team", "other", "on"),
        belongs_to=("team",),
        by_hand=True,
        part="stages",
    ),
    Entity(Leader, "programme", "leaders", "leader", ("role", "portfolio"), by_hand=True, part="leaders"),
    Entity(
        Stakeholder,
        "programme",
        "stakeholders",
        "stakeholder",
        ("name", "kind"),
        retention=Retention.UNRENEWED,
        by_hand=True,
        part="stakeholders",
    ),
    Entity(
        SponsorAct,
        "programme",
        "sponsor_acts",
        "act",
        ("text", "on", "status"),
        retention=Retention.UNRENEWED,
        by_hand=True,
        part="stakeholders",
    ),
    Entity(
        Chain,
        "programme",
        "chains",
        "chain",
        ("output", "outcome", "group"),
        by_hand=True,
        part="stories",
    ),
    Entity(
        Story,
        "programme",
        "stories",
        "story",
        ("title", "chosen"),
        by_hand=True,
        part="stories",
    ),
    Entity(
        Message,
        "programme",
        "messages",
        "message",
        ("audience", "sent"),
        by_hand=True,
        part="stories",
    ),
    Entity(Issued, "programme", "issued", "issued paper", ("document", "audience", "format")),
    Entity(
        SentCalendar,
        "programme",
        "sent_calendars",
        "memory of a calendar for",
        ("audience", "teams"),
        belongs_to=("teams",),
    ),
    Entity(Purge, "programme", "purges", "purge", ("created", "counts"), retention=Retention.KEPT),
    Entity(HandleKey, "programme", "handle_keys", "key of handles", ("id",), retention=Retention.KEPT),
)

ENTITIES: dict[type[Record], Entity] = {row.type: row for row in _ROWS}
"""Every record type with its row."""

BY_LETTER: dict[str, type[Record]] = {row.letter: row.type for row in _ROWS if row.letter}
"""The record types that have short ids inside a session, by letter."""


def entities_of(file: FileKind | None = None) -> tuple[type[Record], ...]:
    """Return the record types stored in that kind of file, or all of them."""
    return tuple(kind for kind, entity in ENTITIES.items() if file in (None, entity.file))
