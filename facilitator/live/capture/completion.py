"""Finishing a name in the capture line: what is offered for the `#…` or `@…` before the cursor."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from facilitator.live.capture.naming import (
    ACTION,
    CaptureContext,
    Named,
    find_person,
    find_practice,
    find_team,
    fold,
    person_names,
    practice_names,
    team_names,
)
from facilitator.model.team import going_teams

MOST = 6
"""At most this many candidates are offered."""

ON_THE_SHORTLIST = "on the shortlist"
"""The reason shown beside a practice of the shortlist unless the caller gives another."""


@dataclass(frozen=True)
class Completion:
    """One candidate.

    `id` is a practice key, or the id of a team or person; `matches` are the (offset, length) in
    `label` to underline; `replacement` goes in the place of the line from `start` to `end`.
    """

    id: str
    sign: str
    label: str
    reason: str
    matches: tuple[tuple[int, int], ...]
    replacement: str
    start: int
    end: int

    def apply(self, line: str) -> tuple[str, int]:
        """Return *line* with the candidate taken, and where the cursor then stands."""
        rest = line[self.end :].removeprefix(" ")
        return f"{line[: self.start]}{self.replacement} {rest}", self.start + len(self.replacement) + 1


_WORD = re.compile(r"[^\W_]+")


def complete(
    line: str, cursor: int, context: CaptureContext, reasons: Mapping[str, str] | None = None
) -> list[Completion]:
    """Return the candidates for the word before the cursor, best first, at most `MOST`.

    Empty unless the cursor stands in a word that begins with `#` or `@`. *reasons* maps a practice
    key, team id or person id to what is said at the right.
    """
    found = _word_at(line, cursor, context.signs)
    if found is None:
        return []
    start, end = found
    sign, typed = line[start], fold(line[start + 1 : cursor])
    if line[start + 1 : cursor] and not typed:
        return []
    named = _candidates(sign, context)
    shortlist = set(context.shortlist)
    ranked = []
    for place, each in enumerate(named):
        matches = _matches(typed, each.name)
        if matches is not None:
            listed = sign == "#" and each.id in shortlist
            begins = not typed or matches[0][0] == 0
            ranked.append(((not listed, not begins, place), each, matches, listed))
    ranked.sort(key=lambda row: row[0])
    return [
        Completion(
            id=each.id,
            sign=sign,
            label=_label(each, sign, context),
            reason=(reasons or {}).get(each.id, ON_THE_SHORTLIST if listed else ""),
            matches=matches if typed else (),
            replacement=_replacement(each, sign, context),
            start=start,
            end=end,
        )
        for _, each, matches, listed in ranked[:MOST]
    ]


def _word_at(line: str, cursor: int, signs: Collection[str]) -> tuple[int, int] | None:
    """Return where the tag around the cursor begins and ends, or None; *signs* may begin the line."""
    if not 0 <= cursor <= len(line):
        return None
    start = cursor
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    end = cursor
    while end < len(line) and not line[end].isspace():
        end += 1
    if start == 0 and line[:1] in signs and line[1:2] in ("#", "@"):
        start = 1
    if cursor <= start or line[start] not in "#@":
        return None
    return start, end


def _candidates(sign: str, context: CaptureContext) -> Sequence[Named]:
    """Return what the sign can name, in the order of preference."""
    if sign == "#":
        order = {key: place for place, key in enumerate(context.shortlist)}
        practices = practice_names(context.practices)
        return sorted(practices, key=lambda named: order.get(named.id, len(order)))
    teams = team_names(going_teams(context.other_teams))
    if context.kind != ACTION:
        return teams
    own = set(context.own_teams)
    people = sorted(context.people, key=lambda person: person.team not in own)
    return (*person_names(people), *teams)


def _matches(typed: str, name: str) -> tuple[tuple[int, int], ...] | None:
    """Return where *typed* stands in *name*: at its beginning, across words, or at a word's; else None."""
    words = list(_WORD.finditer(name))
    for first in range(len(words)):
        left = typed
        spans = []
        for word in words[first:]:
            said = word[0].casefold()
            if not left:
                break
            if said.startswith(left):
                spans.append((word.start(), len(left)))
                return tuple(spans)
            if not left.startswith(said):
                break
            spans.append((word.start(), len(word[0])))
            left = left[len(said) :]
        if not left:
            return tuple(spans)
    return None


def _label(named: Named, sign: str, context: CaptureContext) -> str:
    """Return the name as it is shown: people with their team, so that they are told apart."""
    person = next((each for each in context.people if each.id == named.id), None) if sign == "@" else None
    team = next((each for each in context.teams if person and each.id == person.team), None)
    return f"{named.name} ({team.short_name or team.name})" if team else named.name


def _replacement(named: Named, sign: str, context: CaptureContext) -> str:
    """Return the shortest whole name that means it when typed; the id when none does."""
    for name in sorted(filter(None, dict.fromkeys(named.names)), key=len):
        typed = "-".join(re.findall(r"\w+", name)).casefold()
        if sign == "#":
            found = find_practice(typed, context)
        elif any(person.id == named.id for person in context.people):
            found = find_person(typed, context)
        else:
            found = find_team(typed, context, whole_words=True)
        if found == named.id:
            return f"{sign}{typed}"
    return f"{sign}{named.name}"
