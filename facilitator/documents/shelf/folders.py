"""Where templates, words and the style sheet are looked for: the user's own folder, then the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator import resources
from facilitator.documents.shelf.faults import TemplateFault
from facilitator.files.faults import FileFault
from facilitator.files.reading import is_there, read_bytes, read_text

LARGEST_TEXT = 400_000
"""Bytes of a template, a file of words or a style sheet; the largest shipped one has a tenth of that."""

LARGEST_FILE = 8_000_000
"""Bytes of a letterhead."""


@dataclass(frozen=True)
class Shelf:
    """The folders of templates. *custom* is the user's; whatever lies there goes before the shipped.

    A file counts only if it really lies in its folder: one that leads out of it, by its name or as a link,
    is refused.
    """

    custom: Path | None = None

    @property
    def shipped(self) -> Path:
        """The folder that came with the program."""
        return resources.templates_dir()

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders, the first to be asked first."""
        own = self.custom
        return (self.shipped,) if own is None or own == self.shipped else (own, self.shipped)

    @property
    def shipped_only(self) -> Shelf:
        """The shelf with the shipped folder alone."""
        return Shelf()

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        return any(is_there(folder / name) for folder in self.folders)

    def has_custom(self, name: str) -> bool:
        """Tell whether the user has a file of that name."""
        return len(self.folders) > 1 and is_there(self.folders[0] / name)

    def place(self, path: str) -> tuple[str, bool]:
        """Return the name of a file by its path, and whether it is the user's own; "" for one of neither."""
        for folder in self.folders:
            if path and Path(path).is_relative_to(folder):
                return Path(path).relative_to(folder).as_posix(), folder != self.shipped
        return "", False

    def custom_files(self, pattern: str) -> Iterator[str]:
        """Yield the names of the user's own files that fit *pattern*, such as "words/*.toml", in order."""
        if len(self.folders) > 1:
            own = self.folders[0]
            for path in sorted(own.glob(pattern)):
                if is_there(path):
                    yield path.relative_to(own).as_posix()

    def read(self, name: str) -> str:
        """Return the text of the file of that name. Raises `TemplateFault`."""
        for folder in self.folders:
            if is_there(folder / name):
                return read_inside(folder, name)
        raise TemplateFault(
            f"The file {name} is not in {self.folders[-1]}.",
            "Put it back, or install the program again.",
        )

    def custom_bytes(self, name: str, most: int = LARGEST_FILE) -> bytes | None:
        """Return a file of the user's own folder, or None without one. Raises `TemplateFault`."""
        return bytes_inside(self.folders[0], name, most) if self.has_custom(name) else None


def read_inside(folder: Path, name: str, *, acts: bool = False) -> str:
    """Return the text of a file of that folder. Raises `TemplateFault`, also for characters that act.

    With *acts* they stay, for a reader who deals with each text inside.
    """
    _require_inside(folder, name)
    try:
        return read_text(folder / name, LARGEST_TEXT, name, acts=acts)
    except FileFault as fault:
        raise TemplateFault.of(fault) from None


def bytes_inside(folder: Path, name: str, most: int) -> bytes:
    """Return the bytes of a file of that folder. Raises `TemplateFault` if it has more than the limit."""
    _require_inside(folder, name)
    try:
        return read_bytes(folder / name, most, name)
    except FileFault as fault:
        raise TemplateFault.of(fault) from None


def _require_inside(folder: Path, name: str) -> None:
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a link that leads to itself
        inside = False
    if not inside:
        raise TemplateFault(
            f"{name} leads out of the folder of templates.", "Put the file itself there.", file=name
        )
