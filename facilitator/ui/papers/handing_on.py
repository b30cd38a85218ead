"""What is done with a paper once it is written: said where it lies, opened, or its text copied."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from shutil import which

from facilitator.language import words
from facilitator.ui.papers.open_folder import open_folder
from facilitator.ui.program import Program

HandingOn = Callable[[Program, Path], Awaitable[str]]
"""Does something with the file of a paper and returns in words what it did, or why not."""

_PATIENCE = 3.0
"""Seconds a program may take to take the text."""


async def leave(app: Program, path: Path) -> str:
    """Do nothing with it: say where it lies."""
    return f"Written: {path.name}, in {short_path(path.parent)}"


async def open_file(app: Program, path: Path) -> str:
    """Open it with the program this system has for such files; where there is none, say where it lies."""
    if open_folder(path):
        return f"Written and opened: {path.name}"
    return f"Written; nothing here opens {short_path(path)}"


async def copy_text(app: Program, path: Path) -> str:
    """Give the text of the file to the clipboard: of the desktop, else of the terminal."""
    text = path.read_text(encoding="utf-8")
    lines = words.count(len(text.splitlines()), "line")
    if await asyncio.to_thread(_take, text):
        return f"Copied: {lines}, also in {path.name}"
    app.copy_to_clipboard(text)
    # Whether it did is not told: some terminals take no text from programs.
    return f"The terminal was asked to copy {lines}; they are also in {path.name}"


def short_path(path: Path) -> str:
    """Return a path to be read by people, with ~ for their own folder."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def _take(text: str) -> bool:
    command = taker(sys.platform, os.environ)
    if not command:
        return False
    nothing = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, input=text.encode(), stdout=nothing, stderr=nothing, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def taker(platform: str, environment: Mapping[str, str]) -> list[str]:
    """Return the command that takes text for the desktop's clipboard; nothing where none is in reach."""
    if platform == "darwin":
        commands = [["pbcopy"]]
    elif platform == "win32" or "SSH_CONNECTION" in environment:
        commands = []
    else:
        commands = [["wl-copy"]] if environment.get("WAYLAND_DISPLAY") else []
        commands += [["xclip", "-selection", "clipboard"]] if environment.get("DISPLAY") else []
    return next(([found, *rest] for name, *rest in commands if (found := which(name))), [])
