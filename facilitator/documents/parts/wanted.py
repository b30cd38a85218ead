"""What a paper asks of its readers, and when everybody meets again: sentences for page one."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.documents.parts.ideas import ranked_ideas
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.model.action import ActionStatus
from facilitator.model.idea import IdeaStatus


def asked_of_readers(reading: Reading) -> View:
    """Return `wanted`, owners and help in sentences, "" for nothing, and what `meets_again` has.

    For papers that tell of each action: one that does not asks for no help with it.
    """
    return {"wanted": " ".join(_wanted(reading))} | meets_again(reading)


def meets_again(reading: Reading) -> View:
    """Return `next_meeting`, when everybody meets again; "" where that is not known."""
    sentence = _meets_again(reading)
    return {"next_meeting": sentence, "next_meeting_iso": meeting_iso(reading) if sentence else ""}


def meeting_iso(reading: Reading) -> str:
    """Return when everybody meets again, or met, as 2026-04-09T14:00+01:00; "" while that is not known."""
    moment = reading.session.next_meeting
    return reading.released.local(moment).isoformat(timespec="minutes") if moment is not None else ""


def _wanted(reading: Reading) -> Iterator[str]:
    """Yield what is wanted of the readers: owners, and help with what is still to do."""
    words, ideas = reading.words, [ranked.idea for ranked in ranked_ideas(reading)]
    unowned = [action.number for action in reading.actions if action.status is ActionStatus.PROPOSED]
    served = {id for action in reading.actions if action.agreed for id in action.ideas}
    free = [idea.number for idea in ideas if idea.status is IdeaStatus.ACCEPTED and idea.id not in served]
    for key, numbers in (("plan.action_wants", unowned), ("plan.idea_wants", free)):
        if numbers:
            yield words.count(key, len(numbers), numbers=words.joined(map(str, sorted(numbers))))
    for action in sorted(reading.actions, key=lambda action: action.number):
        if action.going and action.help_needed.strip():
            yield words("plan.help_wanted", no=action.number, text=action.help_needed.strip().rstrip("."))


def _meets_again(reading: Reading) -> str:
    """Return when everybody meets again; "" while that is not known, or once it is over."""
    moment = reading.session.next_meeting
    local = reading.released.local(moment) if moment is not None else None
    if local is None or local.date() < reading.as_of or reading.session.follow_up is not None:
        return ""
    day = reading.words.weekday(local.date(), reading.as_of.year)
    return reading.words("plan.meets_again", day=day, time=reading.words.time(local))
