"""Read-back: the room sees what was written, and who may see it."""

from __future__ import annotations

from facilitator.model.instrument import InstrumentFacts

FACTS = InstrumentFacts(label="read-back and visibility", order=9, ends=True)
