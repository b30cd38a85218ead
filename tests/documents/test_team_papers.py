"""The invitation, you said we did, the technical brief and the interface report, of the worked example."""

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import docx
import msgspec
import pypdf
import pytest

from facilitator import resources
from facilitator.documents.formats.registry import FORMATS, TEXT_FORMATS
from facilitator.documents.papers.invitation import merged
from facilitator.documents.parts.deadlines import Days
from facilitator.documents.render import (
    RENDERABLE,
    due_on,
    paper,
    readers_of,
    render,
    render_bytes,
    sources_of,
    write,
)
from facilitator.errors import NotReleased
from facilitator.language.calendar import WorkingDays
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Visibility
from facilitator.model.idea import DotVote, ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.script import Segment
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.counterparts import other_sides
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import find_session
from facilitator.workspace.release.issued import remember_issued
from tests.making import START

ONE_PAGE = ("invitation", "thank-you", "you-said", "technical-brief")
QUOTED = 12
"""The note a promise of the worked example quotes."""

SENT = date(2026, 3, 12)
MILLIMETRE = 25.4 / 72
FOOT = 15 / MILLIMETRE
"""Below this stands the foot of a page, in points."""

FOR_OTHER_PRINTERS = 12
"""What is left free, in millimetres, so that a page stays one in Word and on Letter."""


@pytest.fixture
def demo(tmp_path):
    """Return a copy of the worked example, its clock shortly after the day it is seen from."""
    shutil.copytree(resources.demo_dir(), tmp_path / "sessions" / "example")
    moments = (datetime(2026, 4, 10, 9, tzinfo=UTC) + timedelta(minutes=n) for n in range(100_000))
    folder = Workspace(tmp_path, clock=lambda: next(moments)).programme()
    yield folder
    folder.close()


def told(demo, document, session="L-03", format="md", **more):
    return render(demo, document, session=find_session(demo, session), format=format, **more)


def part(text, heading):
    """Return what stands under a heading of the second level."""
    return text.split(f"## {heading}\n")[1].split("\n## ")[0]


def pages(demo, document, session="L-03"):
    made = render_bytes(demo, document, session=find_session(demo, session), format="pdf")
    return len(pypdf.PdfReader(BytesIO(made)).pages)


def team(demo, name):
    return next(each.id for each in demo.teams.values() if each.name == name)


# The invitation -----------------------------------------------------------------------------------


def test_the_invitation_says_when_what_and_what_is_promised(demo):
    text = told(demo, "invitation")
    assert text.startswith(
        "**For everyone in the Infrastructure and Cloud team.** An invitation, not an audit."
    )
    assert "# Infrastructure and Cloud: 90 minutes about what gets in your way" in text
    for line in ("When: Thursday 12 March", "Time: 10:00–11:30", "Where: place not noted"):
        assert line in text.replace("**", "")
    agenda = part(text, "What we will do")
    rows = [line for line in agenda.splitlines() if line.startswith("| 1")]
    assert rows[0].startswith("| 10:00 | Welcome")
    assert 3 <= len(rows) <= 8
    assert "A number only. There is no list of names." in text
    assert "You may pass on anything." in part(text, "Your choices")
    top = text[: text.index("When:")]
    assert "This session was held on 12 March 2026. This page is how it was announced." in top
    assert "It is part of " in text
    assert "Not shown" not in text


def test_the_invitation_leaves_before_the_session_and_holds_nothing_of_it(example, tmp_path):
    path = write(example.folder, "invitation", session=example.file, into=tmp_path / "out")
    before = path.read_text(encoding="utf-8")
    with example.file.group("nothing was said"):
        for kind in (DotVote, Action, ImprovementIdea, Observation, Commitment, Interaction):
            for record in example.file.all(kind):
                example.file.remove(record)
    assert render(example.folder, "invitation", session=example.file) == before


