"""What an audience gets, and what never reaches it: a canary in every text field of every entity."""

import msgspec
import pytest

from facilitator.errors import NotReleased
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import (
    EVERYONE,
    FACILITATORS,
    LEADERS,
    Attribution,
    AudienceKind,
    Visibility,
    partners,
    room,
    team,
)
from facilitator.model.base import Release, texts_of
from facilitator.model.debrief import Debrief
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Rung
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.practice import CustomPractice
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES
from facilitator.model.session import (
    LIVE,
    RELEASED,
    FistOfFive,
    LeadPresent,
    ListeningSession,
    ReadBack,
    Roti,
    SessionStatus,
)
from facilitator.model.smo import Champion, SelectionQuality
from facilitator.model.team import Team
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.release.release import for_audience
from tests.canaries import Filler, kinds_of
from tests.making import DAY, READ_BACK, START, session

V = Visibility
NAMES = ("Infrastructure", "Service Desk", "Project Office")


class Programmed:
    """A programme of three teams, its people, and sessions to add."""

    def __init__(self, root):
        self.folder = Workspace(root).new_programme("Better Together", "H", timezone="UTC")
        teams = [self.folder.file.put(Team(name=name, headcount=9)) for name in NAMES]
        self.infra, self.desk, self.pmo = (each.id for each in teams)
        self.sam = self.folder.file.put(Person(name="Sam Oduya", team=self.infra)).id

    def held(self, *teams, **fields):
        given = {"status": SessionStatus.SHARED, "read_back": READ_BACK}
        return self.folder.add_session(session(teams=teams or (self.infra,), **given | fields))

    def get(self, audience, *files, **options):
        return for_audience(self.folder, audience, files or None, **options)

    def audiences(self):
        infra, desk, pmo = self.infra, self.desk, self.pmo
        return {
            "the facilitators": FACILITATORS,
            "the team": team(infra),
            "its room": room(infra),
            "the counterpart": team(desk),
            "another team": team(pmo),
            "a room of the team and its counterpart": room(infra, desk),
            "a room of the team and another": room(infra, pmo),
            "the team and its counterpart": partners(infra, desk),
            "the counterpart alone": partners(desk),
            "the team, its counterpart and another": partners(infra, desk, pmo),
            "leaders": LEADERS,
            "everyone": EVERYONE,
        }


@pytest.fixture
def programmed(tmp_path):
    programmed = Programmed(tmp_path)
    yield programmed
    programmed.folder.close()


# Canaries ------------------------------------------------------------------------------------------

OWN = {"the facilitators", "the team", "its room"}
LEAST = {
    # the least visibility at which these readers see what the team said, with the counterpart named …
    "the facilitators": V.FACILITATOR,
    "the team": V.TEAM,
    "its room": V.TEAM,
    "the counterpart": V.PARTNERS,
    "another team": V.OPEN,
    "a room of the team and its counterpart": V.PARTNERS,
    "a room of the team and another": V.OPEN,
    "the team and its counterpart": V.PARTNERS,
    "the counterpart alone": V.PARTNERS,
    "the team, its counterpart and another": V.OPEN,
    "leaders": V.PROGRAMME,
    "everyone": V.OPEN,
}
NEEDS_A_NAME = {each for each, least in LEAST.items() if least is V.PARTNERS}
"""… without it these see only what is open."""


def may_be_seen(canary, readers, names_counterpart):
    """Say it in the words of docs/field.md, not in those of the code."""
    if ENTITIES[canary.kind].release is Release.NOBODY:
        return False
    if readers == "the facilitators":
        return True
    if canary.only_us or (canary.only_team and (readers not in OWN or canary.kind is Team)):
        return False  # the team of the canary is none of these readers
    if readers in ("leaders", "everyone") and canary.path.startswith("script."):
        return False
    rule = ENTITIES[canary.kind].release
    if rule is Release.FRAME:
        return True
    if rule is Release.FIGURES:
        return readers in OWN
    if rule is Release.FACILITATORS:
        return False
    least = V.OPEN if readers in NEEDS_A_NAME and not names_counterpart else LEAST[readers]
    return canary.level.reaches(least)


