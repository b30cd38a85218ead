"""Programmes nobody thought of: three teams, two sessions, records of every kind with a canary in each text.

A seed makes one, always the same. They live in memory, so that hundreds of them can be looked at; `Folder` is
what papers ask of a folder. `may_read` says once more, and apart from the program, who may read what.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from unittest.mock import patch

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.internal.conjecture import providers

from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Attribution, AudienceKind, Visibility, Worded
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.handle import HandleKey
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.service import Service
from facilitator.model.session import SessionStatus
from facilitator.model.smo import Champion, Specialism
from facilitator.model.team import Team, TeamKind
from tests.documents.conftest import CATALOGUE
from tests.making import DAY, READ_BACK, View, session
from tests.strategies import records

TEAMS = ("team-a", "team-b", "team-c")
PRACTICES = ("change_enablement", "incident_management")
WORDED = (Observation, ImprovementIdea, Action, Commitment, InterfaceSide)
KINDS_OF_NOTES = ("hurts", "works", "puzzle", "parking", "moment_of_truth", "quote", "private")
OWNERS = 4
"""So many people own actions; one more said something and agreed to be named, one more made a promise."""

SPEAKER, PROMISER = OWNERS, OWNERS + 1
MOMENT = datetime(2026, 3, 12, 10, tzinfo=UTC)
TODAY = date(2026, 4, 9)
_DRAWN = 150


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
        self.known = {}  # what a test has worked out of it, by readers

    @property
    def programme(self):
        return self.file.all(Programme)[0]

    def today(self):
        return TODAY

    def local(self, moment):
        return moment


def canary(record_id):
    """Return what stands in every text of a record: letters and digits, the same in every format."""
    return f"CANARY{record_id.replace('-', '')}Z"


def name_of(number):
    """Return how a person is called."""
    return f"NAMED{number}Z"


def programme(seed):
    """Return a programme: one session of the first team, one of the second, or of both."""
    chance = Random(seed)
    kinds = (TeamKind.TECHNICAL, TeamKind.FRONT_LINE, TeamKind.TECHNICAL)
    named = zip(TEAMS, kinds, strict=True)
    held = [
        Programme(id="programme", name="Better Together", organisation="Harrowmere", timezone="UTC"),
        *(Team(id=id, name=f"Team {id[-1].upper()}", kind=kind, headcount=9) for id, kind in named),
        *(Person(id=f"person-{n}", name=name_of(n), team=TEAMS[n % 3]) for n in range(PROMISER + 1)),
        Person(id="person-9", name="Priya Nand", facilitator=True, email=canary("person-9")),
        Specialism(id="area", name="Knowledge"),
        Champion(
            id="champion",
            person="person-9",
            specialism="area",
            consented=True,
            selection_notes=canary("champion"),
            concern=canary("champion"),
        ),
        Service(id="service", name="Teaching spaces", manager="person-9"),
        HandleKey(id="key", secret="5ec7e7" * 10 + "0000"),
    ]
    second = chance.choice((("team-b",), ("team-a", "team-b")))
    return Folder(held, _file(chance, 1, ("team-a",)), _file(chance, 2, second))


def _file(chance, number, there):
    """Return a reviewed session of the teams *there*."""
    held = session(
        id=f"session-{number}",
        number=number,
        teams=there,
        status=SessionStatus.SHARED,
        read_back=READ_BACK,
        facilitators=("person-9",),
        created=MOMENT,
        changed=MOMENT,
        next_meeting=MOMENT + timedelta(days=14),
    )
    told = [
        _worded(chance, kind, number * 100 + place, there)
        for kind in WORDED
        for place in range(chance.randint(0, 3))
    ]
    touched = [
        msgspec.structs.replace(
            _one(chance, Interaction),
            id=f"interaction-{number * 10 + place}",
            team=chance.choice(there),
            practice=practice,
            counterparts=(),
            benefit_sought=canary(f"interaction-{number * 10 + place}"),
        )
        for place, practice in enumerate(PRACTICES)
    ]
    debrief = _marked(_one(chance, Debrief), canary(f"debrief-{number}"))
    return File(held, *told, *touched, debrief)


def _one(chance, kind):
    """Return a record of a kind; each status it may have is as likely as any other."""
    return chance.choice(chance.choice(_drawn(kind)))


@contextmanager
def nothing_imported():
    """Let Hypothesis draw as if no module were imported: it draws constants of those that are, so what a seed
    makes would depend on which tests ran before."""
    none = providers.Constants()
    with patch.object(providers, "_get_local_constants", lambda: none):
        providers.CONSTANTS_CACHE.cache.clear()
        yield
    providers.CONSTANTS_CACHE.cache.clear()


@cache
def _drawn(kind):
    """Return many records of a kind by their status, drawn by what its fields say of themselves."""
    kept = {}

    @settings(
        max_examples=_DRAWN,
        phases=(Phase.generate,),
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(records(kind))
    def keep(record):
        kept.setdefault(getattr(record, "status", None), []).append(record)

    with nothing_imported():
        keep()
    return [kept[status] for status in sorted(kept, key=str)]


def _worded(chance, kind, index, there):
    """Return a worded record, said by one of the teams *there*, its references within the programme."""
    record = _one(chance, kind)
    alone = chance.choice((None, *there)) if kind in (Observation, ImprovementIdea) else None
    others = [team for team in TEAMS if team != alone and (alone or team not in there)]
    more = {
        "id": f"{kind.__name__.lower()}-{index}",
        "visibility": chance.choice(list(Visibility)),
        "room_yes": DAY,
        "created": MOMENT,
        "changed": MOMENT + timedelta(minutes=chance.randint(0, 3)),
    }
    if kind is not InterfaceSide:
        more["number"] = index
    if kind not in (InterfaceSide, Commitment):
        more["counterparts"] = tuple(chance.sample(others, chance.randint(0, len(others))))
    if kind in (Observation, ImprovementIdea):
        more["team"] = alone
    more |= _MORE[kind](chance, record, index, there)
    return _marked(msgspec.structs.replace(record, **more), canary(more["id"]))


def _note(chance, record, index, there):
    kind, agreed = chance.choice(KINDS_OF_NOTES), chance.random() < 0.5
    ours = kind == "private" or (kind == "quote" and not agreed)
    named = kind != "private" and chance.random() < 0.2
    return ({"visibility": Visibility.FACILITATOR} if ours else {}) | {
        "kind": kind,
        "effect": record.effect if kind == "moment_of_truth" else None,
        "speaker_agreed": agreed,
        "attribution": Attribution.NAMED if named else Attribution.NONE,
        "said_by": f"person-{SPEAKER}" if named else None,
        "practice": chance.choice((None, *PRACTICES)),
        "nods": index % 7,
        "merged_into": None,
    }


def _idea(chance, record, index, there):
    unanswered = record.status in (IdeaStatus.CAPTURED, IdeaStatus.SHAPED)
    return {
        "first_answered": None if unanswered else DAY,
        "review_on": TODAY if record.status is IdeaStatus.PARKED else None,
        "practices": (),
        "from_notes": (f"observation-{index}",),
        "merged_into": None,
    }


def _action(chance, record, index, there):
    return {
        "owner": f"person-{index % OWNERS}",
        "due": record.due or chance.choice((None, TODAY)),
        "ideas": (f"improvementidea-{index // 100 * 100 + chance.randint(0, 2)}",),
        "team": None,
        "accepted_on": chance.choice((None, DAY)),
    }


def _promise(chance, record, index, there):
    return {"person": chance.choice((None, f"person-{PROMISER}")), "by": record.by or TODAY}


def _side(chance, record, index, there):
    team = chance.choice(there)
    met = "team-b" if team == "team-a" else "team-a"
    return {
        "team": team,
        "counterpart": chance.choice((met, met, "team-c")),
        "practice": chance.choice(PRACTICES),
        "ease": chance.randint(1, 5),
    }


_MORE = {
    Observation: _note,
    ImprovementIdea: _idea,
    Action: _action,
    Commitment: _promise,
    InterfaceSide: _side,
}


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


# What may be in a paper, said once more and apart from the program -------------------


def said_in(file, record):
    """Return the teams that said it."""
    team = getattr(record, "team", None) if not isinstance(record, Action) else None
    return {team} if team in file.session.teams else set(file.session.teams)


def may_read(file, record, readers):
    """Tell whether these readers may read the words of a record, all of them, as docs/field.md says it."""
    if not isinstance(record, Worded):
        of_the_team = readers.kind in (AudienceKind.TEAM, AudienceKind.ROOM)
        return isinstance(record, Interaction) and of_the_team and readers.teams <= said_in(file, record)
    level = record.visibility
    if readers.kind is AudienceKind.LEADERS:
        return level in (Visibility.PROGRAMME, Visibility.OPEN)
    if level in (Visibility.FACILITATOR, Visibility.OPEN):
        return level is Visibility.OPEN
    said, named = said_in(file, record), _named(record)
    if readers.kind is not AudienceKind.PARTNERS and readers.teams <= said:
        return True
    beyond = level is Visibility.PROGRAMME or (level is Visibility.PARTNERS and (named or len(said) > 1))
    return bool(beyond) and readers.teams <= said | named


def _named(record):
    if isinstance(record, InterfaceSide):
        return {record.counterpart}
    return set(getattr(record, "counterparts", ()))


def accepted(action):
    """Tell whether the owner said yes, so that the name may stand there."""
    return action.accepted_on is not None or action.status not in (
        ActionStatus.PROPOSED,
        ActionStatus.DROPPED,
    )
