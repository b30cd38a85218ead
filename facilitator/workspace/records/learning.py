"""What people say of modules, and plans for teams, as lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from facilitator.errors import RuleBroken
from facilitator.insight.renewals import AHEAD
from facilitator.language.calendar import months_after
from facilitator.model.learning import Course, Learning, LearningAnswer
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.targets import label_for


class LearningRecords(RecordKind):
    """What people say of modules: renewals that are due first, then by person."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        names = {id: person.name.casefold() for id, person in folder.people.items()}
        ahead = folder.today() + AHEAD

        def place(each: Learning) -> tuple[date, str, int, str]:
            due = each.renew_by if each.renew_by is not None and each.renew_by <= ahead else None
            order = list(LearningAnswer).index(each.answer)
            return (due or date.max, names.get(each.person, ""), order, each.module or "")

        return sorted(folder.file.all(Learning), key=place)

    def label_of(self, folder: ProgrammeFolder, entry: Any) -> str:
        """Return whose it is, and of which module."""
        return label_for(folder, entry)

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save it; where the scheme says how long it holds and nobody said a day, it is renewed then.

        Raises `RuleBroken` for a second answer to one module.
        """
        for other in folder.file.all(Learning):
            if other.id != entry.id and (other.person, other.module) == (entry.person, entry.module):
                raise RuleBroken(
                    f"{label_for(folder, other)} is there already: {other.answer.label}.",
                    "Change that one.",
                    field="module",
                )
        known = folder.catalogue.modules.get(entry.module or "")
        years = known.scheme.renewal_years if known is not None else 0
        if years and entry.awarded is not None and entry.renew_by is None:
            renewed = months_after(entry.awarded, 12 * years)
            entry = msgspec.structs.replace(entry, renew_by=renewed)
        return super().put(folder, entry)


class CourseRecords(RecordKind):
    """Plans for teams, the nearest first."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        return sorted(folder.file.all(Course), key=lambda each: each.planned_for or date.max)

    def label_of(self, folder: ProgrammeFolder, entry: Any) -> str:
        """Return which team's it is, and of which module."""
        return label_for(folder, entry)


LEARNING = LearningRecords(Learning)
COURSE = CourseRecords(Course)
