"""Impact and effort: each idea placed against the others, and how sure the room is."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.priorities import placement
from facilitator.model.idea import ImprovementIdea
from facilitator.ui import safe
from facilitator.ui.instruments.base import NO_IDEAS, Instrument, pane_above
from facilitator.ui.keys.command import Answers, Context, bindings, command
from facilitator.ui.widgets.cell_list import CellList, draw_choices
from facilitator.ui.widgets.matrix import WIDTH, Placed, draw_matrix
from facilitator.ui.widgets.rows import Row

IMPACT, EFFORT, SURE = range(3)
_NAMES = ("impact", "effort", "confidence")
_SHIFTS = {
    "shift+up": ("impact", 1),
    "shift+down": ("impact", -1),
    "shift+right": ("effort", 1),
    "shift+left": ("effort", -1),
}


_SCORES = ("1", "2", "3", "4", "5")
_SCORE_KEYS = ("1–5", "impact, effort, how sure")
_MATRIX_KEYS = ("Shift+arrows", "place it on the matrix")
ANSWERS = (
    Answers("Scores", (_SCORE_KEYS,)),
    Answers("", (("← →", "another column"), _MATRIX_KEYS)),
)

KEYS = Context(
    "impact",
    "Impact and effort",
    (
        command("choose", "enter", "next idea", "next idea", palette=False),
        command("clear", "x", "clear", "take the idea off the matrix"),
        command("to_capture", "tab escape q", "note", "to the line", palette=False, always=True),
    ),
    answers=ANSWERS,
)


class ImpactPane(Instrument):
    """The ideas with their scores on the left, the matrix on the right."""

    keys = KEYS
    step_words = "order"
    prompt_lines = 2  # the question alone
    DEFAULT_CSS = """
    ImpactPane > Horizontal { height: 1fr; }
    ImpactPane > #in-hand { height: 2; }
    ImpactPane RowList { width: 1fr; }
    ImpactPane #matrix { margin-left: 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._by_value = False

    def compose(self) -> ComposeResult:
        """Lay out list and matrix."""
        yield Static(id="heads")
        with Horizontal():
            yield ImpactList(empty=NO_IDEAS)
            yield Static(id="matrix")
        yield Static(id="in-hand")

    @property
    def rows(self) -> ImpactList:
        """The list of ideas."""
        return self.query_one(ImpactList)

    def focus_part(self) -> None:
        """Take the keyboard."""
        self.rows.focus()

    def step(self) -> bool:
        """Order by what helps most for least, or as voted."""
        self._by_value = not self._by_value
        self.show_records()
        return True

    def ideas(self) -> list[ImprovementIdea]:
        """Return the ideas in the order shown: as voted, or quick wins first."""
        ideas = list(self.live.votes.idea_order())
        if self._by_value:
            ideas.sort(key=lambda idea: (-(idea.impact or 0) * (6 - (idea.effort or 6)), idea.number))
        return ideas

    def show_records(self) -> None:
        """Draw list and matrix."""
        wide = self.app.size.width >= 100
        matrix = self.query_one("#matrix", Static)
        matrix.styles.width = WIDTH if wide or self.app.size.width >= 80 else 0
        self.rows.show([Row(idea.id, self._drawer(idea)) for idea in self.ideas()])
        width = max(20, self.room - WIDTH - 3)
        heads = safe.text(*(safe.cell((head, "muted"), 5) for head in ("Imp", "Eff", "Sure")))
        name = "Best first" if self._by_value else "Idea"
        self.query_one("#heads", Static).update(safe.text(safe.cell((name, "muted"), width - 15), heads))
        self.show_matrix()

    def _drawer(self, idea: ImprovementIdea):  # type: ignore[no-untyped-def]
        def draw(width: int) -> list[Content]:
            in_hand = self.rows.key == idea.id and self.rows.has_focus
            scores: list[safe.Piece] = []
            for column, name in enumerate(_NAMES):
                value = getattr(idea, name)
                here = in_hand and column == self.rows.column
                scores.append(safe.cell((str(value or "·"), "cell" if here else "" if value else "faint"), 1))
                scores.append("    ")
            lead = safe.cell((f"{idea.number} ", "bold"), 3)
            room = width - 19
            if self.app.size.height < 30:
                return [safe.text(lead, safe.cell(idea.title, room), " ", *scores)]
            first, *rest = safe.wrap(idea.title, room)
            below = [safe.text("   ", line) for line in rest] or [safe.NOTHING]
            return [safe.text(lead, safe.cell(first, room), " ", *scores), *below]

        return draw

    def show_matrix(self) -> None:
        """Draw the matrix, the idea in hand marked, and below them its words in full."""
        placed = [
            Placed(idea.number, idea.impact, idea.effort, idea.id == self.rows.key)
            for idea in self.live.ideas.all
            if idea.impact and idea.effort
        ]
        lines = draw_matrix(placed, tall=self.app.size.height >= 30)
        self.query_one("#matrix", Static).update(Content("\n").join(lines))
        idea = self._idea()
        title = safe.text((f"{idea.number}  ", "muted"), (idea.title, "bold")) if idea else safe.NOTHING
        way = self.keys_from_here
        lines = [
            title,
            safe.text(way, draw_choices([_SCORE_KEYS, _MATRIX_KEYS], self.room - way.cell_length)),
        ]
        self.query_one("#in-hand", Static).update(
            Content("\n").join(safe.cell(line, self.room) for line in lines)
        )

    def put(self, score: int) -> None:
        """Give the idea in hand a score in the column in hand, then go to the next column."""
        idea = self._idea()
        if idea is not None:
            name = _NAMES[self.rows.column]
            if self.attempt(lambda: self.live.ideas.set_scores(idea, **{name: score})):
                self.rows.column = min(SURE, self.rows.column + 1)

    def answer_to(self, character: str) -> str:
        """Say which digits are scores."""
        return f"“{character}” is no score: 1–5."

    def shift(self, name: str, by: int) -> None:
        """Move the idea in hand on the matrix; from nowhere it starts in the middle."""
        idea = self._idea()
        if idea is not None:
            now = getattr(idea, name)
            moved = max(1, min(5, (now or 3) + (by if now else 0)))
            other = "effort" if name == "impact" else "impact"
            scores = {name: moved, other: getattr(idea, other) or 3}
            self.attempt(lambda: self.live.ideas.set_scores(idea, **scores))

    def clear(self) -> None:
        """Take the idea in hand off the matrix."""
        idea = self._idea()
        if idea is not None:
            self.attempt(lambda: self.live.ideas.clear_scores(idea))

    def _idea(self) -> ImprovementIdea | None:
        return self.live.records.find(ImprovementIdea, self.rows.key or "")

    def on_row_list_moved(self) -> None:
        """Mark the idea in hand, and say what its place means."""
        self.show_matrix()
        idea = self._idea()
        meaning = placement(idea.impact, idea.effort) if idea else None
        if meaning is not None and self.rows.has_focus:
            self.runner.line.tell(safe.text((f"{meaning.label}: {meaning.meaning}", "muted")))


class ImpactList(CellList):
    """The ideas with a cell cursor; digits are scores, Shift and arrows place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
    ]
    last_column = SURE

    def column_at(self, x: int, width: int) -> int | None:
        """Return the score that is drawn at a cell of a row: five cells each, at its end."""
        return min(SURE, (x - (width - 15)) // 5) if width - 15 <= x < width else None

    @property
    def _pane(self) -> ImpactPane:
        return pane_above(self, ImpactPane)

    def action_to_capture(self) -> None:
        """Give the keyboard to the line."""
        self._pane.action_to_capture()

    def on_key(self, event: events.Key) -> None:
        """Take digits as scores and Shift with arrows as moves."""
        if event.key in _SHIFTS:
            self._pane.shift(*_SHIFTS[event.key])
        elif event.character in _SCORES:
            self._pane.put(int(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def action_clear(self) -> None:
        """Take the idea off the matrix."""
        self._pane.clear()


PANE = ImpactPane
