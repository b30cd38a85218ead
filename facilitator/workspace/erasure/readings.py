"""Ways to read a file: what it may say, whatever format it has.

Long texts are worked on in pieces, so that other threads get their turn.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable, Iterator

from facilitator.errors import Damaged
from facilitator.files.archives import Allowance, UnusableArchive, deeper, is_archive, parts_of

PIECE = 64_000
"""Letters of a long text that are worked on in one go."""

_HEAD = 8_000
_UNPACKED = 32_000_000
_NULS = 0.3
_STRANGE = 0.1
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_BLANKS = {"n": "\n", "r": "\n", "t": "\t", "N": "\n"}


class Unreadable(Damaged):
    """A file is too large, or packed too tightly, to be looked into."""

    title = "Too large to be looked into"


def is_text(data: bytes) -> bool:
    """Tell by its first bytes whether a file can hold words that are read: a text, or an archive of some."""
    head = data[:_HEAD]
    if is_archive(head) or _has_wide_mark(head):
        return True
    if b"\0" in head:
        return _is_wide(head)
    if head.startswith(b"%PDF-"):
        return False
    strange = head.decode("utf-8", "replace").count("\ufffd")
    return strange <= max(4, len(head) * _STRANGE)


def _has_wide_mark(head: bytes) -> bool:
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _is_wide(head: bytes) -> bool:
    """Tell whether bytes look like UTF-16 without its mark: every second one is nothing, or nearly."""
    return any(head[at::2].count(0) > _NULS * len(head[at::2]) for at in (0, 1))


def texts_of_file(data: bytes, allowance: Allowance | None = None) -> Iterator[str]:
    """Yield what a file may say: its text, the same without tags and escapes, and that of its parts.

    Raises `Unreadable` for an archive that would be too large.
    """
    if is_archive(data):
        yield from _parts(data, allowance or Allowance(size=_UNPACKED))
        return
    for text in _decoded(data):
        yield text
        if "<" in text:
            yield by_piece(text, lambda piece: html.unescape(_TAG.sub(" ", piece)), cut=">")
            yield by_piece(text, lambda piece: html.unescape(_TAG.sub("", piece)), cut=">")
            # Of Markdown: there a line break is the only tag, and any other `<` was said.
            yield by_piece(text, lambda piece: html.unescape(_BREAK.sub(" ", piece)), cut=">")
        if "&" in text:
            yield by_piece(text, html.unescape, cut="\n >")
        if "\\" in text:
            yield _unescaped(text)
        if "\r\n " in text or "\r\n\t" in text:
            yield _unescaped(text.replace("\r\n ", "").replace("\r\n\t", ""))


def _parts(data: bytes, allowance: Allowance) -> Iterator[str]:
    try:
        for name, part in parts_of(data, allowance):
            yield name
            if is_archive(part):
                with deeper(allowance):
                    yield from texts_of_file(part, allowance)
            elif is_text(part):
                yield from texts_of_file(part)
            else:
                yield part.decode("utf-8", "replace")
    except UnusableArchive as error:
        if error.too_large:
            raise Unreadable(error.happened, error.todo) from None
        yield data.decode("utf-8", "replace")


def _decoded(data: bytes) -> Iterator[str]:
    if _has_wide_mark(data):
        yield data.decode("utf-16", "replace")
    if b"\0" in data[:_HEAD] and _is_wide(data[:_HEAD]):
        for at, order in ((0, "le"), (1, "le"), (0, "be"), (1, "be")):
            yield data[at:].decode(f"utf-16-{order}", "replace")
    text = data.decode("utf-8", "replace")
    yield text
    if "\ufffd" in text:  # perhaps what Windows wrote in the time before
        yield data.decode("cp1252", "replace")


def _unescaped(text: str) -> str:
    r"""Return a text with `\n`, `\"` and `\uXXXX` as what they mean; two halves make one letter."""
    plain = by_piece(text, lambda piece: _ESCAPE.sub(_meant, piece), cut="\n ")
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _meant(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return _BLANKS.get(escape[2], escape[2])


# Long texts --------------------------------------------------------------------------------------


def by_piece(text: str, change: Callable[[str], str], gap: str = "", cut: str = "") -> str:
    """Return *text* changed piece by piece.

    Where one changed piece ends with *gap* and the next begins with it, it stands there once. Pieces end
    behind one of the letters of *cut*, where there is one near, so that nothing is parted that is changed as
    a whole.
    """
    if len(text) <= PIECE:
        return change(text)
    changed: list[str] = []
    for piece in _pieces(text, cut):
        new = change(piece)
        if gap and changed and changed[-1].endswith(gap) and new.startswith(gap):
            new = new[len(gap) :]
        if new:
            changed.append(new)
    return "".join(changed)


def _pieces(text: str, cut: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = min(at + PIECE, len(text))
        if end < len(text):
            near = max((text.rfind(letter, at + PIECE // 2, end) for letter in cut), default=-1)
            end = near + 1 if near >= 0 else end
        yield text[at:end]
        at = end
