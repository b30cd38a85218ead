"""You said, we did, `you-said/1`: what became of what the room asked for.

It goes to the team first and then to its partners, so it is made from words that were released to
partners or wider. "You said" is what the facilitators wrote anew of an idea, or else its
title, which the room let others read; never a remark as it was noted. Each line names its idea and its
actions, so that it can be followed back.

See docs/field.md, "Ideas".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.documents.papers.document import SessionPaper
from facilitator.documents.parts.deadlines import at_next_meeting
from facilitator.documents.parts.page_fit import ENDING, LACKS, ONE_PAGE, SECTION, Giving, cut, head, row
from facilitator.documents.parts.reading import Reading, shared
from facilitator.documents.parts.said_lines import lines_of
from facilitator.documents.parts.sections import Section, Sections
from facilitator.documents.parts.sources import with_sessions_before
from facilitator.documents.parts.wanted import asked_of_readers
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.insight.behind import TRACKED
from facilitator.model import audience
from facilitator.model.audience import Visibility, Worded, effective_visibility
from facilitator.workspace.release.release import Released, ReleasedRecords

GROUPS = ("done", "moving", "not_now", "waiting")
"""The parts of the paper, in their order; all of them always stand there."""

SECTIONS = Sections("said", tuple(Section(group, kept=True) for group in GROUPS))
"""They hold what the room let its partners read, so none of them says that there is nothing else."""


_KEPT = ((3, 4, 2, 6), (2, 2, 1, 3), (1, 1, 1, 1), (0, 0, 0, 0))
"""How many lines each of `GROUPS` keeps, from round to round while the page is too long: no part is emptied
while another one is full, for the paper tells what was done as well as what is owed."""

_OWN = 10
"""What the lines of the newest session weigh more than those of the ones before."""


def you_said(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the paper that goes round after the follow-up."""
    reading = Reading(released, session, words)
    before = [Reading(released, records, words) for records in released.sessions if records is not session]
    heard = [reading, *before]
    entries = [line for each in heard for line in _entries(each, own=each is reading)]
    view = shared(reading, "said", words("said.title", team=reading.team.name), heard=heard)
    view["doc"]["handling"] = _handling(heard)
    view |= asked_of_readers(reading) | {"view": "you-said/1", "lead": _lead(entries, heard)}
    view |= {group: [line for line in entries if line["group"] == group] for group in GROUPS}
    giving = [
        Giving(group, lambda line: line["weight"], kept)
        for keeping in _KEPT
        for group, kept in zip(GROUPS, keeping, strict=True)
    ]
    whole = SECTIONS.counts(view)
    view["gave"] = cut(view, giving, lambda view: _fits(view, SECTIONS.lacking(view, whole)))
    view["sections"] = SECTIONS.told(view, whole, words)
    count = sum(view["gave"].values())
    view["left_out"] = [words.count("cut.said", count)] if count else []
    return view


def _entries(reading: Reading, *, own: bool) -> Iterator[View]:
    """Yield the lines of a session. One that is not the paper's *own* gives way first where room is short."""
    for line in lines_of(reading):
        yield line | {"weight": line["weight"] + (_OWN if own else 0)}


# Who may read it ----------------------------------------------------------------------------------


def _handling(heard: Sequence[Reading]) -> str:
    """Return to whom it may be passed on: only to teams that may read every line of it."""
    reading = heard[0]
    shown: list[Worded] = [
        record for each in heard for record in (*each.own_ideas, *each.actions, *each.commitments)
    ]
    narrow = [_named(each) for each in shown if effective_visibility(each) is Visibility.PARTNERS]
    if not narrow:
        return reading.words("said.handling")
    names = reading.teams(narrow[0].intersection(*narrow))
    return reading.words("said.pass_on_to", teams=names) if names else reading.words("said.stays")


def _named(record: Worded) -> frozenset[str]:
    return frozenset(getattr(record, "counterparts", ()))


def _lead(entries: Sequence[View], heard: Sequence[Reading]) -> str:
    """Return since when it was said, and how many lines stand where; of what is shown alone."""
    reading = heard[0]
    words, day = reading.words, reading.day(min(each.held_on for each in heard))
    counts = {group: sum(line["group"] == group for line in entries) for group in GROUPS}
    parts = [words(f"said.counted.{group}", n=count) for group, count in counts.items() if count]
    if not parts:
        return words("said.lead_empty", day=day)
    return words("said.lead", day=day, parts=words("list.comma").join(parts))


def _fits(view: View, lacking: int) -> bool:
    height = head(view) + ENDING + len(GROUPS) * SECTION + lacking * LACKS
    for group in GROUPS:
        for line in view[group]:
            stand = (f"{line['stands']['word']} {line['stands']['text']}", 18)
            said = (f"{line['said']} {line['ref']}", 38)
            height += row(said, ("\n".join(line["did"]), 57), stand)
    return height <= ONE_PAGE


DOCUMENT = SessionPaper(
    key="you-said",
    title="You said, we did",
    readers="the team first, then the partners it names",
    audience=audience.partners,
    view=you_said,
    tight=True,
    sources=with_sessions_before,
    tracks=TRACKED["you-said"],
    due=at_next_meeting,
)
