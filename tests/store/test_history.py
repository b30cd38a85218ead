"""Undo, redo, groups, refusals and restarts in any order, against a plain list of states."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
import tinydb
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from facilitator.errors import NotSaved
from facilitator.model.person import Person
from facilitator.model.smo import Specialism
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import RecordFile
from tests.conftest import Medium
from tests.making import START
from tests.store.looking import copied

KINDS = (Person, Specialism)
names = st.sampled_from("abcdefgh")


class AnyOrder(RuleBasedStateMachine):
    """`states` are what the file held after each change, `at` is where undo and redo have led."""

    ids = Bundle("ids")

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp())
        self.told = 0
        self.open(self.folder / "programme.json")
        self.states = [self.held()]
        self.at = 0

    def teardown(self):
        self.file.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def hear(self, _):
        self.told += 1

    def held(self):
        return tuple(self.file.all(kind) for kind in KINDS)

    def changed(self):
        self.states = [*self.states[: self.at + 1], self.held()]
        self.at += 1

    def put(self, kind, name):
        return self.file.put(kind(name=name)).id

    def change(self, id, name):
        for kind in KINDS:
            record = self.file.find(kind, id)
            if record is not None:
                self.file.put(msgspec.structs.replace(record, name=name))

    def remove(self, id):
        for kind in KINDS:
            record = self.file.find(kind, id)
            if record is not None:
                self.file.remove(record)

    def there(self, id):
        return any(self.file.find(kind, id) for kind in KINDS)

    @rule(target=ids, kind=st.sampled_from(KINDS), name=names)
    def put_one(self, kind, name):
        id = self.put(kind, name)
        self.changed()
        return id

    @rule(id=ids, name=names)
    def change_one(self, id, name):
        if self.there(id):
            self.change(id, name)
            self.changed()

    @rule(id=ids)
    def remove_one(self, id):
        if self.there(id):
            self.remove(id)
            self.changed()

    @rule(ids=st.lists(ids, max_size=3), kind=st.sampled_from(KINDS), name=names, removing=st.booleans())
    def several_as_one(self, ids, kind, name, removing):
        with self.file.group("several"):
            self.put(kind, name)
            for id in ids:
                self.change(id, name)
                if removing:
                    self.remove(id)
        self.changed()

    @rule(ids=st.lists(ids, max_size=3), kind=st.sampled_from(KINDS))
    def several_that_fail(self, ids, kind):
        with suppress(ZeroDivisionError), self.file.group("several"):
            self.put(kind, "never was")
            for id in ids:
                self.remove(id)
            raise ZeroDivisionError

    @rule(kind=st.sampled_from(KINDS), back=st.booleans())
    def a_disk_that_fails(self, kind, back):
        with pytest.MonkeyPatch.context() as patch:
            Medium(patch).full = True
            with pytest.raises(NotSaved):
                self.put(kind, "never was")
            with suppress(NotSaved):
                assert (self.file.undo() if back else self.file.redo()) is None

    @rule()
    def undo(self):
        assert (self.file.undo() is not None) == (self.at > 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self):
        assert (self.file.redo() is not None) == (self.at < len(self.states) - 1)
        self.at = min(len(self.states) - 1, self.at + 1)

    @rule()
    def forget(self):
        self.file.forget_history()
        self.states, self.at = [self.held()], 0

    @rule(id=ids, name=names)
    def change_without_a_trace(self, id, name):
        """What it was before cannot come back: all is forgotten, or the record had no part in it."""
        if self.there(id):
            with self.file.group("redacted", trace=False):
                self.change(id, name)
            now = {record.id: record for records in self.held() for record in records}
            if self.file.undo_label is self.file.redo_label is None:
                self.states, self.at = [self.held()], 0
            assert all(id in self.ids_in(state) for state in self.states)
            self.states = [
                tuple(tuple(now[id] if each.id == id else each for each in records) for records in state)
                for state in self.states
            ]

    def ids_in(self, state):
        return {record.id for records in state for record in records}

    @rule(id=consumes(ids))
    def restart(self, id):
        assert self.file.close()
        if self.file.path.exists() and not Files(self.file.path).journal.exists():
            with tinydb.TinyDB(self.file.path, access_mode="r") as stock:
                assert len(stock.table("people")) == len(self.file.all(Person))
        self.open(self.file.path)

    @rule()
    def kill(self):
        """The next start finds the files as they lay there in the middle of it all."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        path = copied(self.file.path, folder)
        self.file.close()
        self.open(path)

    def open(self, path):
        self.file = RecordFile(path, "programme", clock=lambda: START)
        self.file.subscribe(self.hear)

    @invariant()
    def the_file_holds_the_state(self):
        assert self.held() == self.states[self.at]
        again = RecordFile(self.file.path, "programme")
        assert tuple(again.all(kind) for kind in KINDS) == self.states[self.at]

    @invariant()
    def what_can_be_undone_and_redone_is_told(self):
        assert (self.file.undo_label is not None) == (self.at > 0)
        assert (self.file.redo_label is not None) == (self.at < len(self.states) - 1)


AnyOrder.TestCase.settings = settings(max_examples=30, stateful_step_count=20)
test_any_order = AnyOrder.TestCase
