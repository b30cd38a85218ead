"""The one door through which words enter a record.

People paste from anywhere: terminals, web pages, chat. `clean` takes out what could act instead of
being read (control characters, terminal escapes, direction overrides, lone surrogates) and nothing
else. The store refuses text that `clean` would change, so nothing gets in another way.
"""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI sequences: colours, cursor movement
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS: links
    r"|\x1b[ -/]*[0-~]?"  # the short escapes, and a lone one
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u0085\u2028\u2029]")  # \x0b is a line break in slides
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but newline and tab
    "\u202a-\u202e\u2066-\u2069"  # overrides and isolates of direction
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order marks, interlinear marks, non-characters
    "\ud800-\udfff]"  # lone surrogates; Python strings hold no others
)
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return *text* without anything that could act on a terminal or a document.

    Keeps newlines, tabs, joiners and every printable character; composes it (NFC).
    Idempotent: ``clean(clean(x)) == clean(x)``.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPES.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def clean_line(text: str) -> str:
    """Return *text* cleaned and on one line, runs of white space folded to one blank."""
    return _SPACES.sub(" ", clean(text)).strip()


def is_clean(text: str) -> bool:
    """Tell whether *text* may enter a record as it is."""
    return clean(text) == text
