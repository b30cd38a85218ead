"""A copy of a programme for sharing: only what its readers may see, written fresh (domain.md §8.9).

The copy is a workspace of its own. Actions and promises stay with their session, for whoever took them on is
named. Notes, ideas and value chains do not: the room's yes is for the words, never for naming the team. So
they stand together in one more session, in the order of the alphabet, under new ids and the day of the copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from facilitator.catalogue import shipped_catalogue
from facilitator.errors import BadInput, NotSaved, RuleBroken
from facilitator.identity import new_id
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import LEADERS, Attribution, Audience
from facilitator.model.base import ENTITIES, UNSTAMPED, FileKind, Record, entities_of
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.practice import CustomPractice
from facilitator.model.programme import Person, Team
from facilitator.model.references import without_references
from facilitator.model.session import ListeningSession, ReadBack, SessionStatus
from facilitator.model.value import ValueChain
from facilitator.store.record_file import RecordFile
from facilitator.store.redacting import at_rest, read_tables
from facilitator.workspace.checking import check
from facilitator.workspace.erasure.text_search import files_with
from facilitator.workspace.paths import safe_name
from facilitator.workspace.programme_folder import PROGRAMME_FILE, ProgrammeFolder
from facilitator.workspace.release import Released, for_audience
from facilitator.workspace.withheld import withheld
from facilitator.workspace.workspace import Workspace

NO_TEAM = "Several teams"
"""The name that stands for the teams behind words that name none."""

THEMES = "What may be shared"
"""The name of the session of those words."""

_STAYING = (ListeningSession, Action, Commitment)
_TOGETHER = (Observation, ImprovementIdea, ValueChain)


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
    with _whole_or_gone(into) as beside:
        path = beside / "sessions" / safe_name(folder.programme.name, {"demo"})
        path.mkdir(parents=True)
        for name, records in files.items():
            _write(path / name, "programme" if name == PROGRAMME_FILE else "session", records)
        _verify(folder, audience, beside, [record for records in files.values() for record in records])
    return Shared(into, len(files) - 1, sum(map(len, files.values())))


def _require_free(folder: ProgrammeFolder, into: Path) -> None:
    if folder.path.resolve() in (into.resolve(), *into.resolve().parents):
        raise BadInput(f"{into} lies inside the programme itself.", "Name another place for the copy.")
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BadInput(f"{into} holds something already.", "Name a new or empty folder.")


@contextmanager
def _whole_or_gone(into: Path) -> Iterator[Path]:
    """Give a folder to fill; it gets the name *into* when all went well, and goes when not."""
    beside = into.with_name(f".{into.name}.new")
    try:
        beside.mkdir(parents=True)
        yield beside
        if into.exists():
            into.rmdir()
        beside.rename(into)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise NotSaved(
            f"The copy cannot be written to {into}: {error.strerror or error}.", "Name another place."
        ) from None
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _write(path: Path, kind: FileKind, records: Iterable[Record]) -> None:
    """Write a record file with nothing beside it: no journal, no earlier state, no undo."""
    made = path.with_name(f"{path.name}.making") / path.name
    made.parent.mkdir()
    with closing(RecordFile(made, kind)) as file, file.group("copy", undoable=False):
        for record in records:
            file.put(record)
    path.write_bytes(at_rest(read_tables(made)))
    shutil.rmtree(made.parent)


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
        raise RuleBroken(
            f"The copy is not whole: {problems[0].what}", "Run facilitator check, then try again."
        )


# What the copy holds -----------------------------------------------------------------------------


def _files(folder: ProgrammeFolder, released: Released) -> dict[str, list[Record]]:
    """Return the records of the copy by the names of its files, the programme's own first."""
    programme = [record for kind in entities_of("programme") for record in released.records.all(kind)]
    sessions: dict[str, list[Record]] = {}
    together: list[Record] = []
    for seen in released.sessions:
        records: list[Record] = [record for kind in _STAYING for record in seen.all(kind)]
        for kind in _TOGETHER:
            for record in seen.all(kind):
                (records if _may_name_its_team(record) else together).append(record)
        day = folder.local(seen.session.planned_start).date()
        name = safe_name(f"{day} {seen.session.short_id}", {name[:-5] for name in sessions})
        sessions[f"{name}.json"] = [_whole(record) for record in records]
    if together:
        nobody = Team(id=new_id(), name=NO_TEAM)
        programme.append(nobody)
        sessions[f"{safe_name(THEMES)}.json"] = _themes(folder, released, nobody, together)
    return _that_hold({PROGRAMME_FILE: programme, **sessions})


def _may_name_its_team(record: Record) -> bool:
    return isinstance(record, Observation) and record.attribution is not Attribution.NONE


def _whole(record: Record) -> Record:
    """Return a record as a rule wants it where what was kept back left a gap."""
    if isinstance(record, ListeningSession) and record.read_back and not record.read_back.done:
        told = msgspec.structs.replace(record.read_back, why_not="not told here")
        return msgspec.structs.replace(record, read_back=told)
    return record


def _themes(folder: ProgrammeFolder, released: Released, team: Team, records: list[Record]) -> list[Record]:
    """Return a session with these records, so that neither order nor id nor day tells where each was said."""
    ids = {record.id: new_id() for record in records}
    first = released.sessions[0].session
    kinds = {kind.key: kind for seen in released.sessions for kind in seen.session.script.kinds}
    now = folder.now()
    session = ListeningSession(
        number=max(file.session.number for file in folder.sessions) + 1,
        teams=(team.id,),
        script=msgspec.structs.replace(first.script, kinds=tuple(kinds.values())),
        planned_start=now,
        minutes=first.minutes,
        name=THEMES,
        status=SessionStatus.SHARED,
        read_back=ReadBack(done=True, at=now),
    )
    ordered = sorted(records, key=lambda each: (type(each).__name__, _first_words(each).casefold()))
    numbered = [_unplaced(record, number, folder) for number, record in enumerate(ordered, 1)]
    return [session, *(_renamed(record, ids) for record in numbered)]


def _first_words(record: Record) -> str:
    return str(getattr(record, "text", "") or getattr(record, "title", "") or getattr(record, "output", ""))


def _unplaced(record: Record, number: int, folder: ProgrammeFolder) -> Record:
    """Return a record without what tells where and when it was said; its actions stand elsewhere."""
    less: dict[str, object] = {"created": UNSTAMPED, "changed": UNSTAMPED, "room_yes": folder.today()}
    nowhere = {"number": number, "segment": "", "team": None, "counterparts": ()}
    less |= {name: value for name, value in nowhere.items() if name in record.__struct_fields__}
    if isinstance(record, ImprovementIdea) and record.status is IdeaStatus.IN_ACTION:
        less["status"] = IdeaStatus.ACCEPTED
    return msgspec.structs.replace(record, **less)


def _renamed(record: Record, ids: dict[str, str]) -> Record:
    told = msgspec.to_builtins(record)
    for name in ("id", "from_notes", "merged_into", "idea", "note"):
        if name in told:
            held = told[name]
            many = isinstance(held, (list, tuple))
            told[name] = [ids.get(each, each) for each in held] if many else ids.get(held, held)
    return msgspec.convert(told, type(record))


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
