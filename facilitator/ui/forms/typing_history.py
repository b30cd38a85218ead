"""^Z and ^Y in a form: what was typed into the field in hand is taken back, and brought back."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.ui.forms.field_line import FieldLine

_NOTHING = "Nothing was typed here that could be taken back"


class TypingHistory:
    """Back and forth over what was typed into the field in hand and is not saved yet.

    *in_hand* is that field, None for none; *say* tells what became of it, *let_go* is told of a field whose
    typing was taken back.
    """

    def __init__(
        self,
        in_hand: Callable[[], FieldLine | None],
        say: Callable[[str], object],
        let_go: Callable[[FieldLine], object] = lambda line: None,
    ) -> None:
        self._in_hand = in_hand
        self._say = say
        self._let_go = let_go
        self._taken: tuple[FieldLine, str] | None = None

    def undo(self) -> None:
        """Take back what was typed into the field in hand, or say that nothing was."""
        if not self.take_back():
            self._say(_NOTHING)

    def redo(self) -> None:
        """Bring back what was taken back last, or say that there is nothing."""
        if not self.bring_back():
            self._say("Nothing to bring back here")

    def take_back(self) -> bool:
        """Take back what was typed into the field in hand; False when nothing was."""
        line = self._in_hand()
        if line is None or not line.is_changed:
            return False
        self._taken = (line, line.typed)
        line.show(line.kept)
        self._let_go(line)
        self._say(f"Taken back: {line.field.label}   ^Y brings it back")
        return True

    def bring_back(self) -> bool:
        """Bring back what was taken back last of the field in hand; False when there is nothing."""
        if self._taken is None or self._taken[0] is not self._in_hand() or self._taken[0].is_changed:
            return False
        line, typed = self._taken
        self._taken = None
        line.show(line.kept, typed=typed)
        self._say(f"Back again: {line.field.label}")
        return True
