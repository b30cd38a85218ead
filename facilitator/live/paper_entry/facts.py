"""What a line of a filled paper can say of practices, and what every such fact can do.

A fact tells itself in words and writes itself. It is made by `lines`, which has checked it against the
session; `enter` uses the verbs of the live session and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec

from facilitator.language.words import count_or_no
from facilitator.live.capture.naming import CaptureContext
from facilitator.live.paper_entry.votes import Voters
from facilitator.model.idea import VoteSubject
from facilitator.model.interaction import Frequency, Interaction, TouchRole
from facilitator.model.ladder import Rung

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession


class Fact(Protocol):
    """What a line says. `what` is its sort in a word or two, as the read-back begins."""

    @property
    def what(self) -> str:
        """The sort of fact, such as "touch map"."""
        ...

    def words(self, known: CaptureContext) -> str:
        """Return what will be saved, in words."""
        ...

    def enter(self, live: LiveSession) -> None:
        """Save it."""
        ...


@dataclass(frozen=True)
class Touch:
    """A row of the touch map; None is what the paper does not say. `dots` of `people` are for the focus."""

    practice: str
    role: TouchRole | None = None
    frequency: Frequency | None = None
    importance: int | None = None
    ease: int | None = None
    rung: int | None = None
    hands: tuple[int, ...] = ()
    dots: int | None = None
    people: int = 0
    counterparts: tuple[str, ...] = ()
    what: str = "touch map"

    def words(self, known: CaptureContext) -> str:
        """Return "Change enablement: performs weekly, matters 5"."""
        often = self.frequency.label if self.frequency and self.role is not TouchRole.NONE else ""
        parts = (
            " ".join(filter(None, (self.role.label if self.role else "", often))),
            f"matters {self.importance}" if self.importance else "",
            f"runs {self.ease}" if self.ease else "",
            "" if self.rung is None else f"{self.rung} {Rung(self.rung).label}",
            hands_shown(self.hands) if self.hands else "",
            count_or_no(self.dots, "dot") if self.dots is not None else "",
            f"with {team_names(self.counterparts, known)}" if self.counterparts else "",
        )
        words = ", ".join(filter(None, parts)) or "asked, nothing known"
        return f"{practice_name(self.practice, known)}: {words}"

    @property
    def picked(self) -> int | None:
        """The rung: the one given, or the lowest one hands were for."""
        return next((rung for rung, hands in enumerate(self.hands) if hands), self.rung)

    def after(self, interaction: Interaction) -> Interaction:
        """Return the interaction as it will be. Raises `RuleBroken` where the rules forbid it."""
        given: dict[str, object] = {
            "frequency": self.frequency,
            "importance": self.importance,
            "ease": self.ease,
            "rung": None if self.picked is None else Rung(self.picked),
        }
        changes = {name: value for name, value in given.items() if value is not None}
        if self.role is TouchRole.NONE:
            fresh = Interaction(
                team=interaction.team,
                practice=interaction.practice,
                role=self.role,
                frequency=Frequency.NEVER,
            )
            return msgspec.structs.replace(fresh, **changes)
        if self.role is not None:
            often = None if interaction.frequency is Frequency.NEVER else interaction.frequency
            changes = {"role": self.role, "frequency": often} | changes
            if not self.role.touches:
                changes = {"rung": None, "agreement": None, "split": {}} | changes
        if self.picked is not None:
            changes |= {"agreement": None, "split": {}}
        return msgspec.structs.replace(interaction, **changes)

    def enter(self, live: LiveSession) -> None:
        """Save each answer that is on the paper; a row without any was asked all the same."""
        team = live.sides.scoring
        told = live.touch.interaction(self.practice, team)
        role = self.role or (None if told else TouchRole.UNKNOWN)
        if role is not None:
            live.touch.set_role(self.practice, role, team)
        if self.frequency is not None:
            live.touch.set_frequency(self.practice, self.frequency, team)
        if self.importance is not None:
            live.touch.set_importance(self.practice, self.importance, team)
        if self.ease is not None:
            live.touch.set_ease(self.practice, self.ease, team)
        if self.hands:
            live.touch.set_hands(self.practice, self.hands, team)
        elif self.rung is not None:
            live.touch.set_rung(self.practice, self.rung, team=team)
        if self.counterparts:
            named = (*(told.counterparts if told else ()), *self.counterparts)
            live.touch.name_counterparts(self.practice, named, team)
        if self.dots is not None:
            Voters(self.people, VoteSubject.PRACTICES).enter(live)
            live.votes.put_dots(self.practice, self.dots, VoteSubject.PRACTICES)


@dataclass(frozen=True)
class Hands:
    """Hands on the ladder for one practice, for the rungs 0 to 5."""

    practice: str
    hands: tuple[int, ...]
    what: str = "ladder"

    def words(self, known: CaptureContext) -> str:
        """Return "Change enablement: 5 on 1 Scripted, 3 on 2 Understood"."""
        return f"{practice_name(self.practice, known)}: {hands_shown(self.hands)}"

    def enter(self, live: LiveSession) -> None:
        """Tally the hands."""
        live.touch.set_hands(self.practice, self.hands)


@dataclass(frozen=True)
class Focus:
    """The practices the room chose to look into, in that order."""

    practices: tuple[str, ...]
    what: str = "focus"

    def words(self, known: CaptureContext) -> str:
        """Return their names."""
        return ", ".join(practice_name(key, known) for key in self.practices)

    def enter(self, live: LiveSession) -> None:
        """Choose them."""
        live.frame.set_focus(self.practices)


@dataclass(frozen=True)
class About:
    """The practice the notes that follow are about, None for none; it saves nothing itself."""

    practice: str | None
    what: str = "on"

    def words(self, known: CaptureContext) -> str:
        """Return "the notes that follow: Change enablement"."""
        name = practice_name(self.practice, known) if self.practice else "no practice"
        return f"the notes that follow: {name}"

    def enter(self, live: LiveSession) -> None:
        """Nothing: each note has its practice by itself."""


def hands_shown(hands: tuple[int, ...]) -> str:
    """Return "5 on 1 Scripted, 3 on 2 Understood"."""
    return ", ".join(f"{count} on {rung} {Rung(rung).label}" for rung, count in enumerate(hands) if count)


def practice_name(key: str | None, known: CaptureContext) -> str:
    """Return the name of a practice as people read it."""
    return next((practice.name for practice in known.practices if practice.key == key), key or "")


def team_names(ids: tuple[str, ...], known: CaptureContext) -> str:
    """Return the names of teams in short, with commas between."""
    return ", ".join(team.short_name or team.name for team in known.teams if team.id in ids)
