"""Messages and stories: value told in the listener's words, with its evidence, cost and limits."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.stories import StoryGap
from facilitator.model.story import Chain, Story
from facilitator.wording import stories
from facilitator.wording.roles.part import Figure, Figures, Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_DUE = frozenset({StoryGap.NUMBER, StoryGap.TOO_LONG, StoryGap.UNSAID})
_OF_CHAINS = frozenset({StoryGap.NUMBER, StoryGap.INSIDE_IT})


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for found in stories.findings(folder):
        sign = Sign.DUE if found.gap in _DUE else Sign.KNOW
        listed = "chains" if found.gap in _OF_CHAINS else ""
        yield Need(sign, stories.subject(found), stories.step(found), found.record, listed)


def _figures(folder: ProgrammeFolder) -> tuple[Figures, ...]:
    if not folder.file.all(Story) and not folder.file.all(Chain):
        return ()
    lines = tuple(
        Figure(label, str(number), short=not number) for label, number in stories.balance_in_words(folder)
    )
    return (Figures("Accepted ideas, for whom", lines),)


PART = Part(
    "stories",
    "Messages and stories",
    "Stories",
    "What changed for whom, with its evidence, cost and limits, in a minute and a half.",
    70,
    lambda folder: len(folder.file.all(Story)),
    _needs,
    _figures,
    adds="stories",
)
