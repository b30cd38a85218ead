"""Notes: what was said, newest nearest the line."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

from textual.app import ComposeResult
from textual.content import Content

from facilitator.language import words
from facilitator.live.capture.position import Position
from facilitator.model.observation import NoteKind, Observation
from facilitator.ui import safe
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.instruments.note_list import KEYS, NoteList
from facilitator.ui.widgets.note_rows import draw_note
from facilitator.ui.widgets.note_signs import signs_of
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.ui.widgets.sides import whose

_NO_NOTES = safe.text("No notes yet. Type what you hear.", pen="muted")


class NotesPane(Instrument):
    """The notes of the session, grouped by segment or practice."""

    keys = KEYS
    step_words = "next question"

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, tuple[Observation, bool, Row]] = {}
        self._teams: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield NoteList(
            from_below=True,
            shy=True,
            gives_way=True,
            empty=_NO_NOTES,
        )

    @property
    def rows(self) -> RowList:
        """The list of notes."""
        return self.query_one(RowList)

    def focus_part(self) -> None:
        """Take the keyboard, at the last note."""
        self.rows.focus()
        self.rows.action_last()

    def step(self) -> bool:
        """Go to the next question or practice of a deep dive."""
        return self.runner.next_question()

    def show_records(self) -> None:
        """List the notes in the order they were said; in a loop those of the item in hand."""
        self.step_words = _goes_on_to(self.live.position)
        rows: list[Row] = []
        in_loop = self.live.loops.segment is not None
        notes = self.live.loops.notes_in_hand() if in_loop else self.live.notes.all
        kinds = self.live.notes.kinds
        if self.live.sides.teams != self._teams:
            self._teams = self.live.sides.teams
            self._known.clear()  # each row says whose it is, or none does
        unsaved = self.runner.file.unsaved
        before: set[str] = set()
        for group, together in groupby(notes, self._grouping()):
            own = list(together)
            rows.append(_heading(group, len(own), space_above=bool(rows), again=group in before))
            before.add(group)
            names = {key for key, each in self.live.desk.practices.items() if each.name == group}
            rows += [self._row(note, kinds.get(note.kind), note.id not in unsaved, names) for note in own]
        if not self.live.course.is_live:
            self.rows.empty = safe.text(
                *(("^N", "key"), (" begins, then type what you hear.   ", "muted")),
                *(("Esc", "key"), (" goes back; it stays planned.", "muted")),
            )
        else:
            self.rows.empty = _NO_NOTES
        at_end = self.rows.key is None or not self.rows.has_focus
        self.rows.show(rows, select=notes[-1].id if notes and at_end else None)

    def _grouping(self) -> Callable[[Observation], str]:
        practices = self.live.desk.practices
        segments = {segment.key: segment for segment in self.live.session.script.segments}

        def group(note: Observation) -> str:
            segment = segments.get(note.segment)
            if segment is not None and segment.parts == 1 and "deep" not in segment.key:
                return segment.short_title
            practice = practices.get(note.practice or "")
            return practice.name if practice else (segment.short_title if segment else "Before the session")

        return group

    def _row(self, note: Observation, kind: NoteKind | None, saved: bool, above: set[str]) -> Row:
        """Return the row of a note: the very same one as long as nothing about the note changes."""
        known, was_saved, row = self._known.get(note.id, (None, saved, None))
        if row is None or known is not note or was_saved is not saved:
            side = whose(self.live, note)
            signs = signs_of(self.live, note, practice=note.practice not in above)

            def draw(width: int) -> list[Content]:
                wide = self.app.size.width >= 100
                return draw_note(note, kind, width, wide=wide, saved=saved, side=side, signs=signs)

            row = Row(note.id, draw)
            self._known[note.id] = (note, saved, row)
        return row


def _goes_on_to(here: Position) -> str:
    """Return what comes after the question in hand; "" where that is the next segment."""
    if here.at_last_question and here.segment is not None and here.segment.each:
        return "go on?"
    if here.at_last_question and here.has_next_part:
        return "next practice"
    several = here.segment is not None and len(here.segment.ask) > 1
    return ("first question" if here.at_last_question else "next question") if several else ""


@lru_cache(maxsize=256)
def _heading(group: str, notes: int, *, space_above: bool, again: bool) -> Row:
    """Return the heading of notes that were said one after the other; *again* where others lie between."""
    count = f"again, {words.count(notes, 'note')}" if again else words.count(notes, "note")
    return heading(safe.text((group, "bold"), "   ", (count, "muted")), space_above=space_above)


PANE = NotesPane
