"""The command `facilitator` itself: its families, and how every ending is told."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from facilitator import __version__
from facilitator.cli.options import Asked, Group
from facilitator.cli.output import tell
from facilitator.commands import one_command
from facilitator.errors import BadInput, FacilitatorError
from facilitator.files.private import privately

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells expect it."""


FAMILIES = {
    "demo": "demo:demo",
    "programme": "programmes:programme",
    "team": "programmes:team",
    "session": "session_show:session",
    "capture": "capture:capture",
    "room-view": "room:room_view",
    "pulse": "pulse:pulse",
    "render": "papers:render",
    "export": "exports:export",
    "search": "search_and_check:search",
    "check": "search_and_check:check",
    "redact": "redacting:redact_command",
    "withdraw-name": "withdrawing:withdraw_name",
    "purge": "purging:purge_command",
    "deletions": "deletions:deletions_command",
    "backup": "backups:backup",
    "restore": "backups:restore",
    "share-copy": "sharing:share_copy",
    "workshop": "workshops:workshop",
    "template": "templates:template",
}
"""The commands in the order of the help: name, then the module of `facilitator.cli` and its name there."""


class Root(Group):
    """The outermost command. Every ending becomes an exit code and at most two sentences.

    A reader that goes away in the middle (`| head`) ends the command without a word; click sees to it.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order they are used in."""
        return list(FAMILIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name: only what is asked for, so that every command starts fast."""
        if cmd_name not in FAMILIES:
            return None
        module, _, attribute = FAMILIES[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"facilitator.cli.{module}"), attribute)
        return command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = False,
        **extra: Any,
    ) -> Any:
        """Run the command and leave with its exit code.

        Nothing is expanded on Windows: a note that starts with * is no file pattern.
        """
        asked = extra.setdefault("obj", Asked())
        with privately(), one_command():
            try:
                code = super().main(
                    _understood(sys.argv[1:]) if args is None else args,
                    prog_name,
                    complete_var,
                    standalone_mode=False,
                    windows_expand_args=windows_expand_args,
                    **extra,
                )
            except BaseException as ending:
                code = _told(ending, asked)
            finally:
                asked.close()
        sys.exit(code or 0)


def _understood(words: list[str]) -> list[str]:
    """Return what was typed. Raises `BadInput` for letters that are not in UTF-8: they would be lost.

    A path to what is there may have any letters.
    """
    for word in words:
        value = word.partition("=")[2] if word.startswith("--") else word
        broken = any("\ud800" <= letter <= "\udfff" for letter in word)
        if broken and not os.path.lexists(value):
            shown = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in word)
            raise BadInput(
                f"The letters of “{shown}” did not arrive: they are not in UTF-8. Nothing was done.",
                "Let your terminal send UTF-8, then type it again.",
            )
    return words


def _told(ending: BaseException, asked: Asked) -> int:
    """Tell the person what ended the command; return the exit code."""
    if isinstance(ending, SystemExit):
        raise ending
    if isinstance(ending, FacilitatorError):
        tell(str(ending))
        return ending.exit_code
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
        for line in traceback.format_tb(fault.__traceback__):
            click.echo(line.rstrip(), err=True)
    again = "Report it with the lines above." if asked.debug else "Run it again with --debug to see where."
    tell(f"The program itself failed ({type(fault).__name__}); what was saved is safe. {again}")
    return 1


@click.group("facilitator", cls=Root, invoke_without_command=True)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Listen to teams, one workshop after another, and show what became of it.

    Without a command this opens the workspace on the screen; where there is no screen, it says what
    is in the workspace and what is due.

    \b
    Examples:
      facilitator demo
      facilitator programme new "Better Together" --organisation "Harrowmere University"
      facilitator team add "Service Desk" --kind front_line --headcount 11
      facilitator session new --team "Service Desk" --script listening-60
      facilitator capture L-01 "- Tickets reach us saying only: server slow"
      facilitator render action-plan --session L-01 --output plan.html

    Answers go to standard output, messages to standard error. The exit code is 0 when done, 1 when a
    problem was found, 2 when what was typed cannot be used.
    """
    if ctx.invoked_subcommand is None:
        from facilitator.cli.home import open_or_tell

        open_or_tell(ctx.obj)


def main() -> None:
    """Run `facilitator` with the arguments of the process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli(prog_name="facilitator")
