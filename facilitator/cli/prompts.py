"""Questions that more than one command asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click


def agreed_by_name(paths: Iterable[Path], shown: Callable[[Path], str]) -> tuple[Path, ...]:
    """Ask for each file that is not as the program wrote it whether it is deleted; return those that are."""
    question = "{} is not as this program wrote it: it is yours, or was changed by hand. Delete it?"
    return tuple(path for path in paths if click.confirm(question.format(shown(path)), err=True))
