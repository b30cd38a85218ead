"""What the review has in hand: the record or half-typed line under the cursor, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from facilitator.live.session import LiveSession
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.session import Draft
from facilitator.ui.dialogs.action_form import edit_action, edit_promise
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.attribution import ask_attribution
from facilitator.ui.dialogs.change_words import change_words
from facilitator.ui.dialogs.idea_details import IdeaDetails
from facilitator.ui.dialogs.settle_promise import settle as settle_promise
from facilitator.ui.dialogs.visibility import ask_visibility
from facilitator.ui.program import Program
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.sides import turn_side as turn
from facilitator.ui.widgets.sides import whose_now
from facilitator.workspace.folder.session_files import SessionFile


class InHand:
    """What stands under the cursor of *rows*.

    *attempt* does a change or says why it cannot be; *settled* is called once a promise was answered.
    """

    def __init__(
        self,
        program: Program,
        live: LiveSession,
        file: SessionFile,
        rows: RowList,
        attempt: Callable[[Callable[[], object]], bool],
        settled: Callable[[], None],
    ) -> None:
        self._program = program
        self._live = live
        self._file = file
        self._rows = rows
        self._attempt = attempt
        self._settled = settled

    @property
    def half(self) -> Draft | None:
        """The half-typed line, if that is what stands there."""
        return self._file.find(Draft, self._rows.key or "")

    @property
    def record(self) -> Worded | None:
        """The note, idea, action or promise that stands there."""
        key = self._rows.key or ""
        for kind in (Observation, ImprovementIdea, Action, Commitment):
            found = self._file.find(kind, key)
            if found is not None:
                return found
        return None

    @property
    def is_question(self) -> bool:
        """Whether an idea, an action or a promise stands there."""
        return isinstance(self.record, ImprovementIdea | Action | Commitment)

    def edit(self) -> None:
        """Change what is under the cursor: actions and promises in all their parts, of the rest the words."""
        record = self.record
        if self.half is not None:
            self.finish_line()
        if isinstance(record, Action):
            edit_action(self._program, self._live, record, self._settled)
        elif isinstance(record, Commitment):
            edit_promise(self._rows.app, self._live, record)
        elif record is not None:
            # What waits for a decision gets other words because of those it has: they are to go.
            waits = any(record.id == each.id for each in self._live.decisions.waiting)
            change_words(
                self._rows.app, self._live, cast(Observation, record), "Change the words", for_good=waits
            )

    def settle(self) -> None:
        """Say what becomes of the idea under the cursor, or what became of the action or the promise."""
        record = self.record
        if record is None or not self.is_question:
            self._program.say("Choose an idea, an action or a promise: a answers it")
        else:
            settle_promise(self._program, self._file.session.id, record.id, self._settled)

    def finish_line(self) -> None:
        """Finish a line that was left half typed; it becomes what its words say."""
        draft = self.half
        if draft is None:
            self._program.say("No half-typed line is in hand")
            return

        def save(line: str | None) -> None:
            if line:
                self._attempt(lambda: self._live.line.finish_line(draft, line))

        question = "Enter makes it a note. Signs, #practice and @team work here too."
        self._program.push_screen(AskLine("Finish the line", question, draft.text, mends=True), save)

    def say_details(self) -> None:
        """Say what is known of an idea beside its words."""
        record = self.record
        if isinstance(record, ImprovementIdea):
            IdeaDetails(self._program, self._live, record, self._attempt).show()
        else:
            self._program.say("Only ideas have details")

    def change_visibility(self) -> None:
        """Change who may see it."""
        record = self.record
        if record is not None:
            ask_visibility(self._program, self._live, self._file, record, self._attempt)

    def attribute(self) -> None:
        """Say who said it; only of a note."""
        record = self.record
        if isinstance(record, Observation):
            ask_attribution(self._program, self._live, record, self._attempt)
        else:
            self._program.say("Only notes say who said it")

    def turn_side(self) -> None:
        """Say which of two teams said it; only of a note or an idea."""
        record = self.record
        if isinstance(record, Observation | ImprovementIdea):
            if self._attempt(lambda: turn(self._live, record)):
                self._program.say(whose_now(self._live, record))
        else:
            self._program.say("Only notes and ideas say whose they are")

    def remove(self) -> None:
        """Take it out; for ten seconds ^Z brings it back."""
        record, draft = self.record, self.half
        removed = record is not None and self._attempt(lambda: self._live.editing.remove(record))
        if removed or (draft is not None and self._attempt(lambda: self._live.drafts.discard(draft))):
            self._program.say("Taken out   ^Z brings it back for ten seconds")

    def redact(self) -> None:
        """Take the words of what is under the cursor out of every file, for good."""
        from facilitator.ui.dialogs.redaction import ask_redaction

        ask_redaction(self._program, self._file, self.record or self.half)
