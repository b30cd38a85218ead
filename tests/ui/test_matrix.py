"""The matrix champion × service, changed in place."""

from datetime import date

from facilitator.insight.contacts import contacts
from facilitator.model.person import Person
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Contact, ServiceContact, Specialism
from facilitator.ui.roles.matrix_list import MatrixList
from tests.ui.going import go
from tests.ui.person import NARROW


def cell(person, name, service):
    matrix = contacts(person.folder.file)
    who = next(each.id for each in matrix.champions if person.folder.people[each.person].name == name)
    what = next(each.id for each in matrix.services if each.name == service)
    return matrix.cell(who, what)


async def test_a_cell_is_changed_in_place_and_one_step_takes_each_change_back(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "matrix")
        for words in ("● regular", "articles for rooms", "Hana Lindqvist", "Silo alarms"):
            assert (words in person.text) is (words != "Silo alarms"), words
        await person.press("down", "right", "space")
        met = cell(person, "Dev Pillai", "Student records")
        assert (met.contact, met.last_contact) == (Contact.OCCASIONAL, None)
        await person.press("t", "e")
        await person.type("Enrolment freeze")
        await person.press("enter")
        met = cell(person, "Dev Pillai", "Student records")
        assert (met.topic, met.last_contact) == ("Enrolment freeze", date(2026, 4, 9))
        await person.press("space")
        assert cell(person, "Dev Pillai", "Student records").contact is Contact.REGULAR
        await person.press(*["ctrl+z"] * 4)
        assert cell(person, "Dev Pillai", "Student records").contact is Contact.NONE_YET
        await person.press("enter")
        assert "Hours needed" in person.text or "Change and release" in person.text
        assert "Dev Pillai" in person.row_text()


async def test_the_alarm_goes_when_the_second_service_is_met(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "matrix")
        assert "Dev Pillai meets one" in person.text
        await person.press("down", "space", "space")
        assert "Dev Pillai meets one" not in person.text
        await person.press("s")
        assert "30 minutes" in person.text
        await person.press("escape", "p")
        assert "Service management office" in person.text
        assert "lose touch" not in person.text


async def test_forty_champions_and_sixty_services_with_long_names_at_80_by_24(demo, sit_down):
    _, folder = demo
    with folder.file.group("many"):
        area = folder.file.put(Specialism(name="A" * 500)).id
        for number in range(60):
            folder.file.put(Service(name=f"S{number:02} " + "s" * 500))
        for number in range(40):
            who = folder.file.put(Person(name=f"P{number:02} " + "p" * 500)).id
            folder.file.put(Champion(person=who, specialism=area, consented=True))
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "matrix")
        await person.press("end", *["right"] * 70, "space")
        last = folder.file.all(ServiceContact)[-1]
        matrix = contacts(folder.file)
        assert (last.champion, last.service) == (matrix.champions[-1].id, matrix.services[-1].id)
        assert "S59" in person.text
        assert "P39" in person.text
        grid = person.screen.query_one(MatrixList)
        assert all(line.cell_length <= 80 for row in grid.rows for line in row.draw(74))
        await person.press("6")
        assert "43" in person.text
