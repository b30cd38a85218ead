"""Records by declaration below the screen: what is typed, what points at what, and plain commands for it."""

import json
from contextlib import closing
from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import BadInput, FacilitatorError, RuleBroken
from facilitator.insight.held_sessions import day_of
from facilitator.live.capture.naming import CaptureContext, find_team
from facilitator.model.action import Action
from facilitator.model.field_shapes import Shape, asked_fields
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.project import LifeCriterion, Project, ProjectSeat
from facilitator.model.retention import kept_until
from facilitator.model.service import Service
from facilitator.model.session import SessionStatus
from facilitator.model.skills import SkillArea
from facilitator.model.stakeholder import Stakeholder
from facilitator.model.team import Team
from facilitator.text import clean_line
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.record_deletion import carry_out, do_again, plan_deletion, take_back
from facilitator.workspace.records.kinds import PERSON, SERVICE, TEAM
from facilitator.workspace.records.projects import CRITERION, SEAT
from facilitator.workspace.records.settings import PROGRAMME
from facilitator.workspace.records.targets import targets
from facilitator.workspace.records.values import typed_of, value_of
from tests.cli.command_line import answer, run
from tests.workspace.test_workspace import held, team

NAMES = st.text(min_size=1, max_size=20).map(clean_line).filter(bool)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture
def folder(workspace):
    folder = workspace.new_programme("Better Together", "H")
    yield folder
    folder.close()


def field(struct, name):
    return next(each for each in asked_fields(struct) if each.name == name)


def test_every_field_a_form_can_ask_for_has_a_shape():
    shapes = {each.name: each.shape for each in asked_fields(Programme)}
    assert shapes["name"] is Shape.TEXT
    assert shapes["threshold"] is Shape.NUMBER
    assert shapes["ends"] is Shape.DAY
    assert shapes["holidays"] is Shape.DAYS
    assert shapes["signals"] is Shape.CHOICES
    assert "channels" not in shapes
    assert {each.name for each in asked_fields(Person)} == {"name", "handle", "team", "email", "facilitator"}
    assert [each.name for each in asked_fields(Team) if each.required] == ["name", "kind", "headcount"]


@given(names=st.lists(NAMES, min_size=1, max_size=6), picks=st.data())
def test_what_a_form_shows_is_read_as_the_same_value_again(names, picks, blank_folder):
    folder = blank_folder
    with folder.file.group("all"):
        for each in folder.file.all(Team):
            folder.file.remove(each)
        for name in names:
            folder.file.put(Team(name=name, headcount=3))
    ids = [target.id for target in targets(folder, "teams")]
    chosen = tuple(picks.draw(st.lists(st.sampled_from(ids), unique=True)))
    several = field(Team, "counterparts")
    assert value_of(folder, several, typed_of(folder, several, chosen)) == chosen
    one = field(Person, "team")
    for each in (None, *chosen[:1]):
        assert value_of(folder, one, typed_of(folder, one, each)) == each


@pytest.fixture(scope="module")
def blank_folder(tmp_path_factory):
    folder = Workspace(tmp_path_factory.mktemp("names")).new_programme("Names", "H")
    yield folder
    folder.close()


@given(typed=st.text(max_size=30))
def test_whatever_is_typed_is_a_value_or_refused_in_two_sentences(typed, blank_folder):
    refused = []
    for struct in (Team, Person, Service, Programme):
        for asked in asked_fields(struct):
            try:
                value_of(blank_folder, asked, typed)
            except FacilitatorError as error:
                refused.append(error)
    assert all(error.happened and error.todo for error in refused)


def test_days_and_numbers_are_read_as_people_write_them(folder):
    assert value_of(folder, field(Programme, "ends"), "2026-12-24") == date(2026, 12, 24)
    with pytest.raises(BadInput, match="is not a day"):
        value_of(folder, field(Programme, "ends"), "soon")
    with pytest.raises(BadInput, match=r"91 is too many\. Type 90 or less"):
        value_of(folder, field(Programme, "private_days"), "91")
    with pytest.raises(BadInput, match=r"“high” is not a number\. Type a number from 1 to 5"):
        value_of(folder, field(Stakeholder, "influence"), "high")


