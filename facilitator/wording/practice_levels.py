"""The assessed level of a practice, and the ladder beside it, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.coverage import coverage
from facilitator.insight.practice_levels import Beside, level_beside
from facilitator.language.words import count, day, listed
from facilitator.wording.smo import looked_after_by
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def beside_of(folder: ProgrammeFolder, key: str) -> Beside:
    """Return what was assessed of a practice, and where teams stand with it."""
    practice = folder.catalogue.practices.get(key)
    grid = coverage(
        folder.file, folder.sessions, (practice,) if practice else (), folder.today(), folder.zone
    )
    return level_beside(folder.file, grid, key)


def about_practice(folder: ProgrammeFolder, key: str) -> Iterator[str]:
    """Yield who looks after a practice, and how it stands."""
    if after := looked_after_by(folder, key):
        yield after
    yield from _about_levels(folder, key)


def _about_levels(folder: ProgrammeFolder, key: str) -> Iterator[str]:
    """Yield what was assessed, what teams say on the ladder, and whether the two ask for talk."""
    found = beside_of(folder, key)
    assessed = found.assessed
    if assessed is not None:
        when = day(assessed.on, folder.today(), weekday=False)
        yield f"Assessed at level {assessed.level} of 5 by {assessed.assessor.label}, {when}."
    if found.rungs:
        told = [
            f"{count(number, 'team')} on rung {int(rung)} ({rung.label.lower()})"
            for rung, number in found.rungs
        ]
        yield f"On the ladder: {listed(told)}."
    if found.not_felt:
        yield "Good on paper and not felt everywhere? Worth a talk; neither is turned into the other."
