"""The kinds of file: practices, a script, pulse questions, words to take care with.

Each is read whole or refused with all its faults.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from string import ascii_lowercase
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from facilitator.catalogue.columns import column_findings
from facilitator.catalogue.faults import BadWorkshopFile, Finding
from facilitator.catalogue.left_out import filled
from facilitator.catalogue.lists import list_findings
from facilitator.catalogue.poll import poll_findings
from facilitator.catalogue.toml_reader import Document, read_document
from facilitator.catalogue.wording import at, shown, suggest
from facilitator.extensions import instrument_names
from facilitator.model.observation import KINDS
from facilitator.model.practice import Practice
from facilitator.model.pulse import PulseItem, Questionnaire
from facilitator.model.script import (
    LINE_ANSWERS,
    OTHER_SIDE,
    KindSpec,
    QuestionSpec,
    ScaleSpec,
    Script,
    Segment,
    with_columns,
)
from facilitator.text import clean_line

T = TypeVar("T", bound=msgspec.Struct)

FOLDERS = {
    "practice": "practices",
    "segment": "scripts",
    "item": "pulse",
    "judging": "words",
    "module": "schemes",
}
"""Which folder holds the files with tables or lists of that name."""

WORD_LISTS = (
    "judging",
    "unkind",
    "harsh",
    "misdeeds",
    "elsewhere",
    "personal",
    "everyday",
    "ordinary",
    "roles",
    "endings",
    "posts",
    "somebody",
    "oneself",
    "crowd",
    "served",
    "names",
    "things",
    "titles",
    "asked",
    "acts",
    "pointing",
    "many",
    "female",
    "owning",
    "apart",
    "which",
    "linking",
    "within",
    "parting",
    "before_things",
    "things_of",
    "nouns",
    "opening",
    "loose",
    "articles",
    "orders",
    "freeing",
    "framework",
)
"""The lists of words to take care with; the files of `workshops/words` say what each is for."""


_MEANS = "="
"""Between a word of a framework and what we say instead."""


class PracticeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of practices: `[[practice]]` tables and nothing else."""

    practice: Annotated[tuple[Practice, ...], Meta(min_length=1)]


