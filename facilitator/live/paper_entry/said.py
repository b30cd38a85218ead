"""What a line of a filled paper can say in the room's words: notes, ideas, actions, promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from facilitator.language.words import count_or_no, day
from facilitator.live.capture.naming import CaptureContext
from facilitator.live.capture.reading import LineReading
from facilitator.live.paper_entry.facts import practice_name, team_names
from facilitator.live.paper_entry.votes import Placed
from facilitator.model.action import Action
from facilitator.model.audience import Visibility, Worded
from facilitator.model.observation import Observation

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession


def day_said(live: LiveSession) -> date:
    """Return the day of the session: what stands on its paper was said then."""
    session = live.session
    return min(live.today, (session.started_at or session.planned_start).date())


@dataclass(frozen=True)
class Written:
    """A note, an idea or an action, as the capture line reads it, with the marks of the sheet.

    `yes` is the owner's of an action, the speaker's of a quote; `ideas` are the numbers of those an action
    serves.
    """

    reading: LineReading
    what: str
    see: Visibility | None = None
    yes: bool = False
    ideas: tuple[int, ...] = ()

    def words(self, known: CaptureContext) -> str:
        """Return the words that stay, then what was read off the line."""
        reading = self.reading
        people = {person.id: person.name for person in known.people}
        owner = people.get(reading.owner or "", reading.owner_text)
        parts = (
            practice_name(reading.practice, known) if reading.practice else "",
            team_names(reading.counterparts, known),
            count_or_no(reading.nods, "nod") if reading.nods else "",
            "felt strongly" if reading.intensity else "",
            reading.effect.label if reading.effect else "",
            f"for idea {' and '.join(map(str, self.ideas))}" if self.ideas else "",
            owner,
            "said yes" if self.yes else "",
            f"due {day(reading.due, known.today)}" if reading.due else "",
            shown_to(self.see),
        )
        return " · ".join((reading.text, *filter(None, parts)))

    def enter(self, live: LiveSession) -> None:
        """Write it down."""
        served = [idea for idea in live.ideas.all if idea.number in self.ideas]
        live.line.serving = served[0].id if served else None
        record = live.line.write(self.reading)
        live.line.serving = None
        if isinstance(record, Action):
            for idea in served[1:]:
                live.actions.link_idea(record, idea)
            if self.yes and self.reading.owner:
                live.actions.say_yes(record, day_said(live))
            elif self.yes:
                live.actions.say_yes_as(record, self.reading.owner_text, day_said(live))
        elif self.yes and isinstance(record, Observation):
            live.notes.speaker_agreed(record)
        if isinstance(record, Worded):
            show_to(live, record, self.see)


@dataclass(frozen=True)
class IdeaRow:
    """A row of the ideas: its words, and what the room made of it."""

    written: Written
    placed: Placed

    @property
    def what(self) -> str:
        """The idea by its number."""
        return self.written.what

    def words(self, known: CaptureContext) -> str:
        """Return the words, then dots and scores."""
        dots = (count_or_no(self.placed.dots, "dot"),) if self.placed.dots is not None else ()
        return " · ".join((self.written.words(known), *dots, *self.placed.scores))

    def enter(self, live: LiveSession) -> None:
        """Write it down, then place it."""
        self.written.enter(live)
        self.placed.enter(live)


@dataclass(frozen=True)
class OfAction:
    """The first step of the action before, or the help it needs."""

    what: Literal["first step", "help"]
    text: str

    def words(self, known: CaptureContext) -> str:
        """Return what is said of the action before."""
        return f"{self.text}, for the action before"

    def enter(self, live: LiveSession) -> None:
        """Write it on the last action."""
        action = live.actions.all[-1]
        step = self.what == "first step"
        live.actions.change(
            action,
            text=action.text,
            owner=action.owner,
            due=action.due_date,
            first_step=self.text if step else action.first_step,
            help_needed=action.help_needed if step else self.text,
            size=action.size,
            counterparts=action.counterparts,
        )


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
    see: Visibility | None = None
    what: str = "promise"

    def words(self, known: CaptureContext) -> str:
        """Return "Director of Digital: a named support seat · by Thu 30 Apr"."""
        parts = (
            f"{self.role}: {self.text}",
            f"by {day(self.by, known.today)}" if self.by else "",
            shown_to(self.see),
        )
        return " · ".join(filter(None, parts))

    def enter(self, live: LiveSession) -> None:
        """Write it down."""
        show_to(live, live.actions.add_commitment(self.text, self.role, self.by), self.see)


def shown_to(see: Visibility | None) -> str:
    """Return who may see it as the read-back says it, "" where the paper does not tell."""
    return f"seen by {see.label}" if see else ""


def show_to(live: LiveSession, record: Worded, see: Visibility | None) -> None:
    """Let a record be seen as the room said; what somebody has to decide about first stays as it is."""
    newest = live.desk.newest(record)
    if see is not None and not newest.undecided:
        live.editing.set_visibility(newest, see, day_said(live))
