"""What was said in a session as commands name it, open it and answer with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from facilitator.cli.asked import Asked
from facilitator.cli.output import say, say_json
from facilitator.cli.session_show import Row, kind_of, numbered, rows_of
from facilitator.errors import BadInput, RuleBroken
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Worded
from facilitator.model.base import Record
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.registry import ENTITIES
from facilitator.model.session import RELEASED, SessionStatus
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id
from facilitator.workspace.lookup import choose, find_record

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

K = TypeVar("K", bound=Record)

Said = Observation | ImprovementIdea | Action | Commitment
"""What was said or agreed in a session."""

_SETTLED = RELEASED | {SessionStatus.CANCELLED}


class FoundSaid(NamedTuple):
    """What was said, the session it was said in, and what to call it, such as "L-03/N-4"."""

    file: SessionFile
    record: Said
    name: str


def found_said(folder: ProgrammeFolder, typed: str) -> FoundSaid:
    """Return the record that is meant. Raises `NotFound`, `Ambiguous`, or `BadInput` for what nobody said."""
    found = find_record(folder, typed)
    record = found.record
    if found.file is None or not isinstance(record, Said):
        raise BadInput(
            f"{found.short_id} is nothing that was said in a session.",
            "Name a note, an idea, an action or a promise, such as L-03/N-4.",
        )
    return FoundSaid(found.file, record, found.short_id)


def found_kind(folder: ProgrammeFolder, typed: str, kind: type[K]) -> tuple[FoundSaid, K]:
    """Return the record that is meant, of that kind. Raises `BadInput` for any other, and for one that does
    not stand for itself because it was merged into another.
    """
    found = found_said(folder, typed)
    if not isinstance(found.record, kind):
        letter, name = ENTITIES[kind].letter, ENTITIES[kind].name
        raise BadInput(f"{found.name} is no {name}.", f"Name one such as L-03/{letter}-4.")
    into = getattr(found.record, "merged_into", None)
    other = found.file.find(kind, into) if into else None
    if other is not None:
        whole = short_id(found.file, other)
        raise BadInput(f"{found.name} is part of {whole} since they were merged or split.", "Name that one.")
    return found, found.record


def numbered_one(kind: type[K], typed: str, records: Iterable[K]) -> K:
    """Return that of *records* which has the number typed, as 4 or N-4. Raises `NotFound`, listing them."""
    letter, name = ENTITIES[kind].letter, ENTITIES[kind].name

    def names(record: K) -> tuple[str, str]:
        number = getattr(record, "number", "")
        return f"{letter}-{number}", str(number)

    return choose(name, typed, records, names, whole=True)


def opened(folder: ProgrammeFolder, file: SessionFile) -> LiveSession:
    """Return the session with all its verbs."""
    # Imported here: to show a session needs nothing of what runs one.
    from facilitator.live.clock import SystemClock
    from facilitator.opening import open_session

    return open_session(folder, file, SystemClock(folder.now))


def opened_before_review(folder: ProgrammeFolder, file: SessionFile) -> LiveSession:
    """Return the session with all its verbs. Raises `RuleBroken` for one that was reviewed or cancelled."""
    session = file.session
    if session.status in _SETTLED:
        raise RuleBroken(
            f"{session.short_id} is {session.status.label}, so what the room did stays as it is.",
            "Say it in the team's next session; words and who may see them can still be changed.",
        )
    return opened(folder, file)


def said_rows(file: SessionFile, records: Iterable[Worded]) -> list[Row]:
    """Return a row for each record: its id, of a note the kind, its words, who may see it."""
    return rows_of(file, ((each, _lead(file, each), words_of(each)) for each in records))


def _lead(file: SessionFile, record: Worded) -> str:
    return kind_of(file, record) if isinstance(record, Observation) else ""


def words_of(record: Worded) -> str:
    """Return what a record says."""
    text = getattr(record, "title", None) or getattr(record, "text", "")
    return str(text)


def answer_record(asked: Asked, file: SessionFile, record: Worded, line: str) -> None:
    """Answer with a record as it is now, in JSON, or with *line*."""
    if asked.json:
        say_json(numbered(file, file.find(type(record), record.id) or record))
    else:
        say(line)
