"""Which blocks of a paper stay on the page of what comes after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from facilitator.documents.tree.html_subset import Element


def in_flow(body: Sequence[Element]) -> Iterator[tuple[Element, bool]]:
    """Yield each block, and whether its end stays with the next one.

    Words that introduce a table never stand alone at the foot of a page, nor the limits of a paper alone on
    its last one. Headings keep to what follows them by their own style.
    """
    for element, following in zip_longest(body, body[1:]):
        limits = following is not None and following.attributes.get("data-role") == "limits"
        introduces = following is not None and (element.tag, following.tag) == ("p", "table")
        yield element, introduces or limits
