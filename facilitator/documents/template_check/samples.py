"""Views to try templates with: those of the worked example, and from each a bare and a hostile one.

A bare view has no list with anything in it and no words: what a paper is before anybody said a thing. In a
hostile one all words are such as somebody might type to break a paper.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from facilitator.documents.papers.document import PaperScope
from facilitator.documents.render import PAPERS, Document, paper
from facilitator.documents.templates.fallback import views_taken
from facilitator.documents.tree.view import View
from facilitator.errors import FacilitatorError
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

TITLES: Mapping[str, str] = {each.template: each.title for each in PAPERS.values()}
"""What each template makes, by its name on the shelf."""

_DAY = date(2026, 4, 9)
"""The day the worked example is looked at."""

_TOKEN = re.compile(r"[a-z][a-z0-9_]*|")
"""Words of the program, such as the name of a tint: no people's words look like that."""

HOSTILE = "<script>alert(1)</script> </td></table> {{ 7 * 7 }} {% raw %} & \" ' \\ | # * _\n- עברית 👩‍👩‍👧"

Samples = Mapping[str, tuple[View, ...]]


def samples(templates: Collection[str]) -> Samples:
    """Return views for each of *templates*: those of the worked example, a bare and a hostile one."""
    return _samples(frozenset(templates))


@cache
def _samples(templates: frozenset[str]) -> Samples:
    """Return what `samples` does, made once: the example never changes, and no template can change a view."""
    return {name: (*views, *_bent(views)) for name, views in _example(templates).items()}


def _bent(views: tuple[View, ...]) -> Iterator[View]:
    fullest = max(views, key=lambda view: len(str(view)))
    yield _changed(fullest, bare=True)
    yield _changed(fullest, bare=False)


def _changed(part: Any, *, bare: bool) -> Any:
    if isinstance(part, dict):
        return {key: _changed(value, bare=bare) for key, value in part.items()}
    if isinstance(part, list):
        return [] if bare else [_changed(value, bare=bare) for value in part]
    if isinstance(part, bool):
        return part and not bare
    if isinstance(part, str) and not _TOKEN.fullmatch(part):
        return "" if bare else f"{HOSTILE} {part}"
    return part


def _example(templates: Collection[str]) -> dict[str, tuple[View, ...]]:
    """Return the views the papers of the worked example are made of."""
    with tempfile.TemporaryDirectory(prefix="facilitator-") as scratch:
        _, folder = open_demo(Path(scratch) / "example", as_of=_DAY)
        with closing(folder), views_taken() as taken:
            for make in _makers(folder, templates):
                try:
                    make()
                except FacilitatorError:
                    continue  # the example has no such paper
    found: dict[str, list[View]] = defaultdict(list)
    for template, view in taken:
        found[template].append(view)
    return {name: tuple(views) for name, views in found.items()}


def _makers(folder: ProgrammeFolder, templates: Collection[str]) -> Iterator[Callable[[], object]]:
    for document in PAPERS.values():
        if document.template in templates:
            for edition in _editions(folder, document):
                yield partial(paper, folder, document.key, **edition)


def _editions(folder: ProgrammeFolder, document: Document) -> Iterator[dict[str, Any]]:
    """Yield what each edition of a paper is about, as `paper` takes it."""
    if document.scope is PaperScope.SESSION:
        for file in folder.sessions:
            yield from ({"session": file, "team": team, "preview": True} for team in file.session.teams)
    elif document.scope is PaperScope.WAVE:
        yield from ({"team": team} for team in (None, *folder.teams))
    else:
        yield {}
