"""What erasing a person, or taking their name back, means: in sentences, for commands and screens alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from facilitator.language.words import count, day, first_of
from facilitator.workspace.erasure.person_plan import PersonPlan
from facilitator.workspace.personal_data import PersonalData

_MOST = 5
_NOT_KNOWN = "What was sent, printed or saved outside the workspace is not known here. It cannot be undone."


def found_in_files(plan: PersonPlan) -> Iterator[str]:
    """Yield a sentence for each kind of files with the name: copies, papers, what is not the program's."""
    for lead, paths in (
        ("The name is taken out of", plan.copies),
        ("It cannot be taken out of these; each must be deleted:", plan.lost),
        ("Papers with the name:", plan.papers),
        ("These have the name and are not as this program wrote them:", plan.foreign),
        ("Too large to be looked into, so look yourself:", plan.unread),
    ):
        if paths:
            yield f"{lead} {_names(paths)}."


def withdrawal(plan: PersonPlan) -> Iterator[str]:
    """Yield what taking a person's name back means, a sentence each."""
    yield f"{plan.named} places name {plan.person.name} for what was said or promised."
    yield from found_in_files(plan)
    yield _NOT_KNOWN


def erasure(plan: PersonPlan) -> Iterator[str]:
    """Yield what erasing a person means, a sentence each."""
    name = plan.person.name
    yield (
        f"{name} goes from {count(plan.named, 'place')}: roles, names, actions. An action that is open waits "
        "for somebody else; what was done and said stays, without the name."
    )
    yield from found_in_files(plan)
    if plan.told:
        left = [f"{each.file} ({day(each.created.date(), each.created.date())})" for each in plan.told]
        yield f"These left and may name them; tell who has them: {first_of(left, _MOST)}."
    if plan.look:
        yield f"A part of the name stands in {first_of(plan.look, _MOST)}; look there yourself."
    yield _NOT_KNOWN


def left_over(plan: PersonPlan, deleted: Sequence[Path]) -> str:
    """Return what is left that has the name and that only a person can look at; "" for nothing."""
    left = [str(path) for path in (*plan.foreign, *plan.unread) if path not in deleted]
    listed = ", ".join(left)
    return f"Left, for they are not as this program wrote them; look yourself: {listed}." if left else ""


def stored(data: PersonalData, today: date) -> str:
    """Return what is stored about a person as the text of a file for them, in Markdown."""
    lines = [
        f"# What is stored about {data.person.name}",
        "",
        f"Made for {data.person.name}, {today.isoformat()}. It is for nobody else.",
    ]
    for record in data.records:
        lines += ["", f"## {record.what[:1].upper()}{record.what[1:]} ({record.where})", ""]
        lines += [f"- {title}: {text}" for title, text in record.fields]
    for title, names in (
        ("Copies of the records that tell the same", _from(data.copies)),
        ("Papers with the name", _from(data.papers)),
        ("Papers that were handed out and may have it", data.left),
    ):
        if names:
            lines += ["", f"## {title}", "", *(f"- {name}" for name in names)]
    lines += ["", *_ALWAYS]
    return "\n".join(lines) + "\n"


_ALWAYS = (
    "What others said is not part of this file, whether or not it names you. Answers to the pulse, votes and "
    "who came to a session are stored of nobody.",
    "",
    "You may have what is wrong put right, take back that you are named for what you said, or have all of "
    "this erased. Ask the facilitators.",
)


def _from(paths: Sequence[Path]) -> tuple[str, ...]:
    return tuple(f"{path.parent.name}/{path.name}" for path in paths)


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)
