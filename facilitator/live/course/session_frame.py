"""The frame of a session: agreement, attendance, focus, closing rounds, review.

See docs/field.md, "Sessions" and "Agreement".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from facilitator.language.words import count_or_no
from facilitator.live.care.read_out import read_out
from facilitator.live.desk import SessionDesk
from facilitator.live.editing.decisions import Decisions
from facilitator.model.base import PracticeKey, require
from facilitator.model.observation import Observation
from facilitator.model.session import (
    PLANNED,
    FistOfFive,
    LeadPresent,
    ListeningSession,
    ReadBack,
    RoomAgreement,
    Roti,
    SessionStatus,
)
from facilitator.text import clean, clean_line


class SessionFrame:
    """Verbs on the session itself; each returns the session as it then is."""

    def __init__(self, desk: SessionDesk, decisions: Decisions) -> None:
        self._desk = desk
        self._decisions = decisions

    # At the start

    def agree(self, agreed: bool, at: datetime | None = None) -> ListeningSession:
        """Record whether the room agrees to the promise that was read out, now or *at* that time."""
        agreement = RoomAgreement(agreed=agreed, at=at or self._desk.clock.now())
        return self._desk.set_session(
            "the room agrees" if agreed else "the room does not agree", agreement=agreement
        )

    def set_attendance(self, count: int | None, remote: int = 0) -> ListeningSession:
        """Record how many are here, and how many of them remote; a count, never names."""
        label = "no attendance" if count is None else f"{count} people here"
        return self._desk.set_session(label, attendance=count, remote=remote)

    def set_lead_present(self, present: LeadPresent | None) -> ListeningSession:
        """Record how long the team lead stays."""
        label = f"team lead {present.label}" if present else "team lead not asked"
        return self._desk.set_session(label, lead_present=present)

    def set_focus(self, keys: Iterable[PracticeKey]) -> ListeningSession:
        """Choose the practices to listen into, in that order."""
        focus = tuple(dict.fromkeys(keys))
        unknown = [key for key in focus if key not in self._desk.practices]
        require(not unknown, f"There is no practice {', '.join(unknown)}.", "Choose from the catalogue.")
        return self._desk.set_session(f"focus on {count_or_no(len(focus), 'practice')}", focus=focus)

    # At the end

    def set_fist_of_five(self, hands: Sequence[int] | None) -> ListeningSession:
        """Record the hands for 0, 1, 2, 3, 4, 5 in that order; None takes them back."""
        fist = None if hands is None else FistOfFive(tuple(hands))
        return self._desk.set_session("fist of five", fist_of_five=fist)

    def set_roti(self, hands: Sequence[int] | None) -> ListeningSession:
        """Record the hands for 1, 2, 3, 4, 5 in that order; None takes them back."""
        return self._desk.set_session("ratings", roti=None if hands is None else Roti(tuple(hands)))

    def read_back_done(self, at: datetime | None = None) -> ListeningSession:
        """Record that what is held was read back to the room, now or *at* that time: in the words it has.

        Said again, it counts for what was written since, too.
        """
        read_back = ReadBack(done=True, at=at or self._desk.clock.now())
        with self._desk.change("read-back done"):
            for note in read_out(self._desk.records.all(Observation)):
                self._desk.records.put(note)
            return self._desk.set_session("read-back done", read_back=read_back)

    def read_back_skipped(self, why: str) -> ListeningSession:
        """Record why there was no read-back. Raises `RuleBroken` without a reason."""
        why = clean(why).strip()
        require(bool(why), "Leaving out the read-back needs a reason.", "Write why there was none.")
        read_back = ReadBack(done=False, at=self._desk.clock.now(), why_not=why)
        return self._desk.set_session("no read-back", read_back=read_back)

    def set_next_meeting(self, at: datetime | None) -> ListeningSession:
        """Record when the room meets again (UTC)."""
        return self._desk.set_session("next meeting", next_meeting=at)

    def set_thanks(self, text: str) -> ListeningSession:
        """Write the personal line of thanks."""
        return self._desk.set_session("line of thanks", thanks=clean_line(text))

    # Afterwards

    def held_on_paper(self) -> ListeningSession:
        """Record that a planned session took place without the program, at the time it was planned for.

        One planned for later was held now. Its sheets are typed in next (`live.paper_entry.entry`). Raises
        `RuleBroken` for a session that is under way, over or cancelled.
        """
        session, now = self._desk.session, self._desk.clock.now()
        require(
            session.status in PLANNED,
            f"A session that is {session.status.label} was not held on paper.",
            "Only a planned one can be.",
        )
        began = min(session.planned_start, now)
        ended = min(began + timedelta(minutes=session.minutes), now)
        held = session.moved_to(SessionStatus.CAPTURED, started_at=began, ended_at=ended)
        with self._desk.change("held on paper"):
            return self._desk.records.put(held)

    def review(self) -> ListeningSession:
        """Captured becomes reviewed. Raises `RuleBroken` before the read-back, or while a decision waits."""
        require(
            not self._decisions.waiting,
            "Some lines wait for a decision; nothing leaves before.",
            "Decide first about those at the top: v who may see it, e other words, x take it out.",
        )
        return self._move_session("review done", SessionStatus.REVIEWED)

    def share(self) -> ListeningSession:
        """Reviewed becomes shared: papers went out. Raises `RuleBroken`.

        What was changed before can no longer be taken back: words that were taken out are gone.
        """
        session = self._move_session("shared", SessionStatus.SHARED)
        self._desk.records.forget_history()
        return session

    def close(self) -> ListeningSession:
        """Close the session: what was heard stays as it is. Raises `RuleBroken`."""
        return self._move_session("closed", SessionStatus.CLOSED)

    def _move_session(self, label: str, status: SessionStatus) -> ListeningSession:
        with self._desk.change(label):
            return self._desk.records.put(self._desk.session.moved_to(status))
