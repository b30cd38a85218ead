"""The programme and who is in it: teams, people, services (docs/field.md, "Programme and teams")."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.language.calendar import WorkingDays
from facilitator.model.base import (
    Record,
    Scale,
    asked,
    require,
    words,
)
from facilitator.model.channels import OtherChannel

LEAST_GROUP = 5
"""The group-size threshold; a programme may raise it, never lower it (docs/field.md, "The culture pulse")."""


class Signal(Scale):
    """How the program says softly that a segment's time is nearly or quite over."""

    BELL = "bell", "the terminal's bell"
    TEXT = "text", "a sentence above the keys"
    COLOUR = "colour", "the colour of the time left"


class PaperSize(Scale):
    """The size of the sheets that papers are laid out for; the stored word is how people call it."""

    A4 = "A4", "A4", "210 by 297 mm"
    LETTER = "Letter", "Letter", "8½ by 11 inches"


class Programme(Record, frozen=True, kw_only=True):
    """One culture-change effort. One a folder; its teams and sessions are those in that folder.

    Its practice set is the catalogue with its own practices, less what a `PracticeDecision` hides.
    `last_comparison` is when the waves of the pulse are compared for the last time; without an end it counts
    as that. `as_of` holds an example still in time; real programmes leave it empty.
    """

    name: Annotated[str, words("Programme", "as people call it"), Meta(min_length=1)]
    organisation: Annotated[str, words("Organisation", "for whom the teams work"), Meta(min_length=1)]
    purpose: Annotated[str, words("Purpose in one sentence", "why people are listened to")] = ""
    sponsor: Annotated[
        str, words("Sponsor, as a role", "a role, not a name; it stands in the invitation")
    ] = ""
    started: Annotated[date | None, asked("Began on", "such as 2026-02-02", past=True)] = None
    ends: Annotated[date | None, asked("Ends on", "ideas and actions are kept until a year after it")] = None
    threshold: Annotated[
        int, asked("Smallest group shown", "it may be raised, never lowered"), Meta(ge=LEAST_GROUP)
    ] = LEAST_GROUP
    stakeholder_groups: tuple[str, ...] = ("team", "it_organisation", "users", "wider_business", "society")
    private_days: Annotated[
        int, asked("Days private notes are kept", "private debriefs as well"), Meta(ge=1, le=90)
    ] = 90
    observation_months: Annotated[
        int, asked("Months notes are kept", "counted from the session"), Meta(ge=1, le=12)
    ] = 12
    data_contact: Annotated[
        str, words("Who answers for the data", "and how to reach them; printed on the room agreement")
    ] = ""
    last_comparison: Annotated[
        date | None,
        asked("Last comparison", "of the pulse; without an end, things are kept until a year after it"),
    ] = None
    language: Annotated[
        str, asked("Language of papers", "two letters, such as en or de"), Meta(pattern=r"^[a-z]{2}$")
    ] = "en"
    paper_size: Annotated[
        PaperSize, asked("Paper size", "what PDF, Word and HTML papers are laid out for")
    ] = PaperSize.A4
    paper_contact: Annotated[
        str,
        words(
            "Contact on papers",
            "a name and how to reach it; on what teams and leaders get, and on the agreement",
        ),
    ] = ""
    timezone: Annotated[str, words("Time zone", "such as Europe/London; empty: that of the computer")] = ""
    answer_days: Annotated[
        int,
        asked("Answer ideas within", "working days; it is printed in the invitation"),
        Meta(ge=1),
    ] = 15
    holidays: Annotated[
        tuple[date, ...],
        asked("Holidays", "no working days; such as 24 dec to 1 jan, 1 may", only_team=True),
    ] = ()
    as_of: date | None = None
    signals: Annotated[
        tuple[Signal, ...], asked("Soft signals", "two minutes before the end of a segment, and at its end")
    ] = tuple(Signal)
    channels: Annotated[tuple[OtherChannel, ...], Meta(title="Whom to turn to")] = ()

    @property
    def over_on(self) -> date | None:
        """The day from which ideas, actions and the register are kept a year; None while unknown."""
        return self.ends or self.last_comparison

    @property
    def working_days(self) -> WorkingDays:
        """The days on which people work: by them promises and papers fall due."""
        return WorkingDays(frozenset(self.holidays))

    def __post_init__(self) -> None:
        require(
            bool(self.name.strip()) and bool(self.organisation.strip()),
            "A programme needs a name and an organisation.",
            "Give both.",
        )
        require(
            self.threshold >= LEAST_GROUP,
            f"Groups smaller than {LEAST_GROUP} are never shown.",
            f"Give {LEAST_GROUP} or more.",
            field="threshold",
        )
        require(
            self.started is None or self.ends is None or self.started <= self.ends,
            "The programme ends before it starts.",
            "Look at the two dates.",
            field="ends",
        )
        require(
            len({channel.matter for channel in self.channels}) == len(self.channels),
            "For one matter two are named to turn to.",
            "Write both into one line.",
        )
