"""Of two teams, whose something is: the mark before its words, and which side has the word now.

The mark tells by its shape; in a session of one team nothing of this is drawn.
"""

from __future__ import annotations

from textual.content import Content

from facilitator.live.session import LiveSession
from facilitator.live.sides import FIRST, SECOND
from facilitator.model.audience import Visibility
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.ui import safe

_WIDE = 96


def whose(live: LiveSession, record: Observation | ImprovementIdea | InterfaceSide) -> str:
    """Return the mark of the side that said a record, with a blank after it; "" with one team."""
    mark = live.sides.mark(record.team)
    return f"{mark} " if mark else ""


def marked(side: str, said: Content) -> Content:
    """Return what was said with the mark of its side before it; as it is with one team."""
    return safe.text((side, "muted"), said) if side else said


def side_in_hand(live: LiveSession, *, scores: bool = False) -> str:
    """Return the mark and name of the side in hand, of *scores* that whose map it is; "" with one team."""
    team = live.sides.scoring if scores else live.sides.in_hand
    return f"{live.sides.mark(team)} {live.sides.name(team)}".strip()


def teams_present(live: LiveSession, names: str, width: int) -> list[safe.Piece]:
    """Return the *names* of who is there; of two teams each with its mark, and the one in hand bold."""
    sides = live.sides
    if not sides.teams:
        return [(names, "bold")]
    pieces: list[safe.Piece] = []
    for mark, team in zip((FIRST, SECOND), sides.teams, strict=True):
        known = live.desk.teams.get(team)
        name = known.name if known is not None and width >= _WIDE else sides.name(team)
        pen = "bold" if sides.in_hand in (None, team) else "muted"
        pieces += ["  " if pieces else "", (f"{mark} {name}", pen)]
    return pieces


def turn_side(live: LiveSession, record: Observation | ImprovementIdea) -> None:
    """Let the next side have said a record: the first team, the second, both. Raises `RuleBroken`."""
    newest = live.desk.newest(record)
    live.editing.set_team(newest, live.sides.after(newest.team))


def whose_now(live: LiveSession, record: Observation | ImprovementIdea) -> str:
    """Say whose a record is now, and who may see it, "" with one team: each reads its own and what it may."""
    newest, sides = live.desk.newest(record), live.sides
    if not sides.teams:
        return ""
    name = sides.name(newest.team)
    seen = f", and {name} may see it" if newest.visibility is Visibility.TEAM else ""
    return f"{sides.mark(newest.team)} {name} said it{seen}"
