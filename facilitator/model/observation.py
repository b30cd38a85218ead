"""What was said: observations and their kinds (docs/field.md, "Notes")."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.audience import Attribution, Remark, Visibility
from facilitator.model.base import (
    Count,
    GroupId,
    ObservationId,
    PracticeKey,
    Scale,
    TeamId,
    kept_to,
    require,
    words,
)


class Tone(Scale):
    """How a kind is coloured and sorted in papers; the word always stands beside it."""

    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    PRIVATE = "private"


class Colour(Scale):
    """How a kind is drawn on a screen where its tone shall not say it."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    QUIET = "quiet"


class NoteKind(msgspec.Struct, frozen=True):
    """A kind of note: its key, label, the sign or letter that starts its line, and its tone.

    A script's own may have a `heading` on screens and papers, start at another `visibility` than the team's,
    and have a `colour` that is not that of its tone.
    """

    key: str
    label: str
    sign: str
    letter: str
    tone: Tone
    hint: str = ""
    heading: str = ""
    visibility: Visibility = Visibility.TEAM
    colour: Colour | None = None


KINDS: dict[str, NoteKind] = {
    kind.key: kind
    for kind in (
        NoteKind("works", "works", "+", "w", Tone.GOOD),
        NoteKind("hurts", "hurts", "-", "h", Tone.BAD),
        NoteKind("workaround", "workaround", ">", "o", Tone.OPEN, "the way round"),
        NoteKind("puzzle", "puzzle", "?", "z", Tone.OPEN),
        NoteKind("pride", "pride", "*", "p", Tone.GOOD),
        NoteKind("moment_of_truth", "moment of truth", "=", "m", Tone.OPEN, "=+ makes, =- breaks it"),
        NoteKind("risk", "risk", "!", "r", Tone.BAD),
        NoteKind("quote", "quote", '"', "q", Tone.OPEN, "needs their yes", visibility=Visibility.FACILITATOR),
        NoteKind("parking", "parking", ";", "k", Tone.OPEN, "for later"),
        NoteKind(
            "private",
            "private",
            "(",
            "x",
            Tone.PRIVATE,
            "only you, as in brackets",
            visibility=Visibility.FACILITATOR,
        ),
    )
}
"""The shipped kinds in the order the sign table shows them; a script may add its own."""


class Dimension(Scale):
    """The four dimensions of service management."""

    PEOPLE = "organizations_and_people", "organizations and people"
    TECHNOLOGY = "information_and_technology", "information and technology"
    PARTNERS = "partners_and_suppliers", "partners and suppliers"
    PROCESSES = "value_streams_and_processes", "value streams and processes"


MOMENT = "moment_of_truth"
"""The kind of a touchpoint that makes or breaks a service in somebody's eyes."""


NEED = "need"
"""The kind a script gives to what is asked of leaders or of the facilitators."""


class Effect(Scale):
    """What a moment of truth did to a service in somebody's eyes; `None` while nobody said."""

    MAKES = "makes", "makes it"
    BREAKS = "breaks", "breaks it"
    UNCLEAR = "unclear", "not clear"


class Source(Scale):
    """How a remark reached us."""

    SPOKEN = "spoken"
    SILENT = "silent", "silent writing"
    FOLLOW_UP = "follow_up", "said afterwards"


class Observation(Remark, frozen=True, kw_only=True):
    """A note: one remark of the room. Only its text is required.

    `kind` is a key of the shipped kinds or of the session's script; `team` is the team that said
    it in a session of two (None: both, or the only one). `effect` is of a moment of truth alone.
    `item` is the key of what was talked about in a loop: the id of a note or idea, or words of the script.
    `group` is the named group of lines it was put in; it stays the line it is.
    `no_because` is why a leader said no to what the team needs, `no_by` in which role. `said_on` is the day
    of a late remark, that came after the meeting. `after_read_back` is of what was written, shown or put in
    other words after the read-back: nobody heard it so. A merged note keeps its originals: they stay in the
    file with `merged_into` set.
    """

    number: Count = 0
    text: Annotated[str, words("Note", remark=True), Meta(min_length=1)]
    kind: Annotated[str, Meta(title="Kind")] = "works"
    segment: Annotated[str, Meta(title="Segment")] = ""
    item: Annotated[str, Meta(title="What was talked about")] = ""
    practice: PracticeKey | None = None
    counterparts: tuple[TeamId, ...] = ()
    dimension: Dimension | None = None
    nods: Annotated[int, Meta(ge=0, title="Nods")] = 0
    intensity: Annotated[int, Meta(ge=1, le=3, title="How strongly")] | None = None
    effect: Annotated[Effect | None, Meta(title="Makes or breaks it")] = None
    source: Source = Source.SPOKEN
    said_on: Annotated[date | None, kept_to("Said afterwards on", only_team=True)] = None
    after_read_back: Annotated[bool, kept_to("Not read back in these words", only_team=True)] = False
    team: TeamId | None = None
    no_by: Annotated[str, words("Who said no", "as a role", only_team=True)] = ""
    no_because: Annotated[str, words("Why not", remark=True, only_team=True)] = ""
    speaker_agreed: Annotated[bool, Meta(title="The speaker agreed to be quoted")] = False
    group: GroupId | None = None
    merged_into: ObservationId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        require(bool(self.text.strip()), "A note needs text.", "Write what was said.")
        require(
            self.effect is None or self.kind == MOMENT,
            "Only a moment of truth makes or breaks a service.",
            "Make it a moment of truth, or leave it out.",
        )
        require(
            bool(self.no_by.strip()) == bool(self.no_because.strip()),
            "A no has somebody who said it, and a reason.",
            "Say who, as a role, and why.",
        )
        require(
            self.kind != "private" or self.visibility is Visibility.FACILITATOR,
            "A private note stays with the facilitators.",
            "Give it another kind before others may see it.",
        )
        require(
            not self.waits_for_yes or self.visibility is Visibility.FACILITATOR,
            "A quote needs the speaker's yes before others may see it.",
            "Ask, or write it as another kind.",
        )
        require(
            self.attribution is not Attribution.NAMED or self.kind != "private",
            "A private note names nobody.",
            "Take the name off.",
        )

    @property
    def waits_for_yes(self) -> bool:
        """Whether it is a quote and the speaker did not say yes to being quoted yet."""
        return self.kind == "quote" and not self.speaker_agreed


TONES = {Effect.MAKES: Tone.GOOD, Effect.BREAKS: Tone.BAD}
"""How a moment of truth sounds by what it did; any other is open."""


def tone_of(note: Observation, kinds: Mapping[str, NoteKind] = KINDS) -> Tone:
    """Return how a note sounds: by its kind, one of *kinds*, a moment of truth by what it did."""
    if note.kind == MOMENT:
        return TONES.get(note.effect or Effect.UNCLEAR, Tone.OPEN)
    known = kinds.get(note.kind)
    return known.tone if known is not None else Tone.OPEN


def default_visibility(kind: str, kinds: Mapping[str, NoteKind] = KINDS) -> Visibility:
    """Return the visibility a new note starts with whose kind is one of *kinds*.

    A quote starts with the facilitators: capture never waits for the speaker's yes. See docs/field.md,
    "Who may see what".
    """
    known = kinds.get(kind)
    return known.visibility if known is not None else Visibility.TEAM
