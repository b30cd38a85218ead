"""Answers on their way into the tallies: in memory, then five or more at once, then nowhere else."""

import os
from datetime import date
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.errors import BadInput, Damaged, NotSaved, RuleBroken
from facilitator.insight.pulse_keeping import keep
from facilitator.live.pulse.intake import PulseIntake, open_wave
from facilitator.live.pulse.survey_file import read_tallies
from facilitator.model.programme import Programme
from facilitator.model.pulse import PulseItem, SurveyStatus, Wave
from facilitator.model.tally import Tally
from facilitator.model.team import Team
from facilitator.store.records.record_file import RecordFile
from facilitator.store.tally_file import TallyFile
from tests.workspace.pulse_worlds import closed, questionnaire

ITEMS = tuple(
    PulseItem(key=key, theme="Theme", text=f"Statement {key}.") for key in ("first", "second", "third")
)


class Counting(TallyFile):
    """The place of the tallies; counts how often it was written, and refuses when the disk is full."""

    writes = 0
    full = False

    def write(self, survey, teams):
        if self.full:
            raise NotSaved("Not saved.")
        super().write(survey, teams)
        self.writes += 1


class Records:
    """The records of a programme, and where the answers of its wave are counted."""

    def __init__(self, folder):
        self.file = RecordFile(folder / "programme.json", "programme")
        self.all = self.file.all
        self.tallies = Counting(folder)

    def counted(self, intake, team):
        """Return what is counted of a team in the file."""
        return self.tallies.of(intake.id).get(team, Tally())

    def on_disk(self):
        """Return all that the folder holds."""
        return b"".join(path.read_bytes() for path in sorted(self.file.path.parent.iterdir()))


def opened(folder, **invited):
    """Return the intake of an open wave, its records, and the teams by name."""
    records = Records(folder)
    file = records.file
    file.put(Programme(name="Better Together", organisation="Harrowmere"))
    teams = {name: file.put(Team(name=name, headcount=people)) for name, people in invited.items()}
    file.forget_history()
    people = {team.id: team.headcount for team in teams.values()}
    asked = questionnaire(*ITEMS)
    intake = open_wave(file, records.tallies, Wave.BASELINE, asked, people, date(2026, 2, 9))
    return intake, records, teams


@pytest.fixture
def intake(tmp_path):
    taking, records, teams = opened(tmp_path, Desk=11, Infra=9)
    yield taking, records, teams["Desk"].id, teams["Infra"].id
    records.file.close()


ANSWERS = {"first": 4, "second": None, "third": 1}


def test_four_wait_and_the_fifth_brings_them_in(intake):
    taking, records, desk, _ = intake
    before = records.on_disk()
    for _ in range(4):
        taking.add(desk, ANSWERS)
    assert (taking.waiting(desk), taking.taken_in(desk), records.tallies.writes) == (4, 4, 0)
    assert records.on_disk() == before
    taking.add(desk, ANSWERS)
    assert (taking.waiting(), taking.taken_in(desk), records.tallies.writes) == (0, 5, 1)
    tally = records.counted(taking, desk)
    assert (tally.of("first"), tally.of("second"), tally.of("third")) == (
        (0, 0, 0, 5, 0),
        (0, 0, 0, 0, 0),
        (5, 0, 0, 0, 0),
    )


def test_one_of_another_team_does_not_come_in_with_them(intake):
    taking, records, desk, infra = intake
    taking.add(infra, ANSWERS)
    for _ in range(5):
        taking.add(desk, ANSWERS)
    assert records.tallies.writes == 1
    assert (taking.waiting(infra), records.counted(taking, infra).responses) == (1, 0)


def test_closing_takes_in_who_waits_and_keeps_what_may_be_shown(intake):
    taking, records, desk, infra = intake
    for answer in (1, 2, 3, 4, 5, 1, 4):
        taking.add(desk, {"first": answer})
    taking.add(infra, {"first": 2})
    closed = taking.close(date(2026, 2, 20))
    assert closed.status is SurveyStatus.CLOSED
    assert [(team.team, team.responses) for team in closed.kept.teams] == [(desk, 7), (infra, None)]
    assert closed.kept.teams[0].figures[0].bands == (3, 1, 3)
    assert taking.waiting() == 0
    assert not records.tallies.path.exists()
    with pytest.raises(BadInput):
        taking.add(desk, ANSWERS)


def test_a_closing_that_is_refused_loses_nothing(intake):
    taking, records, desk, _ = intake
    for _ in range(7):
        taking.add(desk, ANSWERS)
    with pytest.raises(RuleBroken):
        taking.close(date(2026, 2, 1))  # before it was opened
    assert (records.counted(taking, desk).responses, taking.waiting(desk)) == (5, 2)
    taking.close(date(2026, 2, 20))
    assert not records.tallies.path.exists()


def test_nothing_of_it_can_be_undone(intake):
    taking, records, desk, _ = intake
    for _ in range(5):
        taking.add(desk, ANSWERS)
    assert records.file.undo_label is None
    assert records.file.undo() is None
    assert records.counted(taking, desk).responses == 5


