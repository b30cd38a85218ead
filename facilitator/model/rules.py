"""Rules that need more than one record to be judged (docs/field.md, "Records").

Each rule is a generator over a view of the records of one file. The store asks `broken_rules` before
it saves a change, and `facilitator check` asks it of whole files: one rule, stated once.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from facilitator.model.action import Action, ActionStatus
from facilitator.model.base import Record
from facilitator.model.debrief import Debrief
from facilitator.model.idea import DotVote, IdeaStatus, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.observation import KINDS, Observation
from facilitator.model.practice import CustomPractice, PracticeDecision
from facilitator.model.programme import Programme
from facilitator.model.records import RecordView
from facilitator.model.registry import entities_of
from facilitator.model.session import ListeningSession, SegmentRun, SessionStatus
from facilitator.model.smo import ServiceContact
from facilitator.model.team import Team

_A_DAY = timedelta(days=1)

Rule = Callable[[RecordView], Iterator[str]]
_RULES: list[tuple[frozenset[type[Record]], Rule]] = []


def rule(*about: type[Record]) -> Callable[[Rule], Rule]:
    """Register a rule and the record types it is about."""

    def register(function: Rule) -> Rule:
        _RULES.append((frozenset(about), function))
        return function

    return register


def broken_rules(view: RecordView, touched: frozenset[type[Record]] | None = None) -> Iterator[str]:
    """Yield a sentence for each broken rule; with *touched*, only rules about those types."""
    for about, function in _RULES:
        if touched is None or about & touched:
            yield from function(view)


@rule(ListeningSession)
def one_session_a_file(view: RecordView) -> Iterator[str]:
    """A session file holds one session."""
    if len(view.all(ListeningSession)) > 1:
        yield "A file holds one session."


@rule(Programme)
def one_programme_a_folder(view: RecordView) -> Iterator[str]:
    """A programme file holds one programme."""
    if len(view.all(Programme)) > 1:
        yield "A folder holds one programme."


@rule(Debrief)
def one_debrief_a_session(view: RecordView) -> Iterator[str]:
    """A session has at most one debrief."""
    if len(view.all(Debrief)) > 1:
        yield "A session has one debrief."


@rule(SegmentRun)
def one_running_segment(view: RecordView) -> Iterator[str]:
    """One segment runs at a time."""
    running = [run.segment for run in view.all(SegmentRun) if run.running]
    if len(running) > 1:
        yield f"One segment runs at a time, not {' and '.join(running)}."


@rule(Interaction)
def one_interaction_a_practice(view: RecordView) -> Iterator[str]:
    """An interaction is unique per session, team and practice."""
    pairs = Counter((item.team, item.practice) for item in view.all(Interaction))
    for (_, practice), count in pairs.items():
        if count > 1:
            yield f"A team has one interaction with {practice} in a session, not {count}."


@rule(InterfaceSide)
def one_side_a_counterpart(view: RecordView) -> Iterator[str]:
    """A team tells its side of an interface once a session."""
    sides = Counter((side.team, side.counterpart, side.practice) for side in view.all(InterfaceSide))
    for (_, _, practice), count in sides.items():
        if count > 1:
            yield f"A team tells its side of {practice} with one counterpart once a session."


@rule(ImprovementIdea, Action)
def action_behind_idea_in_action(view: RecordView) -> Iterator[str]:
    """An idea is in action only while an action serves it."""
    served = {
        idea
        for action in view.all(Action)
        if action.status is not ActionStatus.DROPPED
        for idea in action.ideas
    }
    for idea in view.all(ImprovementIdea):
        if idea.status is IdeaStatus.IN_ACTION and idea.id not in served:
            yield f"Idea {idea.number} is in action, but no action serves it."


@rule(Action, ListeningSession)
def due_after_the_session(view: RecordView) -> Iterator[str]:
    """An action is due on the day of the session or later, at first and when it is moved.

    A session knows its start in UTC only, and an evening west of Greenwich is tomorrow there: one day
    earlier still counts.
    """
    for session in view.all(ListeningSession):
        day = (session.started_at or session.planned_start).date() - _A_DAY
        for action in view.all(Action):
            if any(due is not None and due < day for due in (action.due, action.due_now)):
                yield f"Action {action.number} is due before the session."


@rule(ListeningSession, Observation, ImprovementIdea, Interaction, InterfaceSide)
def said_by_a_team_of_the_session(view: RecordView) -> Iterator[str]:
    """What was said comes from a team that was in the session; a note or an idea may also be everybody's."""
    for session in view.all(ListeningSession):
        there = {*session.teams}
        for name, kind in (("Note", Observation), ("Idea", ImprovementIdea)):
            said: tuple[Any, ...] = view.all(kind)
            for each in said:
                if each.team is not None and each.team not in there:
                    yield f"{name} {each.number} was said by a team that was not in the session."
        pairs = [(item.team, item.practice) for item in view.all(Interaction)]
        pairs += [(side.team, side.practice) for side in view.all(InterfaceSide)]
        for team, practice in pairs:
            if team not in there:
                yield f"The answer about {practice} is that of a team that was not in the session."


