"""Archives are measured before they are unpacked."""

import io
import zipfile

import pytest

from facilitator.files.archives import Allowance, UnusableArchive, deeper, is_archive, open_archive, parts_of
from tests.tables import for_each


def packed(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def overlapping(copies):
    """Return a zip of a few kilobytes whose list names the same packed megabyte many times."""
    whole = packed({"0": b"\0" * 1_000_000})
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    listed = whole[start:end] * copies
    tail = bytearray(whole[end:])
    tail[8:12] = copies.to_bytes(2, "little") * 2
    tail[12:16] = len(listed).to_bytes(4, "little")
    return whole[:start] + listed + bytes(tail)


BOMBS = {
    "one part of too many bytes": packed({"a.xml": b"\0" * 65_000_000}),
    "many parts that are one": overlapping(100),
    "too many parts": packed({str(number): b"" for number in range(2_001)}),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_what_is_too_large_is_refused_before_a_part_is_unpacked(bomb, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("a part was unpacked"))
    with pytest.raises(UnusableArchive) as refused:
        list(parts_of(bomb))
    assert refused.value.too_large
    assert refused.value.todo


def test_a_part_larger_than_it_says_gives_no_more_than_it_says():
    honest = packed({"a": b"x" * 100_000})
    lying = honest.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(UnusableArchive):
        list(parts_of(lying))


def test_an_archive_and_those_inside_it_share_one_allowance():
    inner = packed({"a": b"x" * 600})
    outer = packed({"inner.zip": inner, "twin.zip": inner})
    left = Allowance(parts=10, size=1300)
    read = parts_of(outer, left)
    with deeper(left):
        assert is_archive(next(read)[1])
        list(parts_of(inner, left))
        with pytest.raises(UnusableArchive):
            list(parts_of(inner, left))
    deep = Allowance(deep=1)
    with deeper(deep), pytest.raises(UnusableArchive, match="inside"):
        list(parts_of(inner, deep))


@for_each(
    "content",
    [b"", b"PK\x03\x04", b"no zip", packed({"a": b"x"})[:-30]],
    ids=["nothing", "beginning", "words", "cut"],
)
def test_what_is_no_archive_is_told_apart(content):
    with pytest.raises(UnusableArchive) as refused:
        list(parts_of(content))
    assert not refused.value.too_large


def test_a_small_archive_is_read_whole():
    assert dict(parts_of(packed({"a/b.txt": b"words", "c": b""}))) == {"a/b.txt": b"words", "c": b""}
    with open_archive(packed({"a": b"x"})) as archive:
        assert archive.namelist() == ["a"]
