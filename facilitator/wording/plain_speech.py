"""Words of a framework in a text, and what we say instead (docs/field.md, "Messages")."""

from __future__ import annotations

import re
from collections import Counter

OURS = {
    "best practice": "what works here",
    "business value": "who is better off",
    "change enablement": "making changes safely",
    "configuration item": "thing we look after",
    "continual improvement": "getting better bit by bit",
    "co-creation": "doing it together",
    "deliverable": "result",
    "escalation": "asking for more help",
    "framework": "way of working",
    "governance": "who decides",
    "incident": "thing that broke",
    "itil": "what we agreed",
    "key performance indicator": "number we watch",
    "kpi": "number we watch",
    "known error": "fault we know",
    "maturity": "how well it works",
    "problem management": "finding the cause",
    "process": "way we do it",
    "release management": "bringing new versions out",
    "service catalogue": "list of what we offer",
    "service level agreement": "what we promised",
    "sla": "what we promised",
    "stakeholder": "the people it touches",
    "standard change": "work we agreed once",
    "utility": "what it does",
    "value chain": "who is better off, and why",
    "value stream": "way from asking to having",
    "warranty": "how far you can rely on it",
}
"""Words of a framework, in small letters, each with ours."""

_FOUND = re.compile(
    rf"\b({'|'.join(re.escape(each) for each in sorted(OURS, key=len, reverse=True))})(?:e?s)?\b",
    re.IGNORECASE,
)


def framework_words(text: str) -> dict[str, int]:
    """Return how often each word of a framework stands in a text, those that come first first."""
    return dict(Counter(found.group(1).casefold() for found in _FOUND.finditer(text)))
