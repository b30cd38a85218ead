"""Every record type of the program, once: one row says all that is known of it beside its fields.

The store, release, purge, search, short ids, labels, the rules of a closed session and the page that says
what is stored read this table. A record type that is added is its Struct and a row here. Its module is
imported when somebody wants the type itself: the program starts without those that Home does not look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

import msgspec

from facilitator.model.base import FileKind, Record, Release, Retention


class Entity(msgspec.Struct, frozen=True):
    """Where records of one type live, what people call them, how long they stay and how they may leave.

    The type is found `where` its row says: in a module of `facilitator.model`, by its name there. `name` is
    what one of them is called ("note"), `letter` that of its short id ("N" in `L-03/N-12`), "" for a type
    without numbers. `listed` are the fields that tell records apart in a list, the first of them most.
    `open_when_closed` are the fields that go on changing when the session is closed; None for a type that
    may come and go then. Records of the programme that people keep `by_hand` have a list and a form, reached
    from the settings, or from the `part` of the place People they say. One that `belongs_to` what one of
    these fields names goes with that when it is deleted. Of a `traceless` one no earlier state is ever left
    on the disk: from two states one could see what lies between them.
    """

    where: str
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

    @property
    def type(self) -> type[Record]:
        """The type itself; asked for the first time, its module is imported."""
        return _type_at(self.where)


@cache
def _type_at(where: str) -> type[Record]:
    module, _, name = where.partition(".")
    found: type[Record] = getattr(import_module(f"facilitator.model.{module}"), name)
    return found


_FROZEN: frozenset[str] = frozenset()
_IDEA_OPEN = frozenset({"said", "status", "first_answered", "answer", "review_on", "benefits"})

_ROWS = (
    # Of a session: what was heard, what follows from it, how it went.
    Entity(
        "observation.Observation",
        "session",
        "observations",
        "note",
        ("text", "kind", "practice"),
        retention=Retention.OBSERVATION,
        release=Release.WORDS,
        letter="N",
        open_when_closed=frozenset({"no_by", "no_because"}),
    ),
    Entity(
        "idea.ImprovementIdea",
        "session",
        "ideas",
        "idea",
        ("title", "status", "practices"),
        release=Release.WORDS,
        letter="I",
        open_when_closed=_IDEA_OPEN,
    ),
    Entity(
        "idea.DotVote",
        "session",
        "votes",
        "vote",
        ("subject", "people", "dots"),
        release=Release.FIGURES,
        open_when_closed=_FROZEN,
    ),
    Entity(
        "action.Action",
        "session",
        "actions",
        "action",
        ("text", "owner", "due_now", "status"),
        release=Release.WORDS,
        letter="A",
    ),
    Entity(
        "action.Commitment",
        "session",
        "commitments",
        "promise",
        ("text", "role", "by", "status"),
        release=Release.WORDS,
        letter="C",
    ),
    Entity(
        "interaction.Interaction",
        "session",
        "interactions",
        "interaction",
        ("team", "practice", "rung"),
        release=Release.FIGURES,
        open_when_closed=_FROZEN,
    ),
    Entity(
        "interaction.InterfaceSide",
        "session",
        "interfaces",
        "interface",
        ("counterpart", "practice", "passes"),
        release=Release.WORDS,
        open_when_closed=frozenset({"agreed_for_sharing"}),
    ),
    Entity(
        "session.ListeningSession",
        "session",
        "sessions",
        "session",
        ("number", "teams", "planned_start", "status"),
        release=Release.FRAME,
        open_when_closed=frozenset({"next_meeting", "follow_up", "status"}),
    ),
    Entity(
        "session.SegmentRun",
        "session",
        "segment_runs",
        "segment run",
        ("segment", "planned"),
        open_when_closed=_FROZEN,
    ),
    Entity(
        "session.Draft", "session", "drafts", "draft", ("segment", "text"), retention=Retention.OBSERVATION
    ),
    Entity(
        "session.OnScreen",
        "session",
        "on_screen",
        "screen",
        ("segment", "practice"),
        retention=Retention.OBSERVATION,
    ),
    Entity(
        "debrief.Debrief",
        "session",
        "debriefs",
        "debrief",
        ("mood", "next_time"),
        retention=Retention.PRIVATE,
        release=Release.WORDS,
    ),
    Entity(
        "take_out.TakeOutDue", "session", "take_outs", "take out", ("id",), retention=Retention.OBSERVATION
    ),
    # Of the programme.
    Entity(
        "programme.Programme",
        "programme",
        "programmes",
        "programme",
        ("name", "organisation"),
        retention=Retention.KEPT,
        release=Release.FRAME,
    ),
    Entity(
        "team.Team",
        "programme",
        "teams",
        "team",
        ("name", "kind", "headcount"),
        release=Release.FRAME,
        by_hand=True,
    ),
    Entity(
        "person.Person",
        "programme",
        "people",
        "person",
        ("name", "team"),
        release=Release.FRAME,
        by_hand=True,
    ),
    Entity(
        "service.Service",
        "programme",
        "services",
        "service",
        ("name", "manager"),
        release=Release.FRAME,
        by_hand=True,
        part="services",
    ),
    Entity(
        "pulse.PulseSurvey",
        "programme",
        "pulse_surveys",
        "pulse survey",
        ("wave", "opened", "closed"),
        release=Release.NOBODY,
        traceless=True,
    ),
    Entity(
        "practice.CustomPractice",
        "programme",
        "custom_practices",
        "practice",
        ("practice",),
        release=Release.FRAME,
    ),
    Entity(
        "practice.PracticeDecision",
        "programme",
        "practice_decisions",
        "decision",
        ("practice", "fit", "reason"),
        release=Release.FRAME,
        belongs_to=("practice",),
    ),
    Entity(
        "practice.AssessedLevel",
        "programme",
        "assessed_levels",
        "level",
        ("practice", "level", "on"),
        release=Release.FRAME,
        belongs_to=("practice",),
        by_hand=True,
    ),
    Entity(
        "smo.Specialism",
        "programme",
        "specialisms",
        "specialism",
        ("name", "level"),
        release=Release.FRAME,
        by_hand=True,
        part="champions",
    ),
    Entity(
        "smo.Champion",
        "programme",
        "champions",
        "champion",
        ("person", "specialism"),
        release=Release.FRAME,
        by_hand=True,
        part="champions",
    ),
    Entity(
        "smo.GrantedHours",
        "programme",
        "granted_hours",
        "hours",
        ("champion", "hours", "since"),
        belongs_to=("champion",),
        by_hand=True,
        part="champions",
    ),
    Entity(
        "smo.ServiceContact",
        "programme",
        "service_contacts",
        "contact",
        ("champion", "service", "contact"),
        belongs_to=("champion", "service"),
        release=Release.FRAME,
    ),
    Entity(
        "skills.SkillArea",
        "programme",
        "skill_areas",
        "area",
        ("name", "team", "alone"),
        by_hand=True,
        part="skills",
    ),
    Entity(
        "skills.SkillPage",
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
        "skills.SkillPair",
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
        "project.Project",
        "programme",
        "projects",
        "project",
        ("name", "phase", "go_live"),
        release=Release.FRAME,
        by_hand=True,
        part="projects",
    ),
    Entity(
        "project.TableAnswer",
        "programme",
        "table_answers",
        "answer",
        ("project", "item", "answer"),
        release=Release.FRAME,
        belongs_to=("project",),
    ),
    Entity(
        "project.ProjectSeat",
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
        "project.LifeCriterion",
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
        "project.ValueCheck",
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
        "learning.Learning",
        "programme",
        "learning",
        "learning",
        ("person", "module", "answer"),
        belongs_to=("person",),
        by_hand=True,
        part="skills",
    ),
    Entity(
        "learning.Course",
        "programme",
        "courses",
        "course",
        ("team", "module", "people"),
        belongs_to=("team",),
        by_hand=True,
        part="skills",
    ),
    Entity(
        "curiosity.Curiosity",
        "programme",
        "curiosities",
        "question",
        ("team", "other", "on"),
        belongs_to=("team",),
        by_hand=True,
        part="stages",
    ),
    Entity(
        "leader.Leader", "programme", "leaders", "leader", ("role", "portfolio"), by_hand=True, part="leaders"
    ),
    Entity(
        "stakeholder.Stakeholder",
        "programme",
        "stakeholders",
        "stakeholder",
        ("name", "kind"),
        retention=Retention.UNRENEWED,
        by_hand=True,
        part="stakeholders",
    ),
    Entity(
        "stakeholder.SponsorAct",
        "programme",
        "sponsor_acts",
        "act",
        ("text", "on", "status"),
        retention=Retention.UNRENEWED,
        by_hand=True,
        part="stakeholders",
    ),
    Entity(
        "story.Chain",
        "programme",
        "chains",
        "chain",
        ("output", "outcome", "group"),
        by_hand=True,
        part="stories",
    ),
    Entity(
        "story.Story",
        "programme",
        "stories",
        "story",
        ("title", "chosen"),
        by_hand=True,
        part="stories",
    ),
    Entity(
        "message.Message",
        "programme",
        "messages",
        "message",
        ("audience", "sent"),
        by_hand=True,
        part="stories",
    ),
    Entity("trail.Issued", "programme", "issued", "issued paper", ("document", "audience", "format")),
    Entity(
        "trail.SentCalendar",
        "programme",
        "sent_calendars",
        "memory of a calendar for",
        ("audience", "teams"),
        belongs_to=("teams",),
    ),
    Entity("trail.Purge", "programme", "purges", "purge", ("created", "counts"), retention=Retention.KEPT),
    Entity(
        "handle.HandleKey", "programme", "handle_keys", "key of handles", ("id",), retention=Retention.KEPT
    ),
)


class _Entities(Mapping[type[Record], Entity]):
    """The rows by type. To go through the types imports them all; `rows_in` goes through the rows alone."""

    def __init__(self, rows: tuple[Entity, ...]) -> None:
        self._by_place = {row.where: row for row in rows}
        self._found: dict[type[Record], Entity] = {}

    def __getitem__(self, kind: type[Record]) -> Entity:
        row = self._found.get(kind)
        if row is None:
            row = self._by_place[f"{kind.__module__.removeprefix('facilitator.model.')}.{kind.__qualname__}"]
            self._found[kind] = row
        return row

    def __iter__(self) -> Iterator[type[Record]]:
        return (row.type for row in self._by_place.values())

    def __len__(self) -> int:
        return len(self._by_place)


ENTITIES: Mapping[type[Record], Entity] = _Entities(_ROWS)
"""Every record type with its row."""


def rows_in(file: FileKind | None = None) -> tuple[Entity, ...]:
    """Return the rows of the types stored in that kind of file, or of all; no type is imported for it."""
    return tuple(row for row in _ROWS if file in (None, row.file))


def entities_of(file: FileKind | None = None) -> tuple[type[Record], ...]:
    """Return the record types stored in that kind of file, or all of them."""
    return tuple(row.type for row in rows_in(file))


def kinds_by_letter() -> dict[str, type[Record]]:
    """Return the record types that have short ids inside a session, by letter."""
    return {row.letter: row.type for row in _ROWS if row.letter}
