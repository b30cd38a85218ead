"""Somebody is erased from every file, and gets what is stored about them."""

import json
import re
import shutil
from contextlib import closing
from datetime import date

import msgspec
import pytest

from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Attribution, Audience, AudienceKind
from facilitator.model.base import validated
from facilitator.model.changes import check_change
from facilitator.model.erased_person import NAME_REMOVED, ErasedPerson, names_to_remove, only_name_removed
from facilitator.model.leader import Leader
from facilitator.model.learning import Learning, LearningAnswer
from facilitator.model.message import Message
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.project import Project, TableAnswer, TableItem
from facilitator.model.service import Service
from facilitator.model.session import Draft, ListeningSession, SessionStatus
from facilitator.model.skills import SkillArea, SkillPage, SkillPair
from facilitator.model.smo import Champion, GrantedHours, ServiceContact, Specialism
from facilitator.model.stakeholder import Stakeholder, StakeholderKind
from facilitator.model.team import Team
from facilitator.workspace import follow_up
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import REPAIRED, check
from facilitator.workspace.integrity.manifest import verify
from facilitator.workspace.integrity.repair import keep_copies
from facilitator.workspace.integrity.restore import restore
from facilitator.workspace.release.issued import remember_issued
from tests.cli.command_line import answer, run
from tests.making import READ_BACK, session
from tests.tables import for_each

NAME = "Zuleika Marchbanks"
DUE = date(2026, 3, 20)
REVIEWED = {"status": SessionStatus.REVIEWED, "read_back": READ_BACK}


class World:
    """A programme in which one person is everything a person can be."""

    def __init__(self, root):
        self.root = root
        self.workspace = Workspace(root)
        with closing(self.workspace.new_programme("B", "H", timezone="UTC")) as folder:
            self.fill(folder)

    def fill(self, folder):
        put = folder.file.put
        team = put(Team(name="Infrastructure", headcount=9, lead_role=f"Lead ({NAME})")).id
        self.id = put(Person(name=NAME, team=team, email="zuleika@harrowmere.example", facilitator=True)).id
        self.other = put(Person(name="Mina Reyes", team=team)).id
        service = put(Service(name="Teaching spaces", manager=self.id, cover=(self.other, self.id))).id
        area = put(Specialism(name="Knowledge")).id
        champion = put(Champion(person=self.id, specialism=area, consented=True, concern="Too narrow")).id
        put(ServiceContact(champion=champion, service=service))
        put(GrantedHours(champion=champion, hours=4, since=date(2026, 3, 1)))
        project = put(Project(name="Library")).id
        put(TableAnswer(project=project, item=TableItem.REPORTS, owner=self.id, by=DUE))
        network = put(SkillArea(name="Network", team=team)).id
        put(SkillPage(person=self.id, agreed=True, teaches=(network,)))
        given = {"answer": LearningAnswer.HELD, "awarded": date(2025, 2, 3)}
        put(Learning(person=self.id, module="itil4/cds", **given))
        put(SkillPair(area=network, teacher=self.other, learner=self.id, agreed=True))
        put(Leader(role="Director of Digital", person=self.id, advantage=f"What {NAME} wants"))
        put(Message(audience="Sceptics", sender=self.id, know=f"{NAME} answers"))
        put(Stakeholder(name="Desk lead", reached_by=self.id, fears=f"Losing {NAME}"))
        put(Stakeholder(name=NAME, kind=StakeholderKind.PERSON, person=self.id, fears="Losing the evenings"))
        given = {"teams": (team,), "facilitators": (self.id,), **REVIEWED}
        self.file = file = folder.add_session(session(**given))
        named = {"attribution": Attribution.NAMED, "said_by": self.id}
        self.note = file.put(Observation(number=1, text="I rang the desk myself", **named)).id
        self.about = file.put(Observation(number=2, text=f"We always ask @{NAME.upper()}, nobody else")).id
        file.put(Commitment(number=1, text="A promise", role="Director", person=self.id))
        agreed = {"owner": self.id, "team": team, "accepted_on": DUE, "due": DUE}
        self.open = file.put(Action(number=1, text="Ask the desk", status=ActionStatus.OPEN, **agreed)).id
        done = Action(number=2, text="Draft it", status=ActionStatus.DONE, done_on=DUE, **agreed)
        self.done = file.put(done).id
        file.put(Draft(segment="deep", text=f"{NAME} sa"))
        once = folder.add_session(session(**given | {"facilitators": ()}))
        moved = once.put(Action(number=1, text="Hand it on", status=ActionStatus.OPEN, **agreed))
        follow_up.give_action(once, moved, folder.people[self.other], DUE)
        closed = folder.add_session(session(**given))
        closed.put(Observation(number=1, text=f"{NAME} told us", **named))
        closed.put(msgspec.structs.replace(closed.session, status=SessionStatus.SHARED))
        closed.put(msgspec.structs.replace(closed.session, status=SessionStatus.CLOSED))
        self.backup = back_up(self.workspace, folder)
        keep_copies(file.path, folder.path / REPAIRED / "before")
        self.path = folder.path

    def papers(self):
        run("render", "action-plan", "--session", "L-01", "--workspace", self.root)
        paper = next((self.root / "documents").glob("*.html"))
        assert NAME in paper.read_text()
        with closing(self.workspace.programme()) as folder:
            sessions = folder.sessions[:1]
            readers = Audience(AudienceKind.TEAM, frozenset(sessions[0].session.teams))
            remember_issued(
                folder, paper, document="action-plan", format="html", audience=readers, sessions=sessions
            )
        return paper

    def files(self):
        return [path for path in self.root.rglob("*") if path.is_file()]


