"""Following a store another program writes: open, read, close; no handle is held in between."""

from __future__ import annotations

from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.journal.lines import Op, operations, split
from facilitator.store.journal.plainness import Odd, read_lines, require_plain_text
from facilitator.store.journal.recovery import Recovered, recover
from facilitator.store.journal.tables import LiveTables


class Follower:
    """Where in the files a reader is, and the way from there to their end."""

    def __init__(self, files: Files, disk: Disk, found: Recovered) -> None:
        self._files = files
        self._disk = disk
        self._stand_at(found)

    def _stand_at(self, found: Recovered) -> None:
        lines = found.lines
        self._begin, self._at, self._last = lines.begin, lines.length, lines.last
        self._number = lines.number
        self._stamp = found.stamp
        self.plain = found.plain
        self.known = found.known and not found.report

    def follow(self, live: LiveTables) -> bool:
        """Bring *live* up to date; tell whether that changed anything. Raises `Damaged`."""
        begin, rest = self._disk.read_from(self._files.journal, self._at - len(self._last))
        if not begin and not self._at and self._disk.stamp(self._files.snapshot) == self._stamp:
            return False
        new = split(rest[len(self._last) :], self._number)
        same = self._at and begin.startswith(self._begin) and rest.startswith(self._last)
        if not same or new.damaged or new.missing or new.astray:
            return self._start_again(live)
        self._at, self._number = self._at + new.length, new.number
        self._last = new.last or self._last
        for ops in self._read(new.commits):
            live.apply(ops)
        return bool(new.commits)

    def _read(self, commits: list[bytes]) -> list[list[Op]]:
        """Return the operations of new lines; note whether all that was read is plain still."""
        if self.plain:
            try:
                require_plain_text(b"\n".join(commits))
                return list(operations(commits, read_lines))
            except Odd:
                self.plain = False
        return list(operations(commits))

    def _start_again(self, live: LiveTables) -> bool:
        found = recover(self._files, self._disk, follower=True)
        self._stand_at(found)
        changed = (found.tables or {}) != live.tables
        live.become(found.tables)
        return changed
