"""How many of what a purge is about: one of it by its name, more by their own word."""

from facilitator.model.registry import ENTITIES
from facilitator.model.retention import TALLIES
from facilitator.wording.purge import all_due, number_of
from facilitator.workspace.erasure.retention_due import Due
from tests.tables import for_each

SAID = (
    ("observations", 1, "1 note"),
    ("observations", 3, "3 notes"),
    ("people", 1, "1 person"),
    ("people", 2, "2 people"),
    ("commitments", 1, "1 promise"),
    ("segment_runs", 2, "2 segment runs"),
    ("issued", 1, "1 issued paper"),
    (TALLIES, 1, "1 tally by team"),
    (TALLIES, 4, "4 tallies by team"),
)


@for_each("kind, number, said", SAID)
def test_one_and_more_of_a_kind(kind, number, said):
    assert number_of(kind, number) == said


def test_every_table_has_its_word():
    for row in ENTITIES.values():
        assert number_of(row.table, 2) != number_of(row.table, 1)


def test_the_same_of_several_sessions_is_counted_together():
    due = (Due("L-01", "people", 1), Due("L-02", "people", 1), Due("", "debriefs", 1))
    assert all_due(due) == "2 people, 1 debrief"
