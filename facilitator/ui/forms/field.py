"""What a form asks: a field's words, what may stand in it, and what refuses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from facilitator.errors import FacilitatorError
from facilitator.text import clean_line
from facilitator.workspace.records.targets import Target

if TYPE_CHECKING:
    from facilitator.ui.program import Program

_SUCH_AS = "such as "

DAY = "such as fri, 30 apr or in two weeks"
"""How a day is typed."""

PAST_DAY = "such as yesterday, 2 feb or 2026-02-02"
"""How a day of what has been is typed."""

DAYS = "such as 25 dec, or 24 dec to 1 jan"
"""How several days are typed."""


def _anything(typed: str) -> None:
    """Refuse nothing."""


class Adds(NamedTuple):
    """How somebody or something a field names, and nobody knows yet, is added from that very field.

    `what` is what one is called; `ask` asks for one of the name that was typed and, once it is there, hands
    the words for it on.
    """

    what: str
    ask: Callable[[Program, str, Callable[[str], None]], None]


@dataclass(frozen=True)
class Field:
    """What a form asks.

    *help* stands in the field while it is empty, *note* always below it. *about* is the sentence that
    says what the field is. *choices* are pairs of stored value and words, *meanings* say by the stored
    value what one means. *names* are picked by typing; *several* of the choices or names are ticked, and
    with *takes_new* a name nobody has yet is one, too, else *adds* asks for a new one, or *made_in* says
    where one is made. *lines* takes a value a line. What stands in a field is replaced by typing, but for
    sentences that one rather *mends*.
    *required* fields are asked for again when empty. The labels of *private* ones have the colour of what
    only the facilitators see. *check* raises the error that says why what was typed cannot be.
    """

    key: str
    label: str
    value: str = ""
    help: str = ""
    about: str = ""
    note: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    names: Callable[[], Sequence[Target]] | None = None
    several: bool = False
    takes_new: bool = False
    made_in: str = ""
    adds: Adds | None = None
    lines: bool = False
    mends: bool = False
    required: bool = False
    private: bool = False
    check: Callable[[str], object] = _anything

    def fault_of(self, typed: str) -> str:
        """Return why what was typed cannot stand in it, in the words of its error; "" when it can."""
        try:
            if typed.strip():
                self.check(typed)
        except FacilitatorError as error:
            return str(error)
        return ""

    def day_of(self, typed: str) -> date | None:
        """Return the day that was typed; None where it is none, or not asked for."""
        try:
            read = self.check(typed) if typed.strip() else None
        except FacilitatorError:
            return None
        return read if isinstance(read, date) else None

    @property
    def example(self) -> str:
        """Something that could be typed, "" where the words for it are one's own."""
        return self.help.removeprefix(_SUCH_AS) if self.help.startswith(_SUCH_AS) else ""

    @property
    def sentence(self) -> str:
        """What it is, in a sentence."""
        said = self.about or self.note or ("" if self.example else self.help)
        said = clean_line(said)
        return said[:1].upper() + said[1:] + ("" if said.endswith((".", "?", "”")) or not said else ".")
