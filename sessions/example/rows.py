"""The rows of the tables the example is told in, as the TOML files beside this module hold them.

Teams, services and people go by their keys in `harrowmere.toml`, notes and ideas by their numbers,
which follow the order of the tables. Moments are those of the clock on the wall. *who* is who may see
it once the room has decided at read-back.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from facilitator.model.action import ActionSize, ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.idea import Benefit, Evidence, IdeaStatus, Reach, StakeholderGroup
from facilitator.model.interaction import Channel, Frequency, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.learning import LearningAnswer
from facilitator.model.message import Readers
from facilitator.model.observation import Dimension, Effect
from facilitator.model.practice import CapabilityLevel
from facilitator.model.project import Answer, CheckRound, Judgement, Phase, TableItem
from facilitator.model.session import LeadPresent, Mode
from facilitator.model.smo import Contact, SelectionQuality
from facilitator.model.stakeholder import ActStatus, Loss, Resistance, StakeholderKind, Stance
from facilitator.model.team import TeamKind

Names = tuple[str, ...]
T = TypeVar("T")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row; a column that is not there is refused."""


def read(name: str, table: type[T]) -> T:
    """Return the table in the TOML file of that name."""
    return msgspec.toml.decode((Path(__file__).parent / name).read_bytes(), type=table)


# The programme -----------------------------------------------------------------------------------


class TeamRow(Row, frozen=True, kw_only=True):
    """A team."""

    name: str
    short: str
    kind: TeamKind
    people: int
    lead: str
    services: Names = ()
    message: str


class PersonRow(Row, frozen=True, kw_only=True):
    """Somebody who accepted a role; facilitators and service managers have no home team."""

    name: str
    team: str | None = None
    facilitator: bool = False


class ServiceRow(Row, frozen=True, kw_only=True):
    """A service, its manager, what they decide alone, and who could stand in."""

    name: str
    manager: str
    decisions: str = ""
    delegate: str | None = None
    cover: tuple[str, ...] = ()


class SpecialismRow(Row, frozen=True, kw_only=True):
    """A specialism the programme wants."""

    name: str
    level: CapabilityLevel
    practices: tuple[str, ...] = ()


class ChampionRow(Row, frozen=True, kw_only=True):
    """A champion, by person."""

    person: str
    specialism: str
    hours: int
    consented: date
    module: str = ""
    qualities: tuple[SelectionQuality, ...] = ()
    concern: str = ""
    second_interest: str = ""


class ContactRow(Row, frozen=True, kw_only=True):
    """A cell of the matrix champion × service."""

    champion: str
    service: str
    contact: Contact
    topic: str = ""
    last: date | None = None


class AnswerRow(Row, frozen=True, kw_only=True):
    """What a project answers to one of the twelve items, and who finds out by when."""

    item: TableItem
    answer: Answer
    owner: str = ""
    by: date | None = None


class CheckRow(Row, frozen=True, kw_only=True):
    """How success was judged some time after go-live."""

    round: CheckRound
    on: date
    timing: Judgement
    budget: Judgement
    budget_said: str = ""
    value: Judgement
    evidence: Evidence
    value_said: str = ""
    adoption: Judgement


