"""Dots on a list that the script names: lines, ideas, options (docs/field.md, "Lists and loops").

It is a vote of its own, over `live.instruments.vote.Votes`.
"""

from __future__ import annotations

from facilitator.model.instrument import InstrumentFacts

FACTS = InstrumentFacts(label="vote on a list", order=6)
