"""`facilitator session read-back`, `review`, `mark`, `reword`: what the room sees, and the review after it.

All of it without a screen, for those who do not read one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, say_rows, tell
from facilitator.cli.session_show import Row, kind_of, numbered, rows_of, visibility_label
from facilitator.cli.sessions import session, session_object
from facilitator.commands import command
from facilitator.errors import BadInput
from facilitator.language.words import count
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Visibility, Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.lookup import choose, find_record, find_session, find_team
from facilitator.workspace.release.issued import issued_before_lowering

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

Said = Observation | ImprovementIdea | Action | Commitment

_LEVELS = {
    Visibility.FACILITATOR: ("private", "facilitator", "only you"),
    Visibility.TEAM: ("team",),
    Visibility.PARTNERS: ("partners",),
    Visibility.PROGRAMME: ("programme",),
    Visibility.OPEN: ("public", "open"),
}
"""What each level may be called."""


def _opened(folder: ProgrammeFolder, file: SessionFile) -> LiveSession:
    # Imported here: to show a session needs nothing of what runs one.
    from facilitator.cli.live_session import open_live

    return open_live(folder, file)


# Read-back ---------------------------------------------------------------------------------------


@session.command("read-back", cls=CliCommand)
@click.argument("session_id", metavar="ID")
@click.option("--done", is_flag=True, help="The room has heard it and it is fair.")
@click.option("--skipped", metavar="WHY", help="There was none, and why.")
@click.pass_obj
def read_back(asked: Asked, session_id: str, done: bool, skipped: str | None) -> None:
    """List what is read back to the room of session ID: every line with who may see it.

    Say each aloud; change with "session mark" who may see it and with "session reword" what it says, then
    note that it is --done.

    \b
    Examples:
      facilitator session read-back L-03
      facilitator session read-back L-03 --done
      facilitator session read-back L-03 --skipped "The fire alarm went"
    """
    if done and skipped is not None:
        raise BadInput("It was done or it was skipped.", "Give one of the two.")
    folder = asked.programme
    file = find_session(folder, session_id)
    live = _opened(folder, file)
    if done:
        live.frame.read_back_done()
    elif skipped is not None:
        live.frame.read_back_skipped(skipped)
    if done or skipped is not None:
        _answer_session(asked, file, f"{file.session.short_id}: {_read_back_state(file)}.")
        return
    records = live.decisions.to_read_back
    if asked.json:
        say_json([numbered(file, record) for record in records])
        return
    say_rows(_rows(file, records), wrapped=2)
    if not records:
        tell("There is nothing to read back yet.")
    tell(f"{_read_back_state(file).capitalize()}. {_how_to_mark(file)}")


def _read_back_state(file: SessionFile) -> str:
    found = file.session.read_back
    if found is None or not (found.done or found.why_not):
        return "no read-back yet"
    return "read back in the room" if found.done else f"no read-back: {found.why_not}"


def _how_to_mark(file: SessionFile) -> str:
    return f"Who may see a line: {command('session', 'mark', f'{file.session.short_id}/N-1', 'team')}"


# Review ------------------------------------------------------------------------------------------


@session.command("review", cls=CliCommand)
@click.argument("session_id", metavar="ID")
@click.option("--done", is_flag=True, help="The review is over: papers may leave.")
@click.option("--shared", is_flag=True, help="The papers went to the team.")
@click.pass_obj
def review(asked: Asked, session_id: str, done: bool, shared: bool) -> None:
    """List what session ID holds as the review shows it: first what waits for a decision, with the reason.

    A decision is who may see it ("session mark"), other words ("session reword"), or taking the words out
    ("redact"). When nothing waits and it was read back, end the review with --done.

    \b
    Examples:
      facilitator session review L-03
      facilitator session review L-03 --done
      facilitator session review L-03 --shared
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    live = _opened(folder, file)
    if done:
        _end_review(file, live)
    if shared:
        live.frame.share()
    if done or shared:
        _answer_session(asked, file, f"{file.session.short_id} is {file.session.status.label}.")
        return
    if asked.json:
        kinds = (Observation, ImprovementIdea, Action, Commitment)
        everything = [numbered(file, each) for kind in kinds for each in file.all(kind)]
        waiting = [each.id for each in live.decisions.waiting]
        say_json({"waiting": waiting, "records": everything})
        return
    for line in _reviewed_lines(file, live):
        say(line)


def _end_review(file: SessionFile, live: LiveSession) -> None:
    """End the review. Raises `BadInput` without a read-back or reason, `RuleBroken` while something waits."""
    found = file.session.read_back
    if file.session.status is SessionStatus.CAPTURED and (found is None or not (found.done or found.why_not)):
        how = command("session", "read-back", file.session.short_id, "--skipped", "why there was none")
        raise BadInput("There was no read-back, and papers leave only after one.", f"Say why: {how}")
    live.frame.review()


def _reviewed_lines(file: SessionFile, live: LiveSession) -> Iterator[str]:
    # Imported here, with what runs a session.
    from facilitator.wording.waiting import said, why_it_waits

    short_id = file.session.short_id
    yield f"{short_id} is {file.session.status.label}, {_read_back_state(file)}."
    waiting = live.decisions.waiting
    if waiting:
        yield f"\nDecide first: {count(len(waiting), 'line')}"
        for record in waiting:
            yield f"  {numbered(file, record)['short_id']}  {said(record)}  ({visibility_label(record)})"
            yield f"    {why_it_waits(live, record)}"
    if live.drafts.waiting:
        yield "\nNot finished"
        yield from (f"  {draft.text}" for draft in live.drafts.waiting)
    kinds = (
        ("Notes", Observation),
        ("Ideas", ImprovementIdea),
        ("Actions", Action),
        ("Promises", Commitment),
    )
    for title, kind in kinds:
        records = file.all(kind)
        if records:
            yield f"\n{title}"
            yield from ("  ".join(filter(None, row)) for row in _rows(file, records))
    yield ""
    yield _how_to_mark(file)


