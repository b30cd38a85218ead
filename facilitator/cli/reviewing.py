"""`facilitator session read-back` and `review`: what the room hears, and the review after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, say_rows, tell
from facilitator.cli.said_records import opened, said_rows
from facilitator.cli.session_show import numbered, visibility_label
from facilitator.cli.sessions import session_object
from facilitator.commands import command
from facilitator.errors import BadInput
from facilitator.language.words import count
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.lookup import find_session

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

# Read-back ---------------------------------------------------------------------------------------


@click.command("read-back", cls=CliCommand, short_help="List what is read back to the room.")
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
    live = opened(folder, file)
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
    say_rows(said_rows(file, records), wrapped=2)
    if not records:
        tell("There is nothing to read back yet.")
    else:
        tell(_counted(records))
    tell(f"{_read_back_state(file).capitalize()}. {_how_to_mark(file)}")


_GROUPS = (("Notes", Observation), ("Ideas", ImprovementIdea), ("Actions", Action), ("Promises", Commitment))


def _counted(records: Sequence[Worded]) -> str:
    """Say how many lines of each kind there are, and apart how many stay with the facilitators."""
    # Imported here, with what runs a session.
    from facilitator.wording.heard import counted_lines

    groups = ((title, [each for each in records if isinstance(each, kind)]) for title, kind in _GROUPS)
    return " ".join(f"{title}: {counted_lines(group)}." for title, group in groups if group)


def _read_back_state(file: SessionFile) -> str:
    found = file.session.read_back
    if found is None or not (found.done or found.why_not):
        return "no read-back yet"
    return "read back in the room" if found.done else f"no read-back: {found.why_not}"


def _how_to_mark(file: SessionFile) -> str:
    return f"Who may see a line: {command('session', 'mark', f'{file.session.short_id}/N-1', 'team')}"


# Review ------------------------------------------------------------------------------------------


@click.command("review", cls=CliCommand, short_help="Review what was heard; end the review.")
@click.argument("session_id", metavar="ID")
@click.option("--done", is_flag=True, help="The review is over: papers may leave.")
@click.option("--shared", is_flag=True, help="The papers went to the team.")
@click.option("--closed", is_flag=True, help="What was heard stays as it is; answers and actions go on.")
@click.pass_obj
def review(asked: Asked, session_id: str, done: bool, shared: bool, closed: bool) -> None:
    """List what session ID holds as the review shows it: first what waits for a decision, with the reason.

    A decision is who may see it ("session mark"), other words ("session reword"), or taking the words out
    ("redact"). When nothing waits and it was read back, end the review with --done.

    \b
    Examples:
      facilitator session review L-03
      facilitator session review L-03 --done
      facilitator session review L-03 --shared
      facilitator session review L-03 --closed
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    live = opened(folder, file)
    if done:
        _end_review(file, live)
    if shared:
        live.frame.share()
    if closed:
        live.frame.close()
    if done or shared or closed:
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
            yield from ("  ".join(filter(None, row)) for row in said_rows(file, records))
    yield ""
    yield _how_to_mark(file)


def _answer_session(asked: Asked, file: SessionFile, line: str) -> None:
    if asked.json:
        say_json(session_object(asked.programme, file))
    else:
        say(line)
