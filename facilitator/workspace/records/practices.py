"""Practices as an organisation has them: named its way, hidden, fitted, and those of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from facilitator.model.base import Record, require
from facilitator.model.field_shapes import AskedField, asked_fields
from facilitator.model.practice import (
    CustomPractice,
    Fit,
    Mandate,
    Origin,
    Practice,
    PracticeChoice,
    PracticeDecision,
    PracticeGroup,
)
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.targets import target_of, targets

_OF_ONES_OWN = frozenset({"description", "level", "questions"})
_SET_BY_THE_PROGRAM = frozenset({"key", "custom", "records"})
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


class PracticeKind(RecordKind):
    """The practices of the catalogue and of the programme, as `PracticeChoice`s."""

    def __init__(self) -> None:
        super().__init__(PracticeChoice, "practice")

    @property
    def types(self) -> frozenset[type[Record]]:
        """The record types a change of it touches."""
        return frozenset({CustomPractice, PracticeDecision})

    @property
    def fields(self) -> tuple[AskedField, ...]:
        """What is asked, in order."""
        return tuple(each for each in asked_fields(PracticeChoice) if each.name not in _SET_BY_THE_PROGRAM)

    def asks(self, entry: msgspec.Struct | None, field: AskedField) -> bool:
        """Tell whether a field is asked: what a practice is about only of those of one's own."""
        return field.name not in _OF_ONES_OWN or entry is None or bool(getattr(entry, "custom", True))

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return every practice, those of one's own last."""
        own = {each.practice.key: each for each in folder.file.all(CustomPractice)}
        decided = {each.practice: each for each in folder.file.all(PracticeDecision)}
        return [
            _choice(practice, decided.get(key), own.get(key))
            for key, practice in folder.catalogue.practices.items()
        ]

    def id_of(self, entry: Any) -> str:
        """Return the key of a practice."""
        return str(entry.key)

    def records_of(self, entry: Any) -> tuple[str, ...]:
        """Return the ids of the records behind a practice."""
        ids: tuple[str, ...] = entry.records
        return ids

    def label_of(self, folder: ProgrammeFolder, entry: Any) -> str:
        """Return what a practice is called here."""
        return str(entry.name)

    def meant(self, folder: ProgrammeFolder, typed: str) -> Any:
        """Return the practice that *typed* means, hidden ones as well."""
        return self.find(folder, target_of(self.name, typed, targets(folder, "practices")).id)

    def change(self, folder: ProgrammeFolder, entry: Any, typed: Mapping[str, str]) -> Any:
        """Save what was typed; an empty name takes that of the catalogue back."""
        shipped = folder.shipped.practices.get(entry.key)
        if shipped is not None and not typed.get("name", entry.name).strip():
            typed = {**typed, "name": shipped.name}
        return super().change(folder, entry, typed)

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save what was said about a practice, new or known; return it as it is then."""
        choice: PracticeChoice = entry
        if not choice.key:
            taken = folder.catalogue.practices
            choice = msgspec.structs.replace(choice, key=_key_of(choice.name, taken))
        _require_own_name(folder, choice)
        with folder.file.group(f"practice {choice.name}", about=self.name):
            if choice.custom:
                _put_custom(folder, choice)
            _put_decision(folder, choice)
        return self.find(folder, choice.key)

    def record_of(self, folder: ProgrammeFolder, entry: Any) -> Record | None:
        """Return the record of a practice of one's own; those of the catalogue can only be hidden."""
        own = (each for each in folder.file.all(CustomPractice) if each.practice.key == entry.key)
        return next(own, None)

    def kept_because(self, entry: Any) -> tuple[str, str]:
        """Return why a practice cannot be deleted, and what to do instead."""
        return "It comes with the catalogue, and what was heard may be about it.", "Hide it instead."


def _choice(
    practice: Practice, decided: PracticeDecision | None, custom: CustomPractice | None
) -> PracticeChoice:
    return PracticeChoice(
        key=practice.key,
        name=practice.name,
        fit=decided.fit if decided else Fit.UNDECIDED,
        reason=decided.reason if decided else "",
        hidden=practice.hidden,
        mandate=decided.mandate if decided else Mandate.UNDECIDED,
        description=practice.description,
        level=practice.level,
        questions=practice.questions,
        custom=custom is not None,
        records=tuple(each.id for each in (custom, decided) if each is not None),
    )


def _require_own_name(folder: ProgrammeFolder, choice: PracticeChoice) -> None:
    same = choice.name.casefold()
    for other in folder.catalogue.practices.values():
        require(
            other.key == choice.key or same not in (other.name.casefold(), other.short_name.casefold()),
            f"There is a practice called {other.name} already.",
            "Give it another name.",
            field="name",
        )


def _put_custom(folder: ProgrammeFolder, choice: PracticeChoice) -> None:
    known = [each for each in folder.file.all(CustomPractice) if each.practice.key == choice.key]
    practice = Practice(
        key=choice.key,
        name=choice.name,
        group=PracticeGroup.CUSTOM,
        description=choice.description,
        level=choice.level,
        questions=choice.questions,
        counterpart_kinds=known[0].practice.counterpart_kinds if known else (),
        origin=known[0].practice.origin if known else Origin.LOCAL,
    )
    if not known:
        folder.file.put(CustomPractice(practice=practice))
    elif known[0].practice != practice:
        folder.file.put(msgspec.structs.replace(known[0], practice=practice))


def _put_decision(folder: ProgrammeFolder, choice: PracticeChoice) -> None:
    """Save what was decided about a practice; one nothing is said about has no decision."""
    known = [each for each in folder.file.all(PracticeDecision) if each.practice == choice.key]
    shipped = folder.shipped.practices.get(choice.key)
    renamed = not choice.custom and shipped is not None and choice.name != shipped.name
    said = {
        "name": choice.name if renamed else "",
        "fit": choice.fit,
        "reason": choice.reason,
        "mandate": choice.mandate,
        "hidden": choice.hidden and not (shipped is not None and shipped.hidden),
    }
    before = known[0] if known else PracticeDecision(practice=choice.key)
    after = msgspec.structs.replace(before, **said)
    if after == PracticeDecision(
        practice=choice.key, id=after.id, created=after.created, changed=after.changed
    ):
        if known:
            folder.file.remove(before)
    elif after != before:
        folder.file.put(after)


def _key_of(name: str, taken: Collection[str]) -> str:
    """Return a key for a new practice, made from its name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    stem = _NO_LETTERS.sub("_", plain).strip("_")
    stem = stem if stem[:1].isalpha() else f"own_{stem}".rstrip("_")
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


PRACTICE = PracticeKind()
