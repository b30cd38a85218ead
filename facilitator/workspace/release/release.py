"""The only way from records to a document, an export, a room screen or a partner's eyes.

`for_audience` returns the programme and its sessions as that audience may see them: words by their
visibility, figures by the audience's rule, fields kept to fewer readers blank, nobody named who did
not agree to it, nothing that points back at a session for readers beyond the teams, and sessions that are not
reviewed left out: of planned ones a calendar says when and where. Whoever writes documents never sees
more, so templates have nothing to filter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar, cast

import msgspec

from facilitator.catalogue import Catalogue
from facilitator.errors import NotReleased
from facilitator.insight.follow_through import standing_unread
from facilitator.insight.last_time import LastTime, last_time
from facilitator.insight.pulse import PulseResults, edition, results
from facilitator.language.calendar import WorkingDays
from facilitator.model.action import Action
from facilitator.model.audience import (
    FIGURE_RULES,
    Attribution,
    Audience,
    AudienceKind,
    FigureRule,
    Remark,
    Visibility,
    Worded,
    may_see,
    may_see_figures,
    may_see_pair,
)
from facilitator.model.base import R, Record, Release, fields_leading_to, fields_of
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.pulse import PulseSurvey
from facilitator.model.registry import ENTITIES
from facilitator.model.said_in import said_in
from facilitator.model.session import LIVE, PLANNED, RELEASED, ListeningSession, SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.folder.handles import handles_for
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.diary import Diary
from facilitator.workspace.release.provenance import without_provenance

S = TypeVar("S", bound=msgspec.Struct)
_TWO = 2


class ReleasedRecords:
    """The records of one file as an audience may see them. Implements `model.records.RecordView`."""

    def __init__(self, source: ProgrammeFolder, file: SessionFile | None, audience: Audience) -> None:
        self._view = file or source.file
        self._audience = audience
        self._today = source.today
        self._teams = frozenset(file.session.teams) if file else frozenset()
        self._agreed_pairs = _agreed_pairs(source) if audience.kind is AudienceKind.PARTNERS else frozenset()

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a type this audience may see, oldest first."""
        return tuple(self._as_seen(record) for record in self._view.all(kind) if self._may_see(record))

    def find(self, kind: type[R], id: str) -> R | None:
        """Return the record of that id if this audience may see it."""
        record = self._view.find(kind, id)
        return self._as_seen(record) if record is not None and self._may_see(record) else None

    def has(self, kind: type[Record], field: str, value: str) -> bool:
        """Tell whether *field* has that value in a record of a type this audience may see."""
        return any(getattr(each, field) == value for each in self.all(kind))

    def as_seen(self, record: R) -> R | None:
        """Return a record, as it is given here, as this audience would see it; None if it may not."""
        return self._as_seen(record) if self._may_see(record) else None

    @property
    def session(self) -> ListeningSession:
        """The session these records belong to. Raises `LookupError` for a programme's records."""
        sessions = self.all(ListeningSession)
        if not sessions:
            raise LookupError("these are the records of a programme")
        return sessions[0]

    def shows(self, record: Worded) -> bool:
        """Tell whether the words of a record, as it is given here, may be seen."""
        return self._audience.kind is AudienceKind.FACILITATORS or self._may_see_words(record)

    def standing_unread(self, idea: ImprovementIdea) -> IdeaStatus | None:
        """Return where an idea stands by the actions for it whose words this audience may not see.

        That somebody acts is no word of anybody: an idea that was taken up has its answer for every reader.
        See docs/field.md, "Ideas".
        """
        return standing_unread(idea, self._view.all(Action), self._may_see)

    def _may_see(self, record: Record) -> bool:
        release = ENTITIES[type(record)].release
        if release is Release.NOBODY:
            return False
        if self._audience.kind is AudienceKind.FACILITATORS:
            return True
        if release is Release.FRAME:
            return True
        if release is Release.FIGURES:
            return may_see_figures(self._audience, self._said_in(record))
        return self._may_see_words(record) or self._may_see_ease(record)

    def _may_see_words(self, record: Record) -> bool:
        worded = isinstance(record, Worded) and ENTITIES[type(record)].release is Release.WORDS
        return worded and may_see(cast(Worded, record), self._audience, self._said_in(record))

    def _may_see_ease(self, record: Record) -> bool:
        if not isinstance(record, InterfaceSide):
            return False
        if may_see_figures(self._audience, self._said_in(record)):
            return True
        pair = frozenset({record.team, record.counterpart})
        return may_see_pair(self._audience, pair, (pair, record.practice) in self._agreed_pairs)

    def _said_in(self, record: Record) -> frozenset[str]:
        """Return the teams that said it: the one it names, else everybody in the room."""
        if isinstance(record, Team):
            return frozenset({record.id})
        return said_in(record, self._teams)

    def _as_seen(self, record: R) -> R:
        if self._audience.kind is AudienceKind.FACILITATORS:
            return record
        seen: R = _kept_back(record, to_team=may_see_figures(self._audience, self._said_in(record)))
        if isinstance(record, InterfaceSide):
            if not self._may_see_ease(record):
                seen = _with(seen, ease=None)
            if not self._may_see_words(record):
                seen = _with(seen, **{field.name: "" for field in fields_of(type(record)) if field.remark})
        if isinstance(record, Action) and not record.accepted:
            seen = _with(seen, owner=None)
        if isinstance(record, Remark) and self._audience.kind is AudienceKind.ROOM:
            seen = _with(seen, attribution=Attribution.NONE, said_by=None)
        if self._audience.beyond_teams:
            seen = _with(seen, **without_provenance(record, self._today()))
        return seen


