"""The worked example as it lies in `sessions/demo`: whole, lawful, and built from its tables."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from facilitator import resources
from facilitator.catalogue import load_catalogue
from facilitator.insight.at_table import answers_of, seats_of
from facilitator.insight.champion_care import care_findings
from facilitator.insight.contacts import contacts
from facilitator.insight.coverage import coverage
from facilitator.insight.hear_next import hear_next
from facilitator.insight.leaders import LeaderGap, leader_findings
from facilitator.insight.learning import learned_by, learning_findings, progress_of
from facilitator.insight.messages import Check, message_findings
from facilitator.insight.plain_speech import speech_of
from facilitator.insight.project_care import project_findings
from facilitator.insight.promises import PromiseKind, promises
from facilitator.insight.pulse import results
from facilitator.insight.pulse_change import changes
from facilitator.insight.pulse_keeping import keep
from facilitator.insight.renewals import renewals_due
from facilitator.insight.skill_findings import skill_findings
from facilitator.insight.skills import (
    Standing,
    areas_of,
    pages_of,
    shape_of,
    team_skills,
    teams_with_skills,
)
from facilitator.insight.smo import champion_findings, level_cover, service_findings
from facilitator.insight.stages import team_stages
from facilitator.insight.stakeholders import by_gap, gap_of, stakeholder_findings
from facilitator.insight.stories import StoryGap
from facilitator.live.course.agenda import build_agenda
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import Record, texts_of, validated
from facilitator.model.idea import ANSWERED, ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.leader import Leader
from facilitator.model.learning import LearningAnswer
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.practice import PracticeGroup
from facilitator.model.programme import Programme
from facilitator.model.project import Phase, TableItem
from facilitator.model.pulse import PulseSurvey, Wave
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.rules import broken_rules, dangling_references
from facilitator.model.script import Stage
from facilitator.model.service import Service
from facilitator.model.session import SegmentRun, SessionStatus
from facilitator.model.smo import Champion, ServiceContact, Specialism
from facilitator.model.stakeholder import Stakeholder
from facilitator.model.story import Chain, Story
from facilitator.model.tally import Tally
from facilitator.wording import at_table, stakeholders, stories
from facilitator.wording.at_table import counts_in_words, in_short, owners_missing
from facilitator.wording.hear_next import reason
from facilitator.wording.learning import subject as said_of_learning
from facilitator.wording.messages import touch_proof
from facilitator.wording.promises import owner, when
from facilitator.wording.pulse import answered, limits
from facilitator.wording.service_links import linked_with
from facilitator.wording.skills import subject
from facilitator.wording.smo import looked_after_by
from facilitator.wording.stages import signal_in_words
from facilitator.wording.stakeholders import place_in_words
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.projects import PROJECT

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "sessions" / "demo"
ONLY_OURS = "two people never spoke after that"
BUILDER = ROOT / "sessions" / "build_demo.py"
FILES = {
    "programme.json",
    "2026-02-26-service-desk.json",
    "2026-03-05-business-applications.json",
    "2026-03-12-infrastructure-and-cloud.json",
    "2026-04-08-learning-technology-and-av.json",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Return the example, opened from a copy: what is shipped is only read."""
    copy = shutil.copytree(DEMO, tmp_path_factory.mktemp("workspace") / "demo")
    folder = ProgrammeFolder(copy, load_catalogue(resources.workshops_dir()))
    yield folder
    folder.close()


def records(file):
    """Return every record of a file."""
    return [record for kind in ENTITIES for record in file.all(kind)]


def names(demo, ids):
    """Return the names of the teams with those ids."""
    return {demo.teams[id].name for id in ids}


# The files ---------------------------------------------------------------------------------------


def test_it_is_these_files():
    assert {path.name for path in DEMO.iterdir()} >= FILES
    assert {path.name for path in DEMO.glob("*.json")} == FILES


