"""Each thing found about projects, champions and messages has its sentence and its next step."""

from datetime import date

from facilitator.insight.messages import Check, MessageFinding, MessageGap
from facilitator.insight.project_care import ProjectFinding, ProjectGap
from facilitator.insight.smo import Finding, Gap
from facilitator.model.message import Message
from facilitator.model.person import Person
from facilitator.model.practice import CapabilityLevel
from facilitator.model.project import Bound, CheckRound, LifeCriterion, LifeStage, Phase, Project
from facilitator.wording import at_table, messages, smo

DAY = date(2026, 4, 7)


def told(wording, folder, *found):
    return [(wording.subject(folder, each), wording.step(folder, each)) for each in found]


def about(gap, **fields):
    return ProjectFinding(gap=gap, project="p", name="Self-service", **fields)


def test_whatever_is_found_about_a_project(listening):
    team = listening.team("Service Desk").id
    when = at_table.day(DAY, listening.today)
    found = told(
        at_table,
        listening.folder,
        about(ProjectGap.NO_SEAT, teams=(team,)),
        about(ProjectGap.NO_SEAT),
        about(ProjectGap.LATE, some=1, of=5, day=DAY),
        about(ProjectGap.CHECK, round=CheckRound.FIRST, day=DAY),
        about(ProjectGap.NO_OWNER, some=5, of=7, day=DAY),
        about(ProjectGap.NO_OWNER, some=5, of=7),
        about(ProjectGap.NO_END, day=DAY),
        about(ProjectGap.MISSING_SEAT, teams=(team, "gone")),
        about(ProjectGap.IS_IT_LIVE, day=DAY),
        about(ProjectGap.NO_DAY),
        about(ProjectGap.CHOSEN_LATE, some=2),
        about(ProjectGap.MAY_END),
    )
    assert all(each.startswith("Self-service: ") for each, _ in found)
    assert [(each.removeprefix("Self-service: "), then) for each, then in found] == [
        ("no support team has a seat", "ask for one for Service Desk; support staff are users too"),
        ("no support team has a seat", "who will be asked for help?"),
        ("one answer late", f"five of twelve are open, the oldest since {when}; ask who finds out"),
        (
            "ask what it is worth",
            f"{CheckRound.FIRST.label}, {when}: ask the people who use it; c at its table writes it down",
        ),
        ("five open answers, no owner", f"seven of twelve are open; go-live {when}"),
        ("five open answers, no owner", "seven of twelve are open"),
        ("nothing ends early life yet", f"agree a number before go-live, {when}; l at its table"),
        ("no seat yet for Service Desk", "ask the project for one; s at its table"),
        ("the day of go-live has passed", f"it was {when}; is it live? else name the new day"),
        ("no day of go-live yet", "until there is one, its value is asked about on no day"),
        (
            "two numbers chosen after go-live",
            "a number chosen afterwards says less; say so where it is shown",
        ),
        ("early-life support may end", "all its numbers are met; ask the desk before it ends"),
    ]


def test_the_table_of_a_project_says_what_was_found_of_early_life_support(listening):
    put = listening.folder.file.put
    project = put(Project(name="Self-service", phase=Phase.ROLLOUT, go_live=DAY, volunteers=1))
    fields = {"project": project.id, "chosen_on": date(2026, 4, 1)}
    put(LifeCriterion(what="open faults", number=0, found=0, **fields))
    put(LifeCriterion(what="contacts a day", number=15, bound=Bound.UNDER, days=5, found=15, **fields))
    late = {**fields, "chosen_on": date(2026, 4, 8)}
    put(LifeCriterion(what="staff trained", number=9, bound=Bound.AT_LEAST, stage=LifeStage.STARTS, **late))
    lines = list(at_table.page(listening.folder, project.id))
    begin = lines.index("Early-life support starts when")
    assert lines[begin + 1] == "- at least 9 staff trained (chosen after go-live)"
    end = lines.index("Early-life support ends when")
    assert set(lines[end + 1 : end + 3]) == {
        "- no open faults (found 0 and met)",
        "- under 15 contacts a day, for 5 days in a row (found 15 and not yet met)",
    }
    assert "- 1 volunteer tester" in lines
    assert list(at_table.page(listening.folder, "gone")) == []


