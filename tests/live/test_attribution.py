"""Who said a note: a name stands there only after a yes, and goes without a trace."""

import msgspec
import pytest

from facilitator.errors import RuleBroken
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.audience import Attribution
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.making import DAY, READ_BACK
from tests.workspace.listening import DEV, PEOPLE, PRACTICES, SAM, TEAMS, planned

NAMED, TEAM, NONE = Attribution.NAMED, Attribution.TEAM, Attribution.NONE


@pytest.fixture
def live(tmp_path):
    clock = FakeClock()
    file = SessionFile(tmp_path / "session.json", clock=clock.now)
    file.put(planned())
    yield LiveSession(
        SessionDesk(file, clock=clock, today=DAY, practices=PRACTICES, teams=TEAMS, people=PEOPLE)
    )
    file.close()


@pytest.fixture
def note(live):
    return live.notes.add("The board meets on Tuesdays", "hurts")


@pytest.fixture
def tells(live, tmp_path):
    """Tell whether any file of the session holds a text, read by bytes."""

    def tell(text):
        return any(text.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    return tell


def who(note):
    return note.attribution, note.said_by


def test_a_name_is_put_on_and_undone(live, note):
    assert who(live.notes.set_attribution(note, NAMED, SAM.id)) == (NAMED, SAM.id)
    assert SAM.name not in live.undo_label
    live.undo()
    assert who(live.notes.all[0]) == (NONE, None)


@pytest.mark.parametrize("less", [NONE, TEAM])
def test_a_name_goes_off_without_a_trace(live, note, tells, less):
    live.notes.set_attribution(note, NAMED, SAM.id)
    live.notes.add_nods(note)
    assert tells(SAM.id)
    kept = live.notes.set_attribution(note, less)
    assert (*who(kept), kept.nods) == (less, None, 1)
    assert not tells(SAM.id)
    live.undo()
    assert who(live.notes.all[0]) == (less, None)


def test_another_name_leaves_nothing_of_the_first(live, note, tells):
    live.notes.set_attribution(note, NAMED, SAM.id)
    live.notes.set_attribution(note, NAMED, DEV.id)
    assert (tells(SAM.id), tells(DEV.id)) == (False, True)


def test_a_name_that_was_undone_is_told_no_more_either(live, note, tells):
    live.notes.set_attribution(note, NAMED, SAM.id)
    live.undo()
    live.notes.set_attribution(note, NONE)
    assert live.redo() is None
    assert not tells(SAM.id)


def test_a_note_that_becomes_private_loses_the_name_for_good(live, note, tells):
    live.notes.set_attribution(note, NAMED, SAM.id)
    live.notes.set_kind(note, "private")
    assert not tells(SAM.id)
    live.undo()
    assert live.notes.all[0].said_by is None


def test_the_team_is_an_ordinary_change(live, note):
    live.notes.set_attribution(note, TEAM)
    live.notes.set_attribution(note, NONE)
    live.undo()
    assert live.notes.all[0].attribution is TEAM


def test_a_private_note_names_nobody(live):
    note = live.notes.add("Careful", "private")
    assert not live.notes.may_name(note)
    with pytest.raises(RuleBroken, match="names nobody"):
        live.notes.set_attribution(note, NAMED, SAM.id)
    assert who(live.notes.all[0]) == (NONE, None)


def test_named_and_a_person_belong_together(live, note):
    for attribution, said_by in ((NAMED, None), (TEAM, SAM.id), (NONE, SAM.id)):
        with pytest.raises(RuleBroken):
            live.notes.set_attribution(note, attribution, said_by)


def test_a_closed_session_lets_a_name_go_and_takes_none(live, note, tells):
    other = live.notes.add("Nobody reads the form", "hurts")
    live.notes.set_attribution(note, NAMED, SAM.id)
    closed = {"status": SessionStatus.CLOSED, "read_back": READ_BACK}
    with live.records.group("held long ago"):
        for status in (SessionStatus.RUNNING, SessionStatus.CAPTURED, SessionStatus.REVIEWED):
            live.records.put(msgspec.structs.replace(live.session, **(closed | {"status": status})))
        live.records.put(msgspec.structs.replace(live.session, status=SessionStatus.SHARED))
        live.records.put(msgspec.structs.replace(live.session, **closed))
    assert not live.notes.may_name(other)
    for each, person in ((other, DEV), (note, DEV)):
        with pytest.raises(RuleBroken, match="names nobody new"):
            live.notes.set_attribution(each, NAMED, person.id)
    live.notes.set_attribution(note, NONE)
    assert not tells(SAM.id)