def test_building_it_again_gives_the_same_bytes(tmp_path):
    if not BUILDER.exists():
        pytest.skip("the tables are not part of the source distribution")
    command = [sys.executable, "-B", str(BUILDER), str(tmp_path)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True)
    changed = {name for name in FILES if (tmp_path / name).read_bytes() != (DEMO / name).read_bytes()}
    assert not changed, "Tables, scripts or version changed: run python sessions/build_demo.py"


def test_nothing_but_tinydb_is_needed_to_read_it(tmp_path, demo):
    for name in FILES:
        shutil.copy(DEMO / name, tmp_path)
        with TinyDB(tmp_path / name, access_mode="r") as db:
            kind = "programme" if name == "programme.json" else "session"
            ours = demo.file if kind == "programme" else _session(demo, name)
            assert db.table("meta").get(doc_id=1)["kind"] == kind
            for entity in entities_of(kind):
                found = {document["id"] for document in db.table(ENTITIES[entity].table)}
                assert found == {record.id for record in ours.all(entity)}


def _session(demo, name):
    (file,) = [file for file in demo.sessions if file.path.name == name]
    return file


def test_every_rule_holds(demo):
    assert len(demo.sessions) == 4
    assert not demo.damaged
    known = {"practices": set(demo.catalogue.practices)}
    for file in (demo.file, *demo.sessions):
        for record in records(file):
            known.setdefault(ENTITIES[type(record)].table, set()).add(record.id)
            assert validated(record) == record
        assert list(broken_rules(file)) == []
    frozen = {table: frozenset(ids) for table, ids in known.items()}
    for file in (demo.file, *demo.sessions):
        assert list(dangling_references(file, frozen)) == []


def test_every_id_is_a_uuid7_of_its_own_and_sorts_by_age(demo):
    everything: list[Record] = [record for file in (demo.file, *demo.sessions) for record in records(file)]
    ids = [record.id for record in everything]
    assert len(set(ids)) == len(ids)
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", i) for i in ids
    )
    in_order = sorted(everything, key=lambda record: record.id)
    assert [record.created for record in in_order] == sorted(record.created for record in everything)
    assert all(record.created <= record.changed for record in everything)
    assert all(record.changed.date() <= date(2026, 4, 9) for record in everything)


def test_no_remark_names_a_person(demo):
    parts = {part for person in demo.people.values() for part in person.name.split()}
    for file in demo.sessions:
        for remark in (*file.all(Observation), *file.all(ImprovementIdea), *file.all(InterfaceSide)):
            said = {word for _, text in texts_of(remark) for word in re.findall(r"\w+", text)}
            assert not said & parts


def test_what_only_the_facilitators_noted_stands_in_one_note_and_marks_nothing_for_a_test(demo):
    found = [
        record
        for file in (demo.file, *demo.sessions)
        for record in records(file)
        if any(ONLY_OURS in text for _, text in texts_of(record))
    ]
    assert [(type(record), record.number, record.visibility) for record in found] == [
        (Observation, 18, Visibility.FACILITATOR)
    ]
    written = "".join(path.read_text(encoding="utf-8") for path in DEMO.iterdir())
    assert written.count(ONLY_OURS) == 1
    assert "CANARY" not in written


def test_words_leave_the_team_only_with_the_rooms_yes_on_the_day(demo):
    for file in demo.sessions:
        day = demo.local(file.session.planned_start).date()
        for record in records(file):
            if isinstance(record, Worded):
                raised = record.visibility.reaches(Visibility.PARTNERS)
                assert record.room_yes == (day if raised else None)


# The programme -----------------------------------------------------------------------------------


def test_the_programme(demo):
    (programme,) = demo.file.all(Programme)
    assert programme.name == "Better Together"
    assert programme.organisation == "Harrowmere University, Digital and Technology Services"
    assert programme.sponsor == "Director of Digital"
    assert programme.started == date(2026, 2, 2)
    assert programme.as_of == demo.today() == date(2026, 4, 9)
    assert programme.timezone == "Europe/London"
    purpose = "Technology that lets people teach, learn and discover without having to think about it."
    assert programme.purpose == purpose


