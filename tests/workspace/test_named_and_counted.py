"""Who is named, who is only counted, and whose yes it takes."""

import re
from contextlib import closing
from datetime import timedelta

import msgspec
import pytest

from facilitator.errors import RuleBroken
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.action import Commitment
from facilitator.model.audience import Attribution, Audience, AudienceKind, Visibility, Worded
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.registry import ENTITIES
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.model.trail import Issued
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import REPAIRED
from facilitator.workspace.integrity.manifest import verify
from facilitator.workspace.integrity.repair import keep_copies
from facilitator.workspace.release.issued import issued_before_lowering, remember_issued
from tests.canaries import Filler
from tests.cli.command_line import answer, review, run, session_path
from tests.clock import FakeClock
from tests.making import DAY, READ_BACK, session
from tests.tables import for_each

V = Visibility
BY_ROLE = {
    "Service": {"manager", "delegate", "cover"},
    "Champion": {"person"},
    "Leader": {"person"},
    "Learning": {"person"},
    "ListeningSession": {"facilitators"},
    "Action": {"owner"},
    "Commitment": {"person"},
    "Message": {"sender"},
    "Observation": {"said_by"},
    "SkillPage": {"person"},
    "SkillPair": {"teacher", "learner"},
    "Stakeholder": {"reached_by", "person"},
    "TableAnswer": {"owner"},
}
"""The only fields that point at a person: roles people accepted, and what they agreed to be named for."""


def parts(kind, seen=()):
    """Yield every field of a type with those of the Structs inside it."""
    for field in fields_of(kind):
        yield field
        for inner in structs_in(field.type):
            if inner not in seen:
                yield from parts(inner, (*seen, inner))


def structs_in(hint):
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for arg in getattr(hint, "__args__", ()):
        yield from structs_in(arg)


def test_people_are_pointed_at_only_for_roles_and_with_their_yes():
    found = {}
    for kind in ENTITIES:
        named = {field.name for field in parts(kind) if field.ref == "people"}
        if named:
            found[kind.__name__] = named
    assert found == BY_ROLE


@for_each("kind", ENTITIES, ids=lambda kind: kind.__name__)
def test_there_is_no_roster_and_nobody_who_voted(kind):
    who = re.compile(r"attend|particip|present|voter|respond|answered_by|invited|guest|roster")
    for field in parts(kind):
        if who.search(field.name):
            plain = str(field.type)
            assert field.ref is None
            assert not field.words, f"{kind.__name__}.{field.name} could hold names"
            assert "str" not in plain.replace("StrEnum", ""), f"{kind.__name__}.{field.name} is {plain}"


# The room's yes

WORDED = [kind for kind in ENTITIES if issubclass(kind, Worded) and kind is not Debrief]


@pytest.fixture
def meeting(tmp_path):
    with closing(Workspace(tmp_path).new_programme("B", "H", timezone="UTC")) as folder:
        team = folder.file.put(Team(name="Infrastructure", headcount=9)).id
        folder.file.put(Team(name="Service Desk", headcount=9))
        yield (
            folder,
            folder.add_session(session(teams=(team,), status=SessionStatus.REVIEWED, read_back=READ_BACK)),
        )


@pytest.mark.parametrize("kind", WORDED, ids=lambda kind: kind.__name__)
def test_no_record_goes_beyond_the_team_without_a_yes_of_its_own(meeting, kind):
    folder, file = meeting
    team, other = folder.teams
    filler = Filler({"teams": team, "counterpart": other, "practices": "change_enablement"})
    record = file.put(filler.record(kind, V.TEAM))
    for level in (V.PARTNERS, V.PROGRAMME, V.OPEN):
        with pytest.raises(RuleBroken, match="room's yes"):
            file.put(msgspec.structs.replace(record, visibility=level, room_yes=None))
    long_ago = folder.today() - timedelta(days=40)
    said = file.put(msgspec.structs.replace(record, visibility=V.PARTNERS, room_yes=folder.today()))
    with pytest.raises(RuleBroken, match="room's yes"):
        file.put(msgspec.structs.replace(said, visibility=V.OPEN, room_yes=long_ago))
    lowered = file.put(msgspec.structs.replace(said, visibility=V.TEAM))
    assert lowered.visibility is V.TEAM
    assert file.put(msgspec.structs.replace(lowered, visibility=V.FACILITATOR))


def test_one_more_counterpart_needs_a_yes_of_its_own(meeting):
    folder, file = meeting
    _, other = folder.teams
    third = folder.file.put(Team(name="Project Office", headcount=9)).id
    long_ago = folder.today() - timedelta(days=40)
    note = Observation(text="Words", visibility=V.PARTNERS, room_yes=long_ago, counterparts=(other,))
    note = file.put(note)
    with pytest.raises(RuleBroken, match="room's yes"):
        file.put(msgspec.structs.replace(note, counterparts=(other, third)))
    assert file.put(msgspec.structs.replace(note, counterparts=())).counterparts == ()


