"""What can be said of what a team needs: somebody promises something, says no with a reason, or it is parked.

Each verb is one change of the session's file, `about` follow-up like all that becomes of a promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from facilitator.insight.needs import open_needs
from facilitator.model.action import Commitment
from facilitator.model.labels import quoted
from facilitator.model.observation import NEED, Observation
from facilitator.text import clean_line
from facilitator.workspace.answer import Answer, Question, to_come
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.follow_up import FOLLOW_UP

PARKED = "parking"
"""The kind of a note that is kept for later."""


def promise_for(file: SessionFile, need: Observation, role: str, text: str, by: date | None) -> Commitment:
    """Save what somebody in a role promises for a need, for the team to see. Raises `RuleBroken`."""
    text = clean_line(text)
    with file.group(f"promise {quoted(text)}", about=FOLLOW_UP):
        return file.put(
            Commitment(
                number=max((each.number for each in file.all(Commitment)), default=0) + 1,
                text=text,
                role=clean_line(role),
                by=by,
                note=need.id,
            )
        )


def say_no(file: SessionFile, need: Observation, role: str, why: str) -> Observation:
    """Save that somebody in a role said no to a need, and why: the team reads it in its plan.

    Raises `RuleBroken`.
    """
    with file.group(f"no to {quoted(need.text)}", about=FOLLOW_UP):
        return file.put(msgspec.structs.replace(need, no_by=clean_line(role), no_because=clean_line(why)))


def park(file: SessionFile, need: Observation) -> Observation:
    """Keep a need for later: nobody can promise anything for it now, and the team reads that in its plan."""
    with file.group(f"park {quoted(need.text)}", about=FOLLOW_UP):
        return file.put(msgspec.structs.replace(need, kind=PARKED))


def answers_of_need(file: SessionFile, note: Observation, today: date) -> Iterator[Answer]:
    """Yield what can be said of a note: of a need nobody promised anything for; of all else nothing."""
    if note.kind != NEED or note not in open_needs(file):
        return
    yield Answer(
        "promised",
        "Somebody promises something for it",
        lambda said: promise_for(
            file, note, said["who"], said["said"], to_come(said["day"], today) if said["day"] else None
        ),
        (
            Question("who", "Who promises", help="as a role, such as Director of Digital", required=True),
            Question("said", "What", note.text, help="in their words", required=True),
            Question("day", "By when", help="such as 30 apr", check=lambda typed: to_come(typed, today)),
        ),
    )
    yield Answer(
        "no",
        "Somebody says no, with a reason",
        lambda said: say_no(file, note, said["who"], said["said"]),
        (
            Question("who", "Who says no", help="as a role, such as Director of Digital", required=True),
            Question("said", "Why", help="fit to be read by the team", required=True),
        ),
    )
    yield Answer("parked", "Nobody can now; it is parked", lambda said: park(file, note))
