"""Changing the agenda: what shrinks, what is kept, when it ends; shown before it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.language import words
from facilitator.live.course.replan import Replan, ReplanRow
from facilitator.live.session import LiveSession
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row

_STEP = {"left": -1, "right": 1}


@dataclass(frozen=True)
class AgendaChoice:
    """What was chosen: a plan to use, a segment to go to, or to leave out the rest of this one."""

    plan: Replan | None = None
    go_to: str = ""
    skip: bool = False


class ReplanDialog(Dialog[AgendaChoice | None]):
    """The proposal that wins the minutes the session is late; ← → change a row, longer or shorter."""

    DEFAULT_CSS = """
    ReplanDialog RowList { max-height: 18; }
    """

    def __init__(self, live: LiveSession, late: int) -> None:
        super().__init__()
        self._live = live
        self._late = late
        self._plan = live.course.propose(late)

    def compose(self) -> ComposeResult:
        """Lay out sentence, segments and end."""
        with Vertical():
            yield Static(id="sentence", classes="dialog-title")
            yield Static(id="why", classes="dialog-text")
            yield RowList()
            yield Static(id="ends", classes="dialog-keys")
            yield Static(
                safe.text(
                    *(("Enter", "key"), " use this plan    ", ("← →", "key"), " change a row    "),
                    *(("Esc", "key"), " keep as is\n"),
                    *(
                        ("g", "key"),
                        " go to the row now    ",
                        ("x", "key"),
                        " skip the rest    ",
                    ),
                    *(("e", "key"), " end now"),
                ),
                classes="dialog-keys",
            )

    def on_mount(self) -> None:
        """Show the proposal."""
        self._show(select=self._live.timing.agenda.current.key if self._live.timing.agenda.current else None)
        self.query_one(RowList).focus()

    def _show(self, select: str | None = None) -> None:
        plan = self._plan
        late = f"{words.count(self._late, 'minute')} late" if self._late else "On time"
        self.query_one("#sentence", Static).update(safe.text(late))
        self.query_one("#why", Static).update(self._sentence(plan))
        self.query_one(RowList).show([_row(row) for row in plan.rows], select=select)
        before = self._live.timing.projected_end()
        after = before - timedelta(minutes=plan.won)
        zone = self.app.folder.zone  # type: ignore[attr-defined]  # the program has one open
        ends = f"Ends {words.time(after.astimezone(zone))}"
        self.query_one("#ends", Static).update(
            safe.text((ends, "bold"), (f"   now {words.time(before.astimezone(zone))}", "muted"))
        )

    def _sentence(self, plan: Replan) -> Content:
        if self._late:
            return safe.text((plan.sentence, "muted" if plan.fits else "warn"))
        if not plan.won:
            return safe.text(("Nothing changes yet.", "muted"))
        side = "earlier" if plan.won > 0 else "later"
        return safe.text((f"You end {words.count(abs(plan.won), 'minute')} {side}.", "muted"))

    def on_key(self, event: events.Key) -> None:
        """Change a row, or go straight to the end."""
        key = self.query_one(RowList).key
        if event.key in _STEP and key:
            row = next(each for each in self._plan.rows if each.key == key)
            self._plan = self._plan.with_minutes(key, row.after + _STEP[event.key])
        elif event.key == "e":
            self._plan = self._live.course.end_now()
        elif event.key == "g" and key:
            self.dismiss(AgendaChoice(go_to=key))
            return
        elif event.key == "x":
            self.dismiss(AgendaChoice(skip=True))
            return
        else:
            return
        event.stop()
        self._show()

    def on_row_list_chosen(self) -> None:
        """Use the plan."""
        self.dismiss(AgendaChoice(plan=self._plan))


def _row(row: ReplanRow) -> Row:
    def draw(width: int) -> list[Content]:
        pen = "bold" if row.difference else "muted"
        over = "done" if row.before else "skipped"
        note = (over, "muted") if not row.open else ("always kept", "muted") if row.keep else ("", "")
        if row.dropped:
            note = ("dropped", "warn")
        elif row.difference:
            note = (f"{row.difference:+d} min".replace("-", "−"), "warn")
        line = safe.text(
            *(safe.cell((row.title, pen), 24), safe.cell((str(row.before), "muted"), 5, right=True)),
            *(safe.cell((str(row.after), pen), 7, right=True), "   ", note),
        )
        return [safe.cell(line, width)]

    return Row(row.key, draw)
