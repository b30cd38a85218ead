"""Answering from anywhere: every idea, action and promise of the programme to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.follow_through import standing_of
from facilitator.model.action import OWED, Action, Commitment
from facilitator.model.idea import ANSWERED, IdeaStatus, ImprovementIdea
from facilitator.model.session import HEARD
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.settle_promise import settle
from facilitator.ui.program import Program
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.rows import Row, line_row
from facilitator.wording.actions import standing
from facilitator.workspace.folder.session_files import SessionFile, short_id

_OVER = frozenset({IdeaStatus.DONE, IdeaStatus.BENEFIT_CONFIRMED, IdeaStatus.DECLINED})
_LEAD = 10
_MOST = 20
"""Cells for how a record stands."""


def answer_any(program: Program) -> None:
    """Ask which idea, action or promise it is about, then what becomes of it.

    Ideas nobody answered come first, then what goes on, then what is over; of each the newest session first.
    """

    def chosen(key: str | None) -> None:
        if key:
            session, record = key.split(" ")
            settle(program, session, record, lambda: _show(program))

    files = [file for file in reversed(program.folder.sessions) if file.session.status in HEARD]
    entries = [entry for file in files for entry in _entries(file)]
    rows = [row for _, row in sorted(entries, key=lambda entry: entry[0])]
    program.push_screen(Choose("What is it about?", "What waits for an answer comes first.", rows), chosen)


def _show(program: Program) -> None:
    if isinstance(program.screen, ProgramScreen):
        program.screen.show_records()


def _entries(file: SessionFile) -> Iterator[tuple[int, Row]]:
    """Yield a row for each record with the group it stands in; what waits for a decision is nowhere."""
    actions = file.all(Action)
    for idea in file.all(ImprovementIdea):
        if idea.merged_into is None and not idea.undecided:
            stands = standing_of(idea, actions)
            group = 0 if stands not in ANSWERED else 2 if stands in _OVER else 1
            yield group, _row(file, idea, idea.title, stands.label)
    for action in actions:
        if not action.undecided:
            yield 1 if action.going else 2, _row(file, action, action.text, standing(action))
    for promise in file.all(Commitment):
        if not promise.undecided:
            group = 1 if promise.status in OWED else 2
            yield group, _row(file, promise, promise.text, promise.status.label)
    meeting = file.session.next_meeting
    if meeting is not None and file.session.follow_up is None:
        lead = safe.cell((file.session.short_id, "muted"), _LEAD)
        key = f"{file.session.id} {file.session.id}"
        yield 1, line_row(key, safe.text(lead, "The follow-up"))


def _row(file: SessionFile, record: ImprovementIdea | Action | Commitment, said: str, stands: str) -> Row:
    lead = safe.cell((short_id(file, record), "muted"), _LEAD)
    tail = safe.text("   ", safe.cell((stands, "muted"), min(_MOST, len(stands))), "  ")
    key = f"{file.session.id} {record.id}"
    return Row(key, lambda width: [safe.row(width, safe.text(lead, said), tail)])
