"""A custom template to begin with: the shipped one, each block of which can be replaced alone.

Its comments are all there is to read for somebody who knows HTML and not the language of templates.
"""

from __future__ import annotations

import re

from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.shelf.folders import Shelf, read_inside
from facilitator.documents.template_check.fields import field_lines, fields_of
from facilitator.documents.template_check.listing import marked
from facilitator.documents.template_check.samples import TITLES
from facilitator.documents.template_check.source_check import blocks_of
from facilitator.documents.templates.environment import BUILTIN, environment
from facilitator.documents.tree.html_subset import ELEMENTS
from facilitator.documents.wording.files import FALLBACK
from facilitator.documents.wording.phrases import Words, load_words

_HEADING = re.compile(r"<h[23][^>]*>\{\{ w\.([\w.]+) ")
_EDGES = {"top": "what the paper begins with", "foot": "what it ends with"}
_EXAMPLES = {
    "reach": '<p data-role="note">{{ reach }}</p>',
    "next_meeting": "{% if next_meeting %}<p><strong>{{ next_meeting }}</strong></p>{% endif %}",
    "wanted": "{% if wanted %}<p>{{ wanted }}</p>{% endif %}",
    "programme.sponsor": "<p>{{ programme.name }}. Behind it: {{ programme.sponsor }}</p>",
    "contacts": "<ul>{% for contact in contacts %}<li>{{ contact.name }}</li>{% endfor %}</ul>",
}
"""By the field it shows: a line to copy into a block. None of them stays empty where it must not."""


def examples_of(template: str) -> tuple[str, ...]:
    """Return lines that can be copied into a block of a template, for the fields it is given."""
    given = fields_of(template)
    return tuple(line for field, line in _EXAMPLES.items() if field in given)


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
    examples = "\n".join(f"     {line}" for line in examples_of(template))
    return f"""\
{{# Your own template of: {TITLES[template]}. It shows what the shipped one shows, but for what you change
   ({marked(template)}).

   Its blocks can be replaced one by one:
{listed}

   Take a block out of its comment signs below: take away the two lines with a brace and a #, before and
   after it. Write in it what you want. super() stands for what the shipped block shows: write before it or
   after it, or leave it out. What stands outside a block is not shown.

   In a block stands HTML of these elements, without class and style:
     {" ".join(ELEMENTS)}
   and in double braces what the program knows. Copy one of these lines into a block and try:
{examples}
   if and for end with endif and endfor. All there is to show is listed at the end of this file.

   Fixed words are changed in words/en.toml, colours and logo in branding.toml, looks in style.css:
   facilitator template copy words/en. See what is wrong with your own: facilitator template check, or t under
   Papers. While something is, the shipped one is used, and you are told. Take this file away to have the
   shipped template again. #}}
{{% extends "{BUILTIN}{template}" %}}

{begun}
{{# What there is to show, each in double braces. A name with [] goes through a list: items[].text is
     {{% for each in items %}}<p>{{{{ each.text }}}}</p>{{% endfor %}}
   A text may be empty, so ask first: {{% if reach %}} … {{% endif %}}. * stands for each name there is.
   The program's fixed words stand in w, as they stand in words/en.toml: {{{{ w.doc.name }}}}.

{chr(10).join(field_lines(template))}
#}}
"""


def _shown(source: str, block: str, words: Words) -> str:
    """Return the heading a block begins with, if it has one of its own."""
    inside = source.partition(f"block {block} %}}")[2].partition("endblock")[0]
    found = _HEADING.search(inside)
    try:
        return words(found[1]) if found else _EDGES.get(block, "")
    except TemplateFault:
        return ""
