"""Keys, mouse and pastes, one after the other: each acts on what the earlier ones left behind.

Textual puts a letter straight into the field in focus, while Enter, Tab, arrows and chords travel through the
widgets up to the program and act there, some passes of the event loop later
(https://github.com/Textualize/textual/issues/6605). Keys that arrive faster than the loop turns, from a paste
without brackets, a stopped process or quick fingers, would act in another order than they were pressed in.
So the program hands over one event at a time and keeps the rest until all that followed from it is done.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.worker_manager import WorkerManager

from facilitator.ui.screen import ProgramScreen

LONGEST = 1.0
"""Seconds of a busy program after which the next key is handed over all the same."""

_LOOK = 0.002
"""Seconds between two looks while a timer, the disk or a thread is waited for."""

_RUN = 32
"""Letters handed over in one go, at most: drawing and clock get their turn in between."""

_PAUSE = 0.02
"""Seconds between two letters after which they do not come in one go."""

_LINE_KEYS = frozenset({"enter", "backspace"})
"""Keys beside the letters that act on nothing but a field, or on what it holds."""


class Receiver(Protocol):
    """The program that keys and mouse are for."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """Every screen that is open."""

    @property
    def focused(self) -> Widget | None:
        """The widget that gets the keys."""

    @property
    def workers(self) -> WorkerManager:
        """What is done beside the event loop."""

    @property
    def message_queue_size(self) -> int:
        """How many messages wait."""

    @property
    def is_leaving(self) -> bool:
        """Whether it takes no key any more."""

    @property
    def waits_for_disk(self) -> bool:
        """Whether a change is about to become durable."""

    def call_later(self, callback: Callable[[], object]) -> bool:
        """Call it after the messages that wait."""


class InputQueue:
    """Keeps the input of one program in order.

    *hand_over* does with an event what Textual would have done at once.
    """

    def __init__(self, app: Receiver, hand_over: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_over = hand_over
        self._waiting: deque[events.Event] = deque()
        self._asked: list[asyncio.Future[None]] = []
        self._field: Widget | None = None  # the field that the last event was a letter or Enter for
        self._was_letter = False
        self._run = 0  # how many letters came in one go
        self._given = 0.0
        self._is_handing = False
        self._is_looking = False
        # Idle: no task of the program can go on before a timer, the disk or a thread has done something.
        # Done: it does not wait for any of these either.
        self._is_idle = self._is_done = False
        self._busy = 0.0
        self._looked = 0.0

    @property
    def waiting(self) -> int:
        """How many events have arrived and not been handed over."""
        return len(self._waiting)

    async def take(self, event: events.Event) -> None:
        """Hand an event over now if everything before it is done; else keep it until then."""
        if self._waiting or self._is_handing or not self._may_go(event):
            self._waiting.append(event)
            self._look_soon()
        elif isinstance(event, events.MouseMove):
            await self._hand_over(event)  # nothing follows from it that a key could depend on
        else:
            await self._give(event)

    async def handled(self) -> None:
        """Return when every event that was sent to the program before is handled, with all that followed.

        What followed is: handlers, actions, messages, mounted and removed widgets, changes of the focus and
        of the screen, callbacks after a refresh, and the saving of what changed, as long as the disk is
        not slow. Workers in threads are not waited for. When the program is being left it returns at once.
        Call it on the program's event loop, outside its handlers.
        """
        done = asyncio.get_running_loop().create_future()
        self._asked.append(done)
        self._is_idle = self._is_done = False
        self._look_soon()
        await done

    # Whether the next one may go

    def _may_go(self, event: events.Event) -> bool:
        if isinstance(event, events.MouseMove):
            return self._is_idle
        if self._field is None or self._focused is not self._field or not _is_for_line(event):
            return self._is_done
        letter_after_letter = self._was_letter and _is_letter(event) and self._run < _RUN
        return self._is_idle or letter_after_letter

    @property
    def _focused(self) -> Widget | None:
        return self._app.focused if self._app.screen_stack else None

    async def _give(self, event: events.Event) -> None:
        focused = self._focused
        in_field = _is_field(focused) and _is_for_line(event)
        self._field = focused if in_field else None
        self._was_letter = in_field and _is_letter(event)
        now = asyncio.get_running_loop().time()
        self._run = self._run + 1 if self._was_letter and now - self._given < _PAUSE else 0
        self._given = now
        self._is_handing = True
        try:
            await self._hand_over(event)
        finally:
            self._is_handing = False
            self._is_idle = self._is_done = False
            self._busy = 0.0
            # Nobody asks how far the program is while one letter after the other goes into a field.
            if not self._was_letter or self._waiting or self._asked:
                self._look_soon()

    async def _go_on(self) -> None:
        """Hand over what waits, as far as it may go now; called in the program's own task."""
        while self._waiting and not self._is_handing and self._may_go(self._waiting[0]):
            await self._give(self._waiting.popleft())
        self._look_soon()

    # Whether all is done

    def _look_soon(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            loop = asyncio.get_running_loop()
            self._looked = loop.time()
            loop.call_soon(self._look)

    def _look(self) -> None:
        """Find out how far the program is, and what may go on; look again until all is done."""
        self._is_looking = False
        loop = asyncio.get_running_loop()
        if self._app.is_leaving:
            self._waiting.clear()  # what was typed after the way out is meant for nothing here
            self._answer()
            return
        if self._is_handing:
            return  # looked for again when it has been handed over
        now = loop.time()
        # One long step, or a process that was stopped, is no busy program: only what many looks saw counts.
        self._busy, self._looked = self._busy + min(now - self._looked, 0.05), now
        # No public function tells whether anything can run before a timer or a thread wakes the loop.
        is_resting = not loop._ready  # type: ignore[attr-defined]
        self._is_idle = self._is_idle or is_resting
        self._is_done = is_resting and not self._waits_for_something()
        if self._busy > LONGEST and self._app.screen_stack:  # without a screen nobody can take it
            self._is_idle = self._is_done = True
        if self._waiting and self._may_go(self._waiting[0]):
            self._app.call_later(self._go_on)
        elif not self._is_done:
            self._is_looking = True
            if is_resting:
                loop.call_later(_LOOK, self._look)
            else:
                loop.call_soon(self._look)
        else:
            self._answer()

    def _waits_for_something(self) -> bool:
        """Tell whether a screen is to be drawn or ends soon, names are looked up, or the disk answers."""
        app = self._app
        if not app.screen_stack or app.message_queue_size:
            return True  # it is starting, or an action has not come back
        screen = app.screen
        if not screen.is_mounted or screen._callbacks or screen._layout_required:
            return True
        if isinstance(screen, ProgramScreen):
            return screen.keeps_keys or app.waits_for_disk
        # Textual's own, its palette: it looks names up.
        return app.waits_for_disk or any(
            worker.node is screen and not worker.is_finished for worker in app.workers
        )

    def _answer(self) -> None:
        asked, self._asked = self._asked, []
        for each in asked:
            if not each.done():
                each.set_result(None)


def _is_field(widget: Widget | None) -> bool:
    """Tell whether letters go into a widget. It is known by its name: Home has none to import one for."""
    return any(each.__name__ in ("Input", "TextArea") for each in type(widget).__mro__)


def _is_letter(event: events.Event) -> bool:
    """Tell whether the event is a key that a field puts in as it is."""
    return isinstance(event, events.Key) and event.is_printable


def _is_for_line(event: events.Event) -> bool:
    """Tell whether an event that goes to a field acts on what it holds and nothing else on the screen."""
    return isinstance(event, events.Key) and (event.is_printable or event.key in _LINE_KEYS)