def filled(programmed, **ids):
    """Fill a programme: one session for each visibility, with a record of every type in each."""
    given = {"teams": programmed.infra, "people": programmed.sam, "practices": "change_enablement"}
    filler = Filler(
        given
        | dict.fromkeys(("services", "specialisms", "champions", "skill_areas", "projects", "chains"), "x")
        | ids
    )
    folder = programmed.folder
    for kind in kinds_of("programme"):
        if kind is not Programme:
            alone = {"counterparts": ()} if kind is Team else {}
            folder.file.put(filler.record(kind, **alone))
    for level in V:
        meeting = filler.record(ListeningSession, status=SessionStatus.REVIEWED)
        file = folder.add_session(meeting)
        for kind in kinds_of("session"):
            if kind is not ListeningSession:
                file.put(filler.record(kind, V.FACILITATOR if kind is Debrief else level))
    return filler.canaries


def texts_for(released):
    found = set()
    for records in (released.records, *released.sessions):
        for kind in ENTITIES:
            seen = records.all(kind)
            assert seen == tuple(records.find(kind, record.id) for record in seen)
            found |= {text for record in seen for _, text in texts_of(record)}
    return found


@pytest.mark.parametrize("readers", LEAST)
@pytest.mark.parametrize("named", [True, False], ids=["counterpart named", "none named"])
def test_no_canary_reaches_an_audience_it_may_not(programmed, readers, named):
    desk = programmed.desk if named else None
    canaries = filled(programmed, counterparts=desk, counterpart=programmed.desk)
    found = texts_for(programmed.get(programmed.audiences()[readers], *programmed.folder.sessions))
    for canary in canaries:
        may_name = named and "counterparts" in canary.kind.__struct_fields__
        may_see = may_be_seen(canary, readers, may_name or canary.kind is InterfaceSide)
        assert (canary.text in found) is may_see, canary


def test_every_entity_with_words_has_a_canary(programmed):
    watched = {canary.kind for canary in filled(programmed, counterparts=None, counterpart=programmed.desk)}
    without = {kind.__name__ for kind in ENTITIES} - {kind.__name__ for kind in watched}
    assert without == {
        "AssessedLevel",
        "Course",
        "DotVote",
        "GrantedHours",
        "HandleKey",
        "Learning",
        "OnScreen",
        "Programme",
        "ProjectSeat",
        "Purge",
        "SkillPage",
        "SkillPair",
        "TableAnswer",
    }


def test_a_message_to_a_team_goes_to_that_team_alone(programmed):
    folder = programmed.folder
    told = msgspec.structs.replace(folder.teams[programmed.infra], message="What is in it for them")
    folder.file.put(told)
    programmed.held()
    for name, audience in programmed.audiences().items():
        seen = programmed.get(audience).teams[programmed.infra].message
        assert bool(seen) == (name in OWN), name


def test_the_canary_of_the_worked_example(programmed):
    file = programmed.held()
    file.put(Observation(text="CANARY-7F3", kind="private", visibility=V.FACILITATOR))
    file.put(Debrief(mood="CANARY-7F3"))
    for readers, audience in programmed.audiences().items():
        seen = "CANARY-7F3" in texts_for(programmed.get(audience))
        assert seen is (readers == "the facilitators")


# Before the review nothing leaves ------------------------------------------------------------------


@pytest.mark.parametrize("status", SessionStatus)
def test_papers_leave_only_from_reviewed_on(programmed, status):
    file = programmed.held(status=status)
    for audience in programmed.audiences().values():
        free = audience.kind in (AudienceKind.FACILITATORS, AudienceKind.ROOM) or status in RELEASED
        if free:
            assert len(programmed.get(audience, file).sessions) == 1
        else:
            cancelled = status is SessionStatus.CANCELLED
            why = "so there is no paper of it" if cancelled else "not reviewed yet"
            with pytest.raises(NotReleased, match=f"L-01 is .*{why}"):
                programmed.get(audience, file)


