"""A custom template to begin with: the shipped one, each block of which can be replaced alone."""

from __future__ import annotations

import re
from pathlib import Path

from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.shelf.folders import Shelf, read_inside
from facilitator.documents.template_check.samples import TITLES
from facilitator.documents.template_check.source_check import blocks_of
from facilitator.documents.templates.environment import BUILTIN, environment
from facilitator.documents.wording.files import FALLBACK
from facilitator.documents.wording.phrases import Words, load_words
from facilitator.files.writing import save_new

_HEADING = re.compile(r"<h[23][^>]*>\{\{ w\.([\w.]+) ")


def copy_template(template: str, into: Path) -> Path:
    """Write a custom template into the folder *into* and return its path; one that is there stays.

    Raises `BadInput` for one that is there, `NotSaved`.
    """
    return save_new(into / template, override_of(template).encode())


def override_of(template: str) -> str:
    """Return a template that shows what the shipped *template* shows until one of its blocks is changed."""
    shelf = Shelf()
    source = read_inside(shelf.shipped, template)
    words = load_words(shelf, FALLBACK)
    blocks = blocks_of(source, environment(shelf))
    width = max(map(len, blocks), default=0)
    listed = "\n".join(f"     {name:{width}}  {_shown(source, name, words)}".rstrip() for name in blocks)
    begun = "\n".join(
        f"{{#\n{{% block {name} %}}\n{{{{ super() }}}}\n{{% endblock %}}\n#}}\n" for name in blocks
    )
    return f"""\
{{# Your own template of: {TITLES[template]}. It shows what the shipped one shows, but for what you change.

   Its blocks can be replaced one by one:
{listed}

   Take a block out of its comment signs below, and write in it what you want. super() stands for what the
   shipped block shows. See what is wrong with: facilitator template check. Take this file away to have
   the shipped template again. #}}
{{% extends "{BUILTIN}{template}" %}}

{begun}"""


def _shown(source: str, block: str, words: Words) -> str:
    """Return the heading a block begins with, if it has one of its own."""
    inside = source.partition(f"block {block} %}}")[2].partition("endblock")[0]
    found = _HEADING.search(inside)
    try:
        return words(found[1]) if found else ""
    except TemplateFault:
        return ""
