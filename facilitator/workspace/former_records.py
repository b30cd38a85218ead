"""What records said before, or records that are gone: told only by undo, an earlier state or a copy.

Nobody sees them on a screen any more, so search names them, and redaction finds them by their short ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from facilitator.errors import Ambiguous, FacilitatorError, NotFound
from facilitator.model.base import Record
from facilitator.model.redaction import holds_remarks, redactable_texts
from facilitator.model.registry import entities_of
from facilitator.model.session import ListeningSession
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import State, read_tables, states_of
from facilitator.text import clean_line
from facilitator.workspace.deletion.log import what_was_erased
from facilitator.workspace.erasure.places import copy_files
from facilitator.workspace.erasure.wordings import store_of
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import FoundRecord
from facilitator.workspace.search import SearchHit, hit_in

IN_UNDO = "only undo or an earlier state holds it"


class Former(NamedTuple):
    """A *record* as only a *place* (words for people) tells it; *file* is its session, None if unknown."""

    record: Record
    file: SessionFile | None
    place: str

    @property
    def name(self) -> str:
        """Its short id, such as `L-03/N-12`; its id where the session is not known."""
        return short_id(self.file, self.record) if self.file is not None else self.record.id


def former_records(workspace: Workspace, folder: ProgrammeFolder) -> Iterator[Former]:
    """Yield every record that says in undo, in an earlier state or in a copy what it does not say now.

    Each wording comes once, from the first place that tells it. What cannot be read is passed over.
    """
    seen: set[tuple[str, tuple[str, ...]]] = set()
    files: tuple[RecordFile, ...] = (folder.file, *folder.sessions)
    live = {record.id: record for file in files for record in _remarks(file)}
    for store, file, place in _stores(workspace, folder, files):
        for state in states_of(store):
            if _is_as_now(state, live.get(state.id)):
                continue
            record = _record(state, live.get(state.id))
            said = () if record is None else _said(record)
            if record is None or not said or (record.id, said) in seen:
                continue
            seen.add((record.id, said))
            now = live.get(record.id)
            if now is None or not set(said) <= set(_said(now)):
                yield Former(record, file, place)


def _stores(
    workspace: Workspace, folder: ProgrammeFolder, files: tuple[RecordFile, ...]
) -> Iterator[tuple[Path, SessionFile | None, str]]:
    for own in files:
        yield own.path, own if isinstance(own, SessionFile) else None, IN_UNDO
    by_id = {file.session.id: file for file in folder.sessions}
    in_use = {file.path for file in files}
    for store in sorted({store_of(path) for path in copy_files(workspace, folder)} - in_use):
        yield store, by_id.get(_session_in(store)), f"only {store.relative_to(workspace.root)} holds it"


def _session_in(store: Path) -> str:
    try:
        sessions = read_tables(store).get("sessions", {})
    except FacilitatorError:
        return ""
    return next((str(row.get("id", "")) for row in sessions.values()), "")


def _remarks(file: RecordFile) -> Iterator[Record]:
    for kind in entities_of(file.kind):
        if holds_remarks(kind):
            yield from file.all(kind)


def _is_as_now(state: State, now: Record | None) -> bool:
    """Tell whether a state says all that the record says now, and nothing else, as by far the most do."""
    return type(now) is state.kind and msgspec.to_builtins(now) == state.fields


def _record(state: State, now: Record | None) -> Record | None:
    """Return the record a state tells; where it tells only what changed, the rest is as now."""
    if not holds_remarks(state.kind) or state.kind is ListeningSession:
        return None
    rest = msgspec.to_builtins(now) if now is not None and type(now) is state.kind else {}
    try:
        return msgspec.convert({**rest, **state.fields}, state.kind)
    except (msgspec.ValidationError, UnicodeError):
        return None


def _said(record: Record) -> tuple[str, ...]:
    return tuple(word.text for word in redactable_texts(record))


# Finding them -------------------------------------------------------------------------------------


def search_former(workspace: Workspace, folder: ProgrammeFolder, words: str) -> Iterator[SearchHit]:
    """Yield a hit for each of them that holds all of *words*; its `where` says what still tells it.

    What was erased and came back is no hit.
    """
    wanted = clean_line(words).casefold().split()
    erased = what_was_erased(folder.path)
    for former in former_records(workspace, folder) if wanted else ():
        record = former.record
        if erased is not None and erased(type(record), fields := msgspec.to_builtins(record)) != fields:
            continue  # it came back with an older file, and is not shown again
        hit = hit_in(folder, former.file, record, wanted)
        if hit is not None:
            yield hit._replace(where=f"{hit.where}: {former.place}")


def find_former(workspace: Workspace, folder: ProgrammeFolder, typed: str) -> FoundRecord:
    """Return the one of that short id, with or without its session, or of an id's beginning.

    Raises `NotFound`, or `Ambiguous` with every place the short id stands.
    """
    wanted = re.sub(r"\s", "", clean_line(typed)).upper()
    found: dict[str, FoundRecord] = {}
    for record, file, _ in former_records(workspace, folder):
        names = {Former(record, file, "").name.upper(), record.id.upper()}
        fits = wanted in {*names, *(name.partition("/")[2] for name in names if "/" in name)}
        if fits or (len(wanted) >= _LEAST_OF_AN_ID and record.id.upper().startswith(wanted)):
            found.setdefault(record.id, FoundRecord(record, file, Former(record, file, "").name))
    if len(found) > 1:
        known = ", ".join(sorted(each.short_id for each in found.values()))
        raise Ambiguous(f"{typed} stands in more than one place.", f"Say which: {known}.")
    if not found:
        raise NotFound(f"There is no record {typed}.", "Look for it with: facilitator search WORDS.")
    return next(iter(found.values()))


_LEAST_OF_AN_ID = 4
