"""Writes the baseline wave of the pulse of the example."""

from __future__ import annotations

from facilitator.model.pulse import PulseSurvey, TeamTally, Wave
from facilitator.workspace.programme_folder import ProgrammeFolder

from .clockwork import Clockwork
from .programme import Registered
from .rows import PulseTables


def write_pulse(folder: ProgrammeFolder, clock: Clockwork, tables: PulseTables, known: Registered) -> None:
    """Write the closed wave; every team of the programme was invited, all of each."""
    clock.begin(tables.closed, 17)
    tallies = tuple(
        TeamTally(
            team=known.teams[key],
            invited=folder.teams[known.teams[key]].headcount,
            responses=row.responses,
            answers=row.answers,
        )
        for key, row in tables.teams.items()
    )
    folder.file.put(
        PulseSurvey(
            wave=Wave.BASELINE,
            questionnaire=folder.catalogue.pulse("culture"),
            teams=tallies,
            opened=tables.opened,
            closed=tables.closed,
            next_wave=tables.next_wave,
        )
    )
