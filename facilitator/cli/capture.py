"""`facilitator capture`: remarks into a session, one a line, and none of them lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.cli.piped import piped_lines, tell_unsaved
from facilitator.cli.said_records import found_kind, opened
from facilitator.cli.session_show import numbered
from facilitator.commands import command
from facilitator.errors import BadInput, RuleBroken
from facilitator.live.capture.grammar import CLOSING_WORDS, GRAMMAR
from facilitator.model.action import Action
from facilitator.model.audience import Worded
from facilitator.model.base import Record
from facilitator.model.idea import ImprovementIdea
from facilitator.model.session import RELEASED, SessionStatus
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id
from facilitator.workspace.lookup import choose, find_session, find_team
from facilitator.workspace.typed_dates import past_day_typed

if TYPE_CHECKING:
    from facilitator.live.care.warning import Caution
from facilitator.live.session import LiveSession

_SETTLED = RELEASED | {SessionStatus.CANCELLED}


def _grammar() -> str:
    """Return the table of what can be typed, as help shows it."""
    lines = []
    for where, rows in groupby(GRAMMAR, lambda row: row.where):
        lines.append(f"{where.label}:")
        lines += [f"  {row.typed:9} {row.does}{f', {row.hint}' if row.hint else ''}" for row in rows]
    return "\n".join(["\b", *lines, CLOSING_WORDS])


@click.command(
    cls=CliCommand,
    short_help="Save a remark.",
    epilog=_grammar(),
    context_settings={"ignore_unknown_options": True},  # a remark may begin with a hyphen
)
@click.argument("session_id", metavar="SESSION")
@click.argument("line", nargs=-1, required=True)
@click.option("--as", "kind", metavar="KIND", help="What a line without a sign becomes: idea, action, risk.")
@click.option("--serves", metavar="I", help="The idea that an action serves, such as I-2.")
@click.option("--side", metavar="T", help="Which of two teams said it; both if left out.")
@click.option("--for-us", is_flag=True, help="Store what is not for the notes, for the facilitators only.")
@click.option(
    "--late", metavar="DAY", help="It was said after the meeting, on DAY: yesterday, monday, 9 apr."
)
@click.pass_obj
def capture(asked: Asked, /, session_id: str, line: tuple[str, ...], **options: Any) -> None:
    """Save LINE as a remark of SESSION, or every line of standard input when LINE is "-".

    A sign at its start says what kind of remark it is; without one it is what --as says, else of the kind
    the segment asks for. The short id of each record is printed. What cannot be saved is given back. A line
    that names or judges a person is saved for the facilitators only until one of you decides, and you are
    told. A line about health, a dispute, harassment or security is given back; with --for-us it is saved, for
    the facilitators only.

    \b
    Examples:
      facilitator capture L-03 "- Board meets Tuesdays; the rest waits six days #change +5"
      facilitator capture L-03 - < notes.txt
      facilitator capture L-03 --as idea "One calendar for all changes"
      facilitator capture L-03 --as action --serves I-2 "List the rooms @Ana due 30 apr"
      facilitator capture L-07 --side "Service Desk" "- Tickets bounce twice"
      facilitator capture L-03 --late "8 apr" "- The form grew a second page"
    """
    waiting = deque(piped_lines() if line == ("-",) else [" ".join(line)])
    saved: list[Record] = []
    try:
        file = find_session(asked.programme, session_id)
        try:
            _save_all(asked.programme, file, waiting, saved, **options)
        finally:
            _say_saved(asked, file, saved)
    finally:
        tell_unsaved(waiting)
    if not saved:
        raise BadInput("There is nothing to save: no line has any words.", "Write what was said.")


def _save_all(
    folder: ProgrammeFolder,
    file: SessionFile,
    waiting: deque[str],
    saved: list[Record],
    *,
    kind: str | None,
    serves: str | None,
    side: str | None,
    for_us: bool,
    late: str | None,
) -> None:
    """Move lines from *waiting* into the file and their records to *saved*.

    A line against the rules goes back to the end of *waiting*, and the others are still saved.
    """
    live = _opened(folder, file, late=late is not None)
    live.sides.take(find_team(folder, side).id if side is not None else None)
    chosen = _take(live, kind)
    if late is not None and chosen in _INSTRUMENTS:
        raise BadInput("A late remark is a note.", "Leave out --late, or say which kind of note it is.")
    live.line.serving = _idea_of(folder, file, serves) if serves is not None else None
    said_on = past_day_typed(late, folder.today()) if late is not None else None
    broken: RuleBroken | None = None
    for _ in range(len(waiting)):
        caution = live.care.caution(live.line.read(waiting[0]))
        if for_us:
            live.care.confirm(waiting[0])
        try:
            record = _write(live, waiting[0], said_on, chosen)
        except RuleBroken as error:
            broken = error
            waiting.rotate(-1)
            continue
        waiting.popleft()
        if record is not None:
            saved.append(record)
            _tell_of(live, file, record, caution)
    if broken is not None:
        raise broken


def _tell_of(live: LiveSession, file: SessionFile, record: Record, caution: Caution | None) -> None:
    """Say what to do about an owner nobody knows, and what to take care with in the line that was saved."""
    if isinstance(record, Action) and (name := live.actions.owners.said_for(record)):
        yes = command("settle", short_id(file, record), "given", "--who", name, "--agreed", "yes")
        tell(f"{name} is not known here, and stored with their yes only: {yes}")
    if caution is not None:
        kept = " Only you see it until one of you decides who may."
        own = isinstance(record, Worded) and record.undecided
        tell(f"{short_id(file, record)}: {caution.sentence}{kept if own else ''}")


def _write(live: LiveSession, line: str, said_on: date | None, kind: str) -> Record | None:
    """Save a line, one that came after the meeting with its day; return the record it became."""
    if said_on is None:
        return live.line.capture(line)
    return live.line.capture_late(line, said_on, kind) if kind else live.line.capture_late(line, said_on)


_INSTRUMENTS = {"idea": "ideas", "action": "actions"}
"""What to work with so that a plain line is one of these."""


def _take(live: LiveSession, kind: str | None) -> str:
    """Let plain lines become of that kind, and return its key, "" for none. Raises `NotFound`."""
    if kind is None:
        return ""
    names: dict[str, tuple[str, ...]] = {key: (each.label, key) for key, each in live.notes.kinds.items()}
    names |= {each: (each,) for each in _INSTRUMENTS}
    chosen = choose("kind", kind, names, lambda each: names[each])
    if chosen in _INSTRUMENTS:
        live.choices.take_instrument(_INSTRUMENTS[chosen])
    else:
        live.choices.take_kind(chosen)
    return chosen


def _idea_of(folder: ProgrammeFolder, file: SessionFile, typed: str) -> str:
    """Return the id of an idea of the session. Raises `BadInput` for anything else."""
    found, idea = found_kind(
        folder, typed if "/" in typed else f"{file.session.short_id}/{typed}", ImprovementIdea
    )
    if found.file is not file:
        raise BadInput(f"{found.name} is of another session.", "Name an idea of this one.")
    return idea.id


def _opened(folder: ProgrammeFolder, file: SessionFile, *, late: bool) -> LiveSession:
    """Return the session ready to write into. Raises `RuleBroken` when it is over, but for *late* ones."""
    session = file.session
    if session.status in _SETTLED and not late:
        raise RuleBroken(
            f"{session.short_id} is {session.status.label}, so nothing more is written into it.",
            "Capture into the team's next session; what was said since, with --late and its day.",
        )
    return opened(folder, file)


def _say_saved(asked: Asked, file: SessionFile, saved: Iterable[Record]) -> None:
    if asked.json:
        say_json([numbered(file, record) for record in saved])
        return
    for record in saved:
        say(short_id(file, record))
