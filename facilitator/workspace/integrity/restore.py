"""A programme brought back from a backup, as another programme of the workspace."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from facilitator import identity
from facilitator.errors import Damaged
from facilitator.files.private import make_folder
from facilitator.model.audience import AudienceKind
from facilitator.model.programme import Programme
from facilitator.model.trail import SentCalendar
from facilitator.store.records.record_file import RecordFile
from facilitator.text import clean_line
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.whole_folder import whole_folder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.manifest import require_kept, verify, write_synced, writing
from facilitator.workspace.integrity.restored_backup import keep_out
from facilitator.workspace.paths import safe_name

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def restore(
    workspace: Workspace,
    backup: Path,
    name: str | None = None,
    *,
    clock: Callable[[], datetime] = identity.utc_now,
) -> Path:
    """Bring a backup back as a programme of the workspace, and return its folder.

    It never takes the place of another: when the folder's name is taken, it gets a number. With *name*
    the programme is called so. What was erased from it since the backup stays out, and calendars take what
    it sends next for newer than what left since. Raises `BadInput`, `Damaged` or `NotSaved`; then nothing is
    left of it.
    """
    manifest = verify(backup)
    called = clean_line(name or "") or _free_name(workspace, manifest.programme)
    with writing(f"The programme cannot be written to {workspace.sessions_dir}"):
        make_folder(workspace.sessions_dir)
        taken = {path.name.casefold() for path in workspace.sessions_dir.iterdir()} | {"demo"}
        path = workspace.sessions_dir / safe_name(called if name else manifest.folder, taken)
        with whole_folder(path) as beside:
            for kept in manifest.files:
                write_synced(beside / kept.name, (backup / kept.name).read_bytes())
            for kept in manifest.files:
                require_kept(beside / kept.name, kept)
            keep_out(workspace, beside, manifest.id)
            _settle_in(beside, called, clock())
    return path


def _free_name(workspace: Workspace, name: str) -> str:
    """Return the programme's name, with a number when another has it already."""
    taken = set()
    for path in workspace.programme_paths():
        with suppress(Damaged), closing(workspace.open(path)) as folder:
            taken.add(folder.programme.name.casefold())
    candidate, number = name, 2
    while candidate.casefold() in taken:
        candidate, number = f"{name} ({number})", number + 1
    return candidate


def _settle_in(path: Path, name: str, now: datetime) -> None:
    """Give the programme its name, and its calendars sequences above all that left since the backup."""
    with closing(RecordFile(path / PROGRAMME_FILE, "programme", rescue=True)) as file:
        if file.damage is not None or not file.all(Programme):
            return  # it came damaged, and goes so
        programme = file.all(Programme)[0]
        with file.group("restored", undoable=False):
            if programme.name != name:
                file.put(msgspec.structs.replace(programme, name=name))
            _begin_above_what_was_sent(file, now)


def _begin_above_what_was_sent(file: RecordFile, now: datetime) -> None:
    """Let every sequence of a restored programme lie above whatever left since the backup.

    What left is not in the backup, and a calendar passes over a sequence below the one it has. The minutes
    since 2020 are above all: no event changes more than once a minute. All get the same, so it tells nothing.
    """
    begins_at = int((now - _LONG_AGO).total_seconds() // 60)
    calendars = file.all(SentCalendar) or (SentCalendar(audience=AudienceKind.FACILITATORS),)
    for calendar in calendars:
        events = tuple(msgspec.structs.replace(each, sequence=begins_at) for each in calendar.events)
        file.put(msgspec.structs.replace(calendar, events=events, begins_at=begins_at))
