"""A record file open in this program: read by many programs, changed by one, saved now or soon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from facilitator import identity
from facilitator.commands import command
from facilitator.errors import Damaged, NewerFile, NotSaved
from facilitator.model.base import FileKind, R, Record
from facilitator.model.records import Change
from facilitator.model.registry import ENTITIES
from facilitator.store.findings import Finding
from facilitator.store.records.background import Background, Saving
from facilitator.store.records.history import Stored
from facilitator.store.records.lock import Hold, Holder, holder_of, take_hold
from facilitator.store.records.record_state import Pair, RecordState
from facilitator.store.records.record_tables import (
    Erasures,
    RecordTables,
    RescuedTables,
    nothing_erased,
    rows_of,
)

if TYPE_CHECKING:
    from facilitator.store.records.salvage import Salvaged


def _repair() -> str:
    return f"Put it together again: {command('check', '--repair')}"


def _left_of(file: OpenFile) -> Salvaged | None:
    # Imported here: most files are whole, and looking for pieces takes more than reading one.
    from facilitator.store.records.salvage import salvage

    return salvage(file.path, file.kind)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Raise every error of reading a file as a `Damaged` that names the file."""
    try:
        yield
    except Damaged as damage:
        if path.name not in damage.happened:
            damage.happened = f"{path.name}: {damage.happened}"
            damage.args = (damage.happened,)
        raise
    except (
        OSError,
        ValueError,
        TypeError,
        LookupError,
        ArithmeticError,
        AttributeError,
        RecursionError,
    ) as error:
        raise Damaged(
            f"{path.name} cannot be read as a record file ({type(error).__name__}).",
            "It is left as it is. Put back a copy of it, or move it out of the folder.",
        ) from None


