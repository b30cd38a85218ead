"""The close: was it a good use of the time, and when we meet again."""

from __future__ import annotations

from facilitator.model.instrument import InstrumentFacts

FACTS = InstrumentFacts(label="return on time invested", order=10, ends=True)
