"""The team action plan, `action-plan/1`: page one is made to be pinned up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from facilitator.documents.papers.action_plan_length import cut_to_length, page_breaks, stands_closer
from facilitator.documents.papers.document import SessionPaper
from facilitator.documents.parts.action_words import counted
from facilitator.documents.parts.deadlines import working_days_after
from facilitator.documents.parts.finder import plan_fields
from facilitator.documents.parts.ideas import ranked_ideas
from facilitator.documents.parts.reading import Reading, shared
from facilitator.documents.parts.sections import Section, Sections
from facilitator.documents.parts.sources import with_sessions_before
from facilitator.documents.parts.wanted import asked_of_readers
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.insight.behind import TRACKED
from facilitator.insight.follow_through import is_answered
from facilitator.insight.reminders import PROMISED
from facilitator.model import audience
from facilitator.model.action import OWED, Action, ActionStatus
from facilitator.model.script import Stage
from facilitator.workspace.release.release import Released, ReleasedRecords


def action_plan(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of a team's action plan. Actions, promises and ideas are never cut."""
    reading = Reading(released, session, words)
    heard = [Reading(released, each, words) for each in released.sessions]
    view = shared(reading, "plan", words("plan.title", team=reading.team.name), heard=heard)
    view |= asked_of_readers(reading)
    view |= {
        "view": "action-plan/1",
        "lead": " ".join(_lead(reading, view["next_meeting"])),
        "meta": " ".join(_meta(reading)),
        "ideas_title": words("plan.ideas" if reading.vote and reading.vote.cast else "plan.ideas_no_vote"),
    }
    view |= plan_fields(reading)
    before = SECTIONS.counts(view)
    view["left_out"] = cut_to_length(view, words)
    view["told_how"] = " ".join([*_told_how(reading, view["remarks"]), *_cut("remarks", view, before, words)])
    view["touch_counted"] = " ".join([view["touch_counted"], *_cut("rows", view, before, words)])
    view["breaks"] = page_breaks(view)
    view["closer"] = stands_closer(view)
    view["sections"] = SECTIONS.told(view, before, words)
    return view


_CUT = {"rows": "ladder", "remarks": "remarks"}
"""The tables that may show a part of what is counted above them, by their word."""


def _cut(what: str, view: View, before: Mapping[str, int], words: Words) -> Iterator[str]:
    """Yield how many lines a table lacks; the foot that says it, too, may be pages away."""
    shown = len(view[_CUT[what]])
    if 0 < shown < before[_CUT[what]]:
        yield words.count(f"plan.{what}_cut", before[_CUT[what]] - shown)


def _told(part: str) -> Callable[[View], Sequence[View]]:
    return lambda view: [each for each in view["remarks"] if each["part"] == part]


SECTIONS = Sections(
    "plan",
    (
        Section("actions"),
        Section("commitments"),
        Section("ideas"),
        Section("parked"),
        Section("ladder", done=lambda view: bool(view["asked"])),
        Section("remarks"),
        Section("works", _told("works")),
        Section("hurts", _told("hurts")),
    ),
)
"""The sections of the plan, in the order of the page."""


def _told_how(reading: Reading, remarks: Sequence[View]) -> Iterator[str]:
    """Yield whether the room heard its words again, and how to read what stands beside them.

    Why there was no read-back is for the facilitators only.
    """
    words, read_back = reading.words, reading.session.read_back
    if read_back is None:
        yield words("plan.told_waits")
    else:
        later = [each["later"] for each in remarks]
        if not all(later):
            yield words("plan.told_how" if read_back.done else "plan.told_unread")
        if any(later):
            yield words("plan.told_later" if not all(later) else "plan.told_all_later")
    yield words("plan.nods_count" if reading.may_count else "plan.no_nods")
    yield words("plan.last_column")


# The lead: counts and dates only -----------------------------------------------------------------


def _lead(reading: Reading, next_meeting: str) -> list[str]:
    actions = reading.actions
    sentences = [counted(actions, reading.words), *_answers_in_words(reading)]
    upcoming = _next_date(actions, reading)
    if upcoming is not None:
        sentences.append(reading.words("plan.next_date", day=reading.words.day(upcoming)))
    return [*sentences, *filter(None, [next_meeting])]


def _answers_in_words(reading: Reading) -> list[str]:
    words = reading.words
    ideas = [ranked.idea for ranked in ranked_ideas(reading)]
    waiting = sorted(idea.number for idea in ideas if not is_answered(idea, reading.actions))
    if not ideas:
        return []
    if not waiting:
        return [words.count("plan.all_answered", len(ideas))]
    if len(waiting) == len(ideas):
        return [words.count("plan.none_answered", len(ideas))]
    numbers = words.joined(str(number) for number in waiting)
    owed = words.count("plan.owed", len(waiting), ideas=numbers)
    return [words.count("plan.answered", len(ideas) - len(waiting), whole=len(ideas), owed=owed)]


def _next_date(actions: Sequence[Action], reading: Reading) -> date | None:
    """Return the nearest date to come of anything still to do."""
    finished = (ActionStatus.DONE, ActionStatus.DROPPED)
    days = [action.due_date for action in actions if action.status not in finished]
    days += [each.by for each in reading.commitments if each.status in OWED]
    return min((day for day in days if day is not None and day >= reading.as_of), default=None)


def _meta(reading: Reading) -> list[str]:
    words, session = reading.words, reading.session
    called = "plan.session" if session.stage is Stage.LISTEN else "plan.workshop"
    session_line = words(called, id=session.short_id, day=words.weekday(reading.held_on))
    if session.attendance is not None:
        known = "plan.people" if reading.team.is_as_many_as(session.attendance) else "plan.people_here"
        people = words.count(known, session.attendance, of=reading.team.headcount)
        session_line = words("list.comma").join((session_line, people))
    parts = [f"{session_line}."]
    if session.focus:
        names = words("list.comma").join(reading.practice_inside(key) for key in session.focus)
        number = words.number(len(session.focus))
        parts.append(words.count("plan.focus", len(session.focus), number=number, practices=names))
    return parts


WITHIN = PROMISED["action-plan"]
"""Working days after the session."""

DOCUMENT = SessionPaper(
    key="action-plan",
    title="Team action plan",
    readers="the team that was heard, nobody else",
    audience=audience.team,
    view=action_plan,
    sources=with_sessions_before,
    tracks=TRACKED["action-plan"],
    due=working_days_after(WITHIN),
)
