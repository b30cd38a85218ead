"""Reading a file that a person put somewhere: it may be anything, and it is never waited for.

A pipe without a writer, a device that never ends, a gigabyte by mistake: none of them is read.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from facilitator.files.faults import FileFault
from facilitator.text import acting

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_bytes(path: Path, most: int, name: str = "") -> bytes:
    """Return the bytes of a file, at most so many. Raises `FileFault`, which calls it *name* or its own."""
    name = name or path.name
    try:
        _require_file(path.stat(), name)  # before it is opened: opening can be an act as well
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            _require_file(os.fstat(file.fileno()), name)
            content = file.read(most + 1)
    except FileNotFoundError:
        raise FileFault(name, "There is no such file.", "Look at how its name is spelled.") from None
    except OSError as error:
        problem = f"It cannot be read: {error.strerror or error}."
        raise FileFault(name, problem, "Look at who may read it.") from None
    except ValueError:  # a name that no system can have
        raise FileFault(name, "No file has such a name.", "Look at how its name is spelled.") from None
    if len(content) > most:
        raise FileFault(name, f"It has more than {_kilobytes(most)}.", "Take out what does not belong there.")
    return content


def read_text(path: Path, most: int, name: str = "", *, acts: bool = False) -> str:
    """Return the text of a file, at most so many bytes of UTF-8. Raises `FileFault`.

    A byte order mark goes, and each line ends with a newline. Characters that act on a terminal are refused,
    but with *acts* for a reader who deals with each text inside.
    """
    name = name or path.name
    data = read_bytes(path, most, name)
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileFault(
            name, "This is not text in UTF-8.", "Save it as UTF-8 in your editor.", line=line
        ) from None
    text = text.replace("\r\n", "\n")
    if not acts and (found := acting(text)) is not None:
        at, called = found
        problem = f"It holds {called}, which may act on a screen."
        raise FileFault(name, problem, "Take it out.", line=text.count("\n", 0, at) + 1)
    return text


def is_there(path: Path) -> bool:
    """Tell whether a name is taken by anything but a folder: also by a pipe, or by a link that leads nowhere.

    What is there and cannot be read is said; what only looked as if it were not there would be passed over.
    """
    try:
        return os.path.lexists(path) and not path.is_dir()
    except OSError:  # a link to where nobody may look
        return True


def _require_file(status: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):  # a folder, a pipe, a device
        raise FileFault(name, "It is not a file.", "Put a file there, or take it away.")


def _kilobytes(size: int) -> str:
    return f"{size // 1000:,} kB".replace(",", " ")
