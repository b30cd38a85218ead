"""Two teams in one session: the side in hand, what belongs to it, and giving it to the other."""

from contextlib import closing

import msgspec
import pytest

from facilitator.errors import RuleBroken
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.observation import Observation
from facilitator.model.session import OnScreen
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.workspace.listening import PEOPLE, PRACTICES, TEAMS, planned

INFRA, DESK, APPS = "t-infra", "t-desk", "t-apps"
CHANGE, INCIDENT = "change_enablement", "incident_management"


def opened(file, clock):
    return LiveSession(
        SessionDesk(
            file, clock=clock, today=clock.now().date(), practices=PRACTICES, teams=TEAMS, people=PEOPLE
        )
    )


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def file(tmp_path, clock):
    with closing(SessionFile(tmp_path / "two.json", clock=clock.now)) as file:
        file.put(msgspec.structs.replace(planned(), teams=(INFRA, DESK)))
        yield file


@pytest.fixture
def live(file, clock):
    live = opened(file, clock)
    live.course.start()
    return live


def test_one_key_goes_from_both_to_each_side_and_back(live):
    met = [live.sides.in_hand, *(live.sides.turn() for _ in range(3))]
    assert met == [None, INFRA, DESK, None]
    assert [live.sides.mark(each) for each in met] == ["◐", "○", "●", "◐"]
    assert live.sides.name(None) == "both teams"
    assert len(live.sides.speaking) == 2


def test_a_score_is_one_teams_so_the_map_has_no_both(live):
    assert live.sides.scoring == INFRA
    assert [live.sides.turn(scores=True) for _ in range(3)] == [DESK, INFRA, DESK]


def test_a_session_of_one_team_has_no_side(live, file):
    file.put(msgspec.structs.replace(file.session, teams=(DESK,)))
    assert (live.sides.turn(), live.sides.mark(None), live.sides.name(None)) == (None, "", "")
    assert live.sides.scoring == DESK
    note = live.line.capture("- they never say @infra")
    assert (note.team, note.counterparts) == (None, (INFRA,))
    with pytest.raises(RuleBroken, match="One team"):
        live.editing.set_team(note, DESK)


def test_notes_ideas_scores_and_sides_carry_the_side_in_hand(live, file):
    live.sides.take(DESK)
    live.line.capture("- tickets say only slow @infra")
    live.choices.take_instrument("ideas")
    live.line.capture("three facts before a ticket moves")
    live.touch.set_role(INCIDENT, TouchRole.PERFORMS)
    live.touch.set_ease(INCIDENT, 2)
    live.touch.name_counterparts(INCIDENT, (INFRA,))
    live.touch.set_side(INCIDENT, INFRA, ease=2, passes="tickets")
    for kind in (Observation, ImprovementIdea, Interaction, InterfaceSide):
        assert [each.team for each in file.all(kind)] == [DESK]
    live.sides.take(INFRA)
    live.touch.set_ease(INCIDENT, 3)
    assert {each.team: each.ease for each in file.all(Interaction)} == {DESK: 2, INFRA: 3}
    assert live.touch.side(INCIDENT, DESK) is None


def test_the_side_that_speaks_is_not_its_own_other_side(live):
    live.sides.take(DESK)
    assert live.line.read("- we wait @desk").counterparts == ()
    assert live.line.read("- we wait @infra").counterparts == (INFRA,)
    live.sides.take(None)
    assert live.line.read("- we wait @desk").counterparts == (DESK,)


def test_who_said_it_is_corrected_in_a_step_and_undone(live, file):
    live.sides.take(DESK)
    live.line.capture("- they never say @infra")
    (note,) = file.all(Observation)
    shared = live.editing.set_visibility(note, Visibility.PARTNERS)
    moved = live.editing.set_team(shared, INFRA)
    assert (moved.team, moved.counterparts) == (INFRA, ())
    live.undo()
    (note,) = file.all(Observation)
    assert (note.team, note.counterparts) == (DESK, (INFRA,))
    assert live.editing.set_team(note, None).team is None
    with pytest.raises(RuleBroken, match="not in the session"):
        live.editing.set_team(note, APPS)


def test_answers_written_under_the_wrong_team_go_to_the_other_with_their_sides(live, file):
    live.touch.set_role(INCIDENT, TouchRole.PERFORMS)
    live.touch.set_ease(INCIDENT, 2)
    live.touch.name_counterparts(INCIDENT, (DESK, APPS))
    side = live.touch.side(INCIDENT, DESK)
    live.touch.share_side(side, True)
    moved = live.touch.move(INCIDENT)
    assert (moved.team, moved.ease, moved.counterparts) == (DESK, 2, (INFRA, APPS))
    sides = {(each.team, each.counterpart, each.agreed_for_sharing) for each in file.all(InterfaceSide)}
    assert sides == {(DESK, INFRA, False), (DESK, APPS, False)}
    live.undo()
    assert live.touch.interaction(INCIDENT).team == INFRA
    assert live.touch.side(INCIDENT, DESK).agreed_for_sharing


def test_answers_moved_twice_are_back_and_each_move_is_taken_back_alone(live):
    live.touch.set_role(INCIDENT, TouchRole.PERFORMS)
    live.touch.name_counterparts(INCIDENT, (DESK,))
    before = live.touch.interaction(INCIDENT)
    live.touch.move(INCIDENT)
    back = live.touch.move(INCIDENT, DESK)
    assert (back.team, back.counterparts) == (before.team, before.counterparts)
    live.undo()
    assert live.touch.interaction(INCIDENT) is None
    assert live.touch.interaction(INCIDENT, DESK).counterparts == (INFRA,)
    live.undo()
    assert live.touch.interaction(INCIDENT).counterparts == (DESK,)


def test_answers_of_both_are_not_written_over(live):
    live.touch.set_role(INCIDENT, TouchRole.PERFORMS)
    live.touch.set_role(INCIDENT, TouchRole.OWNS, DESK)
    with pytest.raises(RuleBroken, match="told of it, too"):
        live.touch.move(INCIDENT)
    with pytest.raises(RuleBroken, match="told nothing"):
        live.touch.move(CHANGE)


def test_an_idea_merged_from_two_teams_is_of_both(live):
    live.choices.take_instrument("ideas")
    ours, theirs, other = [
        (live.sides.take(team), live.line.capture(title))[1]
        for team, title in ((INFRA, "one calendar"), (DESK, "a calendar for all"), (DESK, "a huddle"))
    ]
    assert live.ideas.merge(other, [theirs]).team == DESK
    assert live.ideas.merge(ours, [other]).team is None


def test_after_a_kill_the_side_in_hand_comes_back(live, file, clock):
    live.sides.take(DESK)
    here = live.position
    live.room.show(OnScreen(segment=here.key, part=here.part, instrument="notes", team=live.sides.in_hand))
    assert opened(file, clock).sides.in_hand == DESK