# One line ----------------------------------------------------------------------------------------


@session.command("mark", cls=CliCommand)
@click.argument("record")
@click.argument("level")
@click.option("--agreed", is_flag=True, help="The room said yes to more people than the team.")
@click.option("--with", "partners", multiple=True, metavar="TEAM", help="Which other team may see it.")
@click.pass_obj
def mark(asked: Asked, record: str, level: str, agreed: bool, partners: tuple[str, ...]) -> None:
    """Say who may see RECORD: LEVEL is private, team, partners, programme or public.

    Wider than the team only with the room's yes: --agreed notes it, with today as its day. If fewer people
    may see it than before, you are told which papers had left.

    \b
    Examples:
      facilitator session mark L-03/N-4 private
      facilitator session mark L-03/N-5 partners --with "Service Desk" --agreed
      facilitator session mark L-03/I-2 public --agreed
    """
    folder = asked.programme
    file, before, name = _found(folder, record)
    wanted = choose("level", level, _LEVELS.items(), lambda each: each[1])[0]
    others = [find_team(folder, each).id for each in partners]
    if others and wanted is not Visibility.PARTNERS:
        raise BadInput("--with names the teams for the level “partners”.", "Leave it out, or say partners.")
    wider = wanted.reaches(Visibility.PARTNERS) and (others or wanted.rank > before.visibility.rank)
    if wider and not agreed:
        raise BadInput(
            f"It would be seen by: {wanted.meaning}. That needs the room's yes.",
            "Ask the room; then add --agreed.",
        )
    live = _opened(folder, file)
    with live.records.group(f"who may see {name}"):
        if others and not isinstance(before, Commitment):
            live.editing.set_counterparts(before, dict.fromkeys((*before.counterparts, *others)))
        live.decisions.decide(before, wanted)
    after = file.find(type(before), before.id) or before
    if after.visibility.rank < before.visibility.rank:
        _tell_issued(folder, file, before, after)
    _answer_record(asked, file, after, f"{name}: {after.visibility.meaning}.")


def _tell_issued(folder: ProgrammeFolder, file: SessionFile, before: Worded, after: Worded) -> None:
    for each in issued_before_lowering(folder, file, before, after):
        day = folder.local(each.created).date()
        tell(f"{each.file} left on {day} for readers who could. Write it anew; ask for the old one back.")


@session.command("whose", cls=CliCommand)
@click.argument("record")
@click.argument("team")
@click.pass_obj
def whose(asked: Asked, record: str, team: str) -> None:
    """Say which of two teams said RECORD, a note or an idea: TEAM, or "both".

    A team's papers hold what it said itself, and what both said.

    \b
    Examples:
      facilitator session whose L-07/N-4 "Service Desk"
      facilitator session whose L-07/I-2 both
    """
    folder = asked.programme
    file, before, name = _found(folder, record)
    if not isinstance(before, Observation | ImprovementIdea):
        raise BadInput(f"{name} is no note and no idea.", "Name one such as L-07/N-4.")
    said_by = None if team.casefold() == "both" else find_team(folder, team)
    _opened(folder, file).editing.set_team(before, said_by.id if said_by else None)
    after = file.find(type(before), before.id) or before
    _answer_record(asked, file, after, f"{name}: said by {said_by.name if said_by else 'both teams'}.")


@session.command("reword", cls=CliCommand)
@click.argument("record")
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def reword(asked: Asked, record: str, words: tuple[str, ...]) -> None:
    """Say in other WORDS what RECORD says.

    Until the read-back is over, and where a line waits for a decision because of its words, those of before
    go from every file for good.

    \b
    Example:
      facilitator session reword L-03/N-4 The form asks the same twice
    """
    folder = asked.programme
    file, found, name = _found(folder, record)
    live, text = _opened(folder, file), " ".join(words)
    caution = live.guard.caution_for(found)(text)
    waits = any(found.id == each.id for each in live.decisions.waiting)
    live.editing.set_text(found, text, for_good=waits or file.session.read_back is None)
    if caution is not None:
        tell(f"{name}: {caution.sentence}")
    _answer_record(asked, file, file.find(type(found), found.id) or found, f"{name} has its new words.")


def _found(folder: ProgrammeFolder, typed: str) -> tuple[SessionFile, Said, str]:
    """Return the record that is meant, its session, and what to call it. Raises `NotFound` or `Ambiguous`."""
    found = find_record(folder, typed)
    record = found.record
    if found.file is None or not isinstance(record, Observation | ImprovementIdea | Action | Commitment):
        raise BadInput(
            f"{found.short_id} is nothing that was said in a session.",
            "Name a note, an idea, an action or a promise, such as L-03/N-4.",
        )
    return found.file, record, found.short_id


# Answers -----------------------------------------------------------------------------------------


def _rows(file: SessionFile, records: Iterable[Worded]) -> list[Row]:
    return rows_of(file, ((each, _lead(file, each), _words(each)) for each in records))


def _lead(file: SessionFile, record: Worded) -> str:
    return kind_of(file, record) if isinstance(record, Observation) else ""


def _words(record: Worded) -> str:
    text = getattr(record, "title", None) or getattr(record, "text", "")
    return str(text)


def _answer_session(asked: Asked, file: SessionFile, line: str) -> None:
    if asked.json:
        say_json(session_object(asked.programme, file))
    else:
        say(line)


def _answer_record(asked: Asked, file: SessionFile, record: Worded, line: str) -> None:
    if asked.json:
        say_json(numbered(file, record))
    else:
        say(line)
