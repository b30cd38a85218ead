"""Files of earlier versions, brought to the layout of today one small step after the other.

A file says in its `meta` table which layout it has. A step is a pure function from the tables of one
layout to those of the next; it is never changed once files of the next layout are about, and it uses no
name of today's model, which goes on changing. New fields with a default and new tables need no step, but
`SCHEMA` goes up with the first release that writes them: programs before it refuse what they do not know,
and a higher number lets them open the file for reading and say why (`errors.NewerFile`).

    0   records without a word on what file it is: TinyDB's own, or put together by hand
    1   `meta` says kind and layout
    2   may hold what the room is shown, waves of the pulse, papers issued, purges; nothing of before moved
    3   may name what was removed, hold the key of handles, and what is kept of a wave of the pulse; tallies
        of before leave it when the programme is opened
    4   may say what a practice is called in this organisation and who decides how it works, which of two
        teams had an idea, and of a champion the term, the hours and the practices
    5   leaders point at the stories they sponsor; before, their titles stood there. Value chains stand in the
        programme alone: only the worked example ever had some in a session
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from facilitator.errors import Damaged
from facilitator.store.journal.tables import Tables, plain

Step = Callable[[Tables], Tables]

META = "meta"
"""The table whose only document says what file it is: its kind, its layout, who wrote it."""

_HISTORY = "undo"
"""The table of what leads back."""

_TELLTALE = {"programmes": "programme", "sessions": "session"}


def _say_what_it_is(tables: Tables) -> Tables:
    """0 → 1: the kind of the file, told by what only such a file holds."""
    kind = next((kind for table, kind in _TELLTALE.items() if tables.get(table)), None)
    if kind is None:
        return tables
    return {META: {"1": {"schema": 1, "kind": kind, "written_by": ""}}, **tables}


def _more_tables(tables: Tables) -> Tables:
    """1 → 2: tables and fields were added; existing records are valid unchanged."""
    return tables


def _more_fields(tables: Tables) -> Tables:
    """2 → 3: fields were added; existing records are valid unchanged."""
    return tables


def _names_of_practices(tables: Tables) -> Tables:
    """3 → 4: a decision about a practice may name it; those of before do not."""
    return tables


def _stories_and_chains(tables: Tables) -> Tables:
    """4 → 5: sessions hold no value chains. At a leader a title becomes the story of that title, and where
    there is none, a new one.

    What undo tells of such a file would bring titles back, so it ends here.
    """
    tables = {name: table for name, table in tables.items() if name != "value_chains"}
    stories, leaders = dict(tables.get("stories", {})), dict(tables.get("leaders", {}))
    if not any(each.get("stories") for each in leaders.values()):
        return tables
    known = {each["id"]: each["id"] for each in stories.values()}  # of a file that does not say its layout
    by_title = known | {each["title"].casefold(): each["id"] for each in stories.values()}
    for number, leader in leaders.items():
        pointed = []
        for title in leader.get("stories", ()):
            if title.casefold() not in by_title:
                story = _story_called(title, leader)
                by_title[title.casefold()] = story["id"]
                stories[str(max(map(int, stories), default=0) + 1)] = story
            pointed.append(by_title[title.casefold()])
        if pointed:
            leaders[number] = {**leader, "stories": list(dict.fromkeys(pointed))}
    kept = {name: table for name, table in tables.items() if name != _HISTORY}
    return {**kept, "leaders": leaders, "stories": stories}


def _story_called(title: str, leader: Any) -> dict[str, Any]:
    """Return a story of that title, the same however often the file is read before it is written."""
    from uuid import NAMESPACE_URL, uuid5  # here: few files are as old as that

    made = uuid5(NAMESPACE_URL, f"{leader['id']} {title.casefold()}")
    return {"id": str(made), "created": leader["changed"], "changed": leader["changed"], "title": title}


STEPS: tuple[Step, ...] = (
    _say_what_it_is,
    _more_tables,
    _more_fields,
    _names_of_practices,
    _stories_and_chains,
)
"""The step in place n leads from layout n to layout n + 1."""

SCHEMA = len(STEPS)
"""The layout of today; a file of a higher one is opened for reading only."""


def schema_of(tables: Tables, name: str) -> int:
    """Return the layout of the file called *name*; 0 when it has no `meta`. Raises `Damaged`."""
    meta = next(iter(tables.get(META, {}).values()), None)
    schema = 0 if meta is None else meta.get("schema")
    if type(schema) is not int or schema < 0:
        raise Damaged(f"{name} does not say which version wrote it.", "It is left as it is.")
    return schema


def migrate(tables: Tables, schema: int, *, steps: Sequence[Step] = STEPS) -> Tables:
    """Return *tables* of layout *schema* in today's layout; those given are left as they are.

    Raises `Damaged` for documents a step can make nothing of.
    """
    if schema >= len(steps):
        return tables
    tables = plain(tables)
    for number, step in enumerate(steps[schema:], schema):
        try:
            tables = step(tables)
        except (LookupError, TypeError, ValueError, AttributeError):
            raise Damaged(
                f"Its records are not those of layout {number}, though it says so.",
                "It is left as it is. Put back a copy of it.",
            ) from None
    for meta in tables.get(META, {}).values():
        meta["schema"] = len(steps)
    return tables