def test_the_teams(demo):
    rows = [(t.name, t.kind.value, t.headcount, t.short_name) for t in demo.teams.values()]
    assert rows == [
        ("Service Desk", "front_line", 11, "Desk"),
        ("Infrastructure and Cloud", "technical", 9, "Infra"),
        ("Network and Wi-Fi", "technical", 6, "Network"),
        ("Business Applications", "technical", 10, "Apps"),
        ("Identity and Security", "technical", 5, "Identity"),
        ("Learning Technology and AV", "front_line", 7, "LearnTech"),
        ("Project Delivery Office", "project", 6, "Projects"),
        ("Data and Integration", "technical", 4, "Data"),
        ("Digital Leadership Team", "leadership", 6, "Leaders"),
    ]
    assert sum(team.headcount for team in demo.teams.values()) == 64


def test_services_champions_and_where_they_meet(demo):
    people = {id: person.name for id, person in demo.people.items()}
    services = {service.id: service.name for service in demo.file.all(Service)}
    assert {(service.name, people[service.manager]) for service in demo.file.all(Service)} == {
        ("Teaching spaces", "Hana Lindqvist"),
        ("Student records", "Owen Baptiste"),
        ("Staff workplace", "Ruth Adeyemi"),
    }
    areas = {each.id: each for each in demo.file.all(Specialism)}
    assert {(each.name, each.level.value) for each in areas.values()} == {
        ("Knowledge", "tactical"),
        ("Change and release", "operational"),
        ("Stakeholder value", "strategic"),
        ("Measurement and reporting", "operational"),
    }
    champions = {each.id: each for each in demo.file.all(Champion)}
    assert {
        (people[c.person], areas[c.specialism].name, c.module, c.hours_per_week) for c in champions.values()
    } == {
        ("Jo Marsh", "Knowledge", "KCS", 4),
        ("Dev Pillai", "Change and release", "", 3),
        ("Ana Costa", "Stakeholder value", "DSV", 4),
    }
    met = {
        (people[champions[cell.champion].person], services[cell.service]): cell.contact.value
        for cell in demo.file.all(ServiceContact)
    }
    order = ("Teaching spaces", "Student records", "Staff workplace")
    assert [met["Jo Marsh", name] for name in order] == ["regular", "occasional", "regular"]
    assert [met["Dev Pillai", name] for name in order] == ["none_yet", "none_yet", "regular"]
    assert [met["Ana Costa", name] for name in order] == ["regular", "regular", "occasional"]


def test_what_needs_somebody_among_champions_and_services(demo):
    found = (
        *champion_findings(demo.file),
        *care_findings(demo.file, demo.today()),
        *service_findings(demo.file),
    )
    told = [(each.gap.value, each.name) for each in found]
    assert told == [
        ("nobody_for", "Measurement and reporting"),
        ("one_service", "Dev Pillai"),
        ("sole_cover", "Change and release"),
        ("sole_cover", "Knowledge"),
        ("sole_cover", "Stakeholder value"),
        ("worried", "Dev Pillai"),
        ("no_second", "Student records"),
    ], "no manager meets fewer than half the champions, and no level is without anybody"
    assert [(each.level.value, each.filled, each.wanted) for each in level_cover(demo.file)] == [
        ("strategic", 1, 1),
        ("tactical", 1, 1),
        ("operational", 1, 2),
    ]
    teaching = demo.file.all(Service)[0]
    assert [*linked_with(demo, teaching)] == [
        "Supported by Service Desk, Infrastructure and Cloud, Network and Wi-Fi, Learning Technology and AV; "
        "3 of 4 teams heard.",
        "In contact with 2 of 3 champions.",
        "3 moments of truth heard from its teams.",
        "42 interactions with practices heard from them.",
    ]
    assert looked_after_by(demo, "knowledge_management") == "Looked after by Jo Marsh (Knowledge)."
    assert looked_after_by(demo, "service_desk") == "Nobody looks after it yet."
    matrix = contacts(demo.file)
    assert [len(matrix.met_by(each.id)) for each in matrix.services] == [2, 2, 3]
    (dev,) = [each for each in demo.file.all(Champion) if each.concern]
    assert (dev.concern, dev.second_interest) == (
        "I might lose touch with the machines.",
        "Capacity and performance",
    )


