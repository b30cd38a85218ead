"""The one reader of TOML: whatever a person wrote, it ends soon, and says what is wrong and where.

`tomllib` follows a key of many steps (a.a.a…) anew from its beginning for each of them, and each table inside
another with a call inside a call; Python refuses numbers of thousands of digits, when it reads or when it
shows them. So steps, depth and digits are counted first, outside of texts and comments.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from facilitator.files.faults import FileFault
from facilitator.text import clean_line, composed

MOST_STEPS = 16
"""Of one key, such as a.b.c."""

DEEPEST = 16
"""Lists and tables inside each other, in brackets."""

MOST_DIGITS = 1_000
"""Of one number; Python refuses to read or to show some more."""

Tree = dict[str, Any]

_TEXT_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    r"|'''(?:[^']|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
"""What is no key, no number and no bracket. It always matches to its end or to that of the file."""

_KEY = re.compile(r"[^\s=,{}\[\]]+")
_NUMBER = re.compile(rf"[0-9_]{{{MOST_DIGITS + 1},}}")
_BRACKET = re.compile(r"[\[\]{}\n]")
_PLACE = re.compile(r"(?P<what>.*) \(at (?P<where>.*)\)", re.DOTALL)


def parse_toml(text: str, name: str) -> Tree:
    """Return what TOML says; accents stand with their letters in it. Raises `FileFault`.

    Editors on macOS may set accents apart. That is not the writer's doing, so it is no fault.
    """
    text = composed(text)
    for line, problem, remedy in _too_much(_TEXT_OR_COMMENT.sub(_blank, text)):
        raise FileFault(name, problem, remedy, line=line)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(error, text, name) from None
    except ValueError:
        raise FileFault(name, "It holds a number that is far too long.", "Shorten the number.") from None
    except RecursionError:
        raise FileFault(name, "It is nested too deep to follow.", _FLAT) from None


_FLAT = "Write it flat, as the shipped files are."


def _blank(found: re.Match[str]) -> str:
    """Return what takes the place of a text or a comment: a letter, for a text may be a step of a key."""
    lines = "\n" * found[0].count("\n")
    return lines if found[0].startswith("#") else f"x{lines}"


def _too_much(bare: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(bare.split("\n"), start=1):
        # Blanks may stand around the dots of a key.
        if line.count(".") >= MOST_STEPS and any(
            key[0].count(".") >= MOST_STEPS for key in _KEY.finditer(line.replace(" ", "").replace("\t", ""))
        ):
            yield number, f"A key has more than {MOST_STEPS} steps.", _FLAT
        if _NUMBER.search(line):
            yield number, "It holds a number that is far too long.", "Shorten the number."
    depth, line_number = 0, 1
    for found in _BRACKET.finditer(bare):
        sign = found[0]
        line_number += sign == "\n"
        depth = max(0, depth + (sign in "[{") - (sign in "]}"))
        if depth > DEEPEST:
            yield line_number, "It is nested too deep to follow.", _FLAT
            return


def _syntax(error: tomllib.TOMLDecodeError, text: str, name: str) -> FileFault:
    place = _PLACE.fullmatch(str(error))
    what, where = (place["what"], place["where"]) if place else (str(error), "")
    found = re.match(r"line (\d+)", where)
    line = int(found[1]) if found else text.count("\n") + 1
    return FileFault(
        name,
        f"This is not TOML: {clean_line(what)}.",
        "Texts stand in quotation marks and lists in square brackets, as in the shipped files.",
        line=line,
        where=where,
    )
