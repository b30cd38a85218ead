"""Finding words across a programme and all its sessions.

A scan over every text field a record type declares; folded, so that case never matters. No index:
a hundred thousand notes take a blink. After what has the words as they were typed comes what has their other
endings, or writes them as one word or several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args, get_type_hints

import msgspec
from msgspec import Meta

from facilitator.language.tables import spoken
from facilitator.language.word_forms import WordForms
from facilitator.model.audience import Visibility
from facilitator.model.base import Record, Release, fields_of
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.team import Team
from facilitator.text import clean_line
from facilitator.workspace.folder.handles import RECOGNISED, handles_of
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id

_AROUND = 60
_HANDLE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_TITLES = {
    "Observation": "note",
    "ImprovementIdea": "idea",
    "Commitment": "promise",
    "ListeningSession": "session",
    "InterfaceSide": "interface",
}


class SearchHit(NamedTuple):
    """A record in which every word was found.

    *short_id* is what people type to get at it: its own, else that of its session, else nothing.
    *where* says what it is and of which team, *excerpt* is the text around the first word, after the present
    name of a team that has another by now, *only_you*
    whether nobody but the facilitators may see it, *less_exact* whether a word stands there in another form.
    """

    record: Record
    file: SessionFile | None
    short_id: str
    where: str
    excerpt: str
    only_you: bool
    less_exact: bool = False


def search(folder: ProgrammeFolder, words: str) -> Iterator[SearchHit]:
    """Yield each record of the programme and its sessions that holds all of *words*, oldest first.

    Then follow those that hold them in another form: other endings, or another hyphen. Instead of words it
    may be the handle that stands for a record in a file that left.
    """
    wanted = clean_line(words).casefold().split()
    if not wanted:
        return
    if len(wanted) == 1 and _HANDLE.fullmatch(wanted[0]):
        yield from _by_handle(folder, wanted[0])
        return
    forms = WordForms(spoken().search)
    stems = forms.wanted(wanted)
    patterns = [forms.pattern(stem) for stem in stems]
    alike: list[tuple[SessionFile | None, Record, str]] = []
    for file in (None, *folder.sessions):
        view = file or folder.file
        for kind in entities_of("session" if file else "programme"):
            for record in view.all(kind):
                folded = _folded(record)
                if all(word in folded for word in wanted):
                    yield _hit(folder, file, record, [*searchable_texts(record)], wanted[0])
                elif patterns and all(pattern.search(folded) for pattern in patterns):
                    alike.append((file, record, folded))
    for file, record, folded in alike:
        word = forms.found(folded, stems)
        if word:
            texts = [*searchable_texts(record)]
            yield _hit(folder, file, record, texts, word)._replace(less_exact=True)


def _by_handle(folder: ProgrammeFolder, handle: str) -> Iterator[SearchHit]:
    for file in folder.sessions:
        for kind in RECOGNISED:
            for record in file.all(kind):
                if handle in handles_of(folder, record):
                    yield _hit(folder, file, record, [*searchable_texts(record)], "")


def hit_in(
    folder: ProgrammeFolder, file: SessionFile | None, record: Record, wanted: list[str]
) -> SearchHit | None:
    """Return where all of the folded words *wanted* stand in a record; None when they do not."""
    texts = list(searchable_texts(record))
    folded = "\n".join(text for _, text in texts).casefold()
    if not all(word in folded for word in wanted):
        return None
    return _hit(folder, file, record, texts, wanted[0])


def _hit(
    folder: ProgrammeFolder, file: SessionFile | None, record: Record, texts: list[tuple[str, str]], word: str
) -> SearchHit:
    """Return a record as found, with the text around a folded *word*."""
    field, text = next((pair for pair in texts if word in pair[1].casefold()), ("", ""))
    private = (
        getattr(record, "visibility", None) is Visibility.FACILITATOR
        or ENTITIES[type(record)].release is Release.FACILITATORS
        or any(known.only_us for known in fields_of(type(record)) if known.name == field)
    )
    said, now = excerpt(text, word), _present_name(folder, record)
    return SearchHit(
        record,
        file,
        _short_id(file, record) if file else "",
        _where(folder, file, record),
        f"{now}, once {said}" if now and now != said else said,
        private,
    )


def _present_name(folder: ProgrammeFolder, record: Record) -> str:
    """Return what a team is called by now that had other names; "" for all else."""
    if not isinstance(record, Team) or not (record.former_names or record.became):
        return ""
    team = record
    while team.became is not None and team.became in folder.teams:
        team = folder.teams[team.became]
    return team.name


def _short_id(file: SessionFile, record: Record) -> str:
    known = short_id(file, record)
    return file.session.short_id if known == record.id else known


def _where(folder: ProgrammeFolder, file: SessionFile | None, record: Record) -> str:
    name = type(record).__name__
    what = _TITLES.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    teams = folder.team_names(file.session) if file else ""
    return f"{what}, {teams}" if teams else what


def excerpt(text: str, word: str) -> str:
    """Return the part of *text* around a folded *word*, on one line."""
    line = clean_line(text)
    at = max(line.casefold().find(word), 0)
    start = max(at - _AROUND, 0)
    end = at + len(word) + _AROUND
    before, after = "…" * (start > 0), "…" * (end < len(line))
    return f"{before}{line[start:end].strip()}{after}"


# The words of a record ---------------------------------------------------------------------------


def searchable_texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, text) for every text a record declares as words, also in embedded Structs.

    *field* is the record's own field the text stands in. Keys, ids and the copied script are not words.
    """
    if isinstance(value, str):
        if value:
            yield field, value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from searchable_texts(part, field)
    elif isinstance(value, msgspec.Struct):
        for name in _fields_with_words(type(value)):
            part = getattr(value, name)
            if not isinstance(part, str):
                yield from searchable_texts(part, field or name)
            elif part:  # by far the most; a generator for each would take longer than looking into it
                yield field or name, part


def _folded(record: Record) -> str:
    """Return all of `searchable_texts`, folded, each on a line of its own; of every record that there is."""
    texts: list[str] = []
    for name in _fields_with_words(type(record)):
        part = getattr(record, name)
        if isinstance(part, str):
            texts += (part,) if part else ()
        elif part:
            texts += (text for _, text in searchable_texts(part, name))
    return "\n".join(texts).casefold()


@cache
def _fields_with_words(cls: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(name for name, hint in get_type_hints(cls, include_extras=True).items() if _has_words(hint))


def _has_words(hint: object) -> bool:
    """Tell whether a field of that type holds words, in itself or further inside."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return bool(_fields_with_words(hint))
    return any(_is_words(part) if isinstance(part, Meta) else _has_words(part) for part in get_args(hint))


def _is_words(meta: Meta) -> bool:
    """Tell whether `model.base.words` made it; it says of each text whether it is a remark."""
    return "remark" in (meta.extra or {})
