"""What a running session may know of the sessions its teams had before, and the one way to write to them.

A session knows its own file only. Whoever opens it hands this in; the files behind it are not its business.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from facilitator.insight.last_time import Agreed, LastTime
from facilitator.model.action import Action, ActionStatus
from facilitator.model.records import Change


class Earlier(Protocol):
    """The sessions before this one. What is said of an action is a change of the file it stands in."""

    def last_time(self) -> LastTime | None:
        """Return what they left, as it stands now; None when there was none."""

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The names of files that cannot be read, so that what was agreed there is missing."""

    def settle(
        self, agreed: Agreed, status: ActionStatus, said: str = "", *, due: date | None = None
    ) -> Action:
        """Save where an action stands, with its words and its next date; see `workspace.last_time`."""

    def helped(self, agreed: Agreed, said: str) -> Action:
        """Save that an action is done and what the team gained by it; see `workspace.last_time`."""

    def move(self, agreed: Agreed, due: date) -> Action:
        """Save another date for an action that goes on."""

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call *listener* after each change of these files; return the function that ends it."""