@pytest.mark.parametrize("status", SessionStatus)
def test_a_preview_before_the_review_carries_a_watermark(programmed, status):
    file = programmed.held(status=status)
    released = programmed.get(team(programmed.infra), file, preview=True)
    assert released.preview is (status not in RELEASED)
    assert len(released.sessions) == 1


def test_a_preview_shows_no_more_than_the_paper_will(programmed):
    file = programmed.held(status=SessionStatus.CAPTURED)
    file.put(Observation(text="private", kind="private", visibility=V.FACILITATOR))
    file.put(Observation(text="for the team"))
    previewed = programmed.get(team(programmed.infra), file, preview=True).sessions[0]
    assert [note.text for note in previewed.all(Observation)] == ["for the team"]


def numbers(released):
    return [records.session.number for records in released.sessions]


def test_by_default_every_session_that_may_leave(programmed):
    for status in SessionStatus:
        programmed.held(status=status)
    by_number = {number: status for number, status in enumerate(SessionStatus, 1)}
    reviewed = [number for number, status in by_number.items() if status in RELEASED]
    running = [number for number, status in by_number.items() if status in LIVE]
    assert numbers(programmed.get(FACILITATORS)) == list(by_number)
    assert numbers(programmed.get(room(programmed.infra))) == running
    for audience in (team(programmed.infra), LEADERS, EVERYONE, partners(programmed.desk)):
        assert numbers(programmed.get(audience)) == reviewed
    assert numbers(programmed.get(LEADERS, preview=True)) == list(by_number)


# Figures -------------------------------------------------------------------------------------------


def figures(programmed):
    file = programmed.held(
        fist_of_five=FistOfFive(hands=(0, 0, 0, 2, 4, 2)),
        roti=Roti(hands=(0, 0, 1, 5, 2)),
        lead_present=LeadPresent.PART,
        focus=("change_enablement",),
        thanks="You were frank",
    )
    file.put(
        Interaction(
            team=programmed.infra, practice="change_enablement", role=TouchRole.OWNS, rung=Rung.SHARED
        )
    )
    file.put(DotVote(subject=VoteSubject.IDEAS, people=8))
    return file


def test_single_scores_go_to_the_team_that_gave_them(programmed):
    figures(programmed)
    for readers, audience in programmed.audiences().items():
        released = programmed.get(audience, *programmed.folder.sessions).sessions[0]
        meeting = released.session
        own = readers in OWN
        assert bool(released.all(Interaction)) is own
        assert bool(released.all(DotVote)) is own
        kept = (meeting.roti, meeting.fist_of_five, meeting.lead_present, meeting.focus, meeting.thanks)
        assert all(kept) if own else not any(kept)


def test_in_a_session_of_two_each_team_gets_its_own_scores(programmed):
    file = programmed.held(programmed.infra, programmed.desk)
    for each in (programmed.infra, programmed.desk):
        file.put(Interaction(team=each, practice="change_enablement", role=TouchRole.OWNS))
    for each in (programmed.infra, programmed.desk):
        told = programmed.get(team(each)).sessions[0].all(Interaction)
        assert [interaction.team for interaction in told] == [each]
    assert programmed.get(room(programmed.infra, programmed.desk), file).sessions[0].all(Interaction) == ()


# Interfaces ----------------------------------------------------------------------------------------


def sides(programmed, *, infra_agrees, desk_agrees, visibility=V.TEAM):
    heard = {
        programmed.infra: (programmed.desk, 3, infra_agrees),
        programmed.desk: (programmed.infra, 2, desk_agrees),
    }
    for each, (other, ease, agrees) in heard.items():
        programmed.held(each).put(
            InterfaceSide(
                team=each,
                counterpart=other,
                practice="incident_management",
                ease=ease,
                passes="tickets",
                expectation="within a day",
                agreed_for_sharing=agrees,
                visibility=visibility,
                room_yes=DAY,
            )
        )


