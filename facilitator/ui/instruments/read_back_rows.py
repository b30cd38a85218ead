"""The rows of the read-back: every line that is held, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from facilitator.language import words
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Visibility, Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.widgets.capture_line import KIND_WIDTH
from facilitator.ui.widgets.note_rows import kind_label, seen_by
from facilitator.ui.widgets.poll_rows import answer_rows
from facilitator.ui.widgets.rows import Row, heading
from facilitator.ui.widgets.sides import marked, whose
from facilitator.wording import actions as action_words
from facilitator.wording.heard import counted_lines

ReadOut = Observation | ImprovementIdea | Action | Commitment
"""What is read out to the room."""

_NODS = 5
"""Cells for how many nodded: those with the most are read slowly."""

_SEEN = 22
"""Cells for who may see a line."""

_GROUPS: tuple[tuple[str, type[Worded]], ...] = (
    ("Notes", Observation),
    ("Ideas", ImprovementIdea),
    ("Actions", Action),
    ("Promises", Commitment),
)


def read_back_rows(live: LiveSession, records: Sequence[Worded]) -> list[Row]:
    """Return a row for each of *records* below its heading, then what was told of the work with others."""
    rows: list[Row] = []
    for title, kind in _GROUPS:
        group = [each for each in records if isinstance(each, kind)]
        if group:
            called = f"{live.session.script.line_word.capitalize()}s" if kind is Observation else title
            head = safe.text((called, "bold"), "   ", (counted_lines(group), "muted"))
            rows.append(heading(head, space_above=bool(rows)))
            rows += [_row(live, each) for each in group if isinstance(each, ReadOut)]
    sides = live.touch.told_sides
    if sides:
        head = safe.text(("How it runs with others", "bold"), "   ", ("may they see it?", "muted"))
        rows.append(heading(head, space_above=bool(rows)))
        rows += [_side_row(live, side) for side in sides]
    return [*rows, *answer_rows(live.session, space_above=bool(rows))]


def _side_row(live: LiveSession, side: InterfaceSide) -> Row:
    other = live.desk.teams.get(side.counterpart)
    name = other.short_name or other.name if other else "another team"

    def draw(width: int) -> list[Content]:
        room = max(20, width - KIND_WIDTH - _SEEN - 2)
        shared = side.agreed_for_sharing
        own = live.sides.name(side.team) or "our team"
        seen = (name, "bold") if shared else (f"{own} only", "muted")
        what = f"{whose(live, side)}{live.desk.practice_name(side.practice)} with {name}"
        what += f": {side.passes}" if side.passes else ""
        lead = safe.cell((f"ease {side.ease}" if side.ease else "no score", "muted"), KIND_WIDTH)
        lines = safe.wrap(safe.text(what), room)
        first = safe.text(lead, safe.cell(lines[0], room), "  ", safe.cell(seen, _SEEN))
        return [first, *(safe.text(" " * KIND_WIDTH, line) for line in lines[1:])]

    return Row(side.id, draw)


def _row(live: LiveSession, record: ReadOut) -> Row:
    lead, said = _lead(live, record), _said(live, record)
    nods = record.nods if isinstance(record, Observation) else 0
    pen = "bold" if record.visibility is not Visibility.TEAM else "muted"

    def draw(width: int) -> list[Content]:
        room = max(20, width - KIND_WIDTH - _SEEN - 2 - _NODS)
        lines = safe.wrap(said, room)
        more = safe.cell(f"+{nods}" if nods else "", _NODS, right=True)
        seen = safe.cell((_seen_by(live, record), pen), _SEEN)
        first = safe.text(lead, safe.cell(lines[0], room), more, "  ", seen)
        return [first, *(safe.text(" " * KIND_WIDTH, line) for line in lines[1:])]

    return Row(record.id, draw)


def _lead(live: LiveSession, record: ReadOut) -> Content:
    if isinstance(record, Observation):
        return kind_label(live.notes.kinds.get(record.kind), record.kind)
    name = {ImprovementIdea: "idea", Action: "action", Commitment: "promise"}[type(record)]
    return safe.cell((f"{record.number} {name}", "muted"), KIND_WIDTH)


def _said(live: LiveSession, record: ReadOut) -> Content:
    """Draw what is read out: of an action with owner and date, of a promise with who made it."""
    text = (record.title if isinstance(record, ImprovementIdea) else record.text).replace("\n", " ")
    if isinstance(record, Action):
        person = live.desk.people.get(record.owner or "")
        owner = person.name if person else "nobody yet"
        return safe.text(text, (f"  {owner}, {action_words.due(record)}", "muted"))
    if isinstance(record, Commitment):
        by = f", by {words.day(record.by)}" if record.by else ""
        return safe.text(text, (f"  {record.role}{by}", "muted"))
    return marked(whose(live, record), safe.text(text))


def _seen_by(live: LiveSession, record: ReadOut) -> str:
    team = None if isinstance(record, Action | Commitment) else record.team
    if record.visibility is Visibility.TEAM:
        return live.sides.name(team) or seen_by(record)
    if record.visibility is not Visibility.PARTNERS or isinstance(record, Commitment):
        return seen_by(record)
    teams = live.desk.teams
    named = [teams[id].short_name or teams[id].name for id in record.counterparts if id in teams]
    together = live.sides.teams and team is None
    return ", ".join(named) or ("both, as partners" if together else "partners: name one")
