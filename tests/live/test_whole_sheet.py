"""A sheet with every field filled in, typed in row by row: each answer is a record of the session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.errors import HeldBack
from facilitator.live.paper_entry.context import PaperContext
from facilitator.live.paper_entry.entry import ON_PAPER, EntryReader, context_of, enter, read_entry
from facilitator.live.paper_entry.sheet import ACTIONS, HEADING, IDEAS, NOTES, PROMISES, laid_out, sheet
from facilitator.live.session import LiveSession
from facilitator.model.action import ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.idea import VoteSubject
from facilitator.model.interaction import Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Agreement
from facilitator.model.observation import KINDS, Effect
from facilitator.model.session import Draft, LeadPresent
from facilitator.workspace.folder.session_files import SessionFile
from tests.live.test_quick_entry import opened
from tests.workspace.listening import APPS, DESK, DEV, INFRASTRUCTURE, SAM

SESSION_DAY = date(2026, 3, 12)
LONDON = ZoneInfo("Europe/London")

NAMES = ("Change enablement", "Project management", "Problem management", "Knowledge management")
SIGNS = "".join(kind.sign for kind in KINDS.values() if kind.key not in ("private", "quote"))
START = ["agreed yes", "here a dozen remote two", "lead part"]
MAP = [
    "Change enablement pw521 7 @desk",
    "Project management r m 3 4 2:6,3:6 2",
    "Problem management s q 4 1 0 9 @desk @Business Applications",
    "Knowledge management n",
    "focus problem, change",
]
HEARD = [
    *(
        f"{SIGNS[number % len(SIGNS)]} remark {number} #problem @desk +{number % 5 + 1} see p"
        for number in range(19)
    ),
    "on change",
    "=+ the restore worked",
    "( keep this to us see t",
    '" nobody reads these forms yes see l',
    "- it stops on Fridays see u",
    "; the car park",
]
SCORES = [(number % 3 + 1, number % 5 + 1, 5 - number % 5, 3) for number in range(1, IDEAS + 1)]
IDEA_ROWS = [
    f"i{number} idea {number} #change @desk see {'tpl'[number % 3]} = {' '.join(map(str, scores))}"
    for number, scores in enumerate(SCORES, 1)
]
ACTION_ROWS = [
    "a1 write it for 1 @dev yes due fri see t",
    "step: ask the desk",
    "help: a test system",
    "a2 ask around for i2 and 3 @Nia Novak yes in two weeks",
    "step: two calls",
    "help: none",
    "a3 look at the form @sam due 30 apr",
    "step: read it",
    "help: time",
    "a4 nobody yet",
    "step: find somebody",
    "help: a hand",
]
PROMISE_ROWS = ["p Director of Digital: a named seat due 30 apr see l", "p You: the list in two days"]
END = ["fist 2 four 2 0 0 1", "read back yes", "roti 5:two 4:5 3:1", "next thu 26 march, 2 pm"]
WHOLE = "\n".join((*START, *MAP, *HEARD, *IDEA_ROWS, *ACTION_ROWS, *PROMISE_ROWS, *END))


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSession]:
    file, live = opened(tmp_path / "session.json")
    yield live
    file.close()


@pytest.fixture
def both(tmp_path: Path) -> Iterator[LiveSession]:
    file, live = opened(tmp_path / "both.json", INFRASTRUCTURE.id, DESK.id)
    yield live
    file.close()


def troubles(text: str, context: PaperContext) -> dict[str, str]:
    """Return what is not as it stands on the paper, by its place."""
    lines = read_entry(text, context).lines
    return {line.place: line.trouble or line.caution for line in lines if line.trouble or line.caution}


def test_every_row_of_the_sheet_is_filled_and_understood(live: LiveSession) -> None:
    assert len(HEARD) - 1 == NOTES
    assert (len(IDEA_ROWS), len(ACTION_ROWS)) == (IDEAS, 4 * 3)
    assert ACTIONS >= 4
    assert len(PROMISE_ROWS) <= PROMISES
    assert troubles(WHOLE, context_of(live)) == {
        "line 30": "A private note stays with the facilitators.",
    }
    filled = [line.split(" ")[0] for line in WHOLE.split("\n")]
    for part in sheet(NAMES):
        for row in part.rows:
            number = row.word[1:]
            beyond = row.word[:1] == "a" and number.isdecimal() and int(number) > 4
            assert beyond or not row.word or row.word.split(" ")[0] in filled, row


def test_the_start_and_the_end_are_in_the_session(live: LiveSession) -> None:
    enter(live, WHOLE, LONDON)
    session = live.session
    assert session.agreement is not None
    assert session.agreement.agreed
    assert (session.attendance, session.remote, session.lead_present) == (12, 2, LeadPresent.PART)
    assert session.fist_of_five is not None
    assert session.fist_of_five.hands == (1, 0, 0, 2, 4, 2)
    assert session.roti is not None
    assert session.roti.hands == (0, 0, 1, 5, 2)
    assert session.read_back is not None
    assert session.read_back.done
    assert session.next_meeting == datetime(2026, 3, 26, 14, tzinfo=UTC)


def test_the_touch_map_has_every_answer_and_the_focus_was_chosen(live: LiveSession) -> None:
    enter(live, WHOLE)
    change, project, problem, knowledge = live.records.all(Interaction)
    assert (change.role, change.frequency, change.importance, change.ease, change.rung) == (
        TouchRole.PERFORMS,
        Frequency.WEEKLY,
        5,
        2,
        1,
    )
    assert change.counterparts == (DESK.id,)
    assert (project.rung, project.agreement, project.split) == (2, Agreement.SPLIT, {"2": 6, "3": 6})
    assert problem.counterparts == (DESK.id, APPS.id)
    assert (knowledge.role, knowledge.frequency) == (TouchRole.NONE, Frequency.NEVER)
    assert {(side.practice, side.counterpart, side.ease) for side in live.records.all(InterfaceSide)} == {
        ("change_enablement", DESK.id, 2),
        ("problem_management", DESK.id, 1),
        ("problem_management", APPS.id, 1),
    }
    vote = live.votes.newest_on(VoteSubject.PRACTICES)
    assert vote is not None
    assert (vote.people, vote.revealed, vote.open) == (12, True, False)
    assert vote.dots == {"change_enablement": 7, "project_management": 2, "problem_management": 9}
    assert live.session.focus == ("problem_management", "change_enablement")


def test_the_notes_have_kind_practice_other_side_nods_and_readers(live: LiveSession) -> None:
    enter(live, WHOLE)
    notes = live.notes.all
    assert len(notes) == NOTES
    for number, note in enumerate(notes[:19]):
        assert note.text == f"remark {number}"
        assert KINDS[note.kind].sign == SIGNS[number % len(SIGNS)]
        assert (note.practice, note.counterparts, note.nods) == (
            "problem_management",
            (DESK.id,),
            number % 5 + 1,
        )
        assert (note.visibility, note.room_yes) == (Visibility.PARTNERS, SESSION_DAY)
    moment, private, quote, ours, parked = notes[19:]
    assert (moment.effect, moment.practice, moment.visibility) == (
        Effect.MAKES,
        "change_enablement",
        Visibility.TEAM,
    )
    assert (private.kind, private.visibility) == ("private", Visibility.FACILITATOR)
    assert (quote.kind, quote.speaker_agreed, quote.visibility) == ("quote", True, Visibility.PROGRAMME)
    assert (ours.text, ours.visibility) == ("it stops on Fridays", Visibility.FACILITATOR)
    assert (parked.kind, parked.practice) == ("parking", None)


def test_the_ideas_have_dots_impact_effort_and_readers(live: LiveSession) -> None:
    enter(live, WHOLE)
    ideas = live.ideas.all
    assert [idea.title for idea in ideas] == [f"idea {number}" for number in range(1, IDEAS + 1)]
    for number, (idea, scores) in enumerate(zip(ideas, SCORES, strict=True), 1):
        assert (live.votes.dots_of(idea.id), idea.impact, idea.effort, idea.confidence) == scores
        assert (idea.practices, idea.counterparts) == (("change_enablement",), (DESK.id,))
        levels = (Visibility.TEAM, Visibility.PARTNERS, Visibility.PROGRAMME)
        assert idea.visibility is levels[number % 3]


def test_what_the_room_has_no_dots_for_is_told_and_the_idea_stays(live: LiveSession) -> None:
    text = "here 2\ni1 one = 4 5 2\ni2 two = 4 1 1\ni3 three = 7 9 9 9"
    assert troubles(text, context_of(live)) == {
        "line 3": "Its dots are left out. All 6 dots are used: 2 people with 3 each.",
        "line 4": "“7 9 9 9” stays in the words: dots, then impact, effort and sure from 1 to 5.",
    }
    enter(live, text)
    assert [(idea.title, idea.impact) for idea in live.ideas.all] == [
        ("one", 5),
        ("two", 1),
        ("three = 7 9 9 9", None),
    ]


def test_the_actions_have_owner_yes_date_step_help_and_idea(live: LiveSession) -> None:
    enter(live, WHOLE)
    ideas = {idea.id: idea for idea in live.ideas.all}
    first, second, third, fourth = live.actions.all
    assert (first.owner, first.status, first.accepted_on) == (DEV.id, ActionStatus.OPEN, SESSION_DAY)
    assert (first.due, first.first_step, first.help_needed) == (
        date(2026, 3, 13),
        "ask the desk",
        "a test system",
    )
    assert [ideas[id].number for id in first.ideas] == [1]
    assert [ideas[id].number for id in second.ideas] == [2, 3]
    assert (second.owner, second.status, second.due) == ("p-Nia Novak", ActionStatus.OPEN, date(2026, 3, 26))
    assert (third.owner, third.status, third.due) == (SAM.id, ActionStatus.PROPOSED, date(2026, 4, 30))
    assert (fourth.owner, fourth.help_needed) == (None, "a hand")
    promise, ours = live.actions.commitments
    assert (promise.role, promise.by, promise.visibility) == (
        "Director of Digital",
        date(2026, 4, 30),
        Visibility.PROGRAMME,
    )
    assert (ours.role, ours.text) == ("You", "the list in two days")


def test_a_year_later_days_are_still_seen_from_the_session(tmp_path: Path) -> None:
    file, live = opened(tmp_path / "late.json", today=date(2027, 4, 1))
    enter(live, "a write it @dev yes due fri\nnext in two weeks")
    (action,) = live.actions.all
    assert (action.due, action.accepted_on) == (date(2026, 3, 13), SESSION_DAY)
    assert live.session.next_meeting == datetime.combine(date(2026, 3, 26), time(10), UTC)
    file.close()


def test_the_whole_sheet_is_one_change(live: LiveSession) -> None:
    enter(live, WHOLE)
    assert live.undo_label == f"{len(WHOLE.splitlines())} lines from paper"
    live.undo()
    assert [*live.notes.all, *live.ideas.all, *live.actions.all, *live.records.all(Interaction)] == []
    assert live.session.next_meeting is None


def test_a_second_pile_of_sixty_notes_goes_on_from_the_first(live: LiveSession) -> None:
    enter(live, WHOLE)
    enter(live, "\n".join(("on change", *(f"- more {number}" for number in range(60)), "i13 one more = 1")))
    assert len(live.notes.all) == NOTES + 60
    assert {note.practice for note in live.notes.all[NOTES:]} == {"change_enablement"}
    assert live.votes.dots_of(live.ideas.all[12].id) == 1


def test_ideas_begun_on_the_screen_keep_their_numbers_and_the_sheet_has_its_own(live: LiveSession) -> None:
    live.course.start()
    live.ideas.add("of the screen")
    live.course.pause()
    enter(live, "here 8\ni1 of the sheet\na do it for 1 @dev yes\nv 1 7 5 2 4")
    screen, paper = live.ideas.all
    assert (live.votes.dots_of(screen.id), live.votes.dots_of(paper.id)) == (0, 7)
    assert (paper.impact, paper.effort, paper.confidence) == (5, 2, 4)
    assert live.actions.all[0].ideas == (paper.id,)
    twice = "Idea 1 stands there twice: votes and actions for 1 mean the first."
    assert troubles("i1 one\ni1 again", context_of(live)) == {"line 2": twice}


def test_what_stands_in_the_session_already_is_told(live: LiveSession) -> None:
    text = "- slow forms\ni1 one form\na write it"
    enter(live, text)
    told = [*troubles(text, context_of(live)).values()]
    assert told == 3 * ["The same words stand in the session already."]
    assert troubles("- other forms", context_of(live)) == {}


def test_two_teams_have_a_sheet_each(both: LiveSession) -> None:
    both.sides.take(INFRASTRUCTURE.id)
    text = (
        "team desk\nhere 9\nchange r d 4 2 1 @infrastructure\n- of the desk\ni1 desk idea = 3\n"
        "team infrastructure\nchange p w 5 4 3\n- of us\ni1 our idea = 2\nteam both\n- of both\nteam nobody"
    )
    assert troubles(text, context_of(both)) == {"line 12": "No team here is called “nobody”."}
    enter(both, text)
    desk, ours = both.records.all(Interaction)
    assert (desk.team, desk.ease, desk.counterparts) == (DESK.id, 2, (INFRASTRUCTURE.id,))
    assert (ours.team, ours.ease) == (INFRASTRUCTURE.id, 4)
    assert [note.team for note in both.notes.all[:3]] == [DESK.id, INFRASTRUCTURE.id, None]
    assert [(idea.team, both.votes.dots_of(idea.id)) for idea in both.ideas.all] == [
        (DESK.id, 3),
        (INFRASTRUCTURE.id, 2),
    ]
    assert both.sides.in_hand == INFRASTRUCTURE.id


def test_a_half_filled_sheet_saves_what_is_filled_in(live: LiveSession) -> None:
    text = laid_out(sheet(NAMES))
    assert troubles(text, context_of(live)) == {}
    assert not read_entry(text, context_of(live)).filled
    enter(live, text.replace("here …", "here 8").replace("Change enablement …", "Change enablement p …"))
    assert live.session.attendance == 8
    assert [each.role for each in live.records.all(Interaction)] == [TouchRole.PERFORMS]
    assert not live.notes.all
    assert [line for line in text.split("\n") if line.startswith(HEADING)] == [
        "## The start",
        "## What touches your work",
        "## What you hear",
        "## Ideas",
        "## Actions",
        "## Promises",
        "## The end",
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("here 2 remote 5", "More people are remote than are here in all."),
        ("read back no", "Leaving out the read-back needs a reason."),
        ("next 31 feb 14:00", "“31 feb 14:00” is not a day and a time."),
        ("focus change, chnge", "No practice is called “chnge”."),
        ("change p w 9", "“9” is no answer for matters."),
        (
            "Change enablement pw52 x",
            "Kept as a note; a row of the touch map goes on part often matters runs sentence dots.",
        ),
        ("chnge p w", "No practice is called “chnge”."),
        ("change p w 5 2 1 2 @nobody", "No other team is called “nobody”."),
        ("change n @desk", "A practice the team never meets has no other side."),
        ("step: ask", "There is no action yet for this first step."),
        ("a write it yes", "Nobody is named who said yes: write @ and who, then yes."),
        ("a write it @Nia Novak", "Nia Novak is stored with their yes only: write yes after the name."),
        (
            "a write it @dev due whenever",
            "“due whenever” stays in the words: it is no day since the session.",
        ),
        ("a write it for 9 @dev yes", "There is no idea 9 yet."),
        ("- slow see p", "No other side is named, so only the team sees it: add @ and the other team."),
        ('" they never call see t', "A quote needs the speaker’s yes first: write yes at its end."),
        (
            "p Director: a seat due someday",
            "“due someday” stays in the words: it is no day since the session.",
        ),
    ],
)
def test_a_wrong_line_names_its_place_and_loses_nothing(live: LiveSession, line: str, why: str) -> None:
    assert troubles(f"here 8\n\n{line}", context_of(live)) == {"line 3": why}
    enter(live, line)
    said = [note.text for note in live.notes.all] + [each.text for each in live.actions.all]
    said += [each.text for each in live.actions.commitments]
    assert len(said) == 1
    assert said[0].split(" ")[-1] in line


@pytest.mark.parametrize(
    "line",
    [
        "next week we start",
        "read the manual first",
        "team spirit is good",
        "lead times are long",
        "focus on what works",
        "on Monday it broke",
        "agreed, but late",
        "it was for 3 weeks",
        "does it help? yes",
        "you see it",
        "see t",
    ],
)
def test_speech_that_begins_like_a_row_stays_speech(live: LiveSession, line: str) -> None:
    assert troubles(line, context_of(live)) == {}
    enter(live, line)
    assert [note.text for note in live.notes.all] == [line]


def test_what_is_not_for_the_notes_holds_the_entry_by_its_place_and_keeps_the_rest(tmp_path: Path) -> None:
    file, live = opened(tmp_path / "session.json")
    live.guard.is_for_elsewhere = lambda text: "diagnosis" in text  # type: ignore[method-assign]
    text = "here 8\n- her diagnosis\n- slow forms"
    with pytest.raises(HeldBack, match="line 2"):
        enter(live, text)
    assert live.session.attendance is None
    live.drafts.keep(text, ON_PAPER)
    assert live.drafts.text_in(ON_PAPER) == "here 8\n\n- slow forms"
    file.close()


def test_a_name_nobody_said_yes_for_stays_in_no_draft(tmp_path: Path) -> None:
    file, live = opened(tmp_path / "session.json")
    text = "a write it @Nia Novak due fri\n- slow forms"
    live.drafts.keep(text, ON_PAPER)
    enter(live, text)
    live.undo()
    assert live.drafts.text_in(ON_PAPER) == "a write it @ due fri\n- slow forms"
    file.close()
    assert "Novak" not in "".join(path.read_text("utf-8") for path in tmp_path.rglob("*.json*"))


def test_a_half_typed_sheet_is_there_after_the_program_was_killed(tmp_path: Path) -> None:
    file, live = opened(tmp_path / "session.json")
    live.drafts.keep(WHOLE, ON_PAPER)
    copy = tmp_path / "killed"
    copy.mkdir()
    for path in tmp_path.glob("session*"):
        if path.is_file():
            shutil.copy(path, copy / path.name)
    again = SessionFile(copy / "session.json", clock=lambda: datetime(2026, 3, 16, tzinfo=UTC))
    assert [each.text for each in again.all(Draft)] == [WHOLE]
    again.close()
    file.close()


SOME = WHOLE.split("\n")[::4]
EDITS = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from([*SOME, "", "v people 3", "team desk"])), max_size=6
)


@settings(max_examples=12)
@given(edits=EDITS)
def test_reading_on_from_what_changed_is_reading_it_all(
    edits: list[tuple[int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file, live = opened(tmp_path_factory.mktemp("typed") / "session.json")
    context, lines = context_of(live), list(SOME)
    reader = EntryReader(context)
    for at, line in edits:
        lines[at : at + len(line) % 3] = [line]
        text = "\n".join(lines)
        assert reader.read(text) == read_entry(text, context)
    file.close()