def test_what_stands_at_the_table_of_the_library_project(demo):
    library, before = PROJECT.all(demo)
    assert (library.name, library.phase, library.go_live) == (
        "Library self-service",
        Phase.DEFINITION,
        date(2026, 8, 17),
    )
    answers = answers_of(demo.file, library.id)
    assert counts_in_words(answers) == "5 yes, 2 partly, 4 no, 1 unanswered"
    assert owners_missing(answers) == "Five of seven open items have no owner."
    people = {id: person.name for id, person in demo.people.items()}
    assert {(each.item, people[each.owner], each.by) for each in answers if each.owner} == {
        (TableItem.REPORTS, "Mina Reyes", date(2026, 5, 15)),
        (TableItem.KNOWLEDGE, "Jo Marsh", date(2026, 6, 30)),
    }
    assert [each.since for each in seats_of(demo.file, library)] == [library.kick_off] * 2
    assert in_short(demo, library) == "too early"
    assert in_short(demo, before) == (
        "on time yes, on budget no (over by 8 %), value delivered yes (reported, 3 departments), "
        "adopted partly"
    )
    told = [(at_table.subject(demo, each), each.day) for each in project_findings(demo.file, demo.today())]
    assert told == [("Library self-service: five open answers, no owner", library.go_live)]


def test_where_infrastructure_stands_in_the_three_stages(demo):
    found = team_stages(demo.file, demo.sessions, demo.today(), demo.zone)
    infra = next(each for each in found if each.team.name == "Infrastructure and Cloud")
    assert (infra.stage, infra.ready, infra.may_look_back) == (Stage.LISTEN, 1, False)
    assert [signal_in_words(demo, each) for each in infra.signals] == [
        "yes, one",
        "no second session yet",
        "not marked yet",
        "due today 14:00",
    ]
    assert sum(each.stage is Stage.LISTEN for each in found) == 4, "four of nine teams were heard"


def test_where_leaders_and_stakeholders_stand(demo):
    places = {each.name: place_in_words(each) for each in demo.file.all(Stakeholder)}
    assert places == {
        "Director of Digital": "engage closely",
        "Registrar": "keep satisfied",
        "Student Union officer": "keep informed",
        "Estates helpdesk": "keep an eye on",
        "Head of the Project Delivery Office": "high influence, interest “check”",
        "Desk shift lead": "influence “check”, high interest",
    }
    gaps = [(each.name, gap_of(each)) for each in by_gap(demo.file.all(Stakeholder))]
    assert gaps == [
        ("Registrar", 2),
        ("Head of the Project Delivery Office", 2),
        ("Director of Digital", 1),
    ]
    agents = [each.name for each in demo.file.all(Stakeholder) if each.change_agent]
    assert agents == ["Student Union officer", "Desk shift lead"]
    assert [each.name for each in demo.file.all(Stakeholder) if each.bridge] == ["Desk shift lead"]
    found = stakeholder_findings(demo.file, demo.today(), demo.zone)
    assert [(stakeholders.subject(each), stakeholders.step(each)) for each in found] == [
        ("Registrar: wary now, supportive needed", "next contact is not set"),
        (
            "Two stakeholders stand on a 3",
            "Desk shift lead, Head of the Project Delivery Office: check again",
        ),
    ]
    (director,) = demo.file.all(Leader)
    (story,) = (each.title for each in demo.file.all(Story) if each.id in director.stories)
    assert (director.portfolio, story) == ("Student-facing services", "The patching story")
    told = leader_findings(demo.file, demo.sessions, demo.today())
    assert [(each.gap, each.day) for each in told] == [(LeaderGap.AHEAD, date(2026, 4, 30))]


