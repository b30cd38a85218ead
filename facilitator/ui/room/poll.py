"""What the room sees of a poll: one question, what its answers mean, and its hands once they are shown."""

from __future__ import annotations

from textual.content import Content

from facilitator.insight.poll import SPLIT, Answered, answered_in, poll_at
from facilitator.language.widths import width_of
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head
from facilitator.ui.widgets.poll_rows import MANY, answer_sign
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.release.release import Released, ReleasedRecords

_DOTS = 16


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    session = records.session
    segment = poll_at(session.script, moment.segment)
    if segment is None:
        return Frame(safe.NOTHING, ())
    before = released.last_time
    every = answered_in(session, segment, before.polled if before is not None else None)
    number = moment.number if segment.key == moment.segment else 0
    if number >= len(every):
        return Frame(safe.NOTHING, ())
    asked = every[number]
    rows = [_answer(asked, place, answer) for place, answer in enumerate(asked.scale.answers)]
    rows += [_line(said, pen) for said, pen in _remarks(asked)]
    heading = head(f"{number + 1} of {len(every)}", asked.scale.how)
    return Frame(heading, tuple(rows), results=len(rows))


def _answer(asked: Answered, place: int, answer: str) -> Row:
    """Draw an answer: its sign, what it means, and its hands; of few people no hands."""
    sign, pen = answer_sign(place, len(asked.scale.answers))
    label = max(map(width_of, asked.scale.answers)) + 5
    many = len(asked.scale.answers) > MANY
    plain = many and 0 < place < len(asked.scale.answers) - 1
    count = asked.hands.get(answer, 0)
    told = asked.shown and asked.is_counted and not asked.is_small
    dots = safe.text(("●" * min(count, _DOTS), "track"), f" {count}") if count else safe.text(("·", "faint"))
    tail = safe.cell(dots, _DOTS + 3) if told else safe.NOTHING

    def draw_row(width: int) -> list[Content]:
        room = max(16, width - label - tail.cell_length)
        lines = safe.wrap(safe.text("" if plain else asked.means(answer)), room) or [safe.NOTHING]
        first = safe.text(
            safe.cell((f"{sign} {answer}", f"{pen} bold"), label), safe.cell(lines[0], room), tail
        )
        drawn = [first, *(safe.text(" " * label, line) for line in lines[1:])]
        return drawn if many else [*drawn, safe.NOTHING]

    return Row(f"answer-{place}", draw_row)


def _remarks(asked: Answered) -> list[tuple[str, str]]:
    """Say what the hands tell, and what the room said last time."""
    told: list[tuple[str, str]] = []
    if asked.shown and asked.now == SPLIT:
        told.append(("We see it differently. What does each of us have in mind?", "bold"))
    elif asked.shown and asked.is_small and asked.now:
        told.append((f"Leans {asked.now}.", "bold"))
    last = f" Last time: {asked.then}." if asked.then else ""
    told.append((f"A number of hands, never whose.{last}", "muted"))
    return told


def _line(said: str, pen: str) -> Row:
    return Row(said, lambda width: [*safe.wrap(safe.text((said, pen)), width), safe.NOTHING])


DRAWING = Drawing(draw=draw, holds_notes=True)
