"""Writing the files of a store, and the answer to another program having written there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from facilitator.errors import Damaged
from facilitator.store.findings import Finding, FromOutside
from facilitator.store.journal.compaction import as_text, keep_beside, replace_snapshot
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.journal.journal_file import ForeignChange, JournalFile
from facilitator.store.journal.lines import Lines, SnapshotMark
from facilitator.store.journal.recovery import Recovered, parse_snapshot, recover
from facilitator.store.journal.tables import LiveTables
from facilitator.store.removals import TABLE as REMOVALS
from facilitator.store.removals import ids_in, short_digest

_ELSEWHERE = "another program has changed the file; close and open it again"


class StoreWriter:
    """Writes lines at the end of the journal, and the file anew from the tables in memory.

    *live* are the tables as they are durable, *found* is what was read when the files were opened, *options*
    shape the file at rest (as `json.dumps` has them), *find* is told what people should know of the files.
    """

    def __init__(
        self,
        files: Files,
        disk: Disk,
        live: LiveTables,
        found: Recovered,
        options: Mapping[str, Any],
        find: Callable[[Finding], None],
    ) -> None:
        self._files, self._disk, self._live = files, disk, live
        self._options, self._find = dict(options), find
        self._stray, self._replaced = found.stray, found.replaced
        self.journal = JournalFile(files, disk, found)
        self.locked = False
        """Whether the caller holds the lock: whatever else changes the files is no program of ours then."""
        self.beside: Callable[[bytes], bytes] = bytes
        """Filters the bytes of a state that is kept beside the file, so that nothing erased is in them."""

    def append(self, texts: list[str]) -> None:
        """Write one line of changes and return when it is durable. Raises `OSError`; then none of it is."""
        try:
            self.journal.append(texts)
        except ForeignChange:
            self._take_over()
            self.journal.append(texts)

    def compact(self, *, keep_previous: bool) -> None:
        """Write the file anew and empty the journal; see `JournalStorage.compact`. Raises `OSError`."""
        try:
            self.journal.require_ours()
        except ForeignChange:
            if not self.locked:
                raise
            if self._take_over() and keep_previous:
                return
        self._write_snapshot(keep_previous)

    # What something else wrote

    def _take_over(self) -> bool:
        """Go on if another program only tidied the files; `ForeignChange` if it changed what they hold.

        While the files are `locked`, what they hold now is kept beside, and the file is written anew: that is
        told by the answer.
        """
        try:
            found = recover(self._files, self._disk)
        except Damaged as error:
            found, happened = None, error.happened
        same = found is not None and (found.tables or {}) == self._live.tables
        if self.locked and not (same and found and found.stray is None):
            self._take_back(found)
            return True
        if found is None or not same:
            raise ForeignChange(0, happened if found is None else _ELSEWHERE)
        self._stray = found.stray or self._stray
        self._reopen(found)
        return False

    def _take_back(self, found: Recovered | None) -> None:
        """Keep beside what something else made of the files, and let them hold what they held again."""
        text = self._disk.read(self._files.snapshot) or b""
        if found is not None and not self.journal.journal_is_ours:
            text = as_text(found.tables or {}, {})
        self._keep_beside(text)
        if found is None:
            journal = self._disk.read(self._files.journal) or b""
            lines = Lines() if self.journal.journal_is_ours else Lines(tail=journal)
            mark = SnapshotMark.of(text, self.journal.mark.generation + 1)
            stamp = self._disk.stamp(self._files.snapshot)
            found = Recovered(None, mark, stamp, lines, len(journal), [])
        self._reopen(found)
        self._write_snapshot(keep_previous=True)

    def _reopen(self, found: Recovered) -> None:
        self.journal.close()
        self.journal = JournalFile(self._files, self._disk, found)

    def _previous_that_has_more(self) -> bytes | None:
        """Return the state before when it has records that are not here, and that nobody took out."""
        text = self._disk.read(self._files.previous) or b""
        try:
            tables = parse_snapshot(self._files, text) or {}
        except Damaged:
            return None
        here, removed = set(ids_in(self._live.tables)), self._live.table(REMOVALS).values()
        known = {str(each.get("id")) for each in removed}
        gone = any(id not in here and short_digest(id) not in known for id in ids_in(tables))
        return text if gone else None

    def _keep_beside(self, text: bytes) -> None:
        if text:
            kept = self._copy_beside(text)
            what = f"Something else was put in the place of {self._files.name}; it is kept as {kept.name}"
            self._find(FromOutside(f"{what}."))

    def _copy_beside(self, text: bytes) -> Path:
        return keep_beside(self._disk, self._files, self.beside(text))

    # The file at rest

    def _write_snapshot(self, keep_previous: bool) -> None:
        if self._stray and keep_previous:
            self._keep_beside(self._stray)
        if self._replaced and keep_previous and (text := self._previous_that_has_more()):
            self._copy_beside(text)  # or the state before would give way to what is not ours
        self._stray, self._replaced = None, False
        journal, disk, files = self.journal, self._disk, self._files
        journal.stay_empty()  # or lines of long ago might come back on the new snapshot
        journal.begin_emptying()
        if keep_previous:
            journal.put_aside(tail_only=False)
        text = as_text(self._live.tables, self._options) if self._live.began else b""
        mark = replace_snapshot(disk, files, text, journal.marks, journal.before, keep_previous=keep_previous)
        journal.start_over(mark)
        if not keep_previous:
            journal.stay_empty()
            if disk.stamp(files.bad):
                disk.unlink(files.bad)
                disk.sync_folder(files.folder)
