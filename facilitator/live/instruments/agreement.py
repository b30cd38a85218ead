"""The welcome: what is agreed before anything is written down."""

from __future__ import annotations

from facilitator.model.instrument import InstrumentFacts

FACTS = InstrumentFacts(label="room agreement and attendance", order=2, ends=True)
