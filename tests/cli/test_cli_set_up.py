"""A planned session is changed, planned again, cancelled, deleted and said to be held by plain commands."""

import pytest

from facilitator.live.paper_entry.entry import sheet_of
from facilitator.live.paper_entry.sheet import laid_out
from facilitator.model.observation import Observation
from facilitator.model.session import Mode, SessionStatus
from facilitator.opening import open_session
from facilitator.text import clean_line
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import SET_UP
from tests.cli.command_line import HOSTILE, answer, contents, new_session, review, run, session_path
from tests.clock import FakeClock
from tests.tables import for_each


def sessions(root):
    folder = Workspace(root).programme("Better Together")
    found = [file.session for file in folder.sessions]
    folder.close()
    return found


def test_the_set_up_is_changed_as_one_and_sessions_takes_it_back(root, programme):
    (before,) = sessions(root)
    changed = run(
        *("session", "change", "L-01", "--name", "Spring", "--day", "2026-04-30", "--time", "14:00"),
        *("--where", "room and remote", "--place", "Room 2", "--second", "Infra"),
        *("--facilitators", "Ana Lima, Ben Ode", "--practices", "change, incident"),
    )
    assert changed.stdout == "L-01: the set-up is changed.\n"
    (now,) = sessions(root)
    assert (now.name, now.place, now.mode) == ("Spring", "Room 2", Mode.HYBRID)
    assert (str(now.planned_start), len(now.teams)) == ("2026-04-30 14:00:00+00:00", 2)
    assert (now.shortlist, len(now.facilitators)) == (("change_enablement", "incident_management"), 2)
    folder = Workspace(root).programme("Better Together")
    folder.sessions[0].undo(lambda change: change.about == SET_UP)
    folder.close()
    (back,) = sessions(root)
    assert (back.teams, back.shortlist) == (before.teams, before.shortlist)


def test_another_script_brings_its_minutes_and_practices(root, programme):
    run("session", "change", "L-01", "--script", "listening-technical")
    (now,) = sessions(root)
    assert (now.script.key, now.minutes) == ("listening-technical", 90)
    assert now.shortlist[0] == now.script.offer[0]
    run("session", "change", "L-01", "--practices", "change")
    run("session", "change", "L-01", "--script", "listening-30", "--second", "Infra")
    (now,) = sessions(root)
    assert (now.minutes, len(now.teams)) == (30, 2)
    run("session", "change", "L-01", "--second", "")
    assert len(sessions(root)[0].teams) == 1


def test_of_a_session_that_began_only_what_it_is_called_changes(root, programme):
    run("capture", "L-01", "- The form asks twice")
    review(root, 1)
    assert run("session", "change", "L-01", "--name", "First", "--place", "Room 3").exit_code == 0
    refused = run("session", "change", "L-01", "--name", "Other", "--script", "listening-30")
    assert (refused.exit_code, "its set-up stays" in refused.stderr) == (2, True)
    assert (sessions(root)[0].name, sessions(root)[0].minutes) == ("First", 60)


def test_another_session_has_the_same_set_up_a_week_from_today(root, programme):
    run("session", "change", "L-01", "--practices", "change", "--place", "Room 2")
    made = answer(run("--as-of", "2026-03-16", "session", "again", "L-01", "--json"))
    assert (made["short_id"], made["planned_start"]) == ("L-02", "2026-03-23T10:00:00Z")
    assert (made["place"], made["shortlist"]) == ("Room 2", ["change_enablement"])
    late = run("session", "again", "L-01", "--day", "2026-04-30", "--time", "20:00")
    assert "outside working hours" in late.stderr


def test_a_team_is_invited_once_and_the_set_up_still_changes(root, programme):
    assert run("session", "invited", "L-01").stdout == "L-01: the team is invited.\n"
    assert sessions(root)[0].status is SessionStatus.INVITED
    again = run("session", "invited", "L-01")
    assert (again.exit_code, "is invited already" in again.stderr) == (2, True)
    assert run("session", "change", "L-01", "--place", "Room 2").exit_code == 0
    assert run("session", "cancel", "L-01").exit_code == 0
    assert run("session", "invited", "L-01").exit_code == 2


def test_a_planned_session_is_cancelled_and_its_file_stays(root, programme):
    assert run("session", "cancel", "L-01").stdout == "L-01 is cancelled; its file stays.\n"
    assert sessions(root)[0].status is SessionStatus.CANCELLED
    assert "cannot be cancelled" in run("session", "cancel", "L-01").stderr


def test_a_mistaken_session_is_deleted_after_a_question(root, programme):
    path = session_path(programme)
    assert "Nothing was changed" in run("session", "remove", "L-01", stdin="n\n").stderr
    assert path.exists()
    assert run("session", "remove", "L-01", stdin="y\n").stdout == "L-01 is deleted.\n"
    assert not path.exists()
    assert run("session", "remove", "L-01").exit_code == 2


def test_where_nobody_can_answer_nothing_is_deleted(root, programme):
    before = contents(root)
    assert run("session", "remove", "L-01", stdin="").exit_code == 130
    assert contents(root) == before


def test_what_was_heard_is_not_deleted(root, programme):
    run("capture", "L-01", "( the room went quiet")
    before = contents(root)
    refused = run("session", "remove", "L-01", "--yes")
    assert (refused.exit_code, "It holds what was heard." in refused.stderr) == (2, True)
    assert "quiet" not in refused.stderr
    assert contents(root) == before


