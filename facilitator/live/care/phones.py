"""Telling telephone numbers from years, dates, times, versions and ticket numbers."""

from __future__ import annotations

import re

_RUN = re.compile(r"(?<![\w#@./:,–-])\+?\s?\(?\d[\d\s()/.–-]{5,30}\d(?![\w:%])")
"""Digits with what may stand between those of a number."""

_SAID = re.compile(
    r"\b(?:tel|telephone|phone|mobile|ext|extension)\b\.?:?\s*(\+?\d[\d\s()/.–-]{1,30}\d)", re.I
)
"""A number that is called one, however short: “ext. 4711”."""

_TICKET = re.compile(
    r"(?:\b(?:inc|chg|req|ritm|prb|sr|task|ticket|case|order|invoice|request|asset|serial|version|id|no|nr|"
    r"number|po)\b|#)[.:#\s-]*\Z",
    re.I,
)
_DAY = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
_CLOCK = r"(?:[01]\d|2[0-3])[.]?[0-5]\d"
_YEAR = r"(?:19|20)\d\d"
_SPAN = rf"{_CLOCK}\s*[–-]\s*{_CLOCK}|{_YEAR}\s*[–/-]\s*{_YEAR}|\d{{1,2}}/{_YEAR}"
_DATE_OR_TIME = re.compile(rf"(?<!\d)(?<!\d[./-])(?:{_DAY}|{_SPAN})(?!\d)(?![./-]\d)")
_AMERICAN = re.compile(r"\(?\d{3}\)?[\s.-]{1,2}\d{3}[\s.-]\d{4}")

_LEAST, _MOST = 7, 15
_LEAST_UNPARTED = 9
"""Digits without anything between them, which ticket numbers have as well."""

_LEAST_SAID = 3


def find_phone(line: str) -> str | None:
    """Return the first telephone number of *line* as it was typed, or None."""
    said = _SAID.search(line)
    if said and _digits(said[1]) >= _LEAST_SAID and not re.fullmatch(_YEAR, said[1]):
        return said[1]
    for run in _RUN.finditer(line):
        if _is_phone(run[0], line[max(0, run.start() - 20) : run.start()]):
            return run[0].strip()
    return None


def _is_phone(run: str, before: str) -> bool:
    if not _LEAST <= _digits(run) <= _MOST or _digits(_DATE_OR_TIME.sub(" ", run)) < _LEAST:
        return False
    if run.startswith("+"):
        return True
    if _TICKET.search(before):
        return False
    if _AMERICAN.fullmatch(run):
        return True
    if not run.lstrip("(").startswith("0"):
        return False
    groups = re.findall(r"\d+", run)
    if len(groups) == 1:
        return len(groups[0]) >= _LEAST_UNPARTED
    return len(groups[0]) > 1 or run.startswith("(0)")


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
