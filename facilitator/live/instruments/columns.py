"""Kinds of note side by side: a line goes into the column of its kind (docs/field.md, "Notes")."""

from __future__ import annotations

from facilitator.model.instrument import InstrumentFacts

FACTS = InstrumentFacts(label="columns", order=2)
