"""What a template is given, field by field, in the words of the shipped file `fields.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from facilitator.documents.papers.document import PaperScope
from facilitator.documents.render import PAPERS
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.shelf.toml_file import read_toml

FILE = "fields.toml"

_SCOPES = {each.template: each.scope for each in PAPERS.values()}
_INDENT = "     "


def fields_of(template: str) -> Mapping[str, str]:
    """Return what the view of a shipped template holds: by field, what it is; its own fields first.

    A field is written as in the file: "actions[].text" goes through a list, * stands for each name there is.
    """
    tables = read_toml(Shelf().shipped, FILE)[0]
    own = (
        template.removesuffix(".html.j2"),
        *(["session"] if _of_session(template) else []),
        "every",
        "parts",
    )
    return {field: says for table in own for field, says in tables.get(table, {}).items()}


def _of_session(template: str) -> bool:
    return _SCOPES[template] is PaperScope.SESSION


def is_field(path: str, field: str) -> bool:
    """Tell whether the *path* of a value in a view is meant by a *field* of the list."""
    return re.fullmatch(re.escape(field).replace(r"\*", ".+"), path) is not None


def markdown() -> Iterator[str]:
    """Yield the lists of all templates as they stand in `docs/templates.md`."""
    tables = read_toml(Shelf().shipped, FILE)[0]
    named = {
        "every": "Every paper",
        "session": "Every paper of a session",
        "parts": "Parts of several papers",
        **{each.key: f"{each.title}: `{each.template}`" for each in PAPERS.values()},
    }
    for table, title in named.items():
        yield from (f"### {title}", "", "| field | what it is |", "|-|-|")
        yield from (f"| `{field}` | {says} |" for field, says in tables[table].items())
        yield ""


def field_lines(template: str) -> Iterator[str]:
    """Yield the fields of a template as people read them, a line each."""
    fields = fields_of(template)
    width = max(map(len, fields))
    for field, says in fields.items():
        yield f"{_INDENT}{field:{width}}  {says}"


if __name__ == "__main__":
    print("\n".join(markdown()))
