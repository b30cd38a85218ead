"""Home says what waits besides promises, and Enter opens it."""

from datetime import UTC, datetime, time, timedelta

import msgspec

from facilitator.model.action import Commitment
from facilitator.model.observation import NEED, Observation
from facilitator.model.session import ReadBack, SessionStatus
from facilitator.model.team import Team
from facilitator.ui.places.carry_on import CarryOn, next_step, where_it_stands
from facilitator.ui.places.home import Home
from facilitator.ui.review.review import Review
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from facilitator.workspace.waiting import what_waits
from tests.ui.person import NARROW, WIDE


def plan(folder, days, *path):
    """Plan a session of the first team so many days ago, and take it through these states."""
    team = next(iter(folder.teams.values()))
    script = folder.catalogue.script("listening-60")
    file = folder.add_session(planned_session(folder, [team], script, folder.now() - timedelta(days=days)))
    for status in path:
        file.put(file.session.moved_to(status))
    return file


async def test_a_session_that_waits_is_opened_from_home(demo, sit_down):
    _, folder = demo
    late = plan(folder, 3)
    held = plan(folder, 1, SessionStatus.CAPTURED)
    async with sit_down(*demo, size=NARROW) as person:
        keys = [row.key for row in person.screen.query_one("#promises").rows]
        own = [f"not_held {late.session.id}", f"review {held.session.id}"]
        assert [key for key in keys if key in own] == own
        await person.press("tab")
        await person.walk_to(f"Hold or cancel {late.session.short_id}")
        await person.choose(f"Review {held.session.short_id}")
        assert isinstance(person.screen, Review)
        assert person.screen.file is held
        await person.press("escape")
        assert isinstance(person.screen, Home)
        late.put(msgspec.structs.replace(late.session.moved_to(SessionStatus.CANCELLED)))
        person.screen.show_records()
        await person.settle()
        assert "Hold or cancel" not in person.text


async def test_a_paper_that_is_late_is_marked_like_a_promise_that_is(demo, sit_down):
    _, folder = demo
    file = plan(folder, 40, SessionStatus.CAPTURED)
    read = ReadBack(done=True, at=folder.now())
    file.put(msgspec.structs.replace(file.session, read_back=read).moved_to(SessionStatus.REVIEWED))
    async with sit_down(*demo, size=NARROW) as person:
        late = next(line for line in person.text.splitlines() if "thank-you note" in line)
        assert f" ▲ 37 d late {file.session.short_id}: write thank-you note" in late


