"""Writes the baseline wave of the pulse of the example."""

from __future__ import annotations

from msgspec.structs import replace

from facilitator.live.pulse.intake import open_wave
from facilitator.model.pulse import Wave
from facilitator.model.tally import Tally
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

from .clockwork import Clockwork
from .programme import Registered
from .rows import PulseTables


def write_pulse(folder: ProgrammeFolder, clock: Clockwork, tables: PulseTables, known: Registered) -> None:
    """Take the wave in and close it; every team of the programme was invited, all of each."""
    clock.begin(tables.opened, 9)
    invited = {known.teams[key]: folder.teams[known.teams[key]].headcount for key in tables.teams}
    asked = folder.catalogue.pulse("culture")
    intake = open_wave(folder.file, folder.tallies, Wave.BASELINE, asked, invited, tables.opened)
    intake.add_all(
        {
            known.teams[key]: Tally(responses=row.responses, answers=row.answers)
            for key, row in tables.teams.items()
        }
    )
    clock.begin(tables.closed, 17)
    survey = intake.close(tables.closed)
    folder.file.put_without_trace(replace(survey, next_wave=tables.next_wave))
