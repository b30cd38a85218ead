"""Read-back: every note aloud, and with the room's yes who else may see it."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.language import words
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Visibility, Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.team import going_teams
from facilitator.ui import safe
from facilitator.ui.dialogs.attribution import ask_attribution
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.visibility import set_visibility
from facilitator.ui.instruments.base import Instrument, OnPane, UseInstrument
from facilitator.ui.instruments.read_back_rows import ReadOut, read_back_rows
from facilitator.ui.instruments.verbs import change_text, take_out, turn_whose
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import line_row

_PROMISE = safe.text(
    *(("x", "key"), (" takes out; after ten seconds it is gone from every file.  ", "muted")),
    *(("Del", "key"), (" at once", "muted")),
)
"""What the welcome promised, and how long undo can bring a line back; 77 cells."""


_PROGRAMME = "the whole programme, leaders too, as a theme"

_WIDER = "A team you choose sees it as well; the last row, many more."
"""What each choice of readers does."""


KEYS = Context(
    "read_back",
    "Read-back",
    (
        command("edit", "e enter", "edit", "change the words"),
        command("remove", "x", "remove", "take the note out; after ten seconds its words are in no file"),
        command("visibility", "v right", "wider", "let more people see it, or share the score"),
        command("narrower", "left", "narrower", "let fewer people see it, or keep the score here"),
        command("whose", "b", "", "of two teams: which one said it, or both"),
        command(
            "attribution", "w", "", "of a note: say who said it: nobody, the team, a person who said yes"
        ),
        command("redact", "delete", "", "redact: take the words out of every file, for good"),
        command("done", "f", "", "the room has seen it and it is fair"),
        command("to_capture", "tab escape q", "note", "to the line", palette=False, always=True),
    ),
)


class ReadBackPane(Instrument):
    """All that is held, with who may see each; private and undecided lines stay out of it."""

    keys = KEYS
    step_words = "done"
    DEFAULT_CSS = """
    ReadBackPane > #state { height: 2; }
    """

    def compose(self) -> ComposeResult:
        """Lay out state and list."""
        yield Static(id="state")
        yield ReadBackList(shy=True, empty=safe.text("There is nothing to read back yet.", pen="muted"))

    def focus_part(self) -> None:
        """Take the keyboard."""
        self.query_one(RowList).focus()

    def step(self) -> bool:
        """The room has seen it and it is fair; what follows then is the close, where this segment has it."""
        if self._is_done:
            return self._go_on_to_close()
        self.finish()
        return True

    def finish(self) -> None:
        """The room has seen it and it is fair; said again, also what was written since."""
        if self.attempt(self.live.frame.read_back_done):
            self._say_what_goes_further()
            self._go_on_to_close()

    def _say_what_goes_further(self) -> None:
        """Say where every idea stays in the team: what others read of this session is then empty."""
        ideas = [each for each in self.records() if isinstance(each, ImprovementIdea)]
        if ideas and not any(each.visibility.reaches(Visibility.PARTNERS) for each in ideas):
            wider = (("v", "key"), " lets others see it")
            self.runner.line.tell(safe.text(("Every idea stays in the team.", "bold"), "  ", *wider))

    @property
    def _is_done(self) -> bool:
        done = self.live.session.read_back
        return done is not None and done.done

    def _go_on_to_close(self) -> bool:
        """Work with the close when this segment has both; tell whether it has."""
        if self._has_close:
            self.post_message(UseInstrument("close"))
        return self._has_close

    @property
    def _has_close(self) -> bool:
        segment = self.live.position.segment
        return segment is not None and "close" in segment.instruments

    @property
    def _own_key(self) -> Content:
        """How to say that it is done while F8 still has a question to ask."""
        return safe.text(("f", "key"))

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _draw_keys(self) -> None:
        """Draw the keys as they work now."""
        self.call_next(self.show_records)

    def records(self) -> list[Worded]:
        """Return what is read back: notes but private ones, ideas, then what was agreed and promised."""
        return list(self.live.decisions.to_read_back)

    def show_records(self) -> None:
        """Draw each with who may see it."""
        done = self.live.session.read_back
        if done is not None and done.done:
            state = safe.text(
                ("✓ Read back", "good"), (f"   {words.time(self.program.folder.local(done.at))}", "muted")
            )
        else:
            way = safe.text(("F8", "key")) if self.live.position.at_last_question else self._own_key
            by_hand = (("v", "key"), " wider  ", ("←", "key"), " narrower   ")
            hint = safe.text(self.keys_from_here, *by_hand, way, " when done")
            state = safe.text(("Is it fair? Who sees it?", "bold"), "   ", hint)
        self.step_words = ("close" if self._has_close else "") if self._is_done else "done"
        self.query_one("#state", Static).update(safe.text(state, "\n", _PROMISE))
        self.query_one(RowList).show(read_back_rows(self.live, self.records()))


class ReadBackList(OnPane[ReadBackPane], RowList):
    """The list with its verbs."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    @property
    def _record(self) -> ReadOut | None:
        records, key = self._pane.live.records, self.key or ""
        said = records.find(Observation, key) or records.find(ImprovementIdea, key)
        return said or records.find(Action, key) or records.find(Commitment, key)

    @property
    def _side(self) -> InterfaceSide | None:
        return self._pane.live.records.find(InterfaceSide, self.key or "")

    def action_visibility(self) -> None:
        """Let more people see it."""
        self._step(1)

    def action_narrower(self) -> None:
        """Let fewer people see it."""
        self._step(-1)

    def _step(self, by: int) -> None:
        record, side = self._record, self._side
        if side is not None:
            self._pane.attempt(lambda: self._pane.live.touch.share_side(side, by > 0))
        if record is None:
            return
        levels = [each for each in Visibility if _has_level(record, each)]
        level = levels[max(0, min(len(levels) - 1, levels.index(record.visibility) + by))]
        together = self._pane.live.sides.teams and getattr(record, "team", None) is None
        asks = level is Visibility.PARTNERS and by > 0 and not together
        if asks and not isinstance(record, Commitment) and not record.counterparts:
            self._ask_partner(record)
        else:
            pane = self._pane
            set_visibility(pane.program, pane.live, pane.runner.file, record, level, pane.attempt)

    def _ask_partner(self, record: Observation | ImprovementIdea | Action) -> None:
        live = self._pane.live
        # The team of an action is its owner's; the action itself was agreed in the room.
        said_by = None if isinstance(record, Action) else record.team
        own = {said_by} if said_by else set(live.session.teams)
        going = (each.id for each in going_teams(live.desk.teams.values()))
        order = dict.fromkeys((*live.sides.teams, *going))  # who is here comes first
        rows = [line_row(id, safe.text(live.desk.teams[id].name)) for id in order if id not in own]
        more = "no one team: the whole programme, leaders too, as a theme" if rows else _PROGRAMME
        about = _WIDER if rows else "There is no other team yet."
        rows.append(line_row("", safe.text(more)))

        def save(key: str | None) -> None:
            if key:
                self._pane.attempt(lambda: _share_with(live, record, key))
            elif key == "":
                self._pane.attempt(lambda: live.editing.set_visibility(record, Visibility.PROGRAMME))

        title = "Which other team may see it too?" if len(rows) > 1 else "Who may see it too?"
        self.app.push_screen(Choose(title, about, rows), save)

    def _action_whose(self) -> None:
        """Say which of two teams said it."""
        record = self._record
        if isinstance(record, Observation | ImprovementIdea):
            turn_whose(self._pane, record)

    def action_attribution(self) -> None:
        """Say who said it; only of a note."""
        note, pane = self._record, self._pane
        if isinstance(note, Observation):
            ask_attribution(pane.program, pane.live, note, pane.attempt)

    def action_choose(self) -> None:
        """Change the words."""
        self.action_edit()

    def action_edit(self) -> None:
        """Change the words."""
        record = self._record
        if record is not None:
            change_text(self._pane, record, "Say it as the room wants it", for_good=True)

    def action_remove(self) -> None:
        """Take it out before their eyes."""
        record = self._record
        if record is not None:
            take_out(self._pane, record)

    def action_redact(self) -> None:
        """Take the words out of every file at once, for good."""
        from facilitator.ui.dialogs.redaction import ask_redaction

        runner = self._pane.runner
        ask_redaction(runner.program, runner.file, self._record)

    def action_done(self) -> None:
        """The room has seen it and it is fair."""
        self._pane.finish()


def _has_level(record: ReadOut, level: Visibility) -> bool:
    """Tell whether a record may be given a level here: a promise names no other team."""
    kept = record.visibility is level
    return kept or level is not Visibility.PARTNERS or not isinstance(record, Commitment)


def _share_with(live: LiveSession, record: Observation | ImprovementIdea | Action, team: str) -> None:
    """Let the team a record is about see it, as one change."""
    with live.records.group("shared with a partner"):
        live.editing.set_counterparts(record, (*record.counterparts, team))
        live.editing.set_visibility(record, Visibility.PARTNERS)


PANE = ReadBackPane
