"""What was found among champions and services, in a sentence and with the next step."""

from __future__ import annotations

from facilitator.insight.champion_care import QUIET
from facilitator.insight.smo import Finding, Gap, carriers, uncarried
from facilitator.language.widths import cut
from facilitator.language.words import count, day, first_of, listed
from facilitator.model.smo import Champion, Specialism
from facilitator.wording.names import one_of, person_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_MOST = 6
"""So many practices are named, the others counted."""


_FEW = 3
"""So many people are named in a subject."""

_WIDEST = 40
"""Columns of a name: what is said of it stays in sight."""


def subject(folder: ProgrammeFolder, found: Finding) -> str:
    """Return what was found: "Dev Pillai meets one service only"."""
    who = cut(person_name(folder, found.people[0]), _WIDEST) if found.people else ""
    name = cut(found.name, _WIDEST)
    match found.gap:
        case Gap.NOBODY_FOR:
            return f"Nobody for {_within(name)}"
        case Gap.EMPTY_LEVEL:
            return f"Nothing is wanted at the {name} level"
        case Gap.ONE_SERVICE:
            return f"{who} meets {'one service only' if found.met else 'no service'} regularly"
        case Gap.FEW_CHAMPIONS:
            return f"{who} meets {_of_all(found.met, found.of)}"
        case Gap.NO_MANAGER:
            return f"{name} has no service manager"
        case Gap.NO_SECOND:
            return f"{name} has no second person"
        case Gap.SOLE_COVER:
            return f"{name} rests on {who} alone"
        case Gap.HOURS_SHORT:
            return f"{who} has {found.met} of {count(found.of, 'hour')} a week"
        case Gap.TERM_ENDS:
            return f"{who}: the term as champion ends"
        case Gap.QUIET:
            return f"{who} has met no service for {QUIET.days} days"
        case Gap.NEW_HERE:
            return f"{_those(folder, found.people)}: new, no regular contact yet"
        case Gap.WORRIED:
            return f"{who} has a concern about the role"


def step(folder: ProgrammeFolder, found: Finding) -> str:
    """Return what to do next, in a few words."""
    others = one_of(folder, found.others)
    match found.gap:
        case Gap.NOBODY_FOR:
            return f"{found.level.label if found.level else ''}; ask who would enjoy it"
        case Gap.EMPTY_LEVEL:
            return "who would carry something there? w in Champions says what"
        case Gap.ONE_SERVICE:
            closer = one_of(folder, found.known)
            if not others and not closer:
                return "the other services have no manager yet"
            return f"introduce them to {others}" if others else f"they know {closer}: make it regular"
        case Gap.FEW_CHAMPIONS:
            return f"introduce {others}" if others else "name champions first"
        case Gap.NO_MANAGER:
            return "ask who answers for it from end to end"
        case Gap.NO_SECOND:
            return f"no delegate; ask {one_of(folder, found.people)} who could cover"
        case Gap.SOLE_COVER:
            return "who could stand in?"
        case Gap.HOURS_SHORT:
            since = day(found.day, weekday=False) if found.day else ""
            return f"below what is needed since {since}; ask the team lead and the sponsor"
        case Gap.TERM_ENDS:
            return "ask whether they go on, and who takes over"
        case Gap.QUIET:
            return "a question, no fault: ask how it goes; t in the matrix notes a meeting"
        case Gap.NEW_HERE:
            return "hold a sitting: s in Champions has its agenda"
        case Gap.WORRIED:
            return "look at it together; it stands in their form"


def _those(folder: ProgrammeFolder, people: tuple[str, ...]) -> str:
    """Return the names of a few, of more how many champions they are."""
    names = sorted((person_name(folder, each) for each in people), key=str.casefold)
    return listed(names) if len(names) <= _FEW else count(len(names), "champion")


def _of_all(met: int, every: int) -> str:
    """Return how many champions are met: "1 of 3 champions", "none of the 3 champions"."""
    if met:
        return f"{met} of {count(every, 'champion')}"
    return "no champion yet" if every == 1 else f"none of the {every} champions"


def practices_of_nobody(folder: ProgrammeFolder) -> str:
    """Say which practices nobody looks after, the first few by name; "" when all are."""
    left = uncarried(folder.file, folder.catalogue.offered)
    if not left:
        return ""
    names = first_of([folder.catalogue.practices[key].name for key in left], _MOST)
    return f"Nobody looks after {count(len(left), 'practice')}: {names}."


def looked_after_by(folder: ProgrammeFolder, practice: str) -> str:
    """Say who looks after a practice, by their specialism; while there are no champions, nothing."""
    people = {each.id: each.person for each in folder.file.all(Champion)}
    areas = {each.id: each.name for each in folder.file.all(Specialism)}
    names = [
        f"{cut(person_name(folder, people[who]), _WIDEST)} ({cut(areas[area], _WIDEST)})"
        for who, area in carriers(folder.file, practice)
    ]
    if names:
        return f"Looked after by {first_of(sorted(names, key=str.casefold), _MOST)}."
    return "Nobody looks after it yet." if people else ""


def _within(name: str) -> str:
    """Return a name as it stands within a sentence; one that is all capitals stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
