"""A second language is TOML files: what code says and reads of it, and what still stands in code."""

import ast
import re
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest

import facilitator
from facilitator.language import words
from facilitator.language.due_dates import read_due, read_past
from facilitator.language.tables import Language, language_for, read_language, speak

GERMAN = Path(__file__).parents[1] / "data" / "languages" / "de.toml"
ROOT = Path(facilitator.__file__).parent
TODAY = date(2026, 3, 12)

SENTENCE = re.compile(r"[A-Za-z’']{2,}[,:]? [A-Za-z’']{2,}")


def marked(value):
    """Return every text of a language in ⟦ ⟧."""
    if isinstance(value, str):
        return f"⟦{value}⟧"
    if isinstance(value, dict):
        return {key: marked(each) for key, each in value.items()}
    return [*map(marked, value)] if isinstance(value, (list, tuple)) else value


def unmarked(text):
    """Return what of a text stands in no marks."""
    while "⟦" in text:
        text, before = re.sub(r"⟦[^⟦⟧]*⟧", "", text), text
        assert text != before, before
    return text


@pytest.fixture
def english():
    yield language_for("en")
    speak(language_for("en"))


def test_every_word_that_code_says_of_a_language_is_in_its_file(english):
    tree = msgspec.to_builtins(english)
    speak(
        msgspec.convert(
            {key: marked(tree[key]) for key in ("dates", "due", "counts")}
            | {key: tree[key] for key in ("read", "said", "search")},
            Language,
        )
    )
    days = [date.fromordinal(TODAY.toordinal() + away) for away in (-9, -1, 0, 1, 21, 60, 400)]
    said = [
        *(words.due(day, TODAY, short=short) for day in days for short in (False, True)),
        *(words.ago(day, TODAY) for day in days),
        *(words.day(day, TODAY, weekday=weekday) for day in days for weekday in (False, True)),
        *(words.count_or_no(number, "", "") for number in range(12)),
        *(words.count_in_words(number, "", "") for number in range(11)),
        words.listed(["", "", ""]),
    ]
    assert [text for text in said if unmarked(text).strip()] == []


def test_days_are_said_and_read_in_german(english):
    speak(read_language(GERMAN.read_text(encoding="utf-8"), GERMAN.name))
    assert words.day(TODAY) == "Do 12. März"
    assert words.due(date(2026, 3, 20), TODAY) == "in 8 Tagen"
    assert words.listed(["a", "b", "c"]) == "a, b und c"
    typed = {
        "heute": TODAY,
        "morgen": date(2026, 3, 13),
        "freitag": date(2026, 3, 13),
        "nächsten Montag": date(2026, 3, 16),
        "30. April": date(2026, 4, 30),
        "30.4.": date(2026, 4, 30),
        "2 märz": date(2027, 3, 2),
        "in zwei Wochen": date(2026, 3, 26),
        "nächste Woche": date(2026, 3, 19),
        "Ende April": date(2026, 4, 30),
        "Ende der Woche": date(2026, 3, 13),
        "tomorrow": None,
        "fri": None,
    }
    assert {said: read_due(said, TODAY) for said in typed} == typed
    been = {"gestern": date(2026, 3, 11), "letzten Montag": date(2026, 3, 9), "montag": date(2026, 3, 9)}
    assert {said: read_past(said, TODAY) for said in been} == been


def test_a_language_nobody_wrote_a_file_for_is_english(english):
    assert language_for("zz") is english


def sentences(path):
    """Yield the texts of a module that read like one, but for its docstrings."""
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    notes = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = (node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in texts if id(node) not in notes and SENTENCE.search(node.value)]


def test_what_a_second_language_does_not_reach_is_known():
    """Printed with -s: the sentences that code still holds, by room. `docs/languages.md` names the rooms."""
    found = Counter()
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        found[room] += len(sentences(path))
    held = {room: count for room, count in found.items() if count}
    print(*(f"{room:12} {count}" for room, count in sorted(held.items())), sep="\n")
    told = (ROOT.parent / "docs" / "languages.md").read_text(encoding="utf-8")
    assert [room for room in held if f"`{room}`" not in told] == []


def test_insight_says_labels_but_no_sentences_and_language_says_nothing():
    said = {
        room: [text for path in sorted((ROOT / room).glob("*.py")) for text in sentences(path)]
        for room in ("insight", "language")
    }
    assert [text for text in said["insight"] if text[0].isupper() or text.endswith(".")] == []
    assert said["language"] == []
