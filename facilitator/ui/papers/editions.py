"""The papers of a session as the screens offer them: an edition a team, its title, where it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.documents.parts.deadlines import Days
from facilitator.documents.render import DOCUMENTS, RENDERABLE, due_on, paper
from facilitator.insight.behind import changed_since, says_something
from facilitator.insight.held_sessions import day_of
from facilitator.insight.reminders import YOU_SAID
from facilitator.language import words
from facilitator.model.session import HEARD, RELEASED, SessionStatus
from facilitator.ui import safe
from facilitator.ui.papers.issued import issued
from facilitator.ui.program import Program
from facilitator.workspace.counterparts import other_sides
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.issued import last_issued

if TYPE_CHECKING:
    from facilitator.documents.tree.paper import Paper


class Edition(NamedTuple):
    """One paper of a session for one team: in a session of two, each gets its own. *other* is the second
    team of a paper about two, "" of all others."""

    file: SessionFile
    document: str
    team: str
    other: str = ""

    @property
    def key(self) -> str:
        """What it goes by in a list."""
        return f"{self.file.session.id} {self.document} {self.team} {self.other}"

    @property
    def ready(self) -> bool:
        """Whether it may leave."""
        return DOCUMENTS[self.document].ready(self.file.session.status)

    @property
    def private(self) -> bool:
        """Whether it is for the facilitators alone."""
        return DOCUMENTS[self.document].private

    def title(self, folder: ProgrammeFolder) -> str:
        """The paper's title; with the team it is for in a session of two, and the other team of two."""
        title = DOCUMENTS[self.document].title
        other = folder.teams.get(self.other)
        if other is not None:
            return f"{title}, {other.short_name or other.name}"
        team = folder.teams.get(self.team)
        alone = len(editions(folder, self.file, self.document)) == 1
        return title if alone or team is None else f"{title}, {team.short_name or team.name}"

    def due(self, folder: ProgrammeFolder) -> str:
        """Return "due 16 Mar" of a paper that has a day and was not issued.

        A "You said, we did" in which nothing would stand is due on no day.
        """
        session = self.file.session
        if self.document == YOU_SAID and not says_something(session, folder.sessions, folder.zone):
            return "nothing to tell yet"
        meeting = folder.local(session.next_meeting).date() if session.next_meeting else None
        day = due_on(
            self.document, Days(day_of(session, folder.zone), folder.programme.working_days, meeting)
        )
        return f"due {words.day(day, folder.today(), weekday=False)}" if day else ""

    def state(self, folder: ProgrammeFolder) -> Content:
        """Return where it stands: only yours, not reviewed, issued, or ready and when it is due."""
        if self.private:
            return safe.text(("only you", "private"))
        if not self.ready:
            return safe.text(("not reviewed", "warn"))
        issued_before = issued(folder, self.document, self.file, self.team)
        if issued_before and self.is_behind(folder):
            return safe.text((f"{issued_before}, changed", "warn"))
        return safe.text((issued_before or self.due(folder) or "ready", "muted"))

    def is_behind(self, folder: ProgrammeFolder) -> bool:
        """Whether it was issued, and what its readers may see changed since."""
        last = last_issued(folder, self.document, self.file, self.team)
        return last is not None and changed_since(self.file, last)


def editions(folder: ProgrammeFolder, file: SessionFile, document: str) -> tuple[Edition, ...]:
    """Return the editions of a paper: one a team of the kinds it is for, one a pair of a paper of two; one
    in all of what hangs in the room or is private."""
    wanted = DOCUMENTS[document]
    teams = [team for team in file.session.teams if wanted.fits(folder, team)]
    if wanted.of_two:
        return tuple(_of_two(folder, file, document))
    return tuple(
        Edition(file, document, team)
        for team in (teams[:1] if wanted.before_review or wanted.private else teams)
    )


def _of_two(folder: ProgrammeFolder, file: SessionFile, document: str) -> Iterator[Edition]:
    """Yield a paper for each other side; it is offered once, beside the newest session of the two teams."""
    if len(file.session.teams) > 1:
        yield Edition(file, document, *file.session.teams)
        return
    (team,) = file.session.teams
    for other in other_sides(folder, file, team):
        theirs = [each for each in folder.sessions if _is_newer(each, file) and other in each.session.teams]
        if not any(team in other_sides(folder, each, other) for each in theirs):
            yield Edition(file, document, team, other)


def _is_newer(file: SessionFile, than: SessionFile) -> bool:
    held = file.session.status in HEARD
    return held and file.session.planned_start > than.session.planned_start


def offered(status: SessionStatus) -> list[str]:
    """Return the papers of a session: the invitation while it is planned, those for the room before its end,
    the others from its start."""
    return [key for key, document in RENDERABLE.items() if document.offered(status)]


async def paper_of(app: Program, edition: Edition) -> Paper:
    """Return the paper for the facilitators' own screen; before the review with a watermark."""
    waiting = edition.file.session.status not in RELEASED
    return await asyncio.to_thread(
        paper,
        app.folder,
        edition.document,
        session=edition.file,
        preview=waiting,
        team=edition.team,
        other=edition.other or None,
        templates=app.workspace.templates_dir,
    )
