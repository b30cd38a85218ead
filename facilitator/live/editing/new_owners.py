"""Owners who are not known to the programme: their name is in mind only, until they say yes.

See docs/field.md, "Attribution".
"""

from __future__ import annotations

from facilitator.live.desk import SessionDesk
from facilitator.model.action import Action
from facilitator.text import clean_line


class NewOwners:
    """The names that were said for actions and are in no file, and the people taken in with their yes."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk
        self._said: dict[str, str] = {}
        self._taken_in: dict[str, str] = {}

    def say(self, action: Action, name: str) -> None:
        """Keep in mind who shall be asked about an action; "" for nobody. It is gone with the window."""
        if name := clean_line(name):
            self._said[action.id] = name
        else:
            self._said.pop(action.id, None)

    def said_for(self, action: Action) -> str:
        """Return the name that was said for an action nobody owns yet, "" for none."""
        return self._said.get(action.id, "") if action.owner is None else ""

    def take_in(self, action: Action, name: str) -> str:
        """Store somebody new, who said yes to an action, and return their id."""
        person = self._desk.add_person(name)
        self._taken_in[action.id] = person.id
        return person.id

    def let_go(self) -> None:
        """Let those go who were taken in for an action that is no longer theirs: the yes was taken back."""
        for action, person in tuple(self._taken_in.items()):
            now = self._desk.records.find(Action, action)
            if now is None or now.owner != person:
                del self._taken_in[action]
                self._desk.drop_person(person)
