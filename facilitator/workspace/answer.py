"""An answer a person can give, what is asked with it, and questions that several answers ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from facilitator.errors import BadInput
from facilitator.model.action import Action
from facilitator.model.idea import Benefit, Evidence, ImprovementIdea, group_label
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.typed_dates import day_typed

Said = dict[str, str]
"""What was typed, by the key of the question; "" where nothing was."""


class Question(NamedTuple):
    """What is asked with an answer.

    Keys are `said` (words), `day`, `who` (a name), `agreed` ("yes" or "asked"), `which` ("one" or "all"),
    `group`, `known` and `action`.
    *choices* are pairs of stored value and words; the first stands unless another is chosen. *check* raises
    the error that says why what was typed cannot be.
    """

    key: str
    label: str
    value: str = ""
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    check: Callable[[str], object] = str


class Answer(NamedTuple):
    """What a person can say: a word to type, words to choose, what saves it, what is asked with it.

    *save* raises `RuleBroken`, `BadInput` or `NotSaved`, and then nothing has changed. *becomes* returns the
    records as they would stand then; it saves nothing, and raises `RuleBroken` or `BadInput`.
    """

    key: str
    words: str
    save: Callable[[Said], object]
    questions: tuple[Question, ...] = ()
    becomes: Callable[[Said], tuple[Action | ImprovementIdea, ...]] = lambda said: ()


def day_to_come(label: str, help: str, today: date) -> Question:
    """Return the question for a day that is not over."""
    return Question("day", label, help=help, required=True, check=lambda typed: to_come(typed, today))


def to_come(typed: str, today: date) -> date:
    """Return the day that was typed; nothing comes back on a day that is over. Raises `BadInput`."""
    day = day_typed(typed, today)
    if day < today:
        raise BadInput(f"{day} is over.", "Type a day to come, such as 1 sep or in two weeks.")
    return day


def benefit_questions(folder: ProgrammeFolder) -> tuple[Question, ...]:
    """Return what is asked of a benefit somebody felt."""
    groups = tuple((group, group_label(group)) for group in folder.programme.stakeholder_groups)
    known = tuple((each.value, each.label) for each in Evidence if each is not Evidence.ASSUMED)
    return (
        Question("group", "Who felt it", choices=groups),
        Question("said", "What they gain", required=True),
        Question("known", "How it is known", choices=known),
    )


def benefit_said(said: Said) -> Benefit:
    """Return the benefit that was told of."""
    return Benefit(group=said["group"], text=said["said"], evidence=Evidence(said["known"]))
