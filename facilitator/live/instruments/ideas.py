"""Ideas of the room: writing, merging, scoring, answering them.

See docs/field.md, "Ideas" and "Which idea first".
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from facilitator.live.desk import SessionDesk, label_of
from facilitator.model.action import Action
from facilitator.model.base import PracticeKey, TeamId, require
from facilitator.model.idea import Benefit, ImprovementIdea, Reach
from facilitator.model.instrument import InstrumentFacts
from facilitator.model.labels import quoted
from facilitator.model.observation import Dimension, Observation, Source
from facilitator.text import clean_line


class Ideas:
    """The ideas."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk

    @property
    def all(self) -> tuple[ImprovementIdea, ...]:
        """The ideas of the session in the order they were written, merged originals left out."""
        return tuple(idea for idea in self._desk.records.all(ImprovementIdea) if idea.merged_into is None)

    def add(
        self,
        title: str,
        *,
        practices: Iterable[PracticeKey] = (),
        counterparts: Iterable[TeamId] = (),
        team: TeamId | None = None,
        source: Source = Source.SPOKEN,
        from_notes: Iterable[Observation] = (),
    ) -> ImprovementIdea:
        """Write an idea and return it. Raises `RuleBroken` for an empty one."""
        title = clean_line(title)
        with self._desk.change(f"idea {quoted(title)}"):
            idea = ImprovementIdea(
                number=self._desk.next_number(ImprovementIdea),
                title=title,
                practices=tuple(practices),
                counterparts=tuple(counterparts),
                team=team,
                source=source,
                from_notes=tuple(note.id for note in from_notes),
            )
            return self._desk.put_words(idea)

    def merge(self, into: ImprovementIdea, others: Iterable[ImprovementIdea]) -> ImprovementIdea:
        """Merge ideas into one; the originals stay in the file. What two teams had is then of both.

        Every idea keeps its own dots; while the vote is open they count together in the order of ideas.
        Actions that served an original serve the merged idea as well.
        """
        others = [self._desk.newest(other) for other in others if other.id != into.id]
        into = self._desk.newest(into)
        require(bool(others), "Merging needs two ideas.", "Mark another one first.")
        with self._desk.change(f"merge into {label_of(into)}"):
            for other in others:
                self._desk.records.put(msgspec.structs.replace(other, merged_into=into.id))
            practices = dict.fromkeys(key for idea in (into, *others) for key in idea.practices)
            teams = dict.fromkeys(team for idea in (into, *others) for team in idea.counterparts)
            self._serve_instead(into.id, {other.id for other in others})
            return self._desk.records.put(
                msgspec.structs.replace(
                    into, practices=tuple(practices), counterparts=tuple(teams), team=_had_by(into, *others)
                )
            )

    def _serve_instead(self, into: str, others: set[str]) -> None:
        for action in self._desk.records.all(Action):
            if others & set(action.ideas) and into not in action.ideas:
                self._desk.records.put(msgspec.structs.replace(action, ideas=(*action.ideas, into)))

    def set_scores(
        self,
        idea: ImprovementIdea,
        *,
        impact: int | None = None,
        effort: int | None = None,
        confidence: int | None = None,
    ) -> ImprovementIdea:
        """Score an idea: impact, effort, confidence, each 1 to 5; what is left out stays."""
        scores = {"impact": impact, "effort": effort, "confidence": confidence}
        given = {name: score for name, score in scores.items() if score is not None}
        words = ", ".join(f"{name} {score}" for name, score in given.items())
        return self._desk.set(idea, f"{words} for {label_of(idea)}", **given)

    def clear_scores(self, idea: ImprovementIdea) -> ImprovementIdea:
        """Take the three scores off an idea."""
        return self._desk.set(
            idea, f"no place for {label_of(idea)}", impact=None, effort=None, confidence=None
        )

    # What is known about it

    def reword(self, idea: ImprovementIdea, said: str) -> ImprovementIdea:
        """Say in new words what the team asked for, for papers others read; empty takes them off."""
        return self._desk.set(idea, f"new words for {label_of(idea)}", said=clean_line(said))

    def set_reach(self, idea: ImprovementIdea, reach: Reach) -> ImprovementIdea:
        """Say how far an idea reaches."""
        return self._desk.set(idea, f"{label_of(idea)} reaches {reach.label}", reach=reach)

    def switch_dimension(self, idea: ImprovementIdea, dimension: Dimension) -> ImprovementIdea:
        """Let an idea be about one of the four dimensions, or no longer if it was."""
        had = self._desk.newest(idea).dimensions
        dimensions = tuple(each for each in Dimension if (each in had) != (each is dimension))
        return self._desk.set(idea, f"dimensions of {label_of(idea)}", dimensions=dimensions)

    def switch_origin(self, idea: ImprovementIdea, note: Observation) -> ImprovementIdea:
        """Say that an idea comes from a note, or no longer if it did."""
        had = self._desk.newest(idea).from_notes
        notes = tuple(id for id in had if id != note.id) if note.id in had else (*had, note.id)
        return self._desk.set(idea, f"origin of {label_of(idea)}", from_notes=notes)

    def set_benefit(self, idea: ImprovementIdea, group: str, benefit: Benefit | None) -> ImprovementIdea:
        """Say what one group gains from an idea, in place of what was said before; None takes it off.

        *group* is one of the programme's stakeholder groups. Raises `RuleBroken` for the last one that
        a confirmed benefit stands on.
        """
        kept = [each for each in self._desk.newest(idea).benefits if each.group != group]
        benefits = (*kept, benefit) if benefit is not None else tuple(kept)
        return self._desk.set(idea, f"who gains from {label_of(idea)}", benefits=benefits)


def _had_by(*ideas: ImprovementIdea) -> TeamId | None:
    """Return the team that had all of them, None where it was not one alone."""
    teams = {idea.team for idea in ideas}
    return teams.pop() if len(teams) == 1 else None


FACTS = InstrumentFacts(label="ideas", order=5, records=(ImprovementIdea,), line="idea")
