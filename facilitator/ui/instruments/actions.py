"""Actions and promises: who does what by when, and what others promise the team."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from facilitator.language import words
from facilitator.model.action import MOST_ACTIONS, Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import ImprovementIdea, VoteSubject
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.dialogs.action_form import ask_who_said_yes, edit_action, edit_promise, person_name
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.count_hands import CountHands
from facilitator.ui.dialogs.settle_promise import settle
from facilitator.ui.instruments.base import Instrument, OnPane
from facilitator.ui.instruments.verbs import change_text, take_out
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.hands import draw_hands
from facilitator.ui.widgets.note_rows import behind_words
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading, line_row
from facilitator.wording import actions as action_words

_MOST_TO_PLAN = 5
"""So many ideas go on at most, as above the line of the vote."""

KEYS = Context(
    "actions",
    "Actions and promises",
    (
        command(
            "edit", "e enter", "change", "change owner, date, words; of a promise who and when; plan an idea"
        ),
        command("yes", "y", "said yes", "the owner said yes"),
        command("settle", "a", "became of it", "say what became of an action or a promise"),
        command("idea", "i", "idea", "which idea it serves"),
        command("promise", "c", "promise", "write down a promise by a leader, by you, by anybody else"),
        command("remove", "x", "remove", "take it out"),
        command("redact", "delete", "", "redact: take the words out of every file, for good"),
        command("to_capture", "tab escape q", "write", "to the line", palette=False, always=True),
    ),
)


class ActionsPane(Instrument):
    """The actions agreed so far, the promises, and the fist of five."""

    keys = KEYS
    step_words = "fist of five"

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield ActionList(
            shy=True,
            empty=safe.text(
                "No actions yet.   ",
                ("Type one with its owner and date: draft the form @sam due fri", "muted"),
            ),
        )

    def focus_part(self) -> None:
        """Take the keyboard."""
        self.query_one(RowList).focus()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _draw_keys(self) -> None:
        """Draw the keys as they work now."""
        self.call_next(self.show_records)

    def step(self) -> bool:
        """Count a fist of five."""
        known = self.live.session.fist_of_five

        def save(hands: tuple[int, ...] | None) -> None:
            if hands is not None:
                self.attempt(lambda: self.live.frame.set_fist_of_five(hands))

        question = "Hear every 0, 1 and 2 first; change the plan or drop the item."
        self.app.push_screen(
            CountHands(
                "Fist of five", question, 0, 6, known.hands if known else None, self.live.session.attendance
            ),
            save,
        )
        return True

    def show_records(self) -> None:
        """List actions, promises and hands."""
        live = self.live
        actions, promises = live.actions.all, live.actions.commitments
        rows: list[Row] = []
        if actions:
            count = (
                f"{len(actions)} of {MOST_ACTIONS}"
                if len(actions) <= MOST_ACTIONS
                else f"{len(actions)}, many"
            )
            rows.append(heading(safe.text(("Actions", "bold"), "   ", (count, "muted")), space_above=False))
            rows += [self._action_row(action) for action in actions]
        if promises:
            head = safe.text(("Promises", "bold"), "   ", (str(len(promises)), "muted"))
            rows.append(heading(head, space_above=bool(rows)))
            rows += [self._promise_row(promise) for promise in promises]
        rows += self._needs(space_above=bool(rows))
        rows += self._rows_to_plan(space_above=bool(rows))
        fist = live.session.fist_of_five
        if fist is not None:
            below = f"{fist.to_hear_first} to hear first" if fist.to_hear_first else "nobody below 3"
            head = safe.text(("Fist of five", "bold"), "   ", (f"{fist.total} hands, {below}", "muted"))
            rows += [heading(head), heading(safe.text("    ", draw_hands(fist.hands, 0)), space_above=False)]
        listed = self.query_one(RowList)
        begins = actions and not listed.has_focus and live.records.find(ImprovementIdea, listed.key or "")
        listed.show(rows, select=actions[0].id if begins else None)

    def _needs(self, *, space_above: bool) -> list[Row]:
        """List the notes that answer a question of this segment, such as what is needed of leaders."""
        live, segment = self.live, self.live.position.segment
        asked = segment.answers if segment is not None else ()
        rows: list[Row] = []
        for kind in dict.fromkeys(key for key in asked if key in live.notes.kinds):
            notes = [note for note in live.notes.all if note.kind == kind]
            known = live.notes.kinds[kind]
            said = (
                ("   ", self.keys_from_here, ("c", "key"), (" a promise answers it", "muted"))
                if notes
                else ()
            )
            head = safe.text((f"{known.label.capitalize()}: {known.hint}", "bold"), *said)
            rows += [heading(head, space_above=space_above or bool(rows))] if notes else []
            rows += [
                line_row(note.id, safe.text("    ", note.text, behind_words(note, ""))) for note in notes
            ]
        return rows

    def _rows_to_plan(self, *, space_above: bool) -> list[Row]:
        """List the ideas with dots that no action serves yet, once the dots are shown."""
        live, vote = self.live, self.live.votes.newest_on(VoteSubject.IDEAS)
        if vote is None or not vote.revealed:
            return []
        served = {id for action in live.actions.all for id in action.ideas}
        ideas = [
            each.idea
            for each in live.votes.ranked()
            if each.weight and not each.idea.is_set_aside and each.idea.id not in served
        ][:_MOST_TO_PLAN]
        way = self.keys_from_here
        makes = (("e", "key"), (" makes an action of an idea", "muted"))
        head = safe.text(("To plan", "bold"), "   ", way, *makes)
        rows = [
            line_row(each.id, safe.text("    ", safe.cell((str(each.number), "muted"), 4), each.title))
            for each in ideas
        ]
        return [heading(head, space_above=space_above), *rows] if rows else []

    def _action_row(self, action: Action) -> Row:
        live = self.live

        def draw(width: int) -> list[Content]:
            ideas = [each.number for each in live.ideas.all if each.id in action.ideas]
            serves = f"idea {', '.join(map(str, ideas))}" if ideas else "no idea yet"
            first = safe.row(
                width - 1,
                safe.text(safe.cell((str(action.number), "muted"), 4), action.text),
                safe.text((f"  {serves}", "muted")),
            )
            said = live.actions.owners.said_for(action)
            owner = person_name(live, action.owner) or (f"somebody ({said}?)" if said else "nobody yet")
            date = action_words.due(action)
            second = safe.text(
                *("    ", safe.cell((owner, "" if action.owner else "warn"), 22), " "),
                safe.cell((date, "muted" if action.due else "warn"), max(17, len(date) + 2)),
                _said_of(action),
            )
            return [first, safe.cell(second, width)]

        return Row(action.id, draw)

    def _promise_row(self, promise: Commitment) -> Row:
        def draw(width: int) -> list[Content]:
            by = f"by {words.day(promise.by)}" if promise.by else "no date"
            became = "" if promise.status is CommitmentStatus.PENDING else f"   {promise.status.label}"
            second = safe.text("    ", safe.cell((promise.role, "muted"), 23), (by + became, "muted"))
            return [safe.cell(safe.text("    ", promise.text), width), safe.cell(second, width)]

        return Row(promise.id, draw)


def _note_row(note: Observation) -> Row:
    return line_row(note.id, safe.text("    ", note.text, behind_words(note, "")))


def _said_of(action: Action) -> tuple[str, str]:
    """Return what the owner said to it; of one that goes on since, how it stands."""
    if action.status is ActionStatus.PROPOSED:
        return "○ not asked yet", "warn"
    usual = action.status is ActionStatus.OPEN
    return ("✓ said yes", "good") if usual else (action_words.standing(action), "muted")


class ActionList(OnPane[Instrument], RowList):
    """The list of actions with its verbs."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    @property
    def _action(self) -> Action | None:
        return self._pane.live.records.find(Action, self.key or "")

    def action_yes(self) -> None:
        """Note that the owner said yes; without an owner, ask who did."""
        action = self._action
        if action is None:
            self._say_no_action()
        elif action.owner is None:
            ask_who_said_yes(self.app, self._pane.live, action, self._pane.attempt)
        else:
            self._pane.attempt(lambda: self._pane.live.actions.say_yes(action))

    def _say_no_action(self) -> None:
        """Say what an idea to plan answers to, where a key is for actions alone."""
        if self._pane.live.records.find(ImprovementIdea, self.key or "") is not None:
            makes = (("e", "key"), " makes an action of it")
            self._pane.runner.line.tell(safe.text("This is an idea:   ", *makes))

    def action_idea(self) -> None:
        """Choose the idea the action serves."""
        action = self._action
        if action is None:
            return
        live = self._pane.live
        rows = [
            line_row(idea.id, safe.text(safe.cell((str(idea.number), "muted"), 4), idea.title))
            for idea in live.ideas.all
        ]

        def save(key: str | None) -> None:
            idea = next((each for each in live.ideas.all if each.id == key), None)
            if idea is not None:
                self._pane.attempt(lambda: live.actions.link_idea(action, idea))

        chosen = action.ideas[0] if action.ideas else None
        self.app.push_screen(Choose("Which idea does it serve?", action.text, rows, chosen), save)

    def action_remove(self) -> None:
        """Take it out; for ten seconds ^Z brings it back."""
        live = self._pane.live
        key = self.key or ""
        record = self._action or live.records.find(Commitment, key) or live.records.find(Observation, key)
        if record is not None:
            take_out(self._pane, record)
        else:
            self._say_no_action()

    def action_redact(self) -> None:
        """Take the words of an action or a promise out of every file, for good."""
        from facilitator.ui.dialogs.redaction import ask_redaction

        runner = self._pane.runner
        key = self.key or ""
        record = self._action or runner.file.find(Commitment, key) or runner.file.find(Observation, key)
        ask_redaction(runner.program, runner.file, record)

    def action_choose(self) -> None:
        """Change what is under the cursor."""
        self.action_edit()

    def action_edit(self) -> None:
        """Change an action, or a promise; of an idea to plan, make an action."""
        live, key = self._pane.live, self.key or ""
        action, promise = self._action, live.records.find(Commitment, key)
        if action is not None:
            edit_action(self._pane.program, live, action, self._pane.show_records)
        elif promise is not None:
            edit_promise(self.app, live, promise)
        elif (idea := live.records.find(ImprovementIdea, key)) is not None:
            self._plan(idea)
        elif (note := live.records.find(Observation, key)) is not None:
            change_text(self._pane, note, "Change the note")

    def _plan(self, idea: ImprovementIdea) -> None:
        """Make an action of an idea, and ask at once whose it is and by when; ^Z takes it back."""
        live = self._pane.live

        def plan() -> None:
            action = live.actions.add(idea.title, ideas=(idea.id,))
            edit_action(self._pane.program, live, action, lambda: self._say_what_stands(action))

        self._pane.attempt(plan)

    def _say_what_stands(self, action: Action) -> None:
        """Say that an action stays without an owner, such as when its form was left."""
        self._pane.show_records()
        now = self._pane.live.records.find(Action, action.id)
        if now is not None and now.owner is None:
            takes_back = ("   ", ("^Z", "key"), " takes it back")
            self._pane.runner.line.tell(
                safe.text((f"Action {now.number}: nobody's yet.", "bold"), *takes_back)
            )

    def action_settle(self) -> None:
        """Say what became of the action or the promise."""
        if self.key:
            settle(self._pane.program, self._pane.live.session.id, self.key, self._pane.show_records)

    def action_promise(self) -> None:
        """Write down a promise by somebody else, or by you; on a need it begins with the words of that."""
        need = self._pane.live.records.find(Observation, self.key or "")
        edit_promise(self.app, self._pane.live, None, need)


PANE = ActionsPane
