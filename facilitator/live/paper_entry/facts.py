"""What one line of a filled paper can say: each fact tells itself in words and writes itself.

A fact is made by `quick_entry`, which has checked it against the session; `enter` uses the verbs of
the live session and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from facilitator.language.words import count, count_or_no, day
from facilitator.live.capture.naming import CaptureContext
from facilitator.live.capture.reading import LineReading
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
    """A row of the touch map; None is what the paper does not say."""

    practice: str
    role: TouchRole | None = None
    frequency: Frequency | None = None
    importance: int | None = None
    ease: int | None = None
    rung: int | None = None
    what: str = "touch map"

    def words(self, known: CaptureContext) -> str:
        """Return "Change enablement: performs weekly, matters 5"."""
        often = self.frequency.label if self.frequency and self.role is not TouchRole.NONE else ""
        parts = (
            " ".join(filter(None, (self.role.label if self.role else "", often))),
            f"matters {self.importance}" if self.importance else "",
            f"runs {self.ease}" if self.ease else "",
            "" if self.rung is None else f"{self.rung} {Rung(self.rung).label}",
        )
        words = ", ".join(filter(None, parts)) or "asked, nothing known"
        return f"{practice_name(self.practice, known)}: {words}"

    def after(self, interaction: Interaction) -> Interaction:
        """Return the interaction as it will be. Raises `RuleBroken` where the rules forbid it."""
        given: dict[str, object] = {
            "frequency": self.frequency,
            "importance": self.importance,
            "ease": self.ease,
            "rung": None if self.rung is None else Rung(self.rung),
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
        if self.rung is not None:
            changes |= {"agreement": None, "split": {}}
        return msgspec.structs.replace(interaction, **changes)

    def enter(self, live: LiveSession) -> None:
        """Save each answer that is on the paper; a row without any was asked all the same."""
        team = live.sides.scoring
        asked = None if live.touch.interaction(self.practice, team) else TouchRole.UNKNOWN
        role = self.role or asked
        if role is not None:
            live.touch.set_role(self.practice, role, team)
        if self.frequency is not None:
            live.touch.set_frequency(self.practice, self.frequency, team)
        if self.importance is not None:
            live.touch.set_importance(self.practice, self.importance, team)
        if self.ease is not None:
            live.touch.set_ease(self.practice, self.ease, team)
        if self.rung is not None:
            live.touch.set_rung(self.practice, self.rung, team=team)


@dataclass(frozen=True)
class Hands:
    """Hands on the ladder for one practice, for the rungs 0 to 5."""

    practice: str
    hands: tuple[int, ...]
    what: str = "ladder"

    def words(self, known: CaptureContext) -> str:
        """Return "Change enablement: 5 on 1 Scripted, 3 on 2 Understood"."""
        name = practice_name(self.practice, known)
        hands_shown = (
            f"{hands} on {rung} {Rung(rung).label}" for rung, hands in enumerate(self.hands) if hands
        )
        return f"{name}: {', '.join(hands_shown)}"

    def enter(self, live: LiveSession) -> None:
        """Tally the hands."""
        live.touch.set_hands(self.practice, self.hands)


@dataclass(frozen=True)
class Written:
    """A note, an idea or an action, as the capture line reads it."""

    reading: LineReading
    what: str

    def words(self, known: CaptureContext) -> str:
        """Return the words that stay, then what was read off the line."""
        reading = self.reading
        people = {person.id: person.name for person in known.people}
        owner = people.get(reading.owner or "", reading.owner_text)
        teams = [team.short_name or team.name for team in known.teams if team.id in reading.counterparts]
        parts = (
            practice_name(reading.practice, known) if reading.practice else "",
            ", ".join(teams),
            count_or_no(reading.nods, "nod") if reading.nods else "",
            "felt strongly" if reading.intensity else "",
            reading.effect.label if reading.effect else "",
            owner,
            f"due {day(reading.due)}" if reading.due else "",
        )
        return " · ".join((reading.text, *filter(None, parts)))

    def enter(self, live: LiveSession) -> None:
        """Write it down."""
        live.line.write(self.reading)


@dataclass(frozen=True)
class Nods:
    """Nods for the note before."""

    count: int
    what: str = "nods"

    def words(self, known: CaptureContext) -> str:
        """Return "5 nods for the note before"."""
        return f"{count_or_no(self.count, 'nod')} for the note before"

    def enter(self, live: LiveSession) -> None:
        """Add them to the last note."""
        last = live.notes.last
        if last is not None:
            live.notes.add_nods(last, self.count)


@dataclass(frozen=True)
class PaperPromise:
    """A promise by somebody in a role."""

    role: str
    text: str
    by: date | None = None
    what: str = "promise"

    def words(self, known: CaptureContext) -> str:
        """Return "Director of Digital: a named support seat · by Thu 30 Apr"."""
        return f"{self.role}: {self.text}" + (f" · by {day(self.by)}" if self.by else "")

    def enter(self, live: LiveSession) -> None:
        """Write it down."""
        live.actions.add_commitment(self.text, self.role, self.by)


@dataclass(frozen=True)
class Dots:
    """The dots of one idea, by its number, and how many people voted in all."""

    idea: int
    count: int
    people: int
    title: str = ""
    what: str = "vote"

    def words(self, known: CaptureContext) -> str:
        """Return "7 dots on idea 3, Fortnightly problem huddle"."""
        return f"{count_or_no(self.count, 'dot')} on idea {self.idea}, {self.title}"

    def enter(self, live: LiveSession) -> None:
        """Put the dots into the vote on ideas."""
        Voters(self.people).enter(live)
        ideas = {idea.number: idea.id for idea in live.ideas.all}
        live.votes.put_dots(ideas[self.idea], self.count)


@dataclass(frozen=True)
class Voters:
    """How many people voted on ideas."""

    people: int
    what: str = "vote"

    def words(self, known: CaptureContext) -> str:
        """Return "8 people voted"."""
        return f"{count(self.people, 'person', 'people')} voted"

    def enter(self, live: LiveSession) -> None:
        """Have an open vote of that many people; dots of one that is over are taken along."""
        vote = live.votes.newest_on()
        if vote is not None and vote.open:
            live.votes.set_voters(self.people)
        elif vote is None:
            live.votes.open(VoteSubject.IDEAS, self.people)
        else:
            live.votes.open(VoteSubject.IDEAS, self.people, vote.dots_each, vote.most_on_one)
            for item, count in vote.dots.items():
                live.votes.put_dots(item, count)


@dataclass(frozen=True)
class Round:
    """Hands of a closing round, the lowest number first."""

    what: Literal["fist of five", "ratings"]
    hands: tuple[int, ...]

    def words(self, known: CaptureContext) -> str:
        """Return "2 for 5, 4 for 4"."""
        lowest = 6 - len(self.hands)
        counts = [f"{count} for {number}" for number, count in enumerate(self.hands, lowest) if count]
        return ", ".join(reversed(counts)) or "no hands"

    def enter(self, live: LiveSession) -> None:
        """Record the hands."""
        if self.what == "ratings":
            live.frame.set_roti(self.hands)
        else:
            live.frame.set_fist_of_five(self.hands)


@dataclass(frozen=True)
class Here:
    """How many people were there."""

    count: int
    what: str = "welcome"

    def words(self, known: CaptureContext) -> str:
        """Return "8 people were here"."""
        return f"{self.count} {'person was' if self.count == 1 else 'people were'} here"

    def enter(self, live: LiveSession) -> None:
        """Record the attendance."""
        live.frame.set_attendance(self.count, min(live.session.remote, self.count))


def practice_name(key: str | None, known: CaptureContext) -> str:
    """Return the name of a practice as people read it."""
    return next((practice.name for practice in known.practices if practice.key == key), key or "")
