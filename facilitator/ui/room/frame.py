"""What the room sees at a moment: composed from released records only, never from the session itself.

The facilitator's line, the names being completed, undo labels and private notes are not part of it;
owners appear only on actions they accepted, counts only once they are revealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from facilitator.insight.priorities import in_order
from facilitator.language import words
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction, Rung
from facilitator.model.observation import KINDS, NoteKind, Observation
from facilitator.model.practice import Practice
from facilitator.model.script import Instrument
from facilitator.ui import safe
from facilitator.ui.widgets.hands import draw_hands
from facilitator.ui.widgets.note_rows import kind_label
from facilitator.ui.widgets.rows import Row, line_row
from facilitator.workspace.release.release import Released, ReleasedRecords

PROMISE = "Nothing leaves this room until you have seen it."


@dataclass(frozen=True)
class Moment:
    """Where the session stands, in words of the script and the catalogue; nothing anybody said.

    Times in seconds; *remaining* below 0 means over. Before and after a session there is no time to
    show: then it is not *timed*. *teams* are the names of the teams present.
    """

    title: str
    question: str
    instrument: Instrument
    practice: str | None = None
    allotted: float = 0.0
    remaining: float = 0.0
    paused: bool = False
    timed: bool = True
    teams: str = ""


@dataclass(frozen=True)
class Frame:
    """A heading for the list, and its rows."""

    heading: Content
    rows: tuple[Row, ...]


def frame(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees of the records at that moment."""
    draw = {
        Instrument.IDEAS: _ideas,
        Instrument.VOTE: _vote,
        Instrument.IMPACT: _placed,
        Instrument.FOCUS: _focus,
        Instrument.ACTIONS: _actions,
        Instrument.TOUCH_MAP: _ladder,
        Instrument.CLOSE: _close,
    }.get(moment.instrument)
    own = draw(released, records, moment) if draw else Frame(_head("What we have written"), ())
    notes = _notes(released, records)
    if not own.rows:
        return Frame(_head("What we have written", "nobody’s name is kept"), tuple(notes))
    return Frame(own.heading, (*own.rows, *notes))


def _head(title: str, hint: str = "") -> Content:
    return safe.text((title, "bold"), "     ", (hint, "muted"))


def _kinds(records: ReleasedRecords) -> Mapping[str, NoteKind]:
    own = {
        kind.key: NoteKind(kind.key, kind.label, "", kind.letter, KINDS["parking"].tone)
        for kind in records.session.script.kinds
    }
    return {**KINDS, **own}


def _notes(released: Released, records: ReleasedRecords) -> list[Row]:
    """Return every note the room may see, newest first."""
    kinds = _kinds(records)
    notes = [note for note in records.all(Observation) if note.merged_into is None]
    return [_note(note, kinds.get(note.kind)) for note in reversed(notes)]


def _note(note: Observation, kind: NoteKind | None) -> Row:
    def draw(width: int) -> list[Content]:
        nods = f"  +{note.nods}" if note.nods else ""
        label = kind_label(kind, note.kind)
        lines = safe.wrap(safe.text(note.text, (nods, "muted")), width - label.cell_length)
        drawn = [safe.text(label, lines[0])]
        drawn += [safe.text(" " * label.cell_length, line) for line in lines[1:]]
        return [*drawn, safe.NOTHING]

    return Row(note.id, draw)


def _all_ideas(records: ReleasedRecords) -> list[ImprovementIdea]:
    return [idea for idea in records.all(ImprovementIdea) if idea.merged_into is None]


def _newest_vote(records: ReleasedRecords, subject: VoteSubject) -> DotVote | None:
    votes = [vote for vote in records.all(DotVote) if vote.subject is subject]
    return votes[-1] if votes else None


def _item(key: str, number: str, title: str, tail: Content) -> Row:
    def draw(width: int) -> list[Content]:
        room = max(20, width - 5 - max(tail.cell_length, 1) - 2)
        lines = safe.wrap(safe.text(title), room)
        drawn = [safe.text(safe.cell((number, "muted"), 5), safe.cell(lines[0], room), "  ", tail)]
        return [*drawn, *(safe.text(" " * 5, line) for line in lines[1:]), safe.NOTHING]

    return Row(key, draw)