def test_the_day_a_programme_began_is_the_last_of_that_name(workspace):
    with closing(Workspace(workspace.root, as_of=date(2026, 11, 30)).new_programme("B", "H")) as folder:
        began, ends = field(Programme, "started"), field(Programme, "ends")
        assert value_of(folder, began, "1 nov") == date(2026, 11, 1)
        assert value_of(folder, ends, "1 nov") == date(2027, 11, 1)
        assert value_of(folder, began, "2027-01-11") == date(2027, 1, 11)
        with pytest.raises(BadInput, match="is not a day"):
            value_of(folder, began, "soon")


def test_two_of_one_name_are_told_apart(folder):
    first, second = team(folder, "Desk"), team(folder, "Desk")
    labels = [each.label for each in targets(folder, "teams")]
    assert len(set(labels)) == 2
    asked = field(Person, "team")
    assert [value_of(folder, asked, label) for label in labels] == [first.id, second.id]


# Deleting ------------------------------------------------------------------------------------------


def test_a_person_who_led_or_owns_stays_until_somebody_else_does(folder):
    desk = team(folder)
    ana, sam = (folder.file.put(Person(name=name, team=desk.id)) for name in ("Ana", "Sam"))
    file = held(folder, desk)
    owned = file.put(Action(text="Call the desk", owner=ana.id, status="open"))
    deletion = plan_deletion(folder, ana)
    assert [use.place for use in deletion.in_the_way] == [
        f"L-01/A-{owned.number}" if owned.number else "L-01"
    ]
    with pytest.raises(RuleBroken, match="still used in L-01"):
        carry_out(deletion)
    assert plan_deletion(folder, sam).uses == ()


def test_what_is_only_proposed_or_planned_loses_the_name_and_gets_it_back(folder):
    desk = team(folder)
    ana = folder.file.put(Person(name="Ana", team=desk.id))
    file, planned = held(folder, desk), held(folder, desk, status=SessionStatus.DRAFT, facilitators=(ana.id,))
    file.put(Action(number=1, text="Call the desk", owner=ana.id))
    service = folder.file.put(Service(name="Teaching", manager=ana.id, cover=(ana.id,)))
    deletion = plan_deletion(folder, ana)
    assert not deletion.in_the_way
    assert {use.place for use in deletion.uses} == {"L-01/A-1", "L-02", "service Teaching"}
    carry_out(deletion)

    def owners():
        return (
            [each.owner for each in file.all(Action)],
            planned.session.facilitators,
            folder.file.find(Service, service.id).manager,
            tuple(folder.people),
        )

    without = ([None], (), None, ())
    with_ana = ([ana.id], (ana.id,), ana.id, (ana.id,))
    assert owners() == without
    change = folder.file.last_done()
    take_back(folder, change)
    assert owners() == with_ana
    do_again(folder, folder.file.last_undone())
    assert owners() == without


def test_a_file_that_is_held_elsewhere_keeps_all_of_it(folder, workspace):
    desk = team(folder)
    ana = folder.file.put(Person(name="Ana", team=desk.id))
    planned = held(folder, desk, status=SessionStatus.DRAFT, facilitators=(ana.id,))
    planned.close()
    other = workspace.open(folder.path)
    other.sessions[0].hold()
    folder.follow()
    with pytest.raises(FacilitatorError):
        carry_out(plan_deletion(folder, ana))
    assert ana.id in folder.people
    other.close()


# Kinds ---------------------------------------------------------------------------------------------


