"""Why a section of a paper has no lines: nothing was said, it is kept, it was cut, it was not done."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from facilitator.documents.formats.registry import TEXT_FORMATS
from facilitator.documents.papers import (
    action_plan,
    debrief,
    interface_report,
    invitation,
    pulse_report,
    technical_brief,
    thank_you,
    you_said,
)
from facilitator.documents.papers.invitation import merged
from facilitator.documents.papers.you_said import GROUPS
from facilitator.documents.parts.sections import Section, Sections, State
from facilitator.documents.render import paper, render
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import BadInput, NotReleased
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Visibility
from facilitator.model.idea import Benefit, Evidence, IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.observation import Effect, Observation
from facilitator.model.script import Segment
from facilitator.model.service import Service
from facilitator.model.session import SessionStatus
from facilitator.model.smo import Champion, Specialism
from facilitator.model.team import TeamKind
from facilitator.ui.papers.paper_view import draw_paper
from tests.documents.conftest import CATALOGUE
from tests.making import DAY, SCRIPT, START

WORDS = load_words(Shelf(), "en")
ASKING = ("action-plan", "you-said", "technical-brief")
PAPERS = (
    action_plan,
    debrief,
    interface_report,
    invitation,
    pulse_report,
    technical_brief,
    thank_you,
    you_said,
)


def _sections(heard, document, **edition):
    return paper(heard.folder, document, session=heard.file, **edition).view["sections"]


def test_every_section_has_a_sentence_for_each_state_and_no_other():
    for module in PAPERS:
        every = module.SECTIONS
        known = WORDS.tree
        for step in every.words.split("."):
            known = known[step]
        wanted = {each.name: {state.value for state in each.states} for each in every.every if each.states}
        said = {name: set(says) for name, says in known.get("section", {}).items()}
        assert said == wanted, module.__name__


def test_the_four_states_are_four():
    sections = Sections("plan", (Section("ladder", done=lambda view: view["asked"]), Section("ideas")))
    kept = Sections("said", (Section("done", kept=True),))

    def state(lines, before, asked=True):
        view = {"ladder": lines, "ideas": [], "asked": asked}
        return sections.told(view, {"ladder": before, "ideas": 0}, WORDS)["ladder"]

    some = "2 lines are left out here, to keep the paper short."
    assert state([{}], 3) == {"state": State.SHOWN, "says": some, "cut": 2}
    assert state([{}], 1)["says"] == ""
    assert state([], 3)["says"] == "3 lines are left out here, to keep the paper short."
    assert state([], 1)["says"] == "One line is left out here, to keep the paper short."
    assert state([], 0)["state"] == State.NONE
    assert state([], 0, asked=False)["state"] == State.NOT_DONE
    assert kept.told({"done": []}, {"done": 0}, WORDS)["done"]["state"] == State.KEPT


def test_to_a_team_that_waits_no_paper_says_that_nothing_waits(bare):
    bare.put(ImprovementIdea(number=1, title="Ring before you change", visibility=Visibility.TEAM))
    bare.reviewed()
    said = _sections(bare, "you-said")
    assert {each["state"] for each in said.values()} == {State.KEPT}
    for each in said.values():
        assert each["says"].startswith("Of what others may read")
    assert _sections(bare, "action-plan")["ideas"]["state"] == State.SHOWN


def test_whether_anything_is_kept_is_not_told(bare):
    """The paper for others is the same, letter by letter, whether or not the team keeps something."""
    bare.reviewed()
    before = paper(bare.folder, "you-said", session=bare.file).view
    bare.put(ImprovementIdea(number=1, title="Ring before you change"))
    bare.put(Action(number=1, text="Ring them"))
    assert paper(bare.folder, "you-said", session=bare.file).view == before


def test_of_what_was_done_some_stays_while_there_is_room_for_anything(bare, monkeypatch):
    today = bare.folder.today()
    for number in range(1, 6):
        _done(bare, number=number, status=ActionStatus.DONE, done_on=today, evidence=f"It runs {number}")
        _done(bare, number=number + 5, status=ActionStatus.STARTED)
    bare.reviewed()

    def kept(most):
        monkeypatch.setattr(
            you_said, "_fits", lambda view, lacking: sum(len(view[each]) for each in GROUPS) <= most
        )
        view = paper(bare.folder, "you-said", session=bare.file).view
        return tuple(len(view[each]) for each in GROUPS[:2])

    assert [kept(most) for most in (10, 8, 6, 4, 2, 1)] == [(5, 5), (3, 5), (2, 4), (2, 2), (1, 1), (0, 1)]


def test_a_part_of_you_said_that_is_cut_says_so_below_its_lines(bare, monkeypatch):
    for number in range(1, 5):
        _done(bare, number=number, status=ActionStatus.DONE, done_on=DAY, evidence=f"It runs {number}")
    bare.reviewed()
    says = "2 lines are left out here, to keep the paper short."

    def told():
        text = render(bare.folder, "you-said", session=bare.file, format="md")
        return text.split("## Done")[1].split("## On its way")[0]

    assert says not in told()
    fits = lambda view, lacking: lacking == 1 and len(view["done"]) <= 2  # noqa: E731
    monkeypatch.setattr(you_said, "_fits", fits)
    assert says in told()


def test_a_thank_you_asks_in_no_format_for_help_with_what_it_does_not_tell_of(bare):
    bare.put(Action(number=1, text="Ring them", help_needed="Somebody to ask"))
    bare.reviewed()
    for format in TEXT_FORMATS:
        assert "Somebody to ask" not in render(bare.folder, "thank-you", session=bare.file, format=format)


def test_what_is_wanted_of_its_readers_is_in_every_paper_that_tells_of_each_action(bare):
    raised = {"visibility": Visibility.PROGRAMME, "room_yes": DAY}
    bare.put(Action(number=1, text="Ring them", help_needed="Somebody to ask", **raised))
    bare.reviewed()
    said = {key: paper(bare.folder, key, session=bare.file).view["wanted"] for key in ASKING}
    assert said == dict.fromkeys(ASKING, "An owner for action 1. For action 1: Somebody to ask.")
    assert paper(bare.folder, "thank-you", session=bare.file).view["wanted"] == ""


def test_a_thank_you_that_is_cut_says_so_beside_the_actions(bare, monkeypatch):
    for number in range(1, 4):
        _put_going(bare, number)
    bare.reviewed()
    assert paper(bare.folder, "thank-you", session=bare.file).view["rest"] == ""
    monkeypatch.setattr(thank_you, "_fits", lambda view: len(view["actions"]) < 2)
    assert paper(bare.folder, "thank-you", session=bare.file).view["rest"] == (
        "2 more actions stand in the action plan."
    )


def test_remarks_that_were_cut_are_not_called_unsaid(bare, monkeypatch):
    for number in range(1, 4):
        bare.note(f"It works {number}")
    bare.reviewed()
    assert _sections(bare, "action-plan")["works"]["state"] == State.SHOWN
    fits = "facilitator.documents.papers.action_plan_length._fits"
    monkeypatch.setattr(fits, lambda view, pages: False)
    monkeypatch.setattr("facilitator.documents.papers.action_plan_length.KEPT_REMARKS", 0)
    works = _sections(bare, "action-plan")["works"]
    assert works == {
        "state": State.CUT,
        "says": "3 lines are left out here, to keep the paper short.",
        "cut": 3,
    }


def test_what_nobody_asked_about_is_not_called_unrated(bare):
    bare.note("Forms", kind="hurts", practice="change_enablement")
    bare.reviewed()
    ladder = _sections(bare, "action-plan")["ladder"]
    assert ladder["state"] == State.NOT_DONE
    # A remark may name a practice though nobody was asked how it runs.
    assert ladder["says"] == "You were not asked how each practice runs for you."
    team = bare.teams[0].id
    bare.put(Interaction(team=team, practice="change_enablement", role=TouchRole.PERFORMS))
    assert _sections(bare, "action-plan")["ladder"]["state"] == State.NONE


def test_nods_of_few_are_not_said_to_count(heard):
    plan = paper(heard.folder, "action-plan", session=heard.file)
    assert plan.view["told_how"].endswith(
        "Nods count who agreed. The last column says who else may see a line."
    )
    heard.session(attendance=4)
    plan = paper(heard.folder, "action-plan", session=heard.file)
    assert "Nods count who agreed" not in plan.view["told_how"]


def test_the_facilitators_are_told_how_many_lines_are_not_in_it_and_why(bare):
    bare.put(ImprovementIdea(number=1, title="Ring before you change"))
    bare.put(ImprovementIdea(number=2, title="One calendar"))
    bare.put(Action(number=1, text="Ring them"))
    bare.put(ImprovementIdea(number=3, title="Only ours", visibility=Visibility.FACILITATOR))
    bare.reviewed()
    made = paper(bare.folder, "you-said", session=bare.file)
    assert made.not_in_it == (
        "Not in it: 1 action and 2 ideas that stay with the team. The room has not let others read more."
    )
    assert "2 ideas" in "\n".join(line.plain for line in draw_paper(made, 90))
    assert "Not in it" not in str(made.view)
    assert paper(bare.folder, "action-plan", session=bare.file).not_in_it == ""


def test_late_remarks_are_not_called_read_back(bare):
    bare.note("It works")
    bare.reviewed()
    plan = paper(bare.folder, "action-plan", session=bare.file)
    assert plan.view["told_how"].startswith("As read back on the day. Nods")
    first = bare.file.all(Observation)[0]
    bare.put(msgspec.structs.replace(first, id="", said_on=bare.folder.today()))
    plan = paper(bare.folder, "action-plan", session=bare.file)
    assert "As read back on the day. What was added" in plan.view["told_how"]
    assert [(each["text"][:15], each["later"]) for each in plan.view["remarks"]] == [
        ("It works", False),
        ("It works (added", True),
    ]


# Moments of truth, and what only one side said --------------------------------------------------------


def test_a_moment_stands_where_what_it_did_puts_it(bare):
    for effect, text in ((Effect.MAKES, "It made it"), (Effect.BREAKS, "It broke it"), (None, "Who knows")):
        bare.note(text, kind="moment_of_truth", effect=effect)
    bare.reviewed()
    remarks = paper(bare.folder, "action-plan", session=bare.file).view["remarks"]
    assert {each["text"]: each["part"] for each in remarks} == {
        "It made it": "works",
        "Who knows": "moments",
        "It broke it": "hurts",
    }


def test_before_is_a_trouble_of_the_team_or_nothing(bare):
    told = bare.note("Forms, always forms", kind="hurts")
    good = bare.note("A day everybody liked", kind="works")
    done = {"status": ActionStatus.DONE, "owner": bare.people[2].id, "done_on": bare.folder.today()}
    for number, note in ((1, told), (2, good)):
        idea = bare.put(ImprovementIdea(number=number, title=f"Idea {number}", from_notes=(note.id,)))
        bare.put(Action(number=number, text=f"Do {number}", ideas=(idea.id,), **done))
    bare.reviewed()
    changes = paper(bare.folder, "technical-brief", session=bare.file).view["changes"]
    assert [each["before"] for each in changes] == ["Forms, always forms", ""]


def _met(bare, *said_by):
    """Let two teams meet; each of *said_by*, None for nobody marked, complains of the same practice."""
    ours, theirs = bare.teams[0].id, bare.teams[1].id
    bare.session(teams=(ours, theirs))
    for number, team in enumerate(said_by):
        bare.note(
            f"Tickets bounce {number}",
            kind="hurts",
            practice="incident_management",
            team=team,
            visibility=Visibility.PARTNERS,
            room_yes=DAY,
            counterparts=(ours, theirs),
        )
    bare.reviewed()
    return paper(bare.folder, "interface-report", session=bare.file, team=ours).view


def test_one_sides_complaint_is_not_what_both_told(bare):
    assert _met(bare, bare.teams[0].id, None)["told"] == []


def test_what_each_side_told_stands_beside_the_other(bare):
    (line,) = _met(bare, bare.teams[0].id, bare.teams[1].id)["told"]
    assert sorted(line["sides"]) == ["Tickets bounce 0", "Tickets bounce 1"]


def test_a_paper_of_two_is_not_about_one_twice(heard):
    with pytest.raises(BadInput, match="both are the same"):
        paper(heard.folder, "interface-report", session=heard.file, other=heard.teams[0].id)


def test_what_was_heard_is_counted_apart_from_what_may_be_shown(bare):
    ours, theirs = bare.teams[0].id, bare.teams[1].id
    bare.session(teams=(ours, theirs))
    for team, other in ((ours, theirs), (theirs, ours)):
        for practice, agreed in (("incident_management", True), ("change_enablement", False)):
            bare.put(
                InterfaceSide(
                    team=team, counterpart=other, practice=practice, ease=3, agreed_for_sharing=agreed
                )
            )
    bare.reviewed()
    view = paper(bare.folder, "interface-report", session=bare.file, team=ours).view
    assert view["lead"] == (
        "You meet in 2 practices. "
        "For 1 of them, both of you show how easily it runs; your answers are the same."
    )


def test_what_is_only_accepted_is_not_counted_as_tried(bare):
    ours, theirs = bare.teams[0].id, bare.teams[1].id
    bare.session(teams=(ours, theirs))
    both = {"counterparts": (ours, theirs)}
    bare.put(_raised("One form", IdeaStatus.ACCEPTED, **both))

    def lead():
        return paper(bare.folder, "interface-report", session=bare.file, team=ours).view["lead"]

    bare.reviewed()
    assert lead().endswith("The one thing to try together is accepted.")
    bare.put(msgspec.structs.replace(_raised("One list", IdeaStatus.ACCEPTED, **both), number=2))
    assert lead().endswith("Both things to try together are accepted.")
    today = bare.folder.today()
    late = {"due": today - timedelta(days=6), "due_now": today, "done_on": today}
    _done(bare, status=ActionStatus.DONE, evidence="It runs", **late, **both)
    assert lead().endswith("Of 3 things to try together, 1 is done and 2 are accepted.")
    row, *_ = paper(bare.folder, "interface-report", session=bare.file, team=ours).view["joint"]
    assert row["due_now"] == WORDS.day(today, today.year), "its new date stands beside the first"


def test_to_one_team_alone_nothing_speaks_of_both(bare):
    bare.reviewed()
    made = paper(bare.folder, "interface-report", session=bare.file)
    view = made.view
    assert view["apart"] == ""
    assert (
        view["lead"]
        == "No other team was named, so only one side was heard, and there is nothing to compare."
    )
    assert "of you" not in " ".join(
        (view["lead"], view["doc"]["handling"], *map(str, view["sections"].values()))
    )
    says = {each["says"] for each in view["sections"].values()}
    assert says == {"That needs another team, and none was named."}
    assert "Would each side" not in str(made.body)


def test_practices_are_others_only_beside_some_that_are_compared(bare):
    ours, theirs = bare.teams[0].id, bare.teams[1].id
    bare.session(teams=(ours, theirs))
    side = {"team": ours, "counterpart": theirs, "ease": 3}
    bare.put(InterfaceSide(practice="incident_management", **side))
    bare.reviewed()

    def apart():
        return paper(bare.folder, "interface-report", session=bare.file, team=ours).view["apart"]

    assert apart().startswith("You meet in incident management. How easily it runs stays ")
    bare.put(InterfaceSide(practice="change_enablement", **side))
    assert apart().startswith("You meet in change enablement and incident management. How easily these run ")
    for team, other in ((ours, theirs), (theirs, ours)):
        both = {"team": team, "counterpart": other, "ease": 3, "agreed_for_sharing": True}
        bare.put(InterfaceSide(practice="problem_management", **both))
    assert apart().startswith("You also meet in change enablement and incident management. ")


# Said and done --------------------------------------------------------------------------------------


def _done(bare, **fields):
    who = {
        "owner": bare.people[2].id,
        "accepted_on": DAY,
        "visibility": Visibility.PROGRAMME,
        "room_yes": DAY,
    }
    return bare.put(Action(**{"number": 1, "text": "Ring before you change"} | who | fields))


def test_what_was_done_is_its_result_and_never_the_order(bare):
    today = bare.folder.today()
    action = _done(bare, status=ActionStatus.DONE, done_on=today, evidence="Rung twice")
    bare.reviewed()
    (line,) = paper(bare.folder, "you-said", session=bare.file).view["done"]
    assert line["did"] == ["Rung twice (action 1, Dev Pillai)."]
    bare.put(msgspec.structs.replace(action, evidence=""))
    (line,) = paper(bare.folder, "you-said", session=bare.file).view["done"]
    assert line["did"] == ["Done as agreed: Ring before you change (action 1, Dev Pillai)."]


def test_blocked_and_late_says_how_late(bare):
    due = bare.folder.today() - timedelta(days=4)
    _done(bare, status=ActionStatus.BLOCKED, blocked_by="The form", due=due)
    bare.reviewed()
    (line,) = paper(bare.folder, "you-said", session=bare.file).view["moving"]
    assert (line["stands"]["word"], line["stands"]["text"]) == ("Blocked,", "4 days past its date")
    (row,) = paper(bare.folder, "action-plan", session=bare.file).view["actions"]
    assert "4 days past its date" in row["stands"]["text"]


def test_a_promise_past_its_day_says_so_in_both_papers(bare):
    late = {
        "by": bare.folder.today() - timedelta(days=3),
        "visibility": Visibility.PROGRAMME,
        "room_yes": DAY,
    }
    bare.put(Commitment(number=1, role="Director", text="Ask for a van", **late))
    bare.reviewed()
    (line,) = paper(bare.folder, "you-said", session=bare.file).view["moving"]
    (row,) = paper(bare.folder, "action-plan", session=bare.file).view["commitments"]
    for each in (line, row):
        assert (each["stands"]["word"], each["stands"]["text"]) == ("Pending,", "3 days past its date")


def test_what_leaders_promise_and_ask_is_among_themselves(bare):
    with bare.folder.file.group("leaders"):
        bare.folder.file.put(msgspec.structs.replace(bare.teams[0], kind=TeamKind.LEADERSHIP))
    said = {"visibility": Visibility.PROGRAMME, "room_yes": DAY}
    bare.put(Commitment(number=1, role="Director", text="Drop two reports", **said))
    bare.note("A name in IT for each ward", kind="need")
    bare.note("A day without meetings", kind="need", visibility=Visibility.PROGRAMME, room_yes=DAY)
    bare.reviewed()
    plan = paper(bare.folder, "action-plan", session=bare.file).view
    assert plan["promised_title"] == "What was promised"
    assert {each["text"]: each["where_to"] for each in plan["parked"]} == {
        "A name in IT for each ward": "You ask this of each other, or of us.",
        "A day without meetings": "You ask this of each other, or of us. Also seen by: leaders, as a theme.",
    }
    (line,) = paper(bare.folder, "you-said", session=bare.file).view["moving"]
    assert line["said"] == "Promised in the room (Director)"


def test_done_by_its_new_date_says_so(bare):
    today = bare.folder.today()
    dates = {"due": today - timedelta(days=6), "due_now": today, "done_on": today}
    _done(bare, status=ActionStatus.DONE, **dates)
    bare.reviewed()
    view = paper(bare.folder, "action-plan", session=bare.file).view
    new = WORDS.day(today, today.year)
    assert f"6 days after its date, by its new date of {new}" in view["actions"][0]["stands"]["text"]
    assert "Done by their newest dates: 1." in view["first_dates"]


def test_an_idea_is_not_done_because_its_actions_are(bare):
    """A person says that it is, and what came of it: until then neither paper says so."""
    today = bare.folder.today()
    with bare.file.group("agreed"):
        idea = bare.put(_raised("One form", IdeaStatus.IN_ACTION))
        _done(bare, status=ActionStatus.DONE, due=today, done_on=today, evidence="It runs", ideas=(idea.id,))
    bare.reviewed()
    view = paper(bare.folder, "you-said", session=bare.file).view
    assert view["done"] == []
    (line,) = view["moving"]
    assert line["did"] == [
        "It runs (action 1, Dev Pillai).",
        "Whether that is enough is still to be said.",
    ]
    assert line["stands"]["word"] == "Done so far"
    (row,) = paper(bare.folder, "action-plan", session=bare.file).view["ideas"]
    assert row["stands"]["text"] == "action 1 is done. Whether that is enough is still to be said."
    bare.put(msgspec.structs.replace(idea, status=IdeaStatus.DONE))
    assert len(paper(bare.folder, "you-said", session=bare.file).view["done"]) == 1


def _raised(title, status, **fields):
    who = {"visibility": Visibility.PROGRAMME, "room_yes": DAY, "first_answered": DAY}
    return ImprovementIdea(number=1, title=title, status=status, **who | fields)


def test_what_is_only_assumed_is_no_benefit_that_was_confirmed(bare):
    hoped, known = (
        Benefit(group="team", text=text, evidence=how)
        for text, how in (("An evening a month", Evidence.ASSUMED), ("An hour a week", Evidence.REPORTED))
    )
    bare.put(_raised("One form", IdeaStatus.BENEFIT_CONFIRMED, benefits=(hoped, known)))
    _done(bare, status=ActionStatus.DONE, done_on=bare.folder.today(), benefits=(hoped,))
    bare.reviewed()
    plan = paper(bare.folder, "action-plan", session=bare.file).view
    assert plan["ideas"][0]["stands"]["text"] == "An hour a week (reported)"
    assert "assumed" not in plan["actions"][0]["stands"]["text"]


def test_the_room_placed_what_its_script_asks_it_to_place(bare):
    bare.put(ImprovementIdea(number=1, title="One form", impact=4, effort=2))
    bare.reviewed()

    def caption():
        return paper(bare.folder, "action-plan", session=bare.file).view["placed_by"]

    assert caption() == "Help and effort from 1 (small) to 5 (large), placed by the room."
    bare.session(script=SCRIPT)
    assert caption() == "Help and effort from 1 (small) to 5 (large)."


def test_nothing_proposed_is_thanked_for_as_agreed(bare):
    bare.put(Action(number=1, text="Ring before you change"))
    bare.reviewed()
    note = paper(bare.folder, "thank-you", session=bare.file).view
    assert note["actions"] == []
    assert note["proposed"] == "1 action was proposed and waits for somebody’s yes."


# What the reader needs -------------------------------------------------------------------------------


def test_page_one_says_what_is_wanted_and_when_everybody_meets(bare):
    bare.session(next_meeting=datetime(2026, 4, 10, 9, 5, tzinfo=UTC))
    bare.put(ImprovementIdea(number=1, title="One calendar", status=IdeaStatus.ACCEPTED, first_answered=DAY))
    bare.put(Action(number=1, text="Ring them"))
    _put_going(bare, 2, help_needed="Somebody to ask.")
    bare.reviewed()
    view = paper(bare.folder, "action-plan", session=bare.file).view
    assert view["wanted"] == "An owner for action 1. An owner for idea 1. For action 2: Somebody to ask."
    assert view["lead"].endswith("We meet again on Friday 10 April at 09:05.")


def _put_going(bare, number, **fields):
    who = {"owner": bare.people[2].id, "accepted_on": DAY, "status": ActionStatus.STARTED}
    bare.put(Action(number=number, text="Walk the plans", **who, **fields))


def test_whom_to_call_names_who_answers_for_it_or_nobody(bare):
    ours, theirs = bare.teams[0], bare.teams[1]
    met = {"team": ours.id, "role": TouchRole.RECEIVES, "counterparts": (theirs.id,)}
    bare.put(Interaction(practice="knowledge_management", **met))
    with bare.folder.file.group("areas"):
        somebody = bare.folder.file.put(msgspec.structs.replace(bare.people[5], team=theirs.id))
        for name in ("Stakeholder value", "Knowledge"):
            area = bare.folder.file.put(Specialism(name=name))
            bare.folder.file.put(Champion(person=somebody.id, specialism=area.id, consented=True))
    bare.reviewed()
    (call,) = paper(bare.folder, "technical-brief", session=bare.file).view["calls"]
    assert call["named"] == f"{somebody.name} (champion for Knowledge)"


def test_nobody_is_not_said_of_a_team_that_an_owner_named_above_is_of(bare):
    """Whoever owns an action about something else is not whom to call, and still is somebody who is named."""
    ours, theirs = bare.teams[0], bare.teams[1]
    met = {"team": ours.id, "role": TouchRole.RECEIVES, "counterparts": (theirs.id,)}
    bare.put(Interaction(practice="knowledge_management", **met))
    with bare.folder.file.group("owner"):
        owner = bare.folder.file.put(msgspec.structs.replace(bare.people[2], team=theirs.id))
    with bare.file.group("agreed"):
        idea = bare.put(_raised("One form", IdeaStatus.IN_ACTION, practices=("change_enablement",)))
        _put_going(bare, 2, ideas=(idea.id,))
    bare.reviewed()
    view = paper(bare.folder, "technical-brief", session=bare.file).view
    assert owner.name in view["actions"][0]["owner"]
    assert view["nobody"].startswith(f"If you need somebody in {theirs.name}, ask ")


def test_an_invitation_says_from_which_side_of_the_meeting_it_is(bare):
    def basis():
        return paper(bare.folder, "invitation", session=bare.file).view["doc"]["basis"]

    def footer():
        return paper(bare.folder, "invitation", session=bare.file).view["doc"]["footer"]

    assert "from the plan of the session and nothing else" in basis()  # its day has passed
    assert "from the plan of the session" in footer()
    assert "before the session" not in footer()
    bare.session(planned_start=START + timedelta(days=365))
    assert "before the session: nothing has been written down yet" in basis()
    assert "before the session" in footer()
    bare.session(planned_start=START)
    bare.reviewed()
    assert "from the plan of the session and nothing else" in basis()


def test_an_agenda_keeps_read_back_and_close(bare, monkeypatch):
    monkeypatch.setattr("facilitator.documents.papers.invitation._FEWEST_ROWS", 2)
    bare.session(script=_script(12))
    (*_, last) = paper(bare.folder, "invitation", session=bare.file).view["agenda"]
    assert "read-back" in last["part"].casefold()
    assert "close" in last["part"].casefold()


def _script(parts):
    """Return a script of so many parts before read-back and close, the last of them all short."""
    short = {"minutes": 5, "minimum": 0, "turn": 1}
    every = [
        Segment(key=f"part{at}", title=f"Part {at}", short_title=f"Part {at}", **short) for at in range(parts)
    ]
    ends = [
        Segment(key=key, title=title, short_title=title, minutes=1, minimum=1, turn=9, keep=True)
        for key, title in (("read_back", "Read-back"), ("close", "Close"))
    ]
    segments = (*every, *ends)
    return msgspec.structs.replace(SCRIPT, segments=segments, minutes=sum(each.minutes for each in segments))


def test_an_invitation_nobody_signs_is_refused(bare):
    bare.session(facilitators=())
    with pytest.raises(NotReleased, match="no facilitator"):
        paper(bare.folder, "invitation", session=bare.file)
    bare.session(facilitators=(), status=SessionStatus.CANCELLED)
    with pytest.raises(NotReleased, match="was cancelled") as refused:
        paper(bare.folder, "invitation", session=bare.file)
    assert "Plan another session" in refused.value.todo


def test_a_row_of_an_agenda_names_the_part_whose_purpose_stands_beside_it():
    for script in CATALOGUE.scripts.values():
        for most in range(1, 9):
            rows = merged(script.segments, most)
            assert [row for row in rows if row.longest not in row.named] == [], (script.key, most)


def test_the_agenda_of_every_script_names_read_back_and_its_end_however_few_the_rows():
    for script in CATALOGUE.scripts.values():
        for most in (8, 4, 2):
            named = [part for row in merged(script.segments, most) for part in row.named]
            ends = {part.key for part in script.segments if part.key == "read_back"}
            assert ends | {script.segments[-1].key} <= {part.key for part in named}, (script.key, most)


def test_whoever_manages_a_service_of_the_other_team_is_named_with_it(bare):
    ours, theirs = bare.teams[0], bare.teams[1]
    bare.put(
        Interaction(
            practice="change_enablement", team=ours.id, role=TouchRole.RECEIVES, counterparts=(theirs.id,)
        )
    )
    with bare.folder.file.group("services"):
        somebody = bare.folder.file.put(msgspec.structs.replace(bare.people[5], team=theirs.id))
        service = bare.folder.file.put(Service(name="Printing", manager=somebody.id))
        bare.folder.file.put(msgspec.structs.replace(theirs, services=(service.id,)))
    bare.reviewed()
    (call,) = paper(bare.folder, "technical-brief", session=bare.file).view["calls"]
    assert call["named"] == f"{somebody.name} (service manager, Printing)"


def test_what_no_team_may_read_all_of_stays_with_the_team(bare):
    named = bare.teams[1:3]
    for at, team in enumerate(named):
        bare.put(
            ImprovementIdea(
                number=50 + at,
                title=f"Idea {at}",
                visibility=Visibility.PARTNERS,
                room_yes=DAY,
                counterparts=(team.id,),
            )
        )
    bare.reviewed()
    handling = paper(bare.folder, "you-said", session=bare.file).view["doc"]["handling"]
    assert handling == "No other team may read every line of it, so it stays with the team."
