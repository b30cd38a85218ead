"""The invitation, `invitation/1`: when, why, the agenda, what is written down, one's choices.

It goes out before anybody has said anything, so it is made from what was planned and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from facilitator.documents.papers.document import RoomPaper
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
from facilitator.documents.parts.reading import Reading, contacts, shared, the_team
from facilitator.documents.parts.sections import Section, Sections
from facilitator.documents.parts.times import begins_after
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import first_sentence, sentence, sentences
from facilitator.errors import NotReleased
from facilitator.model.script import Segment
from facilitator.model.session import HEARD, LIVE, ListeningSession, Mode, SessionStatus
from facilitator.workspace.release.release import Released, ReleasedRecords

MOST_ROWS = 8
"""The agenda has at most this many rows; the shortest neighbours share one."""

_FEWEST_ROWS = 3
"""While the page is too long, rows share; only then are some left out."""

_WRITTEN = ("invitation.written", "invitation.seen")
"""What is written down, and beside it who sees it."""

_WHEN = 8.5
_FIGURE = 7.8
_HEADING = 13.0
_LATE = 7.4
"""Heights: of the figures without their words, of a line of these, of a heading without a table, and of a
line that says the session is over; where it is to come another says what to bring."""

_NAMED = 3
"""A row names no more parts than this, unless more must be named."""


def invitation(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the invitation to a team. Raises `NotReleased` while nobody signs it."""
    reading = Reading(released, session, words)
    planned = reading.session
    if not contacts(reading):
        raise _unsigned(planned)
    view = shared(reading, "invitation", _title(reading))
    late = _told_late(reading)
    as_of, team = view["doc"]["as_of"], the_team(reading.team, words)
    basis = "invitation.basis_late" if late else "invitation.basis"
    view["doc"]["basis"] = words(basis, as_of=as_of)
    if late:
        view["doc"]["footer"] = words("invitation.footer_late", as_of=as_of, team=team)
    start = released.local(planned.planned_start)
    end = start + timedelta(minutes=planned.minutes)
    days = words.count("room_agreement.working_days", released.programme.answer_days)
    in_return = words("invitation.in_return", days=days)
    view |= {
        "view": "invitation/1",
        "told_late": late,
        "day": words.weekday(start.date(), reading.as_of.year),
        "time": words("invitation.from_to", start=words.time(start), end=words.time(end)),
        "start_iso": start.isoformat(timespec="minutes"),
        "end_iso": end.isoformat(timespec="minutes"),
        "place": _place(reading, "_late" if late else ""),
        "why": [
            words(_why(planned)),
            sentences((sentence(reading.team.message), in_return, _sponsor(reading))),
            *filter(None, [_together(reading), _programme(reading)]),
        ],
        "agenda": _agenda(reading, MOST_ROWS),
        "written": [
            {"what": what, "who": who} for what, who in zip(*map(words.several, _WRITTEN), strict=True)
        ],
        "choices": words.several("invitation.choices"),
        "signed": words.joined(contact["name"] for contact in view["contacts"]),
    }
    for most in range(MOST_ROWS, _FEWEST_ROWS, -1):
        if not _fits(view):
            view["agenda"] = _agenda(reading, most - 1)
    before = SECTIONS.counts(view)
    kept = sum(each["kept"] for each in view["agenda"])
    standing = words(_why(planned))  # what every invitation says goes before what this one says
    view["gave"] = cut(
        view,
        [
            Giving("agenda", lambda each: (each["kept"], each["minutes"]), kept),
            Giving("why", lambda each: str(each) != standing, len(view["why"]) - 1),
        ],
        _fits,
    )
    count = view["gave"]["agenda"]
    view["left_out"] = [words.count("cut.agenda", count)] if count else []
    view["sections"] = SECTIONS.told(view, before, words)
    return view


SECTIONS = Sections("invitation", (Section("agenda", always=True),))
"""The one section that may be cut; a script has one part at least."""


def _unsigned(session: ListeningSession) -> NotReleased:
    """Return why nobody invites to a session that no facilitator leads."""
    if session.status is SessionStatus.CANCELLED:
        return NotReleased(
            f"{session.short_id} was cancelled, and nobody was to lead it: nobody invites to it.",
            "Plan another session, then write the invitation to that one.",
        )
    return NotReleased(
        f"Nobody invites to {session.short_id} yet: it has no facilitator.",
        "Say who leads it, then write the invitation.",
    )


def _why(session: ListeningSession) -> str:
    """Return the key of why they are asked: about practices or, by a script of another kind, their work."""
    return "invitation.why" if session.script.asks_practices else "invitation.why_workshop"


def _title(reading: Reading) -> str:
    """Return whom it invites, and for how long."""
    return reading.words.count("invitation.title", reading.session.minutes, team=reading.team.name)


def _told_late(reading: Reading) -> str:
    """Return that the session was held, runs, was cancelled or never came about; "" while it is to come."""
    status, day = reading.session.status, reading.words.day(reading.held_on)
    if status in HEARD:
        return reading.words("invitation.late.held", day=day)
    if status in LIVE:
        return reading.words("invitation.late.running", day=day)
    if status is SessionStatus.CANCELLED:
        return reading.words("invitation.late.cancelled")
    passed = reading.held_on < reading.as_of
    return reading.words("invitation.late.passed", day=day) if passed else ""


