"""Which program a screen belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from facilitator.ui.late_calls import Late

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp


class InProgram(Late):
    """A screen, or a part of one, that knows its program as what it is: name it before Textual's class."""

    @property
    def program(self) -> FacilitatorApp:
        """The running program."""
        return cast("FacilitatorApp", self.app)
