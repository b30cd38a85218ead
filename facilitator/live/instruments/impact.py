"""Impact and effort: the ideas placed against each other; its scores stand on the ideas."""

from __future__ import annotations

from facilitator.model.instrument import InstrumentFacts

FACTS = InstrumentFacts(label="impact and effort", order=7)
