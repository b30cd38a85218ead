"""The records of one file, written through the rules: in groups, told, and taken back when wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

import msgspec

from facilitator import identity
from facilitator.errors import ChangedMeanwhile, NotFound, RuleBroken
from facilitator.model.base import ENTITIES, UNSTAMPED, FileKind, R, Record, require, validated
from facilitator.model.changes import check_change
from facilitator.model.records import Change
from facilitator.model.retention import check_purge
from facilitator.model.rules import broken_rules
from facilitator.model.session import ListeningSession
from facilitator.store.history import History, Stored
from facilitator.store.migrations import SCHEMA
from facilitator.store.open_file import OpenFile
from facilitator.store.record_state import Pair
from facilitator.store.saving import Background

__all__ = ["SCHEMA", "Background", "RecordFile"]


class RecordFile(OpenFile):
    """A programme file or a session file: typed records to read, and to write through rules.

    Implements `model.records.Records`. Each write, or `group` of writes, is checked by the rules, saved as
    one, remembered for undo and told to listeners.

    *clock* and *ids* give the times and ids of new records.
    """

    def __init__(
        self,
        path: Path,
        kind: FileKind,
        *,
        clock: Callable[[], datetime] = identity.utc_now,
        ids: Callable[[], str] = identity.new_id,
        background: Background | None = None,
    ) -> None:
        super().__init__(path, kind, clock=clock, background=background)
        self._ids = ids
        self._group: list[Pair] | None = None

    # Writing

    def put(self, record: R) -> R:
        """Save a new record or a new state of one; return it with id and times set.

        Raises `RuleBroken`, `InUse` or `NotSaved`, or `ChangedMeanwhile` for a state that was made from
        another than the one that is there; then nothing changed.
        """
        with self.group(type(record).__name__):
            return self._put(record)

    def put_without_trace(self, record: R) -> R:
        """Save a state of a record and leave no earlier one in any file; it cannot be undone. As `put`."""
        with self.group(type(record).__name__, trace=False):
            return self._put(record)

    def _put(self, record: R) -> R:
        self._require_place(record)
        before = self.find(type(record), record.id)
        self._require_newest(record, before)
        now = self._clock()
        created = before.created if before else record.created
        stamped = validated(
            msgspec.structs.replace(
                record,
                id=record.id or self._ids(),
                created=now if created == UNSTAMPED else created,
                changed=now,
            )
        )
        self._do((before, stamped))
        return stamped

    def _require_place(self, record: Record) -> None:
        if type(record) not in self._state.records:
            raise TypeError(f"a {type(record).__name__} does not belong in a {self.kind} file")
        for kind, records in self._state.records.items():
            require(
                record.id not in records or kind is type(record),
                "Another record has that id already.",
                "Leave the id out; a new record gets its own.",
            )

    def _require_newest(self, record: Record, before: Record | None) -> None:
        """Refuse what was made from a state that is gone: it would take back unseen what another did."""
        gone = before is None and record.id in self._gone
        if gone or (before is not None and record.changed not in (UNSTAMPED, before.changed)):
            raise ChangedMeanwhile

    def remove(self, record: Record) -> None:
        """Take a record out. Raises `NotFound`, `RuleBroken`, `InUse` or `NotSaved`; then nothing changed."""
        with self.group(type(record).__name__):
            before = self.find(type(record), record.id)
            if before is None:
                raise NotFound("That record is not there any more.", "Look at the list again.")
            self._do((before, None))

    def _do(self, pair: Pair) -> None:
        cast("list[Pair]", self._group).append(pair)
        self._state.apply([pair])

    @contextmanager
    def group(
        self, label: str, *, undoable: bool = True, trace: bool = True, purging: bool = False
    ) -> Iterator[None]:
        """Let all writes inside become one change: saved together, undone together, or none at all.

        What is not *undoable* (a half-typed line, a clock set right) is saved, and undo passes over it.
        Without *trace* no earlier state of these records is left in any file of the store, so it cannot
        be undone, nor can anything else in which they had a part. *Purging* may do what
        `model.retention.check_purge` allows, also in a closed session, and nothing else; it leaves no trace.
        A group in a group belongs to the outer.
        """
        if self._group is not None:
            yield
            return
        self.hold()
        pairs: list[Pair] = []
        self._group = pairs
        try:
            with self._all_or_nothing():
                yield
                change = Change(label, tuple(pairs))
                self._check(change, purging)
                trace = trace and not purging and not any(ENTITIES[kind].traceless for kind in change.types)
                if pairs:
                    step = self._remember(change, undoable=undoable and trace, trace=trace)
                    self._save(change, pairs, step, trace=trace)
        finally:
            self._group = None
        if pairs:
            self._announce(change)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        kept = self._state.copy()
        try:
            yield
        except BaseException:
            self._state = kept
            raise

    def _check(self, change: Change, purging: bool) -> None:
        session = self._session_before(change)
        for before, after in change.pairs:
            if purging:
                check_purge(before, after)
            else:
                check_change(before, after, session)
        for sentence in broken_rules(self, change.types):
            raise RuleBroken(sentence, "Nothing was changed.")

    def _session_before(self, change: Change) -> ListeningSession | None:
        """Return the session as it was before a change; None in a file that had none."""
        for before, after in change.pairs:
            if isinstance(after, ListeningSession):
                return cast("ListeningSession | None", before)
        return next(iter(self.all(ListeningSession)), None)

    # Undo and redo

    @property
    def _history(self) -> History:
        return self._state.history

    def _remember(self, change: Change, *, undoable: bool, trace: bool) -> Stored:
        """Return the step of history that belongs to a change."""
        if undoable:
            return self._history.did(change)
        if not trace and self._history.touches(change.ids):
            return self._history.forget()
        return Stored()

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, in words."""
        return self._history.last_done.label if self._history.last_done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, in words."""
        return self._history.last_undone.label if self._history.last_undone else None

    def undo(self) -> Change | None:
        """Take the last change back and return it, None when there is none.

        Raises `InUse` or `NotSaved`, or `ChangedMeanwhile` when another program made that another one.
        """
        change = self._history.last_done
        if change is not None:
            self.hold()
            _require_same(change, self._history.last_done)
            back: list[Pair] = [(after, before) for before, after in reversed(change.pairs)]
            self._replay(change, back, History.undid)
        return change

    def redo(self) -> Change | None:
        """Do again what was last taken back; return it, None when there is none. Raises as `undo` does."""
        change = self._history.last_undone
        if change is not None:
            self.hold()
            _require_same(change, self._history.last_undone)
            self._replay(change, list(change.pairs), History.redid)
        return change

    def forget_history(self, about: Callable[[Record], bool] | None = None) -> None:
        """Let nothing done so far be taken back or done again, and leave no trace of it on the disk.

        With *about* only changes of records are forgotten of whose states that says yes to any; no earlier
        state of anything stays outside of the history then, either.
        """
        self._replay(Change("history forgotten", ()), [], lambda history: history.forget(about), trace=False)

    def _replay(
        self, change: Change, pairs: list[Pair], remember: Callable[[History], Stored], *, trace: bool = True
    ) -> None:
        if self._group is not None:
            raise RuntimeError("a group is one change; its history is not touched while it is being made")
        self.hold()
        with self._all_or_nothing():
            self._state.apply(pairs)
            self._save(change, pairs, remember(self._history), trace=trace)
        self._announce(change)


def _require_same(seen: Change, now: Change | None) -> None:
    if now != seen:
        raise ChangedMeanwhile(
            "Something else was done meanwhile, perhaps in another window; nothing was taken back.",
            "Look at it as it is now, then decide again.",
        )
