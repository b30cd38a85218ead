"""A paper on the screen: read beside the list before it is written."""

import pytest

from facilitator.documents.render import paper
from facilitator.ui.papers.paper_view import draw_paper


@pytest.mark.parametrize("width", [68, 96])
@pytest.mark.parametrize("document", ["action-plan", "you-said", "technical-brief"])
def test_nothing_of_a_paper_is_cut_off(demo, document, width):
    _, folder = demo
    session = next(file for file in folder.sessions if file.session.short_id == "L-03")
    drawn = draw_paper(paper(folder, document, session=session, team=session.session.teams[0]), width)
    assert not [line.plain for line in drawn if "…" in line.plain or line.cell_length > width]
