"""What was found among value chains and stories, with the next step; a chain in a line; the story sheet."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.errors import NotFound
from facilitator.insight.stories import (
    LONGEST,
    StoryFinding,
    StoryGap,
    accepted_ideas,
    benefit_balance,
    has_bare_number,
    seconds_aloud,
    spoken,
    story_findings,
)
from facilitator.language.widths import cut
from facilitator.language.words import count, listed
from facilitator.model.idea import group_label
from facilitator.model.leader import Leader
from facilitator.model.story import Chain, Story
from facilitator.wording.plain_speech import ours_offered
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.stories import STORY

_WIDEST = 60
_MISSING = {"cost": "what it cost", "limits": "its limits", "why": "why it was chosen"}


def findings(folder: ProgrammeFolder) -> tuple[StoryFinding, ...]:
    """Return what asks for somebody among the value chains and stories of a programme."""
    balance = benefit_balance(folder.programme, folder.sessions)
    return story_findings(folder.file, balance, accepted_ideas(folder.sessions))


def subject(found: StoryFinding) -> str:
    """Return what was found: "Server owners in one list: the chain ends with us"."""
    name = cut(found.name, _WIDEST)
    match found.gap:
        case StoryGap.NUMBER:
            return f"{name}: a number without its n or its source"
        case StoryGap.TOO_LONG:
            return f"{name}: about {found.seconds} seconds read aloud"
        case StoryGap.UNSAID:
            return f"{name}: the sheet does not say {listed([_MISSING[each] for each in found.missing])}"
        case StoryGap.NO_CHAIN:
            return f"{name}: no value chain yet"
        case StoryGap.INSIDE_IT:
            return f"{name}: the chain ends with us"
        case StoryGap.NOBODY_GAINS:
            return f"{group_label(found.name).capitalize()}: no accepted idea is for them yet"


def step(found: StoryFinding) -> str:
    """Return what to do next, in a few words."""
    match found.gap:
        case StoryGap.NUMBER:
            return "say of how many and from where, or leave the number out"
        case StoryGap.TOO_LONG:
            return f"shorten it: {LONGEST} seconds are enough"
        case StoryGap.UNSAID:
            return "one sentence each; a story that tells its limits is believed"
        case StoryGap.NO_CHAIN:
            return "say what we produce, who can do what with it, who is better off"
        case StoryGap.INSIDE_IT:
            return "who outside gains? a department, a partner, the town? or say it is fine"
        case StoryGap.NOBODY_GAINS:
            return "ask of the ideas you have what they would gain"


def chain_in_words(chain: Chain) -> Iterator[str]:
    """Yield a value chain in lines: output to outcome, each benefit with how it is known, what else, cost."""
    outcome = f" → {chain.outcome} ({chain.group.label})" if chain.outcome.strip() else ""
    yield f"{chain.output}{outcome}"
    for each in chain.benefits():
        yield f"{group_label(each.group)}: {each.text} ({each.evidence.label})"
    if chain.source.strip():
        number = f", n {chain.cases}" if chain.cases is not None else ""
        yield f"Source: {chain.source}{number}"
    if chain.changed_too.strip():
        yield f"What else changed: {chain.changed_too}"
    if chain.costs.strip():
        yield f"What it costs them: {chain.costs}"


def chain_told(chain: Chain) -> Iterator[str]:
    """Yield what there is to say of a chain besides its fields."""
    if has_bare_number(chain):
        yield "A number needs its n and its source."
    if chain.ends_in_it and not chain.settled:
        yield "This chain ends with us. Who outside gains: a department, a partner, the town?"


def length_in_words(folder: ProgrammeFolder, story: Story) -> str:
    """Return "41 words, about 20 of 90 seconds"."""
    text = spoken(story, _chain_of(folder, story))
    return f"{count(len(text.split()), 'word')}, about {seconds_aloud(text)} of {LONGEST} seconds"


def about(folder: ProgrammeFolder, story: Story) -> Iterator[str]:
    """Yield what is known of a story besides its fields: its length, chain and sponsors, plainer words."""
    chain = _chain_of(folder, story)
    yield f"Read aloud: {length_in_words(folder, story)}."
    if chain is not None:
        yield from chain_in_words(chain)
    if sponsors := [each.role for each in folder.file.all(Leader) if story.id in each.stories]:
        yield f"Sponsored by {listed(sponsors)}."
    if ours := ours_offered(folder, spoken(story, chain)):
        yield f"Plainer: {ours}."


def balance_in_words(folder: ProgrammeFolder) -> Iterator[tuple[str, int]]:
    """Yield each group, as it is called, with how many accepted ideas it gains by."""
    for group, number in benefit_balance(folder.programme, folder.sessions).items():
        yield group_label(group), number


def sheet(folder: ProgrammeFolder) -> Iterator[str]:
    """Yield the story sheet in lines: the stories chosen, each with chain, evidence, cost, limits and why.

    Raises `NotFound` while none is chosen.
    """
    stories = [each for each in STORY.all(folder) if each.chosen]
    if not stories:
        raise NotFound("No story stands on the sheet yet.", "Open one and say “On the sheet: yes”.")
    yield f"Stories of {folder.programme.name}"
    for story in stories:
        yield ""
        yield from _told(folder, story)


def _told(folder: ProgrammeFolder, story: Story) -> Iterator[str]:
    yield story.title
    names = [folder.teams[each].name for each in story.teams if each in folder.teams]
    if facts := "; ".join(filter(None, (story.period, listed(names) if names else ""))):
        yield f"  {facts}"
    for text in (story.situation, story.change):
        if text.strip():
            yield f"  {text}"
    chain = _chain_of(folder, story)
    for line in chain_in_words(chain) if chain is not None else ():
        yield f"    {line}"
    for title, text in (("Cost", story.cost), ("Limits", story.limits), ("Why this story", story.why)):
        yield f"  {title}: {text if text.strip() else 'not said yet'}"


def _chain_of(folder: ProgrammeFolder, story: Story) -> Chain | None:
    return folder.file.find(Chain, story.chain) if story.chain else None
