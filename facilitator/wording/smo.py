"""What was found among champions and services, in a sentence and with the next step."""

from __future__ import annotations

from facilitator.insight.champion_care import QUIET
from facilitator.insight.smo import Finding, Gap, uncarried
from facilitator.language.widths import cut
from facilitator.language.words import count, day, first_of
from facilitator.wording.names import one_of, person_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_MOST = 6
"""So many practices are named, the others counted."""


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
            return f"{who} meets {'one service only' if found.met else 'no service regularly yet'}"
        case Gap.FEW_CHAMPIONS:
            return f"{who} meets {found.met or 'none'} of {count(found.of, 'champion')}"
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
        case Gap.WORRIED:
            return f"{who} has a concern about the role"


def step(folder: ProgrammeFolder, found: Finding) -> str:
    """Return what to do next, in a few words."""
    others = one_of(folder, found.others)
    match found.gap:
        case Gap.NOBODY_FOR:
            return f"{found.level.label if found.level else ''}; ask who would enjoy it"
        case Gap.EMPTY_LEVEL:
            return "who would carry something there? w in Champions names what is wanted"
        case Gap.ONE_SERVICE:
            return f"introduce them to {others}" if others else "the other services have no manager yet"
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
        case Gap.WORRIED:
            return "look at it together; it stands in their form"


def practices_of_nobody(folder: ProgrammeFolder) -> str:
    """Say which practices nobody looks after, the first few by name; "" when all are."""
    left = uncarried(folder.file, folder.catalogue.offered)
    if not left:
        return ""
    names = first_of([folder.catalogue.practices[key].name for key in left], _MOST)
    return f"Nobody looks after {count(len(left), 'practice')}: {names}."


def _within(name: str) -> str:
    """Return a name as it stands within a sentence; one that is all capitals stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
