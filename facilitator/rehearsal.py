"""A rehearsal: a script led to its end at once, with sample answers, in a folder nobody keeps.

It tells an author what would come out and what nothing takes up, before a room sits there. What a sample says
is that of the script (`sample` of a segment), else a line for each kind it asks for.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from facilitator.catalogue import Catalogue
from facilitator.errors import FacilitatorError
from facilitator.insight.groups import groups_of
from facilitator.insight.poll import answered_in
from facilitator.insight.script_lists import items_of, rule_in
from facilitator.live.instruments.groups import NoteGroups
from facilitator.live.instruments.poll import Polls
from facilitator.live.session import LiveSession
from facilitator.model.action import Action
from facilitator.model.group import NoteGroup
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.instrument import GROUPS, LIST_VOTE, POLL
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.kinds import kinds_of
from facilitator.model.observation import Observation
from facilitator.model.script import ASIDE, Script, Segment
from facilitator.model.script_lists import MOST_ITEMS, TOP, grows_by, list_named
from facilitator.model.team import Team
from facilitator.opening import open_session
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session

_PEOPLE = 8

_OWN_LINES = 3
"""Lines of a kind of the script's own, so that a list of them has some to choose from."""

_BEGIN = datetime(2026, 1, 7, 9, tzinfo=UTC)


class Step(msgspec.Struct, frozen=True):
    """A segment as it was led: how long it took by the script, what it yielded, and what could not be done.

    `yields` counts what came out of it by what it is called; `parts` are the items a loop went through.
    """

    title: str
    minutes: int
    yields: Mapping[str, int]
    parts: tuple[str, ...] = ()
    refused: str = ""


class Rehearsal(msgspec.Struct, frozen=True):
    """What came out: each segment, the harvest under its headings, and what nothing takes up."""

    steps: tuple[Step, ...]
    harvest: Mapping[str, int]
    unused: tuple[str, ...]


