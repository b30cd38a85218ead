"""Something of one's own to begin with, for each file papers are made with: a copy that explains itself.

A template is begun with its blocks, words with every line behind a #, so that only what is changed counts
and a new version of the program brings its new words. What takes the place of a shipped file is copied
whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from facilitator.documents.branding.branding import FILE as BRANDING
from facilitator.documents.formats.registry import STYLE
from facilitator.documents.shelf.folders import Shelf, read_inside
from facilitator.documents.template_check.listing import LETTERHEAD, PARTS, Listed, listed, marked
from facilitator.documents.template_check.override import override_of
from facilitator.documents.wording.files import FALLBACK
from facilitator.files.writing import save_new
from facilitator.model.programme import PaperSize

_LANGUAGE = re.compile(r"words/([a-z]{2})(?:\.toml)?")
_TABLE = re.compile(r"\[([\w.]+)\]")


def what_to_copy(shelf: Shelf, typed: str) -> Listed | None:
    """Return a language nobody has words of yet, if *typed* names one such as "words/de"; else None."""
    language = _LANGUAGE.fullmatch(typed)
    if language is None or any(each.id == f"words/{language[1]}" for each in listed(shelf)):
        return None
    return Listed(f"words/{language[1]}", f"Fixed words, language {language[1]}", f"words/{language[1]}.toml")


def begin(each: Listed, into: Path, size: PaperSize = PaperSize.A4) -> Path:
    """Write one's own of a file into the folder *into* and return its path; one that is there stays.

    *size* is the paper a letterhead is for. Raises `BadInput` for one that is there, `NotSaved`.
    """
    return save_new(into / each.file, _content(each, size))


def _content(each: Listed, size: PaperSize) -> bytes:
    shipped = Shelf().shipped
    if each.file == LETTERHEAD:
        # Imported here: python-docx takes its time.
        from facilitator.documents.formats.letterhead_example import example_letterhead

        return example_letterhead(size)
    if each.file == BRANDING:
        text = read_inside(shipped, f"examples/{BRANDING}")
    elif each.file == PARTS:
        says = f"Your own parts, in place of the shipped ones ({marked(PARTS)})."
        text = f"{{# {says} All papers use them, so keep each. #}}\n{read_inside(shipped, PARTS)}"
    elif each.file == STYLE:
        says = f"Your own look of HTML papers, in place of the shipped one ({marked(STYLE)})."
        text = f"/* {says} */\n{read_inside(shipped, STYLE)}"
    elif each.file.startswith("words/"):
        text = "\n".join(_words(read_inside(shipped, f"words/{FALLBACK}.toml"), each)) + "\n"
    else:
        text = override_of(each.file)
    return text.encode()


def _words(source: str, each: Listed) -> Iterator[str]:
    """Yield the lines of the English words, each that says one behind a #; the rules of plurals count."""
    head = "own" if each.id == f"words/{FALLBACK}" else "language"
    yield from read_inside(Shelf().shipped, f"examples/words-{head}.toml").split("\n")
    table, begun = "", False
    for line in source.split("\n"):
        begun = begun or bool(_TABLE.match(line))
        if not begun:
            continue  # what the shipped file says of itself
        if found := _TABLE.match(line):
            table = found[1]
        counts = table == "plural" or not line.strip() or line.startswith(("#", "["))
        yield line if counts else f"# {line}"
