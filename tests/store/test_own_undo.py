"""Undo and redo of one's own changes among those of others, and restarts: against a plain model."""

import shutil
import tempfile
from pathlib import Path

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from facilitator.errors import RuleBroken
from facilitator.model.person import Person
from facilitator.store.records.record_file import RecordFile
from tests.clock import FakeClock

WHO = ("home", "teams", "review")
who = st.sampled_from(WHO)
asked = st.sampled_from((*WHO, None))
KEYS = ("a", "b", "c", "d")


def owns(place):
    return None if place is None else lambda change: change.about == place


class AnyScreen(RuleBasedStateMachine):
    """*done* and *undone* hold (number, place, id, key, name before, name after); None is no record.

    *held* are the names by id. A key stands for the record that was made last under it: one that was taken
    out and made again is another record, and the first may come back beside it.
    """

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FakeClock()
        self.held, self.records = {}, {}
        self.done, self.undone, self.number = [], [], 0
        self.open()

    def open(self):
        self.file = RecordFile(self.folder / "programme.json", "programme", clock=self.clock.now)

    def teardown(self):
        self.file.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(key=st.sampled_from(KEYS), name=st.sampled_from(["x", "y", "z", None]), place=who)
    def change(self, key, name, place):
        before = self.held.get(self.records.get(key))
        if before is None and name is None:
            return
        self.clock.pass_time(1)
        with self.file.group(f"{key} to {name}", about=place):
            if name is None:
                self.file.remove(self.found(key))
            elif before is None:
                self.records[key] = self.file.put(Person(name=name)).id
            else:
                self.file.put(msgspec.structs.replace(self.found(key), name=name))
        self.number = max([0, *(step[0] for step in (*self.done, *self.undone))]) + 1
        self.done.append((self.number, place, self.records[key], key, before, name))
        self.undone = []
        self.set(self.done[-1], name)

    def found(self, key):
        return self.file.find(Person, self.records[key])

    @rule(place=asked)
    def undo(self, place):
        step, late = self.last(self.done, place)
        self.move(step, late, lambda: self.file.undo(owns(place)))
        if step is not None and not late:
            self.done.remove(step)
            self.undone.append(step)
            self.set(step, step[4])

    @rule(place=asked)
    def redo(self, place):
        step, late = self.last(self.undone, place)
        self.move(step, late, lambda: self.file.redo(owns(place)))
        if step is not None and not late:
            self.undone.remove(step)
            self.done = sorted([*self.done, step])
            self.set(step, step[5])

    def last(self, steps, place):
        """The last step of a place, and whether a later one is about the same record."""
        at = next((at for at in reversed(range(len(steps))) if place in (None, steps[at][1])), None)
        if at is None:
            return None, False
        return steps[at], any(later[2] == steps[at][2] for later in steps[at + 1 :])

    def set(self, step, name):
        self.held.pop(step[2], None)
        if name is not None:
            self.held[step[2]] = name

    def move(self, step, late, go):
        self.clock.pass_time(1)
        try:
            change = go()
        except RuleBroken:
            assert late
            return
        assert not late
        assert (change.label if change else None) == (f"{step[3]} to {step[5]}" if step else None)

    @rule()
    def restart(self):
        self.file.close()
        self.open()
        self.undone.sort(reverse=True)

    @invariant()
    def it_holds_what_it_should(self):
        if hasattr(self, "file"):
            assert {each.id: each.name for each in self.file.all(Person)} == self.held
            for place in (*WHO, None):
                step, _ = self.last(self.done, place)
                change = self.file.last_done(owns(place))
                assert (change.label if change else None) == (f"{step[3]} to {step[5]}" if step else None)


AnyScreen.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAnyScreen = AnyScreen.TestCase