def test_a_kind_adds_changes_and_finds(folder):
    desk = TEAM.add(folder, {"name": "Desk", "kind": "front line", "headcount": "11"})
    infra = TEAM.add(folder, {"name": "Infra", "kind": "technical", "headcount": "9", "counterparts": "desk"})
    assert folder.teams[desk.id].counterparts == (infra.id,)
    with pytest.raises(RuleBroken) as told:
        TEAM.change(folder, folder.teams[desk.id], {"counterparts": "Desk"})
    assert told.value.field == "counterparts"
    ana = PERSON.add(folder, {"name": "Ana", "team": "Desk", "facilitator": "yes"})
    assert PERSON.meant(folder, "ana") == ana
    served = SERVICE.add(folder, {"name": "Teaching", "manager": "Ana (Desk)"})
    assert served.manager == ana.id


def test_an_area_of_two_teams_is_called_by_its_team_too(folder):
    desk, network = team(folder, "Service Desk"), team(folder, "Network")
    folder.file.put(SkillArea(name="Printing", team=desk.id))
    assert [each.label for each in targets(folder, "skill_areas")] == ["Printing"]
    folder.file.put(SkillArea(name="printing", team=network.id))
    assert {each.label for each in targets(folder, "skill_areas")} == {
        "Printing (Service Desk)",
        "printing (Network)",
    }


def test_help_says_how_a_field_of_yes_or_no_is_answered():
    assert "yes or no." in " ".join(run("person", "add", "--help").output.split())


# Commands ------------------------------------------------------------------------------------------


def test_people_and_services_by_plain_commands(programme):
    added = run("person", "add", "Ann Bell", "--team", "desk")
    assert added.stdout == "Ann Bell is in Better Together.\n"
    run("service", "add", "Printing", "--manager", "Ann")
    assert "Ann Bell (Service Desk)" in run("service", "list").stdout
    changed = run("person", "change", "Ann", "--handle", "ann", "--facilitator", "yes")
    assert changed.stdout == "Ann Bell: Short name and Leads sessions changed.\n"
    (person,) = answer(run("person", "list", "--json"))
    assert (person["handle"], person["facilitator"]) == ("ann", True)
    asked = run("person", "remove", "Ann", stdin="n\n")
    assert "It is named in service Printing." in asked.stderr
    assert "Nothing was changed." in asked.stderr
    removed = json.loads(run("person", "remove", "Ann", "--yes", "--json").stdout)
    assert removed["taken_off"] == ["service Printing"]
    assert answer(run("person", "list", "--json")) == []


def test_a_team_is_changed_and_one_that_was_heard_stays(programme):
    assert run("team", "change", "Infra", "--lead-role", "Head").stdout == (
        "Infrastructure: Lead, as a role changed.\n"
    )
    refused = run("team", "remove", "Service Desk", "--yes")
    assert refused.exit_code == 2
    assert "still used in" in refused.stderr
    assert run("team", "change", "Infra").exit_code == 2
    wrong = run("team", "change", "Infra", "--headcount", "plenty")
    assert (wrong.exit_code, "not a number" in wrong.stderr) == (2, True)


def test_the_settings_of_a_programme_by_a_plain_command(programme):
    done = run("programme", "set", "--threshold", "6", "--ends", "2027-03-31", "--timezone", "Europe/Berlin")
    assert done.stdout == "Better Together: Ends on, Smallest group shown and Time zone changed.\n"
    told = json.loads(run("programme", "list", "--json").stdout)[0]
    assert (told["threshold"], told["ends"], told["timezone"]) == (6, "2027-03-31", "Europe/Berlin")
    for option, value, why in (
        ("--threshold", "5", "raised, never lowered"),
        ("--timezone", "Nowhere", "no time zone"),
        ("--language", "english", "no language"),
        ("--started", "2028-01-01", "ends before it starts"),
        ("--private-days", "91", "too many"),
    ):
        refused = run("programme", "set", option, value)
        assert (refused.exit_code, why in refused.stderr) == (2, True), option


