"""Answers on their way into the tallies: in memory, then five or more at once, then nowhere else."""

from datetime import date
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.errors import BadInput, NotSaved, RuleBroken
from facilitator.live.pulse import PulseIntake, open_wave
from facilitator.live.pulse_import import read_tallies
from facilitator.model.programme import Programme, Team
from facilitator.model.pulse import PulseItem, SurveyStatus, TeamTally, Wave
from facilitator.store.record_file import RecordFile
from tests.unit.pulse_worlds import questionnaire, survey

ITEMS = tuple(
    PulseItem(key=key, theme="Theme", text=f"Statement {key}.") for key in ("first", "second", "third")
)


class Traceless:
    """A record file that writes without a step of undo; counts how often it did."""

    def __init__(self, file):
        self.file, self.all, self.find = file, file.all, file.find
        self.writes = 0
        self.full = False

    def put_without_trace(self, record):
        if self.full:
            raise NotSaved("Not saved.")
        with self.file.group("take in answers", undoable=False):
            saved = self.file.put(record)
        self.writes += 1
        return saved

    def on_disk(self):
        """Return all that the folder holds."""
        return b"".join(path.read_bytes() for path in sorted(self.file.path.parent.iterdir()))


def opened(folder, **invited):
    """Return the intake of an open wave, its records, and the teams by name."""
    file = RecordFile(folder / "programme.json", "programme")
    file.put(Programme(name="Better Together", organisation="Harrowmere"))
    teams = {name: file.put(Team(name=name, headcount=people)) for name, people in invited.items()}
    file.forget_history()
    records = Traceless(file)
    people = {team.id: team.headcount for team in teams.values()}
    intake = open_wave(records, Wave.BASELINE, questionnaire(*ITEMS), people, date(2026, 2, 9))
    records.writes = 0
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
    assert (taking.waiting(desk), taking.taken_in(desk), records.writes) == (4, 4, 0)
    assert records.on_disk() == before
    taking.add(desk, ANSWERS)
    assert (taking.waiting(), taking.taken_in(desk), records.writes) == (0, 5, 1)
    tally = taking.survey.tally(desk)
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
    assert records.writes == 1
    assert (taking.waiting(infra), taking.survey.tally(infra).responses) == (1, 0)


def test_closing_takes_in_who_waits(intake):
    taking, _, desk, infra = intake
    for _ in range(7):
        taking.add(desk, ANSWERS)
    taking.add(infra, {"first": 2})
    closed = taking.close(date(2026, 2, 20))
    assert closed.status is SurveyStatus.CLOSED
    assert [team.responses for team in closed.teams] == [7, 1]
    assert taking.waiting() == 0
    with pytest.raises(BadInput):
        taking.add(desk, ANSWERS)


def test_nothing_of_it_can_be_undone(intake):
    taking, records, desk, _ = intake
    for _ in range(5):
        taking.add(desk, ANSWERS)
    assert records.file.undo_label is None
    assert records.file.undo() is None
    assert taking.survey.tally(desk).responses == 5


def test_closing_keeps_the_larger_threshold(intake):
    taking, records, *_ = intake
    (programme,) = records.all(Programme)
    records.file.put(msgspec.structs.replace(programme, threshold=8))
    assert taking.close(date(2026, 2, 20)).threshold == 8


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
    records.full = True
    with pytest.raises(NotSaved):
        taking.add(desk, ANSWERS)
    assert taking.waiting(desk) == 4
    records.full = False
    taking.add(desk, ANSWERS)
    assert taking.survey.tally(desk).responses == 5


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
        tallied.append({team.team: team.responses for team in taking.survey.teams})
    for before, after in pairwise(tallied):
        assert all(after[id] == before[id] or after[id] - before[id] >= 5 for id in after)
    closed = taking.close(date(2026, 2, 20))
    for name, team in teams.items():
        theirs = [answers for who, answers in people if who == name]
        tally = closed.tally(team.id)
        assert tally.responses == len(theirs)
        for item in ITEMS:
            given = [answers[item.key] for answers in theirs]
            assert tally.of(item.key) == tuple(given.count(answer) for answer in range(1, 6))
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
        open_wave(records, Wave.INTERIM, questionnaire(*ITEMS), {}, date(2026, 3, 1))
    with pytest.raises(RuleBroken):
        open_wave(records, Wave.INTERIM, questionnaire(*ITEMS), {desk: 9}, date(2026, 3, 1), date(2026, 2, 1))


def test_a_restart_goes_on_with_the_same_wave(intake):
    taking, records, desk, _ = intake
    for _ in range(6):
        taking.add(desk, ANSWERS)
    again = PulseIntake(records, taking.survey.id)
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
    tally = taking.survey.tally(desk)
    assert (tally.responses, tally.of("first"), tally.of("second")) == (6, (1, 2, 0, 2, 1), (0, 0, 3, 0, 0))
    assert taking.survey.tally(infra).of("first") == (0, 5, 0, 0, 0)
    assert records.writes == 1


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
    assert (taking.survey.tally(desk).responses, taking.waiting()) == (0, 0)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_or_refused(text):
    wave = survey(TeamTally(team="t", invited=9), questionnaire=questionnaire(*ITEMS), closed=None)
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
