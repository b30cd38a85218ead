"""A copy for sharing holds what its readers may see, in no file anything else."""

from contextlib import closing
from datetime import UTC, datetime

import msgspec
import pytest

from facilitator.errors import BadInput, RuleBroken
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import EVERYONE, LEADERS, Attribution, Visibility
from facilitator.model.base import Release
from facilitator.model.debrief import Debrief
from facilitator.model.field_shapes import asked_fields
from facilitator.model.handle import HandleKey
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.project import Project
from facilitator.model.pulse import PulseSurvey
from facilitator.model.registry import ENTITIES
from facilitator.model.service import Service
from facilitator.model.session import ListeningSession, SessionStatus
from facilitator.model.skills import SkillArea
from facilitator.model.smo import Champion, SelectionQuality, Specialism
from facilitator.model.stakeholder import Resistance, Stakeholder, Stance
from facilitator.model.story import Chain
from facilitator.model.team import Team
from facilitator.workspace.erasure.text_search import Sought, files_with
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.check import check
from facilitator.workspace.release.share_copy import NO_TEAM, share
from facilitator.workspace.release.withheld import withheld
from tests.canaries import Filler, kinds_of
from tests.cli.command_line import answer, run
from tests.making import DAY
from tests.workspace.test_named_and_counted import parts

V = Visibility
SAID = (Observation, ImprovementIdea, Action, Commitment)


class Whole:
    """A programme with a record of every type, at every visibility, each session a level of its own."""

    def __init__(self, root) -> None:
        self.workspace = Workspace(root, clock=lambda: datetime(2026, 3, 20, 10, tzinfo=UTC))
        self.folder = folder = self.workspace.new_programme("Better Together", "H", timezone="UTC")
        ids = {"teams": folder.file.put(Team(name="Infrastructure", headcount=9)).id}
        ids["people"] = folder.file.put(Person(name="Sam Oduya", team=ids["teams"])).id
        ids["services"] = folder.file.put(Service(name="Printing")).id
        ids["specialisms"] = folder.file.put(Specialism(name="Change")).id
        ids["projects"] = folder.file.put(Project(name="P")).id
        ids["chains"] = folder.file.put(Chain(output="O")).id
        ids["skill_areas"] = folder.file.put(SkillArea(name="Network", team=ids["teams"])).id
        champion = Champion(person=ids["people"], specialism=ids["specialisms"], consented=True)
        ids["champions"] = folder.file.put(champion).id
        ids |= {"practices": "change_enablement", "counterparts": None}
        ids["counterpart"] = folder.file.put(Team(name="Service Desk", headcount=9)).id
        filler = Filler(ids)
        for kind in kinds_of("programme"):
            if kind not in (Programme, PulseSurvey):
                folder.file.put(filler.record(kind, counterparts=()) if kind is Team else filler.record(kind))
        for level in V:
            file = folder.add_session(filler.record(ListeningSession, status=SessionStatus.REVIEWED))
            for kind in kinds_of("session"):
                if kind is not ListeningSession:
                    file.put(filler.record(kind, V.FACILITATOR if kind is Debrief else level))
        waiting = folder.add_session(filler.record(ListeningSession, status=SessionStatus.CAPTURED))
        self.waiting = waiting.put(Observation(text="WAITING-canary", visibility=V.OPEN, room_yes=DAY))
        gone = file.put(Observation(text="UNDONE-canary", visibility=V.OPEN, room_yes=DAY))
        file.remove(gone)
        folder.file.put(Person(name="Nobody Canary"))
        self.canaries = filler.canaries


@pytest.fixture
def whole(tmp_path):
    made = Whole(tmp_path / "workspace")
    yield made
    made.folder.close()


def may_be_there(canary, level):
    """Say it in the words of docs/field.md, not in those of the code."""
    if canary.only_us or canary.only_team or canary.path.startswith("script."):
        return False
    release = ENTITIES[canary.kind].release
    if release is Release.WORDS:
        return canary.level.reaches(level) and canary.kind is not InterfaceSide
    return release is Release.FRAME


@pytest.mark.parametrize("audience", [LEADERS, EVERYONE], ids=["leaders", "everyone"])
def test_no_file_of_it_holds_what_is_withheld(whole, tmp_path, audience):
    made = share(whole.folder, tmp_path / "out", audience)
    there = {path.read_bytes() for path in made.path.rglob("*") if path.is_file()}
    held = b"".join(there).decode("utf-8")
    pruned = [canary for canary in whole.canaries if canary.kind is Person]
    for canary in whole.canaries:
        if canary in pruned:  # of people, only those something in the copy points at
            assert canary.text not in held
        elif canary.path.rpartition(".")[2] not in ("segment",):
            assert (canary.text in held) is may_be_there(canary, audience.level), canary
    for words in ("WAITING-canary", "UNDONE-canary", "Nobody Canary"):
        assert not files_with(Sought([words]), made.path)
    assert "Sam Oduya" in held


