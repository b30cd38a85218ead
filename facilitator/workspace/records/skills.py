"""What a team has to know, the pages of those who share their skills, and who pairs up, as lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from facilitator.errors import RuleBroken
from facilitator.model.base import Record
from facilitator.model.skills import SkillArea, SkillLevel, SkillPage, SkillPair
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind


class AreaRecords(RecordKind):
    """Areas, team by team; in one team each has a name of its own."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are, by the name of the team, then their own."""
        teams = {id: team.name.casefold() for id, team in folder.teams.items()}
        return sorted(
            folder.file.all(SkillArea), key=lambda each: (teams.get(each.team, ""), each.name.casefold())
        )

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save an area. Raises `RuleBroken` for a name that its team has already."""
        name = clean_line(entry.name).casefold()
        for other in folder.file.all(SkillArea):
            if other.id != entry.id and other.team == entry.team and other.name.casefold() == name:
                raise RuleBroken(
                    f"{folder.teams[entry.team].name} has an area {other.name} already.",
                    "Change that one, or use another name.",
                    field="name",
                )
        return super().put(folder, entry)


class PageRecords(RecordKind):
    """Pages of skills: one a person, of areas of their own team; one that was shared is taken back."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are, by the name of the person."""
        names = {id: person.name.casefold() for id, person in folder.people.items()}
        return sorted(folder.file.all(SkillPage), key=lambda each: (names.get(each.person, ""), each.id))

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save a page; one without a day is confirmed today. Raises `RuleBroken`."""
        before = folder.file.find(SkillPage, entry.id) if entry.id else None
        if any(each.person == entry.person and each.id != entry.id for each in folder.file.all(SkillPage)):
            name = folder.people[entry.person].name
            raise RuleBroken(f"{name} has a page already.", "Change that one.", field="person")
        self._require_own_areas(folder, entry, set(before.references()) if before else set())
        if entry.confirmed is None:
            entry = msgspec.structs.replace(entry, confirmed=folder.today())
        return super().put(folder, entry)

    def _require_own_areas(
        self, folder: ProgrammeFolder, entry: SkillPage, known: Iterable[tuple[str, str, str]]
    ) -> None:
        person = folder.people[entry.person]
        for field, table, id in entry.references():
            area = folder.file.find(SkillArea, id) if table == "skill_areas" else None
            if area is not None and area.team != person.team and (field, table, id) not in known:
                theirs = folder.teams[area.team].name
                raise RuleBroken(
                    f"{area.name} is an area of {theirs}, and that is not the home team of {person.name}.",
                    "Name an area of their team, or say their home team first.",
                    field=field,
                )

    def record_of(self, folder: ProgrammeFolder, entry: Any) -> Record | None:
        """Return None: a page is not deleted, it is taken back out of every file."""
        return None

    def kept_because(self, entry: Any) -> tuple[str, str]:
        """Return why it is not just deleted."""
        return (
            "A page is taken back, so that it goes from every file.",
            "On its list b does that, and so does: facilitator skill take-back",
        )


class PairRecords(RecordKind):
    """Pairs, those that begin first before the others."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are; those without a day first."""
        return sorted(
            folder.file.all(SkillPair), key=lambda each: each.starts.isoformat() if each.starts else ""
        )

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save a pair. Raises `RuleBroken` for one that is somebody alone."""
        if entry.teacher == entry.learner:
            raise RuleBroken("Nobody is a pair alone.", "Name somebody else to learn from.", field="learner")
        return super().put(folder, entry)


SKILL_AREA = AreaRecords(SkillArea)
SKILL_PAGE = PageRecords(SkillPage)
SKILL_PAIR = PairRecords(SkillPair)


def change_level(folder: ProgrammeFolder, page: SkillPage, area: SkillArea, level: SkillLevel) -> SkillPage:
    """Put an area of a page at a level, as one change, confirmed today. Raises as `PageRecords.put`."""
    fields = page.with_level(area.id, level)
    return _changed(folder, page, confirmed=folder.today(), **fields)


def change_wish(
    folder: ProgrammeFolder, page: SkillPage, area: SkillArea, *, learn: bool, stop: bool
) -> SkillPage:
    """Say whether somebody wants to learn more of an area, or to stop doing it, as one change."""
    return _changed(
        folder,
        page,
        confirmed=folder.today(),
        learn=_with(page.learn, area.id, present=learn),
        stop=_with(page.stop, area.id, present=stop),
    )


def _with(ids: tuple[str, ...], id: str, *, present: bool) -> tuple[str, ...]:
    left = tuple(each for each in ids if each != id)
    return (*left, id) if present else left


def _changed(folder: ProgrammeFolder, page: SkillPage, **fields: Any) -> SkillPage:
    changed: SkillPage = SKILL_PAGE.put(folder, msgspec.structs.replace(page, **fields))
    return changed
