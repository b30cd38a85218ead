"""`facilitator chain`, `story` and `message`: who is better off, and how that is told to whom."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output_files import hand_over
from facilitator.cli.records import family, say_entry
from facilitator.files.writing import save
from facilitator.wording import messages, stories
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.messages import MESSAGE, note_sent
from facilitator.workspace.records.stories import CHAIN, STORY


def _told(folder: ProgrammeFolder, chain: Any) -> Iterable[str]:
    return stories.chain_told(chain)


def _about(folder: ProgrammeFolder, story: Any) -> Iterable[str]:
    return stories.about(folder, story)


chain = family(
    CHAIN,
    "Keep value chains: what we produce, what someone can now do, what each group gains.",
    '  facilitator chain add "Rooms checked before eight" --outcome "A lecture starts on the minute"\n'
    '  facilitator chain set Rooms --users "No lost minutes" --users-known reported',
    _told,
)

story = family(
    STORY,
    "Keep value stories: at most three stand on the sheet, each with chain, cost, limits and why.",
    '  facilitator story add "The patching story" --chain "Standard change" --chosen yes\n'
    "  facilitator story sheet",
    _about,
)


@story.command("sheet", cls=CliCommand)
@click.option("--output", metavar="FILE", default="-", help="A file; without it, it is printed.")
@click.pass_obj
def sheet_command(asked: Asked, output: str) -> None:
    """Write the stories on the sheet as plain text, to send or to read aloud."""
    text = "\n".join((*stories.sheet(asked.programme), ""))
    made = text.encode() if output == "-" else save(Path(output), text.encode())
    hand_over({"text": text}, made, json=asked.json)


def _checked(folder: ProgrammeFolder, message: Any) -> Iterable[str]:
    return messages.about(folder, message)


message = family(
    MESSAGE,
    "Keep what is said to each audience: begun from their day, checked before it is sent.",
    '  facilitator message add Sceptics --kind sceptics --their-day "The same form every time."\n'
    "  facilitator message show Sceptics\n"
    "  facilitator message sent Sceptics",
    _checked,
)


@message.command("sent", cls=CliCommand)
@click.argument("entry", metavar="MESSAGE")
@click.pass_obj
def sent_command(asked: Asked, entry: str) -> None:
    """Note that MESSAGE was sent today; its promise is owed from now on."""
    folder = asked.programme
    sent = note_sent(folder, MESSAGE.meant(folder, entry))
    say_entry(asked, sent, f"{sent.audience}: {messages.check_told(folder, sent)}")


@message.command("text", cls=CliCommand)
@click.argument("entry", metavar="MESSAGE")
@click.option("--output", metavar="FILE", default="-", help="A file; without it, it is printed.")
@click.pass_obj
def text_command(asked: Asked, entry: str, output: str) -> None:
    """Write MESSAGE as plain text, to send."""
    folder = asked.programme
    text = "\n".join((*messages.page(folder, MESSAGE.meant(folder, entry)), ""))
    made = text.encode() if output == "-" else save(Path(output), text.encode())
    hand_over({"text": text}, made, json=asked.json)