class ScriptFile(Script, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A script as it is written: a table is called `[[segment]]` or `[[kind]]`, for the one it is."""

    kinds: tuple[KindSpec, ...] = msgspec.field(name="kind", default=())
    scales: tuple[ScaleSpec, ...] = msgspec.field(name="scale", default=())
    questions: tuple[QuestionSpec, ...] = msgspec.field(name="question", default=())
    segments: Annotated[tuple[Segment, ...], Meta(min_length=1)] = msgspec.field(name="segment")


class PulseFile(Questionnaire, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pulse questions as they are written: a statement is an `[[item]]`."""

    items: Annotated[tuple[PulseItem, ...], Meta(min_length=1)] = msgspec.field(name="item")


class WordsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words to take care with, a list each, and under `leave_out` those of earlier files to do without."""

    judging: tuple[str, ...] = ()
    unkind: tuple[str, ...] = ()
    harsh: tuple[str, ...] = ()
    misdeeds: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    somebody: tuple[str, ...] = ()
    oneself: tuple[str, ...] = ()
    crowd: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    female: tuple[str, ...] = ()
    owning: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    which: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    parting: tuple[str, ...] = ()
    before_things: tuple[str, ...] = ()
    things_of: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    freeing: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


def read_practices(path: Path, taken: Collection[str] = ()) -> tuple[Practice, ...]:
    """Return the practices of a file; keys *taken* by other files of its folder are faults."""
    practices = shaped(path, read_document(path), PracticeFile).practice
    refuse(path, _practice_findings(practices, taken))
    return practices


def read_script(path: Path, practices: Collection[str], taken: Collection[str] = ()) -> Script:
    """Return the script of a file; it offers only *practices*, and its key is none of those *taken*."""
    written = shaped(path, filled(read_document(path)), ScriptFile)
    script = with_columns(Script(**msgspec.structs.asdict(written)))
    refuse(path, _script_findings(script, practices, taken))
    return script


def read_pulse(path: Path, taken: Collection[str] = ()) -> Questionnaire:
    """Return the pulse questions of a file; their key is none of those *taken*."""
    written = shaped(path, read_document(path), PulseFile)
    questions = Questionnaire(**msgspec.structs.asdict(written))
    refuse(path, _pulse_findings(questions, taken))
    return questions


def read_words(path: Path) -> WordsFile:
    """Return the words of a file to take care with."""
    written = shaped(path, read_document(path), WordsFile)
    refuse(path, _words_findings(written))
    return written


def entries_of(texts: Iterable[str]) -> list[str]:
    """Return the entries of a list of words; many in one text, parted by commas, are read far quicker."""
    return [entry.strip() for text in texts for entry in text.split(",")]


def goes_by(entry: str) -> str:
    """Return by what an entry is known: of a word of a framework, beside which ours stands, that alone."""
    return entry.partition(_MEANS)[0].strip().casefold()


def folder_of(path: Path) -> str:
    """Return the folder a file belongs into: by what is in it, and if that tells nothing, where it lies."""
    document = read_document(path)
    named = next((folder for table, folder in FOLDERS.items() if table in document), path.parent.name)
    return named if named in FOLDERS.values() else "scripts"


def shaped(path: Path, document: Document, shape: type[T]) -> T:
    """Return a document as that shape. Raises `BadWorkshopFile` with all that does not fit."""
    try:
        return msgspec.convert(document, shape)
    except msgspec.ValidationError:
        # Imported here: good files never need it.
        from facilitator.catalogue.explanation import explain

        raise BadWorkshopFile(path, [*_misplaced(document, shape), *explain(document, shape)]) from None


def _misplaced(document: Document, shape: type[msgspec.Struct]) -> Iterator[Finding]:
    """Yield that a file lies in the folder of another kind, which explains all else about it."""
    named = {PracticeFile: "practice", ScriptFile: "segment", PulseFile: "item", WordsFile: "judging"}
    own = named.get(shape, "module")
    held = {
        "practice": "practices",
        "segment": "a script",
        "item": "pulse questions",
        "judging": "words to take care with",
        "module": "a scheme",
    }
    for table, what in held.items():
        if table != own and table in document:
            todo = f"Move it from {FOLDERS[own]} to {FOLDERS[table]}."
            yield table, f"This file holds {what}.", todo


def refuse(path: Path, findings: Iterable[Finding]) -> None:
    """Raise `BadWorkshopFile` with what was found, if anything was."""
    found = list(findings)
    if found:
        raise BadWorkshopFile(path, found)


# What the shape of a file does not say -----------------------------------------------------------


def _practice_findings(practices: Iterable[Practice], taken: Collection[str]) -> Iterator[Finding]:
    used = set(taken)
    for index, practice in enumerate(practices):
        yield from not_one_line(practice, "practice", index)
        if practice.key in used:
            yield used_twice(practice.key, "practice", index)
        used.add(practice.key)


def _script_findings(script: Script, practices: Collection[str], taken: Collection[str]) -> Iterator[Finding]:
    yield from not_one_line(script)
    if script.key in taken:
        yield used_twice(script.key)
    for index, key in enumerate(script.offer):
        if key not in practices:
            todo = suggest(key, practices) or "Take a key from a file of practices, or add it to one."
            yield at("offer", index), f"{shown(key)} is not the key of a practice.", todo
    yield from _kind_findings(script.kinds)
    known, instruments = [*KINDS, *(kind.key for kind in script.kinds)], instrument_names()
    for index, segment in enumerate(script.segments):
        yield from not_one_line(segment, "segment", index)
        if segment.asks_practices and not segment.practices:
            where = at("segment", index, "practices")
            yield where, "Its touch map asks about practices.", "Take practices out, or the touch map."
        for place, word in enumerate(segment.instruments):
            if word not in instruments:
                where = at("segment", index, "instruments", place)
                yield where, f"{shown(word)} is not an instrument.", suggest(word, instruments)
        for place, key in enumerate(segment.capture):
            if key not in known:
                where = at("segment", index, "capture", place)
                yield where, f"{shown(key)} is not a kind of note.", suggest(key, known)
        yield from _answer_findings(segment, index, (*known, *LINE_ANSWERS, OTHER_SIDE, *instruments))
    yield from column_findings(script)
    yield from poll_findings(script)
    yield from list_findings(script)


def _answer_findings(segment: Segment, index: int, known: Collection[str]) -> Iterator[Finding]:
    for place, word in enumerate(segment.answers):
        where = at("segment", index, "answers", place)
        if place >= len(segment.ask):
            yield where, "There is no question of that number.", "Leave it out, or ask one more."
        elif word not in known:
            yield where, f"{shown(word)} is nothing that an answer can become.", suggest(word, known)


def _pulse_findings(questions: Questionnaire, taken: Collection[str]) -> Iterator[Finding]:
    yield from not_one_line(questions)
    if questions.key in taken:
        yield used_twice(questions.key)
    for index, item in enumerate(questions.items):
        yield from not_one_line(item, "item", index)


def _words_findings(words: WordsFile) -> Iterator[Finding]:
    for name in (*WORD_LISTS, "leave_out"):
        for index, text in enumerate(getattr(words, name)):
            entries = [entry.removesuffix("*") for entry in entries_of((text,))]
            if clean_line(text) != text or any(
                "*" in entry or not any(map(str.isalnum, entry)) for entry in entries
            ):
                yield (
                    at(name, index),
                    f"{shown(text)} is not a word to look for.",
                    "Write a word, or a few with a blank between them; a * may stand at the end only.",
                )
            elif name == "framework" and not all(map(_says_ours, entries)):
                yield (
                    at(name, index),
                    f"{shown(text)} does not say what we say instead.",
                    "Write the word, a = and what we say: governance = who decides.",
                )


def _says_ours(entry: str) -> bool:
    word, _, ours = entry.partition(_MEANS)
    return bool(word.strip() and ours.strip())


def _kind_findings(kinds: Iterable[KindSpec]) -> Iterator[Finding]:
    keys = set(KINDS)
    letters = {kind.letter: kind.key for kind in KINDS.values()}
    signs: dict[str, str] = {}
    for index, kind in enumerate(kinds):
        yield from not_one_line(kind, "kind", index)
        for name in ("heading", "question"):
            if getattr(kind, name):
                yield from not_one_line(kind, "kind", index, names=(name,))
        if kind.key in keys:
            where = at("kind", index, "key")
            yield where, f"There is a kind {kind.key} already.", "Give yours another key."
        if kind.letter in letters:
            where = at("kind", index, "letter")
            free = " ".join(letter for letter in ascii_lowercase if letter not in letters)
            yield where, f"The letter {kind.letter} is that of {letters[kind.letter]}.", f"Free are: {free}."
        if kind.sign in signs:
            yield (
                at("kind", index, "sign"),
                f"The sign {kind.sign} is that of {signs[kind.sign]}.",
                "Take another.",
            )
        keys.add(kind.key)
        if kind.letter:
            letters.setdefault(kind.letter, kind.key)
        if kind.sign:
            signs.setdefault(kind.sign, kind.key)


_NAMES = ("key", "name", "title", "short_title", "label", "theme", "text")


def not_one_line(
    table: msgspec.Struct, *where: str | int, names: Collection[str] = _NAMES
) -> Iterator[Finding]:
    """Yield the names and titles that a list or an agenda could not show."""
    for name in names:
        text = getattr(table, name, "a text")
        if not text or clean_line(text) != text:
            yield (
                at(*where, name),
                "This has to be one line of text.",
                "Write a few words, without line breaks and without blanks around them.",
            )


def used_twice(key: str, *where: str | int) -> Finding:
    """Return what is said of a key that is there already."""
    return at(*where, "key"), f"The key {key} is used twice in this folder.", "Give each its own."
