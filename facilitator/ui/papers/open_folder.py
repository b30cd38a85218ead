"""Opens a folder in the file manager of the desktop, and a file in its program, where there is one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import which

from facilitator.files.private import usual_umask


def open_folder(path: Path, start: Callable[[list[str]], None] | None = None) -> bool:
    """Open the folder or file at *path*; return False where no desktop shows it. It waits for no window."""
    if sys.platform == "win32":
        return _start_file(path)
    command = opener(sys.platform, os.environ)
    if command is None:
        return False
    try:
        (start or _start)([command, str(path)])
    except OSError:
        return False
    return True


def opener(platform: str, environment: Mapping[str, str]) -> str | None:
    """Return the command that opens folders and files; None without one, or where nobody sees the window."""
    if platform == "darwin":
        return which("open")
    seen = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return which("xdg-open") if seen and "SSH_CONNECTION" not in environment else None


def _start(command: list[str]) -> None:
    nothing = subprocess.DEVNULL
    # What other programs write is for them to say, not for this one.
    subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, umask=usual_umask()
    )


def _start_file(path: Path) -> bool:
    start_file: Callable[[Path], None] = getattr(os, "startfile", lambda _: None)
    try:
        start_file(path)
    except OSError:
        return False
    return hasattr(os, "startfile")
