"""Rules that need several records of a file to be judged."""

import msgspec

from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.debrief import Debrief
from facilitator.model.idea import DotVote, IdeaStatus, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.observation import KINDS, Observation
from facilitator.model.practice import CustomPractice, Fit, PracticeDecision
from facilitator.model.programme import Programme
from facilitator.model.rules import broken_rules, dangling_references
from facilitator.model.script import KindSpec
from facilitator.model.session import SegmentRun, SessionStatus, Stretch
from facilitator.model.smo import Contact, ServiceContact
from facilitator.model.team import Team
from tests.making import DAY, LATER, SCRIPT, START, View, practice, session
from tests.tables import for_each

PROGRAMME = Programme(id="p1", name="Better Together", organisation="Harrowmere University")


def note(id, number=1, **fields):
    return Observation(**{"id": id, "number": number, "text": "x"} | fields)


def idea(id, number=1, **fields):
    return ImprovementIdea(**{"id": id, "number": number, "title": "x"} | fields)


def action(id, number=1, **fields):
    return Action(**{"id": id, "number": number, "text": "x"} | fields)


def told(id, team="infra", what="change"):
    return Interaction(id=id, team=team, practice=what, role=TouchRole.NONE, frequency=Frequency.NEVER)


def side(id, team="infra", counterpart="desk", what="change"):
    return InterfaceSide(id=id, team=team, counterpart=counterpart, practice=what)


def run(id, segment="deep", seconds=None, part=0):
    return SegmentRun(
        id=id, segment=segment, planned=8, part=part, stretches=(Stretch(start=START, seconds=seconds),)
    )


def vote(**dots):
    return DotVote(id="v1", subject=VoteSubject.IDEAS, people=8, dots=dots)


RUNNING = session(id="s1", status=SessionStatus.RUNNING)
HERE = session(id="s1")
OWN_KIND = msgspec.structs.replace(SCRIPT, kinds=(KindSpec(key="thanks", label="thanks", letter="t"),))

KEPT = {
    "a session file holds one session": [HERE],
    "a folder holds one programme": [PROGRAMME],
    "one debrief a session": [Debrief(id="d1")],
    "one segment runs": [RUNNING, run("r1"), run("r2", "pride", 60.0)],
    "one interaction a team and practice": [
        told("i1"),
        told("i2", what="incident"),
        told("i3", "desk"),
    ],
    "one side a team, counterpart and practice": [
        side("f1"),
        side("f2", counterpart="apps"),
        side("f3", "desk", "infra"),
        side("f4", what="incident"),
    ],
    "an action behind an idea in action": [
        idea("i1", status=IdeaStatus.IN_ACTION),
        action("a1", ideas=("i1",)),
    ],
    "due the day before in UTC, which west of it is the day itself": [
        HERE,
        action("a1", due=DAY.replace(day=11)),
    ],
    "due on the day of the session": [HERE, action("a1", due=DAY, due_now=LATER)],
    "said by a team that was there, or by both": [
        HERE,
        note("n1"),
        note("n2", team="infra"),
        told("i1"),
        side("f1"),
    ],
    "a shipped kind or one of the script": [
        session(id="s1", script=OWN_KIND),
        *(note(f"n{key}", kind=key, visibility=Visibility.FACILITATOR) for key in KINDS),
        note("n0", kind="thanks"),
    ],
    "merged notes keep their originals": [
        note("n1"),
        note("n2", merged_into="n1"),
        note("n3", merged_into="n2"),
    ],
    "merged ideas keep their originals and dots": [
        idea("i1"),
        idea("i2", merged_into="i1"),
        vote(i1=2, i2=1),
    ],
    "an action serves ideas that are there": [idea("i1"), action("a1", ideas=("i1",))],
    "dots on practices": [DotVote(id="v1", subject=VoteSubject.PRACTICES, people=8, dots={"change": 3})],
    "counterparts are mutual": [
        Team(id="infra", name="Infrastructure", counterparts=("desk", "nowhere")),
        Team(id="desk", name="Service Desk", counterparts=("infra",)),
    ],
    "a practice key once": [
        CustomPractice(id="c1", practice=practice("one")),
        CustomPractice(id="c2", practice=practice("two")),
    ],
    "a decision a practice": [
        PracticeDecision(id="d1", practice="one"),
        PracticeDecision(id="d2", practice="two"),
    ],
    "one cell a champion and service": [
        ServiceContact(id="c1", champion="jo", service="teaching"),
        ServiceContact(id="c2", champion="jo", service="records"),
        ServiceContact(id="c3", champion="dev", service="teaching"),
    ],
}