def told_to(programmed, audience):
    return [side for records in programmed.get(audience).sessions for side in records.all(InterfaceSide)]


@pytest.mark.parametrize("infra_agrees", [True, False])
@pytest.mark.parametrize("desk_agrees", [True, False])
def test_interface_scores_go_to_both_teams_once_both_agreed(programmed, infra_agrees, desk_agrees):
    sides(programmed, infra_agrees=infra_agrees, desk_agrees=desk_agrees)
    both = partners(programmed.infra, programmed.desk)
    agreed = infra_agrees and desk_agrees
    assert [side.ease for side in told_to(programmed, both)] == ([3, 2] if agreed else [])
    assert told_to(programmed, partners(programmed.infra, programmed.desk, programmed.pmo)) == []
    assert told_to(programmed, LEADERS) == []


def test_an_agreed_score_takes_no_words_along(programmed):
    sides(programmed, infra_agrees=True, desk_agrees=True)
    for side in told_to(programmed, partners(programmed.infra, programmed.desk)):
        assert (side.passes, side.expectation) == ("", "")


def test_words_for_partners_take_no_score_along(programmed):
    sides(programmed, infra_agrees=True, desk_agrees=False, visibility=V.PARTNERS)
    told = told_to(programmed, partners(programmed.infra, programmed.desk))
    assert [(side.passes, side.ease) for side in told] == [("tickets", None)] * 2


def test_a_team_gets_its_own_score_and_never_the_others(programmed):
    sides(programmed, infra_agrees=True, desk_agrees=True, visibility=V.PARTNERS)
    told = {side.team: side.ease for side in told_to(programmed, team(programmed.infra))}
    assert told == {programmed.infra: 3, programmed.desk: None}


def test_agreement_is_about_one_practice(programmed):
    sides(programmed, infra_agrees=True, desk_agrees=False)
    programmed.folder.sessions[1].put(
        InterfaceSide(
            team=programmed.desk,
            counterpart=programmed.infra,
            practice="change_enablement",
            ease=1,
            agreed_for_sharing=True,
        )
    )
    assert told_to(programmed, partners(programmed.infra, programmed.desk)) == []


# Names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"status": ActionStatus.PROPOSED}, False),
        ({"status": ActionStatus.OPEN, "accepted_on": DAY}, True),
        ({"status": ActionStatus.DROPPED, "reason": "no time"}, False),
        ({"status": ActionStatus.DROPPED, "reason": "no time", "accepted_on": DAY}, True),
    ],
)
def test_an_owner_is_named_only_once_they_accepted(programmed, fields, named):
    programmed.held().put(Action(text="x", owner=programmed.sam, **fields))
    for readers in OWN:
        audience = programmed.audiences()[readers]
        action = programmed.get(audience, *programmed.folder.sessions).sessions[0].all(Action)[0]
        assert (action.owner is not None) is (named or readers == "the facilitators")


def test_the_room_never_shows_who_said_it(programmed):
    file = programmed.held(status=SessionStatus.RUNNING)
    file.put(Observation(text="x", attribution=Attribution.NAMED, said_by=programmed.sam))
    shown = programmed.get(room(programmed.infra)).sessions[0].all(Observation)[0]
    assert (shown.text, shown.said_by, shown.attribution) == ("x", None, Attribution.NONE)
    kept = programmed.get(team(programmed.infra), file, preview=True).sessions[0].all(Observation)[0]
    assert kept.said_by == programmed.sam


@pytest.mark.parametrize("attribution", [Attribution.NONE, Attribution.TEAM])
def test_a_yes_to_the_words_is_none_to_naming_the_team(programmed, attribution):
    programmed.held(programmed.infra, programmed.desk).put(
        Observation(text="x", team=programmed.infra, visibility=V.OPEN, room_yes=DAY, attribution=attribution)
    )
    for audience in (LEADERS, EVERYONE):
        note = programmed.get(audience).sessions[0].all(Observation)[0]
        assert note.team == (programmed.infra if attribution is Attribution.TEAM else None)
    assert programmed.get(team(programmed.infra)).sessions[0].all(Observation)[0].team == programmed.infra


