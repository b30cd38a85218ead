"""Views to try templates with: those of the worked example, and from each a bare and a hostile one.

A bare view has no list with anything in it and no words: what a paper is before anybody said a thing. In a
hostile one all words are such as somebody might type to break a paper.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from facilitator.documents.papers.pulse_report import TEMPLATE as PULSE
from facilitator.documents.papers.pulse_report import pulse_paper
from facilitator.documents.papers.what_is_stored import TEMPLATE as STORED
from facilitator.documents.papers.what_is_stored import stored_paper
from facilitator.documents.render import DOCUMENTS, paper
from facilitator.documents.templates.fallback import views_taken
from facilitator.documents.tree.view import View
from facilitator.errors import FacilitatorError
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

TITLES: Mapping[str, str] = {
    **{each.template: each.title for each in DOCUMENTS.values()},
    PULSE: "Pulse report",
    STORED: "What is stored",
}
"""What each template makes, by its name on the shelf."""

_DAY = date(2026, 4, 9)
"""The day the worked example is looked at."""

_TOKEN = re.compile(r"[a-z][a-z0-9_]*|")
"""Words of the program, such as the name of a tint: no people's words look like that."""

HOSTILE = "<script>alert(1)</script> </td></table> {{ 7 * 7 }} {% raw %} & \" ' \\ | # * _\n- עברית 👩‍👩‍👧"

Samples = Mapping[str, tuple[View, ...]]


def samples(templates: Collection[str]) -> Samples:
    """Return views for each of *templates*: those of the worked example, a bare and a hostile one."""
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


def _makers(folder: ProgrammeFolder, templates: Collection[str]) -> Iterator[Any]:
    for key, document in DOCUMENTS.items():
        if document.template in templates:
            for file in folder.sessions:
                for team in file.session.teams:
                    yield lambda key=key, file=file, team=team: paper(
                        folder, key, session=file, team=team, preview=True
                    )
    if PULSE in templates:
        for whose in (None, *folder.teams):
            yield lambda whose=whose: pulse_paper(folder, team=whose)
    if STORED in templates:
        yield lambda: stored_paper(folder)