def test_where_people_meet(bare):
    def where(**fields):
        bare.session(**fields)
        return paper(bare.folder, "invitation", session=bare.file).view["place"]

    assert where(place="Room 4", mode="hybrid") == "Room 4, or online"
    assert where(place="", mode="remote") == "online"  # its day has passed: nothing follows any more
    assert where(place="", mode="room") == "place not noted"
    to_come = START + timedelta(days=365)
    assert where(planned_start=to_come) == "place to follow"
    assert where(mode="remote") == "online; the link follows"


def test_whoever_is_invited_knows_who_else_comes(bare):
    def why():
        return paper(bare.folder, "invitation", session=bare.file, team=ours.id).view["why"]

    ours, theirs = bare.teams[:2]
    assert "Both teams hear what is said" not in " ".join(why())
    bare.session(teams=(ours.id, theirs.id))
    (said,) = [each for each in why() if each.startswith(f"You meet together with {theirs.name}.")]
    assert said.endswith("what is written down goes to the team that said it.")


def test_an_agenda_in_less_time_than_its_script_ends_with_the_meeting(bare):
    bare.session(minutes=45)
    rows = re.findall(
        r"^\| (\d\d:\d\d)", render(bare.folder, "invitation", session=bare.file, format="md"), re.M
    )
    assert rows[0] == "10:00"
    assert rows == sorted(rows)
    assert rows[-1] < "10:45"


def test_neighbours_share_rows_and_no_minute_is_lost():
    segments = [_segment(n) for n in range(1, 30)]
    rows = merged(segments, 8)
    assert len(rows) == 8
    assert [each for row in rows for each in row.segments] == segments
    assert [row.before for row in rows] == [sum(r.minutes for r in rows[:at]) for at in range(8)]


def _segment(number):
    more = {
        "minutes": number % 7 + 1,
        "minimum": 1,
        "turn": 1,
        "purpose": f"What part {number} is like. " * 3,
    }
    return Segment(key=f"part_{number}", title=f"Part {number}", short_title=f"Part {number}", **more)


# You said, we did ---------------------------------------------------------------------------------


def test_what_was_said_and_what_became_of_it(demo):
    text = told(demo, "you-said")
    assert "Once the team has seen it, it may go to Service Desk, and no further." in text
    assert "of what others may read: 2 done, 6 on the way, 1 not for now, 1 still open." in text
    done = part(text, "Done")
    assert "Patching paperwork repeats every month. *(idea\u00a01)*" in done
    assert "Authorised, and live since 25 March" in done
    assert "Write the patching standard change" not in done, "an order is not what was done"
    assert "**Done** 25 March, on time" in done
    assert "5 days late" not in done, "what was agreed is done, and nobody has said that the idea is"
    assert "**Done so far** 7 April, 5 days late" in part(text, "On its way")
    assert "Held up: the form change waits for the supplier." in part(text, "On its way")
    assert "Agreed. It still needs an owner." in part(told(demo, "you-said", "L-01"), "On its way")
    assert "We look at it again with you on 1 September." in part(text, "Not now, and why")
    still = part(text, "Still open")
    assert "An engineer could spend one morning a month at the desk." in still
    assert "You asked 28 days ago; we aimed for 15 working days and missed that." in still


def test_new_words_stand_for_the_title_which_stands_where_there_are_none(demo):
    file = find_session(demo, "L-03")
    idea = next(each for each in file.all(ImprovementIdea) if each.number == 7)
    assert idea.title not in told(demo, "you-said")
    assert idea.title in told(demo, "action-plan")
    file.put(msgspec.structs.replace(idea, said=""))
    assert idea.title in part(told(demo, "you-said"), "Not now, and why")


def test_no_remark_of_the_room_is_in_it_as_it_was_noted(demo):
    text = told(demo, "you-said")
    for note in find_session(demo, "L-03").all(Observation):
        assert note.text not in text or note.number == QUOTED
    assert "CANARY" not in text