def test_whatever_is_found_about_champions_and_services(listening):
    put = listening.folder.file.put
    ada, ben, cleo, dev = (put(Person(name=name)).id for name in ("Ada", "Ben", "Cleo", "Dev"))
    found = told(
        smo,
        listening.folder,
        Finding(gap=Gap.NOBODY_FOR, name="Change enablement", level=CapabilityLevel.TACTICAL),
        Finding(gap=Gap.NOBODY_FOR, name="AI"),
        Finding(gap=Gap.EMPTY_LEVEL, name="strategic"),
        Finding(gap=Gap.ONE_SERVICE, people=(ada,), met=1, others=(ben,), known=(cleo,)),
        Finding(gap=Gap.ONE_SERVICE, people=(ada,), known=(cleo,)),
        Finding(gap=Gap.ONE_SERVICE, people=(ada,)),
        Finding(gap=Gap.FEW_CHAMPIONS, people=(ada,), met=1, of=3, others=(ben,)),
        Finding(gap=Gap.FEW_CHAMPIONS, people=(ada,), of=3),
        Finding(gap=Gap.FEW_CHAMPIONS, people=(ada,), of=1),
        Finding(gap=Gap.NO_MANAGER, name="Wi-Fi"),
        Finding(gap=Gap.NO_SECOND, name="Wi-Fi", people=(ada,)),
        Finding(gap=Gap.SOLE_COVER, name="Wi-Fi", people=(ada,)),
        Finding(gap=Gap.HOURS_SHORT, people=(ada,), met=2, of=4, day=DAY),
        Finding(gap=Gap.TERM_ENDS, people=(ada,)),
        Finding(gap=Gap.QUIET, people=(ada,)),
        Finding(gap=Gap.NEW_HERE, people=(dev, ada)),
        Finding(gap=Gap.NEW_HERE, people=(ada, ben, cleo, dev)),
        Finding(gap=Gap.WORRIED, people=(ada,)),
    )
    assert found == [
        ("Nobody for change enablement", "tactical; ask who would enjoy it"),
        ("Nobody for AI", "; ask who would enjoy it"),
        (
            "Nothing is wanted at the strategic level",
            "who would carry something there? w in Champions says what",
        ),
        ("Ada meets one service only regularly", "introduce them to Ben"),
        ("Ada meets no service regularly", "they know Cleo: make it regular"),
        ("Ada meets no service regularly", "the other services have no manager yet"),
        ("Ada meets 1 of 3 champions", "introduce Ben"),
        ("Ada meets none of the 3 champions", "name champions first"),
        ("Ada meets no champion yet", "name champions first"),
        ("Wi-Fi has no service manager", "ask who answers for it from end to end"),
        ("Wi-Fi has no second person", "no delegate; ask Ada who could cover"),
        ("Wi-Fi rests on Ada alone", "who could stand in?"),
        (
            "Ada has 2 of 4 hours a week",
            "below what is needed since 7 Apr; ask the team lead and the sponsor",
        ),
        ("Ada: the term as champion ends", "ask whether they go on, and who takes over"),
        (
            "Ada has met no service for 60 days",
            "a question, no fault: ask how it goes; t in the matrix notes a meeting",
        ),
        ("Ada and Dev: new, no regular contact yet", "hold a sitting: s in Champions has its agenda"),
        ("4 champions: new, no regular contact yet", "hold a sitting: s in Champions has its agenda"),
        ("Ada has a concern about the role", "look at it together; it stands in their form"),
    ]


def test_whatever_is_found_about_a_message():
    found = [
        MessageFinding(MessageGap.PROMISE, "m", "Sceptics", promise="We will show the numbers"),
        MessageFinding(MessageGap.SEND, "m", "Sceptics"),
        MessageFinding(MessageGap.READ_AGAIN, "m", "Sceptics"),
        MessageFinding(MessageGap.OPEN, "m", "Sceptics", points=(Check.INVITES,), orders=("must",)),
        MessageFinding(MessageGap.OPEN, "m", "Sceptics", points=(Check.INVITES, Check.PERSON)),
    ]
    assert [(messages.subject(each), messages.step(each)) for each in found] == [
        ("We will show the numbers", "promised to Sceptics; say what became of it"),
        ("Message to Sceptics: to send by now", "send it, or say another day"),
        ("Message to Sceptics: to read again", "does it still hold? say when it is read again"),
        (
            "Message to Sceptics: one point is open",
            "say “must” as an invitation, one they may decline",
        ),
        (
            "Message to Sceptics: two points are open",
            "say that they may say no and what each person gains",
        ),
    ]


def test_the_check_of_a_message_tells_what_starts_from_a_framework_and_what_is_said_twice(listening):
    gain = "Fewer calls at night."
    message = Message(
        audience="Sceptics",
        their_day="Our incident management process has a service level agreement.",
        for_you=gain,
        for_all=gain,
        invitation="You may say no.",
    )
    said = messages.check_told(listening.folder, message)
    assert "it starts from a framework, with “" in said
    assert "each person and the organisation gain the same" in said
    assert "it does not say" not in said
