"""Waves of the pulse that an older version wrote, brought to the rules of today.

An older version kept every tally of a wave in its record. Of a closed wave today's rule lets stay what may
be shown, and no tally; those of an open one move to the file of their own. Backups and other copies from
before are not touched: what may lie in them is told, and `facilitator purge` takes it out of those it finds.

See docs/field.md, "The culture pulse".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import date
from functools import partial
from typing import Any, cast

import msgspec

from facilitator.errors import Damaged, InUse, NewerFile, NotSaved, RuleBroken
from facilitator.identity import utc_now
from facilitator.insight.pulse_keeping import keep_older
from facilitator.model.pulse import PulseSurvey, SurveyStatus
from facilitator.model.registry import ENTITIES
from facilitator.model.retention import TALLIES
from facilitator.store.journal.files import unfinished
from facilitator.store.journal.tables import Tables
from facilitator.store.records.record_file import RecordFile
from facilitator.store.tally_file import NAME, TallyFile
from facilitator.workspace.deletion.log import LogEntry, append, require_writable, what_was_erased
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.integrity.problems import Problem

_TABLE = ENTITIES[PulseSurvey].table


def bring_waves(folder: ProgrammeFolder) -> tuple[str, ...]:
    """Bring older waves of a programme to the rules of today, and return what to say of it.

    Also deletes tallies that a crash left after their wave was closed. A file that cannot be written, or
    that another program has, stays as it is until the next time; its figures are those of today's rule all
    the same.
    """
    waves = [wave for wave in folder.file.all(PulseSurvey) if wave.older]
    with suppress(InUse, NotSaved, NewerFile, Damaged):
        _drop_left_over(folder)
        if waves:
            _bring(folder)
            return tuple(_sentences(waves))
    return ()


def _own_file(folder: ProgrammeFolder) -> RecordFile:
    erasures = partial(what_was_erased, folder.path)
    return RecordFile(folder.path / PROGRAMME_FILE, "programme", clock=folder.now, erasures=erasures)


def _bring(folder: ProgrammeFolder) -> None:
    """Write through a separate `RecordFile`, so that the programme is locked only while it is written."""
    try:
        with closing(_own_file(folder)) as file:
            file.hold()
            require_writable(folder.path)
            older = [wave for wave in file.all(PulseSurvey) if wave.older]
            for wave in older:
                if wave.status is SurveyStatus.OPEN:
                    folder.tallies.write(wave.id, wave.tallies)
                file.put_without_trace(brought(wave, folder.today()))
            if older:
                append(folder.path, LogEntry(when=utc_now(), command="pulse", counts={TALLIES: len(older)}))
    finally:
        folder.file.follow()


def brought(wave: PulseSurvey, day: date | None) -> PulseSurvey:
    """Return a wave without the tallies an older version wrote; *day* says since when."""
    if not wave.older:
        return wave
    kept = keep_older(wave) if wave.status is SurveyStatus.CLOSED else None
    return wave.without_tallies(kept, day)


def without_tallies(tables: Tables) -> Tables:
    """Return the tables of a programme file without the tallies of older waves in it; for copies of it.

    A wave that cannot be read is left out.
    """
    waves = tables.get(_TABLE, {})
    kept = {number: wave for number, document in waves.items() if (wave := as_it_comes_back(document))}
    return tables if kept == waves else {**tables, _TABLE: kept}


def as_it_comes_back(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a copy or an older state holds of a wave, without tallies; None when it cannot be read.

    Of one that was closed, what may be shown is computed if an older version wrote it; one that is open
    comes back without answers.
    """
    with suppress(msgspec.ValidationError, RuleBroken, UnicodeError, OverflowError, RecursionError):
        wave = msgspec.convert(dict(document), PulseSurvey)
        return (
            cast(dict[str, Any], msgspec.to_builtins(brought(wave, None))) if wave.older else dict(document)
        )
    return None


def _drop_left_over(folder: ProgrammeFolder) -> None:
    """Delete counted answers whose wave is not open any more; judged by what is there once nobody else
    writes.
    """
    if not folder.tallies.path.exists():
        return
    with closing(_own_file(folder)) as file:
        if _is_counting(folder.tallies, file):
            return
        file.hold()  # another program may have opened a wave meanwhile
        if not _is_counting(folder.tallies, file):
            folder.tallies.drop()


def _is_counting(tallies: TallyFile, file: RecordFile) -> bool:
    taking = {wave.id for wave in file.all(PulseSurvey) if wave.status is SurveyStatus.OPEN}
    return bool(taking) and tallies.survey in taking


def tally_problems(folder: ProgrammeFolder) -> Iterator[Problem]:
    """Yield what is wrong with counted answers: those that cannot be read, and copies of them."""
    try:
        folder.tallies.survey  # noqa: B018  # reading them says whether they can be read
    except Damaged as damage:
        yield Problem(folder.tallies.path, damage.happened, f"A person must decide: {_lower(damage.todo)}")
    ours = (folder.tallies.path, unfinished(folder.tallies.path))
    stem, ending = NAME.split(".")
    for path in sorted(folder.path.iterdir()):
        name = path.name.casefold()
        if path not in ours and stem in name and ending in name and path.is_file():
            yield Problem(
                path,
                "Something made a copy of the counted answers of the pulse; they belong in one place only.",
                "A person must decide: delete it, and keep the programme where nothing copies it.",
            )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _sentences(waves: list[PulseSurvey]) -> Iterator[str]:
    names = ", ".join(wave.name for wave in waves)
    yield (
        f"An older version had kept how each team answered ({names}). Of closed waves only what may be shown "
        "is kept now. Backups and copies from before may still hold it: facilitator purge takes it out of "
        "those in the workspace; delete those elsewhere."
    )