def test_it_goes_only_to_teams_that_may_read_every_line(heard):
    desk, applications = heard.teams[1].id, heard.teams[2].id
    idea = heard.ideas[0]
    assert "Safe to pass on" in _said(heard)
    _raise(heard, idea, (desk, applications))
    assert "it may go to Business Applications, Service Desk, and no further" in _said(heard)
    _raise(heard, heard.ideas[1], (desk,))
    assert "it may go to Service Desk, and no further" in _said(heard)
    _raise(heard, heard.ideas[2], (applications,))
    assert "so it stays with the team" in _said(heard)


def _raise(heard, idea, others):
    kept = heard.file.find(ImprovementIdea, idea.id)
    level = {"visibility": Visibility.PARTNERS, "room_yes": SENT, "counterparts": others}
    heard.put(msgspec.structs.replace(kept, **level))


def _said(heard):
    return render(heard.folder, "you-said", session=heard.file, format="md")


def test_all_four_headings_stand_there_when_there_is_nothing(bare):
    text = render(bare.reviewed().folder, "you-said", session=bare.file, format="md")
    for heading in ("Done", "On its way", "Not now, and why", "Still open"):
        assert f"## {heading}\n" in text
    assert "Of what others may read, nothing was put off or turned down." in text
    assert "nothing is open. What stays inside the team is in its action plan." in text


# The technical brief ------------------------------------------------------------------------------


def test_what_changes_before_and_now_and_whom_to_call(demo):
    text = told(demo, "technical-brief")
    assert "| 4 | Agree the three ticket facts with the desk | Jo Marsh | 31 March |" in text
    changes = part(text, "Before, and now")
    for trouble in (
        "Monthly patching needs",
        "We learned of the timetabling go-live from",
        "Print queue outage",
    ):
        assert f"| {trouble}" in changes
    assert "One line is left out here, to keep the paper short." in changes
    calls = part(text, "Whom to call")
    assert "| Service Desk |" in calls
    assert "Jo Marsh (champion for Knowledge, owns action 4)" in calls
    assert (
        "If you need somebody in Business Applications, Identity and Security, Network and Wi-Fi, and Project"
        in calls
    )
    assert "from 2 listening sessions (L-01, L-03)" in text
    assert "For your work, 2 changes are in hand and 4 have happened." in text
    assert "For your work, 5 changes have happened." in told(demo, "technical-brief", "L-02")


def test_of_other_teams_it_has_only_actions_released_to_it(demo):
    for row in find_session(demo, "L-03").all(Interaction)[2:]:
        find_session(demo, "L-03").remove(row)
    text = told(demo, "technical-brief")
    desk = find_session(demo, "L-01")
    assert "L-01/A-2" in text
    assert desk.all(Action)[0].text not in text
    infra = team(demo, "Infrastructure and Cloud")
    assert not [
        note for note in desk.all(Observation) if note.text in text and infra not in note.counterparts
    ]


# The interface report -----------------------------------------------------------------------------


def test_what_anybody_may_read_does_not_say_in_it_where_it_was_agreed(demo, tmp_path):
    desk = find_session(demo, "L-01")
    for row in find_session(demo, "L-03").all(Interaction)[2:]:
        find_session(demo, "L-03").remove(row)
    issue(demo, "technical-brief", tmp_path)
    (action,) = [each for each in desk.all(Action) if each.number == 2]
    for each in desk.all(Action):
        if each.number > 2:
            desk.remove(each)
    seen = {"visibility": Visibility.OPEN, "room_yes": demo.today(), "counterparts": ()}
    desk.put(msgspec.structs.replace(action, **seen))
    text = told(demo, "technical-brief")
    assert action.evidence in text
    assert "L-01" not in text
    assert "As of 9 April 2026, from 2 listening sessions, among them L-03." in text
    assert "1 action of other teams" in text
    (action,) = [each for each in desk.all(Action) if each.number == 2]
    desk.put(msgspec.structs.replace(action, status=ActionStatus.STARTED, done_on=None, evidence=""))
    assert "Niamh Byrne (has taken on an action)" in part(told(demo, "technical-brief"), "Whom to call")


