"""The options every command takes, before its name or after it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from facilitator.cli.argument_types import day, folder
from facilitator.cli.asked import Asked
from facilitator.commands import remember_option
from facilitator.errors import BadInput


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value not in (None, False):
            setattr(ctx.ensure_object(Asked), name, value)
            if name == "root":
                remember_option("--workspace", os.path.abspath(value))  # noqa: PTH100  # links stay as typed
            elif name == "programme_name":
                remember_option("--programme", value)

    return callback


def _option(name: str, attribute: str, help: str, **more: Any) -> click.Option:
    return click.Option([name], expose_value=False, callback=_remember(attribute), help=help, **more)


EVERYWHERE: tuple[click.Parameter, ...] = (
    _option("--workspace", "root", "The folder your programmes lie in.", metavar="DIR", type=folder),
    _option(
        "--programme",
        "programme_name",
        "Which programme; else the only one, or the last opened.",
        metavar="NAME",
    ),
    _option("--as-of", "as_of", "See everything from that day.", metavar="DATE", type=day),
    _option("--json", "json", "Answer in JSON, with stable field names.", is_flag=True),
    _option("--debug", "debug", "If the program itself fails, say where.", is_flag=True),
)
"""The options every command takes, at any place of its line."""


class _TakesEverywhere(click.Command):
    """A command whose help shows its own options apart from those every command takes."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters, then the shared ones."""
        return [*super().get_params(ctx), *EVERYWHERE]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, then the shared ones."""
        own = [param for param in super().get_params(ctx) if isinstance(param, click.Option)]
        for title, params in (("Options", own), ("Everywhere", EVERYWHERE)):
            records = [record for param in params if (record := param.get_help_record(ctx)) is not None]
            with formatter.section(title):
                formatter.write_dl(records)


class CliCommand(_TakesEverywhere):
    """A command of the program."""


class CliGroup(_TakesEverywhere, click.Group):
    """A family of commands."""

    command_class = CliCommand
    group_class = type

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        _TakesEverywhere.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order they are used in."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of that name; raises `BadInput` listing those there are."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise BadInput(
                f"There is no command “{args[0]}”.", f"There is: {', '.join(self.list_commands(ctx))}."
            )
        return super().resolve_command(ctx, args)
