"""Why a record waits for a decision of the facilitators, in a sentence."""

from __future__ import annotations

from facilitator.live.session import LiveSession
from facilitator.model.audience import Worded
from facilitator.model.redaction import redactable_texts


def said(record: Worded) -> str:
    """Return the first words of a record on one line, "" if it has none."""
    return next((word.text for word in redactable_texts(record)), "").replace("\n", " ")


def why_it_waits(live: LiveSession, record: Worded) -> str:
    """Say what one of `live.decisions.waiting` waits for."""
    if any(record.id == each.id for each in live.take_outs.to_ask_about):
        return "It comes from words that were taken out, or says the same."
    found = live.guard.caution_in(said(record))
    return f"{found.concern.told}: “{found.found}”." if found else "It may name or judge somebody."
