"""What each sentence of the papers claims, as a condition over the records, said apart from the program.

`CLAIMS` is keyed like the words file. A condition gets the case and what was filled into the sentence, and
asks the records themselves, never the view. `STANDING` holds whatever the records are: headings, promises,
how to read a table. What no paper of `worlds` says is named in `ELSEWHERE` with where it is said.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.audience import AudienceKind, Visibility
from facilitator.model.debrief import Debrief
from facilitator.model.idea import DotVote, IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.ladder import Agreement
from facilitator.model.observation import Effect, Observation
from facilitator.model.session import Mode
from tests.documents.programmes import TODAY, may_read
from tests.documents.worlds import OURS, THEIRS, World
from tests.making import DAY

DONE, DROPPED, PROPOSED = ActionStatus.DONE, ActionStatus.DROPPED, ActionStatus.PROPOSED
UNANSWERED = (IdeaStatus.CAPTURED, IdeaStatus.SHAPED)
ASIDE = (IdeaStatus.PARKED, IdeaStatus.DECLINED)
FINISHED = (IdeaStatus.DONE, IdeaStatus.BENEFIT_CONFIRMED)
OWED = (CommitmentStatus.PENDING, CommitmentStatus.RENEGOTIATED)


@dataclass
class Case:
    """An edition of a paper: of which world, for whom, from which sessions, and its view."""

    world: World
    key: str
    readers: object
    files: tuple
    folder: object
    view: dict

    @property
    def own(self):
        return self.files[0]

    def seen(self, kind, *files):
        """Return the records of a type the readers may read, of the paper's own session or of *files*."""
        everything = self.readers.kind is AudienceKind.FACILITATORS
        return [
            each
            for file in files or (self.own,)
            for each in file.all(kind)
            if everything or may_read(file, each, self.readers)
        ]

    @cached_property
    def actions(self):
        return self.seen(Action)

    @cached_property
    def every_action(self):
        return self.seen(Action, *self.files)

    @cached_property
    def ideas(self):
        return self.seen(ImprovementIdea)

    @cached_property
    def every_idea(self):
        return self.seen(ImprovementIdea, *self.files)

    @cached_property
    def promises(self):
        return self.seen(Commitment)

    @cached_property
    def every_promise(self):
        return self.seen(Commitment, *self.files)

    @cached_property
    def notes(self):
        return [each for each in self.seen(Observation) if each.kind != "private"]

    @cached_property
    def met(self):
        return self.own.all(Interaction)

    @cached_property
    def dots(self):
        return sum(sum(vote.dots.values()) for vote in self.own.all(DotVote))

    @property
    def few(self):
        return self.world.present < 5

    @property
    def before(self):
        return self.world.course == "mixed"

    def going(self, idea):
        """Return the actions for an idea that hold: agreed, and not dropped."""
        return [each for each in self.every_action if idea.id in each.ideas and each.agreed]

    def serving(self, idea):
        return [each for each in self.every_action if idea.id in each.ideas]

    def unread(self, idea):
        """Return the agreed actions for an idea that the readers may not read: of the facilitators' own only
        where the idea itself says that it was taken up."""
        every = [each for file in self.files for each in file.all(Action) if each.agreed]
        serving = [each for each in every if idea.id in each.ideas and each not in self.every_action]
        ours = idea.status in UNANSWERED
        return [each for each in serving if not (ours and each.visibility is Visibility.FACILITATOR)]

    def is_answered(self, idea):
        return idea.status not in UNANSWERED or bool(self.going(idea) or self.unread(idea))

    @cached_property
    def unanswered(self):
        return [each for each in self.ideas if not self.is_answered(each)]

    @cached_property
    def lines(self):
        """Count the lines of "You said, we did" by where they stand."""
        shown = {each.id for each in self.every_idea}
        alone = [
            each for each in self.every_action if not shown & set(each.ideas) and each.status is not DROPPED
        ]
        return Counter(
            [
                *map(self.stands, self.every_idea),
                *("done" if each.status is DONE else "moving" for each in alone),
                *(_PROMISED[each.status] for each in self.every_promise),
            ]
        )

    def stands(self, idea):
        if not self.is_answered(idea):
            return "waiting"
        if idea.status in ASIDE:
            return "not_now"
        kept = [each for each in self.serving(idea) if each.status is not DROPPED]
        over = idea.status in FINISHED and all(each.status is DONE for each in kept)
        return "done" if over else "moving"

    def is_all_done(self, idea):
        """Tell whether all that was agreed for an idea is done, and nobody has said yet that the idea is."""
        kept = [each for each in self.serving(idea) if each.status is not DROPPED]
        over = bool(kept) and all(each.status is DONE for each in kept)
        return over and idea.status not in (*FINISHED, *ASIDE)

    @cached_property
    def tried(self):
        """Count what both teams try by how far it is: an action by its status, an idea without one by its."""
        kept = [each for each in self.every_action if each.status is not DROPPED]
        served = {id for each in kept for id in each.ideas}
        alone = [each for each in self.every_idea if each.id not in served and each.status not in ASIDE]
        far = {DONE: "done", PROPOSED: "proposed", IdeaStatus.ACCEPTED: "accepted"}
        far |= dict.fromkeys(FINISHED, "done")
        ideas = [each for each in alone if each.status not in UNANSWERED]
        return Counter(far.get(each.status, "in hand") for each in (*kept, *ideas))

    @cached_property
    def between(self):
        """Return the sides the two teams told of each other: by practice, who, and what both may read."""
        found = {}
        for file in self.files:
            for side in file.all(InterfaceSide):
                found.setdefault(side.practice, {})[side.team] = side
        return found

    @cached_property
    def compared(self):
        """Return the practices both teams scored and agreed to show."""
        both = [each for each in self.between.values() if len(each) == 2]
        return [each for each in both if all(side.agreed_for_sharing for side in each.values())]

    @property
    def gaps(self):
        return [abs(each[OURS].ease - each[THEIRS].ease) for each in self.compared]


