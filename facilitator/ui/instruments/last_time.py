"""Last time: what was agreed and what became of it, what the team was told, how each practice ran."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from facilitator.insight.last_time import Agreed, LastTime
from facilitator.language import words
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, ActionStatus
from facilitator.model.session import ListeningSession
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.dialogs.live_fields import day_typed
from facilitator.ui.dialogs.settle_promise import settle
from facilitator.ui.forms.field import Field
from facilitator.ui.instruments.base import Instrument, OnPane
from facilitator.ui.instruments.last_time_rows import (
    action_rows,
    idea_rows,
    idea_summary,
    pledged_rows,
    pledged_summary,
    rung_rows,
)
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading

KEYS = Context(
    "last_time",
    "Last time",
    (
        command("done", "d", "done", "it is done"),
        command("blocked", "b", "blocked", "it is blocked: what by, and its next date"),
        command("dropped", "x", "dropped", "it is dropped, with a reason"),
        command("helped", "plus", "helped", "it is done, and what it changed for the team"),
        command("more", "enter", "why", "say more: what it changed, what blocks it, the next date"),
        command("to_capture", "tab escape", "line", "to the line", palette=False, always=True),
    ),
)

_TALL = 30
_FEW = 6
"""In a window of so many lines each of a few actions has a second line, with what is known of it."""


class LastTimePane(Instrument):
    """The actions of earlier sessions, each with its verdict; the ideas; the rungs of then."""

    keys = KEYS
    prompt_lines = 2
    told: LastTime | None = None
    """What the earlier sessions left, as read when it was drawn."""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield LastTimeList(
            shy=True, empty=safe.text("This is the first session with this team.", pen="muted")
        )

    @property
    def rows(self) -> LastTimeList:
        """The rows."""
        return self.query_one(LastTimeList)

    def focus_part(self) -> None:
        """Take the keyboard."""
        self.rows.focus()

    def about(self, live: LiveSession) -> str:
        """Say of how many open actions something was said."""
        told = live.last_time.told
        if told is None:
            return ""
        return f"{told.asked} of {told.to_ask} asked" if told.to_ask else "no action is open"

    def detail(self, live: LiveSession) -> str:
        """Say which session was last time."""
        told = live.last_time.told
        if told is None:
            return ""
        more = f", {words.count(told.count, 'session')} in all" if told.count > 1 else ""
        return f"{told.session.short_id}, {words.day(told.day, live.today)}{more}"

    def show_records(self) -> None:
        """Draw what was agreed, what was answered, and the rungs of then."""
        live = self.live
        self.told = told = live.last_time.told
        rows = [_unreadable(name) for name in live.last_time.unreadable]
        if told is None:
            self.rows.show(rows)
            return
        rows.append(_head("What we agreed", str(len(told.agreed)), first=not rows, right="due"))
        tall = self.app.size.height >= _TALL and len(told.agreed) <= _FEW
        rows += action_rows(told, live, tall=tall)
        if told.pledged:
            rows.append(_head("What others promised", pledged_summary(told), first=tall, right="by"))
            rows += pledged_rows(told, live)
        if told.ideas:
            rows.append(_head("Your ideas", idea_summary(told), first=tall))
            rows += idea_rows(told, live)
        if told.parked:
            rows.append(_head("Parked for another time", str(len(told.parked)), first=tall))
            rows += [heading(safe.text("  ", each.words), space_above=False) for each in told.parked]
        rungs = rung_rows(told, live)
        if rungs:
            asked = any("touch_map" in segment.instruments for segment in live.session.script.segments)
            rows.append(_head("How each practice runs", "asked again in the touch map" if asked else ""))
            rows += rungs
        first = self.rows.key is None
        self.rows.show(rows)
        if first:
            self._go_to_next()

    # Verdicts

    def in_hand(self, wanted: str) -> Agreed | None:
        """Return the action under the cursor; where there is none, say which is *wanted*, and return None."""
        key = self.rows.key
        found = (
            next((each for each in self.told.agreed if each.action.id == key), None) if self.told else None
        )
        if found is None:
            self.runner.line.warn(f"Go to the action {wanted} first: ↑ ↓.")
        return found

    def owned(self, wanted: str) -> Agreed | None:
        """Return the action under the cursor; of one nobody owns say where to name them, and return None."""
        found = self.in_hand(wanted)
        if found is None or not _needs_owner(found.action):
            return found
        where = f"Name its owner in the review of {found.session.short_id}: e on the action."
        self.runner.line.warn(f"Nobody said yes to it yet. {where} Here x drops it.")
        return None

    def say(self, change: Callable[[], object]) -> None:
        """Do a change, then go on to the next action nothing was said of."""
        if self.attempt(change):
            self.go_on()

    def go_on(self) -> None:
        """Draw it, and put the cursor on the next action of which nothing was said yet."""
        self.show_records()
        self._go_to_next()

    def _go_to_next(self) -> None:
        agreed = self.told.agreed if self.told else ()
        waiting = [each.action.id for each in agreed if each.to_ask and not each.asked]
        keys = [row.key for row in self.rows.rows]
        after = [id for id in waiting if keys.index(id) > self.rows.cursor]
        if waiting:
            self.rows.go_to({(after or waiting)[0]})

    def ask(
        self, title: str, question: str, value: str, agreed: Agreed, save: Callable[[str], object]
    ) -> None:
        """Ask for words about an action and save them."""

        def saved(line: str | None) -> None:
            if line is not None:
                self.go_on()

        caution = self.live.guard.caution_for(agreed.action)
        self.app.push_screen(AskLine(title, question, value, check=save, caution=caution), saved)

    def ask_blocked(self, agreed: Agreed) -> None:
        """Ask what an action waits for, and for its next date."""
        live = self.live
        fields = (
            Field("by", "Waits for", agreed.action.blocked_by, help="who can unblock it?", required=True),
            Field("day", "Next date", help="such as fri, 30 apr, in 2 weeks; empty keeps it"),
        )

        def save(values: dict[str, str]) -> None:
            live.last_time.blocked(agreed, values["by"], day_typed(live, values["day"]))

        def saved(values: dict[str, str] | None) -> None:
            if values is not None:
                self.go_on()

        self.app.push_screen(FormDialog(agreed.action.text, "It is blocked.", fields, save), saved)

    def ask_next_date(self, agreed: Agreed) -> None:
        """Ask until when an action goes on."""
        live = self.live

        def save(line: str) -> None:
            day = day_typed(live, line)
            if day is not None:
                live.last_time.goes_on(agreed, day)

        self.ask(
            agreed.action.text, "It goes on: until when? Such as fri, 30 apr, in 2 weeks.", "", agreed, save
        )


def _needs_owner(action: Action) -> bool:
    """Return whether an action waits for one person's yes, without which it can only be dropped."""
    return action.status is ActionStatus.PROPOSED and action.owner is None


