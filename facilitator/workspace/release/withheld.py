"""What a copy for sharing may not hold, said a second time and apart from `workspace.release.release`.

Two answers to one question: when the release rules are wrong, this notices.

See docs/field.md, "Who may see what" and "Local by default".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import Record, Release, fields_of, texts_of
from facilitator.model.handle import HandleKey
from facilitator.model.person import Person
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.session import RELEASED
from facilitator.workspace.erasure.text_search import Sought
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile

_A_SENTENCE = 4
"""Words from which on a text that is no remark is looked for; fewer stand somewhere by chance."""

_GAP = re.compile(r"[\W_]+")


class _Word(NamedTuple):
    text: str
    telling: bool
    kept: bool


def withheld(folder: ProgrammeFolder, level: Visibility, copied: Iterable[Record]) -> Sought:
    """Return the words and ids that no file may hold whose readers see what is of *level* or wider.

    What stands in records they may see is not looked for, even if a withheld record says it too. Of people
    only those are known who are in the copy. *copied* are the records of the copy under their old ids; of
    those none may be in a file, for each tells when its record was made.
    """
    there = {record.id for record in copied}
    hidden, ids, open_words = [], [], []
    for file in (folder.file, *folder.sessions):
        unreviewed = isinstance(file, SessionFile) and file.session.status not in RELEASED
        for kind in entities_of(file.kind):
            for record in file.all(kind):
                closed = unreviewed or not _is_open(record, level, there)
                words = list(_words(record))
                hidden += [w.text for w in words if (closed or w.kept) and (w.telling or kind is Person)]
                ids.append(record.id)
                if isinstance(record, HandleKey):
                    ids.append(record.secret)
                if not closed:
                    kept = {word.text for word in words if word.kept}
                    open_words += [text for _, text in texts_of(record) if text not in kept]
    said = [f" {_plain(text)} " for text in open_words]
    return Sought((text for text in hidden if not any(f" {_plain(text)} " in each for each in said)), ids)


def _is_open(record: Record, level: Visibility, there: set[str]) -> bool:
    if isinstance(record, Person):
        return record.id in there
    release = ENTITIES[type(record)].release
    if release is Release.WORDS and isinstance(record, Worded):
        return record.visibility.rank >= level.rank
    return release is Release.FRAME


def _words(value: Any, kept: bool = False) -> Iterator[_Word]:
    if isinstance(value, tuple):
        for part in value:
            yield from _words(part, kept)
    if not isinstance(value, msgspec.Struct):
        return
    for field in fields_of(type(value)):
        content, here = getattr(value, field.name), kept or field.only_us or field.only_team
        if isinstance(content, str) and field.words:
            yield _Word(content, field.remark or field.only_us or len(content.split()) >= _A_SENTENCE, here)
        else:
            yield from _words(content, here)


def _plain(text: str) -> str:
    return _GAP.sub(" ", text.casefold()).strip()
