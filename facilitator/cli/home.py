"""`facilitator` alone: the screens, or where there is no terminal what is in the workspace."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.cli.asked import Asked
from facilitator.cli.output import tell
from facilitator.errors import Ambiguous, NotFound
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace


def open_or_tell(asked: Asked) -> None:
    """Open the workspace on the screen; without a terminal, or for JSON, say what is in it."""
    if asked.json or not has_terminal():
        # Imported here: who opens the screens does not wait for it.
        from facilitator.cli.overview import tell_all

        tell_all(asked)
    else:
        open_screens(asked.workspace, _likely_programme(asked))


def begin_example(asked: Asked, into: Path | None) -> tuple[Workspace, ProgrammeFolder]:
    """Open the worked example in *into*; without that a scratch copy in a folder of its own."""
    if into is None:
        workspace, example = open_demo(as_of=asked.as_of, lasting=asked.workspace)
    else:
        workspace, example = open_demo(into.absolute(), as_of=asked.as_of)
    asked.workspace = workspace
    asked.opened(example)
    return workspace, example


def show_example(asked: Asked, into: Path | None) -> None:
    """Open the worked example on the screen; of a scratch copy nothing is left afterwards."""
    workspace, example = begin_example(asked, into)
    try:
        open_screens(workspace, example)
    finally:
        asked.close()
        if into is None:
            # Imported here: it is needed when the person leaves.
            from facilitator.workspace.deletion.removal import delete_as_far_as_possible

            delete_as_far_as_possible(workspace.root)


def has_terminal() -> bool:
    """Tell whether a person sits in front: the screens are drawn on standard error."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def open_screens(workspace: Workspace, folder: ProgrammeFolder | None) -> None:
    """Run the interface until the person leaves it; a fault of its own ends with exit code 1."""
    gc.disable()
    # What these two take along where it is there: for connections and archives of kinds that we have none of.
    with _without("ssl", "bz2", "lzma"):
        import asyncio  # noqa: F401
        import shutil  # noqa: F401
    # Imported here: the interface takes longer to import than any plain command to run.
    from facilitator.ui.palette_later import hold_back

    hold_back()
    from facilitator.ui.app import run

    # What is there now stays: looking through it for garbage would only keep people waiting, now and later.
    gc.freeze()
    gc.set_threshold(100_000)
    gc.enable()
    # The thread that writes to the terminal waits no longer than this for its turn; usual are 5 ms.
    sys.setswitchinterval(0.001)
    code = run(workspace, folder, tell)
    if code:
        sys.exit(code)


@contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Let modules not imported yet seem not to be installed; whoever asks for them later gets them."""
    hidden = [each for each in modules if sys.modules.setdefault(each, None) is None]  # type: ignore[arg-type]
    try:
        yield
    finally:
        for each in hidden:
            del sys.modules[each]


def _likely_programme(asked: Asked) -> ProgrammeFolder | None:
    """Return the programme to open; None where the person has to choose or to begin one."""
    if asked.programme_name is not None:
        return asked.programme
    try:
        return asked.programme
    except (NotFound, Ambiguous):
        return None
