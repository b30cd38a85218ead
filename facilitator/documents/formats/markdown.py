"""A paper as Markdown: CommonMark with tables, escaped so that a reader gets exactly the words.

What the format has no means for goes: tints and widths are left out, dots are their number, a page break
is nothing. A preview says so in its first line, else the first line says whom the paper is for.

Markdown has no line break inside a table and no mark inside a word, so HTML says these. The profile without
HTML is for wikis and others that show tags as they stand: a break is " / " there, such a mark is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper

_MARKS = {"strong": "**", "em": "*"}
_BREAK = " / "
_SIGNS = (("-", "."), ("*", ")"))
"""What begins the lines of a list, and of one right behind a list, where nothing else parts them."""

_ALWAYS = re.compile(r"[\\`*\[\]<>~|{$^]")
_SOMETIMES = re.compile(
    r"(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not inside a word
    r"|(?<!\w)#"  # a heading, or the end of one
    r"|&(?=#|\w)"  # the beginning of an entity
    r"|(?i:(?<=http)|(?<=https)|(?<=ftp)):(?=//)|(?i:(?<=www))\."  # addresses stay words
)
_LINE_START = re.compile(r"^(?:[+=:-]|\d{1,9}(?=[.)]))")


def markdown(paper: Paper, *, html: bool = True) -> str:
    """Return *paper* as Markdown; without *html* no tag, comment or entity stands in it."""
    writer = _Writer(html)
    first = [f"**{_escaped(paper.watermark)}**"] if paper.watermark else []
    return "\n\n".join([*first, *writer.blocks(paper.body)]) + "\n"


class _Writer:
    """Writes the elements of a paper, with HTML where Markdown has no means, or without any."""

    def __init__(self, html: bool) -> None:
        self._html = html
        self._write: Mapping[str, Callable[[Element], str]] = {
            **dict.fromkeys(("h1", "h2", "h3"), self._heading),
            "p": self._words,
            "blockquote": lambda element: f"> {self._words(element)}",
            "table": self._table,
        }

    # Blocks

    def blocks(self, elements: Iterable[Element]) -> Iterator[str]:
        """Yield each block; two lists that follow each other are parted, or a reader would see one."""
        lists = 0
        for element in elements:
            listed = _is_list(element)
            signs = _SIGNS[0 if self._html else lists % 2]
            text = self._listed(element, signs) if listed else self._write[element.tag](element)
            if not text:
                continue
            if listed and lists and self._html:
                yield "<!-- -->"
            yield text
            lists = lists + 1 if listed else 0

    def _heading(self, element: Element) -> str:
        words = self._words(element)
        return f"{'#' * int(element.tag[1])} {words}" if words else ""

    def _listed(self, element: Element, signs: tuple[str, str]) -> str:
        """Return a list, or figures as one: "label: 2 of 9"."""
        bullet, after_number = signs
        if element.tag == "table":
            return "\n".join(f"{bullet} {line}" for line in self._figures(element))
        items = enumerate(map(self._words, element.named("li")), start=1)
        numbered = element.tag == "ol"
        return "\n".join(
            f"{number}{after_number} {item}" if numbered else f"{bullet} {item}" for number, item in items
        )

    def _figures(self, element: Element) -> Iterator[str]:
        rows = [row.named("th", "td") for part in element.named("thead", "tbody") for row in part.named("tr")]
        labels, *figures = rows
        for row in figures:
            for label, figure in zip(labels, row, strict=False):
                yield f"{self._words(label)}: {self._words(figure)}"

    def _table(self, element: Element) -> str:
        caption = "\n".join(f"*{self._words(each)}*\n" for each in element.named("caption"))
        heads = [row for part in element.named("thead") for row in part.named("tr")]
        rows = [row for part in element.named("tbody") for row in part.named("tr")]
        columns = max((_width(row) for row in [*heads, *rows]), default=0)
        if not columns:
            return caption.strip()
        head = self._row(heads[0], columns) if heads else ["" for _ in range(columns)]
        ruler = _ruler(heads[0] if heads else None, columns)
        lines = [head, ruler, *(self._row(row, columns) for row in rows)]
        return f"{caption}\n".lstrip() + "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _row(self, row: Element, columns: int) -> list[str]:
        """Return the cells of a row; a heading across the table is a bold first cell."""
        cells: list[str] = []
        for cell in row.elements:
            words = self._words(cell)
            if cell.attributes.get("scope") == "rowgroup" and words:
                words = f"**{words}**"
            cells += [words, *[""] * (int(cell.attributes.get("colspan", "1")) - 1)]
        return cells + [""] * (columns - len(cells))

    # Words

    def _words(self, element: Element) -> str:
        """Return what stands inside a block, on one line, safe at its start and its end."""
        inside = self._inline(element.children, before="", after="")
        words = inside.lstrip()
        before = inside[: len(inside) - len(words)]
        words = words.rstrip()
        after = inside[len(before) + len(words) :]
        return _LINE_START.sub(_start_escaped, f"{self._kept(before)}{words}{self._kept(after)}")

    def _kept(self, blanks: str) -> str:
        """Return blanks at the edge of a paragraph as entities, or a reader would drop them."""
        return "".join(f"&#{ord(blank)};" for blank in blanks) if self._html else ""

    def _inline(self, children: Sequence[Element | str], before: str, after: str) -> str:
        done = ""
        for index, child in enumerate(children):
            following = children[index + 1 :]
            if isinstance(child, str):
                done += _escaped(child)
            elif child.tag == "br":
                done += "<br>" if self._html else _BREAK
            else:
                left = done[-1:] or before
                right = next(filter(None, map(self._first_char, following)), after)
                done += self._marked(child, left, right)
        return done

    def _marked(self, element: Element, left: str, right: str) -> str:
        """Return bold or slanted words. Where Markdown would not see the marks, HTML says it, if it may."""
        text = element.text
        mark = _MARKS[element.tag]
        inside = self._inline(element.children, before="*", after="*")
        if not text.strip():
            return inside
        if _opens(left, text[0]) and _opens(right, text[-1]):
            return f"{mark}{inside}{mark}"
        return f"<{element.tag}>{inside}</{element.tag}>" if self._html else inside

    def _first_char(self, child: Element | str) -> str:
        if isinstance(child, str):
            return child[:1]
        if child.tag == "br":
            return "<" if self._html else _BREAK[0]
        return "*" if child.text.strip() else child.text[:1]


def _is_list(element: Element) -> bool:
    return element.tag in ("ul", "ol") or element.attributes.get("data-kind") == "figures"


def _width(row: Element) -> int:
    return sum(int(cell.attributes.get("colspan", "1")) for cell in row.elements)


def _ruler(head: Element | None, columns: int) -> list[str]:
    rule = ["---"] * columns
    for index, cell in enumerate(head.elements if head else ()):
        if "data-number" in cell.attributes:
            rule[index] = ":---:"
    return rule


def _start_escaped(found: re.Match[str]) -> str:
    # A number at the start would begin a list: its dot is escaped, for digits cannot be.
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _opens(outside: str, inside: str) -> bool:
    """Tell whether a mark between these two characters is seen as one (CommonMark, flanking runs)."""
    if inside.isspace() or outside == "*":
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _escaped(text: str) -> str:
    """Return *text* with a backslash before whatever Markdown would act on."""
    text = _ALWAYS.sub(lambda found: f"\\{found[0]}", text)
    return _SOMETIMES.sub(lambda found: f"\\{found[0]}", text)
