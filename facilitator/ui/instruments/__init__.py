"""One module an instrument: what the room works with in a segment, over the logic of `live`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.model.script import Instrument as Name

if TYPE_CHECKING:
    from facilitator.ui.instruments.base import Instrument


def _instruments() -> dict[Name, type[Instrument]]:
    from facilitator.ui.instruments import (
        actions,
        agreement,
        close,
        ideas,
        impact,
        notes,
        read_back,
        touch_map,
        vote,
    )

    return {
        Name.NOTES: notes.NotesPane,
        Name.AGREEMENT: agreement.AgreementPane,
        Name.TOUCH_MAP: touch_map.TouchMapPane,
        Name.FOCUS: vote.FocusPane,
        Name.IDEAS: ideas.IdeasPane,
        Name.VOTE: vote.VotePane,
        Name.IMPACT: impact.ImpactPane,
        Name.ACTIONS: actions.ActionsPane,
        Name.READ_BACK: read_back.ReadBackPane,
        Name.CLOSE: close.ClosePane,
    }


def make_instrument(name: Name) -> Instrument:
    """Return a new instrument; one without a screen of its own is worked with notes."""
    kinds = _instruments()
    return kinds.get(name, kinds[Name.NOTES])()


def has_instrument(name: Name) -> bool:
    """Tell whether an instrument has a screen of its own."""
    return name in _instruments()
