"""A paper as one HTML file: to read on a screen, to print, and to pass on.

The file holds everything it needs and asks nobody for anything: its content policy forbids it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from facilitator.documents.branding.colours import recoloured_style
from facilitator.documents.tree.grid import dots_of, grid_of, span_of
from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper
from facilitator.model.programme import PaperSize

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a reader's browser may load for a paper: nothing but the styles inside it."""

_WITH_LOGO = f"{POLICY}; img-src data:"
"""With a logo: that, which is inside it, too."""

_OWN_DIRECTION = frozenset({"h1", "h2", "h3", "p", "blockquote", "li", "caption", "th", "td"})
_ONE_LINE = frozenset(
    {"h1", "h2", "h3", "p", "blockquote", "li", "caption", "th", "td", "br", "strong", "em"}
)
_ROWS = frozenset({"thead", "tbody"})
_FEW_COLUMNS = 2
"""Of so many columns each is wide enough for its words on the screen of a phone."""

_SCROLLING = frozenset({"form", "lines", "sheet"})
"""Tables to print and write on: on a narrow screen they keep their columns and scroll."""


def html_page(paper: Paper, style: str) -> str:
    """Return *paper* as an HTML page with *style* inside."""
    watermark = f'<p class="watermark">{escape(paper.watermark)}</p>\n' if paper.watermark else ""
    body = "\n".join(map(_element, paper.body))
    styles = recoloured_style(f"{_closed(style)}\n{_closed(_running(paper))}", paper.branding.colours)
    return f"""\
<!DOCTYPE html>
<html lang="{escape(paper.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_WITH_LOGO if paper.branding.logo else POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Facilitator">
<title>{escape(paper.title)}</title>
<style>
{styles}
</style>
</head>
<body{_set_how(paper)}>
{watermark}<main>
<header><span dir="auto">{escape(paper.header)}</span>{_sender(paper)}</header>
{body}
<footer>{escape(paper.footer)}</footer>
</main>
</body>
</html>
"""


# The body ----------------------------------------------------------------------------------------


def _element(element: Element) -> str:
    if element.tag == "br":
        return "<br>"
    if element.tag == "table":
        return _table(element)
    if element.tag == "col":
        return f'<col style="width: {int(element.attributes["data-width"])}%">'
    attributes = dict(element.attributes)
    if element.tag in _OWN_DIRECTION:
        attributes["dir"] = "auto"
    return _tag(element.tag, attributes, _inside(element))


def _inside(element: Element) -> str:
    parts = [escape(child) if isinstance(child, str) else _element(child) for child in element.children]
    return "".join(parts) if element.tag in _ONE_LINE else "\n".join(("", *parts, ""))


def _tag(tag: str, attributes: Mapping[str, str], inside: str) -> str:
    written = "".join(
        [f' {name}="{escape(value)}"' if value else f" {name}" for name, value in attributes.items()]
    )
    return f"<{tag}{written}>{inside}</{tag}>"


# Tables ------------------------------------------------------------------------------------------


def _table(table: Element) -> str:
    """Return a table. A cell of a usual one knows the head of its column: on a narrow screen, where its cells
    stand below each other, the style sheet writes it before them. A form keeps its columns and scrolls there,
    so the keyboard must reach it.
    """
    grid = grid_of(table)
    heads = [head.text.replace("\n", " ") for row in grid.heads[:1] for head in row.cells]
    labels = heads if not grid.kind and len(grid.widths) > _FEW_COLUMNS else []
    parts = (
        _part(child, labels if child.tag == "tbody" else ()) if child.tag in _ROWS else _element(child)
        for child in table.elements
    )
    area = {"class": "table"}
    if labels:
        area["class"] += " stacked"
    elif grid.kind in _SCROLLING:
        area |= {"tabindex": "0", "role": "group", "aria-label": ", ".join(filter(None, heads))}
    inside = _tag("table", table.attributes, "\n" + "\n".join(parts) + "\n")
    return _tag("div", area, f"\n{inside}\n")


def _part(part: Element, labels: Sequence[str]) -> str:
    rows = (_row(row, labels) for row in part.named("tr"))
    return _tag(part.tag, part.attributes, "\n" + "\n".join(rows) + "\n")


def _row(row: Element, labels: Sequence[str]) -> str:
    cells, at = [], 0
    for cell in row.named("th", "td"):
        cells.append(_cell(cell, labels[at] if at < len(labels) else ""))
        at += span_of(cell)
    return _tag("tr", row.attributes, "\n" + "\n".join(cells) + "\n")


def _cell(cell: Element, label: str) -> str:
    attributes = dict(cell.attributes)
    attributes.pop("data-dots", None)
    attributes["dir"] = "auto"
    if label and attributes.get("scope") != "rowgroup":
        attributes["data-head"] = label.removesuffix(".")
    dots = dots_of(cell)
    row = f' <span class="dots" aria-hidden="true">{"●" * dots}</span>' if dots else ""
    if not cell.children:  # a head without words would head nothing
        attributes.pop("scope", None)
        return _tag("td", attributes, "")
    return _tag(cell.tag, attributes, _inside(cell) + row)


# The frame ---------------------------------------------------------------------------------------


def _set_how(paper: Paper) -> str:
    """Return the class of what is set closer than usual on paper."""
    if paper.tight:
        return ' class="tight"'
    return ' class="closer"' if paper.closer else ""


def _sender(paper: Paper) -> str:
    """Return what stands right in the letterhead: the logo, or else the name of the paper."""
    logo = paper.branding.logo
    if logo is None:
        return f"<span>{escape(paper.name)}</span>"
    size = f"height: {logo.height:.2f}mm; width: {logo.height * logo.ratio:.2f}mm"
    return f'<img src="{logo.data_uri}" alt="{escape(paper.organisation)}" style="{size}">'


def _running(paper: Paper) -> str:
    """Return what stands at the edges of printed pages; the first page has its letterhead inside."""
    before, _, rest = paper.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    number = f"{_string(before)} counter(page) {_string(between)} counter(pages) {_string(after)}"
    warning = "; color: #8a4b16; font-weight: bold" if paper.watermark else ""
    edges = (
        f"@top-left {{ content: {_string(paper.watermark or paper.header)}{warning} }}",
        f"@top-right {{ content: {_string(paper.name)} }}",
        f"@bottom-left {{ content: {_string(paper.footer)} }}",
        f"@bottom-right {{ content: {number} }}",
    )
    # A style sheet of one's own may have another size; A4 is that of the shipped one.
    size = "" if paper.size is PaperSize.A4 else f"size: {paper.size}; "
    first = "@top-left { content: none } @top-right { content: none }"
    return f"@page {{ {size}{' '.join(edges)} }}\n@page :first {{ {first} }}"


def _string(text: str) -> str:
    """Return *text* as a string of CSS; whatever could end it is written as its number."""
    return '"' + re.sub(r"[^\w .,:;·–-]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def _closed(style: str) -> str:
    """Return *style* with nothing in it that would end the style element."""
    return style.replace("</", "<\\/").strip()
