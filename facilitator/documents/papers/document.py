"""A paper's row: what a paper says of itself, and what it is about.

Each module of a paper declares one. `PaperScope` names what papers can be about, and each scope is a class:
it knows for whose eyes an edition is made, what is released for it, and under which name it is written.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from facilitator.documents.parts.deadlines import Days
from facilitator.documents.parts.not_in_it import stays_behind
from facilitator.documents.parts.reissue import changes_since_issued
from facilitator.documents.parts.sources import alone, team_of_edition, wave_of
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.errors import BadInput
from facilitator.insight.behind import Tracked
from facilitator.model import audience
from facilitator.model.audience import Audience
from facilitator.model.session import HEARD, LIVE, PLANNED, RELEASED, SessionStatus
from facilitator.model.team import TeamKind
from facilitator.workspace.counterparts import other_side
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.paths import safe_name
from facilitator.workspace.release.kept_back import kept_back
from facilitator.workspace.release.release import Released, ReleasedRecords, for_audience

PRIVATE_FOLDER = "private"
"""The folder of papers for the facilitators alone, within that of all papers."""


class PaperScope(StrEnum):
    """What a paper is about."""

    SESSION = "session"
    PROGRAMME = "programme"
    WAVE = "wave"


@dataclass(frozen=True)
class Subject:
    """What one edition of a paper is about; a scope reads what it needs and ignores the rest.

    *team* and *other* are the ids of teams: whose edition it is, and the second of a paper of two.
    *opened* is the day a wave of the pulse was opened; without it the newest closed one is meant.
    """

    session: SessionFile | None = None
    team: str | None = None
    other: str | None = None
    opened: date | None = None


@dataclass(frozen=True, kw_only=True)
class Document(ABC):
    """What every paper says of itself; its template is named like its key.

    `readers` says in one line who it is for. `tight` papers are meant to fit one page. `private` ones are
    for the facilitators alone and lie in a folder of their own. That one was written and issued is
    `remembered`, but of a page that holds nothing anybody said.
    """

    scope: ClassVar[PaperScope]

    key: str
    title: str
    readers: str
    tight: bool = False
    private: bool = False
    remembered: bool = True

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"{self.key}.html.j2"

    def folder(self, into: Path) -> Path:
        """Return the folder it is written to, where papers go *into*."""
        apart = self.private and into.name != PRIVATE_FOLDER
        return into / PRIVATE_FOLDER if apart else into

    @abstractmethod
    def readers_of(self, folder: ProgrammeFolder, subject: Subject) -> Audience:
        """Return for whose eyes an edition is made. Raises `BadInput`."""

    def sources_of(
        self, folder: ProgrammeFolder, subject: Subject, readers: Audience
    ) -> tuple[SessionFile, ...]:
        """Return the sessions an edition is made from by name, its own first."""
        return ()

    @abstractmethod
    def release(self, folder: ProgrammeFolder, subject: Subject, *, preview: bool = False) -> Released:
        """Return what the readers of an edition may see. Raises `NotReleased` or `BadInput`."""

    @abstractmethod
    def view_of(self, folder: ProgrammeFolder, subject: Subject, released: Released, words: Words) -> View:
        """Return the view of an edition. Raises `NotReleased`."""

    def kept_back(self, folder: ProgrammeFolder, subject: Subject, released: Released) -> str:
        """Return for the facilitators what an edition leaves out because its readers may not read it."""
        return ""

    @abstractmethod
    def name_of(self, folder: ProgrammeFolder, subject: Subject) -> str:
        """Return the name an edition is written under, without its ending. Raises `BadInput`."""


@dataclass(frozen=True, kw_only=True)
class SessionPaper(Document):
    """A paper about one session.

    `audience` turns the id of a team into the readers whose eyes the records are released for; of a paper
    `of_two` the ids of both teams. `sources` adds other sessions to its own. `tracks` are the records a
    paper issued again says the changes of (a row of `TRACKED`); one `for_kinds` of teams only is offered to
    no others. Those that go `before_review` hold no remark: they are made from what the room may see, and
    leave whenever they are needed. One `while_planned` is offered no longer once the session began. `due` is
    the rule of the day it is due, if it has one.
    """

    scope = PaperScope.SESSION

    audience: Callable[..., Audience]
    view: Callable[[Released, ReleasedRecords, Words], View]
    before_review: bool = False
    while_planned: bool = False
    of_two: bool = False
    sources: Callable[[ProgrammeFolder, SessionFile, Audience], Iterable[SessionFile]] = alone
    tracks: tuple[type[Tracked], ...] = ()
    for_kinds: frozenset[TeamKind] = frozenset(TeamKind)
    due: Callable[[Days], date] | None = None

    def ready(self, status: SessionStatus) -> bool:
        """Tell whether it may leave while its session stands like that; a private one never leaves."""
        return self.before_review or status in (HEARD if self.private else RELEASED)

    def offered(self, status: SessionStatus) -> bool:
        """Tell whether it is of use while its session stands like that: paper for the room before the
        session ends, the others from its start."""
        if self.while_planned:
            return status in PLANNED
        if self.before_review:
            return status not in HEARD | {SessionStatus.CANCELLED}
        return status in HEARD | LIVE

    def fits(self, folder: ProgrammeFolder, team: str) -> bool:
        """Tell whether a team is of a kind it is offered to."""
        found = folder.teams.get(team)
        return found is None or found.kind in self.for_kinds

    def readers_of(self, folder: ProgrammeFolder, subject: Subject) -> Audience:
        """Return for whose eyes an edition is made. Raises `BadInput`."""
        return self.audience(*self._teams(folder, subject))

    def sources_of(
        self, folder: ProgrammeFolder, subject: Subject, readers: Audience
    ) -> tuple[SessionFile, ...]:
        """Return the sessions an edition is made from, its own first. Raises `BadInput`."""
        session = _session(subject)
        return (session, *self.sources(folder, session, readers))

    def release(self, folder: ProgrammeFolder, subject: Subject, *, preview: bool = False) -> Released:
        """Return what the readers of an edition may see; with *preview* also before the review."""
        readers = self.readers_of(folder, subject)
        files = self.sources_of(folder, subject, readers)
        preview = preview and not (self.before_review or self.private)
        return for_audience(folder, readers, files, preview=preview)

    def view_of(self, folder: ProgrammeFolder, subject: Subject, released: Released, words: Words) -> View:
        """Return the view, with what changed since the paper was issued before."""
        view = self.view(released, released.sessions[0], words)
        view["changed"] = changes_since_issued(
            folder, self.key, self.tracks, _session(subject), released, words
        )
        return view

    def kept_back(self, folder: ProgrammeFolder, subject: Subject, released: Released) -> str:
        """Return for the facilitators what an edition leaves out because its readers may not read it."""
        files = self.sources_of(folder, subject, released.audience)
        return stays_behind(kept_back(files, released, self.tracks))

    def name_of(self, folder: ProgrammeFolder, subject: Subject) -> str:
        """Return a name such as `L-03-infrastructure-and-cloud-action-plan`. Raises `BadInput`."""
        found = (folder.teams.get(id) for id in self._teams(folder, subject))
        whose = "-with-".join(safe_name(each.name if each else "team") for each in found)
        return f"{_session(subject).session.short_id}-{whose}-{self.key}"

    def _teams(self, folder: ProgrammeFolder, subject: Subject) -> tuple[str, ...]:
        """Return the team whose edition it is, of a paper of two both. A private one has one, whoever met.

        Raises `BadInput`.
        """
        file = _session(subject)
        if self.private:
            return file.session.teams[:1]
        if not self.of_two:
            return (team_of_edition(folder, file, subject.team),)
        own = file.session.teams[0] if subject.team is None else team_of_edition(folder, file, subject.team)
        second = subject.other or other_side(folder, file, own)
        if second == own:
            raise BadInput("This paper is about two teams, and both are the same.", "Name the other team.")
        return (own,) if second is None else (own, second)


@dataclass(frozen=True, kw_only=True)
class RoomPaper(SessionPaper):
    """A paper made from what the room itself may see, so it leaves before the review."""

    audience: Callable[..., Audience] = audience.room
    before_review: bool = True
    tight: bool = True


@dataclass(frozen=True, kw_only=True)
class ProgrammePaper(Document):
    """A paper about the programme, for anybody who asks: it holds nothing anybody said."""

    scope = PaperScope.PROGRAMME

    view: Callable[[Released, Words], View]
    remembered: bool = False

    def readers_of(self, folder: ProgrammeFolder, subject: Subject) -> Audience:
        """Return that it is for everybody."""
        return audience.EVERYONE

    def release(self, folder: ProgrammeFolder, subject: Subject, *, preview: bool = False) -> Released:
        """Return the programme itself, without any session."""
        return for_audience(folder, audience.EVERYONE, [])

    def view_of(self, folder: ProgrammeFolder, subject: Subject, released: Released, words: Words) -> View:
        """Return the view."""
        return self.view(released, words)

    def name_of(self, folder: ProgrammeFolder, subject: Subject) -> str:
        """Return the paper's key: there is one of it."""
        return self.key


