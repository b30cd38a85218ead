"""Papers in the user's own templates, and in the shipped ones where those cannot be used.

A broken custom file never keeps a paper from being written: the shipped one takes its place, and the
paper carries a notice about it with file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from facilitator.documents.shelf.faults import TemplateFault, not_used
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.templates.environment import PaperEnvironment, run_template
from facilitator.documents.templates.line_tracing import with_line
from facilitator.documents.tree.html_subset import Element, parse
from facilitator.documents.tree.view import View
from facilitator.files.toml import Tree

_taken: ContextVar[list[tuple[str, View]] | None] = ContextVar("views taken", default=None)


def body_of(
    shelf: Shelf, template: str, view: View, tree: Tree
) -> tuple[tuple[Element, ...], tuple[str, ...]]:
    """Return what *template* makes of a view, and notices. Raises `TemplateFault` of a shipped one."""
    taken = _taken.get()
    if taken is not None:
        taken.append((template, view))
    try:
        return body_in(shelf, template, view, tree), _not_shown(shelf, template)
    except TemplateFault as fault:
        if len(shelf.folders) == 1:
            raise
        return body_in(shelf.shipped_only, template, view, tree), (not_used("template", fault),)


def _not_shown(shelf: Shelf, template: str) -> tuple[str, ...]:
    """Return what of the user's own template the paper leaves out without a word: the first such thing."""
    if not shelf.has_custom(template):
        return ()
    # Imported here: few people have a template of their own.
    from facilitator.documents.templates.unshown import unshown

    return tuple(not_used("template", each) for each in unshown(shelf.read(template), template)[:1])


def body_in(
    shelf: Shelf, template: str, view: View, tree: Tree, *, within: PaperEnvironment | None = None
) -> tuple[Element, ...]:
    """Return what *template* makes of a view. Raises `TemplateFault` with file and line.

    *within* is the environment, where it is not that of the shelf.
    """
    html = run_template(shelf, template, view, tree, within=within)
    try:
        body = parse(html, template)
    except TemplateFault as fault:
        raise with_line(
            fault, shelf, template, view, tree, missing=within.undefined if within else None
        ) from None
    if not body:
        raise TemplateFault(
            f"{template}: it makes a paper without a word.",
            "Take it away, or begin anew with a copy of the shipped one.",
            file=template,
        )
    return body


@contextmanager
def views_taken() -> Iterator[list[tuple[str, View]]]:
    """Collect the views of all papers made inside, each with the name of its template."""
    taken: list[tuple[str, View]] = []
    token = _taken.set(taken)
    try:
        yield taken
    finally:
        _taken.reset(token)
