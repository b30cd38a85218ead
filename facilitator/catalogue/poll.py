"""What keeps the questions of a script from being asked and answered in a poll."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.catalogue.faults import Finding
from facilitator.catalogue.wording import at, shown, suggest
from facilitator.language.widths import width_of
from facilitator.model.instrument import POLL
from facilitator.model.script import ScaleSpec, Script, Segment
from facilitator.text import clean_line

LONGEST_ANSWER, LONGEST_TITLE, LONGEST_SENTENCE = 8, 18, 120
"""Cells an answer has in its column, a question in its row, and characters a sentence has in the room."""

FEWEST_ANSWERS, MOST_ANSWERS = 2, 5

MOST_SHORT, SHORT = 10, 2
"""So many answers fit where each is so short: one to ten."""


def poll_findings(script: Script) -> Iterator[Finding]:
    """Yield what is wrong with the scales and questions of a script; nothing for one without."""
    yield from _twice("scale", [scale.key for scale in script.scales])
    yield from _twice("question", [question.key for question in script.questions])
    for index, scale in enumerate(script.scales):
        yield from _scale_findings(scale, index)
    yield from _question_findings(script)
    for index, segment in enumerate(script.segments):
        yield from _segment_findings(script, segment, index)
    asked = {each.key for segment in script.segments for each in script.polled_in(segment)}
    for index, question in enumerate(script.questions):
        if question.key not in asked:
            todo = f'Let a segment ask it: instruments = ["{POLL}"].'
            yield at("question", index), f"No segment asks {shown(question.title)}.", todo


def _twice(table: str, keys: list[str]) -> Iterator[Finding]:
    known: set[str] = set()
    for index, key in enumerate(keys):
        if key in known:
            yield at(table, index, "key"), f"There is a {table} {key} already.", "Give this another key."
        known.add(key)


def _scale_findings(scale: ScaleSpec, index: int) -> Iterator[Finding]:
    count = len(scale.answers)
    where = at("scale", index, "answers")
    if count < FEWEST_ANSWERS:
        told = "A scale of one answer leaves no choice." if count else "This scale has no answers."
        yield where, told, "Write two answers or more, the best first."
    short = all(width_of(answer) <= SHORT for answer in scale.answers)
    if count > (MOST_SHORT if short else MOST_ANSWERS):
        todo = f"Write {MOST_ANSWERS} at most, or {MOST_SHORT} of {SHORT} characters each, such as 10 to 1."
        yield where, f"{count} answers do not fit beside each other.", todo
    for place, answer in enumerate(scale.answers):
        here = at("scale", index, "answers", place)
        yield from _too_long(here, answer, LONGEST_ANSWER, "its column")
        if answer in scale.answers[:place]:
            yield here, f"{shown(answer)} stands there twice.", "Let each answer say something else."
    for name in ("between", "how"):
        if text := getattr(scale, name):
            yield from _too_long(at("scale", index, name), text, LONGEST_SENTENCE, "the room view")


def _question_findings(script: Script) -> Iterator[Finding]:
    scales = [scale.key for scale in script.scales]
    for index, question in enumerate(script.questions):
        if question.scale not in scales:
            todo = suggest(question.scale, scales) or "Write it as a [[scale]] with its answers."
            yield at("question", index, "scale"), f"There is no scale {shown(question.scale)}.", todo
        yield from _too_long(at("question", index, "title"), question.title, LONGEST_TITLE, "its row")
        for name in ("good", "poor"):
            where = at("question", index, name)
            yield from _too_long(where, getattr(question, name), LONGEST_SENTENCE, "the room view")


def _segment_findings(script: Script, segment: Segment, index: int) -> Iterator[Finding]:
    known = [question.key for question in script.questions]
    for place, key in enumerate(segment.questions):
        where = at("segment", index, "questions", place)
        if key not in known:
            todo = suggest(key, known) or "Write it as a [[question]]."
            yield where, f"{shown(key)} is not the key of a question.", todo
        if key in segment.questions[:place]:
            yield where, f"{shown(key)} is asked twice in one poll.", "Take one of them out."
    if POLL not in segment.instruments:
        if segment.questions:
            todo = f'Add instruments = ["{POLL}"], or take questions out.'
            yield at("segment", index, "questions"), "Nothing here asks these questions.", todo
        return
    if not script.polled_in(segment):
        todo = "Write its questions as [[question]], each with a [[scale]]."
        yield at("segment", index, "instruments"), "This is a poll without questions.", todo
    if segment.ask:
        todo = "Take ask out; what you say first stands in say."
        yield at("segment", index, "ask"), "A poll asks its own questions.", todo


def _too_long(where: str, text: str, most: int, place: str) -> Iterator[Finding]:
    """Yield that a text is not one line, or longer than its place."""
    if not text or clean_line(text) != text:
        yield where, "This has to be one line of text.", "Write a few words, without line breaks."
    elif width_of(text) > most:
        yield where, f"{shown(text)} is too long for {place}.", f"Write {most} characters at most."
