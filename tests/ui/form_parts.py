"""What can be read of a form or dialog without a key: that it is made of the parts that have the habits.

`tests/ui/test_forms.py` presses the keys in a form of every sort; every other form is looked at while
`tests/ui/test_snapshots.py` passes by it.
"""

from __future__ import annotations

from textual.widgets import Input

from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Choose, Dialog
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.controls import Control
from facilitator.ui.forms.explained import explained
from facilitator.ui.forms.field_line import FieldLine
from facilitator.ui.forms.fields import FormFields
from facilitator.ui.records.dialog import EditRecord, NewRecord
from facilitator.ui.records.form import RecordForm
from facilitator.ui.records.list import RecordList
from facilitator.ui.records.settings import Settings
from facilitator.ui.widgets.filtered_list import FilteredList
from tests.ui.person import Person

HOLDERS = {FormDialog: FormFields, **dict.fromkeys((RecordList, Settings, NewRecord, EditRecord), RecordForm)}
"""The screens with a form whose habits are pressed, and the part that holds its fields."""


def lines(person: Person) -> list[FieldLine]:
    """The lines of the form in front."""
    return [line for line in person.screen.query(FieldLine) if line.display and line.region.width]


def faults_of_form(person: Person) -> list[str]:
    """Return what is not as it should be in the form or dialog in front, or what is of parts unknown here."""
    screen, faults = person.screen, []
    shown = lines(person) if type(screen) in HOLDERS else []
    for line in shown:
        if type(line) is not FieldLine or not isinstance(line.control, Control):
            faults.append(f"{line.field.label} is no line with the habits of the others")
        if type(line.parent) is not HOLDERS[type(screen)]:
            faults.append(f"{line.field.label} lies in {line.parent!r}")
        faults += _faults_of_field(line)
    if isinstance(screen, AskLine):
        about = explained(screen.query_one(Input))
        faults += [] if about and about.title and about.sentence else ["nothing is said of the line"]
    if isinstance(screen, Choose) and type(screen.query_one(FilteredList)) is not FilteredList:
        faults.append("its list is no list that letters filter")
    if isinstance(screen, (*(each for each in HOLDERS if issubclass(each, Dialog)), AskLine, Choose)):
        own = {FormDialog, NewRecord, EditRecord, AskLine, Choose}
        faults += [] if type(screen) in own else [f"{type(screen)} may have other habits"]
    return faults


def _faults_of_field(line: FieldLine) -> list[str]:
    """Every field has a sentence, and what may stand in it."""
    about, field = explained(line.control), line.field
    allowed = [words for words, _ in about.allowed]
    faults = [] if about.title == field.label and about.sentence else [f"nothing is said of {field.label}"]
    if not all(words in allowed for _, words in field.choices):
        faults.append(f"{field.label}: {allowed}")
    if bool(about.allowed) != bool(field.choices or field.names):
        faults.append(f"{field.label}: {allowed}")
    return faults