@pytest.mark.parametrize("status", [SessionStatus.CAPTURED, SessionStatus.PAUSED])
def test_a_programme_does_not_end_before_what_was_heard_in_it(folder, status):
    desk = team(folder, "Service Desk")
    file = held(folder, desk, status=status)
    day = day_of(file.session, folder.zone)
    with pytest.raises(RuleBroken, match=f"L-01 was held on {day}") as refused:
        PROGRAMME.change(folder, folder.programme, {"ends": f"{day - timedelta(days=1)}"})
    assert (refused.value.field, folder.programme.ends) == ("ends", None)
    assert PROGRAMME.change(folder, folder.programme, {"ends": f"{day}"}).ends == day


def test_without_an_end_the_last_comparison_starts_the_time_things_are_kept(folder):
    desk = team(folder, "Service Desk")
    day = day_of(held(folder, desk, status=SessionStatus.CAPTURED).session, folder.zone)
    with pytest.raises(RuleBroken, match=f"L-01 was held on {day}") as refused:
        PROGRAMME.change(folder, folder.programme, {"last_comparison": f"{day - timedelta(days=1)}"})
    assert (refused.value.field, folder.programme.last_comparison) == ("last_comparison", None)
    assert kept_until(desk, folder.programme, None, UTC) is None
    PROGRAMME.change(folder, folder.programme, {"last_comparison": "2027-06-30"})
    assert kept_until(desk, folder.programme, None, UTC) == date(2028, 6, 30)
    PROGRAMME.change(folder, folder.programme, {"ends": "2027-03-31"})
    assert kept_until(desk, folder.programme, None, UTC) == date(2028, 3, 31), "the end goes first"


def test_a_plan_keeps_no_programme_from_ending_before_it(folder):
    file = held(folder, team(folder, "Service Desk"), status=SessionStatus.DRAFT)
    day = day_of(file.session, folder.zone) - timedelta(days=1)
    assert PROGRAMME.change(folder, folder.programme, {"ends": f"{day}"}).ends == day


@pytest.mark.parametrize(("struct", "name"), [(Person, "team"), (Service, "manager"), (Service, "cover")])
def test_what_is_not_there_yet_is_to_be_added_first(folder, struct, name):
    with pytest.raises(BadInput, match=r"There is no \w+ yet.* first, then name it here"):
        value_of(folder, field(struct, name), "Sam")


def test_a_renamed_team_or_practice_is_found_by_the_name_it_had(tmp_path):
    here = ("--workspace", tmp_path)
    run("programme", "new", "B", "--organisation", "H", *here)
    run("team", "add", "Service Desk", "--kind", "front_line", "--headcount", 9, *here)
    for name in ("Help Point", "First Line", "Help Point"):
        old = "Service Desk"
        assert run("team", "change", old, "--name", name, *here).exit_code == 0
    planned = run("session", "new", "--team", "service desk", "--script", "listening-30", *here)
    assert "Help Point" in planned.output
    run("practice", "change", "Change enablement", "--name", "Safe changes", *here)
    assert run("practice", "change", "change enablement", "--hidden", "yes", *here).exit_code == 0
    run("capture", "L-01", "- It waits @servicedesk", *here)
    with closing(Workspace(tmp_path).programme()) as folder:
        (team,) = folder.teams.values()
        assert (team.name, team.former_names) == ("Help Point", ("Service Desk", "First Line"))
        assert folder.catalogue.practices["change_enablement"].hidden
        context = CaptureContext(teams=(team,))
        assert find_team("first line", context) == find_team("helppoint", context) == team.id
        other = Team(id="other", name="First Line")  # whoever is called so now is meant
        context = CaptureContext(teams=(team, other))
        assert find_team("first line", context) == "other"


def test_what_stands_at_the_table_of_a_project_is_called_by_its_project_too(folder):
    project = folder.file.put(Project(name="Self-service"))
    desk = team(folder, "Service Desk")
    seat = SEAT.put(folder, ProjectSeat(project=project.id, team=desk.id))
    faults = CRITERION.put(folder, LifeCriterion(project=project.id, what="open faults", number=0))
    assert CRITERION.label_of(folder, faults) == "open faults, Self-service"
    assert "Self-service" in SEAT.label_of(folder, seat)
