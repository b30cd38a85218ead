"""Tables of records: they are read once, when somebody wants them, and not for what their documents tell."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from facilitator.model.team import Team
from facilitator.store.records.history import ChangeHistory
from facilitator.store.records.record_state import RecordState, RecordTable
from facilitator.store.removals import Removals

DOCUMENTS = [
    (1, {"id": "a", "name": "Network", "created": "2026-03-02T10:00:00Z"}),
    (4, {"id": "b", "name": "Desk", "created": "2026-02-27T10:00:00Z", "confirmed": "2026-02-20"}),
]


class Reads:
    """Makes teams of documents, and counts how often it was asked to."""

    def __init__(self, before=lambda: None):
        self.count = 0
        self._before = before

    def __call__(self, documents):
        self.count += 1
        self._before()
        return {each["id"]: Team(id=each["id"], name=each["name"]) for _, each in documents}


@pytest.fixture
def reads():
    """Counts the readings of a table."""
    return Reads()


def test_what_documents_tell_needs_no_reading(reads):
    table = RecordTable(DOCUMENTS, reads)
    assert table
    assert "a" in table
    assert "c" not in table
    assert table.numbers == {"a": 1, "b": 4}
    assert table.first_day == date(2026, 2, 20)
    assert table.copy().first_day == date(2026, 2, 20)
    assert table.has_value("name", "Desk")
    assert not table.has_value("name", "Ledger")
    assert not RecordTable([], reads)
    assert RecordTable([], reads).first_day is None
    assert reads.count == 0


def test_a_table_is_read_once(reads):
    table = RecordTable(DOCUMENTS, reads)
    assert [each.name for each in table.records.values()] == ["Network", "Desk"]
    assert table.records is table.records
    assert reads.count == 1


def test_all_who_ask_at_once_get_the_same_records():
    together = Barrier(4)
    reads = Reads()
    table = RecordTable(DOCUMENTS, reads)

    def ask():
        together.wait()
        return table.records

    with ThreadPoolExecutor(4) as people:
        found = [each.result() for each in [people.submit(ask) for _ in range(4)]]
    assert all(each is found[0] for each in found)
    assert reads.count == 1


def test_a_copy_goes_its_own_way(reads):
    table = RecordTable(DOCUMENTS, reads)
    copy = table.copy()
    copy.put(Team(id="c", name="Estate"))
    assert "c" in copy
    assert "c" not in table
    copy.records.pop("a")
    copy.put(Team(id="a", name="Network"))
    assert [*copy.records] == ["a", "b", "c"]  # it returned to its place
    assert copy.number(copy.records["c"]) == 5


def test_what_can_be_undone_is_read_when_asked_for_and_before_a_change(reads):
    asked = []

    def read():
        asked.append([*state.of(Team)])
        return ChangeHistory()

    state = RecordState({"teams": RecordTable(DOCUMENTS, reads)}, Removals())
    state.read_history_later(read)
    assert [*state.of(Team)] == ["a", "b"]
    assert not asked
    state.apply([(state.of(Team)["a"], None)])
    assert asked == [["a", "b"]]  # as they were: it leads back from them
    assert state.history is state.history
    assert len(asked) == 1