def test_what_infrastructure_shares_of_its_skills(demo):
    people = {id: person.name for id, person in demo.people.items()}
    (infra,) = teams_with_skills(demo.file)
    skills = team_skills(demo.file, infra)
    covers = {each.area.name: each for each in skills.areas}
    assert {name: each.alone for name, each in covers.items()} == {
        "Servers": 2,
        "Cloud": 2,
        "Network": 1,
        "Storage and backup": 1,
        "Databases": 0,
        "Scripting": 1,
        "Knowledge writing": 1,
    }
    assert (skills.count(Standing.ONE), skills.count(Standing.NOBODY)) == (4, 1)
    assert (skills.sharers, skills.named, skills.shapes, skills.codes) == (3, False, {}, {})
    areas = areas_of(demo.file, infra)
    pages = {people[each.person]: each for each in pages_of(demo.file, infra)}
    assert {name: shape_of(page, areas).value for name, page in pages.items()} == {
        "Dev Pillai": "Pi",
        "Kofi Lang": "T",
        "Sam Oduya": "T",
    }
    assert {name: {*page.codes} for name, page in pages.items()} == {
        "Dev Pillai": {"T", "M"},
        "Kofi Lang": {"T"},
        "Sam Oduya": {"T", "C"},
    }
    assert [name for name, page in pages.items() if page.bridge] == ["Sam Oduya"]
    told = [subject(demo, each) for each in skill_findings(demo.file, demo.today())]
    assert told == ["Nobody works alone on databases", "Four areas of Infra rest on one person each"]


def test_what_people_learn(demo):
    people = {person.name: id for id, person in demo.people.items()}
    itil4, modules = demo.catalogue.schemes["itil4"], demo.catalogue.modules
    found = learning_findings(demo.file, modules, demo.today())
    assert [said_of_learning(demo, each) for each in found] == [
        "Foundation for all ten of Business Applications",
        "Dev Pillai: Foundation renewal",
    ]
    (renewal,) = renewals_due(demo.file, demo.today())
    assert (renewal - demo.today()).days == 72
    held = {
        (name, each.module.removeprefix("itil4/")): each.renew_by
        for name, id in people.items()
        for each in learned_by(demo.file, id)
        if each.answer is LearningAnswer.HELD
    }
    assert held == {
        ("Jo Marsh", "foundation"): date(2027, 5, 14),
        ("Dev Pillai", "foundation"): date(2026, 6, 20),
        ("Ana Costa", "foundation"): date(2028, 11, 8),
        ("Ana Costa", "dsv"): date(2028, 11, 4),
        **{("Owen Baptiste", key): date(2028, 2, 1) for key in ("foundation", "cds", "dsv")},
    }
    reached = {each.designation.key: each for each in progress_of(demo.file, itil4, people["Owen Baptiste"])}
    managing = reached["managing_professional"]
    assert (managing.done, managing.of, managing.open) == (2, 4, ("hvit", "dpi"))
    (hana,) = learned_by(demo.file, people["Hana Lindqvist"])
    assert (hana.module, hana.answer) == (None, LearningAnswer.NOT_INTERESTED)


def test_the_people(demo):
    labels = {demo.person_label(id) for id in demo.people}
    assert {"Jo Marsh (Desk)", "Dev Pillai (Infra)", "Kofi Lang (Infra)", "Sam Oduya (Infra)"} <= labels
    assert {"Ana Costa (Apps)", "Mina Reyes (Projects)"} <= labels
    leading = [person.name for person in demo.file.all(Person) if person.facilitator]
    assert leading == ["Priya Nand", "Tom Okafor"]


# The sessions of the other teams -----------------------------------------------------------------


def test_who_was_heard_and_how_it_stands(demo):
    told = [
        (file.session.short_id, *names(demo, file.session.teams), file.session.status.value)
        for file in demo.sessions
    ]
    assert told == [
        ("L-01", "Service Desk", "closed"),
        ("L-02", "Business Applications", "shared"),
        ("L-03", "Infrastructure and Cloud", "shared"),
        ("L-04", "Learning Technology and AV", "paused"),
    ]
    assert [len(file.all(Observation)) for file in demo.sessions] == [18, 21, 18, 31]


