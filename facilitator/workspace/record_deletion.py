"""Taking a record out of a programme: what points at it is said first, and taken off or in the way.

What was heard keeps the team, the person and the practice it is about. What only follows from it, or is
planned, can do without: the reference is taken off there, and one step back brings all of it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facilitator.commands import command
from facilitator.errors import FacilitatorError, RuleBroken
from facilitator.language.words import listed
from facilitator.model.base import Record, validated
from facilitator.model.labels import quoted
from facilitator.model.person import Person
from facilitator.model.practice import CustomPractice
from facilitator.model.records import Change
from facilitator.model.references import without_references
from facilitator.model.registry import ENTITIES
from facilitator.model.session import ListeningSession, SessionStatus
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import (
    DELETED,
    MOST_NAMED,
    label_of,
    place_of,
    pointing,
    target_of,
)
from facilitator.workspace.folder.session_files import SessionFile

_NOT_BEGUN = frozenset({SessionStatus.DRAFT, SessionStatus.INVITED})
HEARD_KEEPS = "what was heard keeps it"
"""Why a record stays that something heard is about."""

_PRACTICES = "practices"
"""Those of one's own go only when nothing points at them, planned or heard."""


class Use(NamedTuple):
    """A record that points at the one that is to go.

    `place` says where it stands, such as "L-03/A-1" or "team Service Desk". `after` is what it becomes
    without the reference, None if it goes along. `reason` says why it cannot do without; "" if it can.
    """

    file: RecordFile
    before: Record
    place: str
    after: Record | None = None
    reason: str = ""


class Deletion(NamedTuple):
    """A record that is to go, and every record that points at it."""

    folder: ProgrammeFolder
    record: Record
    uses: tuple[Use, ...]

    @property
    def in_the_way(self) -> tuple[Use, ...]:
        """What keeps the record: it cannot do without."""
        return tuple(use for use in self.uses if use.reason)

    @property
    def about(self) -> str:
        """What its changes are about, in every file they are made in."""
        return f"{ENTITIES[type(self.record)].name} {self.record.id}{DELETED}"


def plan_deletion(folder: ProgrammeFolder, record: Record) -> Deletion:
    """Return what deleting a record of the programme means; changes nothing.

    Raises `RuleBroken` when a session cannot be read and might point at it.
    """
    target = target_of(record)
    uses = tuple(_use(file, other, target) for file, other in pointing(folder, target))
    for path in () if any(use.reason for use in uses) else folder.damaged:
        raise RuleBroken(
            f"Whether it is still used is not known, because {path.name} cannot be read.",
            f"Set that file right first: {command('check')}",
        )
    return Deletion(folder, record, uses)


def carry_out(deletion: Deletion) -> None:
    """Take the record out, and off whatever points at it; each file is one change.

    Raises `RuleBroken` with the places that keep it, `InUse` or `NotSaved`; then nothing changed.
    """
    if deletion.in_the_way:
        raise RuleBroken(f"It is still used in {places_in_words(deletion.in_the_way)}.", remedy(deletion))
    folder = deletion.folder
    files = [file for file in folder.sessions if any(use.file is file for use in deletion.uses)]
    for file in (folder.file, *files):
        file.hold()
    done: list[RecordFile] = []
    try:
        for file in (*files, folder.file):  # the record last: what points at it must be there to come back
            _change(deletion, file)
            done.append(file)
    except FacilitatorError:
        for file in reversed(done):
            file.undo(lambda change: change.about == deletion.about)
        raise


def _change(deletion: Deletion, file: RecordFile) -> None:
    with file.group(f"{label_of(deletion.record, deletion.folder.file)} deleted", about=deletion.about):
        for use in deletion.uses:
            if use.file is file and use.after is not None:
                file.put(use.after)
            elif use.file is file:
                file.remove(use.before)
        if file is deletion.folder.file:
            file.remove(deletion.record)


def take_back(folder: ProgrammeFolder, change: Change) -> Change | None:
    """Take a deletion back in every file it was made in; *change* is that of the programme's own file."""
    taken = folder.file.undo(lambda each: each.about == change.about)
    for file in folder.sessions:
        _one_step(file, change.about, undo=True)
    return taken


def do_again(folder: ProgrammeFolder, change: Change) -> Change | None:
    """Do a deletion again that was taken back, in every file."""
    for file in folder.sessions:
        _one_step(file, change.about, undo=False)
    return folder.file.redo(lambda each: each.about == change.about)


def _one_step(file: SessionFile, about: str, *, undo: bool) -> None:
    def owns(change: Change) -> bool:
        return change.about == about

    if undo and file.last_done(owns) is not None:
        file.undo(owns)
    elif not undo and file.last_undone(owns) is not None:
        file.redo(owns)


# What points at it -------------------------------------------------------------------------------


def _use(file: RecordFile, record: Record, target: tuple[str, str]) -> Use:
    place, entity = place_of(file, record), ENTITIES[type(record)]
    if any((field, *target) in set(record.references()) for field in entity.belongs_to):
        return Use(file, record, place)
    heard = isinstance(file, SessionFile) and entity.open_when_closed is not None
    if heard and not (_is_planned(record) and target[0] != _PRACTICES):
        return Use(file, record, place, reason=HEARD_KEEPS)
    try:
        after = without_references(record, lambda *at: at == target)
    except RuleBroken as error:
        why = error.happened.rstrip(".")
        return Use(file, record, place, reason=why[:1].lower() + why[1:])
    try:
        return Use(file, record, place, validated(after))
    except RuleBroken:
        return Use(file, record, place, reason="it cannot do without")


def _is_planned(record: Record) -> bool:
    return isinstance(record, ListeningSession) and record.status in _NOT_BEGUN


def places_in_words(uses: Sequence[Use]) -> str:
    """Return the places of these, the first few by name."""
    places = list(dict.fromkeys(use.place for use in uses))
    more = len(places) - MOST_NAMED
    return f"{', '.join(places[:MOST_NAMED])} and {more} more" if more > 0 else listed(places)


def remedy(deletion: Deletion) -> str:
    """Return what to do about what is in the way."""
    record = deletion.record
    if isinstance(record, Person):
        take = command("withdraw-name", record.name)
        return f"Give it to somebody else first. What they said loses their name with: {take}"
    if any(use.reason == HEARD_KEEPS for use in deletion.in_the_way):
        hide = isinstance(record, CustomPractice)
        return f"What was heard keeps it{'; hide it instead' if hide else ''}."
    return "Take it off there first."


def use_in_words(use: Use) -> str:
    """Return one use in words: where, and for an action or promise what it says."""
    text = getattr(use.before, "text", "")
    return f"{use.place} {quoted(text)}" if text else use.place
