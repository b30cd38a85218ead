"""Close: was it a good use of your time, one to five; when we meet again."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.language import words
from facilitator.ui import safe
from facilitator.ui.instruments.base import AskNextMeeting, FactsPane, Finish, Instrument
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.hands import beyond, draw_hands

_MEANING = ("wasted", "less than I gave", "even", "more than I gave", "excellent use")

_TALL = 11
"""Lines that one number a line takes."""


KEYS = Context(
    "close",
    "Close",
    (
        command(
            "hands", "1 2 3 4 5", "one hand", "one hand more for that number", palette=False, with_key=True
        ),
        command("clear", "0 x", "clear", "count again from nothing"),
        command("finish", "f", "end the meeting", "end the meeting and review it", palette=False),
        command("to_capture", "tab escape q", "note", "to the line", palette=False, always=True),
    ),
)


class ClosePane(FactsPane):
    """Return on time invested, and the end of the meeting."""

    keys = KEYS
    step_words = "next meeting"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def compose(self) -> ComposeResult:
        """Lay out hands and next meeting."""
        yield Static(id="hands")

    def show_records(self) -> None:
        """Draw what was counted."""
        session = self.live.session
        hands = session.roti.hands if session.roti else (0, 0, 0, 0, 0)
        tall = self.size.height > _TALL
        more = beyond(hands, session.attendance)
        lines = [
            safe.text(
                *(("Return on time invested", "bold"), "   ", (words.count(sum(hands), "hand"), "muted")),
                (f"   {more}" if more else "", "warn"),
                *("   ", self.keys_from_here, ("1–5", "key"), " one a hand"),
            )
        ]
        if tall:
            lines.append(safe.NOTHING)
            for number in (5, 4, 3, 2, 1):
                count = hands[number - 1]
                dots = safe.cell(("●" * min(count, 20) if count else "·", "track" if count else "faint"), 22)
                total = safe.cell(str(count) if count else "", 4)
                lines.append(safe.text((f"{number}  ", "key"), dots, total, (_MEANING[number - 1], "muted")))
            lines.append(safe.NOTHING)
        else:
            lines.append(draw_hands(hands, 1))
        following = session.next_meeting
        when = "no day yet" if following is None else _moment(self, following)
        lines += [
            safe.text(
                safe.cell(("We meet again", "muted"), 18),
                (when, "" if following else "warn"),
                "   ",
                ("F8", "key"),
                " set it",
            ),
            *([safe.NOTHING] if tall else []),
            safe.text(self.keys_from_here, ("f", "key"), " ends the meeting and goes to the review"),
        ]
        self.query_one("#hands", Static).update(Content("\n").join(lines))

    def on_resize(self) -> None:
        """Draw what fits now."""
        self.show_records()

    def answer_to(self, character: str) -> str:
        """Say which digits count hands."""
        return f"{character} is no answer: 1–5, one a hand." if character.isdecimal() else ""

    def step(self) -> bool:
        """Say when we meet again."""
        self.post_message(AskNextMeeting())
        return True

    def action_hands(self, key: str) -> None:
        """One hand more for that number."""
        session = self.live.session
        hands = list(session.roti.hands if session.roti else (0, 0, 0, 0, 0))
        hands[int(key) - 1] += 1
        self.attempt(lambda: self.live.frame.set_roti(tuple(hands)))

    def action_clear(self) -> None:
        """Count again from nothing."""
        self.attempt(lambda: self.live.frame.set_roti((0, 0, 0, 0, 0)))

    def action_finish(self) -> None:
        """End the meeting."""
        self.post_message(Finish())


def _moment(pane: Instrument, moment: datetime) -> str:
    local = pane.program.folder.local(moment)
    return f"{words.day(local.date())}, {words.time(local)}"


PANE = ClosePane