def test_coverage_is_that_of_the_pictures(demo):
    practices = [p for p in demo.catalogue.practices.values() if p.group is not PracticeGroup.CUSTOM]
    grid = coverage(demo.file, demo.sessions, practices, demo.today(), demo.zone)
    assert (grid.teams_heard, grid.teams, grid.never_heard) == (4, 9, 5)
    assert (grid.cells_rated, grid.cells_touched, grid.practices_covered) == (36, 58, 8)
    following = hear_next(demo.file, demo.sessions, grid, demo.today(), demo.zone).suggestions
    assert following[0].team.name == "Project Delivery Office"
    assert reason(following[0].reason, demo.today()) == "pain 16 or more in all four teams heard"
    unheard = [each.team.name for each in following[:5]]
    assert unheard[3:] == ["Digital Leadership Team", "Data and Integration"]


def test_the_paused_session_can_be_carried_on(demo):
    file = demo.sessions[3]
    runs = file.all(SegmentRun)
    agenda = build_agenda(file.session.script, runs, focus=len(file.session.focus))
    assert (agenda.position, agenda.current.title) == (8, "Ideas")
    assert agenda.current.part_allotted - agenda.current.part_seconds == 3 * 60 + 20
    paused = demo.local(runs[-1].changed)
    assert paused.replace(tzinfo=None) == datetime(2026, 4, 8, 16, 12)
    assert file.session.status is SessionStatus.PAUSED
    assert not any(run.running for run in runs)


def test_the_promises_are_those_of_the_picture(demo):
    open_ones = promises(demo.file, demo.sessions, demo.today(), demo.zone)
    assert (open_ones.open, open_ones.late) == (5, 2)
    assert [(when(each), owner(each)) for each in open_ones.items[:5]] == [
        ("9 days late", "Jo Marsh"),
        ("7 days late", "you"),
        ("today 14:00", "you"),
        ("in 21 days", "Sam Oduya"),
        ("in 21 days", "Director of Digital"),
    ]
    assert [(each.kind, each.number) for each in open_ones.items[5:]] == [
        (PromiseKind.OUTCOME, 2),
        (PromiseKind.OUTCOME, 3),
    ]


def test_the_others_left_nothing_open(demo):
    for file in demo.sessions[:2]:
        assert all(action.status is ActionStatus.DONE for action in file.all(Action))
        assert all(idea.status in ANSWERED for idea in file.all(ImprovementIdea))
    assert not any(idea.status in ANSWERED for idea in demo.sessions[3].all(ImprovementIdea))


def test_the_interface_heard_from_both_sides(demo):
    desk, infra = (file.all(InterfaceSide) for file in (demo.sessions[0], demo.sessions[2]))
    theirs = [side for side in desk if names(demo, [side.counterpart]) == {"Infrastructure and Cloud"}]
    ours = [side for side in infra if names(demo, [side.counterpart]) == {"Service Desk"}]
    assert [(side.practice, side.ease) for side in theirs] == [("incident_management", 2)]
    assert ("incident_management", 3) in {(side.practice, side.ease) for side in ours}
    assert all(side.agreed_for_sharing for side in (*ours, *theirs))


def test_a_side_names_a_counterpart_of_its_practice(demo):
    for file in demo.sessions:
        named = {(each.practice, team) for each in file.all(Interaction) for team in each.counterparts}
        assert named == {(side.practice, side.counterpart) for side in file.all(InterfaceSide)}


# The pulse ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pulse(demo):
    (survey,) = demo.file.all(PulseSurvey)
    return results(survey)


def test_the_baseline_of_the_pulse(demo, pulse):
    assert (pulse.wave, pulse.opened, pulse.closed) == (Wave.BASELINE, date(2026, 2, 9), date(2026, 2, 20))
    assert [(demo.teams[id].short_name, answered(group)) for id, group in pulse.teams.items()] == [
        ("Desk", "9 of 11 answered"),
        ("Infra", "7 of 9 answered"),
        ("Network", "5 of 6 answered"),
        ("Apps", "8 of 10 answered"),
        ("Identity", "fewer than 5 answered"),
        ("LearnTech", "5 of 7 answered"),
        ("Projects", "5 of 6 answered"),
        ("Data", "fewer than 5 answered"),
        ("Leaders", "5 of 6 answered"),
    ]
    assert answered(pulse.total) == "51 of 64 answered"
    assert pulse.next_wave == date(2026, 11, 2)


