"""Programmes nobody thought of: three teams, two sessions, records of every kind with a canary in each text.

They live in memory, so that hundreds of them can be looked at; `Folder` is what papers ask of a folder.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import strategies as st

from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Attribution, Visibility
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.programme import Person, Programme, Service, Team, TeamKind
from facilitator.model.session import SessionStatus
from facilitator.model.smo import Champion, Specialism
from tests.documents.conftest import CATALOGUE
from tests.making import DAY, READ_BACK, View, session
from tests.strategies import records

TEAMS = ("team-a", "team-b", "team-c")
PRACTICES = ("change_enablement", "incident_management")
WORDED = (Observation, ImprovementIdea, Action, Commitment, InterfaceSide)
MOMENT = datetime(2026, 3, 12, 10, tzinfo=UTC)


class File(View):
    """The records of a session."""

    @property
    def session(self):
        return self.records[0]


class Folder:
    """A programme in memory."""

    catalogue = CATALOGUE
    zone = UTC

    def __init__(self, programme, *sessions):
        self.file = View(*programme)
        self.sessions = sessions
        self.teams = {team.id: team for team in self.file.all(Team)}
        self.people = {person.id: person for person in self.file.all(Person)}

    @property
    def programme(self):
        return self.file.all(Programme)[0]

    def today(self):
        return date(2026, 4, 9)

    def local(self, moment):
        return moment


def _marked(value, stem):
    """Return a record with a canary in each text somebody writes; it begins with *stem*."""
    less = {}
    for field in fields_of(type(value)):
        held = getattr(value, field.name)
        if isinstance(held, str) and field.words:
            less[field.name] = f"{stem}{field.name}"
        elif isinstance(held, tuple) and held and isinstance(held[0], msgspec.Struct):
            less[field.name] = tuple(_marked(part, stem) for part in held)
    return msgspec.structs.replace(value, **less) if less else value


@st.composite
def _worded(draw, kind, index, there):
    """Draw a worded record, said by one of the teams *there*, its references within the programme."""
    record = draw(_DRAWN[kind])
    others = [team for team in TEAMS if team not in there]
    more = {
        "id": f"{kind.__name__.lower()}-{index}",
        "visibility": draw(st.sampled_from(Visibility)),
        "room_yes": DAY,
        "created": MOMENT,
        "changed": MOMENT + timedelta(minutes=draw(st.integers(0, 3))),
    }
    if kind is Observation:
        kept = record.kind in ("private", "quote")
        more |= {"attribution": Attribution.NONE, "said_by": None, "merged_into": None}
        more |= {"kind": draw(st.sampled_from(("hurts", "works", "puzzle", "parking", "moment_of_truth")))}
        more |= {"practice": draw(st.sampled_from((None, *PRACTICES))), "number": index}
        more |= {"team": draw(st.sampled_from((None, *there))), "nods": index % 7}
        more |= {"kind": "private", "visibility": Visibility.FACILITATOR} if kept else {}
    if kind is InterfaceSide:
        team = draw(st.sampled_from(there))
        met = "team-b" if team == "team-a" else "team-a"
        more |= {"team": team, "counterpart": draw(st.sampled_from((met, met, "team-c")))}
        more |= {"practice": draw(st.sampled_from(PRACTICES)), "ease": draw(st.integers(1, 5))}
    else:
        more["number"] = index
    if kind is not InterfaceSide and kind is not Commitment:
        more["counterparts"] = tuple(draw(st.lists(st.sampled_from(others), unique=True))) if others else ()
    if kind is ImprovementIdea:
        more |= {"practices": (), "from_notes": (f"observation-{index}",), "merged_into": None}
        more |= {"first_answered": DAY} if record.status not in _UNANSWERED else {"first_answered": None}
    if kind is Action:
        more |= {"owner": f"person-{index % 4}", "ideas": (f"improvementidea-{draw(st.integers(0, 5))}",)}
        more |= {"team": None, "accepted_on": draw(st.sampled_from((None, DAY)))}
    return _marked(msgspec.structs.replace(record, **more), f"CANARY<{more['id']}>")


_UNANSWERED = (IdeaStatus.CAPTURED, IdeaStatus.SHAPED)
_DRAWN = {kind: records(kind) for kind in (*WORDED, Interaction, Debrief)}


@st.composite
def files(draw, number, there):
    """Draw a reviewed session of the teams *there*."""
    held = session(
        id=f"session-{number}",
        number=number,
        teams=there,
        status=SessionStatus.SHARED,
        read_back=READ_BACK,
        script=CATALOGUE.scripts["listening-90"],
        minutes=90,
        facilitators=("person-9",),
        created=MOMENT,
        changed=MOMENT,
    )
    base = number * 100
    told = [
        draw(_worded(kind, base + place, there))
        for kind in WORDED
        for place in range(draw(st.integers(0, 3)))
    ]
    touched = [
        msgspec.structs.replace(
            draw(_DRAWN[Interaction]),
            id=f"interaction-{number}-{practice}",
            team=draw(st.sampled_from(there)),
            practice=practice,
            counterparts=(),
            benefit_sought=f"CANARY<interaction-{number}-{practice}>",
        )
        for practice in PRACTICES
    ]
    debrief = _marked(draw(_DRAWN[Debrief]), f"CANARY<debrief-{number}>")
    return File(held, *told, *touched, debrief)


@st.composite
def programmes(draw):
    """Draw a programme: one session of the first team, one of the second, or of both."""
    kinds = (TeamKind.TECHNICAL, TeamKind.FRONT_LINE, TeamKind.TECHNICAL)
    named = zip(TEAMS, kinds, strict=True)
    held = [
        Programme(id="programme", name="Better Together", organisation="Harrowmere", timezone="UTC"),
        *(Team(id=id, name=f"Team {id[-1].upper()}", kind=kind, headcount=9) for id, kind in named),
        *(Person(id=f"person-{n}", name=f"OWNER-{n}", team=TEAMS[n % 3]) for n in range(4)),
        Person(id="person-9", name="Priya Nand", facilitator=True),
        Specialism(id="area", name="Knowledge"),
        Champion(
            id="champion",
            person="person-9",
            specialism="area",
            consented=True,
            selection_notes="CANARY<champion>",
            concern="CANARY<champion>",
        ),
        Service(id="service", name="Teaching spaces", manager="person-9"),
    ]
    second = draw(st.sampled_from((("team-b",), ("team-a", "team-b"))))
    return Folder(held, draw(files(1, ("team-a",))), draw(files(2, second)))


# What may be in a paper, said once more and apart from the program (domain.md §8.1) -------------------


def said_in(file, record):
    """Return the teams that said it."""
    team = getattr(record, "team", None) if not isinstance(record, Action) else None
    return {team} if team in file.session.teams else set(file.session.teams)


def may_read(file, record, teams, *, partners):
    """Tell whether these teams may read the words of a record, all of them, as domain.md says it."""
    named = (
        {record.counterpart}
        if isinstance(record, InterfaceSide)
        else set(getattr(record, "counterparts", ()))
    )
    said = said_in(file, record)
    if record.visibility is Visibility.FACILITATOR:
        return False
    if record.visibility is Visibility.OPEN:
        return True
    if not partners and teams <= said:
        return True
    beyond = record.visibility is Visibility.PROGRAMME or (record.visibility is Visibility.PARTNERS and named)
    return bool(beyond) and teams <= said | named


def accepted(action):
    """Tell whether the owner said yes, so that the name may stand there."""
    return action.accepted_on is not None or action.status not in (
        ActionStatus.PROPOSED,
        ActionStatus.DROPPED,
    )
