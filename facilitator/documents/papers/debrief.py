"""The private debrief, `debrief/1`: the facilitators' own look back, for nobody else.

It lies in a folder of its own and is never made together with other papers.

See docs/field.md, "Papers".
"""

from __future__ import annotations

from facilitator.documents.papers.document import SessionPaper
from facilitator.documents.parts.reading import Reading, shared
from facilitator.documents.parts.sections import Section, Sections
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.model import audience
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.observation import Observation
from facilitator.model.retention import kept_until
from facilitator.workspace.release.release import Released, ReleasedRecords


def debrief(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the debrief: each field of the record, then the private notes."""
    reading = Reading(released, session, words)
    written = next(iter(session.all(Debrief)), None)
    view = shared(reading, "debrief", words("debrief.title", team=reading.team.name))
    view |= {
        "view": "debrief/1",
        "parts": [
            {"title": words.either(f"debrief.part.{field.name}", field.title), "text": text}
            for field in fields_of(Debrief)
            if field.remark and (text := str(getattr(written, field.name, "")).strip())
        ],
        "notes": [note.text for note in session.all(Observation) if note.kind == "private"],
        "kept": _kept(reading, written),
    }
    return view | {"sections": SECTIONS.told(view, SECTIONS.counts(view), words)}


SECTIONS = Sections("debrief", (Section("parts"), Section("notes")))
"""Both are without lines where nobody wrote any."""


def _kept(reading: Reading, written: Debrief | None) -> str:
    """Say how long the program keeps it, and that this paper is for its readers to destroy."""
    programme, words = reading.released.programme, reading.words
    days = words.count("room_agreement.days", programme.private_days)
    zone = reading.released.local(reading.session.planned_start).tzinfo
    until = kept_until(written, programme, reading.held_on, zone) if written and zone else None
    if until is None:
        return words("debrief.kept", days=days)
    return words("debrief.kept_until", days=days, until=words.day(until))


DOCUMENT = SessionPaper(
    key="debrief",
    title="Private debrief",
    readers="the facilitators of the session, nobody else",
    audience=lambda _: audience.FACILITATORS,
    view=debrief,
    private=True,
)