_PROMISED = {
    CommitmentStatus.KEPT: "done",
    CommitmentStatus.PENDING: "moving",
    CommitmentStatus.RENEGOTIATED: "moving",
    CommitmentStatus.BROKEN: "waiting",
}


def _due_so_far(actions):
    return [each for each in actions if each.status is not DROPPED and each.due and each.due < TODAY]


def _kept(actions):
    return [each for each in _due_so_far(actions) if each.status is DONE and each.done_on <= each.due]


def is_late(action):
    return action.status is DONE and action.due is not None and action.done_on > action.due


def is_overdue(action):
    date = action.due_now or action.due
    return action.status not in (DONE, DROPPED) and date is not None and date < TODAY


def _to_come(case):
    days = [each.due_now or each.due for each in case.actions if each.status not in (DONE, DROPPED)]
    days += [each.by for each in case.promises if each.status in OWED]
    return [day for day in days if day and day >= TODAY]


def _meeting(case):
    """Return the day everybody meets again; long ago where none is set, so that nothing may name it."""
    moment = case.own.session.next_meeting
    return moment.date() if moment else date.min


def _came(case):
    return case.own.session.follow_up


def _first(case):
    """Return the day of the first session of a paper."""
    return min(file.session.planned_start.date() for file in case.files)


def _kept_until(case):
    """Return the day until which the look back on the session is kept."""
    return DAY + timedelta(days=case.folder.programme.private_days)


def _turns(case):
    """Return by how many rungs each practice rose since the session before; below zero it fell."""
    then = {each.practice: each.rung for file in case.files[1:] for each in file.all(Interaction)}
    both = ((each.rung, then.get(each.practice)) for each in case.met)
    return {now - before for now, before in both if now is not None and before is not None}


def names(text, day):
    """Tell whether *text* names that day: its number and its month as words of their own."""
    return {str(day.day), f"{day:%B}"} <= set(re.findall(r"\w+", text))


def _groups(case):
    """Return the actions that are counted together: those of the session, and those of the one before."""
    return [case.actions, [each for file in case.files[1:] for each in case.seen(Action, file)]]


def _of(kind, status):
    """Return the condition that a record of that status may be read by them."""
    return lambda case, p: any(each.status == status for each in case.seen(kind, *case.files))


def _some(test):
    return lambda case, p: any(map(test, case.every_action))


def _line(group):
    return lambda case, p: case.lines[group] == p["n"] > 0


def _no_line(group):
    return lambda case, p: not case.lines[group]


def _none_of(*kinds):
    return lambda case, p: not [each for each in _sorts(case) if each in kinds]


def _other_than(*kinds):
    return lambda case, p: not [each for each in _sorts(case) if each not in kinds]


_GOOD = ("works", "pride", "moment makes")


def _sorts(case):
    """Return of each remark its kind, of a moment with what it did."""
    return [f"moment {each.effect.value}" if each.effect else each.kind for each in case.notes]


def _nods(case):
    return {each.nods for each in case.seen(Observation, *case.files)}


def _is_online(case):
    return case.own.session.mode is Mode.REMOTE and not case.own.session.place


def _heard(case):
    """Return the words that were read back in the room as they are."""
    return {each.text for each in case.notes if not each.said_on and not each.after_read_back}


def _later_rows(case, later=True):
    """Return the words of the plan that stand apart, or those that do not; of a late one without its day."""
    rows = [each["text"] for each in case.view["remarks"] if each["later"] is later]
    return {text.split(" (added")[0] for text in rows}