def test_what_is_chosen_for_the_facilitators_alone_is_not_in_it_either(whole, tmp_path):
    file = whole.folder.file
    champion = file.all(Champion)[0]
    file.put(msgspec.structs.replace(champion, qualities=(SelectionQuality.PASSION,), also_manages=True))
    file.put(Stakeholder(name="Registrar", stance=Stance.WARY, cause=Resistance.STANDS_TO_LOSE, bridge=True))
    with closing(Workspace(share(whole.folder, tmp_path / "out").path).programme()) as copy:
        assert any(each.also_manages for each in copy.file.all(Champion))
        for kind in kinds_of("programme"):
            private = {each.name: each.info.blank for each in asked_fields(kind) if each.info.only_us}
            there = copy.file.all(kind)
            assert not (there and ENTITIES[kind].release in (Release.FACILITATORS, Release.NOBODY)), kind
            assert all(getattr(each, name) == blank for each in there for name, blank in private.items())


def test_it_is_a_programme_like_any_other_with_nothing_beside_its_files(whole, tmp_path):
    made = share(whole.folder, tmp_path / "out")
    assert check(Workspace(made.path)).problems == ()
    assert {path.suffix for path in made.path.rglob("*") if path.is_file()} == {".json"}
    with closing(Workspace(made.path).programme()) as copy:
        assert copy.programme.name == "Better Together"
        assert not any(file.undo_label for file in copy.files)
        copy.file.put(Team(name="Another", headcount=3))


def test_words_stand_apart_from_their_session(whole, tmp_path):
    made = share(whole.folder, tmp_path / "out", EVERYONE)
    with closing(Workspace(made.path).programme()) as copy:
        (themes,) = [file for file in copy.sessions if any(map(file.all, SAID))]
        assert [copy.teams[id].name for id in themes.session.teams] == [NO_TEAM]
        assert all(map(themes.all, SAID))
        for note in themes.all(Observation):
            assert (note.team, note.counterparts, note.segment, note.nods) == (None, (), "", 0)
            assert note.room_yes == whole.folder.today()


def test_no_id_of_the_programme_is_in_the_copy(whole, tmp_path):
    made = share(whole.folder, tmp_path / "out")
    held = b"".join(path.read_bytes() for path in made.path.rglob("*.json"))
    files = (whole.folder.file, *whole.folder.sessions)
    ids = {
        record.id
        for file in files
        for kind in ENTITIES
        if kind in kinds_of(file.kind)
        for record in file.all(kind)
    }
    secrets = {key.secret for key in whole.folder.file.all(HandleKey)}
    assert len(ids) > 20
    assert secrets
    assert not [each for each in ids | secrets if each.encode() in held]


def test_a_note_that_may_name_its_team_stays_with_it(whole, tmp_path):
    file = whole.folder.sessions[0]
    file.put(
        Observation(
            text="We say it",
            visibility=V.PROGRAMME,
            room_yes=whole.folder.today(),
            attribution=Attribution.TEAM,
        )
    )
    made = share(whole.folder, tmp_path / "out")
    with closing(Workspace(made.path).programme()) as copy:
        (session,) = [each for each in copy.sessions if each.session.number == file.session.number]
        (note,) = session.all(Observation)
        assert note.text == "We say it"


def test_when_the_release_rules_are_wrong_no_copy_is_made(whole, tmp_path, monkeypatch):
    monkeypatch.setattr("facilitator.workspace.release.release.may_see", lambda *_: True)
    with pytest.raises(RuleBroken, match="may not see"):
        share(whole.folder, tmp_path / "out")
    assert not list(tmp_path.glob("*out*"))


def test_what_is_looked_for_is_all_that_is_withheld(whole):
    sought = withheld(whole.folder, V.PROGRAMME, ())
    for canary in whole.canaries:
        last = canary.path.rpartition(".")[2]
        remarks = {field.name for field in parts(canary.kind) if field.remark}
        if last in remarks and canary.kind is not InterfaceSide:
            assert sought.in_text(canary.text) is not may_be_there(canary, V.PROGRAMME), canary
    ids = [record.id for kind in ENTITIES for record in whole.folder.file.all(kind)]
    assert all(map(sought.in_text, ids))


def test_a_folder_that_holds_something_is_refused(whole, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(BadInput):
        share(whole.folder, tmp_path / "out")
    with pytest.raises(BadInput):
        share(whole.folder, whole.folder.path / "inside")
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_the_command_makes_it_and_check_passes(example, tmp_path, monkeypatch):
    monkeypatch.setenv("FACILITATOR_WORKSPACE", str(tmp_path))
    demo = ("--programme", example.folder.programme.name)
    made = answer(run("share-copy", tmp_path / "out", "--json", *demo))
    assert made["sessions"] > 1
    assert run("check", "--workspace", tmp_path / "out").exit_code == 0
    assert run("share-copy", tmp_path / "out", *demo).exit_code == 2
    withheld = [
        note.text
        for file in example.folder.sessions
        for note in file.all(Observation)
        if not note.visibility.reaches(V.PROGRAMME)
    ]
    assert withheld
    assert not files_with(Sought(withheld), tmp_path / "out")