@pytest.mark.parametrize(
    "found",
    [
        b"\0\0",
        b"",
        b"[" * 5000,
        b'{"survey": "s", "teams": {"t": {"responses": ' + b"9" * 5000 + b"}}}",
        b'{"survey": "s", "teams": {"t": {"responses": 1, "answers": {"first": [1, 1, 1, 1, 1]}}}}',
        b'{"survey": "s", "teams": {"t": {"responses": -1}}}',
    ],
    ids=["zeros", "nothing", "nested", "digits", "more answers than people", "fewer than nobody"],
)
def test_counts_that_cannot_be_read_are_told_and_left(intake, found):
    taking, records, desk, _ = intake
    records.tallies.path.write_bytes(found)
    with pytest.raises(Damaged) as told:
        taking.add(desk, ANSWERS)
    assert "type the paper slips in again" in told.value.todo
    assert records.tallies.path.read_bytes() == found


def test_what_is_no_file_is_not_read(intake):
    taking, records, desk, _ = intake
    os.mkfifo(records.tallies.path)
    with pytest.raises(Damaged):
        taking.add(desk, ANSWERS)


def test_nobody_else_reads_the_counts(intake):
    taking, records, desk, _ = intake
    for _ in range(5):
        taking.add(desk, ANSWERS)
    assert records.tallies.path.stat().st_mode & 0o777 == 0o600
    assert b"answers" not in records.file.path.read_bytes().replace(b'"answers": [', b"")


def test_closing_keeps_the_larger_threshold(intake):
    taking, records, *_ = intake
    (programme,) = records.all(Programme)
    records.file.put(msgspec.structs.replace(programme, threshold=8))
    assert taking.close(date(2026, 2, 20)).threshold == 8
    records.file.put(msgspec.structs.replace(records.all(Programme)[0], threshold=8))
    again = open_wave(
        records.file, records.tallies, Wave.AFTER, questionnaire(*ITEMS), {"t": 9}, date(2026, 3, 1)
    )
    assert again.survey.threshold == 8  # never smaller than an earlier wave's


@pytest.mark.parametrize("answers", [{"first": 6}, {"first": 0}, {"unasked": 3}])
def test_an_answer_that_is_none_changes_nothing(intake, answers):
    taking, _, desk, _ = intake
    with pytest.raises(BadInput):
        taking.add(desk, answers)
    with pytest.raises(BadInput):
        taking.add("nobody", ANSWERS)
    assert taking.waiting() == 0


def test_nobody_answers_who_was_not_invited(intake):
    taking, _, _, infra = intake
    for _ in range(9):
        taking.add(infra, ANSWERS)
    with pytest.raises(RuleBroken):
        taking.add(infra, ANSWERS)
    assert taking.taken_in(infra) == 9


def test_a_full_disk_loses_nobody_who_waited(intake):
    taking, records, desk, _ = intake
    for _ in range(4):
        taking.add(desk, ANSWERS)
    records.tallies.full = True
    with pytest.raises(NotSaved):
        taking.add(desk, ANSWERS)
    assert taking.waiting(desk) == 4
    records.tallies.full = False
    taking.add(desk, ANSWERS)
    assert records.counted(taking, desk).responses == 5


people = st.lists(
    st.tuples(
        st.sampled_from(("Desk", "Infra")),
        st.fixed_dictionaries({item.key: st.none() | st.integers(1, 5) for item in ITEMS}),
    ),
    max_size=30,
)


@given(people)
@settings(max_examples=40, deadline=None)
def test_no_two_states_of_the_file_differ_by_few(tmp_path_factory, people):
    """Until the close, which takes in the rest; and at the end every answer was counted once."""
    taking, records, teams = opened(tmp_path_factory.mktemp("pulse"), Desk=30, Infra=30)
    tallied = [{team.id: 0 for team in teams.values()}]
    for name, answers in people:
        taking.add(teams[name].id, answers)
        assert taking.waiting(teams[name].id) < 5
        tallied.append({team.id: records.counted(taking, team.id).responses for team in teams.values()})
    for before, after in pairwise(tallied):
        assert all(after[id] == before[id] or after[id] - before[id] >= 5 for id in after)
    closed = taking.close(date(2026, 2, 20))
    given = {team.id: [answers for who, answers in people if who == name] for name, team in teams.items()}
    tallies = {
        id: Tally(
            responses=len(theirs),
            answers={
                item.key: tuple([each[item.key] for each in theirs].count(answer) for answer in range(1, 6))
                for item in ITEMS
            },
        )
        for id, theirs in given.items()
    }
    assert closed.kept == keep(closed.people, tallies, [item.key for item in ITEMS], 5)
    records.file.close()


def test_how_far_a_wave_is_tells_no_team_below_five(intake):
    taking, _, desk, infra = intake
    for _ in range(4):
        taking.add(desk, ANSWERS)
    assert taking.standing() == (4, 20, 4, {desk: (None, 11), infra: (None, 9)})
    for _ in range(2):
        taking.add(desk, ANSWERS)
    taking.add(infra, ANSWERS)
    assert taking.standing() == (7, 20, 2, {desk: (6, 11), infra: (None, 9)})


