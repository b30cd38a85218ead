"""A poll on papers: each question with its hands, the word for now and of last time; a form for the sheet."""

from __future__ import annotations

from facilitator.documents.parts.block import Block, Table
from facilitator.documents.parts.reading import Reading
from facilitator.insight.poll import SPLIT, Answered, answered_in
from facilitator.model.script import Segment


def table(reading: Reading) -> Table | None:
    """Return the questions that were answered, under the heading of their segment; of few people no hands."""
    words, before = reading.words, reading.released.last_time
    then = before.polled if before is not None else None
    polls = [(each.title, answered_in(reading.session, each, then)) for each in _polls(reading)]
    told = [asked for _, every in polls for asked in every if asked.is_counted]
    if not told:
        return None
    title = words.joined(title for title, every in polls if any(each.is_counted for each in every))
    again, counts = any(asked.then for asked in told), reading.may_count
    columns = [("question", 20), ("means", 44 if counts else 56), *([("hands", 16)] if counts else [])]
    columns += [*([("last", 10)] if again else []), ("now", 10)]
    rows = [_row(asked, [name for name, _ in columns], reading) for asked in told]
    heads = [words(f"plan.poll.{name}") for name, _ in columns]
    return Table(title, heads, [width for _, width in columns], rows, words(f"plan.poll.{_note(counts)}"))


def _note(counts: bool) -> str:
    return "note" if counts else "few"


def _polls(reading: Reading) -> list[Segment]:
    script = reading.session.script
    return [segment for segment in script.segments if script.polled_in(segment)]


def _row(asked: Answered, columns: list[str], reading: Reading) -> list[str]:
    words = reading.words
    hands = (f"{asked.hands[answer]} {answer}" for answer in asked.scale.answers)
    cells = {
        "question": asked.question.title,
        "means": _sentences(asked, reading),
        "hands": words("list.comma").join(hands),
        "last": words("plan.poll.split") if asked.then == SPLIT else asked.then,
        "now": _now(asked, reading),
    }
    return [cells[name] for name in columns]


def _now(asked: Answered, reading: Reading) -> str:
    words = reading.words
    if asked.now == SPLIT:
        return words("plan.poll.split" if reading.may_count else "plan.poll.divided")
    return asked.now if reading.may_count else words("plan.poll.leans", answer=asked.now)


def form(reading: Reading) -> Table | None:
    """Return the questions with room for hands, where the script asks them."""
    polls = _polls(reading)
    rows = [
        [
            asked.question.title,
            _sentences(asked, reading),
            "   ".join(f"{each}:" for each in asked.scale.answers),
        ]
        for poll in polls
        for asked in answered_in(reading.session, poll)
    ]
    if not rows:
        return None
    words = reading.words
    heads = [words(f"plan.poll.{name}") for name in ("question", "means", "hands")]
    title = words.joined(poll.title for poll in polls)
    return Table(title, heads, (18, 50, 32), rows, words("plan.poll.form"))


def _sentences(asked: Answered, reading: Reading) -> str:
    return reading.words("plan.poll.sentences", good=asked.question.good, poor=asked.question.poor)


BLOCK = Block(table=table, form=form)