async def test_a_programme_without_an_end_is_asked_for_it(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    async with sit_down(workspace, folder) as person:
        await person.press("tab")
        await person.choose("Say when the programme ends")
        assert person.screen.place == "settings"


async def test_without_a_session_c_says_so_and_down_leads_to_what_is_due(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    async with sit_down(workspace, folder) as person:
        assert "carry on" not in person.last_line
        await person.press("c")
        assert isinstance(person.screen, Home)
        assert "No session is paused. a starts one now, n plans one." in person.flow
        await person.press("down")
        assert "Name the teams" in person.row_text()
        await person.press("down", "enter")
        assert person.screen.place == "settings"


async def test_a_programme_without_teams_says_so_instead_of_all_heard(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    async with sit_down(workspace, folder) as person:
        assert "Name the teams of the programme" in person.text
        assert "Every team has been heard" not in person.text
        await person.press("tab")
        await person.choose("Name the teams")
        assert "team" in person.text.lower()
        assert not isinstance(person.screen, Home)


async def test_a_session_at_once_asks_for_the_first_team_where_there_is_none(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    async with sit_down(workspace, folder) as person:
        await person.press("a")
        await person.choose("Another team")
        await person.type("Service Desk")
        await person.press("tab", "tab", "f", "tab")
        await person.type("9")
        await person.press("ctrl+n")
        assert "Welcome" in person.text
        (file,) = folder.sessions
        assert [folder.teams[id].name for id in file.session.teams] == ["Service Desk"]


async def test_why_a_team_is_heard_next_stands_whole(demo, sit_down):
    _, folder = demo
    for team in list(folder.teams.values()):
        folder.file.put(msgspec.structs.replace(team, short_name=f"{team.name} of both hospitals"))
    async with sit_down(*demo, size=WIDE) as person:
        rows = person.screen.query_one("#hear", RowList).rows
        lines = [line.plain for row in rows for line in row.draw(46)]
        assert any(len(row.draw(46)) > 2 for row in rows)
        assert "…" not in "".join(line for line in lines if line.startswith("   "))


async def test_a_review_that_waits_comes_before_a_new_session(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    folder.file.put(Team(name="Service Desk"))
    held = plan(folder, 1, SessionStatus.CAPTURED)
    async with sit_down(workspace, folder, size=NARROW) as person:
        assert person.screen.query_one(CarryOn).visual.plain.startswith("Review  Service Desk   L-01")
        assert "Enter review" in person.last_line
        await person.press("down")
        assert "Enter open" in person.last_line
        await person.press("1", "enter")
        assert person.screen.file is held


async def test_rows_out_of_sight_are_counted_and_promises_lists_them_all(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        rows = person.screen.query_one("#promises").rows
        (more,) = [line for line in person.text.splitlines() if "more: 3 lists all" in line]
        seen = (
            person.screen.query_one("#promises").size.height - 2
        )  # the heading, and how many more there are
        assert f"and {len(rows) - seen} more" in more
        assert f"{len(rows)} waiting" in person.text
        await person.press("3")
        assert [row.key for row in person.rows.rows if not row.heading] == [row.key for row in rows]
        await person.choose("Hand over “You said, we did” of L-02")
        assert "You said, we did" in person.text
        assert not hasattr(person.screen, "place")


async def test_what_waits_is_listed_anew_only_when_it_or_the_window_changes(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        listed = person.screen.query_one("#promises")
        before = listed.rows
        person.screen._fit_maps()
        assert listed.rows is before  # the very same rows, which stay as they were drawn
        await person.pilot.resize_terminal(*WIDE)
        await person.settle()
        assert listed.rows is not before
        before = listed.rows
        person.screen.show_records()
        assert listed.rows is not before


AROUND_A_MEETING = (
    ("12:59", "review L-01", "Held yesterday"),
    ("13:00", "open L-02", "Planned for today, 14:00. Enter"),
    ("13:59", "open L-02", "Planned for today, 14:00. Enter"),
    ("14:00", "open L-02", "Was to begin today, 14:00. Enter"),
    ("14:01", "open L-02", "Was to begin today, 14:00. Enter"),
    ("14:59", "open L-02", "Was to begin today, 14:00. Enter"),
    ("15:00", "open L-03", "Planned for today, 16:00. Enter"),
    ("16:59", "open L-03", "Was to begin today, 16:00. Enter"),
    ("17:00", "review L-01", "Held yesterday"),
)
"""Two meetings of an hour, at 14:00 and 16:00, and one of the day before that waits for its review."""


def test_home_says_what_is_next_before_at_and_after_the_minute_of_a_meeting(tmp_path):
    day, now = datetime(2026, 4, 9, tzinfo=UTC), {}
    workspace = Workspace(tmp_path, clock=lambda: now["is"])
    now["is"] = day
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    team = folder.file.put(Team(name="Service Desk"))
    script = folder.catalogue.script("listening-60")
    hours = (day - timedelta(hours=10), day + timedelta(hours=14), day + timedelta(hours=16))
    files = [folder.add_session(planned_session(folder, [team], script, each)) for each in hours]
    files[0].put(files[0].session.moved_to(SessionStatus.CAPTURED))
    for at, step, said in AROUND_A_MEETING:
        now["is"] = datetime.combine(day.date(), time.fromisoformat(at), UTC)
        verb, file = next_step(folder)
        assert f"{verb} {file.session.short_id}" == step, at
        assert where_it_stands(folder, file).startswith(said), at
    read = ReadBack(done=True, at=day)
    files[0].put(msgspec.structs.replace(files[0].session, read_back=read).moved_to(SessionStatus.REVIEWED))
    assert where_it_stands(folder, next_step(folder).file) == (
        "Was planned for today, 14:00, and its time is over. Enter opens it."
    )


def test_what_a_meeting_left_waits_at_every_minute_around_its_time(tmp_path):
    """Begun five minutes early and over before its planned time: that time changes nothing."""
    start, now = datetime(2026, 4, 9, 14, tzinfo=UTC), {}
    workspace = Workspace(tmp_path, clock=lambda: now["is"])
    now["is"] = start
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    team = folder.file.put(Team(name="Service Desk"))
    planned = planned_session(folder, [team], folder.catalogue.script("listening-60"), start)
    held = {"started_at": start - timedelta(minutes=5), "next_meeting": start + timedelta(days=14)}
    folder.add_session(msgspec.structs.replace(planned, status=SessionStatus.CAPTURED, **held))
    for minutes in (-1, 0, 1, 59, 60, 61):
        now["is"] = start + timedelta(minutes=minutes)
        kinds = [each.kind.value for each in what_waits(folder, folder.today()).items]
        assert kinds[:1] + kinds[-2:-1] == ["review", "follow_up"], minutes
        assert next_step(folder).verb == "review", minutes


async def test_a_need_of_the_team_waits_on_home_and_a_promise_answers_it_there(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    folder.file.put(Team(name="Service Desk"))
    held = plan(folder, 1, SessionStatus.CAPTURED)
    need = held.put(Observation(number=1, text="A named seat at the gate", kind=NEED))
    async with sit_down(workspace, folder, size=WIDE) as person:
        await person.press("tab")
        await person.choose("Ask leaders: A named seat at the gate")
        await person.choose("Somebody promises something for it")
        await person.type("Director of Digital")
        await person.press("enter", "enter", "enter")
        (promise,) = held.all(Commitment)
        assert (promise.text, promise.role, promise.note) == (need.text, "Director of Digital", need.id)
        assert "Ask leaders" not in person.flow
        await person.press("ctrl+z")
        assert "Ask leaders" in person.flow
        assert not held.all(Commitment)
