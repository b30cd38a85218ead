"""The files of fixed words: the shipped English one, and the user's own, taken as far as they fit.

A custom file can break no paper. What does not fit is left out, so the words below it are used, and
it is told with its line: another kind of value, a list that is too short, a place nobody fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.documents.shelf.faults import ShelfFault, TemplateFault, meant
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.shelf.toml_file import line_of, read_toml
from facilitator.documents.wording.plurals import MANY, is_rule
from facilitator.files.reading import is_there
from facilitator.files.toml import Tree
from facilitator.text import clean

FALLBACK = "en"
"""The language every word exists in."""

PLACE = re.compile(r"\{(\w+)\}")
"""A place in words that is filled in: {team}."""

_LETTER = re.compile(r"[^\W\d_]")

PLURAL = "plural"
"""The table of a language's rules for the forms of what is counted."""


class WordFile(NamedTuple):
    """What a file of words gives: its words that fit, what does not, and keys English does not have."""

    tree: Tree
    faults: tuple[ShelfFault, ...] = ()
    unknown: tuple[ShelfFault, ...] = ()


def english(shelf: Shelf) -> Tree:
    """Return the shipped English words. Raises `TemplateFault`."""
    return read_toml(shelf.shipped, _name(FALLBACK))[0]


def languages(shelf: Shelf) -> tuple[str, ...]:
    """Return the languages there are files for, English first."""
    found = {path.stem for folder in shelf.folders for path in folder.glob("words/*.toml")}
    spoken = sorted(each for each in found if re.fullmatch("[a-z]{2}", each) and each != FALLBACK)
    return (FALLBACK, *spoken)


def word_files(shelf: Shelf, lang: str) -> Iterator[WordFile]:
    """Yield what the files of a language give, the shipped one first."""
    name, base = _name(lang), english(shelf)
    for folder in reversed(shelf.folders):
        if is_there(folder / name):
            is_base = (folder, lang) == (shelf.shipped, FALLBACK)
            yield WordFile(base) if is_base else fitted(folder, name, base)


def fitted(folder: Path, name: str, base: Tree) -> WordFile:
    """Return what a file of words gives where *base* are the English ones."""
    try:
        tree, text = read_toml(folder, name)
    except TemplateFault as fault:
        return WordFile({}, (as_fault(fault, name),))
    reader = _Reader(name, text)
    fits = reader.fitting(tree, base, ())
    return WordFile(fits, tuple(reader.faults), tuple(reader.unknown))


def as_fault(fault: TemplateFault, name: str) -> ShelfFault:
    """Return what was raised as one of the faults of a file; its place is told apart from its problem."""
    file = fault.file or name
    problem = re.sub(rf"^{re.escape(file)}(, line \d+)?:? ?", "", fault.happened)
    return ShelfFault(file, fault.line, problem[:1].upper() + problem[1:], fault.todo)


def missing(tree: Tree, base: Tree, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the keys of *base* that *tree* lacks, such as "plan.title"; signs need none."""
    for key, words in base.items():
        here = (*path, key)
        if isinstance(words, dict):
            below = tree.get(key, {})
            yield from missing(below if isinstance(below, dict) else {}, words, here)
        elif key not in tree and not (MANY in tree or path == (PLURAL,)) and _has_words(words):
            yield ".".join(here)


def _has_words(value: Any) -> bool:
    """Tell whether a text or a list of them has a letter beside the places that are filled in."""
    texts = value if isinstance(value, list) else [value]
    return any(_LETTER.search(PLACE.sub("", str(each))) for each in texts)


def _name(lang: str) -> str:
    return f"words/{lang}.toml"


class _Reader:
    """Goes through one file beside the English words."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self.faults: list[ShelfFault] = []
        self.unknown: list[ShelfFault] = []

    def fitting(self, tree: Tree, base: Tree, path: tuple[str, ...]) -> Tree:
        """Return the part of *tree* that fits *base*, cleaned."""
        if path == (PLURAL,):
            return {key: rule for key, rule in tree.items() if self._is_rule(rule, (*path, key))}
        fits: Tree = {}
        for key, value in tree.items():
            here = (*path, key)
            if key not in base and MANY not in base:
                remedy = meant(key, base, "Take it out, or see words/en.toml for what there is.")
                self.unknown.append(self._fault(here, "English has no word of that name.", remedy))
            taken = self._value(value, base.get(key, base.get(MANY)), base, here)
            if taken is not None:
                fits[key] = taken
        return fits

    def _is_rule(self, value: Any, here: tuple[str, ...]) -> bool:
        if not is_rule(value):
            self._refuse(here, "It is no rule for a number.", "Write one such as “n = 1” or “n = 2..4”.")
        return is_rule(value)

    def _value(self, value: Any, below: Any, around: Tree, here: tuple[str, ...]) -> Any:
        if isinstance(value, dict) and (below is None or isinstance(below, dict)):
            return self.fitting(value, below, here) if below is not None else None
        if isinstance(value, list) and isinstance(below, list):
            return self._list(value, below, here)
        if isinstance(value, str) and (below is None or isinstance(below, str)):
            return self._text_of(value, self._places(below, around), here)
        wanted = "a text in quotes" if isinstance(below, (str, type(None))) else _kind(below)
        return self._refuse(here, f"It is {_kind(value)}.", f"Write {wanted}.")

    def _list(self, value: list[Any], below: list[Any], here: tuple[str, ...]) -> Any:
        if len(value) < len(below) or not all(isinstance(each, str) for each in value):
            return self._refuse(here, "The list does not fit.", f"Write {len(below)} texts in quotes.")
        return [clean(each) for each in value]

    def _text_of(self, value: str, places: set[str], here: tuple[str, ...]) -> Any:
        for name in PLACE.findall(value):
            if name not in places:
                there = ", ".join(f"{{{each}}}" for each in sorted(places)) or "none"
                remedy = meant(name, places, f"Places filled in here: {there}.")
                return self._refuse(here, f"Nothing is known to stand in {{{name}}}.", remedy)
        return clean(value)

    def _places(self, below: str | None, around: Tree) -> set[str]:
        """Return the places that are filled in: those of English, for all forms alike."""
        texts = [below or ""]
        if MANY in around:
            texts += ["{n}", *(text for text in around.values() if isinstance(text, str))]
        return {name for text in texts for name in PLACE.findall(text)}

    def _refuse(self, here: tuple[str, ...], problem: str, remedy: str) -> None:
        self.faults.append(self._fault(here, problem, remedy))

    def _fault(self, here: tuple[str, ...], problem: str, remedy: str) -> ShelfFault:
        named = clean(".".join(here))
        return ShelfFault(self._name, line_of(self._text, here), f"{named}: {problem}", remedy)


def _kind(value: Any) -> str:
    kinds = {str: "a text", dict: "a table", list: "a list", bool: "yes or no", int: "a number"}
    return kinds.get(type(value), "something else")