def may_read(source: ProgrammeFolder, file: SessionFile, record: Worded, audience: Audience) -> bool:
    """Tell whether *audience* may read the words of a record of a session, as it is given here."""
    return ReleasedRecords(source, file, audience).shows(record)


def _kept_back(value: Any, *, to_team: bool) -> Any:
    """Return *value* without what is kept to the facilitators, or to the team unless it goes *to_team*."""
    if isinstance(value, tuple):
        return tuple(_kept_back(part, to_team=to_team) for part in value)
    if not isinstance(value, msgspec.Struct):
        return value
    less: dict[str, Any] = {}
    for field in fields_leading_to(type(value), "only_us", "only_team"):
        content = getattr(value, field.name)
        kept = field.only_us or (field.only_team and not to_team)
        shown = field.blank if kept else _kept_back(content, to_team=to_team)
        if shown != content:
            less[field.name] = shown
    return _with(value, **less) if less else value


def _with(value: S, **changes: Any) -> S:
    """Return a copy with *changes*. What an audience sees is no record: the rules are not asked again."""
    seen = copy(value)
    for name, part in changes.items():
        msgspec.structs.force_setattr(seen, name, part)
    return seen


def _agreed_pairs(source: ProgrammeFolder) -> frozenset[tuple[frozenset[str], str]]:
    """Return the interfaces (teams, practice) whose two sides both agreed to share their scores."""
    agreed = {
        (side.team, side.counterpart, side.practice)
        for file in source.sessions
        for side in file.all(InterfaceSide)
        if side.agreed_for_sharing
    }
    return frozenset(
        (frozenset({team, other}), practice)
        for team, other, practice in agreed
        if (other, team, practice) in agreed
    )