BROKEN = {
    "two sessions in a file": ([HERE, session(id="s2")], "one session"),
    "two programmes in a folder": ([PROGRAMME, msgspec.structs.replace(PROGRAMME, id="p2")], "one programme"),
    "two debriefs": ([Debrief(id="d1"), Debrief(id="d2")], "one debrief"),
    "two segments run": ([RUNNING, run("r1"), run("r2", "pride")], "One segment runs"),
    "a segment runs in a session that does not": (
        [session(id="s1", status=SessionStatus.PAUSED), run("r1")],
        "clock is going",
    ),
    "an interaction twice": ([told("i1"), told("i2")], "one interaction with change"),
    "a side told twice": ([side("f1"), side("f2")], "its side of change"),
    "an idea in action without an action": (
        [idea("i1", status=IdeaStatus.IN_ACTION), action("a1")],
        "no action serves it",
    ),
    "an idea in action whose action was dropped": (
        [
            idea("i1", status=IdeaStatus.IN_ACTION),
            action("a1", ideas=("i1",), status=ActionStatus.DROPPED, reason="no time"),
        ],
        "no action serves it",
    ),
    "an action due before the session": ([HERE, action("a1", due=DAY.replace(day=10))], "due before"),
    "an action moved to before the session": (
        [HERE, action("a1", due=LATER, due_now=DAY.replace(day=10))],
        "due before",
    ),
    "a note of a team that was not there": ([HERE, note("n1", team="desk")], "was not in the session"),
    "an interaction of a team that was not there": ([HERE, told("i1", "desk")], "was not in the session"),
    "an interface side of a team that was not there": (
        [HERE, side("f1", "desk", "infra")],
        "was not in the session",
    ),
    "a kind nobody knows": ([HERE, note("n1", kind="thanks")], "has the kind thanks"),
    "a note merged into nothing": ([note("n1", merged_into="gone")], "not there"),
    "a note merged into itself": ([note("n1", merged_into="n1")], "merged into itself"),
    "ideas merged in a ring": (
        [idea("i1", merged_into="i2"), idea("i2", merged_into="i3"), idea("i3", merged_into="i1")],
        "merged into itself",
    ),
    "an idea merged into a note": ([note("n1"), idea("i1", merged_into="n1")], "not there"),
    "an action for an idea that is not there": ([action("a1", ideas=("gone",))], "serves an idea"),
    "dots on an idea that is not there": ([idea("i1"), vote(gone=1)], "Dots lie"),
    "a counterpart that does not know": (
        [Team(id="infra", name="Infra", counterparts=("desk",)), Team(id="desk", name="Desk")],
        "not the other way round",
    ),
    "two practices of one key": (
        [CustomPractice(id="c1", practice=practice()), CustomPractice(id="c2", practice=practice())],
        "have the key our_own",
    ),
    "two decisions about a practice": (
        [PracticeDecision(id="d1", practice="one"), PracticeDecision(id="d2", practice="one", fit=Fit.ADOPT)],
        "decisions about one",
    ),
    "two cells for a champion and a service": (
        [
            ServiceContact(id="c1", champion="jo", service="teaching"),
            ServiceContact(id="c2", champion="jo", service="teaching", contact=Contact.REGULAR),
        ],
        "one cell",
    ),
}


@for_each("records", KEPT.values(), ids=KEPT)
def test_kept(records):
    assert list(broken_rules(View(*records))) == []


@for_each(("records", "sentence"), BROKEN.values(), ids=BROKEN)
def test_broken(records, sentence):
    said = list(broken_rules(View(*records)))
    assert said
    assert all(sentence in each for each in said)
    assert all(each.endswith(".") for each in said)


@for_each(("records", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_rule_is_asked_when_any_record_it_is_about_is_touched(records, sentence):
    touched = frozenset(type(record) for record in records)
    assert list(broken_rules(View(*records), touched)) == list(broken_rules(View(*records)))
    assert any(list(broken_rules(View(*records), frozenset({kind}))) for kind in touched)


def test_rules_about_other_records_are_not_asked():
    twice = View(told("i1"), told("i2"))
    assert list(broken_rules(twice, frozenset({Debrief}))) == []


def test_in_a_session_of_two_teams_each_has_its_interactions():
    both = session(id="s1", teams=("infra", "desk"))
    assert not list(
        broken_rules(View(both, told("i1"), told("i2", "desk"), note("n1", team="desk"), note("n2")))
    )


# Dangling references ------------------------------------------------------------------------------


def test_references_that_point_at_nothing_are_told():
    view = View(note("n1", practice="change", counterparts=("desk", "gone")))
    known = {"teams": frozenset({"desk"}), "practices": frozenset({"change"})}
    assert list(dangling_references(view, known)) == [
        "Observation n1: counterparts points at nothing in teams."
    ]


def test_a_table_nobody_knows_about_is_not_judged():
    assert list(dangling_references(View(note("n1", practice="change")), {})) == []
