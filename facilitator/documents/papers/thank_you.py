"""The thank-you note, `thank-you/1`: one page, no scores, within two days.

See docs/field.md, "Before and after a session" and "Papers".
"""

from __future__ import annotations

from facilitator.documents.papers.document import SessionPaper
from facilitator.documents.parts.actions import DUE, action_rows
from facilitator.documents.parts.deadlines import working_days_after
from facilitator.documents.parts.page_fit import (
    ENDING,
    LINE,
    ONE_PAGE,
    SECTION,
    Giving,
    cut,
    head,
    lines,
    row,
)
from facilitator.documents.parts.reading import Reading, shared
from facilitator.documents.parts.sections import Section, Sections
from facilitator.documents.parts.wanted import meeting_iso
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.insight.reminders import PROMISED
from facilitator.model import audience
from facilitator.model.action import ActionStatus
from facilitator.workspace.release.release import Released, ReleasedRecords

_HEADING = 13.0
"""A heading of a section that is a line of words, and the space around both."""


def thank_you(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the note to everybody who was in the room."""
    reading = Reading(released, session, words)
    held = {action.number for action in reading.actions if action.agreed}
    agreed = sorted(
        (row for row in action_rows(reading) if row["no"] in held), key=lambda row: int(row["no"])
    )
    proposed = sum(action.status is ActionStatus.PROPOSED for action in reading.actions)
    promised = len(reading.commitments)
    view = shared(reading, "thanks", words("thanks.title", team=reading.team.name))
    fields = ("no", "text", "owner", *DUE, "status")
    view |= {
        "view": "thank-you/1",
        "thanks": reading.session.thanks.strip() or words("thanks.starter"),
        "lead": words("thanks.lead", day=words.weekday(reading.held_on)),
        "actions": [{field: row[field] for field in fields} for row in agreed],
        "proposed": words.count("thanks.proposed", proposed) if proposed else "",
        "promised": words.count("thanks.promised", promised) if promised else "",
        "next_meeting": _next_meeting(reading),
        "next_meeting_iso": meeting_iso(reading),
        "signed": words.joined(contact["name"] for contact in view["contacts"]),
        "correct": _correct([contact["name"] for contact in view["contacts"]], words),
    }
    gave = cut(view, (Giving("actions", lambda row: 0),), _fits)
    view["left_out"] = [words.count("cut.actions", gave["actions"])] if gave["actions"] else []
    view["rest"] = words.count("thanks.rest", gave["actions"]) if view["actions"] and gave["actions"] else ""
    return view | {"sections": SECTIONS.told(view, {"actions": len(agreed)}, words)}


SECTIONS = Sections("thanks", (Section("actions"),))
"""The one section that can be without lines."""


def _next_meeting(reading: Reading) -> str:
    """Return when everybody meets again, in the programme's zone, that it is open, or what became of it."""
    moment, came, words = reading.session.next_meeting, reading.session.follow_up, reading.words
    if came is not None and came.held_on is not None:
        return words("thanks.date_held", day=words.day(came.held_on))
    if moment is None:
        return words("thanks.no_date")
    local = reading.released.local(moment)
    key = "not_needed" if came else "date_passed" if local.date() < reading.as_of else "next_date"
    return words(f"thanks.{key}", day=words.weekday(local.date()), time=words.time(local))


def _correct(names: list[str], words: Words) -> str:
    """Return whom to tell when something is wrong."""
    return words("thanks.correct", names=words.joined(names, last="or") or words("thanks.us"))


def _fits(view: View) -> bool:
    height = head(view) + ENDING + SECTION + 2 * _HEADING + 4 * LINE
    height += lines(view["thanks"], 105) * LINE + _HEADING
    for each in view["actions"]:
        due = f"{each['due_first']}\n{each['due_now']}" if each["due_now"] else each["due_first"]
        height += row((each["text"], 57), (each["owner"], 20), (due, 16))
    return height <= ONE_PAGE


WITHIN = PROMISED["thank-you"]
"""Working days after the session."""

DOCUMENT = SessionPaper(
    key="thank-you",
    title="Thank-you note",
    readers="everybody who was in the room",
    audience=audience.team,
    view=thank_you,
    tight=True,
    due=working_days_after(WITHIN),
)
