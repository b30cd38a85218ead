"""The same done to ours and to stock TinyDB, step by step, with kills in between."""

import tinydb
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import where
from tinydb.storages import MemoryStorage

from tests.store.memory_disk import MemoryDisk
from tests.store.power_cut import contents, opened
from tests.strategies import clean_text

# Against stock TinyDB, step by step ---------------------------------------------------------------


values = st.one_of(
    st.integers(0, 3), clean_text, st.lists(st.integers(0, 2), max_size=2), st.none(), st.just({"deep": [1]})
)
fields = st.dictionaries(st.sampled_from("abc"), values, max_size=3)
numbers = st.integers(1, 6)
tables = st.sampled_from(["notes", "ideas"])


class Alike(RuleBasedStateMachine):
    """Does the same to ours and to a TinyDB in memory; kills, compacts and reopens ours in between."""

    def __init__(self):
        super().__init__()
        self.disk = MemoryDisk()
        self.ours = opened(self.disk)
        self.stock = tinydb.TinyDB(storage=MemoryStorage)

    def both(self, table, work):
        results = []
        for db in (self.ours, self.stock):
            try:
                results.append(work(db.table(table)))
            except ValueError as error:
                results.append(str(error))
        assert results[0] == results[1]

    @rule(table=tables, document=fields)
    def insert(self, table, document):
        known = self.stock.table(table)
        number = max((each.doc_id for each in known), default=0) + 1
        self.both(table, lambda on: on.insert(tinydb.table.Document(document, number)))

    @rule(table=tables, document=fields, number=numbers)
    def upsert(self, table, document, number):
        self.both(table, lambda on: on.upsert(tinydb.table.Document(document, number)))

    @rule(table=tables, document=fields, chosen=st.lists(numbers, max_size=3, unique=True))
    def update(self, table, document, chosen):
        self.both(table, lambda on: on.update(document, doc_ids=chosen))

    @rule(table=tables, value=values)
    def update_where(self, table, value):
        self.both(table, lambda on: on.update(lambda doc: doc.update(b=[doc.get("a")]), where("a") == value))

    @rule(table=tables, chosen=st.lists(numbers, max_size=3, unique=True))
    def remove(self, table, chosen):
        self.both(table, lambda on: on.remove(doc_ids=chosen))

    @rule(table=tables, value=values)
    def remove_where(self, table, value):
        self.both(table, lambda on: on.remove(where("a") == value))

    @rule(table=tables)
    def truncate(self, table):
        self.both(table, lambda on: on.truncate())

    @rule(table=tables)
    def drop(self, table):
        self.ours.drop_table(table)
        self.stock.drop_table(table)

    @rule()
    def compact(self):
        self.ours.storage.compact()

    @rule()
    def kill(self):
        self.disk = self.disk.killed()
        self.ours = opened(self.disk)

    @rule()
    def reopen(self):
        self.ours.close()
        self.ours = opened(self.disk)

    @precondition(lambda self: not self.ours.storage._batch)
    @rule(table=tables, document=fields, number=numbers)
    def batch(self, table, document, number):
        with self.ours.storage.batch():
            self.upsert(table, document, number)
            self.remove(table, [number + 1])
            self.update(table, {"c": "in a batch"}, [1, 2])

    @invariant()
    def hold_the_same(self):
        stock = {name: table for name, table in (self.stock.storage.read() or {}).items() if table}
        held = {
            name: {int(id): doc for id, doc in table.items()} for name, table in contents(self.ours).items()
        }
        assert held == {name: {int(id): doc for id, doc in table.items()} for name, table in stock.items()}
        for name in stock:
            assert [each.doc_id for each in self.ours.table(name)] == [
                each.doc_id for each in self.stock.table(name)
            ]
            assert self.ours.table(name).search(where("a") == 1) == self.stock.table(name).search(
                where("a") == 1
            )


TestAlike = Alike.TestCase
TestAlike.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
