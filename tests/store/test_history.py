"""Undo, redo, groups, refusals and restarts in any order, against a plain list of states."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from facilitator.errors import NotSaved
from facilitator.model.programme import Person
from facilitator.model.smo import Specialism
from facilitator.store.record_file import RecordFile
from tests.making import START

KINDS = (Person, Specialism)
names = st.sampled_from("abcdefgh")


class AnyOrder(RuleBasedStateMachine):
    """`states` are what the file held after each change, `at` is where undo and redo have led."""

    ids = Bundle("ids")

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp())
        self.file = RecordFile(self.folder / "programme.json", "programme", clock=lambda: START)
        self.states = [self.held()]
        self.at = 0
        self.told = 0
        self.file.subscribe(self.hear)

    def teardown(self):
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
        def full(*_):
            raise OSError(28, "No space left on device")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "replace", full)
            with suppress(NotSaved):
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

    @rule(id=consumes(ids))
    def restart(self, id):
        self.file.close()
        self.file = RecordFile(self.file.path, "programme", clock=lambda: START)
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


AnyOrder.TestCase.settings = settings(max_examples=40, stateful_step_count=20)
test_any_order = AnyOrder.TestCase
