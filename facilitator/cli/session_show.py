"""`facilitator session show`: one session with all that was heard and agreed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json, say_rows
from facilitator.cli.sessions import COUNTED, planned_stamp, session_object, session_teams
from facilitator.insight.follow_through import answers, funnel, on_time, promises_by_role, standing_of
from facilitator.insight.held_sessions import day_of
from facilitator.insight.poll import Answered, answered_in
from facilitator.language.words import count
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import Record
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.observation import KINDS, Observation
from facilitator.model.trail import Issued
from facilitator.wording.follow_through import answers_line, dates_line, ideas_line, promises_lines
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id
from facilitator.workspace.lookup import find_session
from facilitator.workspace.release.issued import issued_from

Row = tuple[str, str, str, str]
"""A line of what is shown of a session, in its columns."""

_HEARD: dict[str, type[Record]] = {**COUNTED, "promises": Commitment}


@click.command("show", cls=CliCommand, short_help="Show a session with all it holds.")
@click.argument("session_id", metavar="ID")
@click.pass_obj
def show_session(asked: Asked, session_id: str) -> None:
    """Show the session ID with its notes, ideas, actions, promises and touch map.

    Each line ends with who may see it; "only you" is for the facilitators alone.
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    if asked.json:
        say_json(_whole_session(folder, file))
        return
    for line in _head(folder, file):
        say(line)
    for title, rows in _parts(folder, file):
        if rows:
            say(f"\n{title}")
            say_rows(rows, wrapped=2)
    if met := list(_touch_map(folder, file)):
        say("\nTouch map")
        say_rows(met, wrapped=2)
    if never := sum(told.role is TouchRole.NONE for told in file.all(Interaction)):
        say(f"{count(never, 'practice')} asked about, and never met.")
    if sides := list(_other_sides(folder, file)):
        say("\nOther sides")
        say_rows(sides, wrapped=2)
    for segment in file.session.script.segments:
        if polled := [answered_row(each) for each in answered_in(file.session, segment) if each.is_counted]:
            say(f"\n{segment.title}")
            say_rows(polled)
    became = list(_what_became(folder, file))
    if became:
        say("\nWhat became of it")
        for line in became:
            say(line)
    left = [_left(folder, each) for each in issued_from(folder, file)]
    if left:
        say("\nIssued")
        say_rows(left)


def answered_row(asked: Answered) -> tuple[str, str, str, str]:
    """Return a question as a row: its key, its name, the word for now, and its hands; of few people none."""
    counts = (f"{asked.hands[each]} {each}" for each in asked.scale.answers if each in asked.hands)
    told = f"last time {asked.then}" if asked.then else ""
    return (
        asked.question.key,
        asked.question.title,
        asked.now,
        "" if asked.is_small else ", ".join(counts) or told,
    )


def _whole_session(folder: ProgrammeFolder, file: SessionFile) -> dict[str, Any]:
    """Return a session with its records as a JSON object."""
    heard = {name: [numbered(file, record) for record in file.all(kind)] for name, kind in _HEARD.items()}
    kinds: dict[str, type[Record]] = {"interactions": Interaction, "interfaces": InterfaceSide}
    told = {name: [as_object(each) for each in file.all(kind)] for name, kind in kinds.items()}
    issued = [as_object(each) for each in issued_from(folder, file)]
    return session_object(folder, file) | heard | told | {"issued": issued}


def numbered(file: SessionFile, record: Record) -> dict[str, Any]:
    """Return a record of a session as a JSON object with its short id."""
    return as_object(record, short_id=short_id(file, record))


def _head(folder: ProgrammeFolder, file: SessionFile) -> Iterator[str]:
    session = file.session
    yield f"{session.short_id} {session_teams(folder, file)}"
    yield f"{planned_stamp(folder, file)}, {session.minutes} minutes, {session.mode.label}"
    yield f"{session.script.title} ({session.script.key})"
    here = f", {session.attendance} people" if session.attendance is not None else ""
    yield f"{session.status.label}{here}"
    for title, keys in (("Focus", session.focus), ("Shortlist", session.shortlist)):
        if keys:
            yield f"{title}: {', '.join(_practice_name(folder, key) for key in keys)}"


def _practice_name(folder: ProgrammeFolder, key: str) -> str:
    practice = folder.catalogue.practices.get(key)
    return practice.short_name if practice else key


