"""Ideas: what would help; many lines can be pasted at once."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.language import words
from facilitator.language.widths import cut
from facilitator.live.session import LiveSession
from facilitator.model.idea import ImprovementIdea
from facilitator.ui import safe
from facilitator.ui.dialogs.answer_idea import answer_given
from facilitator.ui.dialogs.idea_details import IdeaDetails
from facilitator.ui.dialogs.settle_promise import settle
from facilitator.ui.instruments.base import Instrument, OnPane, UseInstrument
from facilitator.ui.instruments.verbs import change_text, split_record, take_out, turn_whose
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.note_rows import behind_words
from facilitator.ui.widgets.note_signs import signs_of
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.ui.widgets.sides import marked, whose

_MOST_ANSWER = 40
"""Columns of an answer in the list."""

KEYS = Context(
    "ideas",
    "Ideas",
    (
        command("edit", "e enter", "edit", "change the words"),
        command("details", "o", "details", "new words, reach, dimensions, who gains, its notes"),
        command("whose", "b", "", "of two teams: which one had it, or both"),
        command("settle", "a", "answer", "answer an idea: yes, not now, no and why"),
        command("mark", "space", "mark", "mark for merging"),
        command("merge", "m", "merge", "merge the marked into this one"),
        command("split", "t", "", "take apart what was merged, or split in two"),
        command("remove", "x", "remove", "take the idea out; after ten seconds its words are in no file"),
        command("redact", "delete", "", "redact: take the words out of every file, for good"),
        command("to_capture", "tab escape q", "write", "back to the line", palette=False, always=True),
    ),
)


class IdeasPane(Instrument):
    """The ideas of the session in the order they came."""

    keys = KEYS
    step_words = "vote"
    DEFAULT_CSS = """
    IdeasPane > #head { height: 2; }
    """

    def compose(self) -> ComposeResult:
        """Lay out heading and list."""
        yield Static(id="head")
        yield IdeaList(
            shy=True,
            gives_way=True,
            empty=safe.text(
                "No ideas yet.   ",
                ("Ask for one minute alone, two in pairs. Paste many lines at once.", "muted"),
            ),
        )

    def focus_part(self) -> None:
        """Take the keyboard, at the last idea."""
        rows = self.query_one(RowList)
        rows.focus()
        rows.action_last()

    def step(self) -> bool:
        """Vote on the ideas, here and now."""
        self.post_message(UseInstrument("vote"))
        return True

    def show_records(self) -> None:
        """List the ideas."""
        ideas = self.live.ideas.all
        head = safe.text(("Ideas", "bold"), "   ", (str(len(ideas) or ""), "muted"))
        self.query_one("#head", Static).update(safe.cell(safe.text(head, *self._notes_here()), self.room))
        rows = self.query_one(RowList)
        follow = not rows.has_focus
        rows.show(
            [_row(self.live, idea) for idea in ideas],
            select=ideas[-1].id if ideas and follow else None,
        )

    def _notes_here(self) -> list[safe.Piece]:
        """Say how many lines of this segment became notes: they stand in another list."""
        segment = self.live.position.key
        count = sum(note.segment == segment for note in self.live.notes.all) if segment else 0
        said = f"   {words.count(count, 'note')} taken here: "
        return [(said, "muted"), ("F7", "key"), (" notes", "muted")] if count else []


def _row(live: LiveSession, idea: ImprovementIdea) -> Row:
    side, answer = whose(live, idea), answer_given(idea, live.today)
    behind = behind_words(idea, signs_of(live, idea))

    def draw(width: int) -> list[Content]:
        given = (f"   {cut(answer, _MOST_ANSWER)}", "muted") if answer else ""
        lines = safe.wrap(marked(side, safe.text(idea.title, behind, given)), width - 5)
        first = safe.text(safe.cell((str(idea.number), "muted"), 4, right=False), lines[0])
        return [safe.cell(first, width), *(safe.text("    ", line) for line in lines[1:])]

    return Row(idea.id, draw)


class IdeaList(OnPane[Instrument], RowList):
    """The list of ideas with its verbs."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def action_edit(self) -> None:
        """Change the words of an idea."""
        idea = self._pane.live.records.find(ImprovementIdea, self.key or "")
        if idea is not None:
            change_text(self._pane, idea, "Change the idea")

    def action_details(self) -> None:
        """Say what is known of the idea beside its words."""
        live = self._pane.live
        idea = live.records.find(ImprovementIdea, self.key or "")
        if idea is not None:
            IdeaDetails(self._pane.program, live, idea, self._pane.attempt).show()

    def _action_whose(self) -> None:
        """Say which of two teams had it."""
        live = self._pane.live
        idea = live.records.find(ImprovementIdea, self.key or "")
        if idea is not None:
            turn_whose(self._pane, idea)

    def action_settle(self) -> None:
        """Say what becomes of the idea."""
        if self.key:
            settle(self._pane.program, self._pane.live.session.id, self.key, self._pane.show_records)

    def action_merge(self) -> None:
        """Merge the marked ideas into the one under the cursor; the originals are kept."""
        live = self._pane.live
        idea = live.records.find(ImprovementIdea, self.key or "")
        others = [each for key in self.marks.keys if (each := live.records.find(ImprovementIdea, key))]
        if idea is not None and self._pane.attempt(lambda: live.ideas.merge(idea, others)):
            self.marks.clear()
            self.refresh()

    def action_split(self) -> None:
        """Make two ideas of one; what was merged is taken apart."""
        idea = self._pane.live.records.find(ImprovementIdea, self.key or "")
        if idea is not None:
            split_record(self._pane, idea, idea.title)

    def action_remove(self) -> None:
        """Take the idea out; for ten seconds ^Z brings it back."""
        live = self._pane.live
        idea = live.records.find(ImprovementIdea, self.key or "")
        if idea is not None:
            take_out(self._pane, idea)

    def action_redact(self) -> None:
        """Take the words of the idea out of every file, for good."""
        from facilitator.ui.dialogs.redaction import ask_redaction

        runner = self._pane.runner
        ask_redaction(runner.program, runner.file, runner.file.find(ImprovementIdea, self.key or ""))


PANE = IdeasPane
