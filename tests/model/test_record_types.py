"""The one table of record types: nothing is missing in it, and what it says of fields is there."""

import sys
from collections import Counter

from facilitator.model.audience import Remark, Worded
from facilitator.model.base import Record
from facilitator.model.registry import ENTITIES, kinds_by_letter

SHARED = {Worded, Remark}
"""What several record types are made from."""


def kinds_of(kind):
    return {kind, *(each for below in kind.__subclasses__() for each in kinds_of(below))}


def test_every_record_type_has_a_row():
    known = {each for each in sys.modules if each.startswith("facilitator.")}  # a test may have added one
    ours = {kind for kind in kinds_of(Record) if kind.__module__ in known}
    assert ours - SHARED - {Record} == {*ENTITIES}


def test_no_two_types_share_a_table_or_a_letter():
    tables = Counter(row.table for row in ENTITIES.values())
    letters = Counter(row.letter for row in ENTITIES.values() if row.letter)
    assert {*tables.values()} == {*letters.values()} == {1}
    assert {letter: kind.__name__ for letter, kind in kinds_by_letter().items()} == {
        "N": "Observation",
        "I": "ImprovementIdea",
        "A": "Action",
        "C": "Commitment",
    }


def test_what_is_said_of_fields_is_there():
    wrong = [
        (kind.__name__, name)
        for kind, row in ENTITIES.items()
        for name in (*row.listed, *(row.open_when_closed or ()))
        if name not in kind.__struct_fields__
    ]
    numbered = {kind for kind in ENTITIES if ENTITIES[kind].letter}
    assert not wrong
    assert all("number" in kind.__struct_fields__ for kind in numbered)
    assert all(row.name and row.listed for row in ENTITIES.values())
