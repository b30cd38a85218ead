"""Quick entry of a filled paper: what each line becomes, and that none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.errors import RuleBroken
from facilitator.live.desk import SessionDesk
from facilitator.live.paper_entry.entry import ON_PAPER, Entry, context_of, enter, read_entry
from facilitator.live.paper_entry.forms import FORMS
from facilitator.live.paper_entry.said import IdeaRow, PaperPromise, Written
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, Commitment
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Frequency, Interaction, TouchRole
from facilitator.model.ladder import Agreement
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.session import Draft
from facilitator.text import clean_line
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.workspace.listening import DESK, DEV, INFRASTRUCTURE, PEOPLE, PRACTICES, TEAMS, planned

AFTERWARDS = date(2026, 3, 16)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSession]:
    file, live = opened(tmp_path / "session.json")
    yield live
    file.close()


def opened(path: Path, *teams: str, today: date = AFTERWARDS) -> tuple[SessionFile, LiveSession]:
    """Return a session of these teams, of one where none is named, before its paper is typed in."""
    clock = FakeClock()
    file = SessionFile(path, clock=clock.now)
    file.put(replace(planned(), teams=teams or planned().teams))
    desk = SessionDesk(
        file,
        clock=clock,
        today=today,
        practices=PRACTICES,
        teams=TEAMS,
        people=PEOPLE,
        add_person=lambda name: Person(id=f"p-{name}", name=name, team="t-infra"),
    )
    return file, LiveSession(desk)


def told(live: LiveSession, text: str) -> list[str]:
    """Return the read-back, one string a line; trouble stands behind it."""
    context = context_of(live)
    return [
        f"{line.fact.what} | {line.fact.words(context.capture)}"
        + (f" !! {line.trouble}" if line.trouble else "")
        for line in read_entry(text, context).lines
    ]


def heard(live: LiveSession, text: str) -> Interaction:
    """Enter *text* and return what is then known of change enablement."""
    enter(live, text)
    found = live.touch.interaction("change_enablement")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "change p w 5 2 1",
            "touch map | Change enablement: performs weekly, matters 5, runs 2, 1 Scripted",
        ),
        (
            "#change p w 5 2 1",
            "touch map | Change enablement: performs weekly, matters 5, runs 2, 1 Scripted",
        ),
        ("Change P W - - 0", "touch map | Change enablement: performs weekly, 0 Disconnected"),
        (
            "service desk r d 4 3 2",
            "touch map | Service desk: receives daily, matters 4, runs 3, 2 Understood",
        ),
        ("knowledge n", "touch map | Knowledge management: never meets it"),
        ("knowledge c m", "touch map | Knowledge management: contributes monthly"),
        ("problem - - - - -", "touch map | Problem management: asked, nothing known"),
        ("i one form for both", "idea 1 | one form for both"),
        ("i - not a hurt", "idea 1 | - not a hurt"),
        ("a write it @dev due fri", "action | write it · Dev Pillai · due Fri 13 Mar"),
        ("p Director: a named seat due 30 apr", "promise | Director: a named seat · by Thu 30 Apr"),
        (
            "p Director: ask @desk and @dev due fri",
            "promise | Director: ask @desk and @dev · by Fri 13 Mar",
        ),
        ("v people 8", "vote | 8 people voted"),
        ("v people about ten", "vote | 10 people voted"),
        ("here a dozen or so", "welcome | 12 people were here"),
        ("fist two four 2 0 0 zero", "fist of five | 2 for 5, 4 for 4, 2 for 3"),
        ("roti 5:two 4:5", "ratings | 2 for 5, 5 for 4"),
        ("change split 1:1000 2:3", "works | change split 1:1000 2:3"),
        ("fist 2 4 2 0 0 0", "fist of five | 2 for 5, 4 for 4, 2 for 3"),
        ("fist 5:2 0:1", "fist of five | 2 for 5, 1 for 0"),
        ("roti 5:2 4:5 3:1", "ratings | 2 for 5, 5 for 4, 1 for 3"),
        ("roti 2 5 1 0 0", "ratings | 2 for 5, 5 for 4, 1 for 3"),
        ("here 8", "welcome | 8 people were here"),
        ("here eight of them remote two", "welcome | 8 people were here, 2 of them remote"),
        ("change pw521", "touch map | Change enablement: performs weekly, matters 5, runs 2, 1 Scripted"),
        ("change p-5", "touch map | Change enablement: performs, matters 5"),
        ("fist 2 4", "fist of five | 2 for 5, 4 for 4"),
        ("fist 2 4 - - - -", "fist of five | 2 for 5, 4 for 4"),
        ("a write it @dev by fri", "action | write it · Dev Pillai · due Fri 13 Mar"),
        ("a write it by hand", "action | write it by hand"),
        ("p Director: a named seat by 30 apr", "promise | Director: a named seat · by Thu 30 Apr"),
        ("change or", "works | change or"),
        ("- forms get lost #change +5", "hurts | forms get lost · Change enablement · 5 nods"),
        ("+ the desk called back", "works | the desk called back"),
        ("( keep this to us", "private | keep this to us"),
        ("t: to the night shift", "thanks | to the night shift"),
        ("we just call them", "works | we just call them"),
        ("I would stop the form", "works | I would stop the form"),
        (" a leading blank keeps the words", "works | a leading blank keeps the words"),
        ("here we go again", "works | here we go again"),
        ("fist bumps all round", "works | fist bumps all round"),
        ("v", "works | v"),
        ("+5", "works | +5"),
    ],
)
def test_a_line_is_read_as(live: LiveSession, line: str, said: str) -> None:
    assert told(live, line) == [said]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("chnge p w 5 2 1", "No practice is called “chnge”."),
        ("nobody split 1:2 2:1", "No practice is called “nobody”."),
        ("knowledge n w 3 - -", "A practice the team never meets has no scores and the frequency never."),
        ("knowledge - - - - 3", "Only a practice the team touches can carry a rung."),
        ("change split 1:5 2:3", "Only a practice the team touches can carry a rung."),
        ("v 3 7", "There is no idea 3 yet."),
        ("i one\nv 1 2", "Nobody said how many voted."),
        ("v 3", "A vote has an idea and its dots."),
        ("v people 8\ni one\nv 1 17", "One item can have 16 dots at most: 8 people with 2 each."),
        (
            "v people 2\ni one\ni two\nv 1 4\nv 2 3",
            "All 6 dots are used: 2 people with 3 each.",
        ),
        ("fist 3", "The fist of five has hands for 5 down to 0."),
        ("roti 6:2", "The ratings has hands for 5 down to 1."),
        ("p a named seat", "A promise says who made it."),
    ],
)
def test_a_line_that_cannot_be_that_is_a_note_and_says_why(live: LiveSession, text: str, why: str) -> None:
    last = text.split("\n")[-1]
    assert told(live, text)[-1] == f"works | {last} !! {why}"
    enter(live, text)
    assert live.notes.last is not None
    assert live.notes.last.text == last


def test_every_form_that_is_shown_is_understood(live: LiveSession) -> None:
    live.records.put(replace(live.session, teams=(INFRASTRUCTURE.id, DESK.id)))
    live.sides.take(INFRASTRUCTURE.id)
    enter(live, "change p\ni one\ni two\na first\nhere 8")
    for form in FORMS:
        before = "i3 three\n" if form.typed.startswith(("v 3", "a ")) else ""
        *_, line = read_entry(before + form.typed, context_of(live)).lines
        assert not line.trouble, form
        assert line.fact.what != "works", form


def test_a_row_of_the_touch_map_is_saved(live: LiveSession) -> None:
    told = heard(live, "change p w 5 2 1")
    assert (told.role, told.frequency) == (TouchRole.PERFORMS, Frequency.WEEKLY)
    assert (told.importance, told.ease, told.rung) == (5, 2, 1)


def test_what_the_paper_does_not_say_stays(live: LiveSession) -> None:
    heard(live, "change p w 5 2 1")
    told = heard(live, "change - d - - -")
    assert (told.role, told.frequency, told.importance) == (TouchRole.PERFORMS, Frequency.DAILY, 5)
    told = heard(live, "change n")
    assert (told.role, told.frequency, told.importance, told.rung) == (
        TouchRole.NONE,
        Frequency.NEVER,
        None,
        None,
    )
    assert heard(live, "change r - 4 - -").frequency is None
    enter(live, "problem - - - - -")
    asked = live.touch.interaction("problem_management")
    assert asked is not None
    assert asked.role is TouchRole.UNKNOWN


def test_hands_on_the_ladder(live: LiveSession) -> None:
    told = heard(live, "change p w 5 2 -\nchange split 1:5 2:3")
    assert (told.rung, told.agreement, told.split) == (1, Agreement.SPLIT, {"1": 5, "2": 3})
    told = heard(live, "change split 0 0 0 8 0 0")
    assert (told.rung, told.agreement) == (2, Agreement.CONSENSUS)


def test_dots_go_into_the_vote_and_a_second_sheet_lies_over_the_first(live: LiveSession) -> None:
    enter(live, "v 1 7\nv 2 3\nv people 8\ni one form\ni two desks")
    assert [note.text for note in live.notes.all] == ["v 1 7", "v 2 3"], "the ideas come first"
    enter(live, "v 1 7\nv 2 3\ni three keys\nv 3 1\nhere 9")
    vote = live.votes.newest_on()
    assert vote is not None
    assert (vote.people, vote.open, vote.revealed) == (8, False, True)
    assert [live.votes.dots_of(idea.id) for idea in live.ideas.all] == [7, 3, 1]
    enter(live, "v 2 5")
    assert [live.votes.dots_of(idea.id) for idea in live.ideas.all] == [7, 5, 1]


def test_while_the_session_runs_its_vote_stays_open(live: LiveSession) -> None:
    live.course.start()
    one = live.ideas.add("one form")
    live.votes.open(VoteSubject.IDEAS, 3)
    enter(live, "v 1 4")
    vote = live.votes.newest_on()
    assert vote is not None
    assert vote.open
    assert (vote.people, vote.dots) == (3, {one.id: 4})
    assert len(live.records.all(DotVote)) == 1


def test_closing_rounds_attendance_actions_and_promises(live: LiveSession) -> None:
    live.line.serving = live.ideas.add("one form").id
    enter(
        live,
        "here 8\nfist 2 4 2 0 0 0\nroti 5:2 4:5 3:1\na write it @dev due fri\na ask @Nia Novak\n"
        "p Director: a named seat due 30 apr\n- slow #change\n+5",
    )
    session = live.session
    assert session.attendance == 8
    assert session.fist_of_five is not None
    assert session.fist_of_five.hands == (0, 0, 0, 2, 4, 2)
    assert session.roti is not None
    assert session.roti.hands == (0, 0, 1, 5, 2)
    first, second = live.actions.all
    assert (first.owner, first.due, first.ideas) == (DEV.id, date(2026, 3, 13), ())
    assert (second.text, second.owner, live.actions.owners.said_for(second)) == ("ask", None, "Nia Novak")
    (promise,) = live.actions.commitments
    assert (promise.role, promise.by) == ("Director", date(2026, 4, 30))
    (note,) = live.notes.all
    assert (note.kind, note.practice, note.nods) == ("hurts", "change_enablement", 5)
    assert live.line.serving is not None


def test_notes_take_the_kind_of_the_moment_and_never_its_instrument(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("deep")
    assert told(live, "they call back") == ["hurts | they call back"]
    live.course.go_to("ideas")
    assert live.position.kind == "idea"
    assert told(live, "they call back") == ["parking | they call back"]


def test_the_whole_entry_is_one_change_and_its_draft_comes_back_with_undo(live: LiveSession) -> None:
    live.notes.add("before", "works")
    text = "change p w 5 2 1\ni one form\nv people 8\nv 1 7\n- slow"
    live.drafts.keep(text, ON_PAPER)
    assert live.drafts.text_in(ON_PAPER) == text
    assert live.undo_label == "note “before”"
    enter(live, text)
    assert live.undo_label == "5 lines from paper"
    assert live.drafts.text_in(ON_PAPER) == ""
    live.undo()
    assert not live.records.all(Interaction)
    assert not live.ideas.all
    assert [note.text for note in live.notes.all] == ["before"]
    assert live.drafts.text_in(ON_PAPER) == text
    live.redo()
    assert len(live.notes.all) == 2
    assert live.votes.dots_of(live.ideas.all[0].id) == 7


def test_a_reviewed_session_takes_no_more(live: LiveSession) -> None:
    live.course.start()
    live.course.finish()
    live.frame.read_back_done()
    live.frame.review()
    with pytest.raises(RuleBroken, match="L-03 is reviewed"):
        enter(live, "- too late")
    assert not live.notes.all


WORDS = st.sampled_from(
    [
        *(
            "change",
            "change_enablement",
            "service desk",
            "split",
            "people",
            "v",
            "i",
            "a",
            "p",
            "fist",
            "roti",
        ),
        *(
            "here",
            "-",
            "+5",
            "#change",
            "@dev",
            "due fri",
            "p:",
            "Director:",
            "1:5",
            "2:3",
            "0",
            "3",
            "9",
            "o",
        ),
        *(
            "see",
            "yes",
            "for 3",
            "by",
            "agreed",
            "remote",
            "team",
            "next",
            "read",
            "back",
            "on",
            "focus",
            "lead",
        ),
        *(
            "i3",
            "a1",
            "step:",
            "help:",
            "…",
            "## x",
            "= 3 5 2",
            "|",
            "pw521",
            "1:5,2:3",
            "both",
            "desk",
            "all",
        ),
        *("w", "n", "u", "\t", " ", "(", '"', "!!", "999", "٣", "\x0b", "\ud800", "+", "k:", "x: y"),
    ]
)
LINES = st.lists(WORDS, max_size=7).map(" ".join) | st.text(max_size=30)
ENTRIES = st.lists(LINES, max_size=9).map("\n".join)


def saved(live: LiveSession) -> int:
    """Return how many records hold words."""
    kinds = (Observation, ImprovementIdea, Action, Commitment)
    return sum(len(live.records.all(kind)) for kind in kinds)


@settings(max_examples=40)
@given(entry=ENTRIES)
def test_no_entry_fails_and_no_line_is_lost(entry: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file, live = opened(tmp_path_factory.mktemp("entry") / "session.json")
    try:
        before = read_entry(entry, context_of(live))
        made = enter(live, entry)
        lines = [line for line in entry.split("\n") if clean_line(line)]
        assert [line.typed for line in made.lines] == lines
        assert made == before, "what was read back is what was saved"
        check_words(live, made)
    finally:
        file.close()


def check_words(live: LiveSession, made: Entry) -> None:
    """Each line in trouble stands among the notes, word for word; each with words has its record."""
    notes = [note.text for note in live.notes.all]
    for line in made.in_trouble:
        assert clean_line(line.typed) in notes
    worded = [line for line in made.lines if isinstance(line.fact, (Written, IdeaRow, PaperPromise))]
    assert saved(live) == len(worded)
    assert not live.records.all(Draft)