@pytest.fixture
def world(tmp_path):
    return World(tmp_path / "w")


def test_a_person_who_is_erased_is_in_no_file(world):
    paper = world.papers()
    outside = shutil.copytree(world.path, world.root.parent / "older")
    no = run("person", "erase", NAME, "--workspace", world.root, stdin="\nn\n")
    assert "Nothing was changed" in no.stderr
    assert paper.name in no.stderr  # it left: whoever has it is told
    done = answer(run("person", "erase", NAME, "--yes", "--json", "--workspace", world.root))
    assert done["made_anew"] == [str(paper)]
    words = [each.encode() for each in (world.id, NAME, NAME.upper(), "zuleika@harrowmere")]
    for path in world.files():
        assert not any(word in path.read_bytes() for word in words), path
    verify(world.backup)
    assert run("check", "--workspace", world.root).exit_code == 0
    # A year later somebody puts an older file back, and restores the older programme beside it.
    for name in ("programme.json", next(path.name for path in outside.glob("2*.json"))):
        shutil.copy(outside / name, world.path / name)
    with closing(world.workspace.programme()) as folder:
        assert world.id not in folder.people
        owners = {each.owner for file in folder.sessions for each in file.all(Action)}
        assert owners <= {None, world.other}


def test_a_calendar_of_before_goes_and_the_next_one_tells_nobody_by_that_name(world):
    written = world.root / "documents" / "infrastructure-calendar.ics"
    asked = ("export", "calendar", "--team", "Infrastructure", "--workspace", world.root, "--output")
    assert run(*asked, written).exit_code == 0
    before = written.read_text(encoding="utf-8")
    assert NAME in before.replace("\n ", "")
    assert (
        str(written)
        in answer(run("person", "erase", NAME, "--yes", "--json", "--workspace", world.root))["deleted"]
    )
    after = run(*asked, "-").stdout
    assert NAME not in after.replace("\r\n ", "")
    uids = [set(re.findall("^UID:.*?$", text, re.M)) for text in (before, after.replace("\r", ""))]
    assert uids[0] == uids[1]
    assert set(re.findall(r"SEQUENCE:(\d)", before)) == {"0"}
    assert "1" in re.findall(r"SEQUENCE:(\d)", after)


