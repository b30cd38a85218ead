"""A copy of a programme for sharing: only what its readers may see, written fresh.

The copy is a workspace of its own. Its sessions say which teams were heard when, and hold only notes whose
team agreed to be named. All other words, actions and promises stand together in one more session: the room's
yes is for the words, never for naming the team. Every record has a new id and the time of
the copy, and stands in the order of the alphabet; `workspace.release.provenance` took off what else points
back.

See docs/field.md, "Local by default".

See docs/field.md, "What points back".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facilitator.catalogue import shipped_catalogue
from facilitator.commands import command
from facilitator.errors import BadInput, FacilitatorError, NotSaved, RuleBroken
from facilitator.identity import random_id
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import LEADERS, Audience, Worded
from facilitator.model.base import UNSTAMPED, FileKind, Record
from facilitator.model.group import NoteGroup
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.practice import CustomPractice
from facilitator.model.references import without_references
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.script import Stage
from facilitator.model.session import ListeningSession, ReadBack, SessionStatus
from facilitator.model.team import Team
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import at_rest, read_tables
from facilitator.workspace.deletion.removal import delete
from facilitator.workspace.erasure.text_search import files_with
from facilitator.workspace.folder.handles import handles_for, of_copy
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.whole_folder import whole_folder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.check import check
from facilitator.workspace.paths import safe_name
from facilitator.workspace.release.provenance import names_no_team, plain_script
from facilitator.workspace.release.release import Released, for_audience
from facilitator.workspace.release.withheld import withheld

NO_TEAM = "No team named"
"""The name that stands for the teams behind words that name none, be they one or many."""

THEMES = "What may be shared"
"""The name of the session of those words."""

_AN_HOUR = 60

_WORDS = (Observation, NoteGroup, ImprovementIdea, Action, Commitment)


class Shared(NamedTuple):
    """A copy that was made: the folder of its workspace, and how many sessions and records it holds."""

    path: Path
    sessions: int
    records: int


def share(folder: ProgrammeFolder, into: Path, audience: Audience = LEADERS) -> Shared:
    """Write a copy of a programme for *audience* into a new or empty folder.

    Raises `BadInput` for a folder that cannot be used, `RuleBroken` when a file of the copy would hold what
    is withheld or does not keep the rules, `NotSaved`; then nothing is left of it.
    """
    into = into.absolute()
    _require_free(folder, into)
    released = for_audience(folder, audience)
    files = _files(folder, released)
    copied = [record for records in files.values() for record in records]
    ids = _new_ids(folder, audience, copied)
    with _disk(into), whole_folder(into) as beside:
        path = beside / "sessions" / safe_name(folder.programme.name, {"demo"})
        path.mkdir(parents=True)
        for name, records in files.items():
            kind: FileKind = "programme" if name == PROGRAMME_FILE else "session"
            _write(path / name, kind, [_renamed(record, ids) for record in records])
        _verify(folder, audience, beside, copied)
    return Shared(into, len(files) - 1, len(copied))


def _require_free(folder: ProgrammeFolder, into: Path) -> None:
    if folder.path.resolve() in (into.resolve(), *into.resolve().parents):
        raise BadInput(f"{into} lies inside the programme itself.", "Name another place for the copy.")
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BadInput(f"{into} holds something already.", "Name a new or empty folder.")


@contextmanager
def _disk(into: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, FacilitatorError):
            raise
        raise NotSaved(
            f"The copy cannot be written to {into}: {error.strerror or error}.", "Name another place."
        ) from None


def _write(path: Path, kind: FileKind, records: Iterable[Record]) -> None:
    """Write a record file with nothing beside it: no journal, no earlier state, no undo."""
    made = path.with_name(f"{path.name}.making") / path.name
    made.parent.mkdir()
    with closing(RecordFile(made, kind)) as file, file.group("copy", undoable=False):
        for record in records:
            file.put(record)
    path.write_bytes(at_rest(read_tables(made)))
    delete(made.parent)


def _verify(folder: ProgrammeFolder, audience: Audience, root: Path, records: Sequence[Record]) -> None:
    """Raise `RuleBroken` unless no file of the copy holds what is withheld, and all keep the rules."""
    leaks = files_with(withheld(folder, audience.level, records), root)
    if leaks:
        names = ", ".join(path.name for path in leaks)
        raise RuleBroken(
            f"{names} would hold what these readers may not see, so no copy was made.",
            "Report it; until then hand out papers instead.",
        )
    problems = check(Workspace(root)).problems
    if problems:
        raise RuleBroken(f"The copy is not whole: {problems[0].what}", f"Try again after: {command('check')}")


# What the copy holds -----------------------------------------------------------------------------


def _files(folder: ProgrammeFolder, released: Released) -> dict[str, list[Record]]:
    """Return the records of the copy by the names of its files, the programme's own first."""
    programme = [record for kind in entities_of("programme") for record in released.records.all(kind)]
    sessions: dict[str, list[Record]] = {}
    together: list[Record] = []
    for seen in released.sessions:
        records: list[Record] = [_whole(seen.session)]
        for kind in _WORDS:
            for record in _unmerged(seen.all(kind)):
                (together if names_no_team(record) else records).append(record)
        day = folder.local(seen.session.planned_start).date()
        name = safe_name(f"{day} {seen.session.short_id}", {name[:-5] for name in sessions})
        sessions[f"{name}.json"] = records
    if together:
        nobody = Team(id=random_id(), name=NO_TEAM)
        programme.append(nobody)
        sessions[f"{safe_name(THEMES)}.json"] = [_themes(folder, nobody, together), *together]
    files = _that_hold({PROGRAMME_FILE: programme, **sessions})
    return {name: _in_order(records) for name, records in files.items()}


