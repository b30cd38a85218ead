"""What is half typed in a form over a session is kept with the session, against a crash, as half lines are.

Names are not: a name is stored with a yes only (docs/field.md, "Attribution").
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from facilitator.errors import FacilitatorError
from facilitator.live.session import LiveSession
from facilitator.text import clean_line
from facilitator.ui.forms.fields import FormFields

REST = 0.5
"""After so many seconds without a key, what is typed is kept."""

_PARTS = ": "


class HalfTyped:
    """What was typed in the form about one thing and is not saved; *place* names form and record."""

    def __init__(self, live: LiveSession, place: str) -> None:
        self._drafts = live.drafts
        self._place = place

    def typed(self) -> dict[str, str]:
        """Return what was typed before, by the key of its field; nothing when all was saved or let go."""
        lines = self._drafts.text_in(self._place).splitlines()
        return {key: words for key, parts, words in (line.partition(_PARTS) for line in lines) if parts}

    def keep(self, fields: FormFields) -> None:
        """Keep what is typed, a line a field; a disk that refuses tells so elsewhere."""
        self.keep_words(
            {key: typed for key, typed in fields.changed.items() if not fields.line(key).field.names}
        )

    def keep_words(self, typed: Mapping[str, str]) -> None:
        """Keep these words by the key of what they stand in; a disk that refuses tells so elsewhere."""
        self._write(typed)

    def forget(self) -> None:
        """Let it go: it was saved, or is not wanted."""
        self._write({})

    def _write(self, typed: Mapping[str, str]) -> None:
        lines = [f"{key}{_PARTS}{clean_line(words)}" for key, words in typed.items()]
        with contextlib.suppress(FacilitatorError):
            self._drafts.keep("\n".join(lines), self._place)
