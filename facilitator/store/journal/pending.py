"""Changes that are not durable yet: what an updater sees, and what a batch has gathered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from facilitator.store.journal.lines import Op
from facilitator.store.journal.tables import LiveTables, NotPlain, Tables, apply, highest, plain, same

Doc = dict[str, Any]

_GONE: Any = object()


class PendingTable(MutableMapping[Any, Doc]):
    """One table while an updater of TinyDB works on it; the table *below* stays as it is.

    Its keys are document numbers of the class *number*. A document read from it is a copy that may be
    changed in place, as TinyDB does; `ops` finds out whether it was.
    """

    def __init__(self, below: Mapping[str, Doc], number: Callable[[str], Any] = int) -> None:
        self._below = below
        self._number = number
        self._cleared = False
        self._put: dict[str, Doc] = {}
        self._seen: dict[str, Doc] = {}
        self._gone: dict[str, None] = {}

    def _has_below(self, id: str) -> bool:
        return not self._cleared and id not in self._gone and id in self._below

    def __contains__(self, number: object) -> bool:
        id = str(number)
        return id in self._put or self._has_below(id)

    def __getitem__(self, number: Any) -> Doc:
        id = str(number)
        if id in self._put:
            return self._put[id]
        if not self._has_below(id):
            raise KeyError(number)
        if id not in self._seen:
            self._seen[id] = plain(self._below[id])
        return self._seen[id]

    def __setitem__(self, number: Any, document: Doc) -> None:
        id = str(number)
        self._seen.pop(id, None)
        self._put[id] = document

    def __delitem__(self, number: Any) -> None:
        id = str(number)
        if number not in self:
            raise KeyError(number)
        self._put.pop(id, None)
        self._seen.pop(id, None)
        if not self._cleared and id in self._below:
            self._gone[id] = None

    def __iter__(self) -> Iterator[Any]:
        for id in [] if self._cleared else list(self._below):
            if id not in self._gone:
                yield self._number(id)
        for id in list(self._put):
            if not self._has_below(id):
                yield self._number(id)

    def __len__(self) -> int:
        new = sum(not self._has_below(id) for id in self._put)
        return new + (0 if self._cleared else len(self._below) - len(self._gone))

    def clear(self) -> None:
        """Take every document out."""
        self._put, self._seen, self._gone, self._cleared = {}, {}, {}, True

    def ops(self, name: str) -> list[Op]:
        """Return what was changed, as operations on the table of that name."""
        if self._cleared:
            return [("table", name, self._put)]
        if not self._gone and not self._seen:
            return [("put", name, id, doc) for id, doc in self._put.items()]
        ops: list[Op] = [("del", name, id) for id in self._gone]
        ops += [("put", name, id, doc) for id, doc in self._seen.items() if not same(doc, self._below[id])]
        ops += [("put", name, id, doc) for id, doc in self._put.items()]
        return ops


class Overlay(Mapping[str, Doc]):
    """A view of a live table with the changes of a batch applied; the live table is not changed."""

    def __init__(self, below: Mapping[str, Doc]) -> None:
        self._below = below
        self._changes: dict[str, Doc] = {}
        self._grown = 0

    def change(self, id: str, document: Doc = _GONE) -> None:
        """Put a document in, or take it out when none is given."""
        self._grown += (document is not _GONE) - (id in self)
        if document is not _GONE and self._changes.get(id) is _GONE:
            del self._changes[id]
        if document is not _GONE or id in self._below:
            self._changes[id] = document
        else:
            self._changes.pop(id, None)

    def __contains__(self, id: object) -> bool:
        changed = self._changes.get(id)  # type: ignore[call-overload]  # any key may be asked for
        return id in self._below if changed is None else changed is not _GONE

    def __getitem__(self, id: str) -> Doc:
        changed = self._changes.get(id)
        if changed is _GONE:
            raise KeyError(id)
        return self._below[id] if changed is None else changed

    def __iter__(self) -> Iterator[str]:
        yield from [id for id in self._below if self._changes.get(id) is not _GONE]
        yield from [id for id, doc in self._changes.items() if doc is not _GONE and id not in self._below]

    def __len__(self) -> int:
        return len(self._below) + self._grown


class OpEncoder:
    """Turns operations into the text of a line, with what the caller asked of JSON."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        kept = {name: value for name, value in options.items() if name not in ("cls", "indent")}
        kept |= {"ensure_ascii": True, "separators": (",", ":")}
        self._reread = "cls" in options
        self._encode: Callable[[Any], str] = options.get("cls", json.JSONEncoder)(**kept).encode
        make: Any = getattr(json.encoder, "c_make_encoder", None)
        if not options and make is not None:
            # What `encode` makes anew each time; it takes as long as encoding a note.
            self._markers: dict[int, Any] = {}
            escape, default = json.encoder.encode_basestring_ascii, json.JSONEncoder().default
            self._fast = make(self._markers, default, escape, None, ":", ",", False, False, True)
            self._encode = self._encode_fast

    def _encode_fast(self, value: Any) -> str:
        try:
            return "".join(self._fast(value, 0))
        except BaseException:
            self._markers.clear()
            raise

    def take(self, op: Op) -> tuple[str, Op]:
        """Return the text of an operation, and the operation with the values that text means.

        Raises `TypeError` or `ValueError` for what JSON cannot hold.
        """
        text = self._encode(op)
        try:
            if not self._reread:
                return text, [*op[:-1], plain(op[-1])]
        except NotPlain:
            pass
        return text, json.loads(text)


class Batch:
    """Operations gathered to be one commit, and the tables as they will be then."""

    def __init__(self, live: LiveTables) -> None:
        self._live = live
        self._base: Tables | None = None
        self._overlays: dict[str, Overlay] = {}
        self.last: dict[str, int] = {}
        """The highest document number put into each table."""
        self.texts: list[str] = []
        self.ops: list[Op] = []

    def add(self, texts: list[str], ops: list[Op]) -> None:
        """Gather operations."""
        self.texts += texts
        self.ops += ops
        for op in ops:
            if op[0] == "all":
                self._base, self._overlays = dict(op[1]), {}
            elif op[0] == "table":
                self._overlays[op[1]] = Overlay(op[2])
                self.last[op[1]] = highest(op[2])
            else:
                self._overlay(op[1]).change(*op[2:])
                self.last[op[1]] = max(self.last.get(op[1], 0), highest(op[2:3]))

    def _overlay(self, name: str) -> Overlay:
        if name not in self._overlays:
            self._overlays[name] = Overlay(self._below(name))
        return self._overlays[name]

    def _below(self, name: str) -> Mapping[str, Doc]:
        return self._live.table(name) if self._base is None else self._base.get(name, {})

    def view(self, name: str) -> Mapping[str, Doc]:
        """Return a table as it will be."""
        return self._overlays[name] if name in self._overlays else self._below(name)

    def tables(self) -> Tables:
        """Return all tables as they will be; a copy."""
        copy: Tables = plain(self._live.tables)
        apply(copy, plain(self.ops))
        return copy
