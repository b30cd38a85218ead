"""Two teams become one: what was heard of the one is the other's from then on, in every session.

Whose it was follows also where a session is closed; nothing else of what was heard changes. Answers to the
pulse stay with the team that gave them, so it is kept beside the other, as one that is no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from facilitator.commands import command
from facilitator.errors import BadInput, FacilitatorError, RuleBroken
from facilitator.identity import new_id
from facilitator.model.action import Action
from facilitator.model.audience import Visibility, Worded, countable
from facilitator.model.base import Record, require, validated
from facilitator.model.interaction import InterfaceSide
from facilitator.model.pulse import PulseSurvey
from facilitator.model.references import with_reference_moved
from facilitator.model.session import LIVE
from facilitator.model.team import Team
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import pointing
from facilitator.workspace.folder.session_files import SessionFile

_TEAMS = "teams"


class TeamMerge(NamedTuple):
    """What it means that *gone* becomes *into*: each record that changes, with its file and what it becomes.

    `sessions` are those held or planned with *gone*; `answered` tells whether it was invited to a wave.
    """

    folder: ProgrammeFolder
    gone: Team
    into: Team
    changes: tuple[tuple[RecordFile, Record, Record], ...]
    sessions: tuple[SessionFile, ...]
    answered: bool

    @property
    def elsewhere(self) -> int:
        """How many records change that are of no session with *gone*."""
        return sum(file not in self.sessions for file, *_ in self.changes)


def plan_merge(folder: ProgrammeFolder, gone: Team, into: Team) -> TeamMerge:
    """Return what merging means; changes nothing.

    Raises `BadInput` for teams that cannot be meant, `RuleBroken` where what was heard cannot be told apart
    any more, while a session goes on, or where a file cannot be read.
    """
    _require_two_teams(gone, into)
    found = list(pointing(folder, (_TEAMS, gone.id)))
    for path in folder.damaged:
        raise RuleBroken(
            f"Whether {gone.name} is named in {path.name} is not known: it cannot be read.",
            f"Set that file right first: {command('check')}",
        )
    touched = tuple(dict.fromkeys(file for file, _ in found if isinstance(file, SessionFile)))
    own = tuple(file for file in touched if gone.id in file.session.teams)
    known = {record.id for _, record in found}
    named = pointing(folder, (_TEAMS, into.id), own)  # what they said about the team they are now
    found += [each for each in named if each[0] is not folder.file and each[1].id not in known]
    _require_apart(touched, gone, into)
    changes = tuple(
        (file, record, validated(_moved(file, record, gone.id, into.id)))
        for file, record in found
        if not isinstance(record, PulseSurvey) and not (isinstance(record, Team) and record.became != gone.id)
    )
    for file in touched:
        _require_one_side_each(file, [after for other, _, after in changes if other is file])
    answered = any(isinstance(each, PulseSurvey) for _, each in found)
    return TeamMerge(folder, gone, into, changes, own, answered)


def merge(plan: TeamMerge) -> Team:
    """Carry a plan out as one step, and return the team both are now. Raises `InUse`, `NotSaved` or as
    `plan_merge` does; then nothing changed."""
    folder, gone, into = plan.folder, plan.gone, plan.into
    about = f"team {new_id()}"
    label = f"{gone.name} merged into {into.name}"
    files = tuple(dict.fromkeys(file for file, *_ in plan.changes if file is not folder.file))
    for file in (folder.file, *files):
        file.hold()
    done: list[RecordFile] = []
    try:
        for file in files:
            with file.group(label, about=about, team_moved=(gone.id, into.id)):
                _put(plan, file)
            done.append(file)
        with folder.file.group(label, about=about):
            _put(plan, folder.file)
            _put_teams(plan)
    except FacilitatorError:
        for file in reversed(done):
            file.undo(lambda change: change.about == about)
        raise
    return folder.teams[into.id]


def _put(plan: TeamMerge, file: RecordFile) -> None:
    for other, _, after in plan.changes:
        if other is file:
            file.put(after)


def _put_teams(plan: TeamMerge) -> None:
    """Give the one team what the other is found by and works with; take the other off all else."""
    folder, gone, into = plan.folder, plan.gone, plan.into
    partners = tuple(id for id in dict.fromkeys((*into.counterparts, *gone.counterparts)) if id != gone.id)
    partners = tuple(id for id in partners if id != into.id)
    for team in folder.teams.values():
        if team.id not in (gone.id, into.id) and (gone.id in team.counterparts):
            others = dict.fromkeys(into.id if id == gone.id else id for id in team.counterparts)
            folder.file.put(msgspec.structs.replace(team, counterparts=tuple(others)))
    names = dict.fromkeys((*into.former_names, gone.name, gone.short_name, *gone.former_names))
    own = {"", into.name, into.short_name}
    folder.file.put(
        msgspec.structs.replace(
            into,
            counterparts=partners,
            services=tuple(dict.fromkeys((*into.services, *gone.services))),
            former_names=tuple(name for name in names if name not in own),
        )
    )
    retired = gone.retired or folder.today()
    folder.file.put(msgspec.structs.replace(gone, counterparts=(), retired=retired, became=into.id))


def _moved(file: RecordFile, record: Record, gone: str, into: str) -> Record:
    """Return a record as of the other team; where that is who said it, it is no counterpart of its own."""
    moved: Record = with_reference_moved(record, _TEAMS, gone, into)
    if not isinstance(file, SessionFile) or "counterparts" not in moved.__struct_fields__:
        return moved
    teams = {into if id == gone else id for id in file.session.teams}
    said_by = None if isinstance(moved, Action) else getattr(moved, "team", None)
    if {said_by} != {into} and teams != {into}:
        return moved
    others = tuple(id for id in moved.counterparts if id != into)  # type: ignore[attr-defined]  # it has them
    alone = isinstance(moved, Worded) and moved.visibility is Visibility.PARTNERS and not others
    narrowed = {"visibility": Visibility.TEAM} if alone else {}
    return msgspec.structs.replace(moved, counterparts=others, **narrowed)


# What is in the way --------------------------------------------------------------------------------


def _require_two_teams(gone: Team, into: Team) -> None:
    if gone.id == into.id:
        raise BadInput(f"{gone.name} is one team.", "Name two.")
    for each in (gone, into):
        if each.became is not None:
            raise BadInput(f"{each.name} became another team already.", "Name that one.")
    if into.retired is not None:
        raise BadInput(f"{into.name} is retired.", "Offer it again first.")


def _require_apart(files: Iterable[SessionFile], gone: Team, into: Team) -> None:
    pair = {gone.id, into.id}
    for file in files:
        where = file.session.short_id
        require(file.session.status not in LIVE, f"{where} is going on.", "End it first.")
        require(
            not pair <= {*file.session.teams},
            f"{gone.name} and {into.name} met in {where}; what each said there would be one team's.",
            "They stay two teams. Retire the one that is no more.",
        )
        require(
            not any({side.team, side.counterpart} == pair for side in file.all(InterfaceSide)),
            f"In {where} one of the two told how it works with the other; no team has a side with itself.",
            "They stay two teams. Retire the one that is no more.",
        )


def _require_one_side_each(file: SessionFile, after: Iterable[Record]) -> None:
    now = {each.id: each for each in file.all(InterfaceSide)}
    now |= {each.id: each for each in after if isinstance(each, InterfaceSide)}
    sides = Counter(_side(each) for each in now.values())
    require(
        all(number == 1 for number in sides.values()),
        f"In {file.session.short_id} a team told about both on the same practice; it would be told twice.",
        "They stay two teams. Retire the one that is no more.",
    )


def _side(side: InterfaceSide) -> tuple[str, str, str]:
    return side.team, side.counterpart, side.practice


def counted(plan: TeamMerge, kind: type[Worded]) -> int:
    """Return how many of a kind there are in the sessions with the team that goes, as screens count them."""
    return sum(len(countable(file.all(kind))) for file in plan.sessions)
