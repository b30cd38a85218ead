"""The table of blocks: what instruments say on papers, found by their names."""

from __future__ import annotations

from importlib import import_module

from facilitator.documents.parts.block import Block
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.extensions import instrument_names, module_name

ROOM = "documents.parts"


def block_of(instrument: str) -> Block | None:
    """Return what an instrument says on papers; None where that is nothing."""
    name = module_name(ROOM, instrument)
    found = getattr(import_module(name), "BLOCK", None) if name else None
    return found if isinstance(found, Block) else None


def blocks() -> tuple[Block, ...]:
    """Return the blocks of all instruments."""
    return tuple(block for name in instrument_names() if (block := block_of(name)) is not None)


def plan_fields(reading: Reading) -> View:
    """Return what all instruments say on the action plan; under `more` the tables no template lays out."""
    every = blocks()
    fields = {key: value for block in every for key, value in block.plan(reading).items()}
    return fields | {"more": [table.view for block in every if (table := block.table(reading))]}


def sheet_fields(reading: Reading) -> View:
    """Return what all instruments have on the worksheet: lines to write on, and under `more` forms."""
    every = blocks()
    lines = {key: count for block in every for key, count in block.lines.items()}
    return {"lines": lines, "more": [form.view for block in every if (form := block.form(reading))]}
