"""What a reference can point at, by the words people type for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from facilitator.errors import BadInput
from facilitator.model.base import Record
from facilitator.model.learning import Course, Learning
from facilitator.model.person import Person
from facilitator.model.registry import ENTITIES
from facilitator.model.skills import SkillArea, SkillPage
from facilitator.model.smo import Champion
from facilitator.model.team import Team, still_found_as
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import name_of
from facilitator.workspace.lookup import choose, first_name_of

_LETTERS_OF_AN_ID = 6


class Target(NamedTuple):
    """What a reference can point at: its id, the words for it that nothing else has, and its other names.

    No comma stands in `label`, so that several can be typed with commas between. What is not `offered` is
    understood and never suggested.
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    offered: bool = True


def targets(folder: ProgrammeFolder, table: str) -> tuple[Target, ...]:
    """Return what a reference to *table* may point at now, in the order of their file."""
    found = list(_named(folder, table))
    labels = Counter(target.label.casefold() for target in found)
    return tuple(
        target
        if labels[target.label.casefold()] == 1
        else target._replace(label=f"{target.label} (id {target.id[-_LETTERS_OF_AN_ID:]})")
        for target in found
    )


def _named(folder: ProgrammeFolder, table: str) -> Iterator[Target]:
    if table == "practices":
        for practice in folder.catalogue.practices.values():
            names = (practice.short_name, practice.key, first_name_of(practice))
            yield Target(practice.key, _plain(practice.name), names, not practice.hidden)
        return
    if table == "modules":
        for key, known in folder.catalogue.modules.items():
            yield Target(key, _plain(known.label), (known.module.name, known.module.short_name))
        return
    kind = next(kind for kind, entity in ENTITIES.items() if entity.table == table)
    for record in folder.file.all(kind):
        if isinstance(record, Team) and record.became is not None:
            continue  # its names mean the team it became
        label = label_for(folder, record)
        others = (getattr(record, name, "") for name in ("name", "short_name", "handle"))
        former = still_found_as(record, folder.teams.values()) if isinstance(record, Team) else ()
        names = tuple(filter(None, (*others, *former)))
        going = not isinstance(record, Team) or record.retired is None
        yield Target(record.id, _plain(label) or record.id, names, going)


def label_for(folder: ProgrammeFolder, record: Record) -> str:
    """Return the words for a record, a person's with the home team, as people are told apart."""
    if isinstance(record, Person):
        return folder.person_label(record.id)
    if isinstance(record, (Champion, SkillPage)):
        return folder.person_label(record.person)
    if isinstance(record, (Learning, Course)):
        whose = record.person if isinstance(record, Learning) else record.team
        known = folder.catalogue.modules.get(record.module or "")
        what = known.label if known is not None else record.module or "all modules"
        team = folder.teams.get(whose)
        return f"{team.short_name or team.name if team else folder.person_label(whose)}: {what}"
    if isinstance(record, SkillArea):
        alike = [
            each for each in folder.file.all(SkillArea) if each.name.casefold() == record.name.casefold()
        ]
        team = folder.teams.get(record.team)
        return f"{record.name} ({team.short_name or team.name})" if len(alike) > 1 and team else record.name
    return name_of(record, folder.file)


def _plain(label: str) -> str:
    return " ".join(label.replace(",", " ").split())


def label_of(offered: Sequence[Target], id: str) -> str:
    """Return the words for an id; the id itself where nothing is known of it."""
    return next((target.label for target in offered if target.id == id), id)


def target_of(what: str, typed: str, offered: Sequence[Target]) -> Target:
    """Return what was meant. Raises `NotFound` or `Ambiguous`, both listing what there is."""
    wanted = clean_line(typed).casefold()
    for target in offered:
        if wanted in (target.label.casefold(), target.id.casefold()):
            return target
    return choose(what, typed, offered, lambda each: (each.label, *each.names), id_of=lambda each: each.id)


def targets_of(what: str, typed: str, offered: Sequence[Target]) -> tuple[Target, ...]:
    """Return what was meant by several names with commas between, each once. Raises as `target_of`."""
    parts = [part for part in typed.split(",") if part.strip()]
    return tuple(dict.fromkeys(target_of(what, part, offered) for part in parts))


def suggested(typed: str, offered: Sequence[Target], chosen: Collection[str] = ()) -> tuple[Target, ...]:
    """Return those whose names begin like *typed* or have a word that does, the former first."""
    wanted = clean_line(typed).casefold()
    left = [target for target in offered if target.offered and target.id not in chosen]
    ranked = [(rank, target) for target in left if (rank := _rank(wanted, target)) is not None]
    return tuple(target for _, target in sorted(ranked, key=lambda pair: pair[0]))


def _rank(wanted: str, target: Target) -> int | None:
    names = [name.casefold() for name in (target.label, *target.names)]
    if any(name.startswith(wanted) for name in names):
        return 0
    return 1 if any(f" {wanted}" in name or f"({wanted}" in name for name in names) else None


def last_part(typed: str) -> tuple[str, str]:
    """Return what was typed up to the last comma, that comma with it, and the name begun after it."""
    head, comma, last = typed.rpartition(",")
    return head + comma, last.strip()


def require_there(what: str, typed: str, offered: Sequence[Target]) -> None:
    """Raise `BadInput` when there is nothing yet that could be meant."""
    if typed.strip() and not offered:
        raise BadInput(f"There is no {what} yet.", f"Add the {what} first, then name it here.")
