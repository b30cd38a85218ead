"""`facilitator redact`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from facilitator.cli.argument_types import folder
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.errors import NotFound
from facilitator.language.widths import cut
from facilitator.text import clean_line
from facilitator.wording import redaction as sentences
from facilitator.workspace.erasure.redaction import Redacted, RedactionChoices, redact
from facilitator.workspace.erasure.redaction_plan import RedactionPlan, plan_redaction, with_also
from facilitator.workspace.former_records import find_former
from facilitator.workspace.lookup import FoundRecord, find_record
from facilitator.workspace.paths import resolved

_QUOTED = 70


@click.command("redact", cls=CliCommand, short_help="Take words out of every file, for good.")
@click.argument("record")
@click.option(
    "--yes", is_flag=True, help="Ask nothing: merged records and what says the same too, papers deleted."
)
@click.option(
    "--delete",
    "named",
    multiple=True,
    metavar="FILE",
    type=folder,
    help="A file of documents that holds the words and is not as the program wrote it: delete it, too.",
)
@click.option("--dry-run", is_flag=True, help="Only say what it would mean.")
@click.pass_context
def redact_command(
    ctx: click.Context, record: str, yes: bool, named: tuple[Path, ...], dry_run: bool
) -> None:
    """Take the words of RECORD out of every file the program owns, for good.

    RECORD is a short id such as L-03/N-12, or the beginning of an id, also of one that stands for it in a
    table that left. Kind, practice, nods, scores and dates stay; the words and the name of who said them go:
    from the record, its earlier wordings, undo, backups, repair copies, removed sessions and copies of folder
    sync. RECORD may be gone already, so that only one of those still holds it; facilitator search WORDS finds
    it there. Records that were merged with it or came from it are asked about, and so are papers that hold
    the words.

    With --yes: records merged with it are redacted too, and what came from it where it says the same;
    papers are deleted, and so are copies in which the words cannot be replaced. A file in documents that is
    not as the program wrote it is deleted only when you say so by its name, here or with --delete.

    If another window has one of the files open for changes, nothing is done at all.

    \b
    Examples:
      facilitator redact L-03/N-12 --dry-run
      facilitator redact L-03/N-12
    """
    asked: Asked = ctx.obj
    programme = asked.programme
    first = plan_redaction(asked.workspace, programme, _found(asked, record))
    also = _also(first, ask=not (yes or dry_run))
    wanted = with_also(first, also) if also else first
    if dry_run:
        _say_plan(asked, wanted)
        return
    if not yes:
        for line in sentences.planned(wanted):
            tell(line)
    deleted, rewritten = _about_papers(wanted, yes)
    by_name = _by_name(wanted, {resolved(path) for path in named}, ask=not yes)
    lost = bool(wanted.lost) and (yes or click.confirm("Delete what cannot be changed?", err=True))
    if not yes and not click.confirm(f"Redact {wanted.part.name} now, for good?", err=True):
        tell("Nothing was changed.")
        return
    done = redact(wanted, RedactionChoices(documents=deleted, lost=lost, by_name=by_name))
    made = _made_anew(asked, done) if rewritten else ()
    _say_done(asked, wanted, done, made)
    if done.left:
        ctx.exit(1)


def _found(asked: Asked, typed: str) -> FoundRecord:
    """Return the record meant, also one that only undo or a copy still holds."""
    try:
        return find_record(asked.programme, typed)
    except NotFound:
        return find_former(asked.workspace, asked.programme, typed)


def _also(first: RedactionPlan, *, ask: bool) -> set[str]:
    """Return which records go too, by id: those somebody says yes to, or those that must."""
    related = (*first.related.merged, *first.related.derived)
    if ask:
        return {part.record.id for part in related if _confirm(sentences.question(first, part), part.words)}
    return {part.record.id for part in related if part in first.related.merged or first.says_the_same(part)}


def _confirm(question: str, words: tuple[str, ...]) -> bool:
    tell(f"“{cut(clean_line(words[0] if words else ''), _QUOTED)}”")
    return click.confirm(question, default=True, err=True)


def _about_papers(wanted: RedactionPlan, yes: bool) -> tuple[bool, bool]:
    """Return whether papers are deleted, and whether they are made anew without the words then."""
    if not (wanted.documents or wanted.maybe) or yes:
        return yes, False
    if not click.confirm("Delete the papers?", default=True, err=True):
        return False, False
    return True, click.confirm("Make them anew without the words?", default=True, err=True)


def _by_name(wanted: RedactionPlan, named: set[Path], *, ask: bool) -> tuple[Path, ...]:
    """Return which files that are not the program's own are deleted: those named, or agreed to one by one."""
    return tuple(
        path
        for path in wanted.foreign
        if path in named or (ask and click.confirm(sentences.by_name(wanted, path), default=False, err=True))
    )


def _made_anew(asked: Asked, done: Redacted) -> tuple[Path, ...]:
    # Imported here: only this waits for the template engine.
    from facilitator.documents.rerender import rerender

    return rerender(asked.programme, done.deleted, asked.workspace.templates_dir)


def _say_plan(asked: Asked, wanted: RedactionPlan) -> None:
    if asked.json:
        say_json(_as_object(wanted))
    else:
        for line in sentences.planned(wanted):
            say(line)


def _say_done(asked: Asked, wanted: RedactionPlan, done: Redacted, made: tuple[Path, ...]) -> None:
    if asked.json:
        paths = {"deleted": done.deleted, "copies": done.copies, "made_anew": made, "left": done.left}
        shown = {name: [str(path) for path in group] for name, group in paths.items()}
        say_json({"id": wanted.part.record.id, "redacted": done.redacted, **shown})
    else:
        for line in sentences.done(wanted, done, made):
            say(line)


def _as_object(wanted: RedactionPlan) -> dict[str, Any]:
    """Return a plan as a JSON object; the words themselves are not in it."""
    paths = {
        "documents": (*wanted.documents, *wanted.maybe),
        "copies": wanted.copies,
        "must_be_deleted": wanted.lost,
        "others": wanted.others,
        "ask_by_name": wanted.foreign,
        "too_large": wanted.unread,
    }
    return {
        "id": wanted.part.record.id,
        "short_id": wanted.part.name,
        "fields": wanted.fields,
        "merged": [part.name for part in wanted.related.merged],
        "derived": [part.name for part in wanted.related.derived],
        "redacted_too": [part.name for part in wanted.parts[1:]],
        "half_typed": [part.name for part in wanted.drafts],
        "steps_of_undo": len(wanted.undo),
        "says_the_same": wanted.elsewhere,
        **{name: [str(path) for path in group] for name, group in paths.items()},
    }
