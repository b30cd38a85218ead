"""A programme like the worked example of the field guide, made through the files as the program makes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator import resources
from facilitator.catalogue import load_catalogue
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.audience import Visibility
from facilitator.model.debrief import Debrief
from facilitator.model.idea import Benefit, DotVote, Evidence, IdeaStatus, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Frequency, Interaction, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.session import ListeningSession, ReadBack, SessionStatus
from facilitator.model.team import Team, TeamKind
from facilitator.resources import workshops_dir
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace

AS_OF = date(2026, 4, 9)
READ_BACK = date(2026, 3, 12)
CATALOGUE = load_catalogue(workshops_dir())
TEAMS = (
    ("Infrastructure and Cloud", "Infrastructure", TeamKind.TECHNICAL, 9),
    ("Service Desk", "Desk", TeamKind.FRONT_LINE, 11),
    ("Business Applications", "Applications", TeamKind.TECHNICAL, 10),
    ("Project Delivery Office", "Projects", TeamKind.PROJECT, 6),
    ("Identity and Security", "Security", TeamKind.TECHNICAL, 5),
)
PEOPLE = ("Priya Nand", "Tom Okafor", "Dev Pillai", "Mina Reyes", "Kofi Lang", "Jo Marsh", "Sam Oduya")
SHORT = {
    "change": "change_enablement",
    "project": "project_management",
    "problem": "problem_management",
    "knowledge": "knowledge_management",
    "incident": "incident_management",
    "configuration": "service_configuration_management",
    "monitoring": "monitoring_and_event_management",
    "security": "information_security_management",
    "infrastructure": "infrastructure_and_platform_management",
    "workforce": "workforce_and_talent_management",
}
# Practice, role, frequency, importance, ease, rung, agreement.
TOUCHED = (
    ("change", "performs", "weekly", 5, 2, 1, "majority"),
    ("project", "subject_to", "monthly", 4, 1, 0, "consensus"),
    ("problem", "contributes", "monthly", 4, 2, 1, "split"),
    ("incident", "performs", "daily", 5, 3, 2, "majority"),
    ("configuration", "contributes", "weekly", 3, 2, 1, "single_voice"),
    ("infrastructure", "owns", "daily", 5, 4, 4, "consensus"),
    ("workforce", "subject_to", "rarely", None, None, None, None),
)
# Kind, text, practice, nods, visibility, counterparts.
NOTES = (
    (
        "pride",
        "Moved exam storage to cloud over the winter break and no student noticed.",
        "infrastructure",
        8,
        "open",
        (),
    ),
    (
        "works",
        "Security reviews our designs in a shared channel; answer same day.",
        "security",
        6,
        "partners",
        (4,),
    ),
    ("works", "Alerts go to whoever built the thing, so fixes are quick.", "monitoring", 6, "team", ()),
    ("hurts", "Monthly patching needs the same five-page form every time.", "change", 8, "programme", ()),
    (
        "hurts",
        "Board meets Tuesdays; anything found Wednesday waits six days.",
        "change",
        5,
        "partners",
        (2, 1),
    ),
    ("hurts", "Handover is a folder of links on the last Friday.", "project", 6, "partners", (3,)),
    (
        "workaround",
        "We ring a friend in the project office to ask what is coming.",
        "project",
        5,
        "partners",
        (),
    ),
    ("puzzle", "Who decides that a cause is worth two weeks of work?", "problem", 4, "programme", ()),
    ("moment_of_truth", "08:50 Monday, shared drive gone, lecture at nine.", "incident", 6, "open", ()),
    ("hurts", "Tickets reach us saying only “server slow”.", "incident", 7, "partners", (1,)),
    ("risk", "One person understands the backup network.", "workforce", 6, "team", ()),
    ("parking", "Could standby pay be looked at?", None, 3, "team", ()),
    ("private", "CANARY-7F3: the room tightened when the lead came back.", None, 0, "facilitator", ()),
)
# Title, dots, impact, effort, status, further fields.
IDEAS: tuple[tuple[str, int, int, int, str, dict[str, Any]], ...] = (
    (
        "Pre-agreed standard change for monthly patching",
        7,
        5,
        2,
        "done",
        {"first_answered": date(2026, 3, 17)},
    ),
    (
        "Infrastructure and desk at the first meeting of every project",
        6,
        4,
        2,
        "in_action",
        {"first_answered": date(2026, 3, 17)},
    ),
    (
        "Engineer drafts in the ticket, desk turns it into an article",
        3,
        3,
        3,
        "in_action",
        {"first_answered": date(2026, 3, 17)},
    ),
    (
        "One change calendar showing teaching-critical weeks",
        2,
        4,
        3,
        "accepted",
        {"first_answered": date(2026, 3, 19)},
    ),
    (
        "Fill server owners from cloud tags",
        1,
        3,
        4,
        "parked",
        {
            "first_answered": date(2026, 3, 24),
            "review_on": date(2026, 9, 1),
            "answer": "too large before summer",
        },
    ),
    (
        "Three required facts before a ticket moves",
        1,
        3,
        1,
        "in_action",
        {"first_answered": date(2026, 3, 17)},
    ),
    ("An engineer spends one morning a month at the desk", 0, 2, 1, "captured", {}),
)
# Text, owner, first date, status, idea (from 1), further fields.
ACTIONS: tuple[tuple[str, int, date, str, int, dict[str, Any]], ...] = (
    (
        "Write the patching standard change and get it authorised",
        2,
        date(2026, 3, 26),
        "done",
        1,
        {
            "done_on": date(2026, 3, 25),
            "benefits": (
                Benefit(
                    group="team",
                    text="First use saved about 40 minutes.",
                    evidence=Evidence.REPORTED,
                    cases=1,
                ),
            ),
        },
    ),
    (
        "Try the checklist on the library project’s kick-off",
        3,
        date(2026, 4, 2),
        "done",
        2,
        {"done_on": date(2026, 4, 7)},
    ),
    (
        "Hold the first huddle on the print queue",
        4,
        date(2026, 3, 27),
        "dropped",
        2,
        {"reason": "the queue was replaced", "accepted_on": date(2026, 3, 12)},
    ),
    (
        "Agree the three ticket facts with the desk",
        5,
        date(2026, 3, 31),
        "blocked",
        6,
        {
            "blocked_by": "the form change waits for the supplier",
            "help_needed": "someone who can ask for a date",
        },
    ),
    (
        "Draft four articles the new way",
        6,
        date(2026, 4, 30),
        "started",
        3,
        {"first_step": "pick the four fixes asked for most often", "due_now": date(2026, 5, 15)},
    ),
)

PROMISES: tuple[dict[str, Any], ...] = (
    {
        "text": "No project passes its first gate without a named support seat",
        "role": "Director of Digital",
        "by": date(2026, 4, 30),
        "seen": "programme",
    },
    {
        "text": "Bring your question to leaders",
        "role": "Lead facilitator",
        "person": 0,
        "by": date(2026, 3, 27),
        "status": CommitmentStatus.KEPT,
    },
    {"text": "CANARY promise between facilitators", "role": "Co-facilitator", "seen": "facilitator"},
)


@dataclass
class Example:
    """The programme on the disk, and what was put into it."""

    folder: ProgrammeFolder
    file: SessionFile
    teams: list[Team]
    people: list[Person]
    ideas: list[ImprovementIdea] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    def put(self, record: Any) -> Any:
        """Put a record into the session's file."""
        return self.file.put(record)

    def session(self, **changes: Any) -> None:
        """Change the session itself."""
        self.put(msgspec.structs.replace(self.file.session, **changes))

    def reviewed(self) -> Example:
        """Take the session through its review."""
        back = ReadBack(done=True, at=datetime(2026, 3, 12, 11, 25, tzinfo=UTC))
        for status in (SessionStatus.RUNNING, SessionStatus.CAPTURED):
            self.put(self.file.session.moved_to(status))
        self.put(self.file.session.moved_to(SessionStatus.REVIEWED, read_back=back))
        return self

    def note(self, text: str, kind: str = "works", **fields: Any) -> Observation:
        """Put a note of this text; a work of one line for tests of texts."""
        note = Observation(number=len(self.file.all(Observation)) + 1, text=text, kind=kind, **fields)
        return self.put(note)  # type: ignore[no-any-return]


