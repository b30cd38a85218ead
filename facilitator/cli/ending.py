"""How a command ends: every ending becomes an exit code and at most two sentences."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from facilitator.cli.asked import Asked
from facilitator.cli.output import tell
from facilitator.commands import one_command
from facilitator.errors import FacilitatorError
from facilitator.files.private import privately

if TYPE_CHECKING:
    import click

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells expect it."""


def run_to_the_end(run: Callable[[], Any], asked: Asked) -> NoReturn:
    """Run a command and leave with its exit code, whatever becomes of it.

    What it makes is for its owner alone, and what *asked* opened is closed.
    """
    with privately(), one_command():
        try:
            code = run()
        except BaseException as ending:
            code = _report(ending, asked)
        finally:
            asked.close()
    sys.exit(code or 0)


def _report(ending: BaseException, asked: Asked) -> int:
    """Tell the person what ended the command; return the exit code."""
    if isinstance(ending, SystemExit):
        raise ending
    if isinstance(ending, FacilitatorError):
        tell(str(ending))
        return ending.exit_code
    # Imported here: only a command that was read by it ends in one of its ways.
    import click
    from click.exceptions import NoArgsIsHelpError

    if isinstance(ending, NoArgsIsHelpError):
        click.echo(ending.message, err=True)  # a family without a command: its whole help
        return 2
    if isinstance(ending, click.ClickException):
        tell(_usage(ending))
        return 2
    if isinstance(ending, (KeyboardInterrupt, click.Abort, EOFError)):
        return INTERRUPTED
    if isinstance(ending, OSError):
        tell(f"{ending.filename or 'A file'} cannot be used: {ending.strerror}. Choose another place.")
        return 1
    return _own_fault(ending, asked)


def _usage(error: click.ClickException) -> str:
    """Return two sentences about a command line that cannot be understood."""
    import click

    context = getattr(error, "ctx", None)
    see = f"See: {context.command_path if context else 'facilitator'} --help"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        param = error.param
        named = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
        return f"{named} is missing. {see}"
    if isinstance(error, click.NoSuchOption):
        near = f" Did you mean {error.possibilities[0]}?" if error.possibilities else ""
        return f"There is no option {error.option_name}.{near} {see}"
    return f"{error.format_message()} {see}"


def _own_fault(fault: BaseException, asked: Asked) -> int:
    """Tell of a fault of the program without the words it was working on."""
    if asked.debug:
        import click

        for line in traceback.format_tb(fault.__traceback__):
            click.echo(line.rstrip(), err=True)
    again = "Report it with the lines above." if asked.debug else "Run it again with --debug to see where."
    tell(f"The program itself failed ({type(fault).__name__}); what was saved is safe. {again}")
    return 1
