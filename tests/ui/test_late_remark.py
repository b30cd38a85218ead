"""A remark that came after the review: added with its day, and the papers are offered anew."""

import msgspec

from facilitator.model.audience import LEADERS, Visibility, team
from facilitator.model.observation import Observation, Source
from facilitator.workspace.release.release import for_audience
from tests.cli.command_line import answer, review, run


async def papers(person):
    """Go to the action plan of L-03 among the papers."""
    await person.press("5")
    wanted = person.session("L-03").session.id
    rows = person.rows.rows
    at = next(at for at, row in enumerate(rows) if wanted in row.key and "action-plan" in row.key)
    person.rows.cursor = at
    await person.settle()


async def test_it_is_added_with_its_day_and_the_paper_is_offered_anew(demo, sit_down):
    workspace, folder = demo
    file = folder.sessions[2]
    async with sit_down(*demo) as person:
        await papers(person)
        await person.press("enter")
        assert "written 9 Apr" in person.row_text()
        person.clock.pass_time(60)
        await person.press("2")
        await person.walk_to("L-03")
        await person.press("r", "i")
        await person.type("- The form grew a second page #change")
        await person.press("tab", "tab")
        await person.write_over("yesterday")
        await person.press("ctrl+n")
        note = file.all(Observation)[-1]
        assert (note.kind, note.practice, note.source) == ("hurts", "change_enablement", Source.FOLLOW_UP)
        assert (str(note.said_on), note.visibility) == ("2026-04-08", Visibility.TEAM)
        await person.choose("Later")
        await person.press("escape")
        await papers(person)
        assert "written 9 Apr, changed" in person.row_text()
        await person.press("2")
        await person.walk_to("L-03")
        await person.press("r", "i")
        await person.type("Tomorrow's remark")
        await person.press("tab", "tab")
        await person.write_over("10 apr")
        await person.press("ctrl+n")
        assert "has not come yet" in person.flow
        await person.write_over("today")
        await person.press("ctrl+n")
        await person.choose("Write them anew")
        (written,) = (workspace.root / "documents").glob("L-03-*-action-plan.html")
        page = written.read_text()
        assert "The form grew a second page (added later on 8 April)" in page
        assert "2 remarks" in page
        await person.press("ctrl+z")
        assert file.all(Observation)[-1] == note


def test_its_day_stays_with_the_team(demo):
    _, folder = demo
    file = folder.sessions[2]
    note = next(each for each in file.all(Observation) if each.visibility.reaches(Visibility.PROGRAMME))
    file.put(msgspec.structs.replace(note, said_on=folder.today(), source=Source.FOLLOW_UP))
    own = for_audience(folder, team(file.session.teams[0]), [file]).sessions[0]
    leaders = for_audience(folder, LEADERS, [file]).sessions[0]
    assert [each.said_on for each in own.all(Observation) if each.said_on] == [folder.today()]
    assert leaders.all(Observation)
    assert not [each for each in leaders.all(Observation) if each.said_on]


def test_it_is_added_by_command(root, programme):
    refused = run("capture", "L-01", "--late", "today", "- Too early")
    assert (refused.exit_code, "comes after the meeting" in refused.stderr) == (2, True)
    review(root)
    refused = run("capture", "L-01", "- It is over")
    assert "--late" in refused.stderr
    (saved,) = answer(run("--as-of", "2026-04-09", "capture", "L-01", "--late", "8 apr", "- Late", "--json"))
    assert (saved["text"], saved["said_on"], saved["source"]) == ("Late", "2026-04-08", "follow_up")