def test_a_session_held_on_paper_has_its_sheet_typed_in(root, programme):
    run("session", "held", "L-01")
    assert sessions(root)[0].status is SessionStatus.CAPTURED
    assert "was not held on paper" in run("session", "held", "L-01").stderr
    sheet = "here 8\nchange p w 5 2 1\n- The form asks twice +5\ni One form\n\nv 1 2\nroti 5:2 4:5\ngossip\n"
    entered = run("session", "from-paper", "L-01", "-", stdin=sheet)
    assert entered.exit_code == 0, entered.stderr
    assert "8 people were here" in entered.stdout
    shown = answer(run("session", "show", "L-01", "--json"))
    assert (shown["attendance"], [each["text"] for each in shown["notes"]]) == (
        8,
        ["The form asks twice", "gossip"],
    )
    assert [each["title"] for each in shown["ideas"]] == ["One form"]


def test_the_rows_of_its_sheet_are_printed_filled_in_and_piped_back(root, programme):
    run("session", "held", "L-01")
    rows = run("session", "from-paper", "L-01", "--blank").stdout
    folder = Workspace(root).programme()
    assert rows == f"{laid_out(sheet_of(open_session(folder, folder.sessions[0], FakeClock())))}\n"
    folder.close()
    told = {
        "here …": "here 8",
        "i1 …": "i1 One form = 2 5 1",
        "a1 …": "a1 Write it for 1 @Sam Oduya",
        "next …": "next 9 x",
    }
    for row, said in told.items():
        rows = rows.replace(f"{row}\n", f"{said}\n")
    entered = run("session", "from-paper", "L-01", "-", stdin=rows)
    places = {line.split(": ")[0] for line in entered.stderr.splitlines()}
    assert places == {f"Line {rows.splitlines().index(said) + 1}" for said in (told["a1 …"], told["next …"])}
    shown = answer(run("session", "show", "L-01", "--json"))
    assert shown["attendance"] == 8
    assert [each["title"] for each in shown["ideas"]] == ["One form"]


def test_a_sheet_can_be_read_first_and_is_given_back_when_it_cannot_be_saved(root, programme):
    before = contents(root)
    run("session", "from-paper", "L-01", "--dry-run", "here 8", "- The form asks twice")
    assert contents(root) == before
    assert "There is nothing to save" in run("session", "from-paper", "L-01", " ").stderr
    review(root, 1)
    refused = run("session", "from-paper", "L-01", "- The form asks twice")
    assert (refused.exit_code, "- The form asks twice" in refused.stderr) == (2, True)


REFUSED = (
    (("change", "L-01"), "Nothing to change"),
    (("change", "L-09", "--name", "x"), "There is no session"),
    (("change", "L-01", "--day", "someday"), "is not a day"),
    (("change", "L-01", "--time", "noonish"), "is not a time"),
    (("change", "L-01", "--where", "the moon"), "There is no place to meet"),
    (("change", "L-01", "--second", "Nobody"), "There is no team"),
    (("change", "L-01", "--second", "Service Desk"), "two different teams"),
    (("change", "L-01", "--script", "dance"), "There is no script"),
    (("change", "L-01", "--practices", "dance", "--facilitators", "Ana Lima"), "There is no practice"),
    (("again", "L-01", "--day", "someday"), "is not a day"),
    (("cancel", "L-09"), "There is no session"),
)


@for_each("words, because", REFUSED)
def test_what_cannot_be_is_refused_in_words_and_nobody_is_stored(root, programme, words, because):
    before = contents(root)
    refused = run("session", *words)
    assert (refused.exit_code, because in refused.stderr) == (2, True), refused.stderr
    assert contents(root) == before


def test_nothing_is_planned_with_a_team_that_is_no_more(root, programme):
    run("team", "retire", "Infrastructure")
    for words in (
        ("new", "--team", "Infra", "--script", "listening-30"),
        ("change", "L-01", "--second", "Infra"),
    ):
        assert "is retired since" in run("session", *words).stderr
    assert len(sessions(root)) == 1


def test_a_session_another_window_holds_stays_as_it_is(root, programme):
    folder = Workspace(root).programme("Better Together")
    folder.sessions[0].hold()
    try:
        for words in (
            ("change", "L-01", "--name", "x"),
            ("cancel", "L-01"),
            ("remove", "L-01", "--yes"),
            ("held", "L-01"),
        ):
            assert run("session", *words).exit_code == 1
    finally:
        folder.close()
    assert sessions(root)[0].status is SessionStatus.DRAFT


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_words(root, programme, words):
    taken = run("session", "change", "L-01", "--name", words, "--place", words).exit_code == 0
    run("session", "change", "L-01", "--facilitators", words)
    run("session", "from-paper", "L-01", words)
    run("session", "show", "L-01")
    folder = Workspace(root).programme("Better Together")
    assert folder.sessions[0].session.place == (clean_line(words) if taken else "")
    folder.close()


def test_what_is_typed_in_is_a_note_like_any(root, programme):
    new_session(team="Infrastructure")
    run("session", "from-paper", "L-02", "a write it @sam due fri", "- slow forms")
    folder = Workspace(root).programme("Better Together")
    assert [each.text for each in folder.sessions[1].all(Observation)] == ["slow forms"]
    folder.close()