def test_both_sides_beside_each_other(demo):
    text = told(demo, "interface-report")
    assert text.startswith("**For the Infrastructure and Cloud team and the Service Desk team,")
    assert "For 1 of them, both of you show how easily it runs; your answers are 1 step apart." in text
    assert "| Incident management | **3** tolerable | **2** slows us | **1** step apart |" in text.replace(
        "**Incident management**", "Incident management"
    )
    assert "You also meet in change enablement, knowledge management and problem management." in text
    assert "| L-03/A-4 | Three required facts before a ticket moves<br>*Agree the three ticket facts" in text
    assert "| L-01/A-2 | A ring back on anything that stops a class" in text
    assert "from 2 listening sessions (L-01, L-03)" in text


def test_it_is_the_same_from_either_side(demo):
    desk, infra = team(demo, "Service Desk"), team(demo, "Infrastructure and Cloud")
    here = told(demo, "interface-report", team=infra, other=desk)
    assert told(demo, "interface-report", "L-01", team=desk, other=infra) == here


def test_without_both_yeses_there_is_a_name_and_no_score(demo):
    file = find_session(demo, "L-03")
    (side,) = [each for each in file.all(InterfaceSide) if each.practice == "incident_management"]
    file.put(msgspec.structs.replace(side, agreed_for_sharing=False))
    text = told(demo, "interface-report", other=team(demo, "Service Desk"))
    assert "tolerable" not in text
    assert "slows us" not in text
    assert "incident management" in part(text, "Not compared yet")


def test_a_complaint_needs_one_from_the_other_side(demo):
    assert "We send what the form asks for" in part(told(demo, "interface-report"), "What both sides told")
    file = find_session(demo, "L-03")
    for note in file.all(Observation):
        if note.kind == "hurts" and note.practice == "incident_management":
            file.remove(note)
    assert "We send what the form asks for" not in told(demo, "interface-report")


def test_who_is_the_other_side(demo):
    desk, infra, apps = (
        team(demo, name) for name in ("Service Desk", "Infrastructure and Cloud", "Business Applications")
    )
    assert other_sides(demo, find_session(demo, "L-03"), infra) == (desk, apps)
    assert other_sides(demo, find_session(demo, "L-01"), desk) == (apps, infra)


def test_nothing_is_compared_when_nobody_was_named(heard):
    text = render(heard.folder, "interface-report", session=heard.file, format="md")
    assert "That needs another team, and none was named." in text
    assert "both sides" not in text, "only one was heard"


# Length -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("session", ["L-01", "L-02", "L-03"])
def test_each_keeps_to_its_page(demo, session):
    for document in ONE_PAGE:
        assert pages(demo, document, session) == 1, document
    assert pages(demo, "interface-report", session) <= 2


@pytest.mark.parametrize("session", ["L-02", "L-03"])
def test_with_three_times_the_data_too(demo, session):
    file = find_session(demo, session)
    triple(file)
    for document in ONE_PAGE:
        assert pages(demo, document, session) == 1, document
        assert left_free(demo, document, session) > FOR_OTHER_PRINTERS, document
    assert pages(demo, "interface-report", session) <= 2
    assert pages(demo, "action-plan", session) <= 6
    for document in ("you-said", "technical-brief"):
        limits = told(demo, document, session).splitlines()[-1]
        assert "Not shown, to keep it short: " in limits, document


@pytest.mark.parametrize("session", ["L-02", "L-03"])
def test_with_names_of_teams_that_take_two_lines_too(demo, session):
    triple(find_session(demo, session))
    for each in demo.file.all(Team):
        longer = f"Abteilung für {each.name} und Geschäftsprozessunterstützung"
        demo.file.put(msgspec.structs.replace(each, name=longer))
    for document in ONE_PAGE:
        assert pages(demo, document, session) == 1, document
    assert pages(demo, "interface-report", session) <= 2
    assert pages(demo, "action-plan", session) <= 6


def test_a_plan_with_nothing_in_it_is_one_page(bare):
    bare.reviewed()
    made = render_bytes(bare.folder, "action-plan", session=bare.file, format="pdf")
    assert len(pypdf.PdfReader(BytesIO(made)).pages) == 1