@rule(Observation, ListeningSession)
def known_kind(view: RecordView) -> Iterator[str]:
    """A note's kind is a shipped one or one of the session's script."""
    for session in view.all(ListeningSession):
        known = set(KINDS) | {kind.key for kind in session.script.kinds}
        for note in view.all(Observation):
            if note.kind not in known:
                yield f"Note {note.number} has the kind {note.kind}, which this session does not know."


@rule(Observation, ImprovementIdea)
def merging_keeps_the_originals(view: RecordView) -> Iterator[str]:
    """What is merged points at a record that is there, and in the end at one that stands for itself."""
    for name, kind in (("Note", Observation), ("Idea", ImprovementIdea)):
        records: dict[str, Any] = {record.id: record for record in view.all(kind)}
        for record in records.values():
            seen, into = {record.id}, record.merged_into
            while into in records and into not in seen:
                seen.add(into)
                into = records[into].merged_into
            if into in seen:
                yield f"{name} {record.number} is merged into itself."
            elif into is not None:
                yield f"{name} {record.number} is merged into another that is not there."


@rule(ImprovementIdea, Action, DotVote)
def references_inside_the_session(view: RecordView) -> Iterator[str]:
    """Served ideas and dots point at ideas that are there."""
    ideas = {idea.id for idea in view.all(ImprovementIdea)}
    for action in view.all(Action):
        if not set(action.ideas) <= ideas:
            yield f"Action {action.number} serves an idea that is not there."
    for vote in view.all(DotVote):
        if vote.subject is VoteSubject.IDEAS and not set(vote.dots) <= ideas:
            yield "Dots lie on an idea that is not there."


@rule(ListeningSession, SegmentRun)
def nothing_runs_unless_running(view: RecordView) -> Iterator[str]:
    """A clock goes only while the session is running."""
    for session in view.all(ListeningSession):
        if session.status is not SessionStatus.RUNNING and any(run.running for run in view.all(SegmentRun)):
            yield f"A segment's clock is going, but the session is {session.status.label}."


@rule(Team)
def counterparts_are_mutual(view: RecordView) -> Iterator[str]:
    """If a team names another as counterpart, the other names it too."""
    teams = {team.id: team for team in view.all(Team)}
    for team in teams.values():
        for other in team.counterparts:
            if other in teams and team.id not in teams[other].counterparts:
                yield f"{team.name} names {teams[other].name} as counterpart, but not the other way round."


@rule(CustomPractice)
def one_practice_a_key(view: RecordView) -> Iterator[str]:
    """A practice of the programme's own has a key of its own."""
    keys = Counter(custom.practice.key for custom in view.all(CustomPractice))
    for key, count in keys.items():
        if count > 1:
            yield f"Two practices have the key {key}."


@rule(PracticeDecision)
def one_decision_a_practice(view: RecordView) -> Iterator[str]:
    """The programme decides once about a practice."""
    decided = Counter(decision.practice for decision in view.all(PracticeDecision))
    for practice, count in decided.items():
        if count > 1:
            yield f"There are {count} decisions about {practice}."


@rule(ServiceContact)
def one_cell_a_champion_and_service(view: RecordView) -> Iterator[str]:
    """The matrix has one cell for a champion and a service."""
    cells = Counter((cell.champion, cell.service) for cell in view.all(ServiceContact))
    if any(count > 1 for count in cells.values()):
        yield "A champion and a service have one cell in the matrix."


def dangling_references(view: RecordView, known: dict[str, frozenset[str]]) -> Iterator[str]:
    """Yield a sentence for each reference to a record that does not exist.

    *known* maps a table name (or "practices") to the ids that exist across the programme.
    """
    for kind in entities_of():
        for record in view.all(kind):
            for field, table, target in record.references():
                if table in known and target not in known[table]:
                    yield f"{kind.__name__} {record.id[-8:]}: {field} points at nothing in {table}."
