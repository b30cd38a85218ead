"""What instruments say on papers: fields of their own, and tables that no template lays out."""

from __future__ import annotations

import pytest

from facilitator.documents.parts import finder
from facilitator.documents.parts.block import Block, Table
from facilitator.documents.parts.reading import Reading
from facilitator.documents.render import render
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.model import audience
from facilitator.workspace.release.release import for_audience

HOSTILE = Table("<b>Sky</b> {{ 7 * 7 }}", ("Sky", "Hands"), (60, 40), [["<script>sunny", "2"]], "50 % & more")


def test_no_two_instruments_fill_the_same_field(heard):
    released = for_audience(heard.folder, audience.team(heard.teams[0].id), [heard.file])
    reading = Reading(released, released.sessions[0], load_words(Shelf(), "en"))
    fields = [key for block in finder.blocks() for key in block.plan(reading)]
    lines = [key for block in finder.blocks() for key in block.lines]
    assert len(fields) > 8
    assert sorted({*fields}) == sorted(fields)
    assert sorted({*lines}) == sorted(lines)
    assert "more" not in fields


@pytest.mark.parametrize("document", ["action-plan", "worksheet"])
def test_a_table_of_an_instrument_is_data_and_never_a_template(heard, monkeypatch, document):
    more = Block(table=lambda reading: HOSTILE, form=lambda reading: HOSTILE)
    every = (*finder.blocks(), more)
    monkeypatch.setattr(finder, "blocks", lambda: every)
    made = render(heard.folder, document, session=heard.file)
    assert "&lt;b&gt;Sky&lt;/b&gt; {{ 7 * 7 }}" in made
    assert "&lt;script&gt;sunny" in made
    assert "50 % &amp; more" in made
