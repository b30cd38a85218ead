"""Deleting a record: what points at it is said, and a yes is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.errors import FacilitatorError
from facilitator.language.words import first_of
from facilitator.model.person import Person
from facilitator.ui.dialogs.base import Ask, Notice
from facilitator.ui.program import Program
from facilitator.workspace.record_deletion import (
    HEARD_KEEPS,
    Deletion,
    carry_out,
    places_in_words,
    plan_deletion,
    remedy,
    use_in_words,
)
from facilitator.workspace.records.kinds import RecordKind

_MOST_TOLD = 6

_IN_THE_LIST_OF_PEOPLE = "Give it to somebody else first: h. What they said loses their name with b."
"""What a plain command does for a person, by the keys of their list."""


def ask_to_delete(program: Program, kind: RecordKind, entry: Any, done: Callable[[], None]) -> None:
    """Say what points at it and ask; then delete it. Raises what `plan_deletion` raises."""
    folder = program.folder
    name = kind.label_of(folder, entry)
    record = kind.record_of(folder, entry)
    if record is None:
        program.push_screen(Notice(f"{name} stays", *kind.kept_because(entry)))
        return
    deletion = plan_deletion(folder, record)
    if deletion.in_the_way:
        todo = _IN_THE_LIST_OF_PEOPLE if isinstance(record, Person) else remedy(deletion)
        program.push_screen(Notice(f"{name} stays", _in_the_way(deletion, name), todo))
        return

    def answered(answer: str | None) -> None:
        if answer != "yes":
            return
        try:
            carry_out(plan_deletion(folder, record))
        except FacilitatorError as error:
            program.complain(error)
            return
        done()
        program.say(f"Deleted: {name}   ^Z brings it back")

    yes = "Delete it, and take it off there" if _left(deletion) else "Delete it"
    answers = (("no", "Leave it"), ("yes", yes))
    program.push_screen(Ask(f"Delete {name}?", _question(deletion, name), answers), answered)


def _left(deletion: Deletion) -> list[str]:
    return [use_in_words(use) for use in deletion.uses if use.after is not None]


def _question(deletion: Deletion, name: str) -> str:
    left = list(dict.fromkeys(_left(deletion)))
    if not left:
        return f"Nothing points at {name}. ^Z brings it back."
    return f"{name} is named in {first_of(left, _MOST_TOLD)}. ^Z brings all of it back."


def _in_the_way(deletion: Deletion, name: str) -> str:
    reasons = {use.reason for use in deletion.in_the_way}
    why = (
        f" ({reasons.pop()})" if len(reasons) == 1 and reasons != {HEARD_KEEPS} else ""
    )  # `remedy` says that
    return f"{name} stands in {places_in_words(deletion.in_the_way)}{why}."