def test_lowering_is_no_yes(meeting):
    folder, file = meeting
    long_ago = folder.today() - timedelta(days=40)
    note = file.put(Observation(text="Words", visibility=V.OPEN, room_yes=long_ago))
    live = LiveSession(SessionDesk(file, clock=FakeClock(), today=folder.today))
    assert live.editing.set_visibility(note, V.PROGRAMME).room_yes == long_ago
    assert live.editing.set_visibility(note, V.TEAM).room_yes is None
    assert live.editing.set_visibility(note, V.OPEN).room_yes == folder.today()


# A name is taken back


def test_a_name_taken_back_is_gone_from_every_file(tmp_path):
    workspace = Workspace(tmp_path)
    with closing(workspace.new_programme("B", "H", timezone="UTC")) as folder:
        team = folder.file.put(Team(name="Infrastructure", headcount=9)).id
        sam = folder.file.put(Person(name="Sam Oduya-Canary", team=team)).id
        given = {"teams": (team,), "status": SessionStatus.REVIEWED, "read_back": READ_BACK}
        file = folder.add_session(session(**given))
        note = file.put(Observation(text="Words", attribution=Attribution.NAMED, said_by=sam))
        file.put(Commitment(text="A promise", role="Director", person=sam))
        other = folder.add_session(session(**given))
        once = other.put(Observation(text="Earlier", attribution=Attribution.NAMED, said_by=sam))
        other.put(msgspec.structs.replace(once, attribution=Attribution.NONE, said_by=None))
        backup = back_up(workspace, folder)
        keep_copies(file.path, folder.path / REPAIRED / "before")
    run("render", "action-plan", "--session", "L-01", "--workspace", tmp_path)
    paper = next((tmp_path / "documents").glob("*.html"))
    paper.write_text(paper.read_text() + "<p>Sam Oduya-Canary</p>")
    with closing(workspace.programme()) as folder:
        sessions = {
            "sessions": folder.sessions[:1],
            "audience": Audience(AudienceKind.TEAM, frozenset({team})),
        }
        remember_issued(folder, paper, document="action-plan", format="html", **sessions)
    no = run("withdraw-name", "Sam Oduya-Canary", "--workspace", tmp_path, stdin="\n\nn\n")
    assert "Nothing was changed" in no.stderr
    done = answer(run("withdraw-name", "Sam Oduya-Canary", "--yes", "--json", "--workspace", tmp_path))
    assert done["records"] == 2
    assert len(done["made_anew"]) == 1
    for path in (each for each in tmp_path.rglob("*") if each.is_file() and each.name != "programme.json"):
        if not path.name.startswith("programme.json"):
            assert sam.encode() not in path.read_bytes(), path
            assert b"Sam Oduya-Canary" not in path.read_bytes(), path
    verify(backup)
    with closing(workspace.programme()) as folder:
        assert folder.people[sam].name == "Sam Oduya-Canary"
        kept = folder.sessions[0].find(Observation, note.id)
        assert (kept.text, kept.attribution, kept.said_by) == ("Words", Attribution.NONE, None)
        assert not any(each.undo() for each in folder.sessions)


# What was issued


def test_commands_remember_what_they_write_and_nothing_of_its_words(programme, root, tmp_path):
    review(root)
    run("capture", "L-01", "- CANARY in a note")
    run("render", "action-plan", "--session", "L-01")
    run("render", "action-plan", "--session", "L-01", "--output", tmp_path / "mine.md")
    run("render", "action-plan", "--session", "L-01", "--output", "-")
    run("export", "actions", "--output", tmp_path / "actions.csv")
    with closing(Workspace(root).programme("Better Together")) as folder:
        issued = folder.file.all(Issued)
        (file,) = folder.sessions
        assert [(each.document, each.format, each.audience) for each in issued] == [
            ("action-plan", "html", AudienceKind.TEAM),
            ("action-plan", "md", AudienceKind.TEAM),
            ("actions", "csv", AudienceKind.LEADERS),
        ]
        assert all(each.sessions == (file.session.id,) for each in issued)
        assert issued[1].file == "mine.md"
        assert len({each.digest for each in issued}) == 3
    shown = answer(run("session", "show", "L-01", "--json"))
    assert [each["file"] for each in shown["issued"]] == [each.file for each in issued]
    assert session_path(programme).exists()


def test_lowering_tells_what_left_for_whom_it_was_visible(meeting):
    folder, file = meeting
    team, other = folder.teams
    base = {"format": "html", "sessions": (file.session.id,), "digest": "0" * 64}
    before = file.put(Observation(text="Words", visibility=V.PROGRAMME, room_yes=DAY))
    issued = {
        name: folder.file.put(Issued(document="action-plan", file=name, audience=kind, teams=teams, **base))
        for name, kind, teams in (
            ("own.html", AudienceKind.TEAM, (team,)),
            ("other.html", AudienceKind.TEAM, (other,)),
            ("leaders.html", AudienceKind.LEADERS, ()),
            ("us.html", AudienceKind.FACILITATORS, ()),
        )
    }

    def names(level):
        after = msgspec.structs.replace(before, visibility=level)
        return {each.file for each in issued_before_lowering(folder, file, before, after)}

    assert set(issued) == {"own.html", "other.html", "leaders.html", "us.html"}
    assert names(V.TEAM) == {"leaders.html"}
    assert names(V.FACILITATOR) == {"leaders.html", "own.html"}
    assert names(V.OPEN) == set()
