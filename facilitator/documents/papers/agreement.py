"""The room agreement in plain words, `agreement/1`: what is read out before anybody speaks.

The welcome of a session shows the same points, so that paper and screen never say two things.

See docs/field.md, "Agreement".
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.documents.papers.document import RoomPaper
from facilitator.documents.parts.page_fit import ENDING, LINE, ONE_PAGE, SECTION, head, lines
from facilitator.documents.parts.reading import Reading, shared
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import sentence
from facilitator.model.programme import Programme
from facilitator.workspace.release.release import Released, ReleasedRecords

POINTS = ("listen", "written", "seen", "passing", "taking_back", "answered", "kept", "elsewhere", "where")
"""What is agreed, in the order it is read out; the file of words says each under `room_agreement.point`."""

_REACH, _ANSWERS = "reach", "answers_for_it"
"""Said once the programme names how to reach us, and who answers for the data."""


_TITLE, _TEXT, _PADDING = 7.4, 5.7, 2.2
"""On the wall: the height of a line of a title and of its text, and what a row has beside them."""


def agreement(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the agreement, for the wall or the table."""
    reading = Reading(released, session, words)
    view = shared(reading, "room_agreement", words("room_agreement.title")) | {
        "view": "agreement/1",
        "lead": words("room_agreement.lead"),
        "points": points(words, released.programme),
    }
    return view | {"large": _fits(view)}


def points(words: Words, programme: Programme) -> list[View]:
    """Return what is agreed: a title and a text for each point, with the programme's own times."""
    times = {
        "months": words.count("room_agreement.months", programme.observation_months),
        "private": words.count("room_agreement.days", programme.private_days),
        "days": words.count("room_agreement.working_days", programme.answer_days),
        "who": programme.data_contact,
        "contact": sentence(programme.paper_contact),
    }
    return [
        {
            "title": words(f"room_agreement.point.{name}.title"),
            "text": words(f"room_agreement.point.{name}.text", **times),
        }
        for name in (*POINTS, *_named(programme))
    ]


def _named(programme: Programme) -> Iterator[str]:
    """Yield the points that are said once the programme names somebody."""
    if programme.paper_contact:
        yield _REACH
    if programme.data_contact:
        yield _ANSWERS


def _fits(view: View) -> bool:
    """Tell whether one page holds it in letters for the wall: long words of one's own may not."""
    height = head(view) + SECTION + ENDING - 2 * LINE  # its end is two lines shorter than of other papers
    height += sum(
        max(lines(point["title"], 17) * _TITLE, lines(point["text"], 50) * _TEXT) + _PADDING
        for point in view["points"]
    )
    return height <= ONE_PAGE


DOCUMENT = RoomPaper(
    key="agreement",
    title="Room agreement",
    readers="everybody in the room, on the wall or the table",
    view=agreement,
)
