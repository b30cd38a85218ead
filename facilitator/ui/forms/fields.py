"""Several fields under each other, checked one by one as they are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from facilitator.errors import FacilitatorError, RuleBroken
from facilitator.ui.forms.field import Field
from facilitator.ui.forms.field_line import FieldLine
from facilitator.ui.late_calls import Late

LABEL_WIDTH = 19
"""Cells labels take in a form whose labels are all short."""


def label_width(labels: Sequence[str]) -> int:
    """Return how many cells the column of these labels takes."""
    return max([LABEL_WIDTH, *(len(label) + 2 for label in labels)])


def line_of(part: events.DescendantBlur) -> FieldLine | None:
    """Return the line that is left."""
    return next((each for each in part.widget.ancestors if isinstance(each, FieldLine)), None)


class FormFields(Late, VerticalScroll, can_focus=False):
    """Several fields under each other; what cannot be is said beside its field as soon as that is left."""

    DEFAULT_CSS = """
    FormFields { height: auto; max-height: 65vh; scrollbar-size: 1 1; }
    """

    def __init__(self, fields: Sequence[Field], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.fields = tuple(fields)

    def compose(self) -> ComposeResult:
        """Lay out the fields, their labels in a column wide enough for the longest."""
        for field in self.fields:
            yield FieldLine(field)

    def on_mount(self) -> None:
        """Fill in what is known."""
        width = label_width([field.label for field in self.fields])
        for line in self.lines:
            line.set_label_width(width)
            line.show(line.field.value)
            line.kept = line.typed  # of a choice that is its first word where none was given

    @property
    def lines(self) -> list[FieldLine]:
        """The line of every field, in order."""
        return [*self.query_children(FieldLine)]

    def line(self, key: str) -> FieldLine:
        """Return the line of a field."""
        return self.query_one(f"#line-{key}", FieldLine)

    @property
    def in_hand(self) -> FieldLine | None:
        """The line in focus."""
        return next((line for line in self.lines if line.has_focus_within), None)

    def values(self) -> dict[str, str]:
        """Return what stands in every field."""
        return {line.field.key: line.typed for line in self.lines}

    @property
    def changed(self) -> dict[str, str]:
        """What stands in the fields that hold something else than at first."""
        return {line.field.key: line.typed for line in self.lines if line.is_changed}

    def fill(self, typed: Mapping[str, str]) -> None:
        """Let something else stand in some fields, as if it were typed."""
        for line in self.lines:
            if line.field.key in typed:
                line.show(line.kept, typed=typed[line.field.key])

    def first_wrong(self) -> FieldLine | None:
        """Return the first field in which something is missing or cannot be, with why said beside it."""
        wrong = [line for line in self.lines if not line.check()]
        for line in self.lines:
            if line.is_missing:
                line.show_missing()
                wrong.append(line)
        return next((line for line in self.lines if line in wrong), None)

    def first_missing(self) -> FieldLine | None:
        """Return the first required field that is empty."""
        return next((line for line in self.lines if line.is_missing), None)

    def step(self) -> bool:
        """Finish a name, add one, or go to the next field; False beyond the last."""
        line = self.in_hand
        return line is None or line.take_name(adds=True) or line.go(1)

    def refuse(self, error: FacilitatorError) -> bool:
        """Say why it is not saved beside the field that is about; False when it is about none."""
        about = error.field if isinstance(error, RuleBroken) else ""
        for line in self.lines:
            if line.field.key == about:
                line.show_fault(str(error))
                line.control.focus()
                return True
        return False

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that is left."""
        line = line_of(event)
        if line is not None and self.is_here:
            line.check()
