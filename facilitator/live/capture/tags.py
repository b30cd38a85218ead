"""Tags of the capture line: `#practice` and `@team` with the words that belong to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from facilitator.live.capture.naming import (
    CaptureContext,
    find_practice,
    find_team,
    fits_any,
    fold,
    is_whole_name,
    practice_names,
    team_names,
)

LONGEST_NAME = 6
"""A name typed with blanks has at most this many words."""

ENDING = ".,;:?!"
"""Marks that may follow a tag and then belong to the sentence."""

_FIRST = re.compile(r"([#@])(\w.*)")
_CLOSING = ENDING + ")\"'”’"


class Tag(NamedTuple):
    """A tag that means something: its sign, how many words it takes, what was typed, what it means.

    `tail` is the punctuation that follows it; `id` a practice key or a team id.
    """

    sign: str
    length: int
    typed: str
    tail: str
    id: str

    @property
    def is_practice(self) -> bool:
        """Whether it names a practice; otherwise it names a team."""
        return self.sign == "#"


def sign_of(word: str) -> str:
    """Return `#` or `@` when *word* can begin a tag, else ""."""
    match = _FIRST.fullmatch(word)
    return match[1] if match else ""


def are_name_words(words: Sequence[str]) -> bool:
    """Tell whether *words* can go on with a name: a lone dash or mark belongs to the sentence."""
    return all(fold(word) or word == "&" for word in words) and (not words or bool(fold(words[-1])))


def typed_in(words: Sequence[str]) -> tuple[str, str]:
    """Return what stands after the sign in the words of a tag, and the punctuation at their end."""
    typed = " ".join(words)[1:]
    name = typed.rstrip(_CLOSING)
    return name, typed[len(name) :]


def tag_of(words: Sequence[str], context: CaptureContext, *, whole_words: bool = False) -> Tag | None:
    """Return the tag that exactly these words make, or None.

    More than one word make a tag only as a whole name. *whole_words* rules out a team's beginnings.
    """
    sign = sign_of(words[0]) if words else ""
    if not sign or not are_name_words(words[1:]):
        return None
    typed, tail = typed_in(words)
    names = practice_names(context.practices) if sign == "#" else team_names(context.other_teams)
    if len(words) > 1 and not is_whole_name(typed, names):
        return None
    practice = find_practice(typed, context) if sign == "#" else None
    id = practice if sign == "#" else find_team(typed, context, whole_words=whole_words)
    return None if id is None else Tag(sign, len(words), typed, tail, id)


def tag_at(words: Sequence[str], index: int, context: CaptureContext) -> Tag | None:
    """Return the longest tag that begins at that word, or None."""
    for count in range(min(LONGEST_NAME, len(words) - index), 0, -1):
        tag = tag_of(words[index : index + count], context)
        if tag is not None:
            return tag
    return None


def tag_words(word: str, tag: Tag, context: CaptureContext) -> str:
    """Return the first word of a tag as part of a sentence: as typed, or the full name for a beginning."""
    if tag.length > 1:
        return word[1:]
    names = practice_names(context.practices) if tag.is_practice else team_names(context.other_teams)
    named = next(each for each in names if each.id == tag.id)
    return (tag.typed if fits_any(tag.typed, (named,)) else named.name) + tag.tail
