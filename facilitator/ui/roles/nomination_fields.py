"""What is asked of a nomination: who, what for, and the twelve qualities; never a grade."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.model.smo import SelectionQuality
from facilitator.ui.forms.field import Field
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.nominations import Nomination
from facilitator.workspace.records.targets import label_of, target_of, targets


def fields(folder: ProgrammeFolder, before: Nomination | None) -> Sequence[Field]:
    """Return the fields, filled with what was said before."""
    areas = targets(folder, "specialisms")
    return (
        Field(
            "who",
            "Who",
            value=before.who if before else "",
            about="Somebody who may want to; a new name is stored with their yes only.",
            names=lambda: targets(folder, "people"),
            takes_new=True,
            required=True,
        ),
        Field(
            "specialism",
            "Specialism",
            value=label_of(areas, before.specialism) if before else "",
            about="What they would carry across all services.",
            names=lambda: targets(folder, "specialisms"),
            made_in="Specialisms are made in People, key 6, Champions: w.",
            required=True,
            check=lambda typed: target_of("specialism", typed, targets(folder, "specialisms")),
        ),
        Field(
            "qualities",
            "Chosen for",
            value=", ".join(each.value for each in before.qualities) if before else "",
            choices=tuple((each.value, each.label) for each in SelectionQuality),
            about="What speaks for them: heart and skill.",
            several=True,
            private=True,
        ),
        Field(
            "notes",
            "Selection notes",
            value=before.notes if before else "",
            about="A word for the facilitators; it is on no paper.",
            private=True,
        ),
    )
