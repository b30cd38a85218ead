"""Which sessions a paper is made from beside its own."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.model.audience import Audience
from facilitator.model.session import RELEASED
from facilitator.workspace.folder.programme_folder import ProgrammeFolder, SessionFile


def alone(folder: ProgrammeFolder, session: SessionFile, readers: Audience) -> Iterator[SessionFile]:
    """Yield no other session."""
    return iter(())


def with_all_others(
    folder: ProgrammeFolder, session: SessionFile, readers: Audience
) -> Iterator[SessionFile]:
    """Yield every other session whose papers may leave."""
    return (file for file in folder.sessions if file is not session and file.session.status in RELEASED)


def with_both_sides(
    folder: ProgrammeFolder, session: SessionFile, readers: Audience
) -> Iterator[SessionFile]:
    """Yield the other sessions with one of the readers' teams whose papers may leave."""
    others = with_all_others(folder, session, readers)
    return (file for file in others if readers.teams & set(file.session.teams))
