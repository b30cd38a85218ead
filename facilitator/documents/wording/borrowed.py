"""Words a language lacks: the English ones take their place, and what was taken is remembered.

So a half translation still makes a paper, and whoever makes it learns that it mixes two languages.
"""

from __future__ import annotations

from typing import Any

from facilitator.documents.wording.plurals import MANY
from facilitator.files.toml import Tree


class Borrowed(str):
    """An English text in place of one that is not translated; *taken* learns its key when it is used."""

    key: str
    taken: set[str]

    @classmethod
    def of(cls, text: str, key: str, taken: set[str]) -> Borrowed:
        """Return *text* as one that tells *taken* when it is used."""
        made = cls(text)
        made.key, made.taken = key, taken
        return made


def note_use(value: Any) -> None:
    """Remember that a text, or a list of them, was used, if it was borrowed."""
    for each in value if type(value) is list else (value,):
        if type(each) is Borrowed:
            each.taken.add(each.key)


def borrowing(tree: Tree, own: Tree, lacking: frozenset[str], taken: set[str]) -> Tree:
    """Return *tree* with each text whose key is *lacking* in the language's *own* words as a borrowed one."""
    return _marked(tree, own, lacking, taken, ())


def _marked(tree: Tree, own: Tree, lacking: frozenset[str], taken: set[str], path: tuple[str, ...]) -> Tree:
    if MANY in own:
        return tree
    marked: Tree = {}
    for key, value in tree.items():
        here = (*path, key)
        name = ".".join(here)
        if isinstance(value, dict):
            below = own.get(key)
            marked[key] = _marked(value, below if isinstance(below, dict) else {}, lacking, taken, here)
        elif name not in lacking:
            marked[key] = value
        elif isinstance(value, list):
            marked[key] = [Borrowed.of(str(each), name, taken) for each in value]
        else:
            marked[key] = Borrowed.of(str(value), name, taken)
    return marked
