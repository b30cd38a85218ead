"""The page about what is stored: made from the record types, so it tells of new ones by itself."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pytest

from facilitator.documents.papers.what_is_stored import what_is_stored
from facilitator.documents.render import render
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.model.audience import EVERYONE, Visibility
from facilitator.model.base import PersonId, Record, Retention, fields_of, words
from facilitator.model.debrief import Debrief
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES
from facilitator.workspace.release.release import for_audience
from tests.making import add_type


def page(example):
    return render(example.folder, "what-is-stored", format="md")


def row(example, beginning):
    return next(line for line in page(example).splitlines() if line.startswith(f"| {beginning}"))


def things(example):
    released = for_audience(example.folder, EVERYONE, [])
    return what_is_stored(released, load_words(Shelf(), "en"))["things"]


def test_every_record_type_and_every_field_with_words_or_a_person_stands_on_it(bare):
    told = {each["what"]: each for each in things(bare)}
    assert len(told) == len(ENTITIES)
    assert next(iter(told)) == "A note: one remark of the room"
    for kind, where in ENTITIES.items():
        shown = told[load_words(Shelf(), "en")(f"stored.thing.{where.table}")]
        wanted = [each for each in fields_of(kind) if each.words or each.ref == "people"]
        assert len(shown["fields"]) >= len(wanted)
        for each in wanted:
            named = each.name.replace("_", " ").capitalize() if each.title == "Person" else each.title
            assert any(field.startswith(named) for field in shown["fields"]), (kind, each.name)


class Part(msgspec.Struct, frozen=True):
    """A part of a record."""

    aside: Annotated[str, words("Something said aside", only_us=True)] = ""


@pytest.fixture
def added(monkeypatch):
    """A record type nobody thought of, with parts."""

    class Grumble(Record, frozen=True, kw_only=True):
        """A grumble about `this` (docs/field.md, "Notes"). Nobody reads on."""

        said: Annotated[str, words("What was grumbled")] = ""
        grumbler: PersonId | None = None
        part: Part | None = None
        many: tuple[Part, ...] = ()

    yield from add_type(monkeypatch, Grumble, "session", "grumbles", "grumble", ("said",), Retention.PRIVATE)


def test_a_record_type_that_is_added_stands_on_it_the_same_day(bare, added):
    told = row(bare, "A grumble about this")
    assert "What was grumbled" in told
    assert "Grumbler (points at a person)" in told
    assert "Something said aside (only the facilitators)" in told
    assert "| 90 days | Only the facilitators |" in told
    assert "field.md" not in page(bare)


def test_fields_inside_others_and_those_kept_back_are_told(bare):
    session = row(bare, "A session with its team")
    assert "Why there was no read-back (only the facilitators)" in session
    assert "Facilitators (points at a person)" in session
    assert "Script" in session
    assert "E-mail (only the facilitators)" in row(bare, "A person with a role")
    assert "Said by (points at a person)" in row(bare, "A note")


def test_what_never_leaves_is_told_so(bare):
    blank = next(each.blank for each in fields_of(Debrief) if each.name == "visibility")
    assert blank is Visibility.FACILITATOR
    assert row(bare, "The facilitators’ own look back").endswith("| 90 days | Only the facilitators |")


def test_how_long_is_what_the_programme_says(bare):
    assert "| 12 months after the session |" in row(bare, "A note")
    programme = bare.folder.programme
    bare.folder.file.put(msgspec.structs.replace(programme, private_days=30, observation_months=1))
    assert "| 1 month after the session |" in row(bare, "A note")
    assert "| 30 days | The facilitators’ debriefs and private notes |" in page(bare)


def test_every_retention_stands_on_it(bare):
    rows = page(bare).split("## How long it is kept")[1].split("##")[0]
    assert rows.count("\n|") == len(Retention) + 2


def test_it_holds_nothing_anybody_said_or_is_called(example):
    told = page(example)
    for note in example.file.all(Observation):
        assert note.text not in told
    for person in example.folder.file.all(Person):
        assert person.name not in told
    assert example.folder.file.all(Programme)[0].name not in told
