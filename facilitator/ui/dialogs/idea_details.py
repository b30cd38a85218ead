"""What is known about an idea beside its title: new words, reach, dimensions, notes, who gains."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from facilitator.errors import BadInput
from facilitator.language.numbers import read_number
from facilitator.live.desk import label_of
from facilitator.live.session import LiveSession
from facilitator.model.idea import Benefit, Evidence, ImprovementIdea, Reach, group_label
from facilitator.model.observation import Dimension
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.dialogs.half_typed import HalfTyped
from facilitator.ui.dialogs.picker import Tick
from facilitator.ui.dialogs.visibility import Attempt
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import Row, line_row

_SAID, _REACH, _DIMENSIONS, _NOTES = "said", "reach", "dimensions", "notes"
"""No room holds a number of cases with more digits."""


class IdeaDetails:
    """Lists what is known of one idea; each row opens its question, and the list comes back after it."""

    def __init__(self, app: Program, live: LiveSession, idea: ImprovementIdea, attempt: Attempt) -> None:
        self._app = app
        self._live = live
        self._id = idea.id
        self._attempt = attempt

    @property
    def idea(self) -> ImprovementIdea:
        """The idea as it is now."""
        found = self._live.records.find(ImprovementIdea, self._id)
        assert found is not None  # nobody takes it out while its details are open
        return found

    def show(self, select: str | None = None) -> None:
        """Show what is known, the cursor on the row *select*."""
        question = "Enter changes a row. All of it can wait."
        self._app.push_screen(Choose(self.idea.title, question, list(self._rows()), select), self._ask)

    def _rows(self) -> Iterator[Row]:
        idea = self.idea
        numbers = [str(note.number) for note in self._live.notes.all if note.id in idea.from_notes]
        yield _fact(_SAID, "You said, in new words", idea.said)
        yield _fact(_REACH, "Reach", idea.reach.label)
        yield _fact(_DIMENSIONS, "Dimensions", ", ".join(each.label for each in idea.dimensions))
        yield _fact(_NOTES, "From notes", ", ".join(numbers))
        groups = dict.fromkeys(
            (*self._app.folder.programme.stakeholder_groups, *(b.group for b in idea.benefits))
        )
        for group in groups:
            gain = self._gain_of(group)
            known = f"{gain.text} ({gain.evidence.label})" if gain else ""
            yield _fact(f"{_GAIN}{group}", f"Gains: {group_label(group)}", known)

    def _gain_of(self, group: str) -> Benefit | None:
        return next((each for each in self.idea.benefits if each.group == group), None)

    def _ask(self, key: str | None) -> None:
        if key == _SAID:
            self._ask_said()
        elif key == _REACH:
            self._ask_reach()
        elif key == _DIMENSIONS:
            self._ask_dimensions()
        elif key == _NOTES:
            self._ask_notes()
        elif key is not None:
            self._ask_gain(key.removeprefix(_GAIN))

    def _ask_said(self) -> None:
        idea = self.idea
        question = (
            "What the team asked for, so that nobody is known by the words. It stands in “You said, we did”,"
            " for those who may see the idea. Empty: the idea as it is."
        )

        def save(said: str | None) -> None:
            if said is not None:
                self._attempt(lambda: self._live.ideas.reword(idea, said))
            self.show(_SAID)

        caution = self._live.guard.caution_for(idea)
        half = HalfTyped(self._live, f"said {self._id}")
        self._app.push_screen(
            AskLine(f"You said: {idea.title}", question, idea.said, None, caution, mends=True, half=half),
            save,
        )

    def _ask_reach(self) -> None:
        rows = [line_row(each.value, safe.text(each.label)) for each in Reach]

        def save(key: str | None) -> None:
            if key is not None:
                self._attempt(lambda: self._live.ideas.set_reach(self.idea, Reach(key)))
            self.show(_REACH)

        self._app.push_screen(
            Choose("How far does it reach?", self.idea.title, rows, self.idea.reach.value), save
        )

    def _ask_dimensions(self) -> None:
        about = {each.value: each for each in Dimension}
        rows = [(key, safe.text(each.label)) for key, each in about.items()]
        held = [each.value for each in self.idea.dimensions]

        def switch(key: str) -> None:
            self._live.ideas.switch_dimension(self.idea, about[key])

        self._tick("What is it about?", rows, held, switch, _DIMENSIONS)

    def _ask_notes(self) -> None:
        notes = {note.id: note for note in self._live.notes.all if note.kind != "private"}
        rows = [
            (id, safe.text((f"{note.number} ".rjust(4), "muted"), note.text)) for id, note in notes.items()
        ]
        held = [id for id in self.idea.from_notes if id in notes]

        def switch(key: str) -> None:
            self._live.ideas.switch_origin(self.idea, notes[key])

        self._tick("Which notes does it come from?", rows, held, switch, _NOTES)

    def _tick(
        self,
        title: str,
        rows: Sequence[tuple[str, Content]],
        held: Sequence[str],
        switch: Callable[[str], None],
        row: str,
    ) -> None:
        """Let several be ticked, as one change; then the list comes back at *row*."""

        def save(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                switched = [key for key, _ in rows if (key in held) != (key in chosen)]
                self._attempt(lambda: change(switched))
            self.show(row)

        def change(keys: Sequence[str]) -> None:
            with self._live.desk.change(f"{row} of {label_of(self.idea)}"):
                for key in keys:
                    switch(key)

        self._app.push_screen(Tick(title, self.idea.title, rows, held), save)

    def _ask_gain(self, group: str) -> None:
        gain = self._gain_of(group)
        known = gain.evidence if gain else Evidence.ASSUMED
        cases = str(gain.cases) if gain and gain.cases is not None else ""
        evidence = tuple((each.value, each.label) for each in Evidence)
        fields = (
            Field(
                "text",
                "What they gain",
                gain.text if gain else "",
                help="empty takes it off",
                about="What gets better for them. Empty takes it off.",
            ),
            Field(
                "evidence",
                "How it is known",
                known.value,
                about="What stands behind it; a guess is fine, and said to be one.",
                choices=evidence,
            ),
            Field(
                "cases",
                "How many cases",
                cases,
                help="such as 12",
                about="How many cases were counted. Empty where nobody counted.",
                check=_cases,
            ),
        )

        half = HalfTyped(self._live, f"gain {self._id} {group}")

        def save(values: dict[str, str]) -> None:
            self._live.ideas.set_benefit(self.idea, group, _gain(group, values))

        self._app.push_screen(
            FormDialog(f"Gains: {group_label(group)}", self.idea.title, fields, save, half),
            lambda _: self.show(f"{_GAIN}{group}"),
        )


_GAIN = "gain "
_LABEL_WIDTH = 26


def _fact(key: str, label: str, value: str) -> Row:
    shown = (value, "") if value else ("·", "faint")
    return line_row(key, safe.text(safe.cell((label, "muted"), _LABEL_WIDTH), shown))


def _gain(group: str, values: dict[str, str]) -> Benefit | None:
    """Return what was typed; None when the gain was emptied."""
    if not values["text"]:
        return None
    return Benefit(
        group=group,
        text=values["text"],
        evidence=Evidence(values["evidence"]),
        cases=_cases(values["cases"]) if values["cases"] else None,
    )


def _cases(typed: str) -> int:
    """Return the number of cases that was typed. Raises `BadInput`."""
    cases = read_number(typed)
    if cases is None:
        raise BadInput(f"“{typed}” is not a number of cases.", "Type a number, or leave it empty.")
    return cases
