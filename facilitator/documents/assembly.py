"""A view and a template become a paper, in the user's own branding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.commands import command
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.language.words import count
from facilitator.model.programme import PaperSize

if TYPE_CHECKING:
    from facilitator.documents.branding.branding import Branding
    from facilitator.documents.tree.paper import Paper


def assemble(template: str, shelf: Shelf, words: Words, view: View, *, tight: bool = False) -> Paper:
    """Return the paper that *template* makes of *view*, in the user's own branding.

    What of the user's own files cannot be used stands in `Paper.notices`; the shipped one takes its place.
    """
    # Jinja takes 30 ms to import; whoever only lists papers does not wait for it.
    from facilitator.documents.branding.branding import branding_of, notices_of
    from facilitator.documents.templates.fallback import body_of
    from facilitator.documents.tree.html_subset import Element
    from facilitator.documents.tree.paper import Paper

    body, notices = body_of(shelf, template, view, words.tree)
    if words.borrowed:
        notices = (*notices, _mixes(words))
        body = (*body, Element("p", {"data-role": "limits"}, (words("doc.mixed"),)))
    branding, faults = branding_of(shelf)
    doc = view["doc"]
    plain = Paper(
        lang=doc["lang"],
        title=doc["title"],
        header=doc["header"],
        name=doc["name"],
        footer=doc["footer"],
        page=words("doc.page", page="{page}", pages="{pages}"),
        body=body,
        watermark=words("doc.watermark") if doc["preview"] else "",
        tight=tight,
        closer=not tight and (doc["paper"] == PaperSize.LETTER or view.get("closer", False)),
        organisation=view["programme"]["organisation"],
        size=PaperSize(doc["paper"]),
        notices=(*words.notices, *notices, *notices_of(faults)),
        view=view,
    )
    header = words("doc.header", programme=view["programme"]["name"], organisation=branding.name)
    return _branded(plain, branding, header)


def _mixes(words: Words) -> str:
    """Return for the maker that a paper has English words beside those of its language; it says so, too."""
    taken = count(len(words.borrowed), "word")
    lacks = f"{taken} of it {'is' if len(words.borrowed) == 1 else 'are'} not in words/{words.lang}.toml"
    return f"This paper mixes languages: {lacks} and English here. See: {command('template', 'check')}"


def _branded(paper: Paper, branding: Branding, header: str) -> Paper:
    """Return *paper* with a branding; *header* is its letterhead with the name of the branding in it."""
    return replace(
        paper,
        branding=branding,
        header=header if branding.name else paper.header,
        organisation=branding.name or paper.organisation,
        footer=f"{paper.footer} · {branding.footer}" if branding.footer else paper.footer,
    )
