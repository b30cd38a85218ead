"""What changed since a paper was issued before, by the numbers of its rows.

Only what the readers see now is named. What was taken away since is not: saying so would tell that it
had been there.

See docs/field.md, "Wider and narrower".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitator.documents.parts.reading import Reading, names_readers, numbered
from facilitator.documents.wording.phrases import Words
from facilitator.insight.behind import Tracked
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import AudienceKind
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.issued import issued_from
from facilitator.workspace.release.release import Released

_Row = tuple[Reading, Tracked]

_NUMBERED: dict[type[Action] | type[ImprovementIdea], str] = {Action: "actions", ImprovementIdea: "ideas"}
_COUNTED = {Commitment: "promises", Observation: "remarks", InterfaceSide: "interfaces"}


def changes_since_issued(
    folder: ProgrammeFolder,
    document: str,
    tracks: Iterable[type[Tracked]],
    session: SessionFile,
    released: Released,
    words: Words,
) -> str:
    """Return "Changed since 9 April: action 4. New: action 6."; "" for a paper that is new or the same.

    It is told since the newest issue before the newest change, so that every format of an edition says the
    same, and so does writing it again.
    """
    tracks = tuple(tracks)
    readings = [Reading(released, records, words) for records in released.sessions]
    shown = [(reading, each) for reading in readings for kind in tracks for each in reading.records.all(kind)]
    newest = max((each.changed for _, each in shown), default=None)
    left = [
        each.created
        for each in issued_from(folder, session)
        if each.document == document and frozenset(each.teams) == released.audience.teams
    ]
    before = max((moment for moment in left if newest is not None and moment < newest), default=None)
    if before is None:
        return ""
    since = [(reading, each) for reading, each in shown if each.changed > before]
    own = readings[0]
    old = _described([pair for pair in since if pair[1].created <= before], own)
    new = _described([pair for pair in since if pair[1].created > before], own)
    day = words.day(released.local(before).date(), released.as_of.year)
    sentences = [words("reissue.changed", day=day, rows=words.joined(old))] if old else []
    sentences += [words("reissue.new", day=day, rows=words.joined(new))] if new else []
    return " ".join(sentences)


def _described(since: Sequence[_Row], own: Reading) -> list[str]:
    """Return "actions 2 and 4", "idea 7", "2 promises".

    Rows of other sessions stand with the session's number where they were released to the readers by name,
    else they are counted: the number would tell where they were agreed.
    """
    numbered_rows = [pair for pair in since if pair[0] is own or _may_be_numbered(*pair)]
    others = len(since) - len(numbered_rows)
    counted = [own.words.count("reissue.others", others)] if others else []
    return [*_numbers(numbered_rows, own), *_counts(numbered_rows, own.words), *counted]


def _may_be_numbered(reading: Reading, record: Tracked) -> bool:
    between = reading.released.audience.kind is AudienceKind.PARTNERS
    return between or names_readers(record, reading)


def _numbers(since: Sequence[_Row], own: Reading) -> Iterator[str]:
    words = own.words
    for kind, name in _NUMBERED.items():
        rows = [(reading, each.number) for reading, each in since if isinstance(each, kind)]
        numbers = [
            *map(str, sorted(number for reading, number in rows if reading is own)),
            *sorted(numbered(reading, kind, number) for reading, number in rows if reading is not own),
        ]
        if numbers:
            yield words.count(f"reissue.{name}", len(numbers), numbers=words.joined(numbers))


def _counts(since: Sequence[_Row], words: Words) -> Iterator[str]:
    for kind, name in _COUNTED.items():
        count = sum(isinstance(each, kind) for _, each in since)
        if count:
            yield words.count(f"reissue.{name}", count)
