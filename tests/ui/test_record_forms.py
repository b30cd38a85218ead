"""The one list and form of records: filled in by keyboard, saved on leaving a field, nothing lost."""

from typing import Annotated

import msgspec
import pytest

from facilitator.model.base import Record, Release, ServiceId, TeamId, asked, require, words
from facilitator.model.person import Person
from facilitator.model.service import Service
from facilitator.model.team import Team
from facilitator.ui.records.list import RecordList
from facilitator.workspace.folder.workspace import Workspace
from tests.making import add_type
from tests.ui.going import go
from tests.ui.person import NARROW, WIDE, drawn


def team(person, name):
    return next(each for each in person.folder.teams.values() if each.name == name)


def in_form(person):
    """The words of the form, without what stands beside it."""
    return person.words_of("RecordForm").replace("▌ ", "")


def in_dialog(person):
    return person.words_of("Vertical")


async def to_field(person, title):
    """Walk with Tab to the field of that title, or back to it where it stands above."""
    lines = person.screen.form.lines
    here = next((i for i, line in enumerate(lines) if line.control.has_focus), 0)
    there = next(i for i, line in enumerate(lines) if line.field.label == title)
    await person.press(*["tab" if there > here else "shift+tab"] * abs(there - here))
    assert lines[there].control.has_focus, f"no field {title}\n{person.text}"


@pytest.mark.parametrize("size", [NARROW, WIDE])  # the form instead of the list, and beside it
async def test_a_field_is_saved_when_it_is_left_and_undone_by_one_key(size, demo, sit_down):
    async with sit_down(*demo, size=size) as person:
        await go(person, "teams")
        await person.walk_to("Network")
        await person.press("enter")
        await to_field(person, "Lead, as a role")
        await person.write_over("Head of Networks")
        assert team(person, "Network and Wi-Fi").lead_role != "Head of Networks"
        await person.press("enter")
        assert team(person, "Network and Wi-Fi").lead_role == "Head of Networks"
        assert "Saved ✓" in person.last_line
        await person.press("escape", "ctrl+z")
        assert team(person, "Network and Wi-Fi").lead_role != "Head of Networks"
        await person.press("ctrl+y", "enter")
        assert team(person, "Network and Wi-Fi").lead_role == "Head of Networks"
        assert "Head of Networks" in person.text


async def test_what_breaks_a_rule_is_told_at_its_field_and_stays_there(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "teams")
        await person.walk_to("Network")
        await person.press("enter")
        await to_field(person, "How many people")
        for typed, told in (
            ("lots", "! “lots” is not a number. Type it as 12 or twelve."),
            ("0", "! 0 is too few. Type 1 or more."),
        ):
            await person.write_over(typed)
            await person.press("tab")
            assert told in in_form(person)
            assert team(person, "Network and Wi-Fi").headcount == 6
            await person.press("shift+tab")
        await person.press("escape")
        assert "! not saved" in person.row_text()
        await person.press("1", "4")
        await person.walk_to("Network")
        await person.press("enter")
        line = person.screen.form.line("headcount")
        assert (line.typed, line.fault) == ("0", "0 is too few. Type 1 or more.")
        await to_field(person, "How many people")
        await person.write_over("7")
        await person.press("escape")
        assert team(person, "Network and Wi-Fi").headcount == 7
        assert "not saved" not in person.text


async def test_a_team_is_not_offered_to_itself(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "teams")
        await person.press("enter")
        await to_field(person, "Works with")
        await person.type("desk")
        assert [drawn(row, 60).strip() for row in person.rows.rows] == ["add “desk”, a new team"]


