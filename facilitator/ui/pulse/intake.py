"""Whose answers are taken in, and how: on paper slips, or one person at a time at this keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.live.pulse.intake import PulseIntake
from facilitator.ui.dialogs.base import Ask, Choose
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import Row

_QUESTION = "Every answer belongs to one team; nobody is named."
_ALONE = (
    "Turn the screen away from the room and blank the projector. Each person sees the statements only, one "
    "at a time. These answers are on no paper: a crash may cost up to four of them."
)


def ask_for_slips(app: Program, intake: PulseIntake, teams: Sequence[Row], at: str | None) -> None:
    """Ask whose slips are typed in, the team *at* first; then take them in. Raises `InUse`."""
    from facilitator.ui.pulse.slips import Slips

    _choose(app, teams, at, "Whose slips?", lambda team: app.push_screen(Slips(intake, team)))


def ask_who_answers(app: Program, intake: PulseIntake, teams: Sequence[Row], at: str | None) -> None:
    """Ask who answers here, and by which chord the facilitator comes back; then let them. Raises `InUse`."""
    from facilitator.ui.pulse.keyboard import Alone, SetChord

    def chosen(team: str) -> None:
        def begun(said: str | None) -> None:
            if said == "yes":
                app.push_screen(SetChord(), set_)

        def set_(chord: str | None) -> None:
            if chord is not None:
                app.push_screen(Alone(intake, team, chord))

        app.push_screen(Ask("One person at a time", _ALONE, (("yes", "Begin"), ("no", "Not now"))), begun)

    _choose(app, teams, at, "Who answers here?", chosen)


def _choose(
    app: Program, teams: Sequence[Row], at: str | None, title: str, then: Callable[[str], object]
) -> None:
    """Ask for a team, when no other program can close the wave meanwhile."""
    app.folder.file.hold()

    def chosen(key: str | None) -> None:
        if key is not None:
            then(key)

    app.push_screen(Choose(title, _QUESTION, teams, at), chosen)
