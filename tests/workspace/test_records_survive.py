"""Every record of the programme that people keep survives what may befall it, each type alike: a program
killed while it saves, undo, the person in it leaving, a backup brought back, `check`; no paper tells of it.

Redaction of remarks is held over all types in `test_canaries_gone`, what is due in `test_purging`, the copy
for sharing in `test_share_copy`.
"""

import json
import shutil
from contextlib import closing, suppress
from datetime import UTC, datetime

import msgspec
import pytest

from facilitator.documents.exports.finder import EXPORTS, EmptyCalendar, export
from facilitator.documents.render import RENDERABLE, render
from facilitator.model.base import Release, fields_of
from facilitator.model.person import Person
from facilitator.model.practice import CustomPractice, PracticeDecision
from facilitator.model.project import Project, TableAnswer
from facilitator.model.registry import ENTITIES
from facilitator.model.service import Service
from facilitator.model.session import SessionStatus
from facilitator.model.skills import SkillArea
from facilitator.model.smo import Champion, ServiceContact, Specialism
from facilitator.model.stakeholder import Stakeholder, StakeholderKind
from facilitator.model.story import Chain, Story
from facilitator.model.team import Team
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.erasure.engine import erase
from facilitator.workspace.erasure.person_erasure import person_erasure_task, plan_person_erasure
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.restore import restore
from tests.canaries import Filler, kinds_of
from tests.making import READ_BACK, session
from tests.tables import for_each

NOW = datetime(2026, 4, 9, 10, tzinfo=UTC)
NAME = "Zuleika Marchbanks"

BY_VERBS = {ServiceContact, TableAnswer, PracticeDecision, CustomPractice}
"""What people keep, too, by keys of their own instead of a form."""

KINDS = [kind for kind in kinds_of("programme") if ENTITIES[kind].by_hand or kind in BY_VERBS]
POINTED_AT = (Team, Person, Service, Specialism, Champion, SkillArea, Project, Chain, Story)


def each(kind):
    return kind.__name__


class Filled:
    """A programme with a record of every kind, each of them with one person where a person may stand."""

    def __init__(self, root):
        self.workspace = Workspace(root, clock=lambda: NOW)
        self.folder = folder = self.workspace.new_programme("Better Together", "H", timezone="UTC")
        team = folder.file.put(Team(name="Infrastructure", headcount=9)).id
        desk = folder.file.put(Team(name="Service Desk", headcount=9)).id
        self.person = folder.file.put(Person(name=NAME, team=team)).id
        self.other = folder.file.put(Person(name="Mina Reyes", team=team)).id
        ids = {"teams": team, "people": self.person, "practices": "change_enablement"}
        ids |= {"counterparts": None, "counterpart": desk, "learner": self.other}
        self.filler = filler = Filler(ids)
        self.kept = {}
        for kind in sorted(
            KINDS, key=lambda one: (one not in POINTED_AT, POINTED_AT.index(one) if one in POINTED_AT else 0)
        ):
            given = {Team: {"counterparts": (), "became": None, "retired": None}, Person: {"team": team}}.get(
                kind, {}
            )
            record = folder.file.put(filler.record(kind, **given))
            self.kept[kind] = record
            filler.ids.setdefault(ENTITIES[kind].table, record.id)
        self.session = folder.add_session(
            session(
                teams=(team,),
                facilitators=(self.other,),
                status=SessionStatus.REVIEWED,
                read_back=READ_BACK,
            )
        )


@pytest.fixture
def filled(tmp_path):
    made = Filled(tmp_path / "workspace")
    yield made
    made.folder.close()


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """A record of each kind, with a canary in each text."""
    made = Filled(tmp_path_factory.mktemp("filled"))
    with closing(made.folder):
        return made.kept


def test_every_part_of_people_is_among_them():
    parts = {entity.part for entity in ENTITIES.values() if entity.part}
    assert parts == {ENTITIES[kind].part for kind in KINDS} - {""}


