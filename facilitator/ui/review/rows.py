"""What the review shows of a session: the facts above, and a row for each record and half-typed line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from facilitator.insight.follow_through import standing_of
from facilitator.language import words
from facilitator.live.desk import label_of
from facilitator.live.paper_entry.entry import ON_PAPER
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Visibility, Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import NoteKind, Observation
from facilitator.model.session import Draft, ReadBack, SessionStatus
from facilitator.ui import safe
from facilitator.ui.widgets.note_rows import draw_note
from facilitator.ui.widgets.note_signs import signs_of
from facilitator.ui.widgets.poll_rows import answer_rows
from facilitator.ui.widgets.rows import GUTTER, Row, heading
from facilitator.ui.widgets.sides import whose
from facilitator.wording import actions as action_words
from facilitator.wording.heard import counted_lines
from facilitator.wording.waiting import said, why_it_waits

_NEXT = {
    SessionStatus.CAPTURED: "Tidy the notes, then r marks the session as reviewed.",
    SessionStatus.REVIEWED: "Papers may leave. s marks the session as shared with the team.",
    SessionStatus.SHARED: "The team has its papers. c closes the session.",
    SessionStatus.CLOSED: "What was heard stays as it is. Answers and actions go on.",
}

_FIRST = "Decide first"
_DECIDE = safe.text(
    *("   ", ("v", "key"), (" who may see it   ", "muted"), ("e", "key"), (" other words   ", "muted")),
    *(("x", "key"), (" take it out", "muted")),
)

_LEAD = 13
"""Cells for the number of a record and what it is."""

_DOTS = 9
_PERSON = 18


def draw_state(live: LiveSession) -> Content:
    """Draw what is known of the meeting, and below it what comes next."""
    return safe.text((", ".join(_facts(live)), "muted"), "\n", _NEXT.get(live.session.status, ""))


def _facts(live: LiveSession) -> Iterator[str]:
    session = live.session
    if session.attendance is not None:
        team = live.desk.teams.get(session.teams[0])
        if team and len(session.teams) == 1 and team.is_as_many_as(session.attendance):
            yield f"{session.attendance} of {team.headcount} people"
        else:
            yield words.count(session.attendance, "person", "people")
    if session.roti and session.roti.total:
        yield f"return on time {session.roti.median} in the middle, {session.roti.total} hands"
    if session.fist_of_five and session.fist_of_five.total:
        yield f"{session.fist_of_five.to_hear_first or 'nobody'} below 3 in the fist of five"
    yield _read_back(session.read_back)
    if live.drafts.text_in(ON_PAPER):
        yield "a sheet is half typed in: h goes on with it"


def _read_back(found: ReadBack | None) -> str:
    if found is None or not (found.done or found.why_not):
        return "no read-back yet"
    return "read back in the room" if found.done else f"no read-back: {found.why_not}"


def review_rows(live: LiveSession) -> list[Row]:
    """Return the rows of notes, ideas, actions and promises, after the lines that nobody finished."""
    kinds = live.notes.kinds
    waiting = live.decisions.waiting
    first = {each.id for each in waiting}
    notes = [each for each in live.notes.all if each.id not in first]
    ideas = [each for each in _ideas(live) if each.id not in first]
    actions = [each for each in live.actions.all if each.id not in first]
    promises = [each for each in live.actions.commitments if each.id not in first]
    half = [_half_row(draft) for draft in live.drafts.waiting]
    groups: tuple[tuple[str, str, list[Row]], ...] = (
        (_FIRST, str(len(waiting)), [_waiting_row(live, record) for record in waiting]),
        ("Not finished", str(len(half)), half),
        (
            f"{live.session.script.line_word.capitalize()}s",
            counted_lines(notes),
            [_note_row(live, each, kinds.get(each.kind)) for each in notes],
        ),
        ("Ideas", counted_lines(ideas), [_idea_row(live, each) for each in ideas]),
        ("Actions", counted_lines(actions), [_action_row(live, each) for each in actions]),
        ("Promises", counted_lines(promises), [_promise_row(each) for each in promises]),
    )
    rows: list[Row] = []
    for title, number, group in groups:
        if group:
            keys = _DECIDE if title == _FIRST else safe.NOTHING
            head = safe.text((title, "bold"), "   ", (number, "muted"), keys)
            rows += [heading(head, space_above=bool(rows)), *group]
    return [*rows, *answer_rows(live.session, space_above=bool(rows))]


def _ideas(live: LiveSession) -> list[ImprovementIdea]:
    return [idea for idea in live.votes.idea_order() if idea.merged_into is None]


def _waiting_row(live: LiveSession, record: Worded) -> Row:
    """Draw a record that somebody has to decide about, and why."""
    words, why = said(record), why_it_waits(live, record)
    pen = "private" if record.visibility is Visibility.FACILITATOR else ""

    def draw(width: int) -> list[Content]:
        lead = safe.cell((label_of(record), "muted"), _LEAD)
        lines = safe.wrap(safe.text((words, pen)), max(20, width - _LEAD))
        drawn = [safe.text(lead, lines[0])]
        drawn += [safe.text(" " * _LEAD, line) for line in lines[1:]]
        return [*drawn, safe.cell(safe.text(" " * _LEAD, (why, "warn")), width)]

    return Row(record.id, draw)


def _half_row(draft: Draft) -> Row:
    said = safe.text(("A line you did not finish: ", "muted"), (draft.text, "private"))
    keys = safe.text(("n", "key"), " note   ", ("x", "key"), " let it go")
    return Row(draft.id, lambda width: [safe.row(width, said, keys)])


def _note_row(live: LiveSession, note: Observation, kind: NoteKind | None) -> Row:
    side, signs = whose(live, note), signs_of(live, note, practice=True)

    def draw(width: int) -> list[Content]:
        return draw_note(note, kind, width, wide=width + GUTTER >= 76, side=side, signs=signs)

    return Row(note.id, draw)


def _idea_row(live: LiveSession, idea: ImprovementIdea) -> Row:
    dots = live.votes.dots_of(idea.id)
    count = safe.cell((words.count(dots, "dot") if dots else "", "mark"), _DOTS)
    tail = safe.text(count, (standing_of(idea, live.actions.all).label, "muted"))
    return _row(idea.id, f"{idea.number} idea", f"{whose(live, idea)}{idea.title}", tail, 28)


def _action_row(live: LiveSession, action: Action) -> Row:
    person = live.desk.people.get(action.owner or "")
    said = live.actions.owners.said_for(action)
    nobody = f"somebody ({said}?)" if said else "nobody yet"
    who = safe.cell((person.name, "") if person else (nobody, "warn"), _PERSON)
    pen = "warn" if action.status is ActionStatus.PROPOSED else "muted"
    tail = safe.text(who, (action_words.due(action), "muted"), "  ", (action_words.standing(action), pen))
    return _row(action.id, f"{action.number} action", action.text, tail, max(44, tail.cell_length + 2))


def _promise_row(promise: Commitment) -> Row:
    who = safe.cell(promise.role, _PERSON - 1)
    by = f"by {words.day(promise.by)}  " if promise.by else ""
    tail = safe.text(who, " ", (by, "muted"), (promise.status.label, "muted"))
    return _row(promise.id, "promise", promise.text, tail, 44)


def _row(key: str, lead: str, said: str, tail: Content, space: int) -> Row:
    """Make a row of one line, or of two where *tail* with its *space* cells would cut what was said."""

    def draw(width: int) -> list[Content]:
        front, room = safe.cell((lead, "muted"), _LEAD), width - _LEAD - space
        if safe.text(said).cell_length <= room:
            return [safe.cell(safe.text(front, safe.cell(said, room), "  ", tail), width)]
        below = safe.text(" " * _LEAD, tail)
        return [safe.cell(safe.text(front, said), width), safe.cell(below, width)]

    return Row(key, draw)


def next_to_decide(key: str | None, before: Sequence[str], waiting: Sequence[str]) -> str | None:
    """Return what the mark goes to once *key* was decided about; None leaves it where it is."""
    if key not in before or key in waiting:
        return None
    behind = (each for each in before[before.index(key) :] if each in waiting)
    return next(behind, waiting[0] if waiting else None)