def left_free(demo, document, session):
    """Return how many millimetres of the page stay free below the last words, above the foot."""
    made = render_bytes(demo, document, session=find_session(demo, session), format="pdf")
    heights = []

    def note(text, current, matrix, *_):
        if text.strip():
            heights.append(current[1] * matrix[4] + current[3] * matrix[5] + current[5])

    pypdf.PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=note)
    return min(height for height in heights if height > FOOT) * MILLIMETRE - 16


def test_an_invitation_to_a_script_of_many_parts_keeps_to_its_page(bare):
    segments = tuple(_segment(number) for number in range(1, 40))
    script = msgspec.structs.replace(
        bare.file.session.script, segments=segments, minutes=sum(each.minutes for each in segments)
    )
    bare.session(script=script, place="A long way to walk, " * 4)
    made = render_bytes(bare.folder, "invitation", session=bare.file, format="pdf")
    assert len(pypdf.PdfReader(BytesIO(made)).pages) == 1


def test_lines_are_cut_by_the_same_rule_in_every_format(demo):
    triple(find_session(demo, "L-03"))
    kept = {
        format: set(re.findall(r"\(idea (\d+)\)", " ".join(told(demo, "you-said", format=format).split())))
        for format in TEXT_FORMATS
    }
    assert kept["html"] == kept["md"] == kept["txt"]
    assert 0 < len(kept["md"]) < 24


def triple(file):
    """Say everything two times more, with ideas and actions that belong together."""
    with file.group("more"):
        for copy in (1, 2):
            ideas = {}
            for kind in (Observation, ImprovementIdea, Action, Commitment):
                for record in [each for each in file.all(kind) if each.number < 100]:
                    less = {"id": "", "number": record.number + 100 * copy}
                    if kind is ImprovementIdea:
                        less |= {"from_notes": (), "merged_into": None}
                    if kind is Action:
                        less["ideas"] = tuple(ideas.get(id, id) for id in record.ideas)
                    put = file.put(msgspec.structs.replace(record, **less))
                    ideas[record.id] = put.id


# In every format ----------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("document", ["you-said", "technical-brief", "interface-report"])
def test_numbers_owners_and_dates_are_the_same_in_every_format(demo, document, format):
    content = render_bytes(demo, document, session=find_session(demo, "L-03"), format=format)
    shown = re.sub(r"\s|-", "", _words(content, format))
    for words in ("Jo Marsh", "31 March", "Sam Oduya", "30 April", "waits for the supplier"):
        assert re.sub(r"\s|-", "", words) in shown
    for number in {"you-said": ("action 4, Jo",), "interface-report": ("L-03/A-4",)}.get(document, ()):
        assert re.sub(r"\s|-", "", number) in shown


def _words(content, format):
    if format == "docx":
        tables = docx.Document(BytesIO(content)).tables
        return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    if format == "pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return content.decode()


@pytest.mark.parametrize(
    "document", [key for key in RENDERABLE if key in ONE_PAGE or key == "interface-report"]
)
def test_each_says_for_whom_as_of_when_and_from_how_much(demo, document):
    text = told(demo, document)
    assert text.startswith("**For ")
    limits = text.splitlines()[-1]
    assert limits.startswith("**As of 9 April 2026, ")
    assert "Never part of this paper:" in limits
    assert "session" in limits


@pytest.mark.parametrize("document", ["you-said", "technical-brief", "interface-report"])
def test_before_the_review_only_a_preview_is_to_be_had(example, document):
    example.put(example.file.session.moved_to(SessionStatus.RUNNING))
    with pytest.raises(NotReleased):
        render(example.folder, document, session=example.file)
    assert "Preview" in render(example.folder, document, session=example.file, preview=True)


# Issued again -------------------------------------------------------------------------------------


