"""What the room agrees: actions with one owner, promises by others (docs/field.md, "Actions")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from facilitator.insight.follow_through import ideas_moved
from facilitator.live.desk import SessionDesk, label_of
from facilitator.live.editing.new_owners import NewOwners
from facilitator.model.action import Action, ActionSize, ActionStatus, Commitment
from facilitator.model.audience import Visibility
from facilitator.model.base import IdeaId, PersonId, TeamId, require
from facilitator.model.idea import ImprovementIdea
from facilitator.model.instrument import InstrumentFacts
from facilitator.model.labels import quoted
from facilitator.model.observation import Observation
from facilitator.model.session import RELEASED
from facilitator.text import clean_line


class Actions:
    """The actions, and the commitments of others."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk
        self.owners = NewOwners(desk)
        """Names that were said and are not stored yet."""

    @property
    def all(self) -> tuple[Action, ...]:
        """The actions of the session in the order they were written."""
        return self._desk.records.all(Action)

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """The promises of the session in the order they were made."""
        return self._desk.records.all(Commitment)

    def add(
        self,
        text: str,
        owner: PersonId | None = None,
        due: date | None = None,
        *,
        ideas: Iterable[IdeaId] = (),
        counterparts: Iterable[TeamId] = (),
    ) -> Action:
        """Write an action and return it; it is proposed until its owner says yes.

        It may be seen as widely as the idea it serves (the narrowest of several), and at least by
        the owner's team when that is another one; this counts as the room's yes today.
        """
        text, ideas = clean_line(text), tuple(ideas)
        visibility, room_yes = self._visibility_of(ideas)
        action = Action(
            number=self._desk.next_number(Action),
            text=text,
            due=due,
            ideas=ideas,
            counterparts=tuple(counterparts),
            visibility=visibility,
            room_yes=room_yes,
        )
        with self._desk.change(f"action {quoted(text)}"):
            return self._desk.put_words(self._owned(action, owner))

    def say_yes(self, action: Action, on: date | None = None) -> Action:
        """Record that the owner said yes, today or *on* that day: it becomes open. Raises `RuleBroken`."""
        action = self._desk.newest(action)
        with self._desk.change(f"yes to {label_of(action)}"):
            said = on or self._desk.today
            saved = self._desk.records.put(action.moved_to(ActionStatus.OPEN, accepted_on=said))
            self._move_ideas(saved.ideas)
            return saved

    def say_yes_as(self, action: Action, name: str, on: date | None = None) -> Action:
        """Record that somebody who is not known yet said yes: only now their name is stored."""
        with self._desk.change(f"yes to {label_of(action)}"):
            return self.say_yes(self.set_owner(action, self.owners.take_in(action, name)), on)

    def take_yes_back(self, action: Action) -> Action:
        """Record that the owner has not said yes after all: open becomes proposed. Raises `RuleBroken`."""
        action = self._desk.newest(action)
        with self._desk.change(f"no yes to {label_of(action)}"):
            return self._desk.records.put(action.moved_to(ActionStatus.PROPOSED, accepted_on=None))

    def set_owner(self, action: Action, owner: PersonId | None) -> Action:
        """Give an action another owner, or none; whoever it is has yet to say yes.

        Raises `RuleBroken` for one that is over.
        """
        action = self._desk.newest(action)
        if owner == action.owner:
            return action
        require(
            action.going,
            f"An action that is {action.status.label} keeps its owner.",
            "Take it up again first, or write a new one.",
        )
        person = self._desk.people.get(owner or "")
        with self._desk.change(f"{label_of(action)} for {person.name if person else 'nobody yet'}"):
            left = {**action.left(), "status": ActionStatus.PROPOSED, "accepted_on": None}
            asked = msgspec.structs.replace(action, **left)
            saved = self._desk.records.put(self._owned(asked, owner))
            self._move_ideas(saved.ideas)
            return saved

    def set_due(self, action: Action, due: date | None) -> Action:
        """Give an action another date; once the session is reviewed the first one stays beside it.

        Raises `RuleBroken` for a day before the session.
        """
        action = self._desk.newest(action)
        settled = self._desk.session.status in RELEASED and action.due is not None
        changes: dict[str, object] = {"due_now": due} if settled else {"due": due, "due_now": None}
        return self._desk.set(action, f"date of {label_of(action)}", **changes)

    def change(
        self,
        action: Action,
        *,
        text: str,
        owner: PersonId | None,
        due: date | None,
        first_step: str,
        help_needed: str,
        size: ActionSize,
        counterparts: Iterable[TeamId],
    ) -> Action:
        """Write an action anew, all of it as one change. Raises what `set_owner` and `set_due` raise."""
        with self._desk.change(f"{label_of(action)} changed"):
            before = self._desk.newest(action).counterparts
            owned = self.set_owner(action, owner)
            added = [team for team in owned.counterparts if team not in before]  # that of another owner
            if due != self._desk.newest(action).due_date:
                self.set_due(action, due)
            return self._desk.set(
                action,
                "",
                text=clean_line(text),
                first_step=clean_line(first_step),
                help_needed=clean_line(help_needed),
                size=size,
                counterparts=tuple(dict.fromkeys((*counterparts, *added))),
            )

    def link_idea(self, action: Action, idea: ImprovementIdea) -> Action:
        """Let an action serve an idea, or no longer if it did."""
        action = self._desk.newest(action)
        serves = idea.id in action.ideas
        ideas = tuple(id for id in action.ideas if id != idea.id) if serves else (*action.ideas, idea.id)
        verb = "no longer for" if serves else "for"
        with self._desk.change(f"{label_of(action)} {verb} {label_of(idea)}"):
            saved = self._desk.set(action, "", ideas=ideas)
            self._move_ideas((idea.id,))
            return saved

    def _move_ideas(self, ids: Iterable[IdeaId]) -> None:
        """Let these ideas stand where their actions stand now."""
        ideas = filter(None, (self._desk.records.find(ImprovementIdea, id) for id in ids))
        for moved in ideas_moved(ideas, self.all, self._desk.today):
            self._desk.records.put(moved)

    def add_commitment(
        self,
        text: str,
        role: str,
        by: date | None = None,
        *,
        to: str = "",
        person: PersonId | None = None,
        need: Observation | None = None,
    ) -> Commitment:
        """Write a promise by somebody in a role, for what the team said it needs, and return it.

        Raises `RuleBroken` without words or role.
        """
        text = clean_line(text)
        with self._desk.change(f"promise {quoted(text)}"):
            promise = Commitment(
                number=self._desk.next_number(Commitment),
                text=text,
                role=clean_line(role),
                by=by,
                to=clean_line(to),
                person=person,
                note=need.id if need is not None else None,
            )
            return self._desk.put_words(promise)

    def change_commitment(
        self,
        promise: Commitment,
        *,
        text: str,
        role: str,
        by: date | None,
        to: str = "",
        person: PersonId | None = None,
    ) -> Commitment:
        """Write a promise anew, all of it as one change; what became of it stays. Raises `RuleBroken`."""
        changes = {"text": clean_line(text), "role": clean_line(role), "to": clean_line(to)}
        return self._desk.set(promise, f"{label_of(promise)} changed", by=by, person=person, **changes)

    def _visibility_of(self, ideas: tuple[IdeaId, ...]) -> tuple[Visibility, date | None]:
        """Return the narrowest visibility of these ideas and the room's yes to it; the team's without any."""
        served = [idea for id in ideas if (idea := self._desk.records.find(ImprovementIdea, id))]
        if not served:
            return Visibility.TEAM, None
        narrowest = min(served, key=lambda idea: idea.visibility.rank)
        return narrowest.visibility, narrowest.room_yes

    def _owned(self, action: Action, owner: PersonId | None) -> Action:
        """Return the action with its owner; one from another team lets that team see it."""
        person = self._desk.people.get(owner or "")
        team = person.team if person else None
        changes: dict[str, object] = {"owner": owner, "team": team}
        if team is not None and team not in self._desk.session.teams:
            changes["counterparts"] = tuple(dict.fromkeys((*action.counterparts, team)))
            if not (action.undecided or action.visibility.reaches(Visibility.PROGRAMME)):
                changes |= {"visibility": Visibility.PARTNERS, "room_yes": self._desk.today}
        return msgspec.structs.replace(action, **changes)


FACTS = InstrumentFacts(
    label="actions and commitments", order=8, records=(Action, Commitment), line="action", ends=True
)
