"""A paper as Markdown: CommonMark with tables, escaped so that a reader gets exactly the words.

What the format has no means for goes: tints and widths are left out, dots are their number, a page break
is nothing. A preview says so in its first line, else the first line says whom the paper is for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper

_MARKS = {"strong": "**", "em": "*"}
_ALWAYS = re.compile(r"[\\`*\[\]<>~|{$^]")
_SOMETIMES = re.compile(
    r"(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not inside a word
    r"|(?<!\w)#"  # a heading, or the end of one
    r"|&(?=#|\w)"  # the beginning of an entity
    r"|(?i:(?<=http)|(?<=https)|(?<=ftp)):(?=//)|(?i:(?<=www))\."  # addresses stay words
)
_LINE_START = re.compile(r"^(?:[+=:-]|\d{1,9}(?=[.)]))")


def markdown(paper: Paper) -> str:
    """Return *paper* as Markdown."""
    first = [f"**{_escaped(paper.watermark)}**"] if paper.watermark else []
    return "\n\n".join([*first, *_blocks(paper.body)]) + "\n"


def _blocks(elements: Iterable[Element]) -> Iterator[str]:
    before = False
    for element in elements:
        text = _BLOCKS[element.tag](element)
        listed = text.startswith(("- ", "1. "))
        if listed and before:
            yield "<!-- -->"  # a list right behind a list would be read as one
        if text:
            yield text
            before = listed


# Blocks ------------------------------------------------------------------------------------------


def _heading(element: Element) -> str:
    words = _words(element)
    return f"{'#' * int(element.tag[1])} {words}" if words else ""


def _paragraph(element: Element) -> str:
    return _words(element)


def _call(element: Element) -> str:
    return f"> {_words(element)}"


def _list(element: Element) -> str:
    numbered = element.tag == "ol"
    items = enumerate(element.named("li"), start=1)
    return "\n".join(f"{f'{number}.' if numbered else '-'} {_words(item)}" for number, item in items)


def _table(element: Element) -> str:
    if element.attributes.get("data-kind") == "figures":
        return _figures(element)
    caption = "\n".join(f"*{_words(each)}*\n" for each in element.named("caption"))
    heads = [row for part in element.named("thead") for row in part.named("tr")]
    rows = [row for part in element.named("tbody") for row in part.named("tr")]
    columns = max((_width(row) for row in [*heads, *rows]), default=0)
    if not columns:
        return caption.strip()
    head = _row(heads[0], columns) if heads else ["" for _ in range(columns)]
    lines = [head, _ruler(heads[0] if heads else None, columns), *(_row(row, columns) for row in rows)]
    return f"{caption}\n".lstrip() + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _figures(element: Element) -> str:
    """Return figures as a list: "label: 2 of 9"."""
    rows = [row.named("th", "td") for part in element.named("thead", "tbody") for row in part.named("tr")]
    labels, *figures = rows
    pairs = [(label, figure) for row in figures for label, figure in zip(labels, row, strict=False)]
    return "\n".join(f"- {_words(label)}: {_words(figure)}" for label, figure in pairs)


def _width(row: Element) -> int:
    return sum(int(cell.attributes.get("colspan", "1")) for cell in row.elements)


def _row(row: Element, columns: int) -> list[str]:
    """Return the cells of a row; a heading across the table is a bold first cell."""
    cells: list[str] = []
    for cell in row.elements:
        words = _words(cell)
        if cell.attributes.get("scope") == "rowgroup" and words:
            words = f"**{words}**"
        cells += [words, *[""] * (int(cell.attributes.get("colspan", "1")) - 1)]
    return cells + [""] * (columns - len(cells))


def _ruler(head: Element | None, columns: int) -> list[str]:
    rule = ["---"] * columns
    for index, cell in enumerate(head.elements if head else ()):
        if "data-number" in cell.attributes:
            rule[index] = ":---:"
    return rule


_BLOCKS: Mapping[str, Callable[[Element], str]] = {
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "p": _paragraph,
    "blockquote": _call,
    "ul": _list,
    "ol": _list,
    "table": _table,
}


# Words -------------------------------------------------------------------------------------------


def _words(element: Element) -> str:
    """Return what stands inside a block, on one line, safe at its start and its end."""
    inside = _inline(element.children, before="", after="")
    words = inside.lstrip()
    before = inside[: len(inside) - len(words)]
    words = words.rstrip()
    after = inside[len(before) + len(words) :]
    return _LINE_START.sub(_start_escaped, f"{_kept(before)}{words}{_kept(after)}")


def _kept(blanks: str) -> str:
    """Return blanks at the edge of a paragraph as entities, or a reader would drop them."""
    return "".join(f"&#{ord(blank)};" for blank in blanks)


def _start_escaped(found: re.Match[str]) -> str:
    # A number at the start would begin a list: its dot is escaped, for digits cannot be.
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _inline(children: Sequence[Element | str], before: str, after: str) -> str:
    done = ""
    for index, child in enumerate(children):
        following = children[index + 1 :]
        if isinstance(child, str):
            done += _escaped(child)
        elif child.tag == "br":
            done += "<br>"
        else:
            left = done[-1:] or before
            right = next(filter(None, map(_first_char, following)), after)
            done += _marked(child, left, right)
    return done


def _marked(element: Element, left: str, right: str) -> str:
    """Return bold or slanted words. Where Markdown would not see the marks, HTML says it."""
    text = element.text
    mark = _MARKS[element.tag]
    inside = _inline(element.children, before="*", after="*")
    if not text.strip():
        return inside
    if _opens(left, text[0]) and _opens(right, text[-1]):
        return f"{mark}{inside}{mark}"
    return f"<{element.tag}>{inside}</{element.tag}>"


def _opens(outside: str, inside: str) -> bool:
    """Tell whether a mark between these two characters is seen as one (CommonMark, flanking runs)."""
    if inside.isspace() or outside == "*":
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _first_char(child: Element | str) -> str:
    if isinstance(child, str):
        return child[:1]
    if child.tag == "br":
        return "<"
    return "*" if child.text.strip() else child.text[:1]


def _escaped(text: str) -> str:
    """Return *text* with a backslash before whatever Markdown would act on."""
    text = _ALWAYS.sub(lambda found: f"\\{found[0]}", text)
    return _SOMETIMES.sub(lambda found: f"\\{found[0]}", text)
