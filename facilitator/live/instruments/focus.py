"""Focus: the practices to look at in depth; its dots are a vote of its own."""

from __future__ import annotations

from facilitator.model.instrument import InstrumentFacts

FACTS = InstrumentFacts(label="focus practices", order=4)
