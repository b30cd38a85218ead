"""Taking off a record what tells when it was said, by whom, or in which session.

Words that go beyond the team go with the room's yes for the words, never for naming the team. The time, the
number, the order, a count that only a large room can give, a score that only one script asks for, the teams
on the other side, a kind of note of one's own, what it was made from: from each of them the session follows,
and from that the team.

See docs/field.md, "What points back".
"""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitator.model.action import Action
from facilitator.model.audience import Attribution, Worded
from facilitator.model.base import UNSTAMPED, Record
from facilitator.model.idea import ImprovementIdea
from facilitator.model.instrument import NOTES, TOUCH_MAP
from facilitator.model.observation import KINDS, Observation, Source
from facilitator.model.script import KindSpec, Script, ScriptAudience, Segment, Stage
from facilitator.model.session import ListeningSession

OTHER = KindSpec(key="other_kind", label="other", letter="e", meaning="a kind that a script added")
"""What stands for every kind of note that is not one of the shipped ones."""

_LONGEST = 240
"""Minutes a segment has at most."""

_NOTHING: dict[str, Any] = {
    "number": 0,
    "segment": "",
    "item": "",
    "group": None,
    "counterparts": (),
    "nods": 0,
    "intensity": None,
    "impact": None,
    "effort": None,
    "confidence": None,
    "source": Source.SPOKEN,
    "first_answered": None,
    "from_notes": (),
    "note": None,
    "idea": None,
}


def without_provenance(record: Record, today: date) -> dict[str, Any]:
    """Return the fields in which a record that goes beyond the team differs from how it is stored.

    *today* stands for days on which something was agreed to. Of records that are no words said in a room only
    the script of a session changes.
    """
    if isinstance(record, ListeningSession):
        return {"script": _script_of(record)}
    if not isinstance(record, Worded):
        return {}
    less: dict[str, Any] = {"created": UNSTAMPED, "changed": UNSTAMPED, "room_yes": today}
    if isinstance(record, Observation):
        less["kind"] = record.kind if record.kind in KINDS else OTHER.key
    if isinstance(record, Observation | ImprovementIdea | Action) and names_no_team(record):
        less["team"] = None
    if isinstance(record, Action) and record.accepted_on is not None:
        less["accepted_on"] = today
    return less | {name: value for name, value in _NOTHING.items() if name in record.__struct_fields__}


def names_no_team(record: Record) -> bool:
    """Tell whether a record may not say which team it comes from: a note may where the team agreed to it."""
    return not isinstance(record, Observation) or record.attribution is Attribution.NONE


def plain_script(stage: Stage, minutes: int, instrument: str = NOTES) -> Script:
    """Return a script without words and kinds of its own: one segment that offers *instrument*."""
    minutes = min(minutes, _LONGEST)
    segment = Segment(
        key="meeting",
        title="Meeting",
        short_title="Meeting",
        minutes=minutes,
        minimum=0,
        turn=1,
        instruments=(instrument,),
    )
    return Script(
        key="shared",
        title=stage.label.capitalize(),
        audience=ScriptAudience.ANY,
        stage=stage,
        minutes=minutes,
        kinds=(OTHER,),
        segments=(segment,),
    )


def _script_of(session: ListeningSession) -> Script:
    """Return what stands for the script of a session: of its stage, and asking about practices if it did."""
    instrument = TOUCH_MAP if session.script.asks_practices else NOTES
    return plain_script(session.script.stage, session.script.minutes, instrument)
