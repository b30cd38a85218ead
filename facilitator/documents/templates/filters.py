"""The filters templates may use, and how what they print is written; all of it counts as work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.utils import pass_context
from markupsafe import Markup, escape

from facilitator.documents.templates.budget import (
    joined,
    metered,
    require_short,
    spend,
    watched,
    weighed,
    worded,
)
from facilitator.documents.wording import phrases
from facilitator.documents.wording.sentences import upper_first

# fmt: off
_FILTERS = (
    "dictsort", "groupby", "int", "items", "list", "map", "max", "min", "reject", "rejectattr", "reverse",
    "select", "selectattr", "sort", "unique",
)
_QUICK_FILTERS = ("count", "d", "default", "first", "last", "length")
_TEXT_FILTERS = ("capitalize", "lower", "title", "trim", "truncate", "upper", "wordcount")
# fmt: on
_LONGEST_RANGE = 1000
_MOST_PLACES = 9


def known_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters people may write, by name."""
    own: dict[str, Callable[..., Any]] = {
        "batch": metered(_batch),
        "fill": metered(_fill, text=True),
        "join": metered(_join),
        "replace": metered(_replace, text=True),
        "round": metered(_round),
        "runs": metered(_runs),
        "sum": metered(_sum),
        "upper_first": metered(upper_first, text=True),
    }
    known = {name: metered(FILTERS[name]) for name in _FILTERS} | own
    known |= {name: metered(FILTERS[name], whole=False) for name in _QUICK_FILTERS}
    known |= {name: metered(FILTERS[name], text=True) for name in _TEXT_FILTERS}
    return known


def counting_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters that are put into a parsed template (`budget.Counting`)."""
    return {"_watched": watched, "_weighed": weighed, "_joined": joined, "_spent": _spent}


def printed(value: Any) -> Any:
    """Return what stands for *value* in a paper: words escaped, their line breaks kept."""
    watched(value)
    if isinstance(value, jinja2.Undefined) or hasattr(value, "__html__"):
        return value
    if isinstance(value, str):
        return Markup("<br>").join(escape(line) for line in value.split("\n"))
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise jinja2.TemplateRuntimeError(f"a {type(value).__name__} cannot be printed, only words and numbers")


@pass_context
def _spent(context: Any, steps: int) -> Markup:
    """Spend steps and print nothing; the context is asked for so that it happens each time."""
    spend(steps)
    return Markup("")


def _fill(text: str, **parts: object) -> str:
    """Return fixed words with their places filled: `{{ w.plan.title | fill(team=team.name) }}`."""
    text = str(text)
    require_short(len(text) + sum(len(str(worded(part))) * text.count("{") for part in parts.values()))
    return phrases.fill(text, parts)


def _runs(rows: Sequence[dict[str, Any]], key: str) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Yield (value, rows) for neighbours that share the value of *key*; the order stays."""
    parts = list(rows)
    if not all(key in row for row in parts):
        raise SecurityError(f"not every row has {key}")
    for value, run in groupby(parts, key=lambda row: row[key]):
        yield value, list(run)


def _join(values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    """Return words with *between* between them, all as plain words: what was escaped is escaped once."""
    parts = [worded(value if attribute is None else value[attribute]) for value in values]
    require_short(sum(len(str(part)) + len(between) for part in parts))
    marked = any(hasattr(part, "__html__") for part in (between, *parts))
    return Markup(escape(between)).join(parts) if marked else between.join(map(str, parts))


def _replace(text: str, old: str, new: str) -> str:
    require_short(len(text) + (str(text).count(old) if old else len(text) + 1) * len(new))
    return text.replace(old, new)


def _batch(values: Iterable[Any], size: int, filling: Any = None) -> Iterator[list[Any]]:
    if not 0 < size <= _LONGEST_RANGE:
        raise SecurityError(f"a batch has 1 to {_LONGEST_RANGE} parts")
    return FILTERS["batch"](values, size, filling)  # type: ignore[no-any-return]


def _round(number: float, places: int = 0) -> float:
    if abs(places) > _MOST_PLACES:
        raise SecurityError(f"numbers have up to {_MOST_PLACES} places")
    return round(number, places)


def _sum(numbers: Iterable[Any], attribute: str | None = None) -> float:
    parts = [number if attribute is None else number[attribute] for number in numbers]
    if not all(isinstance(part, (int, float)) for part in parts):
        raise SecurityError("only numbers have a sum")
    return float(sum(parts)) if any(isinstance(part, float) for part in parts) else int(sum(parts))


def short_range(*bounds: int) -> range:
    """Return a range. Raises `SecurityError` for one longer than a paper needs."""
    made = range(*bounds)
    if len(made) > _LONGEST_RANGE:
        raise SecurityError(f"a range has up to {_LONGEST_RANGE} numbers")
    return made
