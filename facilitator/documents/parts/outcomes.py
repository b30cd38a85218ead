"""What became of something: the words of its status, and what it brought.

A row holds plain fields, and under `stands` the words of its status: `before`, the strong `word`, the `text`
behind it, and the `tint` that helps the eye while the word decides.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.model.idea import Benefit, Evidence

LAST = 9999
"""The year in which stands, when rows are put in order, what has no date."""


def stands(word: str, text: str = "", tint: str = "", before: str = "") -> View:
    """Return the words of a status."""
    return {"before": before, "word": word, "text": text, "tint": tint}


def found(benefits: Iterable[Benefit], evidence: str, reading: Reading) -> list[str]:
    """Return what something brought, each with how it is known in brackets; the evidence first.

    What is only assumed was hoped for, not found.
    """
    known = [benefit for benefit in benefits if benefit.evidence is not Evidence.ASSUMED]
    texts = [benefit_text(benefit, reading) for benefit in known]
    evidence = evidence.strip()
    if evidence and not any(evidence.casefold().rstrip(".") in text.casefold() for text in texts):
        texts.insert(0, evidence)
    return texts


def benefit_text(benefit: Benefit, reading: Reading) -> str:
    """Return a benefit with how it is known and from how many: "… (reported, 1 use)"."""
    how = [reading.words(f"evidence.{benefit.evidence.value}")]
    if benefit.cases:
        how.append(reading.words.count("count.use", benefit.cases))
    text = benefit.text.strip().removesuffix(".")
    return reading.words("evidence.in_brackets", text=text, how=reading.words("list.comma").join(how))
