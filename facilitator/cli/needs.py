"""`facilitator needs`: what needs somebody among the people who carry the programme."""

from __future__ import annotations

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say_json, say_table, tell
from facilitator.language import words
from facilitator.wording.roles.finder import parts
from facilitator.wording.roles.part import sorted_needs


@click.command("needs", cls=CliCommand)
@click.pass_obj
def needs(asked: Asked) -> None:
    """Say what needs somebody: among champions, services and all other parts of People, alarms first.

    For the facilitators: what is marked “only you” goes to nobody else.
    """
    folder = asked.programme
    found = sorted_needs(parts(), folder)
    if asked.json:
        say_json(
            [
                {
                    "sign": need.sign.value,
                    "part": part.place,
                    "subject": need.subject,
                    "step": need.step,
                    "due": need.due,
                    "record": need.record,
                }
                for part, need in found
            ]
        )
    elif found:
        today = folder.today()
        say_table(
            ("", "What", "Next step", "Part", "Due"),
            [
                (
                    need.sign.value,
                    need.subject,
                    need.step,
                    part.short,
                    words.due(need.due, today) if need.due else "",
                )
                for part, need in found
            ],
        )
    else:
        tell("Nothing needs somebody today.")
    asked.end_list()
