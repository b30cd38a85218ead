"""The direct way to the screens: most starts ask for nothing else, and need no reader of command lines.

Every other command line, one with a fault or an option too, is left to `cli.root`, which understands these as
well and does the same with them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from facilitator.cli.asked import Asked
from facilitator.cli.ending import run_to_the_end
from facilitator.cli.home import has_terminal, open_or_tell, show_example

_COMPLETION = "_FACILITATOR_COMPLETE"
"""Set by a shell that wants to know what may come next."""


def direct_way(words: Sequence[str]) -> Callable[[Asked], None] | None:
    """Return what opens the screens for these words of a command line; None for all but the plainest."""
    if not has_terminal() or _COMPLETION in os.environ:
        return None
    match words:
        case []:
            return open_or_tell
        case ["demo"]:
            return lambda asked: show_example(asked, None)
        case ["demo", "--into", typed] if typed.isprintable() and not typed.startswith("-"):
            # Imported here: nobody else types a folder.
            from facilitator.cli.argument_types import folder

            return lambda asked: show_example(asked, folder(typed))
    return None


def open_directly(words: Sequence[str]) -> bool:
    """Open the screens and leave with their exit code; False where these words ask for something else."""
    way = direct_way(words)
    if way is None:
        return False
    asked = Asked()
    run_to_the_end(lambda: way(asked), asked)