class Released:
    """What one audience gets of a programme, on one day."""

    def __init__(
        self,
        source: ProgrammeFolder,
        audience: Audience,
        sessions: Sequence[SessionFile],
        *,
        preview: bool,
        planned: Sequence[SessionFile] = (),
    ) -> None:
        self._source = source
        self.audience = audience
        self.preview = preview
        self.records = ReleasedRecords(source, None, audience)
        self._files = tuple(sessions)
        self.sessions = tuple(ReleasedRecords(source, file, audience) for file in sessions)
        self.planned = tuple(ReleasedRecords(source, file, audience) for file in planned)

    @cached_property
    def programme(self) -> Programme:
        """The programme. Raises `Damaged` when its file holds none, as after it was emptied."""
        return next(iter(self.records.all(Programme)), None) or self._source.programme

    @property
    def working_days(self) -> WorkingDays:
        """The days on which people work, for reckoning with; which are holidays is not told."""
        return self._source.programme.working_days

    @cached_property
    def teams(self) -> dict[str, Team]:
        """The teams by id."""
        return {team.id: team for team in self.records.all(Team)}

    @cached_property
    def people(self) -> dict[str, Person]:
        """The people by id: those who accepted a role."""
        return {person.id: person for person in self.records.all(Person)}

    def pulse(self, team: str | None = None) -> tuple[PulseResults, ...]:
        """Return what the closed waves of the pulse tell this audience, the oldest first.

        Facilitators get all that may be shown, a team its own edition, leaders the totals; the room and
        all others nothing. With *team*, the id of one, it is the edition of that team, for
        those who may read it. A wave to which the team was not invited is left out.

        See docs/field.md, "Who may see what".
        """
        rule = FIGURE_RULES[self.audience.kind]
        if rule is FigureRule.OWN and team is None and len(self.audience.teams) == 1:
            (team,) = self.audience.teams
        found = (results(survey) for survey in self._source.file.all(PulseSurvey))
        waves = [wave for wave in found if wave is not None and (team is None or team in wave.teams)]
        waves.sort(key=lambda wave: wave.opened)
        if rule is FigureRule.ALL:
            return tuple(wave if team is None else edition(wave, team) for wave in waves)
        own = self.audience.kind is AudienceKind.TEAM and self.audience.teams == {team}
        if own or (rule is FigureRule.TOTALS and team is None):
            return tuple(edition(wave, team) for wave in waves)
        return ()

    @cached_property
    def last_time(self) -> LastTime | None:
        """What the other sessions left for the first, which it is about, as these readers may see it; None
        where none of them was held before.
        """
        source, own = self._source, self.sessions[0].session
        heard = {each.session.id: each for each in self.sessions}
        return last_time(
            self.sessions,
            own,
            source.today(),
            source.zone,
            programme=source.programme,
            taken_up=lambda session, idea: heard[session.id].standing_unread(idea) is not None,
        )

    @cached_property
    def diary(self) -> Diary:
        """Which meetings took place and which are to come: facts, no words."""
        return Diary(self._source)

    @cached_property
    def named_between(self) -> frozenset[str]:
        """The practices in which one of two partner teams, or both, named the other: no word, no score, and
        not which of them did (docs/field.md, "Papers"). Empty for all other readers.
        """
        pair = self.audience.teams
        if self.audience.kind is not AudienceKind.PARTNERS or len(pair) != _TWO:
            return frozenset()
        sides = (side for file in self._files for side in file.all(InterfaceSide))
        return frozenset(
            side.practice
            for side in sides
            if {side.team, side.counterpart} == pair and side.visibility.reaches(Visibility.TEAM)
        )

    def handle(self, record: Record) -> str:
        """Return what stands for a record in what these readers get: random, and each time the same.

        Other kinds of readers get another one. Raises `InUse` or `NotSaved`, see `workspace.folder.handles`.
        """
        return self._handle(record.id)

    def seal(self, *facts: str) -> str:
        """Return what changes with *facts* and says nothing of them: it can be stored and compared."""
        return self._handle("\0".join(facts))

    @cached_property
    def _handle(self) -> Callable[[str], str]:
        return handles_for(self._source, self.audience.kind.value)

    @property
    def catalogue(self) -> Catalogue:
        """The practices and scripts."""
        return self._source.catalogue

    @property
    def as_of(self) -> date:
        """The day everything is seen from."""
        return self._source.today()

    def local(self, moment: datetime) -> datetime:
        """Return *moment* in the programme's zone."""
        return self._source.local(moment)


def for_audience(
    source: ProgrammeFolder,
    audience: Audience,
    sessions: Sequence[SessionFile] | None = None,
    *,
    preview: bool = False,
    planned: Sequence[SessionFile] = (),
) -> Released:
    """Return what *audience* may see of the programme, from *sessions* (default: all reviewed ones).

    Sessions that are not reviewed are refused with `NotReleased` when asked for by name. Facilitators
    get every session, the room on the screen gets the one in progress, and with *preview* the
    facilitators may look at a paper before the review; it then carries a watermark. Sessions that are
    *planned* come apart, for when and where they will be: nothing was said in them yet.
    """
    unhindered = preview or audience.kind in (AudienceKind.FACILITATORS, AudienceKind.ROOM)
    if sessions is None and audience.kind is AudienceKind.ROOM:
        sessions = [file for file in source.sessions if file.session.status in LIVE]
    if sessions is None:
        sessions = [file for file in source.sessions if unhindered or file.session.status in RELEASED]
    for file in sessions:
        if not unhindered and file.session.status not in RELEASED:
            stands = f"{file.session.short_id} is {file.session.status.label}"
            if file.session.status is SessionStatus.CANCELLED:
                raise NotReleased(f"{stands}, so there is no paper of it.", "Choose a session that was held.")
            raise NotReleased(
                f"{stands}, not reviewed yet, so no paper may leave.",
                "Review it first: read back, tidy, then mark it as reviewed.",
            )
    waiting = any(file.session.status not in RELEASED for file in sessions)
    planned = [file for file in planned if file.session.status in PLANNED]
    return Released(source, audience, sessions, preview=preview and waiting, planned=planned)