def test_a_wave_needs_a_team_and_a_day_ahead(intake):
    _, records, desk, _ = intake
    with pytest.raises(BadInput):
        open_wave(records.file, records.tallies, Wave.INTERIM, questionnaire(*ITEMS), {}, date(2026, 3, 1))
    early = (date(2026, 3, 1), date(2026, 2, 1))
    with pytest.raises(RuleBroken):
        open_wave(records.file, records.tallies, Wave.INTERIM, questionnaire(*ITEMS), {desk: 9}, *early)


def test_a_restart_goes_on_with_the_same_wave(intake):
    taking, records, desk, _ = intake
    for _ in range(6):
        taking.add(desk, ANSWERS)
    again = PulseIntake(records.file, TallyFile(records.file.path.parent), taking.id)
    assert (again.taken_in(desk), again.waiting(desk)) == (5, 0)  # one slip was lost, and is still on paper


# The file of a survey tool -----------------------------------------------------------------------

COUNTED = """\
Team,Item,1,2,3,4,5,Can't say
Desk,first,1,2,0,2,1,0
Desk,Statement second.,0,0,3,0,0,3
Infra,first,0,5,0,0,0,0
"""
ROWS = """\
When;E-mail;Team;first;Statement second.;third
9:01;a@example.org;desk;4;strongly agree;1
9:02;b@example.org;Desk;;Can't say;2

9:07;c@example.org;Infra;Disagree;3;5
"""


def read(taking, records, text):
    lines = text.splitlines(keepends=True)
    return read_tallies(lines, taking.survey, records.all(Team))


def test_counts_of_a_tool(intake):
    taking, records, desk, infra = intake
    taking.add_all(read(taking, records, COUNTED))
    tally = records.counted(taking, desk)
    assert (tally.responses, tally.of("first"), tally.of("second")) == (6, (1, 2, 0, 2, 1), (0, 0, 3, 0, 0))
    assert records.counted(taking, infra).of("first") == (0, 5, 0, 0, 0)
    assert records.tallies.writes == 1


def test_rows_of_a_tool_are_counted_and_nothing_of_them_kept(intake):
    taking, records, desk, infra = intake
    found = read(taking, records, "\ufeff" + ROWS)
    assert {team: tally.responses for team, tally in found.items()} == {desk: 2, infra: 1}
    assert found[desk].of("first") == (0, 0, 0, 1, 0)
    assert found[desk].of("second") == (0, 0, 0, 0, 1)
    assert found[desk].of("third") == (1, 1, 0, 0, 0)
    assert found[infra].of("first") == (0, 1, 0, 0, 0)
    taking.add_all(found)
    taking.close(date(2026, 2, 20))
    assert b"example.org" not in records.on_disk()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("Name,first\nDesk,3\n", "no column team"),
        ("Team,first\nDesk,3\n", "no column for second"),
        ("Team,Item,1,2,3,4\n", "no column for each answer"),
        (COUNTED + "Desk,first,1,0,0,0,0,0\n", "Line 5: this team's answers"),
        (COUNTED + "Desk,fourth,1,0,0,0,0,0\n", "Line 5: that statement"),
        (COUNTED + "Sales,first,1,0,0,0,0,0\n", "Line 5: that team"),
        (COUNTED + "Infra,third,-1,0,0,0,0,0\n", "Line 5: a count"),
        (COUNTED + "Infra,third,½,0,0,0,0,0\n", "Line 5: a count"),
        (ROWS + "9:08;d@example.org;Infra;9;3;5\n", "Line 6: what stands under first"),
        (ROWS + "9:08;d@example.org;Sales;1;3;5\n", "Line 6: that team"),
        (ROWS + '9:08;d@example.org;"Infra\n', "Line 6 breaks off"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_nothing_is_taken_in(intake, text, told):
    taking, records, *_ = intake
    before = records.on_disk()
    with pytest.raises(BadInput) as refused:
        taking.add_all(read(taking, records, text))
    assert told in refused.value.happened
    assert "example.org" not in str(refused.value)
    assert (records.on_disk(), taking.waiting()) == (before, 0)


def test_too_many_of_one_team_keep_the_other_out_too(intake):
    taking, records, desk, _ = intake
    with pytest.raises(RuleBroken):
        taking.add_all(read(taking, records, COUNTED.replace("Infra,first,0,5", "Infra,first,9,5")))
    assert (records.counted(taking, desk).responses, taking.waiting()) == (0, 0)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_or_refused(text):
    wave = closed({"t": Tally()}, *ITEMS, closed=None, kept=None)
    team = msgspec.structs.replace(Team(name="Desk"), id="t")
    for start in ("", "Team,first,second,third\n", "Team,Item,1,2,3,4,5\n"):
        read, refused = {}, None
        try:
            read = read_tallies((start + text).splitlines(keepends=True), wave, [team])
        except BadInput as error:
            refused = error
        assert refused is None or refused.happened.startswith(("Line ", "The file "))
        assert set(read) <= {"t"}
        assert all(set(tally.answers) <= {item.key for item in ITEMS} for tally in read.values())
