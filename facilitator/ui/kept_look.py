"""The colours somebody chose, kept on this computer: not in the programme, for others open it elsewhere."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from facilitator.files.faults import FileFault
from facilitator.files.reading import read_bytes
from facilitator.ui import theme

_MOST = 64
_WORDS = {theme.DARK: "dark", theme.LIGHT: "light"}


class KeptLook:
    """Reads and writes which theme was chosen, in *folder*: the system's own place for such unless told.

    Nothing that stands there or not keeps the program from starting.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @property
    def path(self) -> Path:
        """The file: one word."""
        return (self._folder or Path(platformdirs.user_config_dir("facilitator", appauthor=False))) / "look"

    def read(self) -> str:
        """Return the name of the theme that was chosen; the dark one where none was, or it cannot be read."""
        try:
            word = read_bytes(self.path, _MOST).decode("ascii").strip()
        except (FileFault, UnicodeDecodeError, RuntimeError):  # no home to look in
            return theme.DARK
        return next((name for name, known in _WORDS.items() if known == word), theme.DARK)

    def keep(self, name: str) -> None:
        """Keep the name of a theme. Raises `NotSaved`; then it is chosen for this time only."""
        # Imported here: at the start nothing is written.
        from facilitator.files.writing import save

        save(self.path, f"{_WORDS[name]}\n".encode())