@dataclass(frozen=True, kw_only=True)
class WavePaper(Document):
    """A paper about a closed wave of the pulse: an edition for a team, and without one that for all."""

    scope = PaperScope.WAVE

    view: Callable[[Released, Words, str | None, date | None], View]

    def readers_of(self, folder: ProgrammeFolder, subject: Subject) -> Audience:
        """Return for whose eyes an edition is made: a team's own, or that for all."""
        return audience.LEADERS if subject.team is None else audience.team(subject.team)

    def release(self, folder: ProgrammeFolder, subject: Subject, *, preview: bool = False) -> Released:
        """Return what the readers may see of every reviewed session, and of the pulse."""
        return for_audience(folder, self.readers_of(folder, subject))

    def view_of(self, folder: ProgrammeFolder, subject: Subject, released: Released, words: Words) -> View:
        """Return the view. Raises `NotReleased` while no such wave is closed."""
        return self.view(released, words, subject.team, subject.opened)

    def name_of(self, folder: ProgrammeFolder, subject: Subject) -> str:
        """Return a name such as `pulse-2026-02-16-baseline-service-desk`. Raises `NotReleased`."""
        waves = for_audience(folder, audience.FACILITATORS).pulse(subject.team)
        wave = wave_of(waves, subject.opened)
        team = folder.teams.get(subject.team or "")
        whose = safe_name(team.name) if team else "all"
        return f"{self.key}-{wave.opened.isoformat()}-{wave.wave.value}-{whose}"


def _session(subject: Subject) -> SessionFile:
    if subject.session is None:
        raise BadInput("A document is about one session.", "Name it with --session or --team.")
    return subject.session
