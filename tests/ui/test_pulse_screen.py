"""The pulse on the screen: a wave by keyboard alone, from its opening to its figures, and what is hidden."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from facilitator.errors import InUse, NotSaved
from facilitator.live.pulse.intake import PulseIntake, open_wave
from facilitator.model.audience import AudienceKind
from facilitator.model.pulse import PulseSurvey, Wave
from facilitator.model.session import LIVE
from facilitator.model.team import Team
from facilitator.model.trail import Issued
from facilitator.ui.pulse.keyboard import Alone
from facilitator.ui.pulse.slips import Slips
from facilitator.ui.room.follower import Following
from tests.ui.going import home
from tests.ui.person import NARROW, WIDE

OLD = Path(__file__).parents[1] / "data" / "old" / "2" / "with-pulse" / "programme.json"
STATEMENTS = 13
KEYS = (*(f"f{number}" for number in range(1, 13)), *(f"ctrl+{letter}" for letter in "abcdefklnopqrstuvwxyz"))
WORDS = ("no clear side", "most agree", "most disagree", "views divided", "mostly agree", "mostly disagree")


def figures(person) -> bool:
    return any(word in person.text for word in WORDS)


async def open_after(person):
    """Open the wave after the baseline, to which all teams are invited."""
    await person.press("u", "o")
    await person.press("enter", "enter")
    await person.enter("20 nov")
    await person.press("enter")


async def type_slip(person, keys="4" * STATEMENTS):
    await person.type(keys)
    await person.press("enter")


def surveys(person):
    return person.folder.file.all(PulseSurvey)


# The demo's baseline -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_baseline_shows_bands_median_and_words(demo, sit_down, size):
    async with sit_down(*demo, size=size) as person:
        await person.press("u")
        assert "51 of 64 answered" in person.text
        await to_team(person, "Infrastructure and Cloud")
        assert "7 of 9 answered" in person.text
        call = line_with(person, "I know whom to call")
        squares = ("■ ■ ■", "■ ■ ■") if size == WIDE else ("■■■", "■■■")
        assert call.replace("  ", " ").count("■") == 6
        assert squares[0] in call
        assert " 1 " in call
        assert "3 views divided" in call
        heard = line_with(person, "When I suggest")
        assert heard.count("■") == 0
        assert heard.replace("  ", " ").rstrip(" 0123456789–").endswith("mostly disagree")
        assert "mostly agree" in line_with(person, "I know who feels")
        assert "■" not in line_with(person, "I know who feels")
        assert "Three bands and the middle answer" in person.flow
        assert "2 teams are not shown by themselves, to protect those who answered." in person.flow


async def test_a_team_with_too_few_answers_is_not_shown(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.press("u")
        for team in ("Identity and Security", "Data and Integration"):
            await to_team(person, team)
            assert "fewer than 5 answered" in person.text
            assert "■" not in person.text
            assert line_with(person, "I know whom to call").split()[-2:] != ["3", "1"]
            assert "with all others" in line_with(person, "I know whom to call")
            await person.walk_to("I know whom to call")
            assert "All others: 2 disagree, 2 neither, 3 agree; no clear side." in person.flow
        await to_team(person, "All others")
        assert "teams without figures of their own" in person.text
        assert line_with(person, "I know whom to call").count("■") == 5
        await person.press("c")  # nothing is open; the key has no meaning here
        assert len(surveys(person)) == 1


async def test_the_total_stands_beside_a_team(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.press("u")
        await to_team(person, "Infrastructure and Cloud")
        assert line_with(person, "We make time").endswith("31–10–10")
        await person.walk_to("We make time")
        assert "All teams: 31 disagree, 10 neither, 10 agree; most disagree." in person.flow


async def test_it_is_read_without_colour(demo, sit_down, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down(*demo, size=WIDE) as person:
        await person.press("u")
        await to_team(person, "Infrastructure and Cloud")
        assert line_with(person, "I know whom to call").count("■") == 6


async def test_an_empty_programme_says_what_to_do(empty, sit_down):
    folder = empty.new_programme("Better Together", "Harrowmere")
    async with sit_down(empty, folder) as person:
        await person.press("u")
        assert "No pulse yet." in person.text
        assert "o opens the first wave" in person.flow
        await person.press("o")
        assert "There is no team to invite yet." in person.text


async def test_an_older_wave_is_brought_and_the_screen_says_what_backups_may_hold(empty, sit_down):
    path = empty.sessions_dir / "better-together"
    path.mkdir(parents=True)
    shutil.copy(OLD, path)
    async with sit_down(empty, empty.open(path)) as person:
        assert "Backups and copies from before may still hold it" in person.flow
        await person.press("enter", "u", "w")
        assert "9 of 11 answered" in person.text
        assert "Backups and copies from before" in person.flow
        assert all(not survey.older for survey in surveys(person))
        assert person.app.pulse_intake.standing().responses == 5


# A wave --------------------------------------------------------------------------------------------


async def test_a_wave_by_keyboard_alone(demo, sit_down):
    """Open it, type seven slips in, close it, read the figures; nothing is shown before."""
    async with sit_down(*demo, size=WIDE) as person:
        await open_after(person)
        assert "after wave, open since 9 Apr, to close Fri 20 Nov" in person.text
        assert "0 of 64 slips are in." in person.text
        await person.press("t")
        await person.choose("Infrastructure")
        assert "a crash may cost up to four slips" in person.flow
        for count in range(1, 8):
            await type_slip(person, "5" * 12 + ("-" if count == 7 else "2"))
            assert f"{count} of 64 slips are in" in person.text
            assert "strongly agree" not in person.text  # nothing of the slip stays
        await person.press("escape")
        assert "7 of 9" in line_with(person, "Infrastructure")
        assert "fewer than 5 of 11" in line_with(person, "Service Desk")
        assert "2 wait for others of their team." in person.flow
        assert not figures(person)
        await person.press("c")
        assert "nothing opens it again" in person.flow
        await person.choose("Close it for good")
        await person.enter("1 dec")
        assert [each.closed for each in surveys(person)] == [date(2026, 2, 20), date(2026, 4, 9)]
        assert surveys(person)[-1].next_wave == date(2026, 12, 1)
        infra = named(person.folder, "Infrastructure and Cloud")
        (kept,) = [each for each in surveys(person)[-1].kept.teams if each.team == infra.id]
        assert kept.responses == 7
        assert not person.folder.tallies.path.exists()


async def test_change_is_said_in_words(demo, sit_down):
    """Two teams answer again; what became of a statement is a word, with both waves' counts."""
    workspace, folder = demo
    infra, desk = (named(folder, name) for name in ("Infrastructure and Cloud", "Service Desk"))
    intake = open_wave(
        folder.file,
        folder.tallies,
        Wave.AFTER,
        folder.catalogue.pulse("culture"),
        {infra.id: 9, desk.id: 11},
        date(2026, 3, 1),
    )
    for team, people in ((infra, 8), (desk, 9)):
        for person in range(people):
            answer = 4 if person % 4 else 1
            intake.add(team.id, dict.fromkeys(intake.survey.questionnaire.keys, answer))
    intake.close(date(2026, 3, 20))
    async with sit_down(workspace, folder, size=WIDE) as person:
        await person.press("u")
        await to_team(person, "Infrastructure and Cloud")
        await person.walk_to("When I suggest")
        assert "up since the baseline (7 of 9, then 8 of 9)" in person.flow
        assert "up since the baseline" in line_with(person, "Being heard")
        await person.press("w")
        assert "baseline, closed 20 Feb" in person.text
        await person.press("w")
        assert "after, closed 20 Mar" in person.text