def _ideas(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    rows = [_item(idea.id, str(idea.number), idea.title, safe.NOTHING) for idea in _all_ideas(records)]
    return Frame(_head("Your ideas", words.count(len(rows), "idea")), tuple(rows))


def _vote(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    vote = _newest_vote(records, VoteSubject.IDEAS)
    ideas = _all_ideas(records)
    if vote is None or not vote.revealed:
        state = f"{vote.cast} of {vote.in_all} dots put, counts are covered" if vote else "three dots each"
        rows = [_item(idea.id, str(idea.number), idea.title, safe.NOTHING) for idea in ideas]
        return Frame(_head("Your ideas", state), tuple(rows))
    ranked = [each.idea for each in in_order(ideas, vote.dots)]
    rows = [_item(idea.id, str(idea.number), idea.title, _dots(vote, idea.id)) for idea in ranked]
    return Frame(_head("Your ideas, in your order", f"{vote.cast} dots, {vote.people} people"), tuple(rows))


def _dots(vote: DotVote, key: str) -> Content:
    count = vote.dots.get(key, 0)
    return safe.text(("●" * min(count, 16), "track"), f" {count}")


def _focus(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    vote = _newest_vote(records, VoteSubject.PRACTICES)
    known: Mapping[str, Practice] = released.catalogue.practices
    keys = [key for key in records.session.shortlist if key in known]
    shown = vote is not None and vote.revealed
    if vote is not None and shown:
        keys.sort(key=lambda key: -vote.dots.get(key, 0))
    rows = [
        _item(key, str(number), known[key].name, _dots(vote, key) if vote and shown else safe.NOTHING)
        for number, key in enumerate(keys, 1)
    ]
    return Frame(_head("Where would a better connection help most?"), tuple(rows))


def _placed(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    def scores(idea: ImprovementIdea) -> Content:
        if not (idea.impact and idea.effort):
            return safe.NOTHING
        return safe.text(("help ", "muted"), str(idea.impact), ("  effort ", "muted"), str(idea.effort))

    rows = [_item(idea.id, str(idea.number), idea.title, scores(idea)) for idea in _all_ideas(records)]
    return Frame(_head("How much help, how much effort", "1 small, 5 large"), tuple(rows))


def _actions(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    rows = []
    for action in records.all(Action):
        accepted = action.status is not ActionStatus.PROPOSED
        person = released.people.get(action.owner or "") if accepted else None
        due = f"by {words.day(action.due)}" if action.due else ""
        tail = safe.text(person.name if person else "", "  " if person else "", (due, "muted"))
        rows.append(_item(action.id, str(action.number), action.text, tail))
    for promise in records.all(Commitment):
        by = f"by {words.day(promise.by)}" if promise.by else ""
        rows.append(_item(promise.id, "", promise.text, safe.text(promise.role, "  ", (by, "muted"))))
    fist = records.session.fist_of_five
    if fist is not None:
        rows.append(line_row("fist", safe.text(("Fist of five   ", "muted"), draw_hands(fist.hands, 0))))
    return Frame(_head("What we will do"), tuple(rows))


def _ladder(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    practice = released.catalogue.practices.get(moment.practice or "")
    told = next((each for each in records.all(Interaction) if each.practice == moment.practice), None)
    rows = []
    for rung in Rung:
        hands = int(told.split.get(str(int(rung)), 0)) if told else 0
        tail = safe.text(("●" * hands, "track"), f" {hands}" if hands else "")
        rows.append(_item(f"rung-{int(rung)}", str(int(rung)), f"“{rung.sounds_like}”", tail))
    head = _head(practice.name, practice.description) if practice else _head("Last month")
    return Frame(head, tuple(rows))


def _close(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    roti = records.session.roti
    if roti is None:
        return Frame(_head("Was this a good use of your time?", "1 wasted, 5 excellent"), ())
    row = line_row("roti", draw_hands(roti.hands, 1))
    return Frame(_head("Was this a good use of your time?", words.count(roti.total, "hand")), (row,))
