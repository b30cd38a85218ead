"""The form of an action: words, owner, date, size, first step and help."""

from __future__ import annotations

from datetime import date

from textual.app import App

from facilitator.live.capture.naming import find_person
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, ActionSize
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.widgets.fields import Field
from facilitator.workspace import typed_dates


def edit_action(app: App[None], live: LiveSession, action: Action) -> None:
    """Change an action; a name nobody has yet becomes a person."""
    due = action.due_date
    fields = (
        Field("text", "Action", action.text, required=True),
        Field("owner", "Owner", person_name(live, action.owner), help="one person who is willing"),
        Field("due", "Due", due.isoformat() if due else "", help="such as fri or 30 apr"),
        Field(
            "size", "Size", action.size.value, choices=tuple((each.value, each.label) for each in ActionSize)
        ),
        Field("first_step", "First step", action.first_step),
        Field("help_needed", "Help needed", action.help_needed),
    )

    def save(values: dict[str, str]) -> None:
        live.actions.change(
            action,
            text=values["text"],
            owner=owner_typed(live, values["owner"], action.owner),
            due=day_typed(live, values["due"]),
            first_step=values["first_step"],
            help_needed=values["help_needed"],
            size=ActionSize(values["size"]),
        )

    app.push_screen(
        FormDialog(f"Action {action.number}", "The owner says yes before it is open.", fields, save)
    )


def person_name(live: LiveSession, id: str | None) -> str:
    """Return the name of a person, "" for nobody."""
    person = live.desk.people.get(id or "")
    return person.name if person else ""


def owner_typed(live: LiveSession, name: str, now: str | None = None) -> str | None:
    """Return the id of the person of that name, taking a new one in; None for an empty name.

    The name of the one it is *now* means that person, though another may share it.
    """
    if not name or (now and name == person_name(live, now)):
        return now if name else None
    return find_person(name, live.line.context) or live.desk.add_person(name).id


def day_typed(live: LiveSession, line: str) -> date | None:
    """Return the day that was typed, None for an empty line. Raises `BadInput`."""
    return typed_dates.day_typed(line, live.today) if line else None