async def test_where_nobody_said_how_many_a_team_has_its_size_stands_as_unsaid(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        person.folder.file.put(msgspec.structs.replace(team(person, "Data and Integration"), headcount=1))
        await go(person, "teams")
        assert "size unsaid" in person.text
        assert "1 person" not in person.text
        await person.choose("Data and Integration")
        assert person.screen.form.line("headcount").typed == ""
        await to_field(person, "How many people")
        await person.type("3")
        await person.press("tab", "shift+tab")
        assert "Fewer than 5" in in_form(person)
        await person.type("9")
        assert "Fewer than 5" not in in_form(person)


async def test_several_references_are_ticked_and_letters_leave_what_fits(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "teams")
        await person.walk_to("Data and Integration")
        await person.press("enter")
        await to_field(person, "Works with")
        await person.press("space")
        while person.row_text().startswith("✓"):
            await person.press("space", "down")
        assert "1 ticked" not in in_dialog(person)
        await person.type("and s")  # two words: with several rows left a blank is a letter
        assert person.row_text() == "○ Identity and Security"
        assert "Space tick it" in in_dialog(person)
        await person.press("space")
        assert "1 ticked" in in_dialog(person)
        await person.type("wi-f")
        await person.press("enter")
        assert "2 ticked" in in_dialog(person)
        await person.type("zeppelin")
        assert person.row_text() == "add “zeppelin”, a new team"
        assert "tick it" not in in_dialog(person)
        await person.press("escape", "ctrl+n")
        assert person.screen.form.line("counterparts").typed == "Identity and Security, Network and Wi-Fi"
        await person.press("tab")
        data = team(person, "Data and Integration")
        others = [team(person, "Identity and Security"), team(person, "Network and Wi-Fi")]
        assert {*data.counterparts} == {each.id for each in others}
        assert all(data.id in each.counterparts for each in others)


async def test_a_list_with_nothing_to_tick_takes_a_name(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    folder.file.put(Team(name="Service Desk"))
    async with sit_down(workspace, folder, size=WIDE) as person:
        await go(person, "teams")
        await person.press("enter")
        await to_field(person, "Services")
        await person.press("space")
        assert "There is none yet. Type a name." in in_dialog(person)
        assert "Space tick" not in in_dialog(person)
        await person.type("instant")
        assert person.row_text() == "add “instant”, a new service"
        assert "Enter take it" in in_dialog(person)


async def test_somebody_new_is_added_from_the_field_that_names_them_with_their_yes(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    folder.file.put(Service(name="Email"))
    async with sit_down(workspace, folder, size=WIDE) as person:
        await go(person, "services")
        await person.press("enter")
        await to_field(person, "Service manager")
        await person.type("Marie Kowal")
        assert "► add “Marie Kowal”, a new person" in in_form(person)
        await person.press("tab")  # goes on, and says how
        told = "“Marie Kowal” is not known here yet. Enter on it adds the person."
        assert person.screen.form.line("manager").fault == told
        assert "Not saved: Service manager" in person.last_line
        await person.press("shift+tab")
        assert "► add “Marie Kowal”, a new person" in in_form(person)  # found again as it was left
        await person.press("end", "enter")
        assert "Did they say yes?" in person.flow
        assert "Not saved" not in person.flow
        assert "is not known here" not in person.flow
        assert "Service manager: not answered yet" in person.last_line
        await person.choose("Not asked yet")
        assert "is not known here" not in person.flow
        await person.press("tab")
        assert person.screen.form.line("manager").fault == told
        await person.press("shift+tab", "end")
        assert not folder.people
        await person.type("i")
        await person.press("enter")
        assert "A name is stored with that person’s yes only." in person.flow
        await person.choose("They said yes")
        (marie,) = folder.people.values()
        assert (marie.name, folder.file.all(Service)[0].manager) == ("Marie Kowali", marie.id)
        assert "Saved ✓" in person.last_line
        await person.press("escape", "ctrl+z")  # the yes and the role are one thing
        assert (folder.file.all(Service)[0].manager, [*folder.people]) == (None, [])


async def test_something_new_is_added_from_the_list_that_ticks_it(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "projects")
        await person.press("enter")
        await to_field(person, "Services")
        await person.type("Video calls")  # a blank is a letter where nothing known fits
        assert person.row_text() == "add “Video calls”, a new service"
        await person.press("enter")
        await person.type("x")  # writes over the name it begins with
        await person.press("ctrl+z", "ctrl+n")
        assert person.row_text() == "✓ Video calls"
        await person.press("enter")
        assert "Video calls" in person.screen.form.line("services").typed


async def test_in_the_form_undo_takes_back_what_one_sees_there(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        folder = person.folder
        await go(person, "teams")
        await person.choose("Network")
        await to_field(person, "Lead, as a role")
        before = team(person, "Network and Wi-Fi")
        await person.write_over("Head of Networks")
        await to_field(person, "How many people")
        line = person.screen.form.line_in_hand
        await person.write_over("44")
        await person.press("ctrl+z")  # what is typed here, not what was saved of the field above
        assert line.typed == line.kept
        assert "Taken back: How many people   ^Y brings it back" in person.text
        assert team(person, "Network and Wi-Fi").lead_role == "Head of Networks"
        await person.press("ctrl+y")
        assert line.typed == "44"
        await person.press("ctrl+z", "ctrl+z")  # then what was saved of this team, the cursor beside it
        assert team(person, "Network and Wi-Fi").lead_role == before.lead_role
        assert "Undone: team Network and Wi-Fi, Lead, as a role" in person.text
        assert person.screen.form.line_in_hand.field.key == "lead_role"
        folder.file.put(msgspec.structs.replace(team(person, "Service Desk"), lead_role="Anybody"))
        await person.press("ctrl+z")  # another team is not in sight
        assert team(person, "Service Desk").lead_role == "Anybody"


async def test_what_was_half_typed_when_the_program_was_killed_is_told_at_the_next_start(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    note = workspace.sessions_dir / ".half-typed"
    async with sit_down(workspace, folder, size=WIDE) as person:
        await go(person, "services")
        await person.press("n")
        await person.type("Emai")
        assert note.read_text(encoding="utf-8").split(" ", 1)[1] == "a new service\n"  # and no word of it
        left = note.read_bytes()
        await person.press("tab")
        assert not note.exists()
    note.write_bytes(left)  # as after a kill
    async with sit_down(workspace, workspace.open(folder.path), size=WIDE) as person:
        assert "this was half typed and is not saved: a new service" in person.text
        assert not note.exists()


async def test_of_words_longer_than_their_field_one_reads_how_they_begin(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "teams")
        await person.choose("Network")
        await to_field(person, "What is in it for them")
        await person.write_over(f"Begins so {'and so on ' * 12}")
        assert "Begins so" not in in_form(person)
        await person.press("shift+tab")
        assert "Begins so" in in_form(person)


async def test_behind_the_last_field_nothing_begins_anew(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "teams")
        await person.choose("Network")
        last = person.screen.form.lines[-1]
        person.screen.form.start(last.field.key)
        await person.settle()
        await person.press("tab", "tab")
        assert person.screen.form.line_in_hand is last
        assert "That was the last field. Esc goes back" in person.last_line


async def test_a_letter_in_the_form_is_no_key_of_the_list(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "teams")
        await person.press("enter")
        await to_field(person, "Kind")
        await person.press("x", "n", "1", "4", "u")
        assert isinstance(person.screen, RecordList)
        assert len(person.app.screen_stack) == 1
        await person.press("t", "tab")
        assert team(person, "Service Desk").kind.value == "technical"
        assert "builds and runs systems" in in_form(person)


async def test_a_new_record_is_there_once_nothing_is_missing(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "teams")
        before = len(person.folder.teams)
        await person.press("n")
        await person.type("Print room")
        await person.press("tab")
        assert "not there yet: fill in Kind and How many people" in person.words_of("#form-head")
        await person.press("escape", "1", "4", "n")
        assert "Print room" in person.text
        assert len(person.folder.teams) == before
        await to_field(person, "How many people")
        await person.type("3")
        await to_field(person, "Kind")
        await person.press("f", "escape")
        assert team(person, "Print room").headcount == 3
        assert team(person, "Print room").kind.value == "front_line"
        assert "Print room" in person.row_text()
        await person.press("n")
        assert "Print room" not in person.screen.form.line("name").typed


async def test_a_new_team_in_the_middle_of_planning(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("n")
        await person.choose("Another team")
        await person.type("Print room")
        await person.press("ctrl+n")
        assert "! Kind is still empty." in person.flow
        assert "! How many people is still empty." in person.flow
        assert "Kind is still empty. ← → chooses it." in person.flow
        await person.press("t")
        assert "Kind is still empty" not in person.flow  # it is not, any more
        await person.press("tab")
        await person.type("3")
        await person.press("ctrl+n")
        assert "A session with Print room" in person.text


async def test_another_window_is_never_written_over(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=WIDE) as person:
        await go(person, "teams")
        await person.press("enter")
        other = workspace.open(folder.path)
        desk = next(iter(other.teams.values()))
        other.file.put(msgspec.structs.replace(desk, lead_role="Somebody else"))
        other.close()
        await to_field(person, "Lead, as a role")
        await person.write_over("Me")
        await person.press("tab")
        line = person.screen.form.line("lead_role")
        assert line.typed == "Me"
        assert "changed meanwhile" in line.fault
        assert team(person, "Service Desk").lead_role == "Somebody else"


# Deleting ------------------------------------------------------------------------------------------


async def test_what_was_heard_keeps_its_team(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "teams")
        await person.press("x")
        assert "Service Desk stays" in person.text
        assert in_dialog(person).casefold().count("what was heard keeps it") == 1
        await person.press("enter")
        assert team(person, "Service Desk")


async def test_deleting_says_what_points_at_it_asks_and_is_undone_as_one(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        folder = person.folder
        gone = folder.file.put(Team(name="Print room", headcount=3))
        named = folder.file.put(Person(name="Ann Bell", team=gone.id))
        await go(person, "teams")
        await person.walk_to("Print room")
        await person.press("x")
        assert "Print room is named in person Ann Bell. ^Z brings all of it back." in in_dialog(person)
        await person.choose("Leave it")
        assert gone.id in folder.teams
        await person.press("x")
        await person.choose("Delete it, and take it off there")
        assert gone.id not in folder.teams
        assert folder.people[named.id].team is None
        await person.press("ctrl+z")
        assert folder.people[named.id].team == gone.id
        assert "Print room" in person.row_text()
        await person.press("ctrl+y")
        assert gone.id not in folder.teams


# A record type of one's own ------------------------------------------------------------------------


class Gift(Record, frozen=True, kw_only=True):
    """What is given: a record type nobody wrote a screen for."""

    name: Annotated[str, words("Gift", "what it is", required=True)]
    worth: Annotated[int, asked("Worth", "in pounds")] = 0
    giver: Annotated[TeamId | None, asked("From", "a team")] = None
    services: tuple[ServiceId, ...] = ()
    thanked: bool = False
    secret: Annotated[str, words("What we think of it", only_us=True)] = ""

    def __post_init__(self) -> None:
        require(self.worth < 100, "A gift worth more than 99 is a bribe.", "Give less.", field="worth")


@pytest.fixture
def gifts(monkeypatch):
    """The row of the registry is all there is to a new record type."""
    row = ("programme", "gifts", "gift", ("name", "worth"))
    yield from add_type(monkeypatch, Gift, *row, release=Release.FRAME, by_hand=True)


async def test_a_record_type_gets_list_and_form_by_its_declaration_alone(gifts, demo, sit_down):
    workspace, folder = demo
    folder.close()
    folder = workspace.open(folder.path)
    async with sit_down(workspace, folder, size=WIDE) as person:
        await person.command("go to the settings")
        await person.choose("Gifts")
        assert "No gift yet. n adds the first." in person.text
        await person.press("n")
        await person.type("A lamp")
        await person.press("tab")
        await person.type("120")
        await person.press("tab")
        assert "! A gift worth more than 99 is a bribe. Give less." in in_form(person)
        await person.press("shift+tab")
        await person.write_over("12")
        await person.press("tab")
        await person.type("serv")
        await person.press("enter", "enter")
        (gift,) = folder.file.all(Gift)
        assert (gift.name, gift.worth, gift.giver) == ("A lamp", 12, team(person, "Service Desk").id)
        assert "Only you see what follows" in person.text
        await person.press("escape")
        assert person.row_text() == "A lamp  12"
        await person.press("x")
        await person.choose("Delete it")
        assert folder.file.all(Gift) == ()
        await person.press("ctrl+z")
        assert folder.file.all(Gift) == (gift,)
        assert folder.file.all(Service)


# Practices -----------------------------------------------------------------------------------------


async def test_a_practice_is_named_fitted_and_hidden_and_the_session_knows(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.command("go to the practices")
        await person.walk_to("Change enablement")
        await person.press("enter")
        await person.write_over("The board")
        await person.press("tab", "2", "n")
        assert "that is respectable" in in_form(person)
        await person.press("tab")
        await to_field(person, "Why")
        assert "A word on why helps" in in_form(person)
        await person.type("Ours is weekly")
        await to_field(person, "Hidden")
        await person.press("escape")
        assert person.row_text().split() == ["The", "board", "Ours", "is", "weekly", "not", "now"]
        await person.press("1", "c")
        await person.press("f7")
        await person.choose("touch map")
        await person.press("tab")
        await person.walk_to("The board")
        assert not [row for row in person.rows.rows if "Change enablement" in drawn(row, 80)]


async def test_a_hidden_practice_is_not_offered_in_the_line(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.command("go to the practices")
        await person.walk_to("Supplier management")
        await person.press("enter")
        await to_field(person, "Hidden")
        await person.press("y", "escape")
        assert "hidden" in person.row_text()
        await person.press("1", "c", "f5")
        await person.type("- They wait #supp")
        assert "Supplier" not in person.words_of("CaptureLine")
        await person.press("escape", "escape", "escape")


async def test_a_practice_of_the_catalogue_stays_and_one_of_ones_own_goes(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.command("go to the practices")
        await person.press("x")
        assert "Hide it instead." in in_dialog(person)
        await person.press("escape", "n")
        await person.type("Print rooms")
        await person.press("tab", "escape", "x")
        await person.choose("Delete it")
        assert not [row for row in person.rows.rows if "Print rooms" in drawn(row, 80)]
        await person.press("ctrl+z")
        assert "Print rooms" in person.row_text()


# Settings ------------------------------------------------------------------------------------------


async def test_a_setting_says_its_consequence_and_is_saved_on_leaving(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.command("go to the settings")
        await person.press("down", "enter")
        assert "At 5, 1 team stays hidden; at 6, 2 would." in in_form(person)
        await person.write_over("6")
        await person.press("tab")
        assert person.folder.programme.threshold == 6
        await person.press("shift+tab")
        assert "At 6, 2 teams stay hidden; at 7, 5 would." in in_form(person)
        await person.write_over("5")
        await person.press("tab")
        assert "raised, never lowered. It is 6 now." in in_form(person)
        await person.press("tab")
        await person.write_over("Nowhere")
        await person.press("escape")
        assert "! not saved" in person.row_text()
        await person.press("ctrl+z")
        assert person.folder.programme.threshold == 5


async def test_what_is_refused_is_never_called_saved_and_settings_open_where_one_was(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.command("go to the settings")
        await person.press("down", "enter")
        await person.type("6")
        await person.press("down")
        assert "Saved ✓" in person.last_line
        await person.press("up")
        await person.type("many")
        await person.press("down")
        assert "Saved ✓" not in person.last_line
        assert "Not saved: Smallest group shown" in person.last_line
        await person.press("escape", "1")
        await person.command("go to the settings")
        assert person.row_text().startswith("Listening and pa")


async def test_settings_lead_to_the_lists_and_back(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.command("go to the settings")
        for title in ("Practices", "People"):
            await person.choose(title)
            assert person.words_of("#list-head").startswith(title)
            await person.press("escape")
            assert person.screen.place == "settings"
        await person.choose("Whom to turn to")
        assert "This is not one for the notes" in person.text


async def test_a_record_that_was_begun_is_seen_in_its_list_until_it_is_saved_or_let_go(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        for name, end in (("Porters", "save"), ("Guards", "let go")):
            await person.press("4", "n")
            await person.type(name)
            await person.press("escape")
            assert "Not saved yet. Enter goes on with it" in person.last_line
            await person.press("1", "4")
            await person.walk_to(name)
            assert f"A new team  {name}" in person.row_text()
            assert "! not saved" in person.row_text()
            if end == "let go":
                await person.press("x")
            else:
                await person.press("enter")
                assert person.screen.form.line("name").typed == name
                await to_field(person, "Kind")
                await person.press("t", "tab")
                await person.type("4")
                await person.press("escape")
            assert "not saved" not in " ".join(person.text.splitlines()[:-1])
            assert (name in {team.name for team in person.folder.teams.values()}) is (end == "save")
