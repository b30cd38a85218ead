"""The thank-you note, `thank-you/1`: one page, no scores, within two days.

See docs/field.md, "Before and after a session" and "Papers".
"""

from __future__ import annotations

from facilitator.documents.papers.document import SessionPaper
from facilitator.documents.parts.actions import DUE, action_rows
from facilitator.documents.parts.deadlines import working_days_after
from facilitator.documents.parts.reading import Reading, shared
from facilitator.documents.parts.sections import Section, Sections
from facilitator.documents.parts.wanted import asked_of_readers, meeting_iso
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.insight.reminders import PROMISED
from facilitator.model import audience
from facilitator.model.action import ActionStatus
from facilitator.workspace.release.release import Released, ReleasedRecords

MOST_ACTIONS = 12
"""More would not fit on the one page; a session aims for five."""


def thank_you(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the note to everybody who was in the room."""
    reading = Reading(released, session, words)
    held = {action.number for action in reading.actions if action.agreed}
    agreed = sorted(
        (row for row in action_rows(reading) if row["no"] in held), key=lambda row: int(row["no"])
    )
    proposed = sum(action.status is ActionStatus.PROPOSED for action in reading.actions)
    view = shared(reading, "thanks", words("thanks.title", team=reading.team.name))
    view |= asked_of_readers(reading)
    fields = ("no", "text", "owner", *DUE, "status")
    view |= {
        "view": "thank-you/1",
        "thanks": reading.session.thanks.strip() or words("thanks.starter"),
        "lead": words("thanks.lead", day=words.weekday(reading.held_on)),
        "actions": [{field: row[field] for field in fields} for row in agreed[:MOST_ACTIONS]],
        "proposed": words.count("thanks.proposed", proposed) if proposed else "",
        "next_meeting": _next_meeting(reading),
        "next_meeting_iso": meeting_iso(reading),
        "signed": words.joined(contact["name"] for contact in view["contacts"]),
        "correct": _correct([contact["name"] for contact in view["contacts"]], words),
        "left_out": _left_out(len(agreed) - MOST_ACTIONS, words),
    }
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


def _left_out(more: int, words: Words) -> list[str]:
    return [words.count("cut.actions", more)] if more > 0 else []


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