CLAIMS = {
    # Counts of what is there
    "count.session": lambda case, p: 1 <= p["n"] <= len(case.folder.sessions),
    "count.person": lambda case, p: p["n"] == case.world.present and not case.few,
    "count.nod": lambda case, p: p["n"] in _nods(case) and p["n"] and not case.few,
    "count.use": lambda case, p: (
        p["n"] in {benefit.cases for each in case.every_idea for benefit in each.benefits} - {0}
    ),
    "doc.basis": lambda case, p: int(p["sessions"].split()[0]) == len(p["ids"].split(", ")),
    "doc.cut": lambda case, p: p["n"] > 0 and (case.world.cut or case.world.n > 2),
    "people.nobody_yet": lambda case, p: (
        any(not each.accepted for each in case.every_action)
        or not all(case.going(each) or case.unread(each) for each in case.every_idea)
    ),
    "people.not_told": lambda case, p: any(map(case.unread, case.every_idea)),
    # The plan
    "plan.no_actions_lead": lambda case, p: not all(_groups(case)),
    "plan.one_action": lambda case, p: any(
        len(each) == 1 and each[0].status.value == p["status"] for each in _groups(case)
    ),
    "plan.all_actions": lambda case, p: any(
        len(each) == p["n"] > 1 and {action.status.value for action in each} == {p["status"]}
        for each in _groups(case)
    ),
    "plan.actions": lambda case, p: p["n"] > 1 and p["n"] in map(len, _groups(case)),
    "plan.some_actions": lambda case, p: any(
        sum(action.status.value == p["status"] for action in each) == p["n"] for each in _groups(case)
    ),
    "plan.all_answered": lambda case, p: len(case.ideas) == p["n"] and not case.unanswered,
    "plan.none_answered": lambda case, p: len(case.unanswered) == len(case.ideas) == p["n"],
    "plan.answered": lambda case, p: (
        len(case.ideas) - len(case.unanswered) == p["n"] > 0 and len(case.ideas) == p["whole"]
    ),
    "plan.owed": lambda case, p: (
        len(case.unanswered) == p["n"]
        and re.findall(r"\d+", p["ideas"]) == [str(each.number) for each in case.unanswered]
    ),
    "plan.next_date": lambda case, p: str(min(_to_come(case)).day) in p["day"].split(),
    "plan.meets_again": lambda case, p: (
        _meeting(case) >= TODAY and case.own.session.follow_up is None and names(p["day"], _meeting(case))
    ),
    "plan.action_wants": lambda case, p: p["n"] == sum(each.status is PROPOSED for each in case.actions),
    "plan.idea_wants": lambda case, p: (
        p["n"] == sum(each.status is IdeaStatus.ACCEPTED and not case.going(each) for each in case.ideas)
    ),
    "plan.help_wanted": lambda case, p: any(
        each.number == p["no"] and each.help_needed == p["text"] != "" and each.status not in (DONE, DROPPED)
        for each in case.actions
    ),
    "plan.people": lambda case, p: (
        p["n"] == case.own.session.attendance <= p["of"] == case.folder.teams[OURS].headcount
    ),
    "plan.focus": lambda case, p: (
        p["n"] == len(case.own.session.focus) == len(p["practices"].split(", ")) > 0
    ),
    "plan.first_dates": lambda case, p: (
        len(_due_so_far(case.actions)) == p["n"] and len(_kept(case.actions)) == p["kept"]
    ),
    "plan.newest_dates": lambda case, p: (
        p["kept"]
        == sum(
            each.status is DONE and each.done_on <= (each.due_now or each.due)
            for each in _due_so_far(case.actions)
        )
    ),
    "plan.none_due": lambda case, p: not _due_so_far(case.actions),
    "plan.dropped_apart": lambda case, p: p["n"] == sum(each.status is DROPPED for each in case.actions),
    "plan.ideas": lambda case, p: case.dots > 0,
    "plan.ideas_no_vote": lambda case, p: case.dots == 0,
    "plan.voted": lambda case, p: case.dots == p["n"] and not case.few,
    "plan.voted_few": lambda case, p: case.dots > 0 and case.few,
    "plan.rated": lambda case, p: any(each.impact or each.effort for each in case.ideas),
    "plan.asked": lambda case, p: p["n"] == len(case.met),
    "plan.touching": lambda case, p: p["n"] == sum(each.role.touches for each in case.met),
    "plan.placed": lambda case, p: p["n"] == sum(each.rung is not None for each in case.met),
    "plan.rows_cut": lambda case, p: len(case.view["ladder"]) + p["n"] <= len(case.met),
    "plan.remarks_cut": lambda case, p: len(case.view["remarks"]) + p["n"] <= len(case.notes),
    "plan.told_how": lambda case, p: (
        case.world.read_back and not _later_rows(case, later=False) - _heard(case)
    ),
    "plan.told_unread": lambda case, p: not case.world.read_back and case.world.stage == "shared",
    "plan.told_waits": lambda case, p: case.own.session.read_back is None,
    "plan.told_later": lambda case, p: (
        case.world.read_back and _later_rows(case) and not _later_rows(case) & _heard(case)
    ),
    "plan.told_all_later": lambda case, p: (
        case.world.read_back and _later_rows(case) and not _later_rows(case, later=False)
    ),
    "plan.nods_count": lambda case, p: not case.few,
    "plan.no_nods": lambda case, p: case.few,
    "plan.section.actions.none": lambda case, p: not case.actions,
    "plan.section.commitments.none": lambda case, p: not case.promises,
    "plan.section.ideas.none": lambda case, p: not case.ideas,
    "plan.section.parked.none": _none_of("parking", "need"),
    "plan.section.remarks.none": _other_than("parking", "need"),
    "plan.section.works.none": _none_of(*_GOOD),
    "plan.section.hurts.none": _other_than("parking", "need", "moment_of_truth", "moment unclear", *_GOOD),
    "plan.section.ladder.not_done": lambda case, p: not case.met,
    "plan.section.ladder.none": lambda case, p: (
        case.met and not any(each.rung is not None or each.ease for each in case.met)
    ),
    "plan.since.title": lambda case, p: case.before,
    "plan.since.rose": lambda case, p: p["n"] in _turns(case) and p["n"] > 0,
    "plan.since.fell": lambda case, p: -p["n"] in _turns(case) and p["n"] > 0,
    "plan.since.same": lambda case, p: 0 in _turns(case),
    # Actions, promises and ideas, wherever they stand
    "status.proposed": _of(Action, PROPOSED),
    "status.open": _of(Action, ActionStatus.OPEN),
    "status.started": _of(Action, ActionStatus.STARTED),
    "status.blocked": _of(Action, ActionStatus.BLOCKED),
    "status.done": _of(Action, DONE),
    "status.dropped": _of(Action, DROPPED),
    "action.serves": lambda case, p: re.findall(r"\d+", p["ideas"]) and case.every_idea,
    "action.proposed_but": _of(Action, PROPOSED),
    "action.as_agreed": lambda case, p: any(
        each.text == p["text"] and each.status is DONE and not each.evidence for each in case.every_action
    ),
    "action.was_in_hand": lambda case, p: any(
        each.text == p["text"] and each.status is DROPPED for each in case.every_action
    ),
    "action.what_was_agreed": lambda case, p: any(
        each.text == p["text"] and each.accepted and each.status not in (DONE, DROPPED)
        for each in case.every_action
    ),
    "action.what_is_proposed": lambda case, p: any(
        each.text == p["text"] and not each.accepted for each in case.every_action
    ),
    "action.by_new_date": lambda case, p: any(
        is_late(each) and each.due_now and each.done_on <= each.due_now and names(p["day"], each.due_now)
        for each in case.every_action
    ),
    "action.needs_a_yes": _some(lambda each: not each.accepted),
    "action.open": _of(Action, ActionStatus.OPEN),
    "action.open_but": _some(is_overdue),
    "action.started": _of(Action, ActionStatus.STARTED),
    "action.started_but": _some(is_overdue),
    "action.blocked": _of(Action, ActionStatus.BLOCKED),
    "action.done": _of(Action, DONE),
    "action.done_late": _some(is_late),
    "action.dropped": _of(Action, DROPPED),
    "action.on_time": _some(lambda each: each.status is DONE and not is_late(each)),
    "action.days_after": lambda case, p: any(
        is_late(each) and (each.done_on - each.due).days == p["n"] for each in case.every_action
    ),
    "action.days_past": lambda case, p: (
        p["n"] > 0
        and (any(map(is_overdue, case.every_action)) or any(each.by < TODAY for each in case.every_promise))
    ),
    "action.no_new_date": _some(is_overdue),
    "promise.pending": _of(Commitment, CommitmentStatus.PENDING),
    "promise.pending_but": lambda case, p: any(each.by < TODAY for each in case.every_promise),
    "promise.kept": _of(Commitment, CommitmentStatus.KEPT),
    "promise.renegotiated": _of(Commitment, CommitmentStatus.RENEGOTIATED),
    "promise.renegotiated_but": lambda case, p: any(each.by < TODAY for each in case.every_promise),
    "promise.broken": _of(Commitment, CommitmentStatus.BROKEN),
    "idea.unanswered": lambda case, p: any(not case.is_answered(each) for each in case.every_idea),
    "idea.waiting": lambda case, p: any(not case.is_answered(each) for each in case.every_idea),
    "idea.accepted": _of(ImprovementIdea, IdeaStatus.ACCEPTED),
    "idea.accepted_by": _of(ImprovementIdea, IdeaStatus.ACCEPTED),
    "idea.in_action": lambda case, p: any(map(case.going, case.every_idea)),
    "idea.in_action_by": lambda case, p: any(map(case.going, case.every_idea)),
    "idea.done": lambda case, p: (
        case.lines["done"] or any(e.status is IdeaStatus.DONE for e in case.every_idea)
    ),
    "idea.done_by": _of(ImprovementIdea, IdeaStatus.DONE),
    "idea.benefit_confirmed": _of(ImprovementIdea, IdeaStatus.BENEFIT_CONFIRMED),
    "idea.benefit_confirmed_by": _of(ImprovementIdea, IdeaStatus.BENEFIT_CONFIRMED),
    "idea.parked": _of(ImprovementIdea, IdeaStatus.PARKED),
    "idea.parked_why": _of(ImprovementIdea, IdeaStatus.PARKED),
    "idea.declined": _of(ImprovementIdea, IdeaStatus.DECLINED),
    "idea.declined_why": _of(ImprovementIdea, IdeaStatus.DECLINED),
    "idea.back": _of(ImprovementIdea, IdeaStatus.PARKED),
    "idea.action": lambda case, p: any(
        each.number == p["no"] and each.status.value == p["status"] for each in case.actions
    ),
    "idea.action_on": _of(Action, DONE),
    "idea.all_done": lambda case, p: (
        any(map(case.is_all_done, case.ideas)) and p["n"] == len(re.findall(r"\d+", p["numbers"]))
    ),
    "idea.needs_an_owner": lambda case, p: any(
        each.status is IdeaStatus.ACCEPTED and not case.going(each) for each in case.ideas
    ),
    "evidence.reported": lambda case, p: any(each.benefits for each in case.every_idea),
    "agreement.majority": lambda case, p: any(each.agreement is Agreement.MAJORITY for each in case.met),
    "agreement.split": lambda case, p: not case.few,
    "agreement.single_voice": lambda case, p: (
        case.few and any(each.agreement is Agreement.SPLIT for each in case.met)
    ),
    "late.added": lambda case, p: any(
        each.text == p["text"] and each.said_on and names(p["day"], each.said_on) for each in case.notes
    ),
    "seen_by.team": lambda case, p: any(each.visibility is Visibility.TEAM for each in case.notes),
    "seen_by.programme": lambda case, p: any(each.visibility is Visibility.PROGRAMME for each in case.notes),
    "parked.no": lambda case, p: any(
        (each.no_by, each.no_because) == (p["who"], p["why"]) for each in case.notes
    ),
    "parked.asked": lambda case, p: any(each.kind == "need" for each in case.notes),
    "parked.asked_seen": lambda case, p: any(each.kind == "need" for each in case.notes),
    "parked.again": lambda case, p: bool(case.own.session.parked),
    "parked.stays": lambda case, p: any(each.visibility is Visibility.TEAM for each in case.notes),
    "parked.beyond": lambda case, p: any(each.visibility is not Visibility.TEAM for each in case.notes),
    # The thank-you note and the invitation
    "thanks.section.actions.none": lambda case, p: (
        not [each for each in case.actions if each.status not in (DROPPED, PROPOSED)]
    ),
    "thanks.proposed": lambda case, p: p["n"] == sum(each.status is PROPOSED for each in case.actions),
    "thanks.next_date": lambda case, p: (
        _meeting(case) >= TODAY and case.own.session.follow_up is None and names(p["day"], _meeting(case))
    ),
    "thanks.no_date": lambda case, p: case.own.session.next_meeting is None and not _came(case),
    "thanks.date_passed": lambda case, p: (
        _meeting(case) < TODAY and not _came(case) and names(p["day"], _meeting(case))
    ),
    "thanks.date_held": lambda case, p: names(p["day"], _came(case).held_on),
    "thanks.not_needed": lambda case, p: _came(case).not_needed and names(p["day"], _meeting(case)),
    "thanks.promised": lambda case, p: p["n"] == len(case.promises) > 0,
    "thanks.rest": lambda case, p: (
        0 < p["n"] < sum(each.agreed for each in case.actions) and case.world.cut | (case.world.n > 2)
    ),
    "thanks.starter": lambda case, p: not case.own.session.thanks,
    "invitation.basis": lambda case, p: case.world.stage == "coming",
    "invitation.basis_late": lambda case, p: case.world.stage != "coming",
    "invitation.late.held": lambda case, p: (
        case.world.stage in ("shared", "captured") and names(p["day"], DAY)
    ),
    "invitation.late.running": lambda case, p: case.world.stage == "running" and names(p["day"], DAY),
    "invitation.late.cancelled": lambda case, p: case.world.stage == "cancelled",
    "invitation.late.passed": lambda case, p: case.world.stage == "passed" and names(p["day"], DAY),
    "invitation.footer_late": lambda case, p: case.world.stage != "coming",
    "invitation.no_place_late": lambda case, p: not case.own.session.place and case.world.stage != "coming",
    "invitation.online": lambda case, p: _is_online(case) and case.world.stage == "coming",
    "invitation.online_late": lambda case, p: _is_online(case) and case.world.stage != "coming",
    "invitation.or_online": lambda case, p: (
        case.own.session.mode is Mode.HYBRID and p["place"] == case.own.session.place
    ),
    "invitation.title": lambda case, p: (
        p["n"] == case.own.session.minutes and p["team"] == case.folder.teams[OURS].name
    ),
    "invitation.programme": lambda case, p: p["purpose"] == f"{case.folder.programme.purpose}." != ".",
    "invitation.sponsor": lambda case, p: p["sponsor"] == case.folder.programme.sponsor != "",
    # Whom to reach: what was entered for that, and nobody else.
    "doc.reach": lambda case, p: p["contact"] == f"{case.folder.programme.paper_contact}." != ".",
    "doc.contact": lambda case, p: p["contact"] == case.folder.programme.paper_contact != "",
    "room_agreement.point.reach.title": lambda case, p: case.folder.programme.paper_contact,
    "room_agreement.point.reach.text": lambda case, p: (
        p["contact"] == f"{case.folder.programme.paper_contact}." != "."
    ),
    "room_agreement.point.answers_for_it.title": lambda case, p: case.folder.programme.data_contact,
    "room_agreement.point.answers_for_it.text": lambda case, p: (
        p["who"] == case.folder.programme.data_contact != ""
    ),
    # You said, we did
    "said.handling": lambda case, p: (
        not any(
            each.visibility is Visibility.PARTNERS
            for each in (*case.every_idea, *case.every_action, *case.every_promise)
        )
    ),
    "said.pass_on_to": lambda case, p: (
        p["teams"] == case.folder.teams[THEIRS].name
        and any(each.visibility is Visibility.PARTNERS for each in (*case.every_idea, *case.every_action))
    ),
    "said.lead": lambda case, p: (
        case.lines.total() == sum(map(int, re.findall(r"\d+", p["parts"]))) > 0
        and names(p["day"], _first(case))
    ),
    "said.lead_empty": lambda case, p: not case.lines.total() and names(p["day"], _first(case)),
    "said.counted.done": _line("done"),
    "said.counted.moving": _line("moving"),
    "said.counted.not_now": _line("not_now"),
    "said.counted.waiting": _line("waiting"),
    "said.section.done.kept": _no_line("done"),
    "said.section.moving.kept": _no_line("moving"),
    "said.section.not_now.kept": _no_line("not_now"),
    "said.section.waiting.kept": _no_line("waiting"),
    "said.unanswered": lambda case, p: any(not case.is_answered(each) for each in case.every_idea),
    "said.owed": lambda case, p: (
        case.folder.programme.answer_days >= p["n"] > 0
        and any(not case.is_answered(each) for each in case.every_idea)
    ),
    "said.owed_late": lambda case, p: (
        p["n"] > case.folder.programme.answer_days
        and any(not case.is_answered(each) for each in case.every_idea)
    ),
    "said.needs_an_owner": lambda case, p: any(
        case.is_answered(each) and each.status not in ASIDE and not (case.going(each) or case.unread(each))
        for each in case.every_idea
    ),
    "said.no_reason_yet": lambda case, p: any(
        each.status in ASIDE and not each.answer for each in case.every_idea
    ),
    "said.no_owner": _some(lambda each: each.owner is None and each.status is not DROPPED),
    "said.unread": lambda case, p: any(map(case.unread, case.every_idea)),
    "said.unread_more": lambda case, p: any(map(case.unread, case.every_idea)),
    "said.in_the_room": lambda case, p: any(
        each.agreed and not {idea.id for idea in case.every_idea} & set(each.ideas)
        for each in case.every_action
    ),
    "said.proposed": _some(lambda each: not each.agreed),
    "said.proposed_there": lambda case, p: any(
        not each.agreed and not {idea.id for idea in case.every_idea} & set(each.ideas)
        for each in case.every_action
    ),
    "said.agreed": _some(lambda each: each.agreed and each.status is ActionStatus.OPEN),
    "said.blocked": _of(Action, ActionStatus.BLOCKED),
    "said.blocked_but": _some(is_overdue),
    "said.agreed_but": _some(is_overdue),
    "said.proposed_but": _some(lambda each: not each.agreed and is_overdue(each)),
    "said.days_late": lambda case, p: any(
        is_late(each) and (each.done_on - each.due).days == p["n"] for each in case.every_action
    ),
    "said.all_done": lambda case, p: any(map(case.is_all_done, case.every_idea)),
    "said.enough": lambda case, p: any(map(case.is_all_done, case.every_idea)),
    "said.dropped": lambda case, p: any(
        each.status is DROPPED and each.reason == p["reason"] for each in case.every_action
    ),
    "said.promise": lambda case, p: p["text"] in {each.text for each in case.every_promise},
    "said.promised": lambda case, p: p["role"] in {each.role for each in case.every_promise},
    "said.until": lambda case, p: any(
        names(p["day"], day)
        for day in (
            *(each.due_now or each.due for each in case.every_action if each.status not in (DONE, DROPPED)),
            *(each.by for each in case.every_promise if each.status in OWED),
        )
        if day
    ),
    "said.waits": lambda case, p: any(
        each.status is ActionStatus.BLOCKED and each.blocked_by == p["text"] for each in case.every_action
    ),
    "said.back": lambda case, p: any(
        each.status is IdeaStatus.PARKED and names(p["day"], each.review_on) for each in case.every_idea
    ),
    # The technical brief
    "brief.lead": lambda case, p: any(each.status is not DROPPED for each in case.every_action),
    "brief.lead_empty": lambda case, p: all(each.status is DROPPED for each in case.every_action),
    "brief.under_way": lambda case, p: (
        p["n"] == sum(each.accepted and each.status not in (DONE, DROPPED) for each in case.every_action)
    ),
    "brief.proposed": lambda case, p: p["n"] == sum(each.status is PROPOSED for each in case.every_action),
    "brief.only_proposed": lambda case, p: (
        p["n"] == sum(e.status is PROPOSED for e in case.every_action)
        and not any(e.accepted and e.status not in (DONE, DROPPED) for e in case.every_action)
    ),
    "brief.changed": lambda case, p: p["n"] == sum(each.status is DONE for each in case.every_action),
    "brief.only_changed": lambda case, p: p["n"] == sum(each.status is DONE for each in case.every_action),
    "brief.since": lambda case, p: any(
        each.status is DONE and names(p["day"], each.done_on) for each in case.every_action
    ),
    "brief.owns": lambda case, p: any(
        p["no"].endswith(str(each.number)) and each.owner and each.status not in (DONE, DROPPED)
        for each in case.every_action
    ),
    "brief.nobody": lambda case, p: "Desk" in p["teams"],
    "brief.section.actions.kept": lambda case, p: all(e.status in (DONE, DROPPED) for e in case.every_action),
    "brief.section.changes.kept": lambda case, p: all(each.status is not DONE for each in case.every_action),
    "brief.section.calls.none": lambda case, p: not any(each.counterparts for each in case.met),
    "brief.section.touch.not_done": lambda case, p: not case.met,
    "brief.section.touch.none": lambda case, p: case.met and not any(e.role.touches for e in case.met),
    # The interface report
    "meets.meet": lambda case, p: p["n"] == len(case.between),
    "meets.shown": lambda case, p: p["n"] == len(case.compared) < len(case.between),
    "meets.shown_all": lambda case, p: p["n"] == len(case.compared) == len(case.between),
    "meets.steps": lambda case, p: p["n"] == max(case.gaps) > 0,
    "meets.apart": lambda case, p: p["n"] in case.gaps,
    "meets.alike": lambda case, p: 0 in case.gaps,
    "meets.at_most": lambda case, p: len(case.gaps) > 1,
    "meets.nothing_shared": lambda case, p: not case.compared,
    "meets.section.eases.kept": lambda case, p: not case.compared,
    "meets.section.flows.kept": lambda case, p: (
        not any(each.passes for each in case.seen(InterfaceSide, *case.files))
    ),
    "meets.nothing_agreed": lambda case, p: any(
        each.passes and not each.expectation for each in case.seen(InterfaceSide, *case.files)
    ),
    "meets.section.good.kept": lambda case, p: (
        not any(
            each.kind in ("works", "pride") or each.effect is Effect.MAKES
            for each in case.seen(Observation, *case.files)
        )
    ),
    "meets.section.joint.kept": lambda case, p: (
        not [each for each in case.every_action if each.status is not DROPPED]
    ),
    "meets.tried": lambda case, p: (
        p["n"] == case.tried.total() == sum(map(int, re.findall(r"\d+", p["parts"])))
    ),
    "meets.some_tried": lambda case, p: case.tried[p["status"]] == p["n"],
    "meets.all_tried": lambda case, p: case.tried == {p["status"]: p["n"]},
    "meets.told": lambda case, p: p["n"] in _nods(case) and p["n"] and not case.few,
    "meets.also": lambda case, p: bool(case.compared) and p["n"] == len(case.between) - len(case.compared),
    "meets.only": lambda case, p: not case.compared and p["n"] == len(case.between),
    # Where nobody is known to have led it
    "doc.ask_nobody": lambda case, p: not case.own.session.facilitators,
    "thanks.us": lambda case, p: not case.own.session.facilitators,
    "brief.us": lambda case, p: not case.own.session.facilitators,
    # The debrief
    "debrief.section.notes.none": lambda case, p: (
        not [each for each in case.own.all(Observation) if each.kind == "private"]
    ),
    "debrief.section.parts.none": lambda case, p: not case.own.all(Debrief),
    "debrief.kept": lambda case, p: not case.own.all(Debrief),
    "debrief.kept_until": lambda case, p: (
        bool(case.own.all(Debrief)) and names(p["until"], _kept_until(case))
    ),
    "debrief.part.mood": lambda case, p: bool(case.own.all(Debrief)),
}
"""By key of the words file, of a table of `one` and `many` the table's; the condition it may stand under."""

