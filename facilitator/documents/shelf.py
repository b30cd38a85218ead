"""Where templates, words and the style sheet are looked for: the user's own folder, then the shipped one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator import resources
from facilitator.documents.faults import TemplateFault


@dataclass(frozen=True)
class Shelf:
    """The folders of templates. *own* is the user's; whatever lies there goes before the shipped."""

    own: Path | None = None

    @property
    def shipped(self) -> Path:
        """The folder that came with the program."""
        return resources.templates_dir()

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders, the first to be asked first."""
        own = self.own
        return (self.shipped,) if own is None or own == self.shipped else (own, self.shipped)

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        return any((folder / name).is_file() for folder in self.folders)

    def read(self, name: str) -> str:
        """Return the text of the file of that name. Raises `TemplateFault`."""
        for folder in self.folders:
            if (folder / name).is_file():
                return read_text(folder / name)
        raise TemplateFault(
            f"The file {name} is not in {self.folders[-1]}.",
            "Put it back, or install the program again.",
        )


def read_text(path: Path) -> str:
    """Return the text of a file. Raises `TemplateFault`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateFault(f"{path} is not written in UTF-8.", "Save it again as UTF-8.") from None
    except OSError as error:
        raise TemplateFault(f"{path} cannot be read: {error.strerror}.", "Look at its rights.") from None
