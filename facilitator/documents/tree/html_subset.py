"""The HTML subset templates may make, and the small tree it is read into.

Every format is written from this tree, so a template is written once. Whatever stands outside the
subset is refused by name: it would look right in one format and be lost in the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from facilitator.documents.shelf.faults import TemplateFault

STATUSES = ("settled", "partly", "moving", "waiting", "stuck", "aside")
"""The tints of a status: done; done, with a but; under way; needs somebody; blocked; set aside."""

_BLOCKS = frozenset({"h1", "h2", "h3", "p", "blockquote", "ul", "ol", "table"})
_INLINE = frozenset({"br", "strong", "em"})
_VOID = frozenset({"br", "col"})
_WORDED = frozenset({"h1", "h2", "h3", "p", "blockquote", "li", "caption", "th", "td", "strong", "em"})
_CHILDREN: Mapping[str, frozenset[str]] = {
    "": _BLOCKS,
    **dict.fromkeys(_WORDED, _INLINE),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody"}),
    "colgroup": frozenset({"col"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
}
_ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "h2": {"data-break": ""},
    "p": {"data-role": "for|lead|meta|note|limits"},
    "table": {"data-kind": "figures|card|sheet|form|lines|wall"},
    "col": {"data-width": "[1-9][0-9]?|100"},
    "th": {"scope": "col|row|rowgroup", "colspan": "[1-9][0-9]?", "data-number": ""},
    "td": {
        "colspan": "[1-9][0-9]?",
        "data-number": "",
        "data-heat": "[1-5]",
        "data-rung": "[0-5]",
        "data-band": "[0-5]",
        "data-status": "|".join(STATUSES),
        "data-dots": "[0-9]{1,3}",
    },
}
ELEMENTS = tuple(sorted(frozenset().union(*_CHILDREN.values())))
"""Every element a template may make."""

DEEPEST = 24
"""Elements inside each other; a table's cell with words in bold has six. All writers go down with them."""

_LAYOUT = re.compile(r"(?<![ \t])[ \t]*\n\s*")


@dataclass(frozen=True)
class Element:
    """An element of the tree. Children are elements, or text exactly as people should read it."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element | str, ...] = ()

    @property
    def elements(self) -> tuple[Element, ...]:
        """The children that are elements."""
        return tuple(child for child in self.children if isinstance(child, Element))

    def named(self, *tags: str) -> tuple[Element, ...]:
        """Return the child elements with one of these tags."""
        return tuple(child for child in self.elements if child.tag in tags)

    @property
    def text(self) -> str:
        """All text inside; a line break counts as a newline."""
        if self.tag == "br":
            return "\n"
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all inside it."""
        yield self
        for child in self.elements:
            yield from child.walk()


class OutsideSubset(TemplateFault):
    """A template made something no paper may contain. *what* it does; *at* is line and column of its HTML."""

    def __init__(self, template: str, what: str, at: tuple[int, int]) -> None:
        super().__init__(f"{template} {what}.", f"A template may use: {' '.join(ELEMENTS)}.", file=template)
        self.what = what
        self.at = at


def parse(html: str, template: str = "template") -> tuple[Element, ...]:
    """Return what *template* made as a tree. Raises `TemplateFault` for anything outside the subset."""
    reader = _Reader(template)
    reader.feed(html)
    reader.close()
    return reader.finished()


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    at: tuple[int, int] = (1, 0)
    children: list[Element | str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Builds the tree; raises `OutsideSubset` for what no paper may contain."""

    def __init__(self, template: str) -> None:
        super().__init__(convert_charrefs=True)
        self._template = template
        self._open = [_Open("", {})]

    def finished(self) -> tuple[Element, ...]:
        """Return the elements at the top, once all is read."""
        if len(self._open) > 1:
            left = self._open[-1]
            raise OutsideSubset(self._template, f"does not close <{left.tag}>", left.at)
        return tuple(child for child in self._open[0].children if isinstance(child, Element))

    # What the standard parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        above = self._open[-1].tag
        if tag not in ELEMENTS:
            raise self._fault(f"makes <{tag}>, which no paper may contain")
        if tag not in _CHILDREN.get(above, ()):
            raise self._fault(f"puts <{tag}> {f'into <{above}>' if above else 'outside everything'}")
        for name, value in attrs:
            allowed = _ATTRIBUTES.get(tag, {}).get(name)
            if allowed is None:
                raise self._fault(f"gives <{tag}> the attribute {name}, which it may not have")
            if not re.fullmatch(allowed, value or ""):
                raise self._fault(f"gives <{tag}> {name}=“{value}”, which means nothing")
        if len(self._open) > DEEPEST:
            raise self._fault(f"puts more than {DEEPEST} elements into each other")
        self._open.append(_Open(tag, {name: value or "" for name, value in attrs}, self.getpos()))
        if tag in _VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        if tag in _VOID:
            return
        if tag != self._open[-1].tag:
            raise self._fault(f"closes <{tag}> where <{self._open[-1].tag or 'nothing'}> is open")
        self._close()

    def handle_data(self, data: str) -> None:
        """Put words into the element that is open."""
        parent = self._open[-1]
        if parent.tag not in _WORDED:
            if data.strip():
                what = f"has the words “{data.strip()[:40]}” outside a paragraph or cell"
                raise OutsideSubset(self._template, what, _after_blanks(self.getpos(), data))
            return
        if parent.children and isinstance(parent.children[-1], str):
            data = str(parent.children.pop()) + data
        parent.children.append(data)

    def handle_decl(self, decl: str) -> None:
        """Refuse a declaration."""
        raise self._fault("makes a declaration (<!…>), which no paper may contain")

    def handle_pi(self, data: str) -> None:
        """Refuse a processing instruction."""
        raise self._fault("makes a processing instruction (<?…>), which no paper may contain")

    def unknown_decl(self, data: str) -> None:
        """Refuse a marked section."""
        raise self._fault("makes a marked section (<![…]>), which no paper may contain")

    # Closing

    def _close(self) -> None:
        done = self._open.pop()
        children = _without_layout(done.children, block=done.tag not in _INLINE)
        self._open[-1].children.append(Element(done.tag, done.attributes, children))

    def _fault(self, what: str) -> TemplateFault:
        return OutsideSubset(self._template, what, self.getpos())


def _after_blanks(at: tuple[int, int], text: str) -> tuple[int, int]:
    """Return line and column of the first word of a text that begins *at* that place."""
    line, column = at
    *above, last = text[: len(text) - len(text.lstrip())].split("\n")
    return (line + len(above), len(last)) if above else (line, column + len(last))


def _without_layout(children: list[Element | str], *, block: bool) -> tuple[Element | str, ...]:
    """Fold the template's own line breaks into blanks, and drop them at the edges of a block.

    Line breaks in people's words are `<br>` by now, and their blanks are left as they are.
    """
    kept = [
        _LAYOUT.sub("\n", child) if isinstance(child, str) and "\n" in child else child for child in children
    ]
    if block and kept:
        if isinstance(kept[0], str):
            kept[0] = kept[0].removeprefix("\n")
        if isinstance(kept[-1], str):
            kept[-1] = kept[-1].removesuffix("\n")
    return tuple(
        [
            child.replace("\n", " ") if isinstance(child, str) else child
            for child in kept
            if not isinstance(child, str) or child
        ]
    )
