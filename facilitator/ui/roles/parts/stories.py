"""Messages and stories: the stories, the value chains they are made of, what is said to each audience."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content

from facilitator.errors import FacilitatorError
from facilitator.insight.messages import spoken
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.plain_pages import show_message, show_stories
from facilitator.ui.roles.screens import Screens
from facilitator.wording import messages
from facilitator.wording.stories import about, chain_told, length_in_words
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.messages import MESSAGE, note_sent
from facilitator.workspace.records.stories import CHAIN, STORY

KEYS = Context(
    "stories",
    "Stories",
    (
        command("app.place('chains')", "w", "chains", "the value chains, from what we produce to who gains"),
        command("app.place('messages')", "m", "messages", "what is said to each audience"),
        command("verb('sheet')", "t", "sheet", "the story sheet: at most three, in plain text"),
    ),
)


MESSAGE_KEYS = Context(
    "messages",
    "Messages",
    (
        command("verb('page')", "t", "text", "the message in plain text, to send"),
        command("verb('sent')", "s", "sent", "it was sent today; its promise is owed from now on"),
    ),
)


def _rows(folder: ProgrammeFolder) -> Drawer:
    def draw(story: Any, width: int) -> Sequence[Content]:
        length = safe.text((length_in_words(folder, story), "muted"))
        return [safe.row(width, safe.text(story.title), length.truncate(width // 2, ellipsis=True))]

    return draw


def _about_a_story(folder: ProgrammeFolder, story: Any, field: str) -> str:
    said = tuple(about(folder, story))
    if field == "chain":
        return " · ".join(said[1:])
    return said[0] if field == "title" else ""


def _on_sheet(folder: ProgrammeFolder) -> Callable[[Any], str]:
    some = any(each.chosen for each in STORY.all(folder))  # where none is there is nothing to tell apart
    return lambda story: "On the sheet" if story.chosen else "Others" if some else ""


def _chain_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(chain: Any, width: int) -> Sequence[Content]:
        mark = "ends with us" if chain.ends_in_it and not chain.settled else ""
        first = safe.row(width, safe.text(chain.output), safe.text((mark, "warn")))
        outcome = chain.outcome.strip()
        return [first, safe.cell((f"→ {outcome}", "muted"), width)] if outcome else [first]

    return draw


def _about_a_chain(folder: ProgrammeFolder, chain: Any, field: str) -> str:
    return " ".join(chain_told(chain)) if field == "output" else ""


def _sheet(program: Program, story: Any, done: Callable[[], None]) -> None:
    show_stories(program)


def _message_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(message: Any, width: int) -> Sequence[Content]:
        standing = safe.text((messages.standing(folder, message), "muted"))
        return [safe.row(width, safe.text(message.audience), standing)]

    return draw


def _about_a_message(folder: ProgrammeFolder, message: Any, field: str) -> str:
    if field == "team":
        return messages.touch_proof(folder, message.team)
    if field == "audience":
        return messages.check_told(folder, message)
    if field == "invitation":
        return messages.orders_told(folder, message)
    return messages.speech_told(folder, spoken(message)) if field == "know" else ""


def _sent_or_not(folder: ProgrammeFolder) -> Callable[[Any], str]:
    return lambda message: "Sent" if message.sent else "To send"


def _page(program: Program, message: Any, done: Callable[[], None]) -> None:
    show_message(program, message)


def _sent(program: Program, message: Any, done: Callable[[], None]) -> None:
    try:
        sent = note_sent(program.folder, message)
    except FacilitatorError as error:
        program.complain(error)
        return
    done()
    program.say(messages.check_told(program.folder, sent))


VIEW = KindView(
    STORY,
    "stories",
    "Stories",
    "No story yet. n begins one; w shows the value chains they are made of.",
    _rows,
    _about_a_story,
    group=_on_sheet,
    back="roles",
    part="stories",
    keys=KEYS,
    verbs={"sheet": _sheet},
)

CHAINS = KindView(
    CHAIN,
    "chains",
    "Value chains",
    "No value chain yet. n begins one: what we produce, what someone can now do, who gains.",
    _chain_rows,
    _about_a_chain,
    back="stories",
    part="stories",
)

MESSAGES = KindView(
    MESSAGE,
    "messages",
    "Messages",
    "No message yet. n begins one: who reads it, and what their day is like.",
    _message_rows,
    _about_a_message,
    group=_sent_or_not,
    back="stories",
    part="stories",
    keys=MESSAGE_KEYS,
    verbs={"page": _page, "sent": _sent},
)

CONTEXTS = (KEYS, MESSAGE_KEYS)

SCREENS: Screens = {
    "stories": lambda at: RecordList(VIEW, at),
    "messages": lambda at: RecordList(MESSAGES, at),
    "chains": lambda at: RecordList(CHAINS, at),
}
