"""Which blocks of a paper stay on the page of what comes after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.documents.tree.html_subset import Element


def in_flow(body: Sequence[Element]) -> Iterator[tuple[Element, bool]]:
    """Yield each block, and whether it introduces a table: words that do never stand alone at the foot of a
    page. Headings keep to what follows them by their own style."""
    for at, element in enumerate(body):
        following = body[at + 1].tag if at + 1 < len(body) else ""
        yield element, element.tag == "p" and following == "table"
