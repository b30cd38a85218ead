"""A note as a row of text: its kind, its words, its nods, and who may see it."""

from __future__ import annotations

import msgspec
from textual.content import Content

from facilitator.model.audience import Visibility, Worded
from facilitator.model.observation import TONES, Colour, Effect, NoteKind, Observation, Tone
from facilitator.ui import safe
from facilitator.ui.widgets.capture_line import KIND_WIDTH
from facilitator.ui.widgets.sides import marked

_PENS = {Tone.GOOD: "good", Tone.BAD: "bad", Tone.OPEN: "warn", Tone.PRIVATE: "private"}
_COLOURS = {
    Colour.PLAIN: "",
    Colour.GOOD: "good",
    Colour.BAD: "bad",
    Colour.WARN: "warn",
    Colour.QUIET: "muted",
}
_QUIET_KINDS = frozenset({"parking"})


def kind_pen(kind: NoteKind | None) -> str:
    """Return the pen of a kind; parking and unknown kinds stay quiet."""
    if kind is None or kind.key in _QUIET_KINDS:
        return "muted"
    return _COLOURS[kind.colour] if kind.colour is not None else _PENS[kind.tone]


def kind_label(kind: NoteKind | None, key: str) -> Content:
    """Draw the sign and the name of a kind, as wide as its column."""
    sign, name = (kind.sign or f"{kind.letter}:", kind.label) if kind else ("·", key)
    pen = kind_pen(kind)
    name = name if len(name) < KIND_WIDTH - 2 else name.split(" ")[0]
    return safe.cell(safe.text((sign, f"bold {pen}".strip()), (f" {name}", pen)), KIND_WIDTH)


def draw_note(
    note: Observation,
    kind: NoteKind | None,
    width: int,
    *,
    wide: bool,
    saved: bool = True,
    side: str = "",
    signs: str = "",
) -> list[Content]:
    """Draw a note: kind, text, nods, and when there is room who may see it, or that it is not saved yet.

    Before its words stands the mark of its *side*, where two teams met; behind them its *signs*, never cut.
    """
    private = note.visibility is Visibility.FACILITATOR
    tail = 5 + (13 if wide else 0)
    room = max(20, width - KIND_WIDTH - tail)
    content = marked(side, safe.text((note.text.replace("\n", " "), "private" if private else "")))
    behind = behind_words(note, signs, wide=wide)
    lines = safe.wrap(safe.text(content, behind), room) if wide else [_before(content, behind, room)]
    nods = safe.cell((f"+{note.nods}" if note.nods else "", ""), 4, right=True)
    if not saved and not wide:
        nods = safe.cell(("…", "bad bold"), 4, right=True)
    seen = safe.cell(_tail(note, saved), 13) if wide else safe.NOTHING
    told = with_effect(kind, note.effect) if kind is not None else None
    drawn = [safe.text(kind_label(told, note.kind), safe.cell(lines[0], room), " ", nods, seen)]
    return drawn + [safe.text(" " * KIND_WIDTH, line) for line in lines[1:]]


def behind_words(record: Worded, signs: str, *, wide: bool = False) -> Content:
    """Draw what stands behind the words of a record: its *signs*, and that only the facilitators see it.

    Where it is *wide*, a column of its own says who sees it; a private note says so by its kind.
    """
    alone = record.visibility is Visibility.FACILITATOR and not wide
    told = alone and not (isinstance(record, Observation) and record.kind == "private")
    mark = ("  only you, to decide" if record.undecided else "  only you", "private bold")
    return safe.text((f"  {signs}" if signs else "", "muted"), mark if told else "")


def _before(said: Content, behind: Content, room: int) -> Content:
    """Return as much of what was said as *behind* leaves of a line, and at least half of it."""
    kept = max(room // 2, room - behind.cell_length)
    return safe.cell(safe.text(said.truncate(kept, ellipsis=True), behind), room)


def with_effect(kind: NoteKind, effect: Effect | None) -> NoteKind:
    """Return the kind of a moment of truth with what it did in the place of its name, where somebody said."""
    if effect is None:
        return kind
    return msgspec.structs.replace(kind, label=effect.label, tone=TONES.get(effect, Tone.OPEN))


def _tail(note: Observation, saved: bool) -> safe.Piece:
    if not saved:
        return "  not saved", "bad bold"
    private = note.visibility is Visibility.FACILITATOR
    return f"  {seen_by(note)}", "private bold" if private else "muted"


def seen_by(record: Worded) -> str:
    """Return who may see a record, in a word or two."""
    return record.visibility.label