async def test_a_slip_can_be_put_right_before_it_is_counted(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await open_after(person)
        await person.press("t", "enter")
        await person.type("123")
        await person.press("enter")
        assert "10 statements still without an answer" in person.text
        await person.press("backspace", "backspace")
        assert "strongly disagree" in person.text
        assert "12 statements to go" in person.text
        await person.press("escape")
        assert "That slip is forgotten" in person.text
        assert "strongly disagree" not in person.text
        await person.press("escape")
        assert not isinstance(person.screen, Slips)
        assert person.app.pulse_intake.waiting() == 0


async def test_nobody_answers_beyond_those_invited(demo, sit_down):
    async with sit_down(*demo) as person:
        await open_after(person)
        await person.press("t")
        await person.choose("Data and Integration")
        for _ in range(4):
            await type_slip(person)
        await type_slip(person)
        assert "5 responses are more than the 4 invited." in person.text
        assert person.app.pulse_intake.waiting() == 4


async def test_slips_wait_while_one_looks_elsewhere(demo, sit_down):
    async with sit_down(*demo) as person:
        await open_after(person)
        await person.press("t", "enter")
        await type_slip(person)
        await person.press("escape", "1", "u")
        assert "1 of 64 slips are in." in person.text
        assert person.app.pulse_intake.waiting() == 1


async def test_no_other_program_closes_the_wave_meanwhile(demo, sit_down):
    workspace, folder = demo
    team = named(folder, "Service Desk")
    asked = folder.catalogue.pulse("culture")
    open_wave(folder.file, folder.tallies, Wave.AFTER, asked, {team.id: 11}, date(2026, 3, 1))
    folder.close()
    async with sit_down(workspace, workspace.open(folder.path)) as person:
        await person.press("u", "t", "enter")
        await type_slip(person)
        elsewhere = workspace.open(folder.path)
        with pytest.raises(InUse):
            PulseIntake(elsewhere.file, elsewhere.tallies, person.app.pulse_intake.id).close(date(2026, 4, 9))
        elsewhere.close()


async def test_leaving_while_slips_wait_is_asked(demo, sit_down):
    async with sit_down(*demo) as person:
        await open_after(person)
        await person.press("t", "enter")
        await type_slip(person)
        await person.press("ctrl+q")
        assert "type those paper slips in again" in person.flow
        await person.choose("Stay")
        assert person.app.is_running
        assert person.app.pulse_intake.waiting() == 1
        await person.press("ctrl+q")
        await person.choose("Close the wave")
        await person.choose("Close it for good")
        await person.press("escape")
        assert person.app.pulse_intake is None
        assert surveys(person)[-1].closed is not None
        await person.press("ctrl+q")
    assert not person.app.is_running


async def test_nothing_of_slips_is_undone(demo, sit_down):
    async with sit_down(*demo) as person:
        await open_after(person)
        await person.press("t", "enter")
        for _ in range(5):
            await type_slip(person)
        await person.press("escape", "ctrl+z", "ctrl+z")
        assert person.app.pulse_intake.standing().responses == 5


async def test_who_is_invited_can_be_chosen(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("u", "o", "enter", "enter", "enter")
        assert "64 people of 9 teams" in person.text
        await person.press("space", "down")
        await person.type("--+-")
        await person.press("enter")
        teams = {person.folder.teams[each.team].name: each.invited for each in surveys(person)[-1].teams}
        assert "Service Desk" not in teams
        assert teams["Infrastructure and Cloud"] == 7
        await person.press("o")
        assert "A wave of the pulse is open already." in person.text


# One person at a time ------------------------------------------------------------------------------


CHORD = "ctrl+g"


async def begin_alone(person):
    await open_after(person)
    await person.press("b")
    await person.choose("Infrastructure")
    assert "blank the projector" in person.flow
    await person.press("enter")
    assert "bring you back" in person.flow
    await person.press(CHORD, CHORD)
    assert isinstance(person.screen, Alone)


async def test_one_person_at_a_time(demo, sit_down):
    async with sit_down(*demo) as person:
        await begin_alone(person)
        neutral = person.text
        await person.press("enter")
        assert "1 of 13" in person.text
        await person.type("3" * 12)
        await person.press("backspace")
        assert "12 of 13" in person.text
        await person.type("3-")
        assert "That was the last one." in person.text
        await person.press("enter")
        assert person.text == neutral
        assert person.app.pulse_intake.waiting() == 1
        await person.press(CHORD)
        assert not isinstance(person.screen, Alone)
        assert "1 of 64 slips are in." in person.text


async def test_the_person_at_the_keyboard_gets_nowhere_else(demo, sit_down):
    async with sit_down(*demo) as person:
        await begin_alone(person)
        await person.press("enter", "2")
        for key in (*KEYS, "u", "tab", "slash", "question_mark"):
            await person.press(key)
            assert isinstance(person.screen, Alone), key
            assert "2 of 13" in person.text
        for word in ("answered", "slips", "Infrastructure", *WORDS):
            assert word not in person.text
        await person.press("escape")  # the answers so far are thrown away
        assert person.app.pulse_intake.waiting() == 0
        assert "begins, for one person" in person.text
        for key in (*KEYS, "escape", "backspace", "u", "q"):
            await person.press(key)
            assert isinstance(person.screen, Alone), key
        assert person.app.is_running


async def test_no_key_the_page_shows_leads_back_and_none_is_shown_that_does(demo, sit_down):
    async with sit_down(*demo) as person:
        await begin_alone(person)
        seen = person.text
        await person.press("enter")
        await person.type("3" * STATEMENTS)
        seen += person.text
        for label in ("^G", "Ctrl", "when everybody has answered", "leave", "back here"):
            assert label not in seen
        await person.press(CHORD)  # from everywhere; what was not handed in is thrown away
        assert not isinstance(person.screen, Alone)
        assert person.app.pulse_intake.waiting() == 0


async def test_the_way_back_is_a_chord_pressed_twice(demo, sit_down):
    async with sit_down(*demo) as person:
        await open_after(person)
        await person.press("b", "enter", "enter")
        for easy in ("q", "enter", "5", "ctrl+q", "ctrl+c", "f1", "ctrl+z"):
            await person.press(easy)
            assert "pressed too easily" in person.flow, easy
        await person.press("ctrl+g", "f7")
        assert "Not the same. Now F7 once more." in person.flow
        await person.press("f7")
        assert isinstance(person.screen, Alone)
        await person.press("f7")
        assert not isinstance(person.screen, Alone)
        await person.press("b", "enter", "enter", "escape")
        assert not isinstance(person.screen, Alone)


async def test_what_goes_wrong_is_told_to_the_facilitator_not_to_who_answers(demo, sit_down, monkeypatch):
    async with sit_down(*demo) as person:
        await begin_alone(person)

        def full(*_):
            raise NotSaved("The disk is full.", "Make room.")

        monkeypatch.setattr(PulseIntake, "add", full)
        await person.press("enter")
        await person.type("3" * STATEMENTS)
        await person.press("enter")
        assert isinstance(person.screen, Alone)
        assert "Please call whoever gave you this laptop" in person.flow
        assert "disk" not in person.text
        await person.press("enter", "escape")
        assert isinstance(person.screen, Alone)
        await person.press(CHORD)
        assert "The disk is full." in person.flow


async def test_the_room_sees_nothing_meanwhile(demo, sit_down, clock):
    workspace, folder = demo
    async with sit_down(workspace, folder) as person:
        await person.press("c")
        await home(person)
        elsewhere = workspace.open(folder.path)
        live = next(file for file in elsewhere.sessions if file.session.status in LIVE)
        room = Following(elsewhere, live, clock=clock)
        try:
            assert room.look() is not None
            await begin_alone(person)
            await person.settle()
            room.follow()
            assert room.look() is None
            await person.press(CHORD)
            await person.settle()
            room.follow()
            assert room.look() is not None
        finally:
            room.folder.close()


# The paper -----------------------------------------------------------------------------------------


async def test_the_report_is_read_and_written(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("u")
        await to_team(person, "Infrastructure and Cloud")
        await person.press("p")
        assert "Infrastructure and Cloud: pulse report, where we started" in person.text
        await person.press("enter")
        written = sorted(path.name for path in demo[0].documents_dir.iterdir())
        assert written == ["pulse-2026-02-09-baseline-infrastructure-and-cloud.html"]
        issued = person.folder.file.all(Issued)[-1]
        assert (issued.document, issued.format, [issued.file]) == ("pulse", "html", written)
        team = named(person.folder, "Infrastructure and Cloud").id
        assert (issued.audience, issued.teams) == (AudienceKind.TEAM, (team,))


# Helping -------------------------------------------------------------------------------------------


def named(folder, name) -> Team:
    return next(team for team in folder.teams.values() if team.name == name)


async def to_team(person, name):
    for _ in range(12):
        if name in person.text.splitlines()[1] + person.text.splitlines()[2]:
            return
        await person.press("right")
    raise AssertionError(f"no team {name} in\n{person.text}")


def line_with(person, words) -> str:
    found = [line for line in person.text.splitlines() if words in line]
    assert found, f"{words!r} is not in\n{person.text}"
    return found[0].strip().removeprefix("► ")
