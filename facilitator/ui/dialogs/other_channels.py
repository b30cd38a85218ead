"""The card with other channels, for what must not be written down. It stores nothing.

See docs/field.md, "What is not captured".
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.model.channels import Matter, OtherChannel
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.program import Program

_LEAD = (
    "Health, disputes, harassment, people at risk, security gaps and wrongdoing have their own people. "
    "Nothing about them is written down here."
)
_LABEL = 28


KEYS = Context(
    "channels",
    "Other channels",
    (
        command("let_go", "delete", "", "let the line go: no file holds any of it", palette=False),
        command("keep", "ctrl+k", "", "keep the line, for the facilitators only", palette=False),
        command("edit", "ctrl+e", "", "write down whom to turn to"),
        command("cancel", "escape", "", "back to your line", palette=False),
    ),
)


class ChannelAnswer(Enum):
    """What becomes of the line that was being typed: nothing of it stays, or the facilitators keep it."""

    LET_GO = "let go"
    KEEP = "keep"


class OtherChannels(Dialog[ChannelAnswer | None], inherit_bindings=False):
    """Whom to turn to. Returns what becomes of the line that was being typed; None gives it back.

    *has_line* tells whether there is such a line; it is kept in memory meanwhile, on no disk.

    The card opens on the Enter that ends a line, so whoever types without looking up types on into it:
    none of its keys is a letter.
    """

    DEFAULT_CSS = """
    OtherChannels > Vertical { width: 92; border-left: outer $private; }
    OtherChannels #whom { height: auto; padding-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self, program: Program, *, has_line: bool = False) -> None:
        super().__init__()
        self._program = program
        self._has_line = has_line

    def active_contexts(self) -> tuple[Context, ...]:
        """The card's own keys."""
        return (KEYS,)

    def compose(self) -> ComposeResult:
        """Lay out what it is about, whom to turn to, and the keys."""
        with Vertical():
            yield Static(safe.text(("This is not one for the notes", "private bold")), classes="dialog-title")
            yield Static(safe.text((_LEAD, "muted")), classes="dialog-text")
            yield Static(id="whom")
            yield Static(self._keys(), classes="dialog-keys")

    def on_mount(self) -> None:
        """Show whom to turn to."""
        self._show()

    def _keys(self) -> Content:
        go, keep = " let the line go    ", " keep it, only for you    "
        line = (("Del", "key"), go, ("^K", "key"), keep) if self._has_line else ()
        back = " back to your line" if self._has_line else " back"
        return safe.text(*line, ("^E", "key"), " write down whom    ", ("Esc", "key"), back)

    def _show(self) -> None:
        known = _known(self._program)
        width = self.query_one("#whom", Static).size.width or 80
        lines = []
        for matter in Matter:
            whom = known.get(matter, "")
            contact = safe.text(whom) if whom else safe.text((f"usually {matter.meaning}", "muted"))
            lines += safe.beside((matter.label, "bold"), contact, _LABEL, width)
        self.query_one("#whom", Static).update(Content("\n").join(lines))

    def on_resize(self) -> None:
        """Break the lines for the width there is."""
        self.call_after_refresh(self._show)

    def action_let_go(self) -> None:
        """Let the line that was being typed go; no file holds any of it."""
        if self._has_line:
            self.dismiss(ChannelAnswer.LET_GO)

    def action_keep(self) -> None:
        """Store the line that was being typed, for the facilitators alone."""
        if self._has_line:
            self.dismiss(ChannelAnswer.KEEP)

    def action_edit(self) -> None:
        """Write down whom to turn to, for the whole programme."""
        known = _known(self._program)
        fields = [
            Field(
                matter.value,
                _upper(matter.label),
                known.get(matter, ""),
                f"usually {matter.meaning}",
                f"Whom to turn to with it, as a role, an address or a number. Usually {matter.meaning}.",
            )
            for matter in Matter
        ]

        def save(values: dict[str, str]) -> None:
            channels = tuple(
                OtherChannel(matter=matter, whom=values[matter.value])
                for matter in Matter
                if values[matter.value].strip()
            )
            file = self._program.folder.file
            with file.group("whom to turn to"):
                file.put(msgspec.structs.replace(self._program.folder.programme, channels=channels))

        lead = "A role, an address or a number. Everybody who opens this programme can read it."
        self.app.push_screen(FormDialog("Whom to turn to", lead, fields, save), lambda _: self._show())


def _known(program: Program) -> dict[Matter, str]:
    return {each.matter: each.whom for each in program.folder.programme.channels}


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
