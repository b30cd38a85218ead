"""What left is remembered: which paper, of which session, for which team, the newest of them."""

import pytest

from facilitator.model.audience import LEADERS, Audience, team
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.release.issued import last_issued, remember_issued


@pytest.fixture
def folder(programme):
    folder = Workspace(programme.parents[1]).open(programme)
    yield folder
    folder.close()


def test_the_last_of_a_paper_is_that_of_its_session_and_for_its_team(folder, tmp_path):
    (session,), (one, other) = folder.sessions, folder.teams

    def issue(document: str, audience: Audience, name: str) -> None:
        path = tmp_path / name
        path.write_text(name, encoding="utf-8")
        remember_issued(folder, path, document=document, format="html", audience=audience, sessions=[session])

    def last(document: str, of: str | None = None) -> str | None:
        found = last_issued(folder, document, session, of)
        return found and found.file

    issue("plan", team(one), "one.html")
    assert (last("plan"), last("plan", one), last("plan", other)) == ("one.html", "one.html", None)
    assert last("debrief") is None
    issue("plan", team(other), "other.html")
    assert (last("plan"), last("plan", one), last("plan", other)) == ("other.html", "one.html", "other.html")
    issue("plan", LEADERS, "all.html")
    assert {last("plan"), last("plan", one), last("plan", other)} == {"all.html"}