ELSEWHERE = {
    "pulse.among": "test_pulse_report",
    "doc.mixed": "test_cli_template",
    "plan.people_here": "test_render",
    "plan.workshop": "test_poll",
    "count.workshop": "test_poll",
    "plan.promised_here": "test_sections",
    "said.promised_here": "test_sections",
    "meets.one_side": "test_sections",
    "meets.needs_other": "test_sections",
    "parked.asked_here": "test_sections",
    "parked.asked_here_seen": "test_sections",
    "invitation.together": "test_team_papers",
    "plan.poll.few": "test_poll",
    "plan.poll.leans": "test_poll",
    "plan.poll.split": "test_poll",
    "plan.poll.divided": "test_poll",
    "plan.since.not_again": "test_last_time",
    "plan.since.not_rated": "test_last_time",
    "said.stays": "test_sections",
    "brief.champion": "test_team_papers",
    "brief.manager": "test_sections",
    "brief.owns_other": "test_team_papers",
    "doc.basis_some": "test_team_papers",
    "plan.placed_by": "test_sections",
    "invitation.no_place": "test_team_papers",
    "idea.merged": "test_render",
    "idea.merged_with": "test_render",
    "reissue.changed": "test_team_papers",
    "reissue.new": "test_team_papers",
    "reissue.actions": "test_team_papers",
    "reissue.ideas": "test_team_papers",
    "reissue.others": "test_team_papers",
    "reissue.promises": "test_team_papers",
    "reissue.remarks": "test_team_papers",
    "reissue.interfaces": "test_team_papers",
}
"""What is said of worlds that are not made here: the module whose test makes one."""