def issue(demo, document, into, session="L-03"):
    """Write a paper and remember that it left."""
    file = find_session(demo, session)
    readers = readers_of(demo, document, session=file)
    made_from = sources_of(demo, document, session=file, readers=readers)
    path = write(demo, document, session=file, format="md", into=into)
    remember_issued(demo, path, document=document, format="md", audience=readers, sessions=made_from)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["action-plan", "you-said", "technical-brief", "interface-report"])
def test_what_is_issued_again_says_what_changed(demo, tmp_path, document):
    out = tmp_path / "out"
    first = issue(demo, document, out)
    assert "Changed since" not in first
    assert issue(demo, document, out) == first
    file = find_session(demo, "L-03")
    action = file.all(Action)[4]
    file.put(action.moved_to(ActionStatus.DONE, done_on=date(2026, 4, 9)))
    again = issue(demo, document, out)
    assert re.search(r"Changed since 9 April: action 5\.", again)
    assert issue(demo, document, out) == again


def test_new_lines_are_called_new_and_what_went_is_not_told(demo, tmp_path):
    issue(demo, "you-said", tmp_path / "out")
    file = find_session(demo, "L-03")
    for promise in file.all(Commitment):
        file.remove(promise)
    assert "since 9 April" not in told(demo, "you-said")
    file.put(ImprovementIdea(number=9, title="A new idea", visibility=Visibility.OPEN, room_yes=SENT))
    assert "New since 9 April: idea 9." in told(demo, "you-said")


def test_remarks_and_what_passes_are_counted_not_numbered(demo, tmp_path):
    issue(demo, "action-plan", tmp_path / "out")
    issue(demo, "interface-report", tmp_path / "out")
    file = find_session(demo, "L-03")
    file.put(Observation(number=90, text="The door sticks", kind="hurts"))
    assert "New since 9 April: 1 remark." in told(demo, "action-plan")
    side = next(each for each in file.all(InterfaceSide) if each.visibility is Visibility.PARTNERS)
    file.put(msgspec.structs.replace(side, expectation="Within a day"))
    assert "Changed since 9 April: what passes between you, in 1 line." in told(demo, "interface-report")


def test_what_the_readers_may_not_see_does_not_count_as_a_change(demo, tmp_path):
    issue(demo, "you-said", tmp_path / "out")
    file = find_session(demo, "L-03")
    idea = file.all(ImprovementIdea)[0]
    file.put(ImprovementIdea(number=9, title="Ours", visibility=Visibility.TEAM))
    file.put(msgspec.structs.replace(idea, visibility=Visibility.TEAM))
    assert "since 9 April" not in told(demo, "you-said")


# When they are due --------------------------------------------------------------------------------


def test_when_a_paper_is_due():
    days = Days(date(2026, 3, 12), WorkingDays())
    assert due_on("invitation", days) == date(2026, 3, 10)
    assert due_on("thank-you", days) == date(2026, 3, 16)
    assert due_on("action-plan", days) == date(2026, 3, 19)
    assert due_on("you-said", days) == date(2026, 4, 9)
    assert due_on("you-said", days._replace(next_meeting=date(2026, 4, 2))) == date(2026, 4, 2)
    assert due_on("interface-report", days) is None
    off = WorkingDays(frozenset({date(2026, 3, 13), date(2026, 3, 11)}))
    assert due_on("thank-you", days._replace(working=off)) == date(2026, 3, 17)
    assert due_on("invitation", days._replace(working=off)) == date(2026, 3, 9)


def test_a_holiday_puts_off_when_an_answer_is_late(demo):
    programme = demo.file.put(msgspec.structs.replace(demo.programme, answer_days=19))
    assert "and missed that" in told(demo, "you-said")
    demo.file.put(msgspec.structs.replace(programme, holidays=(date(2026, 4, 6),)))
    assert "and missed that" not in told(demo, "you-said")


def test_working_days_skip_the_weekend_both_ways():
    friday, monday = date(2026, 3, 13), date(2026, 3, 16)
    assert WorkingDays().after(friday, 1) == monday
    assert WorkingDays().after(monday, -1) == friday
