"""The command `facilitator` itself: its families, and how every ending is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from facilitator import __version__
from facilitator.cli.asked import Asked
from facilitator.cli.ending import run_to_the_end
from facilitator.cli.options import CliGroup
from facilitator.errors import BadInput

FAMILIES = {
    "demo": "demo:demo",
    "programme": "programmes:programme",
    "team": "teams:team",
    "person": "people:person",
    "service": "records:service",
    "champion": "champions:champion",
    "hours": "records:hours",
    "specialism": "records:specialism",
    "chain": "stories:chain",
    "story": "stories:story",
    "message": "stories:message",
    "leader": "stakeholders:leader",
    "stakeholder": "stakeholders:stakeholder",
    "skill": "skills:skill",
    "learning": "learning:learning",
    "project": "projects:project",
    "stage": "stages:stage",
    "needs": "needs:needs",
    "practice": "records:practice",
    "session": "session_family:session",
    "capture": "capture:capture",
    "promises": "settling:promises_command",
    "settle": "settling:settle_command",
    "room-view": "room:room_view",
    "pulse": "pulse:pulse",
    "render": "papers:render",
    "export": "exports:export",
    "search": "search_and_check:search",
    "check": "search_and_check:check",
    "redact": "redaction:redact_command",
    "withdraw-name": "name_withdrawal:withdraw_name",
    "purge": "purge:purge_command",
    "deletions": "deletions:deletions_command",
    "backup": "backups:backup",
    "restore": "backups:restore",
    "share-copy": "share_copies:share_copy",
    "workshop": "workshops:workshop",
    "template": "templates:template",
}
"""The commands in the order of the help: name, then the module of `facilitator.cli` and its name there."""


class Root(CliGroup):
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
        in_full = super().main

        def run() -> Any:
            return in_full(
                _understood(sys.argv[1:]) if args is None else args,
                prog_name,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )

        run_to_the_end(run, asked)


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
    cli(prog_name="facilitator")