def _head(title: str, beside: str, *, first: bool = False, right: str = "") -> Row:
    content = safe.text((title, "bold"), "   ", (beside, "muted"))

    def draw(width: int) -> list[Content]:
        line = safe.row(width - 1, content, safe.text((right, "muted"))) if right else content
        return [line] if first else [safe.NOTHING, line]

    return Row("", draw, heading=True)


def _unreadable(name: str) -> Row:
    said = f"{name} cannot be read. What was agreed there is missing here; facilitator check tells more."
    return heading(safe.text((said, "warn")), space_above=False)


class LastTimeList(OnPane[LastTimePane], RowList):
    """The rows with their verdicts."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def action_done(self) -> None:
        """It is done."""
        if self._settle_pledged():
            return
        agreed = self._pane.owned("that is done")
        if agreed is not None:
            self._pane.say(lambda: self._pane.live.last_time.done(agreed))

    def action_helped(self) -> None:
        """It is done, and it changed something for the team."""
        agreed = self._pane.owned("that helped")
        if agreed is not None:
            verbs = self._pane.live.last_time
            self._pane.ask(
                agreed.action.text,
                "It helped: what did it change for you?",
                agreed.action.evidence,  # of one that is done already, what was said then
                agreed,
                lambda line: verbs.helped(agreed, line),
            )

    def action_blocked(self) -> None:
        """It is blocked."""
        agreed = self._pane.owned("that is blocked")
        if agreed is not None:
            self._pane.ask_blocked(agreed)

    def action_dropped(self) -> None:
        """It is dropped."""
        if self._settle_pledged():
            return
        agreed = self._pane.in_hand("that is dropped")
        if agreed is not None:
            self._ask_why(agreed)

    def _ask_why(self, agreed: Agreed) -> None:
        verbs = self._pane.live.last_time
        why = "It is dropped: why? That is progress too."
        self._pane.ask(
            agreed.action.text, why, agreed.action.reason, agreed, lambda line: verbs.dropped(agreed, line)
        )

    def _settle_pledged(self) -> bool:
        """Ask what became of what others promised, if that is under the cursor; tell whether it is."""
        told = self._pane.told
        return self._settle({each.promise.id: each.session for each in told.pledged} if told else {})

    def _settle(self, sessions: Mapping[str, ListeningSession]) -> bool:
        """Ask what became of the record under the cursor, if it is one of those; tell whether it is."""
        pane, key = self._pane, self.key or ""
        if key in sessions:
            settle(pane.program, sessions[key].id, key, pane.show_records)
        return key in sessions

    def action_choose(self) -> None:
        """Say more of what is under the cursor."""
        self.action_more()

    def action_more(self) -> None:
        """Say more of an action, each by how it stands; answer an idea that waits."""
        pane, told = self._pane, self._pane.told
        ideas = {each.idea.id: each.session for each in told.ideas} if told else {}
        if self._settle_pledged() or self._settle(ideas):
            return
        agreed = pane.in_hand("to say more of")
        if agreed is None:
            return
        match agreed.action.status:
            case ActionStatus.DONE:
                verbs, action = pane.live.last_time, agreed.action
                pane.ask(
                    action.text,
                    "It is done: what did it change for you?",
                    action.evidence,
                    agreed,
                    lambda line: verbs.done(agreed, line),
                )
            case ActionStatus.BLOCKED:
                pane.ask_blocked(agreed)
            case ActionStatus.DROPPED:
                self._ask_why(agreed)
            case _:
                pane.ask_next_date(agreed)


PANE = LastTimePane
