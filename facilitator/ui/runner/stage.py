"""The stage of the runner: the instrument in use, and how another comes in its place."""

from __future__ import annotations

import asyncio
import gc
from dataclasses import dataclass
from functools import partial

from textual.containers import Vertical
from textual.message import Message

from facilitator import identity
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.instruments.finder import make_instrument
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.row_list import RowList


class InstrumentStage(Late, Vertical):
    """Holds one instrument at a time. Posts `Ready` when another one stands there."""

    @dataclass
    class Ready(Message):
        """An instrument stands on the stage; `take_focus` when it was asked for by name."""

        instrument: Instrument
        take_focus: bool
        select: str | None

    def __init__(self) -> None:
        super().__init__(id="stage")
        self.wanted: str | None = None
        """The name of the instrument that stands there or comes."""
        self.instrument: Instrument | None = None
        self._pane: Instrument | None = None  # the same, once all its parts are there and until it leaves
        self.coming: Instrument | None = None
        """The newest one that was asked for; the one that stands there, once it came."""
        self._swapping = asyncio.Lock()

    @property
    def step_words(self) -> str:
        """What F8 does with the instrument in use."""
        return self.instrument.step_words if self.instrument else ""

    @property
    def practice_in_hand(self) -> str | None:
        """The practice the instrument in use is about; None where that is the segment's."""
        return self.instrument.practice_in_hand if self.instrument else None

    def show(self) -> None:
        """Draw the instrument in use from the records."""
        if self._pane is not None and self._pane.is_attached:
            self._pane.show_records()

    def bring(self, name: str, *, take_focus: bool = False, select: str | None = None) -> None:
        """Put another instrument on the stage, the cursor on the record with the id *select*."""
        self.wanted = name
        self.coming = make_instrument(name)
        # The function, not a coroutine: one whose screen leaves before it begins would never be awaited.
        swap = partial(self._swap, self.coming, take_focus, select)
        self.run_worker(swap, group="instrument")  # type: ignore[arg-type]

    async def _swap(self, instrument: Instrument, take_focus: bool, select: str | None) -> None:
        """Put an instrument in the place of the one before.

        One after the other, each to its end: what is taken away halfway stays half there. One that a later
        one overtook while it waited does not come at all.
        """
        async with self._swapping:
            if instrument is not self.coming or not self.is_here:
                return
            self._pane = None
            await self.remove_children()
            self.instrument = instrument
            await self.mount(instrument)
            self._pane = instrument
        if instrument is self.coming and self.is_here:
            self.post_message(self.Ready(instrument, take_focus, select))

    def take_keyboard(self, select: str | None = None) -> None:
        """Give the keyboard to the instrument in use, the cursor on the record *select*."""
        if self.instrument is None:
            return
        self.instrument.focus_part()
        for rows in self.instrument.query(RowList) if select else ():
            rows.show(rows.rows, select=select)


def get_ready() -> None:
    """Do now, while nobody types, what would hold up a key later.

    The first id brings in the module that makes ids. And Python looks for garbage in all there is: now,
    and from now on only in what is new, for what is on the screen stays there; often, so that each look
    is short: at most two milliseconds, where every twentieth took six beside the saving of a line.
    """
    identity.new_id()
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 5, 400)
