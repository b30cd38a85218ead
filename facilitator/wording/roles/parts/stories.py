"""Messages and stories: value told in the listener's words, with its evidence, cost and limits."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.messages import MessageGap, message_findings
from facilitator.insight.plain_speech import speech_of
from facilitator.insight.stories import StoryGap
from facilitator.model.message import Message
from facilitator.model.story import Chain, Story
from facilitator.wording import messages, stories
from facilitator.wording.roles.part import Figure, Figures, Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_DUE = frozenset({StoryGap.NUMBER, StoryGap.TOO_LONG, StoryGap.UNSAID})
_OF_CHAINS = frozenset({StoryGap.NUMBER, StoryGap.INSIDE_IT})


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for found in stories.findings(folder):
        sign = Sign.DUE if found.gap in _DUE else Sign.KNOW
        listed = "chains" if found.gap in _OF_CHAINS else ""
        yield Need(sign, stories.subject(found), stories.step(found), found.record, listed)
    today = folder.today()
    for told in message_findings(folder.file, today, speech_of(folder.catalogue.words)):
        waits = told.gap is MessageGap.OPEN or (told.day is not None and told.day > today)
        sign = Sign.KNOW if waits else Sign.DUE
        yield Need(sign, messages.subject(told), messages.step(told), told.record, "messages", told.day)


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
    "What changed for whom, with evidence, cost and limits, and what is said to each audience.",
    70,
    lambda folder: len(folder.file.all(Story)) + len(folder.file.all(Message)),
    _needs,
    _figures,
    adds="stories",
)
