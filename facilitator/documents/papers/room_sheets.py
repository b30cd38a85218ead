"""Paper for the room when there is no screen: worksheet, ladder card and voting sheet.

They are needed before and during the meeting, so they hold what was prepared, and of what was said
only the ideas as the room may read them.
"""

from __future__ import annotations

from datetime import datetime

from facilitator.documents.papers.document import RoomPaper
from facilitator.documents.parts.finder import sheet_fields
from facilitator.documents.parts.reading import Reading, shared
from facilitator.documents.parts.times import begins_after
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import upper_first
from facilitator.insight.priorities import newest_vote
from facilitator.live.paper_entry.sheet import MORE_PRACTICES, sheet
from facilitator.model.idea import DotVote, VoteSubject
from facilitator.model.kinds import kinds_of
from facilitator.model.ladder import Rung
from facilitator.model.observation import KINDS
from facilitator.model.script import Script, Segment
from facilitator.model.session import ListeningSession
from facilitator.workspace.release.release import Released, ReleasedRecords

CIRCLES = "○ ○ ○ ○ ○ ○ ○ ○ ○ ○"
"""The dots of one idea on the voting sheet, to be filled in."""

BLANK_IDEAS = 3
"""Rows of the voting sheet for ideas written in by hand."""

EMPTY_SHEET = 11
"""Rows of a voting sheet printed before there are ideas."""

ROOMY = 14
"""More rows than this stand closer, so that the sheet stays on its page."""

EMPTY_MAP = 10
"""A touch map has at least so many rows."""


# The ladder card ----------------------------------------------------------------------------------


def ladder_card(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the ladder card, `ladder-card/1`: six sentences, 5 on top."""
    reading = Reading(released, session, words)
    rungs = [
        {
            "no": int(rung),
            "name": words(f"rung.{rung.name.lower()}"),
            "says": words(f"rung_says.{rung.name.lower()}"),
            "wrong": words(f"rung_wrong.{rung.name.lower()}"),
        }
        for rung in reversed(Rung)
    ]
    return shared(reading, "card", words("card.title")) | {"view": "ladder-card/1", "rungs": rungs}


# The voting sheet ---------------------------------------------------------------------------------


def voting_sheet(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the voting sheet, `voting-sheet/1`: ideas by number, and room for more."""
    reading = Reading(released, session, words)
    vote = newest_vote(session.all(DotVote)) or DotVote(subject=VoteSubject.IDEAS, people=1)
    kept = {idea.id for idea in reading.ideas}
    ideas = sorted(
        (idea for idea in reading.ideas if idea.merged_into not in kept), key=lambda idea: idea.number
    )
    last = max((idea.number for idea in reading.ideas), default=0)
    blank = BLANK_IDEAS if ideas else EMPTY_SHEET
    title = words.count("sheet.title", vote.dots_each, dots=upper_first(words.number(vote.dots_each)))
    return shared(reading, "sheet", title) | {
        "view": "voting-sheet/1",
        "lead": words("sheet.lead", most=words.number(vote.most_on_one)),
        "dots_each": vote.dots_each,
        "circles": CIRCLES,
        "roomy": len(ideas) + blank <= ROOMY,
        "rows": [
            *({"no": idea.number, "title": idea.title} for idea in ideas),
            *({"no": number, "title": ""} for number in range(last + 1, last + 1 + blank)),
        ],
    }


# The worksheet ------------------------------------------------------------------------------------


def worksheet(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the worksheet, `worksheet/2`: the script, then rows as they are typed in.

    Its rows and their first words are those of `live.paper_entry.sheet`.
    """
    reading = Reading(released, session, words)
    heard = reading.session
    start = released.local(heard.planned_start)
    end = begins_after(heard.script.minutes, start, heard)
    practices = _practices(reading)
    blank = max(MORE_PRACTICES, EMPTY_MAP - len(practices))
    view = shared(reading, "worksheet", words("worksheet.title", team=reading.team.name))
    return (
        view
        | {
            "view": "worksheet/2",
            "lead": words(
                "worksheet.lead",
                day=words.weekday(start.date()),
                time=words("invitation.from_to", start=words.time(start), end=words.time(end)),
                script=heard.script.title,
            ),
            "side": (reading.team.short_name or reading.team.name) if len(heard.teams) > 1 else "",
            "segments": _segments(heard, start, words),
            # A script that asks no practice has no map to fill in.
            "practices": [*practices, *({"says": "", "name": ""} for _ in range(blank))]
            if heard.script.asks_practices
            else [],
            "typed": {part.key: [row.word for row in part.rows] for part in sheet(())},
            "signs": _signs(heard.script, words),
        }
        | sheet_fields(reading)
    )


def _segments(session: ListeningSession, start: datetime, words: Words) -> list[View]:
    """Return the parts with the times the invitation gives them, in the minutes this session has."""
    rows: list[View] = []
    before = 0
    for segment in session.script.segments:
        at = begins_after(before, start, session)
        before += segment.minutes
        minutes = (begins_after(before, start, session) - at).seconds // 60
        rows.append(_segment(segment, at, minutes, words))
    return rows


def _segment(segment: Segment, at: datetime, minutes: int, words: Words) -> View:
    return {
        "at": words.time(at),
        "at_iso": at.isoformat(timespec="minutes"),
        "title": segment.title,
        "minutes": words.count("worksheet.minutes", minutes),
        "say": " ".join(segment.say),
        "ask": " ".join(segment.ask),
        "rescue": segment.rescue,
    }


def _signs(script: Script, words: Words) -> list[View]:
    """Return the signs of the kinds of note, and the letters of those the script adds."""
    return [
        _sign(
            kind.sign or f"{kind.letter}:",
            words(f"worksheet.kinds.{kind.key}") if kind.key in KINDS else kind.label,
            kind.key,
        )
        for kind in kinds_of(script).values()
    ]


def _sign(sign: str, kind: str, key: str) -> View:
    return {"sign": sign, "kind": kind, "kind_key": key}


def _practices(reading: Reading) -> list[View]:
    """Return the practices prepared for this team, in plain words first.

    See docs/field.md, "The listening session" and "Practices".
    """
    known = reading.released.catalogue.offered
    return [
        {"says": known[key].description or known[key].name, "name": known[key].short_name}
        for key in _prepared(reading.session)
        if key in known
    ]


def _prepared(session: ListeningSession) -> tuple[str, ...]:
    """Return the shortlist, else what the script offers."""
    return session.shortlist or session.script.offer


DOCUMENTS = (
    RoomPaper(
        key="worksheet",
        title="Worksheet",
        readers="whoever leads the session and writes, when there is no screen",
        view=worksheet,
        tight=False,
    ),
    RoomPaper(
        key="ladder-card",
        title="Ladder card",
        readers="everybody in the room, one per table",
        view=ladder_card,
    ),
    RoomPaper(
        key="voting-sheet",
        title="Voting sheet",
        readers="everybody in the room, on the wall",
        view=voting_sheet,
    ),
)