def new_folder(path: Path) -> ProgrammeFolder:
    """Return a programme folder in which time and ids stand still."""
    path.mkdir(parents=True)
    ids = count(1)
    return ProgrammeFolder(
        path,
        CATALOGUE,
        clock=lambda: datetime(2026, 3, 12, 10, 0, tzinfo=UTC),
        ids=lambda: f"01950000-0000-7000-8000-{next(ids):012d}",
    )


def new_session(folder: ProgrammeFolder, *teams: Team, **fields: Any) -> SessionFile:
    """Return the file of a new session with these teams."""
    script = CATALOGUE.scripts["listening-technical"]
    start = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
    ids = tuple(team.id for team in teams)
    return folder.add_session(
        ListeningSession(number=1, teams=ids, script=script, planned_start=start, minutes=90, **fields)
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProgrammeFolder]:
    """Return the shipped example in a workspace of its own; nobody changes it."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(resources.demo_dir(), root / "sessions" / "example")
    folder = Workspace(root).programme()
    yield folder
    folder.close()


@pytest.fixture
def bare(tmp_path: Path) -> Example:
    """Return a programme with teams, people and an empty session that was not held yet."""
    return planned(tmp_path)


@pytest.fixture
def example(bare: Example) -> Example:
    """Return the programme with a session as in the worked example, not reviewed yet."""
    return told(bare)


@pytest.fixture
def heard(example: Example) -> Example:
    """Return the worked example after its review."""
    return example.reviewed()


def planned(path: Path) -> Example:
    """Return what `bare` is, in files below *path*."""
    folder = new_folder(path / "sessions" / "better-together")
    with folder.file.group("the programme"):
        folder.file.put(
            Programme(
                name="Better Together", organisation="Harrowmere University", timezone="UTC", as_of=AS_OF
            )
        )
        teams = [
            folder.file.put(Team(name=name, short_name=short, kind=kind, headcount=heads))
            for name, short, kind, heads in TEAMS
        ]
        people = [
            folder.file.put(Person(name=name, team=teams[0].id, email="CANARY-MAIL@example.org"))
            for name in PEOPLE
        ]
    file = new_session(
        folder,
        teams[0],
        facilitators=(people[0].id, people[1].id),
        attendance=8,
        focus=tuple(SHORT[key] for key in ("change", "project", "problem")),
    )
    return Example(folder, file, teams, people)


def told(example: Example) -> Example:
    """Put everything that was said in the worked example into its session."""
    with example.file.group("the example"):
        for row in TOUCHED:
            example.put(_interaction(example.teams[0], *row))
        for number, row in enumerate(NOTES, start=1):
            example.put(_observation(example, number, *row))
        _put_ideas_and_actions(example)
        dots = _dots(example)
        example.put(DotVote(subject=VoteSubject.IDEAS, people=8, dots=dots, open=False, revealed=True))
        for number, promise in enumerate(PROMISES, start=1):
            example.put(_promise(example, number, **promise))
        example.put(Debrief(mood="CANARY mood", next_time="CANARY next time"))
    return example


def _observation(
    example: Example,
    number: int,
    kind: str,
    text: str,
    practice: str,
    nods: int,
    visibility: str,
    others: Any,
) -> Observation:
    return Observation(
        number=number,
        kind=kind,
        text=text,
        practice=SHORT[practice] if practice else None,
        nods=nods,
        counterparts=tuple(example.teams[index].id for index in others),
        **_seen(visibility),
    )


def _promise(
    example: Example, number: int, seen: str = "team", person: int | None = None, **fields: Any
) -> Commitment:
    who = None if person is None else example.people[person].id
    return Commitment(number=number, person=who, **fields, **_seen(seen))


def _put_ideas_and_actions(example: Example) -> None:
    for number, (title, _, impact, effort, status, more) in enumerate(IDEAS, start=1):
        idea = ImprovementIdea(
            number=number, title=title, impact=impact, effort=effort, status=IdeaStatus(status), **more
        )
        example.ideas.append(example.put(idea))
    for number, (text, owner, due, state, idea_no, more) in enumerate(ACTIONS, start=1):
        action = Action(
            number=number,
            text=text,
            owner=example.people[owner].id,
            due=due,
            status=ActionStatus(state),
            ideas=(example.ideas[idea_no - 1].id,),
            **more,
        )
        example.actions.append(example.put(action))


def _interaction(
    team: Team,
    practice: str,
    role: str,
    often: str,
    matters: int | None,
    ease: int | None,
    rung: int | None,
    agreed: str | None,
) -> Interaction:
    return Interaction(
        team=team.id,
        practice=SHORT[practice],
        role=TouchRole(role),
        frequency=Frequency(often),
        importance=matters,
        ease=ease,
        rung=None if rung is None else Rung(rung),
        agreement=Agreement(agreed) if agreed else None,
        split={"1": 5, "2": 3} if agreed == "split" else {},
    )


def _seen(visibility: str) -> dict[str, Any]:
    level = Visibility(visibility)
    return {"visibility": level, "room_yes": READ_BACK if level.reaches(Visibility.PARTNERS) else None}


def _dots(example: Example) -> dict[str, int]:
    return {idea.id: row[1] for idea, row in zip(example.ideas, IDEAS, strict=True)}
