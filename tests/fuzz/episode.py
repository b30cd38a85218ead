"""One episode: hands at the program over a workspace of their own, and what is looked at afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import selectors
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from textual import events
from textual.keys import _character_to_key

from facilitator.errors import FacilitatorError
from facilitator.model.action import Action
from facilitator.model.observation import Observation
from facilitator.model.registry import ENTITIES
from facilitator.model.team import Team
from facilitator.store.records.record_file import RecordFile
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.room.projector import ProjectorApp
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import kind_of
from facilitator.workspace.folder.workspace import Workspace
from tests.clock import FakeClock
from tests.fuzz.aftermath import faults_of
from tests.fuzz.hands import Gesture, Hands
from tests.fuzz.sandbox import sandbox
from tests.ui.conftest import IN_BRITAIN
from tests.ui.going import PLACES, WITH_INSTRUMENT, go
from tests.ui.person import Person

LONGEST = 20.0
"""Seconds after which a gesture that is not worked off counts as a hang."""

STUCK = 60.0
"""Seconds after which a program that does not come back to its event loop is ended, with where it was."""

BEGUN = "begun"
"""A place to start: a programme that was begun just now."""

PROJECTOR = "projector"
"""A place to start: the room view in a window of its own, beside a session that another window leads."""

_ELSEWHERE = tuple(each for each in PLACES if each not in WITH_INSTRUMENT)

BLOCK = 0.1
"""Seconds of the processor the event loop may be away before the gesture is listed."""


@dataclass
class Told:
    """What became of one episode: nothing wrong when *faults* is empty.

    *blocks* are the seconds the event loop was away and the gesture it was at; *screens* how often each was
    in front after a gesture.
    """

    name: str
    gestures: list[Gesture] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    blocks: list[tuple[float, str]] = field(default_factory=list)
    screens: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


class Watched(selectors.DefaultSelector):
    """Measures how long the event loop is busy without looking up, in seconds of the processor."""

    longest = 0.0
    back: float | None = None

    def select(self, timeout: float | None = None) -> Any:
        if self.back is not None:
            self.longest = max(self.longest, time.thread_time() - self.back)
        ready = super().select(timeout)
        self.back = time.thread_time()
        return ready

    def take(self) -> float:
        """Return the longest absence since the last call."""
        longest, self.longest = self.longest, 0.0
        return longest


def play(seed: int, number: int, *, gestures: int, start: str | None = None) -> Told:
    """Play the episode of that number: from a place of the example, or over nothing.

    *start* names the place instead: one of `tests.ui.going.PLACES`, "empty" for an empty workspace, `BEGUN`,
    or `PROJECTOR`.
    """
    told = Told(f"{seed}:{number}")
    hands = Hands(told.name)
    place = start or hands.chance.choice(
        (*WITH_INSTRUMENT, *_ELSEWHERE * 2, "empty", PROJECTOR, *[BEGUN] * 3)
    )
    began = time.perf_counter()
    watched = Watched()
    loop = asyncio.SelectorEventLoop(watched)
    loop.set_exception_handler(lambda _, context: told.faults.append(_of_task(context)))
    with sandbox() as scratch:
        clock = FakeClock(IN_BRITAIN)
        try:
            asyncio.set_event_loop(loop)
            loop.run_until_complete(_sit(scratch, clock, hands, place, gestures, told, watched))
        except Exception as error:
            told.faults.append(_where(error))
        finally:
            faulthandler.cancel_dump_traceback_later()
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()
            asyncio.set_event_loop(None)
        if not told.faults:
            told.faults += faults_of(scratch / "workspace", clock)
    told.seconds = time.perf_counter() - began
    return told


class Hurried(Person):
    """Somebody at the program that leads, or at the projector's; *beside* is the folder it follows."""

    def __init__(self, app: Any, beside: ProgrammeFolder | None, pilot: Any, clock: FakeClock) -> None:
        super().__init__(app, pilot, clock)
        self.beside = beside

    @property
    def _is_busy(self) -> bool:
        return super()._is_busy if isinstance(self.app, FacilitatorApp) else bool(len(self.app.workers))


async def _sit(
    root: Path, clock: FakeClock, hands: Hands, place: str, gestures: int, told: Told, watched: Watched
) -> None:
    nothing = place in ("empty", BEGUN)
    workspace, folder = (
        (Workspace(root / "workspace", clock=clock.now), None) if nothing else _demo(root, clock)
    )
    app = (
        ProjectorApp(folder, clock=clock)
        if place == PROJECTOR
        else FacilitatorApp(workspace, folder, clock=clock)
    )
    app._print_error_renderables = lambda: None  # type: ignore[method-assign]  # told here instead
    async with app.run_test(size=(104, 30)) as pilot:
        person = Hurried(app, folder, pilot, clock)
        await person.settle()
        if place == BEGUN:
            await _begin(person)
        elif not nothing and place != PROJECTOR:
            await go(person, place)
        watched.take()
        for _ in range(gestures):
            contexts = getattr(app.screen, "active_contexts", tuple)()
            gesture = hands.next((*(each.name for each in contexts), "everywhere"))
            told.gestures.append(gesture)
            faulthandler.dump_traceback_later(STUCK, exit=True, file=sys.__stderr__)
            if not await _done(person, gesture, told) or _has_ended(app):
                break
            told.screens[type(app.screen).__name__] += 1
            if (block := watched.take()) > BLOCK:
                told.blocks.append((block, f"{type(app.screen).__name__}: {gesture}"))
        faulthandler.dump_traceback_later(STUCK, exit=True, file=sys.__stderr__)