def test_what_infrastructure_answered(demo, pulse):
    (infra,) = [group for id, group in pulse.teams.items() if demo.teams[id].short_name == "Infra"]
    told = {figure.item: (figure.bands, figure.median, figure.mood.label) for figure in infra.figures}
    assert told["whom_to_call"] == ((3, 1, 3), 3, "views divided")
    assert told["suggestions"] == (None, None, "mostly disagree")
    assert told["who_feels_it"] == (None, None, "mostly agree")
    assert told["fixed_together"] == ((4, 2, 1), 2, "most disagree")
    assert len(told) == 13


def test_the_hidden_teams_are_nowhere_in_the_figures(demo, pulse):
    hidden = {demo.teams[id].name for id, group in pulse.teams.items() if not group.shown}
    assert hidden == {"Identity and Security", "Data and Integration"}
    hidden_figures = [f for group in pulse.teams.values() if not group.shown for f in group.figures]
    assert {figure.mood.label for figure in hidden_figures} == {"with all others"}
    assert {figure.n for figure in pulse.others} == {7, None}
    assert "2 teams are not shown by themselves, to protect those who answered." in limits(pulse)
    assert all(figure.bands for figure in pulse.total.figures)


def test_two_waves_of_the_pulse_in_words(demo, pulse):
    """The second wave is invented for this test; the example has none yet."""
    (survey,) = demo.file.all(PulseSurvey)
    after = msgspec.toml.decode((ROOT / "tests" / "data" / "pulse-after.toml").read_bytes())
    by_name = {team.short_name: team.id for team in demo.teams.values()}
    tallies = {by_name[name]: Tally(**row) for name, row in after["teams"].items()}
    kept = keep(survey.people, tallies, survey.questionnaire.keys, 5)
    second = msgspec.structs.replace(
        survey, wave=Wave.AFTER, opened=after["opened"], closed=after["closed"], kept=kept
    )
    told = changes(pulse, results(second), by_name["Infra"])
    assert told.answered == ((7, 9), (8, 9))
    said = {change.subject: change.direction.label for change in told.items}
    assert said["suggestions"] == "up"
    assert said["own_mistakes"] == "down"
    assert said["whom_to_call"] == "about the same"
    assert {change.subject: change.direction.label for change in told.themes}["Being heard"] == "up"
    quiet = changes(pulse, results(second), by_name["Identity"])
    assert {change.direction.label for change in quiet.items} == {"too few to say"}


def test_what_value_chains_and_stories_tell(demo):
    (sceptics,) = message_findings(demo.file, demo.today(), speech_of(demo.catalogue.words))
    assert (sceptics.audience, sceptics.points) == ("Sceptics", (Check.ORGANISATION,))
    proofs = {
        each.name: touch_proof(demo, each.id).rpartition("you meet ")[2] for each in demo.teams.values()
    }
    assert proofs["Infrastructure and Cloud"] == "17 of the 34, by your own map."
    assert sum(bool(each) for each in proofs.values()) == 4, "each team that was heard has its own"
    told = [(each.gap, each.name) for each in stories.findings(demo)]
    assert told == [
        (StoryGap.INSIDE_IT, "Server owners in one list"),
        (StoryGap.NOBODY_GAINS, "society"),
    ]
    rooms = next(each for each in demo.file.all(Chain) if each.output.startswith("Rooms"))
    assert "Source: the rooms’ call log, 34 rooms, n 34" in tuple(stories.chain_in_words(rooms))
    balance = dict(stories.balance_in_words(demo))
    assert balance.pop("society") == 0
    assert all(balance.values())
    (patching,) = demo.file.all(Story)
    (director,) = demo.file.all(Leader)
    assert director.stories == (patching.id,)
    assert demo.file.find(Chain, patching.chain).output == "Standard change"
