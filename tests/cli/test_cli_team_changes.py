"""What changed for a team from session to session, as a plain command."""

from datetime import date

from tests.cli.command_line import answer, run


def test_rungs_then_and_now_are_shown_in_words_and_as_json(listening):
    desk = listening.team("Desk")
    for on, rung in ((date(2026, 3, 12), 1), (date(2026, 4, 8), 3)):
        listening.tell(listening.hear(desk, on=on), "incident_management", rung=rung)
    listening.folder.close()
    here = ("--workspace", listening.folder.path.parents[1], "--as-of", "2026-04-09")
    shown = run("team", "changes", "desk", *here).stdout
    assert "Desk, L-01 12 Mar and L-02 8 Apr" in shown
    assert "rose 2" in shown
    assert "not a measurement" in shown
    told = answer(run("team", "changes", "desk", "--json", *here))
    assert told["practices"] == [
        {
            "practice": "incident_management",
            "rungs": [{"session": "L-01", "rung": 1}, {"session": "L-02", "rung": 3}],
            "change": 2,
        }
    ]
    once = run("team", "changes", "desk", "--workspace", here[1], "--as-of", "2026-03-20").stdout
    assert "Desk has been heard once. The next session makes a second point." in once
