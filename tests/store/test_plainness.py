"""Files that are plain are read another way than others; what comes in, and what is refused, is the same."""

import json
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from facilitator.errors import Damaged
from facilitator.model.observation import Observation
from facilitator.store.journal import recovery
from facilitator.store.journal.journal import open_tinydb
from facilitator.store.journal.plainness import Odd
from facilitator.store.records.record_file import RecordFile


def not_sure(text):
    """As if something odd were in every file, so that all are looked through value by value."""
    raise Odd


ODD = (
    *("\x07", "\x7f", "\x9b31m", "\u202e", "\u2066", "\ufeff", "\ufffb", "\ud800", "\U0001f600", "ü", "x\ty"),
    *("0001-01-01", "1899-12-31", "2026-03-12", "9999-12-31T23:59:59Z", "2201-01-01"),
    *(
        2**53,
        2**53 - 1,
        -(2**53),
        2**64,
        10**30,
        1e300,
        0.1234567890123456789,
        -0.0,
        float("inf"),
        float("nan"),
    ),
)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text() | some.sampled_from(ODD),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def nested(deep, around="[]"):
    """A text of lists in lists; *around* is what stands as a text beside each."""
    return f'["{around[1]}",' * deep + "1" + f',"{around[0]}"]' * deep


TEXTS = (
    *map(json.dumps, ODD),
    *('"\\u0030001-01-01"', '"0001\\u002d01-01"', '"\\u001b[31m"', '"\\u009B"', '"\\u202E"', '"\\uFEFF"'),
    *('"\\ud83d\\ude00"', '"\\ude00\\ud83d"', "1e999", "-1e400", "-0", "1E2", "12345678901234567890e0"),
    *('{"a": 1, "a": 2}', "[1,]", "01", '"\\x"', "9" * 5000, '{"0001-01-01": "0001-01-01"}'),
    *(nested(deep, around) for deep in (3, 9, 12, 39, 45, 900) for around in ("[]", "{}", "xx")),
)


def both(path, text, read):
    """What *read* tells of a file of that text, read either way; or what is told instead."""
    told = []
    with pytest.MonkeyPatch.context() as patch:
        for glance in (recovery.require_plain_text, not_sure):
            patch.setattr(recovery, "require_plain_text", glance)
            for each in path.parent.iterdir():
                each.unlink()
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                told.append(read(path))
            except Damaged as error:
                told.append(error.happened)
    return told


def records(path):
    """The notes of a session's file, and what was cleaned in it."""
    with closing(RecordFile(path, "session")) as file:
        return ascii(file.all(Observation)), ascii(file.cleaned)


def tables(path):
    with closing(open_tinydb(path, read_only=True)) as db:
        return ascii(db.storage.tables)


@pytest.fixture(scope="module")
def note(tmp_path_factory):
    """A file with a note, and its text."""
    path = tmp_path_factory.mktemp("file") / "x.json"
    with closing(RecordFile(path, "session")) as file:
        file.put(Observation(number=1, text="We hear of it late"))
    return path, path.read_text("utf-8")


def test_what_is_odd_is_met_whichever_way_a_file_is_read(note):
    """As a text of the note, as its moment, and in a field and a table that nobody knows."""
    path, text = note
    moment = json.dumps(json.loads(text)["observations"]["1"]["created"])
    assert moment in text
    wrong = []
    for odd in TEXTS:
        for old, new in (
            ('"We hear of it late"', odd),
            (moment, odd),
            ('"observations": {', f'"more": {{"1": {{"x": {odd}}}}}, "observations": {{'),
        ):
            changed = text.replace(old, new, 1)
            assert changed != text
            for encoded in (changed, _unescaped(changed)):
                one, other = both(path, encoded, records)
                if one != other:
                    wrong.append((odd[:40], one, other))
    assert not wrong


def _unescaped(text):
    """The same file as a person's editor writes it."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


@given(value=VALUES)
@example(value=[[[[[[[[[[1]]]]]]]]]])
def test_a_file_holds_the_same_values_whichever_way_it_is_read(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("file") / "x.json"
    for ascii_only in (True, False):
        text = json.dumps({"notes": {"1": {"value": value}}}, ensure_ascii=ascii_only)
        one, other = both(path, text, tables)
        assert one == other


def test_ordinary_notes_are_sure_to_be_plain_at_rest_and_in_the_journal(tmp_path):
    """Umlauts, brackets that do not close, pictures, days: none of them makes a file slow to open."""
    texts = [
        "It takes « 3 days » :[ {",
        "Grüße, 日本 \U0001f600",
        "since 2026-03-12\n\tor so",
        "0123456789" * 3,
    ]
    with open_tinydb(tmp_path / "x.json") as db:
        for text in texts:
            db.insert(
                {"text": text, "on": "2026-03-12", "nods": 3, "share": 0.25, "of": {"a": [{"b": [None]}]}}
            )
        with closing(open_tinydb(tmp_path / "x.json", read_only=True)) as other:
            assert other.storage.plain
    with closing(open_tinydb(tmp_path / "x.json", read_only=True)) as other:
        assert other.storage.plain
        assert [each["text"] for each in other] == texts


@pytest.mark.parametrize("odd", [2**60, "\x1b[31m", "0001-01-01", [[[[[[[[[[[[1]]]]]]]]]]]]])
def test_a_follower_notices_what_is_odd_in_new_lines(tmp_path, odd):
    with open_tinydb(tmp_path / "x.json") as db:
        db.insert({"text": "plain"})
        with closing(open_tinydb(tmp_path / "x.json", read_only=True)) as follower:
            db.insert({"text": "plain as well"})
            assert follower.storage.follow()
            assert follower.storage.plain
            db.insert({"text": odd})
            assert follower.storage.follow()
            assert not follower.storage.plain
            assert follower.all()[-1] == {"text": odd}
