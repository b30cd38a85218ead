"""`facilitator template`: the templates of documents, and one's own in place of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliGroup
from facilitator.cli.output import say, say_json, say_table, tell
from facilitator.documents.shelf.folders import Shelf
from facilitator.workspace.lookup import choose

_ENDING = ".html.j2"
_KEYS_TOLD = 12


@click.group(cls=CliGroup)
def template() -> None:
    """List the templates of documents, check your own, or copy one to change it.

    Your own lie in the folder templates of the workspace, beside words/de.toml for another language,
    branding.toml for name, logo, colours and footer, letterhead.docx, and style.css. One that cannot be used
    keeps no document from being written: the shipped one takes its place, and it is said.

    \b
    Examples:
      facilitator template list
      facilitator template copy action-plan
      facilitator template check
    """


@template.command("list")
@click.pass_obj
def list_templates(asked: Asked) -> None:
    """List what documents are made with, and which of it is your own."""
    rows = _rows(_shelf(asked))
    if asked.json:
        say_json(rows)
    else:
        say_table(("Id", "Of", "Used"), [(each["id"], each["title"], each["used"]) for each in rows])


def _shelf(asked: Asked) -> Shelf:
    return Shelf(asked.workspace.templates_dir)


def _rows(shelf: Shelf) -> list[dict[str, Any]]:
    """Return each file documents are made with as a JSON object; those nobody has are left out."""
    from facilitator.documents.branding.branding import FILE
    from facilitator.documents.formats.docx_letterhead import LETTERHEAD
    from facilitator.documents.formats.registry import STYLE
    from facilitator.documents.template_check.check import PARTS
    from facilitator.documents.template_check.samples import TITLES
    from facilitator.documents.wording.files import languages

    files = {name: (name.removesuffix(_ENDING), title) for name, title in TITLES.items()}
    files[PARTS] = (PARTS.removesuffix(_ENDING), "Parts all documents share")
    files[STYLE] = ("style", "The look of HTML documents")
    for lang in languages(shelf):
        files[f"words/{lang}.toml"] = (f"words/{lang}", f"Fixed words, language {lang}")
    files[FILE] = ("branding", "Name, logo, colours and footer")
    files[LETTERHEAD] = ("letterhead", "The letterhead of Word documents")
    return [
        {
            "id": id,
            "title": title,
            "file": name,
            "used": "your own" if shelf.has_custom(name) else "shipped" if shelf.has(name) else "none",
        }
        for name, (id, title) in files.items()
    ]


@template.command("copy")
@click.argument("name", metavar="NAME")
@click.pass_obj
def copy_command(asked: Asked, name: str) -> None:
    """Copy the shipped template NAME into your workspace, to change a part of it.

    The copy shows what the shipped one shows, and names its blocks; each can be replaced alone. A template
    that is there already is never overwritten.

    \b
    Examples:
      facilitator template copy action-plan
    """
    from facilitator.documents.template_check.override import copy_template
    from facilitator.documents.template_check.samples import TITLES

    known = {each: (each.removesuffix(_ENDING), title) for each, title in TITLES.items()}
    wanted = choose("template", name.removesuffix(_ENDING), known, lambda each: known[each])
    path = copy_template(wanted, _folder(asked))
    if asked.json:
        say_json({"id": known[wanted][0], "file": wanted, "path": str(path)})
    else:
        say(str(path))


def _folder(asked: Asked) -> Path:
    return asked.workspace.templates_dir or asked.workspace.root / "templates"


@template.command("check")
@click.pass_context
def check_command(ctx: click.Context) -> None:
    """Check your own templates, words and branding, and say what to change.

    Each template is also filled: with the worked example, with nothing in it, and with words typed to break
    it. Words a language lacks stay English; they are listed, and are no fault. Exit code 1 if anything is
    to put right.
    """
    from facilitator.documents.template_check.check import check_templates

    asked: Asked = ctx.obj
    found = check_templates(_shelf(asked))
    if asked.json:
        faults = [fault._asdict() for fault in found.faults]
        say_json({"faults": faults, "untranslated": found.untranslated})
    else:
        for fault in found.faults:
            say(str(fault))
        for lang, keys in found.untranslated.items():
            more = " …" if len(keys) > _KEYS_TOLD else ""
            say(f"words/{lang}.toml: {len(keys)} stay English: {', '.join(keys[:_KEYS_TOLD])}{more}")
        tell(f"{len(found.faults) or 'Nothing'} to put right.")
    if found.faults:
        ctx.exit(1)
