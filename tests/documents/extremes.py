"""The smallest and the largest session, in files: what papers look like at both ends.

The tiny one has a note, an idea and no action. The huge one has 60 notes, 40 ideas and 12 actions of people
with names of 40 letters, a remark of 280 letters, words without a blank, and words of other scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Visibility
from facilitator.model.debrief import Debrief
from facilitator.model.idea import DotVote, IdeaStatus, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.session import ListeningSession, ReadBack, SessionStatus
from facilitator.model.team import Team, TeamKind
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from tests.documents.conftest import CATALOGUE
from tests.making import DAY, START

TODAY = date(2026, 4, 9)
NAME = "Maximiliane-Alexandra von Hohenlohe-Lang"
"""Forty letters."""

WORDS = (
    "Monthly patching needs the same five-page form every time, and nobody reads it",
    "변경 승인은 회의마다 엿새를 기다려야 합니다",
    "変更の予定表はどこにもないので、毎回電話で聞いています",
    "تقويم التغيير غير موجود ونسأل بعضنا كل أسبوع",
    "לוח השינויים נמצא בשלושה מקומות שונים",
    "https://tickets.harrowmere.example/browse/CHANGE-2026-03-12/attachments/handover-final-final-2.docx",
    "Donaudampfschifffahrtsgesellschaftskapitänspatentsverlängerungsantragsformularvordruck",
    ("Handover is a folder of links on the last Friday, and whoever asked for it has left by then; " * 4)[
        :280
    ],
)
_KINDS = ("works", "hurts", "hurts", "workaround", "puzzle", "risk", "moment_of_truth", "parking")
_PRACTICES = tuple(CATALOGUE.practices)
_TOUCHED = 16
_RAISED: Mapping[str, object] = {"visibility": Visibility.PROGRAMME, "room_yes": DAY}


def tiny(place: Path) -> tuple[ProgrammeFolder, SessionFile]:
    """Return a session with a note and an idea, in files under *place*."""
    folder, file, _ = _begun(place, "Networks", "Desk", "Dev Pillai")

    def say() -> None:
        file.put(Observation(number=1, text="Forms", kind="hurts", practice=_PRACTICES[0], **_RAISED))
        file.put(ImprovementIdea(number=1, title="One form", **_RAISED))

    return folder, _held(file, say, attendance=5)


def huge(place: Path) -> tuple[ProgrammeFolder, SessionFile]:
    """Return a session with more of everything than a room ever says, in files under *place*."""
    folder, file, owner = _begun(place, "Infrastructure, Cloud, Networks and Campus Data Centres", NAME, NAME)
    (ours,) = file.session.teams
    other = next(id for id in folder.teams if id != ours)
    theirs = folder.add_session(_planned(2, other, file.session.facilitators[0]))

    def answer() -> None:
        for at in range(_TOUCHED):
            theirs.put(_side(at, other, ours))

    def say() -> None:
        for number in range(1, 61):
            file.put(_note(number, other))
        ideas = [file.put(_idea(number)) for number in range(1, 41)]
        for number in range(1, 13):
            file.put(_action(number, owner, ideas[number - 1].id))
            file.put(_promise(number))
        dots = {idea.id: dots for idea, dots in zip(ideas, (30, 16, 9, 4, 1), strict=False)}
        file.put(DotVote(subject=VoteSubject.IDEAS, people=20, dots=dots, open=False, revealed=True))
        for at in range(_TOUCHED):
            file.put(_touched(at, ours, other))
            file.put(_side(at, ours, other))
        file.put(Debrief(mood=WORDS[-1], next_time=WORDS[0]))

    _held(theirs, answer, attendance=20)
    return folder, _held(file, say, attendance=20, focus=_PRACTICES[:3])


EXTREMES: Mapping[str, Callable[[Path], tuple[ProgrammeFolder, SessionFile]]] = {"tiny": tiny, "huge": huge}


def _begun(place: Path, ours: str, theirs: str, owner: str) -> tuple[ProgrammeFolder, SessionFile, str]:
    folder = ProgrammeFolder(place, CATALOGUE, as_of=TODAY)
    folder.file.put(Programme(name="Better Together", organisation="Harrowmere University", timezone="UTC"))
    team = folder.file.put(Team(name=ours, kind=TeamKind.TECHNICAL, headcount=20))
    folder.file.put(Team(name=theirs, kind=TeamKind.FRONT_LINE, headcount=20))
    person = folder.file.put(Person(name=owner, team=team.id))
    lead = folder.file.put(Person(name="Priya Nand", facilitator=True))
    return folder, folder.add_session(_planned(1, team.id, lead.id)), person.id


def _planned(number: int, team: str, lead: str) -> ListeningSession:
    return ListeningSession(
        number=number,
        teams=(team,),
        script=CATALOGUE.scripts["listening-technical"],
        planned_start=START,
        minutes=90,
        facilitators=(lead,),
    )


def _held(file: SessionFile, say: Callable[[], None], **fields: object) -> SessionFile:
    with file.group("the session"):
        file.put(file.session.moved_to(SessionStatus.RUNNING, started_at=START, **fields))
        say()
    for status in (SessionStatus.CAPTURED, SessionStatus.REVIEWED):
        more = {"read_back": ReadBack(done=True, at=START)} if status is SessionStatus.REVIEWED else {}
        file.put(file.session.moved_to(status, **more))
    return file


def _note(number: int, other: str) -> Observation:
    return Observation(
        number=number,
        text=f"{WORDS[number % len(WORDS)]} {number}",
        kind=_KINDS[number // len(WORDS) % len(_KINDS)],
        practice=_PRACTICES[number % 20],
        nods=number % 9,
        counterparts=(other,),
        **_RAISED,
    )


def _idea(number: int) -> ImprovementIdea:
    parked, unanswered = number > 30, 20 < number <= 30
    acted = IdeaStatus.IN_ACTION if number <= 12 else IdeaStatus.ACCEPTED
    return ImprovementIdea(
        number=number,
        title=f"{WORDS[number % len(WORDS)]} {number}",
        status=IdeaStatus.PARKED if parked else IdeaStatus.CAPTURED if unanswered else acted,
        first_answered=None if unanswered else DAY,
        answer="Too large for now" if parked else "",
        review_on=TODAY + timedelta(days=90) if parked else None,
        impact=number % 5 + 1,
        effort=(number + 2) % 5 + 1,
        **_RAISED,
    )


def _action(number: int, owner: str, idea: str) -> Action:
    status = (ActionStatus.OPEN, ActionStatus.STARTED, ActionStatus.BLOCKED, ActionStatus.DONE)[number % 4]
    return Action(
        number=number,
        text=f"{WORDS[number % len(WORDS)]} {number}",
        owner=owner,
        accepted_on=DAY,
        due=TODAY + timedelta(days=number - 5),
        due_now=TODAY + timedelta(days=40) if number % 3 == 0 else None,
        status=status,
        blocked_by=WORDS[0] if status is ActionStatus.BLOCKED else "",
        done_on=TODAY if status is ActionStatus.DONE else None,
        first_step=WORDS[(number + 1) % len(WORDS)],
        help_needed=WORDS[(number + 2) % len(WORDS)] if number % 2 else "",
        ideas=(idea,),
        **_RAISED,
    )


def _promise(number: int) -> Commitment:
    text = WORDS[number % len(WORDS)]
    return Commitment(number=number, text=text, role=NAME, by=TODAY + timedelta(days=number), **_RAISED)


def _touched(at: int, team: str, other: str) -> Interaction:
    rung = at % 5
    return Interaction(
        team=team,
        practice=_PRACTICES[at],
        role=(TouchRole.OWNS, TouchRole.PERFORMS, TouchRole.SUBJECT_TO)[at % 3],
        frequency=Frequency.WEEKLY,
        importance=at % 5 + 1,
        ease=(at + 1) % 5 + 1,
        rung=Rung(rung),
        agreement=(Agreement.MAJORITY, Agreement.CONSENSUS, Agreement.SPLIT)[at % 3],
        split={str(rung): 9, str(rung + 1): 11} if at % 3 == 2 else {},
        counterparts=(other,),
    )


def _side(at: int, team: str, other: str) -> InterfaceSide:
    return InterfaceSide(
        team=team,
        counterpart=other,
        practice=_PRACTICES[at],
        passes=WORDS[at % len(WORDS)],
        expectation=WORDS[(at + 3) % len(WORDS)],
        ease=at % 5 + 1,
        agreed_for_sharing=True,
        **_RAISED,
    )
