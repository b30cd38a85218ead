"""People by the names that are typed; a name nobody has yet becomes a person who accepted a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

import msgspec

from facilitator.errors import BadInput
from facilitator.model.person import Person
from facilitator.model.records import Change
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import pointing, target_of

_A_MOMENT = timedelta(minutes=1)
"""At most so long after a name was stored, what it was stored for is saved."""

_NEARLY = 0.8
"""How much of two names is the same when one may be a slip of the other; 1 is all."""


class PeopleNow(Mapping[str, Person]):
    """The people of a programme by id, as they are at the moment somebody looks."""

    def __init__(self, folder: ProgrammeFolder) -> None:
        self._file = folder.file

    def __getitem__(self, id: str) -> Person:
        """Return a person. Raises `KeyError`."""
        found = self._file.find(Person, id)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the ids."""
        return (person.id for person in self._file.all(Person))

    def __len__(self) -> int:
        """Count them."""
        return len(self._file.all(Person))


def people_called(folder: ProgrammeFolder, name: str) -> tuple[Person, ...]:
    """Return the people of that name or handle, or that are told apart by it, as "Sam Oduya (Infra)"."""
    wanted = clean_line(name).casefold()
    every = folder.people.values()
    told_apart = tuple(each for each in every if wanted and wanted == folder.person_label(each.id).casefold())
    return told_apart or tuple(
        each for each in every if wanted and wanted in (each.name.casefold(), each.handle.casefold())
    )


def add_person(folder: ProgrammeFolder, name: str, team: str | None = None, *, about: str = "") -> Person:
    """Save somebody who accepted a role. Two people may share a name.

    *about* says which screens take it back, as in `RecordFile.group`.
    """
    with folder.file.group(f"person {clean_line(name)}", about=about):
        return folder.file.put(Person(name=clean_line(name), team=team))


def drop_person(folder: ProgrammeFolder, id: str) -> bool:
    """Let a person go of whom nothing is known but a name, and leave no trace of it; tell whether they went.

    For a yes that was taken back: whoever anything points at stays. Raises `InUse` or `NotSaved`.
    """
    person = folder.people.get(id)
    if person is None or any(pointing(folder, target_of(person))):
        return False
    folder.file.forget_history(lambda record: record.id == id)
    with folder.file.group("name not stored", undoable=False, trace=False):
        folder.file.remove(person)
    folder.let_go[id] = person
    return True


def forget_names(folder: ProgrammeFolder, change: Change) -> None:
    """Let those go who were stored with a yes that *change* recorded, once it was taken back.

    They were taken in with it, and nothing else needs them. Raises `InUse` or `NotSaved`.
    """
    pointed = {
        id for _, after in change.pairs if after for _, table, id in after.references() if table == "people"
    }
    for id in pointed & set(folder.people):
        stored = folder.people[id].created
        if change.at is not None and timedelta() <= change.at - stored <= _A_MOMENT:
            drop_person(folder, id)


def names_again(folder: ProgrammeFolder, change: Change) -> tuple[str, ...]:
    """Store those again who were let go when *change* was taken back, before it is redone; return their ids.

    The yes counts from now on. Raises `InUse` or `NotSaved`.
    """
    pointed = {
        id for _, after in change.pairs if after for _, table, id in after.references() if table == "people"
    }
    again = [folder.let_go[id] for id in pointed - set(folder.people) if id in folder.let_go]
    for person in again:
        with folder.file.group(f"person {person.name}", undoable=False):
            folder.file.put(msgspec.structs.replace(person, created=folder.now()))
        del folder.let_go[person.id]
    return tuple(person.id for person in again)


def is_nearly(name: str, other: str) -> bool:
    """Tell whether two names may be one, spelled in two ways."""
    from difflib import SequenceMatcher  # here: names are seldom corrected

    one, two = clean_line(name).casefold(), clean_line(other).casefold()
    return one != two and SequenceMatcher(None, one, two).ratio() >= _NEARLY


def person_asked(folder: ProgrammeFolder, name: str, *, agreed: bool, about: str = "") -> Person:
    """Return the one person of that name or handle; somebody new is stored only when they *agreed*.

    *about* as in `add_person`. Raises `BadInput`.
    """
    known = people_called(folder, name)
    if len(known) > 1:
        raise BadInput(
            f"More than one person is called “{clean_line(name)}”.", "Type the handle of the one you mean."
        )
    if not known and not agreed:
        raise BadInput(
            f"“{clean_line(name)}” is not known here yet.",
            "Ask them first: a name is stored with their yes only.",
        )
    return known[0] if known else add_person(folder, name, about=about)


def facilitators_named(folder: ProgrammeFolder, names: str) -> tuple[str, ...]:
    """Return the ids of the facilitators in *names* (commas between); new names become people."""
    ids = []
    for name in filter(None, map(clean_line, names.split(","))):
        known = people_called(folder, name)
        person = next((each for each in known if each.facilitator), known[0] if known else None)
        person = person or add_person(folder, name)
        if not person.facilitator:
            with folder.file.group(f"{person.name} leads sessions"):
                person = folder.file.put(msgspec.structs.replace(person, facilitator=True))
        ids.append(person.id)
    return tuple(dict.fromkeys(ids))


def names_of(folder: ProgrammeFolder, ids: Iterable[str]) -> str:
    """Return the names of these people with commas between."""
    return ", ".join(folder.people[id].name for id in ids if id in folder.people)