class _Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.passed = 0.0

    def monotonic(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return _BEGIN + timedelta(seconds=self.passed)


def rehearse(script: Script, catalogue: Catalogue) -> Rehearsal:
    """Lead a script to its end with sample answers; nothing of it is kept.

    Raises what planning a session raises; what a segment refuses is told in its step.
    """
    clock = _Clock()
    with tempfile.TemporaryDirectory(prefix="facilitator-", ignore_cleanup_errors=True) as place:
        workspace = Workspace(Path(place), clock=clock.now)
        with closing(workspace.new_programme("Rehearsal", "Nobody", timezone="UTC")) as folder:
            team = folder.file.put(Team(name="The room", headcount=_PEOPLE))
            planned = planned_session(folder, [team], script, clock.now())
            shortlist = planned.shortlist or tuple(list(catalogue.practices)[:5])
            file = folder.add_session(msgspec.structs.replace(planned, shortlist=shortlist))
            live = open_session(folder, file, clock)
            live.course.start()
            steps = tuple(_led(live, clock))
            return Rehearsal(steps, _harvest(live), tuple(_unused(script)))


def _led(live: LiveSession, clock: _Clock) -> Iterator[Step]:
    while (row := live.timing.agenda.current) is not None:
        before, parts, refused = _counted(live), [], ""
        try:
            _answer(live, row.segment)
            while row.segment.each and live.loops.in_hand is not None:
                parts.append(live.loops.in_hand.words)
                if not live.loops.ahead or len(parts) == MOST_ITEMS:
                    break
                live.course.next_part()
                _write(live, row.segment)
        except FacilitatorError as error:
            refused = error.happened
        clock.passed += row.segment.minutes * 60.0
        yields = _counted(live) - before
        yield Step(row.segment.title, row.segment.minutes, dict(yields), tuple(parts), refused)
        if live.timing.agenda.following is None:
            live.course.finish()
            return
        live.course.next_segment()


def _answer(live: LiveSession, segment: Segment) -> None:
    """Do with each instrument of a segment what a room would do, and write its lines."""
    for name in segment.instruments:
        if name in _SAMPLES:
            _SAMPLES[name](live, segment)
    _write(live, segment)


def _write(live: LiveSession, segment: Segment) -> None:
    if segment.sample:
        for line in segment.sample:
            live.line.capture(line)
        return
    item, known = live.position.item, live.notes.kinds
    own = [] if item else [kind.key for kind in live.session.script.kinds]
    for key in segment.capture:
        if item and grows_by(segment.each, key):
            continue  # a room adds an item now and then, not with each of its lines
        if key in known and key not in ASIDE:
            for number in range(1, 1 + (_OWN_LINES if key in own else 1)):
                live.notes.add(f"{known[key].label} {number}", key, segment=segment.key, item=item)


# What a room would do with each instrument ------------------------------------------------------------


def _agree(live: LiveSession, segment: Segment) -> None:
    live.frame.agree(True)
    live.frame.set_attendance(_PEOPLE)


def _touch(live: LiveSession, segment: Segment) -> None:
    for key in live.session.shortlist:
        live.touch.set_role(key, TouchRole.PERFORMS)


def _focus(live: LiveSession, segment: Segment) -> None:
    live.votes.open(VoteSubject.PRACTICES, _PEOPLE)
    for key in live.session.shortlist[:_PEOPLE]:
        live.votes.put_dots(key, 2, VoteSubject.PRACTICES)
    live.frame.set_focus(live.votes.to_look_into())


def _think(live: LiveSession, segment: Segment) -> None:
    for number in ("first", "second", "third"):
        live.ideas.add(f"The {number} idea")


def _vote(live: LiveSession, segment: Segment) -> None:
    live.votes.open(VoteSubject.IDEAS, _PEOPLE)
    for count, idea in enumerate(live.ideas.all[:4], 1):
        live.votes.put_dots(idea.id, count)
    live.votes.reveal(True)


def _vote_on_list(live: LiveSession, segment: Segment) -> None:
    rule = rule_in(segment, live.records)
    live.votes.open(VoteSubject.LIST, _PEOPLE, rule.each, rule.most)
    items = items_of(segment.votes_on, segment, live.records)
    for item in items[: _PEOPLE * rule.each // 2]:
        live.votes.put_dots(item.key, 1, VoteSubject.LIST)
    live.votes.reveal(True, VoteSubject.LIST)


def _group(live: LiveSession, segment: Segment) -> None:
    lines = groups_of(live.records).single
    half = (len(lines) + 1) // 2
    for name, some in (("The first group", lines[:half]), ("The second group", lines[half:])):
        if some:
            NoteGroups(live.desk).make(name, some)


def _poll(live: LiveSession, segment: Segment) -> None:
    polls = Polls(live.desk)
    for asked in answered_in(live.session, segment):
        polls.put_hands(segment, asked, asked.scale.answers[0], _PEOPLE)


def _act(live: LiveSession, segment: Segment) -> None:
    live.actions.add("The first step")


def _read_back(live: LiveSession, segment: Segment) -> None:
    live.frame.read_back_done()


def _close(live: LiveSession, segment: Segment) -> None:
    live.frame.set_roti((0, 0, 1, 4, 3))


_SAMPLES: Mapping[str, Callable[[LiveSession, Segment], None]] = {
    "agreement": _agree,
    "touch_map": _touch,
    "focus": _focus,
    "ideas": _think,
    "vote": _vote,
    GROUPS: _group,
    LIST_VOTE: _vote_on_list,
    POLL: _poll,
    "actions": _act,
    "read_back": _read_back,
    "close": _close,
}
"""By the word of an instrument. One that is not here is led past; its segment still has its lines."""


# What came out ----------------------------------------------------------------------------------------


def _counted(live: LiveSession) -> Counter[str]:
    """Count what there is by what it is called: lines by the heading or the label of their kind."""
    kinds, records = kinds_of(live.session.script), live.records
    found = Counter(
        kinds[note.kind].heading or kinds[note.kind].label
        for note in records.all(Observation)
        if note.kind in kinds
    )
    found["groups"] = len(records.all(NoteGroup))
    found["ideas"] = len(records.all(ImprovementIdea))
    found["votes"] = len(records.all(DotVote))
    found["practices rated"] = len(records.all(Interaction))
    found["questions answered"] = sum(bool(each.hands) for each in live.session.polled)
    found["actions"] = len(records.all(Action))
    return +found


def _harvest(live: LiveSession) -> Mapping[str, int]:
    return dict(_counted(live))


def _unused(script: Script) -> Iterator[str]:
    """Yield what a script asks for and nothing takes up, and what it could write and nothing asks for."""
    taken = {key for segment in script.segments for key in segment.capture}
    for kind in script.kinds:
        if kind.key not in taken:
            yield f"{kind.label}: no segment asks for it."
    for index, segment in enumerate(script.segments):
        if segment.votes_on and not _takes_first(script.segments[index + 1 :]):
            yield f"{segment.title}: nothing takes up what got most dots."
        if segment.each and not segment.capture:
            yield f"{segment.title}: nothing that is said about an item is kept."


def _takes_first(segments: tuple[Segment, ...]) -> bool:
    """Tell whether one of these goes through, or votes on, the first of the vote before them."""
    for segment in segments:
        taken = segment.votes_on or segment.each
        named = list_named(taken) if taken else None
        if named is not None and named.source == TOP:
            return True
        if segment.votes_on:
            return False
    return False
