"""A session to type into: a poll of ten questions, four columns with 60 notes, a loop that runs."""

from __future__ import annotations

from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from facilitator.live.clock import SystemClock
from facilitator.live.instruments.poll import Polls
from facilitator.live.session import LiveSession
from facilitator.model.observation import Tone
from facilitator.model.script import KindSpec, Script, Segment, with_columns
from facilitator.model.team import Team
from facilitator.opening import open_session
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session

PARTS = ("poll", "columns", "loop")
"""The segments typed into, in their order; ^N goes to the next."""

NOTES, PEOPLE = 60, 12
KINDS = (
    ("start", "+", Tone.GOOD),
    ("stop", "-", Tone.BAD),
    ("more", "*", Tone.OPEN),
    ("less", "=", Tone.OPEN),
)


def script_from(health: Script) -> Script:
    """Return a script with the ten questions of the health check, four kinds in columns, and a loop."""
    kinds = tuple(
        KindSpec(key=key, label=key, sign=sign, tone=tone, heading=key.title(), question=f"What do we {key}?")
        for key, sign, tone in KINDS
    )
    keys = tuple(kind.key for kind in kinds)
    own: dict[str, dict[str, Any]] = {
        "poll": {"instruments": ("poll", "notes")},
        "columns": {"columns": True, "capture": keys},
        "loop": {"each": "notes:stop", "part_minutes": 2},
    }
    segments = tuple(replace(_empty(key, turn), **own[key]) for turn, key in enumerate(PARTS, 1))
    script = replace(health, key="typed", title="Typed", minutes=90, kinds=kinds, segments=segments)
    return with_columns(script)


def _empty(key: str, turn: int) -> Segment:
    return Segment(key=key, title=key.title(), short_title=key.title(), minutes=30, minimum=5, turn=turn)


def fill(into: Path, who: list[str], what: list[str]) -> None:
    """Make a programme in *into* whose only session stands in its poll, with what is in its other parts."""
    workspace = Workspace(into)
    folder = workspace.new_programme("Typing", "Nobody", timezone="UTC")
    team = folder.file.put(Team(name="Desk", headcount=PEOPLE))
    planned = planned_session(
        folder, [team], script_from(folder.catalogue.script("health-check")), folder.now()
    )
    live = open_session(folder, folder.add_session(planned), SystemClock(folder.now))
    live.course.start()
    live.frame.set_attendance(PEOPLE)
    _answer(live)
    signs = cycle(sign for _, sign, _ in KINDS)
    live.course.go_to("columns")
    for line in islice((f"{next(signs)} {each} {told}" for told, each in product(what, who)), NOTES):
        live.line.capture(line)
    live.course.go_to("poll")
    folder.close()


def _answer(live: LiveSession) -> None:
    segment = live.session.script.segment("poll")
    polls = Polls(live.desk)
    for asked in polls.answered(segment)[:5]:
        polls.put_hands(segment, asked, asked.scale.answers[0], 7)
