"""What a team said about a practice, in whichever session; what only the facilitators may see is left out."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.model.audience import countable
from facilitator.model.base import PracticeKey, TeamId
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile


def said_about(
    folder: ProgrammeFolder, team: TeamId, practice: PracticeKey
) -> Iterator[tuple[SessionFile, Observation | ImprovementIdea]]:
    """Yield notes and ideas of a team about a practice with their session, the newest session first."""
    for file in reversed(folder.sessions):
        if team not in file.session.teams:
            continue
        for note in countable(file.all(Observation)):
            if note.practice == practice and _says(note, team):
                yield file, note
        for idea in countable(file.all(ImprovementIdea)):
            if practice in idea.practices and _says(idea, team):
                yield file, idea


def _says(record: Observation | ImprovementIdea, team: TeamId) -> bool:
    return record.merged_into is None and record.team in (None, team)