class OpenFile:
    """The records of one file as they are now, and the file's way to and from the disk.

    Reading costs no disk access. A file is open for reading until it is first written to; from then on,
    until `close`, nobody else may. Raises `Damaged` for what is no such file; with *rescue* only if nothing
    is left of it.
    """

    def __init__(
        self,
        path: Path,
        kind: FileKind,
        *,
        clock: Callable[[], datetime] = identity.utc_now,
        background: Background | None = None,
        rescue: bool = False,
        erasures: Erasures = nothing_erased,
    ) -> None:
        self.path = path
        self._erasures = erasures
        self.kind = kind
        self._clock = clock
        self._background = background
        self._saving: Saving | None = None
        self._hold: Hold | None = None
        self._untold: list[Change] = []
        self._found = 0
        self._listeners: list[Callable[[Change], None]] = []
        self.damage: Damaged | None = None
        """Why the file cannot be read; what is left of it is shown all the same, and nothing is written."""
        with _named(path):
            self._tables, self._state = self._read_or_rescued(rescue)
        self._gone: set[str] = set()
        """The ids of records that were read here and taken out by another program."""

    def _read_or_rescued(self, rescue: bool) -> tuple[RecordTables, RecordState]:
        """Return what the file holds; with *rescue*, of one that cannot be read or is empty what is left."""
        try:
            tables = RecordTables(self.path, self.kind, self._erasures)
            state = tables.read()
        except Damaged as damage:
            found = _left_of(self) if rescue and not isinstance(damage, NewerFile) else None
            if found is None:
                raise
            return self._rescued(damage.happened, found)
        if rescue and not state:
            found = _left_of(self)
            if found is not None:
                return self._rescued(f"{self.path.name} is empty or gone.", found)
        return tables, state

    def _rescued(self, happened: str, found: Salvaged) -> tuple[RecordTables, RecordState]:
        self.damage = Damaged(f"{happened} What an older state or a part of it has is shown.", _repair())
        tables = RescuedTables(self.path, self.kind, found.tables, self._erasures)
        return tables, tables.read()

    # Reading

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return every record of a type, oldest first."""
        return tuple(cast("Mapping[str, R]", self._state.of(kind)).values())

    def everything(self) -> Iterator[Record]:
        """Yield every record, of whatever type."""
        yield from self._state.everything()

    def was_removed(self, record: Record) -> bool:
        """Tell whether a record was here and was taken out."""
        return record.id in self._state.removals

    def find(self, kind: type[R], id: str) -> R | None:
        """Return the record of that id, or None."""
        return cast("Mapping[str, R]", self._state.of(kind)).get(id)

    def has(self, kind: type[Record], field: str, value: str) -> bool:
        """Tell whether *field* has that value, not its default, in a record of a type, reading none."""
        table = self._state.tables.get(ENTITIES[kind].table)
        return table is not None and table.has_value(field, value)

    @property
    def newer(self) -> bool:
        """Whether a newer version of the program wrote the file; then it can only be read."""
        return self._tables.newer

    @property
    def report(self) -> tuple[Finding, ...]:
        """What was found when the file was opened, and since, a sentence each; nothing when all was well."""
        return self._tables.report

    @property
    def cleaned(self) -> tuple[tuple[str, str, str], ...]:
        """The texts that act on a screen and were cleaned on their way in: (table, number, field)."""
        return self._tables.cleaned

    # Other programs

    @property
    def is_held(self) -> bool:
        """Whether this program has the file open for changes."""
        return self._hold is not None

    @property
    def holder(self) -> Holder | None:
        """The other program that has the file open for changes, if there is one."""
        return None if self.is_held else holder_of(self.path)

    def hold(self) -> None:
        """Keep every other program from changing the file, until `close`.

        What another one wrote since it was read is read first. Raises `InUse`, `NewerFile` or `NotSaved`.
        """
        if self._hold is not None:
            return
        if self.damage is not None:
            raise Damaged(f"{self.path.name} is damaged, so nothing is written to it.", _repair())
        if self.newer:
            raise NewerFile(
                f"{self.path.name} was written by a newer version and is open for reading only.",
                "Update the program to change it.",
            )
        hold = take_hold(self.path, self._clock)
        try:
            self.follow()
            self._tables.open_for_writing()
            if self._tables.brought_back:
                self._state = self._tables.read()
        except BaseException:
            hold.let_go()
            raise
        self._hold = hold

    def follow(self) -> Change | None:
        """Read and tell what another program changed since; None if it did not. Raises `Damaged`."""
        if self._hold is not None or not self._tables.follow():
            return None
        before, self._state = self._state, self._tables.read()
        change = Change("changed elsewhere", tuple(before.differences(self._state)))
        self._gone |= {before.id for before, after in change.pairs if before is not None and after is None}
        self._tell(change)
        return change

    # Listeners

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call *listener* after each change; return the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    # Saving

    def _save(self, change: Change, pairs: list[Pair], step: Stored, *, trace: bool) -> None:
        """Make a change and its step of history durable together, now or soon; then `_announce` it.

        Now, a failure is raised, and neither happened. In the background a disk that refuses is tried again.
        """
        rows = rows_of(self._state, pairs, step)
        if self._background is None:
            self._tables.save(rows, trace=trace)
            return
        self._untold.append(change)
        self._saver.submit(lambda: self._tables.save(rows, trace=trace), lambda: self._saved(change))

    @property
    def _saver(self) -> Saving:
        if self._saving is None or self._saving.ended:
            assert self._background is not None
            self._saving = Saving(self.path.name, self._background)
        return self._saving

    def _announce(self, change: Change) -> None:
        """Tell of a change that is durable, or that one waits to become so."""
        if self._background is None:
            self._tell(change)
        else:
            self._background.watch()

    def _saved(self, change: Change) -> None:
        self._untold.remove(change)
        self._tell(change)
        if self._background is not None and len(self.report) > self._found:
            self._background.watch()
        self._found = len(self.report)

    def save_in_background(self, background: Background) -> None:
        """From now on let writes return at once; listeners hear of them when they are durable."""
        self._background = background

    @property
    def unsaved(self) -> frozenset[str]:
        """The ids of the records whose newest state is not known to be durable yet."""
        return frozenset(id for change in self._untold for id in change.ids)

    @property
    def waiting(self) -> int:
        """How many changes are not known to be durable yet."""
        return len(self._untold)

    @property
    def waited(self) -> float:
        """For how many seconds the oldest change has been waiting for the disk; 0.0 when none does."""
        return self._saving.waited if self._saving else 0.0

    @property
    def trouble(self) -> NotSaved | None:
        """Why the disk refuses what waits; None when it does not."""
        return self._saving.trouble if self._saving else None

    @property
    def is_saving(self) -> bool:
        """Whether something waits and the disk has not just refused it."""
        return bool(self._untold) and not (self._saving and self._saving.resting)

    def retry(self) -> None:
        """Try again now what the disk refused; it is tried again once a second anyway."""
        if self._saving is not None:
            self._saving.retry()

    def settle(self, timeout: float | None = None) -> bool:
        """Wait at most *timeout* seconds for the disk; tell whether everything is durable."""
        return self._saving.settle(timeout) if self._saving is not None else True

    def keep_copy(self, path: Path) -> None:
        """Write all records as they are now, saved or not, to another place. Raises `NotSaved`."""
        if path.exists():
            raise NotSaved(f"{path} is there already.", "Give the copy another name.")
        copy = OpenFile(path, self.kind)
        try:
            copy.hold()
            copy._save(Change("copy", ()), [(None, each) for each in self.everything()], Stored(), trace=True)
        finally:
            copy.close()

    def close(self, timeout: float | None = None) -> bool:
        """Let go of the file; tell whether all that was written to it is durable.

        In the background a disk that has not answered after *timeout* seconds is waited for no longer: the
        file is let go of when it answers, or when the program ends.
        """
        if self._background is None or self._hold is None:
            self._let_go()
            return True
        saving = self._saver
        durable = saving.close(self._let_go, timeout)
        if saving.ended:
            self._saving = None
        return durable

    def _let_go(self) -> None:
        self._tables.close()
        if self._hold is not None:
            self._hold.let_go()
            self._hold = None


def first_day(file: OpenFile, table: str) -> date | None:
    """Return a day before which nothing in a table of *file* was written; None while it is empty."""
    return file._state.tables[table].first_day


def number_in(file: OpenFile, record: Record) -> int | None:
    """Return the number of a record's document in its table of *file*, None for one that is not here."""
    table = file._state.tables.get(ENTITIES[type(record)].table)
    return None if table is None else table.numbers.get(record.id)
