"""What needs somebody in People can be said of any programme there may be, in any order of its records."""

import json
from contextlib import closing
from datetime import date
from random import Random

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.model.base import fields_of
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES
from facilitator.wording.due import detail, owner, subject, when
from facilitator.wording.roles.finder import parts
from facilitator.wording.roles.part import sorted_needs
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.waiting import what_waits
from tests.strategies import records

TODAY = date(2026, 4, 9)
KINDS = [
    kind for kind, row in ENTITIES.items() if row.file == "programme" and (row.by_hand or row.belongs_to)
]
KEYS = {"practices": ("change_enablement", "gone"), "modules": ("itil4/cds", "itil4/foundation", "gone/too")}


@st.composite
def programmes(draw):
    """Some records of every kind, pointing at each other, at nothing, and at themselves."""
    drawn = draw(st.lists(st.sampled_from(KINDS).flatmap(records), min_size=8, max_size=24))
    there = {}
    for record in drawn:
        there.setdefault(ENTITIES[type(record)].table, []).append(record.id)
    chance = draw(st.randoms(use_true_random=False))
    return [pointing(record, there, chance) for record in drawn]


def pointing(record, there, chance):
    """Return a record whose references are among what is there, or lead nowhere."""
    found = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.ref is None or value is None:
            continue
        targets = (*KEYS.get(field.ref, ()), *there.get(field.ref, ()), "nowhere")
        found[field.name] = (
            tuple(dict.fromkeys(chance.choice(targets) for _ in value))
            if field.many
            else chance.choice(targets)
        )
    try:
        return msgspec.structs.replace(record, **found)
    except RuleBroken:
        return record


def told(root, records):
    """Write a programme of these records as it stands at rest; return what needs somebody in it, in words."""
    folder = root / "sessions" / "p"
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"meta": {"1": {"schema": 5, "kind": "programme", "written_by": ""}}}
    whole = Programme(id="p", name="P", organisation="O", timezone="UTC")
    for number, record in enumerate((whole, *records), 1):
        table = tables.setdefault(ENTITIES[type(record)].table, {})
        table[str(number)] = msgspec.to_builtins(record)
    (folder / "programme.json").write_text(json.dumps(tables), encoding="utf-8")
    with closing(Workspace(root, as_of=TODAY).open(folder)) as opened:
        needs = [
            (part.place, each.subject, each.step, each.record) for part, each in sorted_needs(parts(), opened)
        ]
        for part in parts():
            assert part.count(opened) >= 0
            assert all(each.lines for each in part.figures(opened))
        due = [
            (subject(each), detail(each), owner(each), when(each, TODAY))
            for each in what_waits(opened, TODAY).items
        ]
    return needs, due


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(programmes(), st.integers(0, 9))
def test_all_of_it_can_be_said_whatever_stands_there_and_in_any_order(tmp_path_factory, drawn, seed):
    root = tmp_path_factory.mktemp("p")
    needs, due = told(root, drawn)
    Random(seed).shuffle(drawn)
    again, due_again = told(root, drawn)
    assert sorted(again) == sorted(needs)
    assert sorted(due_again) == sorted(due)
