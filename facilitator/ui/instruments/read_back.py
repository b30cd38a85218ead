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
from facilitator.ui.instruments.verbs import change_text, take_out, turn_whose
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.capture_line import KIND_WIDTH
from facilitator.ui.widgets.note_rows import kind_label, seen_by
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading, line_row
from facilitator.ui.widgets.sides import marked, whose

_ROOM_LEVELS = (
    Visibility.FACILITATOR,
    Visibility.TEAM,
    Visibility.PARTNERS,
    Visibility.PROGRAMME,
    Visibility.OPEN,
)


_NODS = 5
"""Cells for how many nodded: those with the most are read slowly."""

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
    """Notes and ideas with who may see each; private and undecided ones stay out of it."""

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
        """Return what is read back: notes but private ones, then ideas."""
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
        notes = [each for each in self.records() if isinstance(each, Observation)]
        ideas = [each for each in self.records() if isinstance(each, ImprovementIdea)]
        rows: list[Row] = []
        for title, group in (("Notes", notes), ("Ideas", ideas)):
            if group:
                head = safe.text((title, "bold"), "   ", (str(len(group)), "muted"))
                rows.append(heading(head, space_above=bool(rows)))
                rows += [self._row(record) for record in group]
        sides = self.live.touch.told_sides
        if sides:
            head = safe.text(("How it runs with others", "bold"), "   ", ("may they see it?", "muted"))
            rows += [heading(head, space_above=bool(rows)), *map(self._side_row, sides)]
        self.query_one(RowList).show(rows)

    def _side_row(self, side: InterfaceSide) -> Row:
        other = self.live.desk.teams.get(side.counterpart)
        name = other.short_name or other.name if other else "another team"

        def draw(width: int) -> list[Content]:
            room = max(20, width - KIND_WIDTH - 24)
            shared = side.agreed_for_sharing
            own = self.live.sides.name(side.team) or "our team"
            seen = (name, "bold") if shared else (f"{own} only", "muted")
            what = f"{whose(self.live, side)}{self.live.desk.practice_name(side.practice)} with {name}"
            what += f": {side.passes}" if side.passes else ""
            lead = safe.cell((f"ease {side.ease}" if side.ease else "no score", "muted"), KIND_WIDTH)
            lines = safe.wrap(safe.text(what), room)
            first = safe.text(lead, safe.cell(lines[0], room), "  ", safe.cell(seen, 22))
            return [first, *(safe.text(" " * KIND_WIDTH, line) for line in lines[1:])]

        return Row(side.id, draw)

    def _row(self, record: Observation | ImprovementIdea) -> Row:
        teams = self.live.desk.teams
        named = [teams[id].short_name or teams[id].name for id in record.counterparts if id in teams]

        def draw(width: int) -> list[Content]:
            seen = seen_by(record)
            if record.visibility is Visibility.TEAM:
                seen = self.live.sides.name(record.team) or seen
            if record.visibility is Visibility.PARTNERS:
                together = self.live.sides.teams and record.team is None
                nobody = "both, as partners" if together else "partners: name one"
                seen = ", ".join(named) if named else nobody
            pen = "bold" if record.visibility is not Visibility.TEAM else "muted"
            room = max(20, width - KIND_WIDTH - 24 - _NODS)
            nods = 0
            if isinstance(record, Observation):
                nods = record.nods
                lead = kind_label(self.live.notes.kinds.get(record.kind), record.kind)
                body = record.text
            else:
                lead, body = safe.cell((f"{record.number} idea", "muted"), KIND_WIDTH), record.title
            lines = safe.wrap(marked(whose(self.live, record), safe.text(body.replace("\n", " "))), room)
            more = safe.cell(f"+{nods}" if nods else "", _NODS, right=True)
            first = safe.text(lead, safe.cell(lines[0], room), more, "  ", safe.cell((seen, pen), 22))
            return [first, *(safe.text(" " * KIND_WIDTH, line) for line in lines[1:])]

        return Row(record.id, draw)


class ReadBackList(OnPane[ReadBackPane], RowList):
    """The list with its verbs."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    @property
    def _record(self) -> Observation | ImprovementIdea | None:
        records = self._pane.live.records
        return records.find(Observation, self.key or "") or records.find(ImprovementIdea, self.key or "")

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
        index = max(0, min(len(_ROOM_LEVELS) - 1, _ROOM_LEVELS.index(record.visibility) + by))
        level = _ROOM_LEVELS[index]
        together = self._pane.live.sides.teams and record.team is None
        if level is Visibility.PARTNERS and not record.counterparts and by > 0 and not together:
            self._ask_partner(record)
        else:
            pane = self._pane
            set_visibility(pane.program, pane.live, pane.runner.file, record, level, pane.attempt)

    def _ask_partner(self, record: Observation | ImprovementIdea) -> None:
        live = self._pane.live
        own = {record.team} if record.team else set(live.session.teams)
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
        if record is not None:
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


def _share_with(live: LiveSession, record: Observation | ImprovementIdea, team: str) -> None:
    """Let the team a record is about see it, as one change."""
    with live.records.group("shared with a partner"):
        live.editing.set_counterparts(record, (*record.counterparts, team))
        live.editing.set_visibility(record, Visibility.PARTNERS)


PANE = ReadBackPane
