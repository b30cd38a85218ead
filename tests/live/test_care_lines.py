"""How much of what needs care is told of, and how little else: on lines as they are said in workshops."""

from __future__ import annotations

from pathlib import Path

from benchmarks.care_words import ask, care_of, misses, precision, recall
from facilitator.live.care.warning import Concern, care_for, warn
from facilitator.model.audience import Worded
from facilitator.model.redaction import redactable_texts
from facilitator.model.registry import entities_of
from facilitator.workspace.folder.demo import open_demo

LINES = Path(__file__).parents[1] / "data" / "care_lines.toml"
LEAST_RECALL, LEAST_PRECISION = 0.75, 0.85


def test_most_lines_that_need_care_are_told_of_and_few_others():
    lines = ask(LINES)
    assert len(lines) >= 200
    assert sum(not line.care for line in lines) * 2 >= len(lines)
    for language in ("en", "de"):
        own = [line for line in lines if line.language == language]
        wrong = "\n".join(misses(own))
        assert recall(own) >= LEAST_RECALL, wrong
        assert precision(own) >= LEAST_PRECISION, wrong


def test_nothing_anybody_said_in_the_worked_example_is_told_of(tmp_path):
    _, folder = open_demo(tmp_path)
    neutral = [each.name for each in (*folder.teams.values(), *folder.catalogue.practices.values())]
    care = care_for(folder.people.values(), folder.catalogue.words, neutral)
    said = {
        word.text
        for file in folder.sessions
        for kind in entities_of("session")
        if issubclass(kind, Worded)
        for record in file.all(kind)
        for word in redactable_texts(record)
    }
    folder.close()
    assert len(said) > 100
    assert [(text, found.found) for text in sorted(said) if (found := warn(text, care))] == []


def test_somebody_nobody_knows_is_told_of_where_something_harsh_is_said():
    care = care_of(())
    for line in (
        "Bob is useless",
        "I think Bob is useless",
        "Thandiwe is useless",
        "Bob never answers the phone",
    ):
        assert warn(line, care).concern is Concern.PERSON, line
    for line in ("Printer is useless", "Vendor is useless", "What is stupid about it", "Jira is useless"):
        assert warn(line, care) is None, line
