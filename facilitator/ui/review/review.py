"""Review: the meeting is over; tidy what was written, then let papers leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.model.base import Record
from facilitator.model.records import Change
from facilitator.model.session import HEARD, SessionStatus
from facilitator.opening import open_session
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine, require_words
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.debrief import write_debrief
from facilitator.ui.dialogs.settle_promise import settle
from facilitator.ui.keys.command import Command, Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.review.in_hand import InHand
from facilitator.ui.review.late_remark import ask_late_remark
from facilitator.ui.review.paper_entry import open_quick_entry
from facilitator.ui.review.rows import draw_state, next_to_decide, review_rows
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.undo import KeyLineVoice, ScreenHistory, SessionSteps, session_scope
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.sides import teams_present
from facilitator.workspace.debriefs import debrief_of
from facilitator.workspace.folder.session_files import SessionFile

KEYS = Context(
    "review",
    "Review",
    (
        command("reviewed", "r", "reviewed", "mark as reviewed: papers may leave"),
        command("settle", "a", "answer", "answer an idea; say what became of an action or a promise"),
        command("preview", "p", "preview", "look at the action plan"),
        command("debrief", "d", "debrief", "write your own look back"),
        command("edit", "e enter", "edit", "change the words; of an action all of it"),
        command("details", "o", "", "of an idea: new words, reach, dimensions, who gains"),
        command("finish_line", "n", "", "make a note of a line you did not finish"),
        command("late_remark", "i", "", "add a remark that came after the meeting, with its day"),
        command("follow_up", "f", "", "say what became of the follow-up: held, moved, not needed"),
        command("thanks", "t", "thanks", "write the personal line of thanks"),
        command("visibility", "v", "who may see it", "change who may see it"),
        command("attribution", "w", "", "say who said it: nobody, the team, a person who said yes"),
        command("whose", "b", "", "of two teams: which one said it, or both"),
        command("remove", "x", "remove", "take it out"),
        command("redact", "delete", "", "redact: take the words out of every file, for good"),
        command("quick_entry", "h", "from paper", "type in what stands on a filled paper"),
        command("share", "s", "shared", "mark as shared with the team"),
        command("close_session", "c", "", "close a shared session: what was heard stays as it is"),
        command("home", "escape q", "back", "back", palette=False),
    ),
)


_NEXT = {
    SessionStatus.CAPTURED: ("reviewed", "mark reviewed"),
    SessionStatus.REVIEWED: ("share", "handed over"),
    SessionStatus.SHARED: ("close_session", "close"),
}
"""What comes next with a session that stands there: the command, and its words in the line below."""


def _keys_now(status: SessionStatus, *, asks: bool) -> Context:
    """Return the keys with what comes next first; an answer is named only where something *asks* for one."""
    following, words = _NEXT.get(status, ("", ""))

    def now(each: Command) -> Command:
        if each.name == following:
            return msgspec.structs.replace(each, short=words, always=True)
        steps = {name for name, _ in _NEXT.values()}
        hidden = each.name in steps or (each.name == "settle" and not asks)
        return msgspec.structs.replace(each, short="") if hidden else each

    commands = sorted(map(now, KEYS.commands), key=lambda each: each.name != following)
    return msgspec.structs.replace(KEYS, commands=tuple(commands))


_NOTHING_WRITTEN = safe.text(
    ("Nothing was written in this session. If it was held on paper, ", "muted"),
    ("h", "key"),
    (" types its sheets in.", "muted"),
)


class Review(ProgramScreen, Screen[None]):
    """Everything one session holds, to read and to tidy."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CSS = """
    Review > #head { height: auto; padding: 1 3; }
    Review > RowList { margin: 0 2 0 1; }
    Review.-narrow > #head { padding: 0 3; }
    """

    def __init__(self, file: SessionFile, at: Record | None = None) -> None:
        super().__init__()
        self.file = file
        self._at = at
        self._waiting: tuple[str, ...] = ()
        """The ids of what waits for a decision, as it stands on the screen."""

    @property
    def file_in_hand(self) -> SessionFile:
        """The session's file."""
        return self.file

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys; the line below names an answer only where there is something to answer."""
        return (_keys_now(self.file.session.status, asks=self._in_hand.is_question), EVERYWHERE)

    @on(RowList.Moved)
    def _show_keys(self) -> None:
        """The keys below are those of the row in hand."""
        self.query_one(KeyLine).show_keys()

    def compose(self) -> ComposeResult:
        """Lay out state and records."""
        yield TopLine(self._draw_top)
        yield Static(id="head")
        yield RowList(empty=_NOTHING_WRITTEN)
        yield KeyLine()

    @on(events.Mount)
    def _open(self) -> None:
        """Open the session."""
        self.live = open_session(self.program.folder, self.file, self.program.live_clock())
        self._in_hand = InHand(
            self.program, self.live, self.file, self.query_one(RowList), self._attempt, self.show_records
        )
        self._unsubscribe = self.live.desk.subscribe(self._changed)
        self.history = ScreenHistory(
            self,
            lambda: session_scope(self.program, self.file),
            steps=SessionSteps(self.live),
            voice=_ReviewVoice(self),
        )
        self.show_records()
        rows = self.query_one(RowList)
        rows.focus()
        if self._at is not None:
            rows.go_to([self._at.id, getattr(self._at, "merged_into", None) or ""])

    @on(events.Unmount)
    def _close(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def _changed(self, _change: Change) -> None:
        # While a screen is taken away its parts go first, and what was put before may be saved just then.
        if self.display:
            self.show_records()

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        session, folder = self.file.session, self.program.folder
        teams = teams_present(self.live, folder.team_names(session), width)
        local = folder.local(session.started_at or session.planned_start)
        left = safe.text(
            *teams,
            "   ",
            (f"{session.short_id}   {words.day(local.date(), folder.today())}", "muted"),
        )
        return left, safe.text((session.status.label, "mark bold"))

    # What is shown

    def show_records(self) -> None:
        """Draw notes, ideas, actions and promises, after the lines that nobody finished."""
        self.query_one("#head", Static).update(draw_state(self.live))
        rows, waiting = self.query_one(RowList), tuple(each.id for each in self.live.decisions.waiting)
        rows.show(review_rows(self.live), select=next_to_decide(rows.key, self._waiting, waiting))
        self._waiting = waiting
        self.query_one(TopLine).refresh()

    def _attempt(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except FacilitatorError as error:
            self.program.complain(error)
            return False
        return True

    # Keys

    @on(RowList.Chosen)
    def _choose(self) -> None:
        """Change the words."""
        self.action_edit()

    def action_edit(self) -> None:
        """Change what is under the cursor."""
        self._in_hand.edit()

    def _action_settle(self) -> None:
        """Say what becomes of the idea under the cursor, or what became of the action or the promise."""
        self._in_hand.settle()

    def _action_late_remark(self) -> None:
        """Add a remark that came after the meeting; papers that left before are offered anew."""
        ask_late_remark(self.program, self.live, lambda: self.program.navigation.offer_papers_anew(self.file))

    def _action_follow_up(self) -> None:
        """Say what became of the follow-up."""
        session = self.file.session.id
        settle(self.program, session, session, self.show_records)

    def action_finish_line(self) -> None:
        """Finish a line that was left half typed."""
        self._in_hand.finish_line()

    def action_details(self) -> None:
        """Say what is known of an idea beside its words."""
        self._in_hand.say_details()

    def action_visibility(self) -> None:
        """Change who may see it."""
        self._in_hand.change_visibility()

    def action_attribution(self) -> None:
        """Say who said it; only of a note."""
        self._in_hand.attribute()

    def _action_whose(self) -> None:
        """Say which of two teams said it; only of a note or an idea."""
        self._in_hand.turn_side()

    def action_remove(self) -> None:
        """Take it out; for ten seconds ^Z brings it back."""
        self._in_hand.remove()

    def action_redact(self) -> None:
        """Take the words of what is under the cursor out of every file, for good."""
        self._in_hand.redact()

    def action_thanks(self) -> None:
        """Write the personal line of thanks."""

        def save(line: str | None) -> None:
            if line is not None and self._attempt(lambda: self.live.frame.set_thanks(line)):
                self.program.say("Your line opens the thank-you note" if line else "No line of your own")

        question = "It opens the thank-you note. Empty: a sentence of the program stands there."
        self.app.push_screen(
            AskLine("Your line of thanks", question, self.file.session.thanks, mends=True), save
        )

    def action_reviewed(self) -> None:
        """Mark as reviewed; without a read-back ask why there was none."""
        session = self.file.session
        if session.status is not SessionStatus.CAPTURED:
            self.program.say(f"This session is {session.status.label}")
            return
        if session.read_back is not None and (session.read_back.done or session.read_back.why_not):
            self._reviewed()
            return

        def why(line: str | None) -> None:
            if line and self._attempt(lambda: self.live.frame.read_back_skipped(line)):
                self._reviewed()

        question = "Papers leave only after a read-back, or with the reason why there was none."
        self.app.push_screen(AskLine("There was no read-back. Why?", question, check=require_words), why)

    def _reviewed(self) -> None:
        if self._attempt(self.live.frame.review):
            mine = "" if debrief_of(self.file) else "   d writes your own look back"
            self.program.say(f"Reviewed: papers may leave{mine}")

    def action_share(self) -> None:
        """Mark as shared with the team."""
        if self._attempt(self.live.frame.share):
            self.program.say("Shared with the team")

    def action_close_session(self) -> None:
        """Close a session that was shared, after a question."""
        session = self.file.session
        if session.status is not SessionStatus.SHARED:
            self.program.say(f"This session is {session.status.label}; only a shared one is closed")
            return

        def answered(answer: str | None) -> None:
            if answer == "yes" and self._attempt(self.live.frame.close):
                self.program.say("Closed: what was heard stays as it is   ^Z opens it again")

        question = "What was heard stays as it is then. Answers, actions and taking out go on."
        answers = (("no", "Leave it open"), ("yes", "Close it"))
        self.app.push_screen(Ask(f"Close {session.short_id}?", question, answers), answered)

    def action_preview(self) -> None:
        """Look at the action plan."""
        self.program.navigation.preview_paper(self.file, "action-plan")

    def action_quick_entry(self) -> None:
        """Type in what stands on a filled paper."""
        open_quick_entry(self.program, self.live)

    def action_debrief(self) -> None:
        """Write the facilitators' own look back."""
        write_debrief(self.program, self.file, lambda: self.program.say("Your look back is kept for you"))

    def action_home(self) -> None:
        """Go back to where the review was opened from."""
        self.dismiss()


class _ReviewVoice(KeyLineVoice):
    """Says what became of a step of undo in the review."""

    def __init__(self, review: Review) -> None:
        super().__init__(review)
        self._review = review

    def undone(self, label: str) -> None:
        """Say what was taken back; when that was the end of the meeting, go where the session stands now."""
        if self._review.file.session.status not in HEARD:
            self._review.dismiss()
            self._review.program.navigation.open_session(self._review.file)
        super().undone(label)