def _unmerged(records: Iterable[Record]) -> list[Record]:
    """Return records without originals that were merged into another of them."""
    found = list(records)
    ids = {record.id for record in found}
    return [record for record in found if getattr(record, "merged_into", None) not in ids]


def _whole(session: ListeningSession) -> Record:
    """Return a session as the rules want it where what was kept back left a gap; without its hours."""
    read_back = session.read_back
    if read_back and not read_back.done:
        read_back = msgspec.structs.replace(read_back, why_not="not told here")
    return msgspec.structs.replace(session, read_back=read_back, agreement=None, ended_at=None)


def _themes(folder: ProgrammeFolder, team: Team, together: list[Record]) -> Record:
    """Return the session of all words that name no team; it begins now, or when the first of them is due."""
    now = folder.now()
    due = [day for each in together if isinstance(each, Action) for day in (each.due, each.due_now) if day]
    first = min([now, *(datetime.combine(day, time(12), UTC) for day in due)])
    return ListeningSession(
        id=random_id(),
        number=max(file.session.number for file in folder.sessions) + 1,
        teams=(team.id,),
        script=plain_script(Stage.REVIEW, _AN_HOUR),
        stage=Stage.REVIEW,
        planned_start=first,
        minutes=_AN_HOUR,
        name=THEMES,
        status=SessionStatus.SHARED,
        read_back=ReadBack(done=True, at=first),
    )


# Without what points back ------------------------------------------------------------------------


def _in_order(records: Iterable[Record]) -> list[Record]:
    """Return records by type and words, numbered anew in that order, and as if written now."""
    ordered = sorted(records, key=lambda each: (type(each).__name__, _first_words(each), random_id()))
    looked_at = [each.review_on for each in ordered if isinstance(each, ImprovementIdea) and each.review_on]
    counts: Counter[type[Record]] = Counter()
    made = []
    for record in ordered:
        counts[type(record)] += 1
        less: dict[str, object] = {"created": UNSTAMPED, "changed": UNSTAMPED}
        if isinstance(record, Worded) and "number" in record.__struct_fields__:
            less["number"] = counts[type(record)]
        if isinstance(record, Action):
            less["ideas"] = ()
        if isinstance(record, ImprovementIdea):
            less |= _standing(record, looked_at)
        made.append(msgspec.structs.replace(record, **less))
    return made


def _standing(idea: ImprovementIdea, looked_at: list[date]) -> dict[str, object]:
    """Return where an idea stands in the copy: apart from its actions, whose owners' team is known.

    For all parked ones it is the last of the days they are *looked_at* again: each was set in a session.
    """
    status = IdeaStatus.ACCEPTED if idea.status is IdeaStatus.IN_ACTION else idea.status
    return {"status": status, "review_on": max(looked_at) if idea.review_on else None}


def _first_words(record: Record) -> str:
    names = ("text", "title", "output", "name")
    return next((str(found).casefold() for name in names if (found := getattr(record, name, ""))), "")


def _new_ids(folder: ProgrammeFolder, audience: Audience, records: Iterable[Record]) -> dict[str, str]:
    """Return the id each record has in the copy: the old ones tell when it was made.

    Actions, promises and entries of the register keep theirs over copies for the same readers.
    """
    handle = handles_for(folder, of_copy(audience))
    return {each.id: handle(each.id) if _is_recognised(each) else random_id() for each in records}


def _is_recognised(record: Record) -> bool:
    in_register = isinstance(record, ImprovementIdea) and record.in_register
    return in_register or isinstance(record, Action | Commitment)


def _renamed(record: Record, ids: Mapping[str, str]) -> Record:
    return msgspec.convert(_with_new_ids(msgspec.to_builtins(record), ids), type(record))


def _with_new_ids(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, dict):
        return {_with_new_ids(key, ids): _with_new_ids(part, ids) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_with_new_ids(part, ids) for part in value]
    return value


# Only what hangs together ------------------------------------------------------------------------


def _that_hold(files: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """Return the files without references to what is not in the copy, and without people nobody points at.

    A record that cannot do without such a reference is left out, too.
    """
    while True:
        known = _known(files)
        kept = {name: [*_holding(records, known)] for name, records in files.items()}
        if kept == files:
            return kept
        files = kept


def _known(files: dict[str, list[Record]]) -> dict[str, set[str]]:
    every = [record for records in files.values() for record in records]
    known: dict[str, set[str]] = {entity.table: set() for entity in ENTITIES.values()}
    for record in every:
        known[ENTITIES[type(record)].table].add(record.id)
    own = {record.practice.key for record in every if isinstance(record, CustomPractice)}
    known["practices"] = own | set(shipped_catalogue().practices)
    known["modules"] = set(shipped_catalogue().modules)
    known["people"] = {
        id for record in every for _, table, id in record.references() if table == "people"
    } & known["people"]
    return known


def _holding(records: Iterable[Record], known: dict[str, set[str]]) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Person) and record.id not in known["people"]:
            continue
        try:
            yield without_references(record, lambda table, id: id not in known[table])
        except RuleBroken:
            continue