def test_what_was_done_stays_and_what_is_open_waits_for_somebody(world):
    run("person", "erase", NAME, "--yes", "--workspace", world.root)
    with closing(world.workspace.programme()) as folder:
        file = folder.sessions[0]
        action = file.find(Action, world.open)
        assert (action.status, action.owner, action.accepted_on) == (ActionStatus.PROPOSED, None, None)
        done = file.find(Action, world.done)
        assert (done.status, done.owner, done.done_on) == (ActionStatus.DONE, None, DUE)
        assert file.find(Observation, world.note).attribution is Attribution.NONE
        assert file.find(Observation, world.about).text == f"We always ask {NAME_REMOVED}, nobody else"
        assert not folder.file.all(Champion)
        assert not folder.file.all(ServiceContact)
        assert not folder.file.all(GrantedHours)
        (answer,) = folder.file.all(TableAnswer)
        assert (answer.owner, answer.by) == (None, DUE), "what was asked stays open"
        assert (*folder.file.all(SkillPage), *folder.file.all(SkillPair), *folder.file.all(Learning)) == ()
        (leader,), (left,) = folder.file.all(Leader), folder.file.all(Stakeholder)
        assert (leader.role, leader.person) == ("Director of Digital", None)
        assert (left.name, left.reached_by, left.fears) == ("Desk lead", None, f"Losing {NAME_REMOVED}")
        (message,) = folder.file.all(Message)
        assert (message.sender, message.know) == (None, f"{NAME_REMOVED} answers")
        (service,) = folder.file.all(Service)
        assert (service.manager, service.cover) == (None, (world.other,))
        assert not any(each.undo() for each in (folder.file, *folder.sessions))


def test_what_is_stored_about_somebody_is_a_text_they_can_read(world):
    text = run("person", "export", NAME, "--workspace", world.root).output
    for told in (
        "Too narrow",
        "Teaches others: Network",
        "Losing the evenings",
        "Who reaches them best",
        "Module: CDS (ITIL 4)",
        "I rang the desk myself",
        "Ask the desk",
        "Service manager",
        "L-01",
        "zuleika@",
    ):
        assert told in text, told
    assert "nobody else" not in text.split("#", 2)[2]  # what others said is theirs
    assert "Mina" not in text
    assert "Desk lead" not in text, "what others fear is not theirs, though they reach them best"
    built = json.loads(run("person", "export", NAME, "--json", "--workspace", world.root).output)
    assert {each["what"] for each in built["records"]} >= {"person", "action", "note", "promise", "champion"}
    assert world.id not in text


def test_a_leavers_actions_are_handed_over_in_one_step(world):
    here = ("--workspace", world.root)
    refused = run("person", "hand-over", NAME, "Nobody Known", *here)
    assert refused.exit_code == 2
    done = answer(run("person", "hand-over", NAME, "Mina Reyes", "--agreed", "--json", *here))
    assert done["actions"] == 1
    with closing(world.workspace.programme()) as folder:
        assert folder.sessions[0].find(Action, world.open).owner == world.other
        assert "Nobody Known" not in {each.name for each in folder.people.values()}


def test_a_programme_restored_from_elsewhere_does_not_bring_them_back(world):
    kept = shutil.copytree(world.backup, world.root.parent / "usb")
    run("person", "erase", NAME, "--yes", "--workspace", world.root)
    restored = restore(world.workspace, kept)
    with closing(world.workspace.open(restored)) as folder:
        assert world.id not in folder.people
        assert not [problem for problem in check(world.workspace) if "points at nothing" in str(problem)]


NAMES = [
    ("Sam Oduya", (), ("Sam Oduya",)),
    ("Sam Oduya", ("sam oduya",), ()),
    ("May", (), ()),
]


@for_each("row", NAMES, ids=str)
def test_only_a_name_that_means_nobody_else_is_taken_out_of_texts(row):
    name, others, sought = row
    people = [Person(id=str(number), name=each) for number, each in enumerate(others)]
    assert names_to_remove(Person(id="p", name=name), people) == sought


def test_a_closed_session_lets_a_name_go_and_nothing_else():
    closed = session(status=SessionStatus.CLOSED, read_back=READ_BACK, facilitators=("p", "q"))
    before = Observation(id="n", text="Ask Sam Oduya first")
    erased = ErasedPerson("p", ("Sam Oduya",))
    check_change(before, erased.left_of(before), closed)
    check_change(closed, erased.left_of(closed), closed)
    assert erased.left_of(closed).facilitators == ("q",)
    assert not only_name_removed("Ask Sam Oduya first", f"Ask {NAME_REMOVED} last")
    assert validated(erased.left_of(before)).text == f"Ask {NAME_REMOVED} first"
    assert isinstance(closed, ListeningSession)
