"""`facilitator template`: the templates of documents, and one's own in place of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliGroup
from facilitator.cli.output import say, say_json, say_table, tell
from facilitator.documents.shelf.folders import Shelf
from facilitator.errors import BadInput, FacilitatorError
from facilitator.workspace.lookup import choose

if TYPE_CHECKING:
    from facilitator.documents.template_check.listing import Listed
    from facilitator.model.programme import PaperSize


@click.group(cls=CliGroup)
def template() -> None:
    """List what documents are made with, check your own, or copy something to change it.

    Your own lie in the folder templates of the workspace, beside words/de.toml for another language,
    branding.toml for name, logo, colours and footer, letterhead.docx, and style.css. One that cannot be used
    keeps no document from being written: the shipped one takes its place, and it is said.

    \b
    Examples:
      facilitator template list
      facilitator template copy action-plan
      facilitator template fields action-plan
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
    """Return each file documents are made with as a JSON object, those nobody has among them."""
    from facilitator.documents.template_check.listing import changed_since, listed, used

    return [
        {
            "id": each.id,
            "title": each.title,
            "file": each.file,
            "used": used(shelf, each),
            "copied_from_older": changed_since(shelf, each.file),
        }
        for each in listed(shelf)
    ]


@template.command("copy")
@click.argument("name", metavar="NAME")
@click.pass_obj
def copy_command(asked: Asked, name: str) -> None:
    """Copy what documents are made with into your workspace, to change a part of it.

    NAME is anything "template list" shows, or words/de for a language nobody has words of yet. Each copy
    says in its comments what can be changed, and changes nothing by itself. What is there is never
    overwritten.

    \b
    Examples:
      facilitator template copy action-plan
      facilitator template copy branding
      facilitator template copy words/de
    """
    from facilitator.documents.template_check.beginnings import begin, what_to_copy
    from facilitator.model.programme import PaperSize

    shelf = _shelf(asked)
    each = what_to_copy(shelf, name) or _chosen(shelf, name)
    size = _paper_size(asked) if each.id == "letterhead" else PaperSize.A4
    path = begin(each, _folder(asked), size)
    if asked.json:
        say_json({"id": each.id, "file": each.file, "path": str(path)})
    else:
        say(str(path))


def _chosen(shelf: Shelf, name: str) -> Listed:
    """Return what *name* means of all that is listed. Raises `NotFound`."""
    from facilitator.documents.template_check.listing import listed

    known = {each.file: each for each in listed(shelf)}
    named = {file: (each.id, each.title) for file, each in known.items()}
    return known[choose("template", known[name].id if name in known else name, named, lambda id: named[id])]


def _paper_size(asked: Asked) -> PaperSize:
    """Return the paper of the programme that opens by itself; A4 while there is none."""
    from facilitator.model.programme import PaperSize

    try:
        return asked.programme.programme.paper_size
    except FacilitatorError:
        return PaperSize.A4


@template.command("fields")
@click.argument("name", metavar="NAME")
@click.pass_obj
def fields_command(asked: Asked, name: str) -> None:
    """List what the template NAME can show: the fields of its view, and what each is.

    A name with [] goes through a list, * stands for each name there is.

    \b
    Examples:
      facilitator template fields action-plan
    """
    from facilitator.documents.template_check.fields import fields_of

    each = _chosen(_shelf(asked), name)
    if not each.is_template:
        raise BadInput(f"{each.id} is no template of a document.", "Name one, such as action-plan.")
    fields = fields_of(each.file)
    if asked.json:
        say_json([{"field": field, "what": says} for field, says in fields.items()])
    else:
        say_table(("Field", "What it is"), list(fields.items()))


def _folder(asked: Asked) -> Path:
    return asked.workspace.templates_dir or asked.workspace.root / "templates"


@template.command("check")
@click.pass_context
def check_command(ctx: click.Context) -> None:
    """Check your own templates, words and branding, and say what to change.

    Each template is also filled: with the worked example, with nothing in it, and with words typed to break
    it. Words a language lacks stay English: all are listed, by document, and are no fault; nor is a copy of a
    template that is another one by now. Exit code 1 if anything is to put right.
    """
    from facilitator.documents.template_check.check import check_templates

    asked: Asked = ctx.obj
    found = check_templates(_shelf(asked))
    if asked.json:
        faults = [fault._asdict() for fault in found.faults]
        say_json({"faults": faults, "untranslated": found.untranslated, "copied_from_older": found.older})
    else:
        for fault in found.faults:
            say(str(fault))
        for line in found.notes():
            say(line)
        tell(f"{len(found.faults) or 'Nothing'} to put right.")
    if found.faults:
        ctx.exit(1)
