"""What a room decides, and what becomes of it: ideas, votes, actions, promises, who may see what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256

import msgspec

from facilitator.live.clock import SystemClock
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.audience import AudienceKind, Visibility, Worded
from facilitator.model.base import R
from facilitator.model.idea import DotVote, IdeaStatus, ImprovementIdea, VoteSubject
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.model.trail import Issued
from facilitator.opening import open_session
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.follow_up import (
    answer_idea,
    confirm_benefit,
    finish_idea,
    hold_follow_up,
    move_action,
    report_benefit,
    settle_action,
    settle_commitment,
)

from .programme import Registered
from .rows import Deed, Idea, Meeting, Note, Promise

Happening = Callable[[], object]


class Decisions:
    """The decisions of one meeting; `notes` are the ids of its notes by number."""

    def __init__(self, folder: ProgrammeFolder, file: SessionFile, row: Meeting, known: Registered) -> None:
        self._folder = folder
        self._file = file
        self._row = row
        self._known = known
        self._day = row.planned.date()
        self.notes: dict[int, str] = {}
        self._ideas: list[str] = []
        self._deeds: list[str] = []
        self._promises: list[str] = []

    def in_segment(self, segment: str) -> list[Happening]:
        """Return what the room decides in that segment, in order."""
        script = [each.key for each in self._file.session.script.segments]
        place = [self._place] if segment == ("impact" if "impact" in script else "vote") else []
        decided: dict[str, list[Happening]] = {
            "ideas": [partial(self._write_idea, idea) for idea in self._row.ideas],
            "vote": [self._vote_for_ideas],
            "actions": [
                *(partial(self._write_deed, deed) for deed in self._row.deeds),
                *(partial(self._write_promise, promise) for promise in self._row.promises),
            ],
            "read_back": [self._read_back],
        }
        return decided.get(segment, []) + place

    # In the meeting

    def _write_idea(self, idea: Idea) -> None:
        written = self._file.put(
            ImprovementIdea(
                number=len(self._ideas) + 1,
                title=idea.title,
                said=idea.said,
                practices=idea.about,
                counterparts=self._known.team_ids(idea.to),
                benefits=idea.gain,
                reach=idea.reach,
                from_notes=tuple(self.notes[number] for number in idea.notes),
            )
        )
        self._ideas.append(written.id)

    def vote_for_practices(self) -> None:
        """Let the room put its dots on practices, where the table has them."""
        if self._row.focus_dots:
            self._vote(VoteSubject.PRACTICES, self._row.focus_dots)

    def _vote_for_ideas(self) -> None:
        dots = {id: idea.dots for id, idea in zip(self._ideas, self._row.ideas, strict=True)}
        self._vote(VoteSubject.IDEAS, dots)

    def _vote(self, subject: VoteSubject, dots: dict[str, int]) -> None:
        vote = self._file.put(DotVote(subject=subject, people=self._row.attendance))
        self._file.put(msgspec.structs.replace(vote, dots=dots, open=False, revealed=True))

    def _place(self) -> None:
        for id, idea in zip(self._ideas, self._row.ideas, strict=True):
            if idea.placed:
                impact, effort, confidence = idea.placed
                self._change(ImprovementIdea, id, impact=impact, effort=effort, confidence=confidence)

    def _write_deed(self, deed: Deed) -> None:
        owner = self._known.people[deed.owner]
        written = self._file.put(
            Action(
                number=len(self._deeds) + 1,
                text=deed.text,
                owner=owner,
                team=self._folder.people[owner].team,
                first_step=deed.first_step,
                help_needed=deed.help_needed,
                due=deed.due,
                size=deed.size,
                ideas=(self._ideas[deed.idea - 1],),
                counterparts=self._known.team_ids(deed.to),
            )
        )
        self._deeds.append(written.id)
        if deed.accepted is None:
            self._accept(written.id, self._day)

    def _accept(self, id: str, day: date) -> None:
        settle_action(self._file, self._get(Action, id), ActionStatus.OPEN, "", day)

    def _write_promise(self, promise: Promise) -> None:
        written = self._file.put(
            Commitment(
                number=len(self._promises) + 1,
                text=promise.text,
                role=promise.role,
                person=self._known.people[promise.person] if promise.person else None,
                to=self._folder.teams[self._known.teams[self._row.team]].name,
                by=promise.by,
            )
        )
        self._promises.append(written.id)

    def _read_back(self) -> None:
        """Let the room say who may see what, and which scores may be shared."""
        live = open_session(self._folder, self._file, SystemClock(self._folder.now))
        notes: list[Note] = [note for part in self._row.notes.values() for note in part]
        for number, id in self.notes.items():
            _show(live, self._get(Observation, id), notes[number - 1].who)
        for idea_id, idea in zip(self._ideas, self._row.ideas, strict=True):
            _show(live, self._get(ImprovementIdea, idea_id), idea.who)
        for deed_id, deed in zip(self._deeds, self._row.deeds, strict=True):
            _show(live, self._get(Action, deed_id), deed.who)
        for promise_id, promise in zip(self._promises, self._row.promises, strict=True):
            _show(live, self._get(Commitment, promise_id), promise.who)
        for side, row in zip(self._file.all(InterfaceSide), self._row.sides, strict=True):
            if row.shared:
                live.touch.share_side(side, True)
        live.frame.read_back_done()

    # Afterwards

    def follow_through(self) -> dict[date, list[Happening]]:
        """Return what happens after the meeting, by day; on one day a step of the session comes last."""
        steps = self._row.steps
        events: list[tuple[date, Happening]] = [(steps["reviewed"], partial(self._step, "reviewed"))]
        events += self._after_all()
        later = ("shared", "followed_up", "closed")
        events += [(steps[step], partial(self._step, step)) for step in later if step in steps]
        days: dict[date, list[Happening]] = {}
        for day, happening in sorted(events, key=lambda event: event[0]):
            days.setdefault(day, []).append(happening)
        return days

    def _after_all(self) -> Iterator[tuple[date, Happening]]:
        for id, deed in zip(self._deeds, self._row.deeds, strict=True):
            if deed.accepted:
                yield deed.accepted, partial(self._accept, id, deed.accepted)
            if deed.due_now:
                yield deed.due, partial(self._move, id, deed.due_now)
            for became, day in deed.became.items():
                yield day, partial(self._carry_on, id, became, day, deed)
        for id, idea in zip(self._ideas, self._row.ideas, strict=True):
            for status, day in idea.became.items():
                yield day, partial(self._answer, id, status, day, idea)
        for id, promise in zip(self._promises, self._row.promises, strict=True):
            if promise.kept:
                yield promise.kept, partial(self._keep, id, promise.kept)

    def _move(self, id: str, due: date) -> None:
        move_action(self._file, self._get(Action, id), due)

    def _keep(self, id: str, day: date) -> None:
        settle_commitment(self._file, self._get(Commitment, id), CommitmentStatus.KEPT, day)

    def _carry_on(self, id: str, status: ActionStatus, day: date, deed: Deed) -> None:
        said = {ActionStatus.DONE: deed.evidence, ActionStatus.BLOCKED: deed.blocked_by}.get(status, "")
        action = settle_action(self._file, self._get(Action, id), status, said, day)
        for benefit in deed.found if status is ActionStatus.DONE else ():
            action = report_benefit(self._file, action, benefit)

    def _answer(self, id: str, status: IdeaStatus, day: date, row: Idea) -> None:
        idea = self._get(ImprovementIdea, id)
        if status is IdeaStatus.DONE:
            finish_idea(self._file, idea, row.came_of_it, day)
        elif status is IdeaStatus.BENEFIT_CONFIRMED:
            for benefit in row.found:
                idea = confirm_benefit(self._file, idea, benefit, day)
        elif status is not IdeaStatus.IN_ACTION:  # which it is from the yes of its action on
            answer_idea(self._file, idea, status, day, said=row.answer, review_on=row.review_on)

    def _step(self, step: str) -> None:
        session = self._file.session
        if step == "followed_up":
            hold_follow_up(self._file, self._row.steps[step])
            self._issue_you_said()
        else:
            self._file.put(session.moved_to(SessionStatus(step)))

    def _issue_you_said(self) -> None:
        """Remember that the paper left; of the file itself nothing is kept."""
        session = self._file.session
        tail = sha256(f"you-said {session.short_id}".encode()).hexdigest()
        now = f"{round(self._folder.now().timestamp() * 1000):012x}"
        issued = Issued(
            # No id of the row, so that those after it stay the same; it sorts by age as they do.
            id=f"{now[:8]}-{now[8:]}-7{tail[12:15]}-8{tail[:3]}-{tail[:12]}",
            document="you-said",
            format="docx",
            audience=AudienceKind.PARTNERS,
            teams=tuple(sorted(session.teams)),
            sessions=(session.id,),
            digest=tail,
            file=f"{session.short_id}-you-said.docx",
        )
        with self._folder.file.group("paper issued", undoable=False):
            self._folder.file.put(issued)

    def _get(self, kind: type[R], id: str) -> R:
        record = self._file.find(kind, id)
        assert record is not None
        return record

    def _change(self, kind: type[R], id: str, **changes: object) -> None:
        self._file.put(msgspec.structs.replace(self._get(kind, id), **changes))


def _show(live: LiveSession, record: Worded, who: Visibility) -> None:
    if who.reaches(Visibility.PARTNERS):
        live.editing.set_visibility(record, who)