@for_each("kind", KINDS, ids=each)
def test_a_program_killed_while_it_saves_leaves_all_of_it_or_what_was_before(kind, records, tmp_path):
    path, record = tmp_path / f"{kind.__name__}.json", msgspec.structs.replace(records[kind], id="")
    file = RecordFile(path, "programme")
    file.put(Team(id="first", name="First", headcount=9))
    journal = path.with_name(f"{path.name}.journal")
    states = [file.all(kind)]
    for change in (lambda: file.put(record), lambda: file.put(other_words(states[-1][-1])), file.undo):
        before = len(journal.read_bytes())
        change()
        states.append(file.all(kind))
        written = journal.read_bytes()
        for end in (before, before + 1, (before + len(written)) // 2, len(written) - 1, len(written)):
            here = tmp_path / f"{kind.__name__}-{len(states)}-{end}"
            here.mkdir()
            with suppress(FileNotFoundError):
                shutil.copy(path, here)
            (here / journal.name).write_bytes(written[:end])
            with closing(RecordFile(here / path.name, "programme")) as left:
                assert left.all(kind) == states[-1 if end == len(written) else -2], end
    file.close()


def other_words(record):
    """Return a record with other words, or the same where it has none."""
    changed = {
        field.name: f"{value} once more"
        for field in fields_of(type(record))
        if isinstance(value := getattr(record, field.name), str) and value.startswith("CANARY")
    }
    return msgspec.structs.replace(record, **changed)


@for_each("kind", KINDS, ids=each)
def test_undo_takes_it_back_and_brings_it_again(kind, records, tmp_path):
    with closing(RecordFile(tmp_path / f"{kind.__name__}.json", "programme")) as file:
        first = file.put(msgspec.structs.replace(records[kind], id=""))
        second = file.put(other_words(first))
        told = [()]
        for step in (file.undo, file.undo, file.redo, file.redo):
            step()
            told.append(same(file.all(kind)))
        assert told[1:] == [same([first]), (), same([first]), same([second])]
        file.remove(file.all(kind)[0])
        file.undo()
        assert same(file.all(kind)) == same([second])


def same(records):
    """Return records without the time at which they changed."""
    return tuple(msgspec.structs.replace(record, changed=NOW) for record in records)


def test_a_backup_brings_all_of_it_back(filled, tmp_path):
    before = {kind: filled.folder.file.all(kind) for kind in KINDS}
    path = back_up(filled.workspace, filled.folder, clock=lambda: NOW)
    there = Workspace(tmp_path / "another")
    restore(there, path)
    with closing(there.programme()) as folder:
        for kind, kept in before.items():
            assert folder.file.all(kind) == kept, kind


def test_check_finds_nothing_wrong_with_it_and_tells_what_points_at_nothing(filled):
    filled.folder.close()
    assert check(filled.workspace).problems == ()
    path, pointing = filled.folder.file.path, set()
    tables = json.loads(path.read_text(encoding="utf-8"))
    for kind, record in filled.kept.items():
        for _, table, id in record.references():
            if table not in ("practices", "modules"):  # those are looked up in files, by key
                pointing.add(kind)
                gone = with_gone(tables, ENTITIES[kind].table, record.id, id)
                path.write_text(json.dumps(gone), encoding="utf-8")
                assert any(table in each.what for each in check(filled.workspace).problems), kind
    assert len(pointing) > len(KINDS) / 2


def with_gone(tables, table, record, target):
    """Return the tables of a file in which one record points at nothing."""
    rows = {
        number: json.loads(json.dumps(row).replace(f'"{target}"', '"nowhere"'))
        if row["id"] == record
        else row
        for number, row in tables[table].items()
    }
    return tables | {table: rows}


# The person in it leaves ---------------------------------------------------------------------------

THEIRS = {"Champion", "GrantedHours", "ServiceContact", "SkillPage", "SkillPair", "Learning"}
"""What is nothing without the person it is about; of stakeholders those who are that person."""


def test_who_leaves_is_in_no_record_and_what_others_keep_stays(filled):
    put = filled.folder.file.put
    put(Stakeholder(name="Registrar", kind=StakeholderKind.PERSON, person=filled.person, fears="evenings"))
    for record in filled.kept.values():
        put(msgspec.structs.replace(named(record), changed=record.changed))
    back_up(filled.workspace, filled.folder, clock=lambda: NOW)
    person = filled.folder.people[filled.person]
    erase(
        person_erasure_task(
            plan_person_erasure(filled.workspace, filled.folder, person), lost=True, papers=True
        )
    )
    gone = {
        kind.__name__ for kind, record in filled.kept.items() if not filled.folder.file.find(kind, record.id)
    }
    assert gone == THEIRS
    assert not any(each.person == filled.person for each in filled.folder.file.all(Stakeholder))
    assert len(filled.folder.file.all(Stakeholder)) == 1
    filled.folder.close()
    for path in filled.workspace.root.rglob("*"):
        assert not path.is_file() or not any(
            word.encode() in path.read_bytes() for word in (NAME, filled.person)
        ), path
    assert check(filled.workspace).problems == ()


def named(record):
    """Return a record with the name of somebody in its first text."""
    told = (name for name in record.__struct_fields__ if str(getattr(record, name)).startswith("CANARY"))
    name = next(told, None)
    return record if name is None else msgspec.structs.replace(record, **{name: f"Ask {NAME} of it"})


# What leaves ---------------------------------------------------------------------------------------


def test_no_paper_and_no_export_holds_a_word_of_it_that_is_the_facilitators(filled):
    secret = [
        canary.text
        for canary in filled.filler.canaries
        if canary.only_us or ENTITIES[canary.kind].release is Release.FACILITATORS
    ]
    assert {canary.kind for canary in filled.filler.canaries if canary.text in secret} >= {
        Story,
        Chain,
        Stakeholder,
    }
    for document, row in RENDERABLE.items():
        if row.ready(SessionStatus.REVIEWED):
            said = render(filled.folder, document, session=filled.session, format="md")
            assert not [text for text in secret if text in said], document
    for what, row in EXPORTS.items():
        with suppress(EmptyCalendar):
            said = export(filled.folder, what, format=row.formats[0], session=filled.session)
            assert not [text for text in secret if text.encode() in said], what