def test_selection_of_champions_and_addresses_stay_with_the_facilitators(programmed):
    file = programmed.folder.file
    champion = file.put(
        Champion(
            person=programmed.sam,
            specialism="knowledge",
            consented=True,
            qualities=(SelectionQuality.EMPATHY,),
            selection_notes="hesitant",
            resources_needed="two hours",
        )
    )
    sam = file.put(msgspec.structs.replace(file.find(Person, programmed.sam), email="sam@example.org"))
    for readers, audience in programmed.audiences().items():
        released = programmed.get(audience)
        seen = released.records.find(Champion, champion.id)
        if readers == "the facilitators":
            assert (seen, released.people[sam.id]) == (champion, sam)
        else:
            assert (seen.qualities, seen.selection_notes, seen.resources_needed) == ((), "", "two hours")
            assert released.people[sam.id].email == ""


# An interface session ------------------------------------------------------------------------------


def test_a_team_never_gets_what_its_counterpart_said_for_itself(programmed):
    file = programmed.held(programmed.infra, programmed.desk)
    for number, said in enumerate((programmed.infra, programmed.desk, None), 1):
        file.put(Observation(number=number, text=f"by {number}", team=said))
    for each, expected in ((programmed.infra, ["by 1", "by 3"]), (programmed.desk, ["by 2", "by 3"])):
        assert [note.text for note in programmed.get(team(each)).sessions[0].all(Observation)] == expected
    both = programmed.get(room(programmed.infra, programmed.desk), file).sessions[0]
    assert [note.text for note in both.all(Observation)] == ["by 3"]


def test_an_action_agreed_by_both_teams_is_read_by_both(programmed):
    file = programmed.held(programmed.infra, programmed.desk)
    file.put(Action(text="x", owner=programmed.sam, team=programmed.infra, status=ActionStatus.OPEN))
    for each in (programmed.infra, programmed.desk):
        assert len(programmed.get(team(each)).sessions[0].all(Action)) == 1


# The frame -----------------------------------------------------------------------------------------


def test_the_frame_goes_with_any_paper(programmed):
    programmed.held()
    for audience in programmed.audiences().values():
        released = programmed.get(audience, *programmed.folder.sessions)
        assert released.programme.name == "Better Together"
        assert {each.name for each in released.teams.values()} == {*NAMES}
        assert released.sessions[0].session.short_id == "L-01"
        assert released.catalogue.practices
        assert released.as_of == programmed.folder.today()
        assert released.local(START) == programmed.folder.local(START)


def test_why_there_was_no_read_back_stays_with_the_facilitators(programmed):
    programmed.held(read_back=ReadBack(done=False, at=START, why_not="the room was too upset"))
    for readers, audience in programmed.audiences().items():
        read_back = programmed.get(audience, *programmed.folder.sessions).sessions[0].session.read_back
        assert not read_back.done
        assert bool(read_back.why_not) is (readers == "the facilitators")


def test_the_programmes_own_records_belong_to_no_session(programmed):
    with pytest.raises(LookupError):
        programmed.get(FACILITATORS).records.session  # noqa: B018
    assert programmed.get(LEADERS).records.all(CustomPractice) == ()


def test_what_is_kept_back_stays_in_the_file(programmed):
    file = figures(programmed)
    before = {kind: file.all(kind) for kind in ENTITIES}
    programmed.get(EVERYONE).sessions[0].session  # noqa: B018
    assert {kind: file.all(kind) for kind in ENTITIES} == before


def test_a_record_that_may_not_be_seen_is_not_found(programmed):
    idea = programmed.held().put(ImprovementIdea(title="x"))
    released = {
        name: programmed.get(each, *programmed.folder.sessions).sessions[0]
        for name, each in programmed.audiences().items()
    }
    assert {name for name, records in released.items() if records.find(ImprovementIdea, idea.id)} == OWN
