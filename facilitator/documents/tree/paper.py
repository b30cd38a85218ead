"""A paper between template and walker: its frame as plain words, its body as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.documents.branding.branding import PLAIN, Branding
from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.view import View
from facilitator.model.programme import PaperSize


@dataclass(frozen=True)
class Paper:
    """What every walker gets.

    `header` and `name` are the letterhead, `footer` and `page` the foot of each page (`page` holds
    the places {page} and {pages}). `watermark` is empty unless the paper is a preview: walkers put
    it on top, so that no template can leave it out. `tight` papers are meant to fit one page. Of several
    pages a paper is set `closer` on Letter, so that its pages hold what A4 does, and where a few lines would
    take one more page.
    `organisation` is whose paper it is, where a format asks for an author. `notices` are sentences for
    whoever makes the paper, never part of it: what of the user's own templates could not be used. `not_in_it`
    tells them how many lines it leaves out and why, "" for none. `view` is the plain data it is
    made from, for programs.
    """

    lang: str
    title: str
    header: str
    name: str
    footer: str
    page: str
    body: tuple[Element, ...]
    watermark: str = ""
    tight: bool = False
    closer: bool = False
    organisation: str = ""
    branding: Branding = PLAIN
    size: PaperSize = PaperSize.A4
    notices: tuple[str, ...] = ()
    not_in_it: str = ""
    view: View = field(default_factory=dict)
