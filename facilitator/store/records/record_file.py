"""The records of one file, written through the rules: in groups, told, and taken back when wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import cast

import msgspec

from facilitator import identity
from facilitator.errors import ChangedMeanwhile, NotFound, RuleBroken
from facilitator.model.base import UNSTAMPED, FileKind, R, Record, require, validated
from facilitator.model.records import Amend, Change, Owns
from facilitator.model.registry import ENTITIES
from facilitator.model.session import ListeningSession
from facilitator.store.records.background import Background
from facilitator.store.records.history import ChangeHistory, Stored
from facilitator.store.records.migrations import SCHEMA
from facilitator.store.records.open_file import OpenFile
from facilitator.store.records.record_state import Pair
from facilitator.store.records.record_tables import Erasures, nothing_erased

__all__ = ["SCHEMA", "Background", "RecordFile"]


_TURNS = count(1)


class RecordFile(OpenFile):
    """A programme file or a session file: typed records to read, and to write through rules.

    Implements `model.records.Records`. Each write, or `group` of writes, is checked by the rules, saved as
    one, remembered for undo and told to listeners.

    *clock* and *ids* give the times and ids of new records. What *erasures* take out is never read, and
    goes for good with the first change, however it came back.
    """

    def __init__(
        self,
        path: Path,
        kind: FileKind,
        *,
        clock: Callable[[], datetime] = identity.utc_now,
        ids: Callable[[], str] = identity.new_id,
        background: Background | None = None,
        rescue: bool = False,
        erasures: Erasures = nothing_erased,
    ) -> None:
        super().__init__(path, kind, clock=clock, background=background, rescue=rescue, erasures=erasures)
        self._ids = ids
        self._group: list[Pair] | None = None
        self.on_move: Callable[[Sequence[Pair]], None] | None = None
        """Is asked after a step of undo or redo was made, before it is saved; refuses it by raising."""
        self.turn = 0
        """Which of all changes of this run of the program was the last in this file; 0 without any."""

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
        own = ENTITIES[type(record)].table
        if own not in self._state.tables:
            raise TypeError(f"a {type(record).__name__} does not belong in a {self.kind} file")
        for name, table in self._state.tables.items():
            require(
                record.id not in table or name == own,
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
        self,
        label: str,
        *,
        undoable: bool = True,
        trace: bool = True,
        purging: bool = False,
        about: str = "",
        team_moved: tuple[str, str] | None = None,
    ) -> Iterator[None]:
        """Make one change of all writes inside: they are saved and undone together, or not at all.

        What is not *undoable* (a half-typed line, a clock set right) is saved, and undo passes over it.
        Without *trace* no earlier state of these records is left in any file of the store, so it cannot
        be undone, nor can anything else in which they had a part. *Purging* may do what
        `model.retention.check_purge` allows, also in a closed session, and nothing else; it leaves no trace.
        *about* is kept with the change. With *team_moved* (the ids of a team and of the one it became)
        records become those of the other, also in a closed session, and nothing else (`check_team_moved`).
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
                change = Change(label, tuple(pairs), self._clock(), about)
                self._check(change, purging, team_moved)
                trace = trace and not purging and not any(ENTITIES[kind].traceless for kind in change.types)
                if pairs:
                    step = self._remember(change, undoable=undoable and trace, trace=trace)
                    self._save(change, pairs, step, trace=trace)
        finally:
            self._group = None
        if pairs:
            self.turn = next(_TURNS)
            self._announce(change)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        kept = self._state.copy()
        try:
            yield
        except BaseException:
            self._state = kept
            raise

    def _check(self, change: Change, purging: bool, team_moved: tuple[str, str] | None) -> None:
        # Imported here: to look at a file needs no rules.
        from facilitator.model.changes import check_change, check_team_moved
        from facilitator.model.retention import check_purge

        session = self._session_before(change)
        for before, after in change.pairs:
            if purging:
                check_purge(before, after)
            elif team_moved is not None:
                check_team_moved(before, after, *team_moved)
            else:
                check_change(before, after, session)
        for sentence in _broken_rules(self, change):
            raise RuleBroken(sentence, "Nothing was changed.")

    def _session_before(self, change: Change) -> ListeningSession | None:
        """Return the session as it was before a change; None in a file that had none."""
        for before, after in change.pairs:
            if isinstance(after, ListeningSession):
                return cast("ListeningSession | None", before)
        return next(iter(self.all(ListeningSession)), None)

    # Undo and redo

    @property
    def _history(self) -> ChangeHistory:
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
        change = self.last_done()
        return change.label if change else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, in words."""
        change = self.last_undone()
        return change.label if change else None

    def last_done(self, owns: Owns | None = None) -> Change | None:
        """What `undo` would take back."""
        return self._history.last_done(owns)

    def last_undone(self, owns: Owns | None = None) -> Change | None:
        """What `redo` would do again."""
        return self._history.last_undone(owns)

    def undo(self, owns: Owns | None = None, amend: Amend | None = None) -> Change | None:
        """Take the last change, or the last of one's own, back and return it; None when there is none.

        What others did after it stays; what comes back is stored as *amend* returns it. Raises `RuleBroken`
        when something that stays needs what would go;
        `InUse` or `NotSaved`, or `ChangedMeanwhile` when another program made the last change another one.
        """
        change = self._history.last_done(owns)
        if change is not None:
            self.hold()
            now = self._history.last_done(owns)
            _require_same(change, now)
            back: list[Pair] = [(after, before) for before, after in reversed(change.pairs)]
            back = _amended(back, amend)
            self._move(cast("Change", now), back, lambda history: history.undid(self._clock(), owns))
        return change

    def redo(self, owns: Owns | None = None, amend: Amend | None = None) -> Change | None:
        """Do again what was last taken back, or the last of one's own; None when there is none.

        Amends and raises as `undo` does.
        """
        change = self._history.last_undone(owns)
        if change is not None:
            self.hold()
            now = self._history.last_undone(owns)
            _require_same(change, now)
            again = _amended(list(change.pairs), amend)
            self._move(cast("Change", now), again, lambda history: history.redid(self._clock(), owns))
        return change

    def _move(self, change: Change, pairs: list[Pair], remember: Callable[[ChangeHistory], Stored]) -> None:
        """Go a step of history back or forth, if nothing that stays stands in the way."""
        later = self._history.in_the_way(change)
        if later is not None:
            raise RuleBroken(
                f"“{later.label}” came after “{change.label}” and is about the same.",
                "Take that back first, where it was done.",
            )
        self._replay(change, pairs, remember, check=True)

    def forget_history(self, about: Callable[[Record], bool] | None = None) -> None:
        """Let nothing done so far be taken back or done again, and leave no trace of it on the disk.

        With *about* only changes of records are forgotten of whose states that says yes to any; no earlier
        state of anything stays outside of the history then, either.
        """
        self._replay(Change("history forgotten", ()), [], lambda history: history.forget(about), trace=False)

    def _replay(
        self,
        change: Change,
        pairs: list[Pair],
        remember: Callable[[ChangeHistory], Stored],
        *,
        trace: bool = True,
        check: bool = False,
    ) -> None:
        if self._group is not None:
            raise RuntimeError("a group is one change; its history is not touched while it is being made")
        self.hold()
        with self._all_or_nothing():
            broken = set(_broken_rules(self, change)) if check else set()
            self._state.apply(pairs)
            if check:
                self._check_move(change, pairs, broken)
            self._save(change, pairs, remember(self._history), trace=trace)
        self.turn = next(_TURNS)
        self._announce(change)

    def _check_move(self, change: Change, pairs: list[Pair], broken: set[str]) -> None:
        """Refuse what breaks a rule that held, or takes away what something that stays points at."""
        for sentence in _broken_rules(self, change):
            if sentence not in broken:
                raise RuleBroken(sentence, "Nothing was changed.")
        if self.on_move is not None:
            self.on_move(pairs)


def _broken_rules(file: RecordFile, change: Change) -> Iterator[str]:
    # Imported here, and with it those about the pulse: to look at a file needs no rules.
    from facilitator.model import pulse_rules  # noqa: F401  # adds its own
    from facilitator.model.rules import broken_rules

    return broken_rules(file, change.types)


def _amended(pairs: list[Pair], amend: Amend | None) -> list[Pair]:
    if amend is None:
        return pairs
    return [(left, amend(back, left) if back is not None else None) for left, back in pairs]


def _require_same(seen: Change, now: Change | None) -> None:
    if now != seen:
        raise ChangedMeanwhile(
            "Something else was done meanwhile, perhaps in another window; nothing was taken back.",
            "Look at it as it is now, then decide again.",
        )