_NAMES = {
    "plan": "wanted doing number action owner first_date stands todo done dropped now promised who promise "
    "by idea dots help effort became parked practices practice part matters runs pain rung agreed told works "
    "moments hurts later words kind nods seen_by other_practices session since.then since.now since.change "
    "since.agreed of_practice poll.question poll.means poll.sentences poll.hands poll.last poll.now "
    "poll.form poll.note",
    "thanks": "agreed action owner by next wrong lead correct",
    "invitation": "when where why_you agenda time part like written_down what who your_choices from_to",
    "said": "you_said stands idea action deed",
    "brief": "person changes by before_and_after before now action calls team about who touch others",
    "meets": "passes what how expected as_told easily difference both_told worked together idea one_sided "
    "before",
    "card": "fingers rung says",
    "debrief": "notes",
    "pulse": "for_team for_all basis_answered how how_team statement disagree neither agree n in_words "
    "changed theme turned who_then who_answered team of_invited own_results gets protects not_here all_teams "
    "cannot_title",
}
"""Headings, heads of columns and what only names a thing, by table of the words file."""

STANDING = [
    *(f"{table}.{name}" for table, names in _NAMES.items() for name in names.split()),
    # Of every paper: what it is called, for whom it is, what is never in it.
    *("*.name", "*.title", "*.audience", "*.handling", "*.footer", "*.never"),
    *("doc.header", "doc.page", "doc.watermark", "doc.not_shown", "doc.ask"),
    # How dates, lists and names are put together, and the words of scales.
    *(
        "plural.*",
        "date.*",
        "list.*",
        "people.team*",
        "people.with_team",
        "evidence.*",
        "kind.*",
        "seen_by.open",
    ),
    *(
        "touch_role.*",
        "frequency.*",
        "rung*",
        "placed.*",
        "agreement.consensus",
        "meets.ease",
        "meets.channel.*",
        "meets.try.*",
    ),
    *("said.part.*", "debrief.part.*", "action.first_step", "action.help"),
    # How to read a table, and what is true of every one.
    *(
        "plan.rung_is",
        "plan.how_to_read",
        "plan.how_to_read_split",
        "plan.last_column",
        "plan.never_overwritten",
    ),
    *("plan.since.two_rooms", "meets.how_to_read", "meets.no_fault"),
    # Promises and questions.
    *(
        "thanks.plan_follows",
        "invitation.why",
        "invitation.why_workshop",
        "invitation.in_return",
        "invitation.written",
        "invitation.seen",
    ),
    *("invitation.choices", "invitation.bring", "meets.questions", "meets.which_first"),
    # How many lines a paper gave: counted where they are taken, and told beside `doc.cut`.
    "cut.*",
    # Sheets for the room and pages on the program hold nothing that was said; tables name their columns.
    *("card.lead", "card.fist", "sheet.*", "worksheet.*", "room_agreement.*", "stored.*", "export.*"),
    # Of the pulse what is true of every wave; the rest stands in `waves`.
    *("pulse.changed_how", "pulse.cannot.*", "pulse.limit.bands", "pulse.limit.word"),
]
"""What claims nothing of the records, or holds whatever they are: whole keys, or with * for the rest."""
