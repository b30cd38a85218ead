"""Projects with what stands at their table, as lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec

from facilitator.errors import RuleBroken
from facilitator.insight.project_care import ProjectGap, project_findings
from facilitator.model.field_shapes import AskedField, asked_fields
from facilitator.model.project import LifeCriterion, Project, ProjectSeat, ValueCheck
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import name_of
from facilitator.workspace.records.kinds import RecordKind

_GAPS = list(ProjectGap)


def _order(each: Project) -> tuple[bool, date, str]:
    return each.phase.is_over, each.go_live or date.max, each.name.casefold()


class ProjectRecords(RecordKind):
    """Projects by what needs somebody first; then those that go on, the next to go live first."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        needy: dict[str, int] = {}
        for found in project_findings(folder.file, folder.today()):
            needy.setdefault(found.project, _GAPS.index(found.gap))
        return sorted(
            folder.file.all(Project), key=lambda each: (needy.get(each.id, len(_GAPS)), *_order(each))
        )


class OfProject(RecordKind):
    """Records of projects, project by project; of each there may be `one` of what its record says."""

    def __init__(
        self, form: type[msgspec.Struct], one: str = "", taken: Callable[[Any], object] | None = None
    ) -> None:
        super().__init__(form)
        self._one = one
        self._taken = taken

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        order = {each.id: at for at, each in enumerate(PROJECT.all(folder))}
        form: type[Any] = self.form
        return sorted(folder.file.all(form), key=lambda each: order.get(each.project, -1))

    def label_of(self, folder: ProgrammeFolder, entry: Any) -> str:
        """Return what it is, with its project."""
        project = folder.file.find(Project, entry.project)
        own = name_of(entry, folder.file)
        return f"{own}, {project.name}" if project is not None and own != project.name else own

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save it. Raises `RuleBroken` for a second one of what there is one of."""
        if self._taken is not None:
            form: type[Any] = self.form
            for other in folder.file.all(form):
                same = (other.project, self._taken(other)) == (entry.project, self._taken(entry))
                if same and other.id != entry.id:
                    raise RuleBroken(f"There is {self._one} of this project already.", "Change that one.")
        return super().put(folder, entry)


class CheckRecords(OfProject):
    """Value checks: one a project and round, on a day that was."""

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save it. Raises `RuleBroken` for a day to come."""
        if entry.on > folder.today():
            raise RuleBroken(
                "Nobody can have been asked on a day to come.", "Name the day it was asked.", field="on"
            )
        return super().put(folder, entry)


class CriterionRecords(OfProject):
    """Criteria of early-life support; the day a number was chosen is the program's to say."""

    @property
    def fields(self) -> tuple[AskedField, ...]:
        """What is asked, in order."""
        return tuple(each for each in asked_fields(self.form) if each.name != "chosen_on")

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save it; a number that is new, or another, was chosen today."""
        before = folder.file.find(LifeCriterion, entry.id) if entry.id else None
        if before is None or _chosen(before) != _chosen(entry):
            entry = msgspec.structs.replace(entry, chosen_on=folder.today())
        return super().put(folder, entry)


def _chosen(criterion: LifeCriterion) -> tuple[object, ...]:
    return criterion.what, criterion.stage, criterion.bound, criterion.number, criterion.days


PROJECT = ProjectRecords(Project)
SEAT = OfProject(ProjectSeat, "a seat of that team at the table", lambda each: each.team)
CRITERION = CriterionRecords(LifeCriterion)
CHECK = CheckRecords(ValueCheck, "such a check", lambda each: each.round)
