"""Blanking the room views of sessions in progress while people answer something nobody shall read along."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from msgspec.structs import replace

from facilitator.errors import FacilitatorError
from facilitator.live.session import LiveSession
from facilitator.model.session import LIVE, OnScreen
from facilitator.opening import open_session
from facilitator.ui.program import Program


def at_first(live: LiveSession) -> OnScreen:
    """Return what a window is about when a segment begins."""
    here = live.position
    return OnScreen(
        segment=here.key,
        part=here.part,
        instrument=here.instrument,
        question=here.question,
        practice=here.practice,
    )


def blank_rooms(app: Program) -> tuple[LiveSession, ...]:
    """Let every room view of the programme show nothing; return the sessions to show again afterwards.

    A session that another program leads is not ours to blank; its facilitator does that with F4.
    """
    running = (file for file in app.folder.sessions if file.session.status in LIVE)
    live = [open_session(app.folder, file, app.live_clock()) for file in running]
    return tuple(each for each in live if not each.room.is_blanked and _show(each, blanked=True))


def show_rooms(blanked: Iterable[LiveSession]) -> None:
    """Show again what `blank_rooms` blanked."""
    for live in blanked:
        _show(live, blanked=False)


def _show(live: LiveSession, *, blanked: bool) -> bool:
    with contextlib.suppress(FacilitatorError):
        return live.room.show(replace(live.room.on_screen or at_first(live), blanked=blanked))
    return False