class ProjectRow(Row, frozen=True, kw_only=True):
    """A project, who sits at its table since when, what it answered on a day, and how it was judged."""

    name: str
    phase: Phase
    kick_off: date | None = None
    go_live: date
    vendor: str = ""
    volunteers: int = 0
    seats: dict[str, date] = {}
    asked: date | None = None
    answers: tuple[AnswerRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()


class ProgrammeTables(Row, frozen=True, kw_only=True):
    """The programme with everything that is not said in a session."""

    name: str
    organisation: str
    purpose: str
    sponsor: str
    started: date
    ends: date
    as_of: date
    timezone: str
    teams: dict[str, TeamRow]
    counterparts: tuple[tuple[str, str], ...]
    people: dict[str, PersonRow]
    services: dict[str, ServiceRow]
    specialisms: dict[str, SpecialismRow]
    champions: tuple[ChampionRow, ...]
    contacts: tuple[ContactRow, ...]
    projects: tuple[ProjectRow, ...]


class AreasRow(Row, frozen=True, kw_only=True):
    """What a team has to know, by name."""

    team: str
    names: Names


class PageRow(Row, frozen=True, kw_only=True):
    """What somebody says of their own skills: a level from 0 to 5 for each area, and what they wish."""

    person: str
    levels: tuple[int, ...]
    learn: Names = ()
    stop: Names = ()
    codes: Names = ()
    bridge: bool = False


class PairRow(Row, frozen=True, kw_only=True):
    """Two who said yes."""

    area: str
    teacher: str
    learner: str
    starts: date
    weeks: int


class LearningRow(Row, frozen=True, kw_only=True):
    """What somebody says of a module, or without one of all of them."""

    person: str
    module: str | None = None
    answer: LearningAnswer
    awarded: date | None = None
    renew_by: date | None = None


class CourseRow(Row, frozen=True, kw_only=True):
    """A plan for people of a team."""

    team: str
    module: str
    people: int
    planned_for: date


class SkillTables(Row, frozen=True, kw_only=True):
    """What people share of their skills, and what they learn."""

    told_on: date
    areas: tuple[AreasRow, ...]
    pages: tuple[PageRow, ...]
    pairs: tuple[PairRow, ...]
    learning: tuple[LearningRow, ...]
    courses: tuple[CourseRow, ...]


class LeaderRow(Row, frozen=True, kw_only=True):
    """A leader, by role."""

    role: str
    portfolio: str
    advantage: str


class StakeholderRow(Row, frozen=True, kw_only=True):
    """A stakeholder: the place on the grid, the stance now and needed."""

    name: str
    short: str = ""
    kind: StakeholderKind
    influence: int
    interest: int
    stance: Stance
    needed: Stance | None = None
    cause: Resistance | None = None
    loss: Loss | None = None
    dimension: Dimension | None = None
    fears: str = ""
    gain: str = ""
    change_agent: bool = False
    bridge: bool = False
    reached_by: str | None = None
    sponsor_need: str = ""
    next_contact: date | None = None


class ActRow(Row, frozen=True, kw_only=True):
    """What the sponsor does in sight of others."""

    text: str
    on: date
    before: str = ""
    status: ActStatus = ActStatus.PLANNED


class ChainRow(Row, frozen=True, kw_only=True):
    """A value chain, with what each group gains and how that is known."""

    output: str
    outcome: str
    group: StakeholderGroup
    gains: tuple[Benefit, ...]
    cases: int | None = None
    source: str = ""
    changed_too: str = ""
    costs: str = ""


class StoryRow(Row, frozen=True, kw_only=True):
    """A value story; `chain` is the output of its chain, `sponsor` a leader's role, `teams` are keys."""

    title: str
    chain: str
    sponsor: str = ""
    situation: str
    change: str
    period: str
    teams: Names = ()
    cost: str
    limits: str
    why: str
    chosen: bool = True


class MessageRow(Row, frozen=True, kw_only=True):
    """A message to an audience; `team` and `sender` are keys."""

    audience: str
    kind: Readers
    their_day: str
    know: str
    feel: str = ""
    act: str = ""
    for_you: str = ""
    for_all: str = ""
    proof: str = ""
    team: str | None = None
    invitation: str = ""
    sender: str
    channel: str
    send_by: date | None = None
    sent: date | None = None
    read_again: date | None = None
    promise: str = ""
    promise_by: date | None = None


class StoryTables(Row, frozen=True, kw_only=True):
    """Value chains and stories, as the facilitators noted them."""

    noted_on: date
    chains: tuple[ChainRow, ...]
    stories: tuple[StoryRow, ...]
    messages: tuple[MessageRow, ...]


class StakeholderTables(Row, frozen=True, kw_only=True):
    """Leaders, stakeholders and what the sponsor does, as the facilitators noted them."""

    noted_on: date
    leaders: tuple[LeaderRow, ...]
    stakeholders: tuple[StakeholderRow, ...]
    acts: tuple[ActRow, ...]


class TallyRow(Row, frozen=True, kw_only=True):
    """How many of a team responded, and by statement how often 1 to 5 was answered."""

    responses: int
    answers: dict[str, tuple[int, ...]]


class PulseTables(Row, frozen=True, kw_only=True):
    """The baseline wave of the pulse."""

    opened: date
    closed: date
    next_wave: date
    teams: dict[str, TallyRow]


# A session ---------------------------------------------------------------------------------------


class Rated(Row, frozen=True, kw_only=True):
    """A practice the room placed on the ladder."""

    practice: str
    role: TouchRole
    often: Frequency
    matters: int
    ease: int
    rung: Rung
    agreed: Agreement
    split: dict[str, int] = {}
    to: Names = ()


class Side(Row, frozen=True, kw_only=True):
    """The team's side of an interface; the ease is the practice's unless the room changed it."""

    practice: str
    to: str
    how: Channel | None = None
    ease: int | None = None
    shared: bool = False
    passes: str = ""


class Note(Row, frozen=True, kw_only=True):
    """Something that was said."""

    kind: str
    about: str | None = None
    nods: int = 0
    who: Visibility = Visibility.TEAM
    to: Names = ()
    dimension: Dimension | None = None
    effect: Effect | None = None
    said: str


class Idea(Row, frozen=True, kw_only=True):
    """An idea, its dots, where the room placed it (impact, effort, confidence), and what became of it."""

    title: str
    said: str = ""
    about: Names
    dots: int = 0
    placed: tuple[int, int, int] | None = None
    reach: Reach = Reach.OWN_TEAM
    who: Visibility = Visibility.TEAM
    to: Names = ()
    notes: tuple[int, ...] = ()
    gain: tuple[Benefit, ...] = ()
    became: dict[IdeaStatus, date] = {}
    answer: str = ""
    review_on: date | None = None
    came_of_it: str = ""
    found: tuple[Benefit, ...] = ()


class Deed(Row, frozen=True, kw_only=True):
    """An action: who said yes (in the room, unless another day stands there) and what became of it."""

    text: str
    owner: str
    accepted: date | None = None
    idea: int
    due: date
    due_now: date | None = None
    size: ActionSize = ActionSize.TWO_WEEKS
    who: Visibility = Visibility.PROGRAMME
    to: Names = ()
    first_step: str = ""
    help_needed: str = ""
    became: dict[ActionStatus, date]
    blocked_by: str = ""
    evidence: str = ""
    found: tuple[Benefit, ...] = ()


class Promise(Row, frozen=True, kw_only=True):
    """A commitment, and the day it was kept."""

    role: str
    person: str | None = None
    text: str
    by: date
    kept: date | None = None
    who: Visibility = Visibility.PROGRAMME


class Part(Row, frozen=True, kw_only=True):
    """A segment, or one deep dive of it: the seconds it ran, or why it was skipped."""

    segment: str
    dive: int = 0
    planned: int | None = None
    ran: int = 0
    skipped: str = ""


class Meeting(Row, frozen=True, kw_only=True):
    """A listening session and all that was heard in it.

    The keys of `notes` are segments, a deep dive's with its number from 1 ("deep 2"). `steps` are the
    days of what came before and after. A session that is `paused` has no end yet.
    """

    team: str
    script: str
    planned: datetime
    started: datetime
    minutes: int
    steps: dict[str, date]
    mode: Mode = Mode.ROOM
    place: str = ""
    attendance: int
    remote: int = 0
    lead_present: LeadPresent
    paused: bool = False
    focus: Names
    focus_dots: dict[str, int] = {}
    fist: tuple[int, ...] | None = None
    roti: tuple[int, ...] | None = None
    thanks: str = ""
    next_meeting: datetime | None = None
    not_asked: Names = ()
    touched: dict[str, TouchRole]
    rated: tuple[Rated, ...]
    sides: tuple[Side, ...]
    parts: tuple[Part, ...]
    notes: dict[str, tuple[Note, ...]]
    ideas: tuple[Idea, ...]
    deeds: tuple[Deed, ...] = ()
    promises: tuple[Promise, ...] = ()
    debrief: dict[str, str] = {}