async def _begin(person: Person) -> None:
    """Answer what the first start asks: a programme with one team, and nothing else."""
    for answer in ("Us", "Them"):
        await person.type(answer)
        await person.press("enter")
    await person.press("enter", "enter")


def _demo(root: Path, clock: FakeClock) -> tuple[Workspace, Any]:
    return open_demo(root / "workspace", clock=clock.now)


def _has_ended(app: FacilitatorApp) -> bool:
    return app._exit or app._exception is not None


async def _done(person: Hurried, gesture: Gesture, told: Told) -> bool:
    """Do a gesture and wait until the program has done its part; tell whether it came to that."""
    try:
        async with asyncio.timeout(LONGEST):
            await _do(person, gesture)
    except TimeoutError:
        if not _has_ended(person.app):
            told.faults.append(f"not worked off after {LONGEST:g} s: {gesture}\n{_tasks()}")
        return False
    except Exception:
        if not _has_ended(person.app):
            raise
        return False
    return True


async def _do(person: Hurried, gesture: Gesture) -> None:
    if gesture.kind == "press":
        for key in gesture.keys:
            person.app.post_message(key_of(key))
            await _settle(person)
            if _has_ended(person.app):
                return
    elif gesture.kind in ("burst", "type"):
        for key in gesture.keys or gesture.text:
            person.app.post_message(key_of(key))
        await _settle(person)
    elif gesture.kind == "elsewhere":
        _change_elsewhere(person, gesture)
        await _settle(person)
    elif gesture.kind == "paste":
        person.app.post_message(events.Paste(gesture.text))
        await _settle(person)
    elif gesture.kind == "resize":
        await person.pilot.resize_terminal(*gesture.size)
        await _settle(person)
    else:
        person.clock.pass_time(gesture.seconds)
        tick = getattr(getattr(person.screen, "_clock", person.screen), "tick", None)
        if tick is not None and person.screen.is_running:
            person.screen.call_later(tick)
        await _settle(person)


def _change_elsewhere(person: Hurried, gesture: Gesture) -> None:
    """Let another window change the words of a record, if it may write the file just now."""
    folder = person.beside
    if isinstance(person.app, FacilitatorApp):
        folder = person.app.folder if person.app.has_programme else None
    paths = sorted(folder.path.glob("*.json")) if folder is not None else []
    if not paths or not gesture.text:
        return
    path = paths[gesture.number % len(paths)]
    with contextlib.suppress(FacilitatorError):
        other = RecordFile(path, kind_of(path), clock=lambda: person.clock.now() + timedelta(seconds=1))
        try:
            worded = [
                (each, name)
                for kind, name in ((Team, "name"), (Observation, "text"), (Action, "text"))
                if ENTITIES[kind].file == other.kind
                for each in other.all(kind)
            ]
            if worded:
                record, name = worded[gesture.number % len(worded)]
                other.put(msgspec.structs.replace(record, **{name: gesture.text}))
        finally:
            other.close()


async def _settle(person: Person) -> None:
    if not _has_ended(person.app):
        await person.settle()


def key_of(key: str) -> events.Key:
    """Return the event of a key by its name, or of a character."""
    if key == "\n":
        return events.Key("enter", None)
    if len(key) > 1:
        return events.Key(key, " " if key == "space" else None)
    return events.Key(key if key.isalnum() else _character_to_key(key), key)


def _where(error: BaseException) -> str:
    """Return where an error came from, its own frames last, and the error itself."""
    ours = [
        f"{Path(each.filename).name}:{each.lineno} {each.name}"
        for each in traceback.extract_tb(error.__traceback__)
    ]
    said = traceback.format_exception_only(error)[-1].strip()[:600]
    return f"{said}\n    at " + "\n       ".join(ours[-7:])


def _of_task(context: dict[str, Any]) -> str:
    error = context.get("exception")
    where = _where(error) if error is not None else ""
    return f"{context['message']}\n{where}"


def _tasks() -> str:
    lines = []
    for task in asyncio.all_tasks():
        stack = task.get_stack(limit=1)
        if stack:
            lines.append(f"{task.get_name()} at {stack[-1].f_code.co_filename}:{stack[-1].f_lineno}")
    return "\n".join(lines)
