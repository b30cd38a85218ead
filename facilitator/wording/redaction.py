"""A redaction in sentences: what it would do, what there is to ask, what it did."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from facilitator.language.words import first_of
from facilitator.model.redaction import REDACTED
from facilitator.model.session import Draft
from facilitator.workspace.erasure.places import is_behind_a_link
from facilitator.workspace.erasure.redaction import Redacted
from facilitator.workspace.erasure.redaction_plan import RedactionPlan
from facilitator.workspace.erasure.related_records import Part

FINAL = "It cannot be undone, and nothing done so far in that file can be undone after it."
"""Said before somebody decides."""

_TOO_SHORT = "Words of fewer than four letters are not looked for in other files."

ELSEWHERE = "What was sent, printed or saved outside the workspace is not known here."


def what(plan: RedactionPlan) -> str:
    """Return what becomes of the record itself."""
    if isinstance(plan.part.record, Draft):
        return f"{plan.part.name}: the half-typed line goes."
    fields = ", ".join(field.lower() for field in plan.fields)
    if not plan.fields:
        return f"{plan.part.name} holds no words any more. They go from what other files still have of it."
    return f"{plan.part.name}: the words go ({fields}). In their place stands “{REDACTED}”; the rest stays."


def planned(plan: RedactionPlan, *, most: int = 8, with_papers: bool = True) -> tuple[str, ...]:
    """Return what a plan means, a sentence a line; of many files only the first *most* are named.

    *with_papers* is for who was not asked about them yet.
    """
    lines = [what(plan), FINAL]
    lines += [f"With it: {part.name}." for part in plan.parts[1:]]
    lines += [f"A half-typed line in {part.name} goes." for part in plan.drafts]
    if plan.undo:
        lines.append(f"Steps of undo that tell of it: {len(plan.undo)}.")
    lines += _listed(plan, "The words are taken out of", plan.copies, most)
    lines += _listed(plan, "They cannot be taken out of these; each must be deleted:", plan.lost, most)
    if with_papers:
        lines += papers(plan, most=most)
    if plan.elsewhere:
        lines.append(f"These say the same and are left: {', '.join(plan.elsewhere)}.")
    lines += _listed(plan, "These files say the same and are left:", plan.others, most)
    lines += blind(plan, most=most)
    if plan.sought.too_short:
        lines.append(_TOO_SHORT)
    return (*lines, ELSEWHERE)


def papers(plan: RedactionPlan, *, most: int = 8) -> list[str]:
    """Return which papers hold the words, or may."""
    return [
        *_listed(plan, "Papers that hold the words:", plan.documents, most),
        *_listed(plan, "Papers of the session that cannot be looked into:", plan.maybe, most),
        *_listed(plan, "Not as this program wrote them, and asked about by name:", plan.foreign, most),
    ]


def by_name(plan: RedactionPlan, path: Path) -> str:
    """Return the question whether a file that is not the program's own is deleted."""
    return (
        f"{plan.shown(path)} holds the words, or may, and is not as this program wrote it: "
        "it is yours, or was changed by hand. Delete it?"
    )


def blind(plan: RedactionPlan, *, most: int = 8) -> list[str]:
    """Return which files are too large to be looked into."""
    return _listed(plan, "Too large to be looked into, so look yourself:", plan.unread, most)


def done(
    plan: RedactionPlan, outcome: Redacted, made_again: Iterable[Path] = (), *, most: int = 8
) -> tuple[str, ...]:
    """Return what was done, a sentence a line."""
    lines, made = [f"Redacted: {', '.join(outcome.redacted)}."], tuple(made_again)
    gone = tuple(path for path in outcome.deleted if path not in made)
    lines += _listed(plan, "The words are out of", outcome.copies, most)
    lines += _listed(plan, "Deleted:", gone, most)
    lines += _listed(plan, "Made anew:", made, most)
    if outcome.left:
        lines += _listed(plan, "Still there, or not to be looked into:", outcome.left, most)
    elif plan.words and not plan.sought.too_short:
        lines.append("No file of the workspace holds the words any more.")
    if plan.sought.too_short:
        lines.append(_TOO_SHORT)
    return tuple(lines)


def question(plan: RedactionPlan, part: Part) -> str:
    """Return the question whether one of the related records is redacted as well."""
    how = "was merged with it" if part in plan.related.merged else "came from it"
    same = " and says the same" if plan.says_the_same(part) else ""
    return f"{part.name} {how}{same}. Take its words out too?"


def _listed(plan: RedactionPlan, lead: str, paths: tuple[Path, ...], most: int) -> list[str]:
    if not paths:
        return []
    shown = [
        f"{plan.shown(path)} (behind a link)" if is_behind_a_link(path) else plan.shown(path)
        for path in paths
    ]
    return [f"{lead} {first_of(shown, most)}."]