def _parts(folder: ProgrammeFolder, file: SessionFile) -> Iterator[tuple[str, list[Row]]]:
    notes = (
        (note, kind_of(file, note), f"{_whose(folder, file, note)}{note.text}")
        for note in file.all(Observation)
    )
    yield "Notes", rows_of(file, notes)
    actions = file.all(Action)
    ideas = (
        (idea, standing_of(idea, actions).label, f"{_whose(folder, file, idea)}{idea.title}")
        for idea in file.all(ImprovementIdea)
    )
    yield "Ideas", rows_of(file, ideas)
    yield (
        "Actions",
        rows_of(file, ((each, each.status.label, _promise_of(folder, each)) for each in actions)),
    )
    yield (
        "Promises",
        rows_of(
            file, ((each, each.status.label, f"{each.role}: {each.text}") for each in file.all(Commitment))
        ),
    )


def _touch_map(folder: ProgrammeFolder, file: SessionFile) -> Iterator[tuple[str, str, str]]:
    """Yield how the team meets each practice it was asked about, with whose answer it is where two met."""
    for told in (each for each in file.all(Interaction) if each.role is not TouchRole.NONE):
        team = folder.teams.get(told.team)
        whose = f"{team.short_name or team.name}: " if team and len(file.session.teams) > 1 else ""
        said = (
            told.frequency.label if told.frequency else "",
            f"matters {told.importance}" if told.importance else "",
            f"ease {told.ease}" if told.ease else "",
            f"rung {int(told.rung)}" if told.rung is not None else "",
        )
        yield (
            _practice_name(folder, told.practice),
            f"{whose}{told.role.label}",
            ", ".join(filter(None, said)),
        )


def _other_sides(folder: ProgrammeFolder, file: SessionFile) -> Iterator[Row]:
    """Yield each interface that was told: with whom, what was said of it, and whether they see it."""
    for side in file.all(InterfaceSide):
        other = folder.teams.get(side.counterpart)
        name = (other.short_name or other.name) if other else "?"
        said = (f"ease {side.ease}" if side.ease else "no score", side.passes, side.expectation)
        seen = "shared" if side.agreed_for_sharing else "kept here"
        yield _practice_name(folder, side.practice), name, ", ".join(filter(None, said)), seen


def _whose(folder: ProgrammeFolder, file: SessionFile, record: Observation | ImprovementIdea) -> str:
    """Return whose it is where two teams met, "Service Desk: " or "both: "."""
    if len(file.session.teams) == 1:
        return ""
    team = folder.teams.get(record.team or "")
    return f"{team.short_name or team.name}: " if team else "both: "


def _what_became(folder: ProgrammeFolder, file: SessionFile) -> Iterator[str]:
    """Yield how far ideas came, how soon they were answered, and how actions and promises were kept."""
    today, day = folder.today(), day_of(file.session, folder.zone)
    ideas, dates = file.all(ImprovementIdea), on_time(file.all(Action), today)
    if ideas and day is not None:
        yield ideas_line(funnel(ideas))
        heard = [(idea, day) for idea in ideas]
        yield answers_line(answers(heard, today, folder.programme.working_days, file.all(Action)))
    if dates.due or dates.dropped:
        yield dates_line(dates)
    yield from promises_lines(promises_by_role(file.all(Commitment)))


def _left(folder: ProgrammeFolder, issued: Issued) -> Row:
    """Return a document that left: the day, what, for whom, under which name."""
    teams = ", ".join(folder.teams[id].name for id in issued.teams if id in folder.teams)
    day = folder.local(issued.created).date().isoformat()
    return day, issued.document, f"for {teams or issued.audience.value}", issued.file


def rows_of(file: SessionFile, records: Iterable[tuple[Worded, str, str]]) -> list[Row]:
    """Return a row for each record that is not merged into another."""
    return [
        (short_id(file, record).partition("/")[2], state, text, visibility_label(record))
        for record, state, text in records
        if getattr(record, "merged_into", None) is None
    ]


def visibility_label(record: Record) -> str:
    """Return who may see a record, in a word or two."""
    return getattr(record, "visibility", Visibility.FACILITATOR).label


def kind_of(file: SessionFile, note: Observation) -> str:
    """Return the kind of a note as people say it."""
    own = {kind.key: kind.label for kind in file.session.script.kinds}
    return KINDS[note.kind].label if note.kind in KINDS else own.get(note.kind, note.kind)


def _promise_of(folder: ProgrammeFolder, action: Action) -> str:
    owner = folder.person_label(action.owner)
    due = f"by {action.due_date}" if action.due_date else ""
    return ", ".join(part for part in (action.text, owner, due) if part)
