"""The form of an action: words, owner and their yes, date, size, first step and help."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.app import App

from facilitator.live.capture.naming import find_person
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, ActionSize, ActionStatus
from facilitator.ui.dialogs.base import Ask, AskLine
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.widgets.fields import Field
from facilitator.workspace import typed_dates

_ANSWERS = (("asked", "not asked yet"), ("yes", "said yes"))


def edit_action(app: App[None], live: LiveSession, action: Action, done: Callable[[], None]) -> None:
    """Change an action, then call *done*; somebody nobody knows yet is stored with their yes only."""
    due, said = action.due_date, live.actions.owners.said_for(action)
    agreed = "yes" if action.accepted else "asked"
    fields = (
        Field("text", "Action", action.text, required=True),
        Field("owner", "Owner", person_name(live, action.owner) or said, help="one person who is willing"),
        Field("agreed", "Their answer", agreed, choices=_ANSWERS),
        Field("due", "Due", due.isoformat() if due else "", help="such as fri or 30 apr"),
        Field(
            "size", "Size", action.size.value, choices=tuple((each.value, each.label) for each in ActionSize)
        ),
        Field("first_step", "First step", action.first_step),
        Field("help_needed", "Help needed", action.help_needed),
    )

    def save(values: dict[str, str]) -> None:
        with live.desk.change(f"action {action.number} changed"):
            _save(live, action, values)

    lead = "Open once its owner says yes; a new name is stored with that yes, and not before."
    app.push_screen(FormDialog(f"Action {action.number}", lead, fields, save), lambda _: done())


def _save(live: LiveSession, action: Action, values: dict[str, str]) -> None:
    name, agreed = values["owner"], values["agreed"] == "yes"
    owner = owner_known(live, name, action.owner)
    changed = live.actions.change(
        action,
        text=values["text"],
        owner=owner,
        due=day_typed(live, values["due"]),
        first_step=values["first_step"],
        help_needed=values["help_needed"],
        size=ActionSize(values["size"]),
    )
    live.actions.owners.say(changed, "" if owner else name)
    if agreed and changed.status is ActionStatus.PROPOSED and owner:
        live.actions.say_yes(changed)
    elif agreed and changed.status is ActionStatus.PROPOSED and name:
        live.actions.say_yes_as(changed, name)
    elif not agreed and changed.status is ActionStatus.OPEN:
        live.actions.take_yes_back(changed)


def ask_who_said_yes(
    app: App[None], live: LiveSession, action: Action, attempt: Callable[[Callable[[], object]], bool]
) -> None:
    """Ask who said yes to an action nobody owns, or whether whoever was named did."""
    said = live.actions.owners.said_for(action)

    def named(name: str | None) -> None:
        if name:
            attempt(lambda: _says_yes(live, action, name))

    def answered(key: str | None) -> None:
        if key == "yes":
            named(said)

    if said:
        answers = (("yes", f"Yes: store the name {said}"), ("no", "Not asked yet: it stays somebody's"))
        question = "The name is stored with the yes, and not before. It may be taken back at any time."
        app.push_screen(Ask(f"Did {said} say yes?", question, answers), answered)
    else:
        question = "One person who is willing. A name that is new here is stored with this yes."
        app.push_screen(AskLine("Who said yes?", question), named)


def _says_yes(live: LiveSession, action: Action, name: str) -> None:
    owner = owner_known(live, name)
    if owner is None:
        live.actions.say_yes_as(action, name)
        return
    with live.desk.change(f"yes to action {action.number}"):
        live.actions.say_yes(live.actions.set_owner(action, owner))


def person_name(live: LiveSession, id: str | None) -> str:
    """Return the name of a person, "" for nobody."""
    person = live.desk.people.get(id or "")
    return person.name if person else ""


def owner_known(live: LiveSession, name: str, now: str | None = None) -> str | None:
    """Return the id of the person of that name; None for an empty name, and for one nobody has yet.

    The name of the one it is *now* means that person, though another may share it.
    """
    if now and name and name == person_name(live, now):
        return now
    return find_person(name, live.line.context)


def owner_typed(live: LiveSession, name: str) -> str | None:
    """Return the id of the person of that name, taking in a new one, who said yes; None for an empty name."""
    if not name:
        return None
    return owner_known(live, name) or live.desk.add_person(name).id


def day_typed(live: LiveSession, line: str) -> date | None:
    """Return the day that was typed, None for an empty line. Raises `BadInput`."""
    return typed_dates.day_typed(line, live.today) if line else None
