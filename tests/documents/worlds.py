"""Programmes of every kind that may come: how much was said, whether it was read back, who may read it.

They live in memory and are made in a moment. In all of them two teams met apart from each other; of the first
an earlier session is known in some. What is the facilitators' own stands in every one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import NamedTuple

from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.audience import Visibility
from facilitator.model.debrief import Debrief
from facilitator.model.idea import Benefit, DotVote, Evidence, IdeaStatus, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.observation import Effect, Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.session import FollowUp, Mode, ReadBack, SessionStatus
from facilitator.model.team import Team, TeamKind
from tests.documents.conftest import CATALOGUE
from tests.documents.programmes import MOMENT, TODAY, File, Folder
from tests.making import DAY, READ_BACK, START, session

OURS, THEIRS = "team-a", "team-b"
PRACTICES = tuple(CATALOGUE.practices)
SKIPPED = ReadBack(done=False, at=START, why_not="The room was needed.")
SECRET = "WHAT-IS-OURS"
_BEFORE = timedelta(days=56)
_LATE = DAY + timedelta(days=21)
"""A date that passed before the papers are made; so did the day a week after it."""
_COMING, _PASSED = START + timedelta(days=40), START + timedelta(days=14)
CONTACT = "Dana Okafor, ext. 4411"


class World(NamedTuple):
    """How much of each thing, whether it was read back, who may read it, whether papers are cut to nothing,
    how many were there, how it went on, and how far the session is."""

    n: int
    read_back: bool
    seen: str
    cut: bool
    present: int
    course: str
    stage: str = "shared"


SIZES = (0, 1, 2, 40)
SEEN = ("team", "raised", "mixed")
PRESENT = (4, 9)
COURSES = ("asked", "agreed", "done", "mixed")
"""What is only asked; what is agreed, late or blocked; what is over; all of it, after an earlier session."""


def worlds() -> Iterator[World]:
    """Yield all combinations. How it went on is not multiplied with all others but goes round with them: each
    course meets each size, reading, cutting and group size; it says nothing of an empty world but once.
    """
    for at, (n, read_back, seen, cut, present) in enumerate(
        product(SIZES, (True, False), SEEN, (False, True), PRESENT)
    ):
        yield World(n, read_back, seen, cut, present, COURSES[at % len(COURSES)])
        if n:
            yield World(n, read_back, seen, cut, present, COURSES[(at + 2) % len(COURSES)])


STAGES = ("coming", "passed", "running", "cancelled")
"""How far the session of a paper for the room may be, beside over: to come, due and not held, begun, off."""

HEARD = "captured"
"""The stage in which a session was held and not read back: its papers can be looked at."""

PATIENT = 60
"""Working days within which a patient programme answers; others have fifteen."""


def early_worlds() -> Iterator[World]:
    """Yield those in which the session is not over: only papers for the room are made of them."""
    for stage, present in product(STAGES, PRESENT):
        yield World(0, True, "team", False, present, "asked", stage)
    for present in PRESENT:
        yield World(2, False, "mixed", False, present, "agreed", HEARD)


def middle_worlds() -> Iterator[World]:
    """Yield those in which there are lines that stand on two actions, and room for all of them."""
    yield from (World(6, True, "raised", False, PRESENT[-1], course) for course in COURSES)


def folder_of(world: World) -> Folder:
    """Return the programme of a world."""
    teams = (
        Team(id=OURS, name="Networks", kind=TeamKind.TECHNICAL, headcount=9),
        Team(id=THEIRS, name="Desk", kind=TeamKind.FRONT_LINE, headcount=9),
    )
    people = (
        Person(id="person-0", name="Dev Pillai", team=OURS),
        Person(id="person-9", name="Priya Nand", facilitator=True),
    )
    held = (
        _programme(world),
        *teams,
        *people,
    )
    before = (_file(world, 1, OURS, START - _BEFORE),) if world.course == "mixed" else ()
    return Folder(held, *before, _file(world, 2, OURS, START), _file(world, 3, THEIRS, START))


def _programme(world):
    """Return the programme; of where few were there nobody has written what it is for and whom to reach."""
    known = {
        "purpose": "Fewer detours",
        "sponsor": "Director",
        "paper_contact": CONTACT,
        "data_contact": "Ada, ext. 12",
    }
    more = {"answer_days": PATIENT} if is_few(world) else known
    return Programme(id="programme", name="Better", organisation="Harrowmere", timezone="UTC", **more)


def is_few(world):
    """Tell whether few were there. Then the programme is also patient, and says little of itself."""
    return world.present < PRESENT[-1]


def has_nobody(world):
    """Tell whether nobody is known to have led the session."""
    return is_few(world) and world.course == "asked" and world.stage == "shared"


_STATUS = {
    "shared": SessionStatus.SHARED,
    "coming": SessionStatus.INVITED,
    "passed": SessionStatus.DRAFT,
    "running": SessionStatus.RUNNING,
    "cancelled": SessionStatus.CANCELLED,
    HEARD: SessionStatus.CAPTURED,
}


def _frame(world, number):
    """Return how far a session is, where it is, when everybody meets again and what came of that."""
    if world.stage == HEARD and number == 2:
        return {"status": SessionStatus.CAPTURED, "read_back": None}
    if world.stage != "shared" and number == 2:
        at = TODAY + timedelta(days=10) if world.stage == "coming" else DAY
        return {
            "status": _STATUS[world.stage],
            "planned_start": datetime.combine(at, START.time(), START.tzinfo),
            "mode": (Mode.REMOTE, Mode.HYBRID)[world.present > 4],
            "place": "Room 4" if world.present > 4 else "",
        }
    again, came = _turn(
        world,
        number + 1,
        (_COMING, None),
        (_PASSED, None),
        (_PASSED, FollowUp(held_on=_PASSED.date())),
        (_COMING, FollowUp(not_needed="All is done.")),
    )
    return {"status": SessionStatus.SHARED, "next_meeting": again if world.n else None} | (
        {"follow_up": came} if world.n else {}
    )


def _file(world, number, team, start):
    """Return the records of a session of one team."""
    other = THEIRS if team == OURS else OURS
    held = session(
        id=f"session-{number}",
        number=number,
        teams=(team,),
        **{"planned_start": start, "read_back": READ_BACK if world.read_back else SKIPPED}
        | _frame(world, number),
        facilitators=() if has_nobody(world) else ("person-9",),
        attendance=world.present,
        focus=PRACTICES[: min(world.n, 3)],
        created=MOMENT,
        changed=MOMENT,
    )
    here = f"s{number}"
    made = [
        record
        for at in range(world.n)
        for record in (
            _note(world, here, at, other),
            _idea(world, here, at, other),
            _action(world, here, at, other),
            _promise(world, here, at),
        )
    ]
    met = [
        record
        for at in range(min(world.n, len(PRACTICES)))
        for record in (_interaction(world, here, at, team, other), _side(world, here, at, team, other))
    ]
    made += _taken_up_inside(world, here, other) if world.seen == "mixed" and world.n > 2 else []
    ours = Observation(id=f"{here}-ours", text=SECRET, kind="private", visibility=Visibility.FACILITATOR)
    own = [ours, Debrief(id=f"{here}-debrief", mood=SECRET)] if world.n else []
    return File(held, *made, *met, *_vote(world, here), *own)


def _who(world, at, other):
    """Return who may read the record at a place, as fields."""
    raised = world.seen == "raised" or (world.seen == "mixed" and at % 2)
    if not raised:
        return {"visibility": Visibility.TEAM}
    level = (Visibility.PARTNERS, Visibility.PROGRAMME)[at // 2 % 2]
    return {"visibility": level, "room_yes": DAY, "counterparts": (other,)}


def _turn(world, at, *every):
    """Return what the record at a place has: what its course says, of a mixed one each in turn."""
    return every[at % len(every)] if world.course == "mixed" else every[COURSES.index(world.course)]


_KINDS = ("works", "hurts", "parking", "puzzle", "moment_of_truth", "need", "risk", "pride")


def _note(world, here, at, other):
    kind = _KINDS[(at + COURSES.index(world.course)) % len(_KINDS)]
    return Observation(
        id=f"{here}-note-{at}",
        number=at + 1,
        text=f"Remark {at}",
        kind=kind,
        practice=PRACTICES[at % 5],
        nods=at % 4,
        effect=(None, *Effect)[(at + world.present) % 4] if kind == "moment_of_truth" else None,
        said_on=TODAY if at % 7 == 6 else None,
        after_read_back=(at + world.present) % 6 == 5,
        no_by="Director" if kind == "need" and world.present % 2 else "",
        no_because=f"No because of {at}" if kind == "need" and world.present % 2 else "",
        **_who(world, at, other),
    )


def _idea(world, here, at, other):
    status = _turn(
        world,
        at,
        IdeaStatus.CAPTURED,
        IdeaStatus.ACCEPTED,
        (IdeaStatus.DONE, IdeaStatus.PARKED)[at % 2],
        (IdeaStatus.DECLINED, IdeaStatus.IN_ACTION, IdeaStatus.BENEFIT_CONFIRMED)[at // 4 % 3],
    )
    unanswered = status is IdeaStatus.CAPTURED
    return ImprovementIdea(
        id=f"{here}-idea-{at}",
        number=at + 1,
        title=f"Idea {at}",
        status=status,
        first_answered=None if unanswered else DAY,
        # An idea may be parked until a date without a word.
        answer="Too large for now"
        if status is IdeaStatus.DECLINED or (status is IdeaStatus.PARKED and at % 3)
        else "",
        review_on=TODAY + timedelta(days=90) if status is IdeaStatus.PARKED else None,
        impact=at % 5 + 1 if world.course != "asked" else None,
        effort=(at + 2) % 5 + 1 if world.course != "asked" else None,
        from_notes=(f"{here}-note-{at}",),
        benefits=(Benefit(group="team", text="An hour", evidence=Evidence.REPORTED, cases=at),)
        if status is IdeaStatus.BENEFIT_CONFIRMED
        else (),
        **_who(world, at, other),
    )


def _action(world, here, at, other):
    status = _turn(
        world,
        at,
        ActionStatus.PROPOSED,
        (ActionStatus.OPEN, ActionStatus.BLOCKED)[at % 2],
        ActionStatus.DONE,
        (ActionStatus.DROPPED, ActionStatus.STARTED)[at // 4 % 2],
    )
    proposed = status is ActionStatus.PROPOSED
    late = at % 2 == 1
    return Action(
        id=f"{here}-action-{at}",
        number=at + 1,
        text=f"Action {at}",
        status=status,
        owner=None if proposed else "person-0",
        accepted_on=None if proposed else DAY,
        due=(_LATE, TODAY + timedelta(days=30), None)[at % 3],
        due_now=TODAY + timedelta(days=9) if at % 5 == 0 else None,
        help_needed="Somebody to ask" if at % 3 == 1 else "",
        blocked_by="The form" if status is ActionStatus.BLOCKED else "",
        done_on=_LATE + timedelta(days=7 if late else -1) if status is ActionStatus.DONE else None,
        evidence="It ran" if status is ActionStatus.DONE and late else "",
        reason="No longer needed" if status is ActionStatus.DROPPED else "",
        # Of each kind of readers' worlds another one serves no idea.
        ideas=() if (at + SEEN.index(world.seen)) % 3 == 2 else _served(world, here, at),
        **_who_reads_the_action(world, at, other),
    )


def _served(world, here, at):
    """Return the ideas an action serves: sometimes the next one, too, which has its own."""
    two = (world.seen, at % 8) in (("mixed", 2), ("raised", 2), ("raised", 6)) and at + 1 < world.n
    return (f"{here}-idea-{at}", *([f"{here}-idea-{at + 1}"] if two else []))


def _taken_up_inside(world, here, other):
    """Return ideas nobody answered that others read, with agreed actions the team or only we may read."""
    who = {"visibility": Visibility.PROGRAMME, "room_yes": DAY, "counterparts": (other,)}
    agreed = {"status": ActionStatus.OPEN, "owner": "person-0", "accepted_on": DAY}
    kept = {"inside": Visibility.TEAM, "ours": Visibility.FACILITATOR}
    return [
        record
        for at, (name, visibility) in enumerate(kept.items(), world.n + 1)
        for record in (
            ImprovementIdea(id=f"{here}-idea-{name}", number=at, title=f"Idea {name}", **who),
            Action(
                id=f"{here}-action-{name}",
                number=at,
                text=f"Action {name}",
                visibility=visibility,
                ideas=(f"{here}-idea-{name}",),
                **agreed,
            ),
        )
    ]


def _who_reads_the_action(world, at, other):
    """Return who may read an action: of mixed readers sometimes more, sometimes fewer than its idea."""
    if world.seen == "mixed" and at % 8 == 5:
        return {"visibility": Visibility.FACILITATOR}
    return _who(world, at + (at // 2 % 2 if world.seen == "mixed" else 0), other)


def _promise(world, here, at):
    status = _turn(
        world,
        at,
        *(CommitmentStatus.PENDING, CommitmentStatus.RENEGOTIATED),
        CommitmentStatus.KEPT,
        CommitmentStatus.BROKEN,
    )
    who = _who(world, at, OURS)
    return Commitment(
        id=f"{here}-promise-{at}",
        number=at + 1,
        text=f"Promise {at}",
        role="Director",
        by=_LATE if at % 2 else TODAY + timedelta(days=20),
        status=status,
        visibility=Visibility.PROGRAMME if "room_yes" in who else Visibility.TEAM,
        room_yes=who.get("room_yes"),
    )


def _interaction(world, here, at, team, other):
    untouched = world.course == "asked" and (at % 2 or is_few(world))
    role = TouchRole.NONE if untouched else TouchRole.PERFORMS
    rated = world.course != "asked"
    agreement = _turn(world, at, None, Agreement.MAJORITY, Agreement.SPLIT, None) if rated else None
    split = agreement is Agreement.SPLIT
    # At the session before, each third stood higher, each third lower.
    low = Rung((at + (at % 3 if here == "s1" else 0)) % 3)
    return Interaction(
        id=f"{here}-met-{at}",
        team=team,
        practice=PRACTICES[at],
        role=role,
        frequency=Frequency.NEVER if role is TouchRole.NONE else None,
        importance=at % 5 + 1 if rated else None,
        ease=(at + 1) % 5 + 1 if rated else None,
        rung=low if rated else None,
        agreement=agreement,
        split={str(int(low)): 2, str(low + 1): 3} if split else {},
        counterparts=(other,) if role is not TouchRole.NONE else (),
    )


def _side(world, here, at, team, other):
    who = _who(world, at, other)
    raised = "room_yes" in who
    # Of some practices one side alone told anything, of some both, and not all agreed to show it.
    known = at % 3 != 2 or team == OURS
    return InterfaceSide(
        id=f"{here}-side-{at}",
        team=team,
        counterpart=other,
        practice=PRACTICES[at] if known else PRACTICES[-1 - at % 3],
        passes=f"Papers {at}" if at % 2 else "",
        ease=(at + (at % 2 if team == OURS else 0)) % 5 + 1,
        agreed_for_sharing=raised,
        visibility=who["visibility"],
        room_yes=who.get("room_yes"),
    )


def _vote(world, here):
    if not world.n or world.course == "asked":
        return []
    dots = {f"{here}-idea-{at}": at % 2 for at in range(min(world.n, 9))}
    return [
        DotVote(id=f"{here}-vote", subject=VoteSubject.IDEAS, people=world.present, dots=dots, revealed=True)
    ]
