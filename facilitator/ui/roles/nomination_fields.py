"""Asking for a nomination: who, what for, and the twelve qualities; never a grade."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.errors import FacilitatorError, NotFound
from facilitator.model.smo import SelectionQuality, Specialism
from facilitator.text import clean_line
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.ui.records.unsaved import Unsaved, forget, keep
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.nominations import Nomination, let_go, nominate, said_yes
from facilitator.workspace.records.targets import label_of, target_of, targets

KIND = "nomination"
"""What it is called where something typed and not saved is told."""


def ask_nomination(program: Program, before: Nomination | None, done: Callable[[], None]) -> None:
    """Ask for a nomination, or change the one *before*; with a yes they are a champion at once."""
    folder = program.folder
    made_champion, new_area = False, ""

    def save(values: dict[str, str]) -> None:
        nonlocal made_champion, new_area
        known = {each.id for each in folder.file.all(Specialism)}
        area = _area(folder, values["specialism"])
        new_area = area if area not in known else new_area
        ticked = [part.strip() for part in values["qualities"].split(",") if part.strip()]
        qualities = tuple(each for each in SelectionQuality if each.value in ticked)
        key = before.key if before else ""
        made = nominate(folder, values["who"], area, qualities, values["notes"], key=key)
        keep(folder, made.key, "who", Unsaved(made.who, "", made.who, KIND))
        if values["answer"] != "yes":
            return
        try:
            said_yes(folder, made.key)
        except FacilitatorError:
            if before is None:
                let_go(folder, made.key)  # it still stands in the form
                forget(folder, KIND, made.key)
            raise
        forget(folder, KIND, made.key)
        made_champion = True

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done()
            held = "Held in memory, in no file. o shows it; y there when they said yes"
            area = folder.file.find(Specialism, new_area)
            level = f"; {area.name} counts as {area.level.label} (w in Champions changes it)" if area else ""
            program.say(f"Champion now{level}   ^Z takes it back" if made_champion else held)

    lead = "By heart and skill, never by grade. Held in memory until they say yes."
    program.push_screen(FormDialog("Nominate", lead, fields(folder, before), save), saved)


def _area(folder: ProgrammeFolder, typed: str) -> str:
    """Return the id of the specialism that is meant; one that is new is wanted from now on.

    One that is called like a practice looks after that and works at its level.
    """
    try:
        return target_of("specialism", typed, targets(folder, "specialisms")).id
    except NotFound:
        name = clean_line(typed)
        same = [
            each
            for each in folder.catalogue.practices.values()
            if name.casefold() in (each.name.casefold(), each.short_name.casefold())
        ]
        wanted = Specialism(name=name)
        if same:
            wanted = Specialism(name=name, level=same[0].level, practices=(same[0].key,))
        with folder.file.group(f"specialism {name}", about="specialism"):
            return folder.file.put(wanted).id


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
            note="across all services, such as knowledge",
            names=lambda: targets(folder, "specialisms"),
            takes_new=True,
            required=True,
        ),
        Field(
            "answer",
            "Their answer",
            about="With their yes they are a champion at once; until then it is in memory alone.",
            note="← → chooses it",
            choices=(("asked", "not asked yet"), ("yes", "said yes")),
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
            note="for the facilitators alone",
            private=True,
        ),
    )
