"""People: what needs somebody, the parts it stands in, and the ways between them."""

from datetime import date

import msgspec

from facilitator.model.base import fields_of
from facilitator.model.leader import Leader
from facilitator.model.message import Message
from facilitator.model.registry import ENTITIES
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Contact, ServiceContact, Specialism
from facilitator.model.stakeholder import SponsorAct
from facilitator.model.story import Chain, Story
from facilitator.wording.roles.finder import parts
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.person import NARROW, drawn


async def test_what_needs_somebody_leads_to_where_it_is_looked_after(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("6")
        assert "4 alarms, 2 due, 12 to ask about" in person.text
        await person.press("left")
        assert person.app.focused is person.screen.query_one("#parts")
        await person.press("right")
        assert person.app.focused is person.screen.query_one("#needs")
        await person.choose("Nobody for measurement")
        assert "Wanted specialisms" in person.text
        assert "Measurement" in person.row_text()
        await person.press("escape")
        assert "Dev Pillai" in person.text
        await person.press("greater_than_sign")
        assert "Student records" in person.text
        assert "6 People" in person.text
        await person.press("less_than_sign", "escape", "f")
        assert "rests on" not in person.text
        assert "only alarms" in person.text
        await person.press("f", "n")
        assert "By heart and skill" in person.text


async def test_nobody_is_appointed_and_with_their_yes_they_are_there(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        champions = lambda: len(person.folder.file.all(Champion))  # noqa: E731
        await person.command("go to the champions")
        await person.press("n")
        await person.type("Mina")
        await person.press("enter", "tab")
        await person.type("Measurement")
        await person.press("enter", "tab", "right", "right", "tab")
        assert "nobody is appointed" in person.flow
        assert champions() == 3
        await person.press("shift+tab", "left", "tab", "escape")
        assert champions() == 4
        await person.press("escape")
        assert "Nobody for" not in person.text
        await person.command("go to the champions")
        await person.press("ctrl+z")
        assert champions() == 3


async def test_parts_stand_in_two_columns_where_there_is_little_room(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("6", "tab")
        assert "Champions" in drawn(person.rows.rows[0], 76)
        assert len(person.rows.rows) == (len(parts()) + 1) // 2
        await person.press("down", "enter")
        assert "Teaching spaces" in person.text
        await person.press("escape")
        assert "Needs somebody" in person.text
        await person.press("tab")
        assert "► Managers" in person.text, "one comes back to the part one was in"
        await person.press("right")
        assert "► Projects" in person.text
        assert "► Managers" not in person.text
        await person.press("enter")
        assert "Library self-service" in person.text


async def test_from_nothing_to_who_meets_whom_by_keyboard_alone(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Fresh", "O", timezone="UTC")
    async with sit_down(workspace, folder, size=NARROW) as person:
        await person.press("6", "down", "n")
        await person.type("Teaching spaces")
        await person.press("ctrl+n")
        assert "Saved ✓ ^Z takes it back" in person.flow
        await person.press("ctrl+z")
        assert not folder.file.all(Service)
        await person.press("ctrl+y", "tab", "tab", "enter", "m")
        await person.type("Hana Lindqvist")
        await person.press("enter", "ctrl+n")
        assert "is not known here yet. Ask them first" in person.flow
        await person.press("right", "ctrl+n")
        assert "Hana Lindqvist" in person.row_text()
        await person.press("less_than_sign", "m", "n")
        await person.type("Jo Marsh")
        await person.press("enter")
        await person.type("Knowledge")
        await person.press("enter", "right", "ctrl+n", "space", "t")
        assert "Jo Marsh" in person.text
        (cell,) = folder.file.all(ServiceContact)
        assert (cell.contact, cell.last_contact) == (Contact.OCCASIONAL, folder.today())
        (area,) = folder.file.all(Specialism)
        assert (area.level.value, area.practices) == ("tactical", ("knowledge_management",))
        await person.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert not folder.file.all(Champion)
        await person.press("6")
        assert "Teaching spaces has no second person" in person.text


LONG = "W" * 500


async def test_texts_of_five_hundred_letters_stand_in_lists_and_forms_with_none_lost(demo, sit_down):
    _, folder = demo
    lists = (Leader, SponsorAct, Chain, Story, Message)
    with folder.file.group("long"):
        for kind in lists:
            past = {"promise_by": date(2020, 1, 1), "sent": date(2020, 1, 1)} if kind is Message else {}
            for record in folder.file.all(kind)[:2]:
                words = [each.name for each in fields_of(kind) if each.words and isinstance(each.blank, str)]
                folder.file.put(msgspec.structs.replace(record, **dict.fromkeys(words, LONG) | past))
    async with sit_down(*demo, size=NARROW) as person:
        for kind in lists:
            person.app.navigation.go_to_place(ENTITIES[kind].table)
            await person.press("enter")
            assert max(map(len, person.text.splitlines())) <= 80
            assert "Esc" in person.text, kind
        await person.press("6", "3")
        assert max(map(len, person.text.splitlines())) <= 80
    assert any(each.know == LONG for each in folder.file.all(Message))