def _programme(reading: Reading) -> str:
    """Return in one sentence what the programme is; "" where nobody has written it."""
    programme = reading.released.programme
    purpose = sentence(programme.purpose)
    return reading.words("invitation.programme", programme=programme.name, purpose=purpose) if purpose else ""


def _together(reading: Reading) -> str:
    """Return with whom the team meets; "" where it is alone."""
    others = reading.teams(reading.session.teams)
    return reading.words("invitation.together", teams=others) if others else ""


def _sponsor(reading: Reading) -> str:
    """Return who stands behind the programme, as a role; "" where nobody is said to."""
    sponsor = reading.released.programme.sponsor
    return reading.words("invitation.sponsor", sponsor=sponsor) if sponsor else ""


def _place(reading: Reading, late: str) -> str:
    """Return where it is; what is not known yet follows, unless it is too *late* for that ("_late")."""
    words, session = reading.words, reading.session
    if session.mode is Mode.REMOTE:
        return session.place or words(f"invitation.online{late}")
    place = session.place or words(f"invitation.no_place{late}")
    return words("invitation.or_online", place=place) if session.mode is Mode.HYBRID else place


# The agenda ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """Neighbouring parts of the script that share a row of the agenda, and the minutes before them.

    One that `ends` holds the last part of the script.
    """

    segments: tuple[Segment, ...]
    before: int
    ends: bool = False

    @property
    def minutes(self) -> int:
        """The planned minutes."""
        return sum(segment.minutes for segment in self.segments)

    @property
    def named(self) -> tuple[Segment, ...]:
        """The parts a row names, in order: those always kept, the end and the longest before any other."""
        last = self.segments[-1] if self.ends else None
        first = [each for each in self.segments if each.keep or each is last or each is self.longest]
        rest = [each for each in self.segments if each not in first]
        first += rest[: max(0, _NAMED - len(first))]
        return tuple(segment for segment in self.segments if segment in first)

    @property
    def first_named(self) -> int:
        """The minutes before the first part it names: one left out before it is not what begins then."""
        return self.before + sum(each.minutes for each in self.segments[: self.segments.index(self.named[0])])

    @property
    def longest(self) -> Segment:
        """The part with the most minutes, whose purpose stands beside the names."""
        return max(self.segments, key=lambda segment: segment.minutes)


def _agenda(reading: Reading, most: int) -> list[View]:
    """Return the parts in at most *most* rows, with the time each begins, in the minutes this session has."""
    words, session = reading.words, reading.session
    start = reading.released.local(session.planned_start)
    rows = []
    for part in merged(session.script.segments, most):
        begins = begins_after(part.first_named, start, session)
        named = [segment.short_title for segment in part.named]
        rows.append(
            {
                "time": words.time(begins),
                "time_iso": begins.isoformat(timespec="minutes"),
                "part": words.joined([named[0], *(_inside(name) for name in named[1:])]),
                "like": first_sentence(part.longest.purpose),
                "minutes": part.minutes,
                "kept": part.ends or any(segment.keep for segment in part.segments),
            }
        )
    return rows


def merged(segments: Sequence[Segment], most: int) -> list[_Row]:
    """Return the parts as at most *most* rows: the two neighbours with the fewest minutes share one."""
    rows, before = [], 0
    for segment in segments:
        rows.append(_Row((segment,), before, segment is segments[-1]))
        before += segment.minutes
    while len(rows) > most:
        at = min(range(len(rows) - 1), key=lambda index: rows[index].minutes + rows[index + 1].minutes)
        both = _Row(rows[at].segments + rows[at + 1].segments, rows[at].before, rows[at + 1].ends)
        rows[at : at + 2] = [both]
    return rows


def _inside(name: str) -> str:
    """Return a title as it stands inside a row; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _fits(view: View) -> bool:
    height = head(view) + _WHEN + ENDING + 2 * SECTION + 2 * _HEADING
    height += lines(view["told_late"], 78) * _LATE if view["told_late"] else LINE
    height += lines(view["reach"], 110) * LINE if view["reach"] else 0.0
    height += max(lines(view["day"], 23), lines(view["place"], 20)) * _FIGURE
    height += sum(lines(text, 112) * LINE + 2.2 for text in view["why"])
    height += sum(row((each["part"], 28), (each["like"], 70)) for each in view["agenda"])
    height += sum(row((each["what"], 50), (each["who"], 58)) for each in view["written"])
    height += sum(lines(text, 106) * LINE + 0.8 for text in view["choices"]) + 2 * LINE
    return height <= ONE_PAGE


WITHIN = -2
"""Working days after the session: that many before it."""

DOCUMENT = RoomPaper(
    key="invitation",
    title="Invitation",
    readers="everybody in the team, before the session",
    view=invitation,
    while_planned=True,
    due=working_days_after(WITHIN),
)
