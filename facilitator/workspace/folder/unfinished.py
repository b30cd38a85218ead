"""Which form somebody was typing in, noted beside the programmes: after a crash it is said to be lost.

What was typed is not kept: in a form of the programme it is often a name, and a name is stored with a yes
only (docs/field.md, "Attribution"). Only our own words for the form and its field stand in the note.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.workspace.folder.workspace import Workspace

_NOTE = ".half-typed"
_LONGEST = 1_000


def note_typing(workspace: Workspace, what: str) -> None:
    """Note what is being typed in, such as "a new service"; "" takes the note away. A disk may refuse it."""
    path = workspace.sessions_dir / _NOTE
    # Imported here: most of the time nobody types in a form.
    from facilitator.files.writing import save
    from facilitator.workspace.deletion.removal import delete

    with contextlib.suppress(FacilitatorError):
        if not what:
            delete(path)
            return
        save(path, f"{os.getpid()} {what}\n".encode())


def lost_typing(workspace: Workspace) -> str:
    """Return what was being typed in when the program ended without a word, and forget it; "" for nothing.

    A window that is still open keeps its note.
    """
    path = workspace.sessions_dir / _NOTE
    if not path.exists():
        return ""
    from facilitator.files.reading import read_text

    with contextlib.suppress(FacilitatorError):
        number, _, what = read_text(path, _LONGEST).strip().partition(" ")
        if number.isdecimal() and _is_open(int(number)):
            return ""
        note_typing(workspace, "")
        return what
    return ""


def _is_open(process: int) -> bool:
    """Tell whether a process goes on; where that cannot be asked without harm, none does."""
    if process == os.getpid() or os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
