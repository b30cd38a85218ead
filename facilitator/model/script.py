"""Workshop scripts: segments, methods, minutes (docs/field.md, "The listening session" and "Methods")."""

from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.audience import Visibility
from facilitator.model.base import Count, PracticeKey, Scale, require
from facilitator.model.instrument import COLUMNS, NOTES, POLL, TOUCH_MAP
from facilitator.model.observation import Colour, Tone


class ScriptAudience(Scale):
    """For whom a script is written."""

    ANY = "any", "any team"
    TECHNICAL = "technical", "technical teams"
    FRONT_LINE = "front_line", "front-line service teams"
    LEADERSHIP = "leadership", "leaders"


class Stage(Scale):
    """The three stages of the culture model; advice, not locks (docs/field.md, "The idea behind it")."""

    VISION = "vision", "common vision"
    LISTEN = "listen", "listen and improve"
    REVIEW = "review", "each team reviews how it works"


class Method(Scale):
    """How the room works in a segment."""

    TALK = "talk", "talk", "the facilitator speaks, people answer"
    ROUND_ROBIN = "round_robin", "round robin", "each in turn, passing allowed"
    SILENT_WRITING = "silent_writing", "silent writing", "everyone writes before anyone speaks"
    SILENT_MARKING = "silent_marking", "silent marking", "two quiet minutes, then compare"
    DOTS = "dots", "dot voting", "three dots each, at most two on one item, cast before talk"
    STORIES = "stories", "stories", "a time it worked, a time it did not"
    ONE_TWO_FOUR_ALL = "one_two_four_all", "1-2-4-All", "alone 1, pairs 2, fours 4, everyone 5 minutes"
    RELATIVE_PLACING = (
        "relative_placing",
        "relative placing",
        "bigger or smaller, harder or easier than that one",
    )
    ROTI = "roti", "return on time invested", "one to five, was the time well spent"
    BREAK = "break", "a break", "nothing is asked"


LINE_ANSWERS = ("idea", "action")
"""Answers that a line becomes beside the kinds of notes."""

MOST_COLUMNS = 5
"""More cannot be read beside each other in a window of 120 columns."""

ASIDE = ("parking", "private")
"""Kinds that never stand in a column."""

OTHER_SIDE = "other_side"
"""An answer that names the team on the other side of a practice."""


class VoteBy(Scale):
    """How the room says what it chooses."""

    ROOM = "room", "dots", "the dots of all are put in together"
    PERSON = "person", "dots", "one person after the other puts dots"
    HANDS = "hands", "hands", "each person raises a hand once for each item they want"


class VoteRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How dots are put on a list: how many `each` person has, and how many of them on one item at `most`.

    With `by` a show of hands everybody has one hand for each item; then `each` and `most` say nothing.
    """

    each: Annotated[int, Meta(ge=1, le=20)] = 3
    most: Annotated[int, Meta(ge=1, le=20)] = 2
    by: VoteBy = VoteBy.ROOM


class Segment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One part of a script.

    `minutes` are planned, `minimum` is the least the segment may shrink to; `turn` says when it
    gives minutes in a re-plan (1 gives first); `keep` segments give only when all others are at
    their minimum and are never dropped. `instruments` are offered in this order by their words (modules of
    `live.instruments`); the first is shown.
    `capture` are the kinds offered for notes; the first is the kind of a plain line. `answers` say for each
    question what becomes of its answer: a kind a plain line has while it is asked, "idea", "action", the word
    of the instrument that holds it, or `OTHER_SIDE`. With `columns` the kinds of `capture` stand
    side by side. `questions` are the keys of those its poll asks, all of the script's where none is named.

    `each` makes a loop: one part for each item of a list, of `part_minutes` or as many as there are for all.
    `votes_on`, written `from` in a file, is the list that dots are put on by the rule of `vote`. A list is
    named by a word (`model.script_lists`), or written out. `sample` are lines a rehearsal types here.
    With `practices` false its parts and stories are of other things: no practice is asked for, nobody heard.
    """

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str
    short_title: str
    minutes: Annotated[int, Meta(ge=1, le=240)]
    minimum: Count
    turn: Annotated[int, Meta(ge=1)]
    keep: bool = False
    purpose: str = ""
    say: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    rescue: str = ""
    never: str = ""
    method: Method = Method.TALK
    instruments: tuple[str, ...] = (NOTES,)
    capture: tuple[str, ...] = ("works",)
    parts: Annotated[int, Meta(ge=1, le=12)] = 1
    columns: bool = False
    questions: tuple[str, ...] = ()
    each: str | tuple[str, ...] = ""
    part_minutes: Annotated[int, Meta(ge=0, le=240)] = 0
    votes_on: str | tuple[str, ...] = msgspec.field(name="from", default="")
    vote: VoteRule = VoteRule()
    sample: tuple[str, ...] = ()
    practices: bool = True

    def __post_init__(self) -> None:
        require(
            self.minimum <= self.minutes,
            f"The segment {self.title} has a minimum above its minutes.",
            "Lower minimum or raise minutes.",
        )
        require(
            not (self.keep and self.minimum == 0),
            f"The segment {self.title} is always kept but may shrink to nothing.",
            "Give it a minimum of at least 1.",
        )
        require(
            bool(self.capture), f"The segment {self.title} takes no kind of note.", "Name one in capture."
        )

    @property
    def column_kinds(self) -> tuple[str, ...]:
        """The keys of the kinds that stand side by side; none where the segment has no columns."""
        return tuple(key for key in self.capture if key not in ASIDE) if self.columns else ()

    @property
    def goes_deep(self) -> bool:
        """Whether each of its parts looks at one practice in depth."""
        return self.practices and (self.parts > 1 or self.method is Method.STORIES)

    @property
    def asks_practices(self) -> bool:
        """Whether it asks the room about practices: with the touch map, or about one in depth."""
        return TOUCH_MAP in self.instruments or self.goes_deep


class KindSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of note that a script adds to the shipped ones; typed as its sign, or its letter and a colon.

    `heading` stands over its lines on screens and papers, `question` asks for them, `tone` is how they sound.
    `visibility` is what a new line starts with: the facilitators or the team, for more needs the room's yes.
    `colour` draws it otherwise than its tone would.
    """

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    label: str
    letter: Annotated[str, Meta(pattern=r"^[a-z]?$")] = ""
    sign: Annotated[str, Meta(pattern=r"^[-+*=!?>~%&|^/<_$]?$")] = ""
    meaning: str = ""
    tone: Tone = Tone.OPEN
    heading: str = ""
    question: str = ""
    visibility: Visibility = Visibility.TEAM
    colour: Colour | None = None

    def __post_init__(self) -> None:
        require(
            bool(self.sign or self.letter),
            f"Nobody can type the kind {self.label}.",
            "Give it a sign or a letter.",
        )
        require(
            self.tone is not Tone.PRIVATE and self.visibility in (Visibility.FACILITATOR, Visibility.TEAM),
            f"A line of the kind {self.label} cannot start there: more people need the room's yes.",
            "Let its visibility be facilitator or team, and its tone good, bad or open.",
        )


class ScaleSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a question of a poll can be answered with: `answers`, the best first and the worst last.

    `between` says what those in the middle mean, `how` how hands are shown.
    """

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    answers: tuple[str, ...]
    between: str = "somewhere between"
    how: str = ""


class QuestionSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of a poll: `good` is what the best answer of its scale sounds like, `poor` the worst."""

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str
    scale: str
    good: str
    poor: str


class Polled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The hands for a question that a segment asked, by answer; whose they are is not known.

    An answer that is missing was not counted yet. The room sees them once they are `shown`.
    """

    segment: str
    question: str
    hands: dict[str, Count] = {}
    shown: bool = False


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A workshop script. Its segments' minutes sum to `minutes`."""

    key: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: str
    audience: ScriptAudience
    stage: Stage
    minutes: Annotated[int, Meta(ge=5, le=480)]
    summary: str = ""
    people: str = ""
    start_from: str = ""
    offer: tuple[PracticeKey, ...] = ()
    kinds: tuple[KindSpec, ...] = ()
    scales: tuple[ScaleSpec, ...] = ()
    questions: tuple[QuestionSpec, ...] = ()
    segments: Annotated[tuple[Segment, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        total = sum(segment.minutes for segment in self.segments)
        require(
            total == self.minutes,
            f"The segments of {self.title} take {total} minutes, the script says {self.minutes}.",
            "Make the two equal.",
        )
        keys = [segment.key for segment in self.segments]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        require(not twice, f"The segment key {', '.join(twice)} is used twice.", "Give each its own.")

    @property
    def asks_practices(self) -> bool:
        """Whether a segment of it asks about practices (docs/field.md, "Coverage")."""
        return any(segment.asks_practices for segment in self.segments)

    @property
    def line_word(self) -> str:
        """What a remark is called: a line where a segment puts them in columns, else a note."""
        return "line" if any(segment.columns for segment in self.segments) else "note"

    def segment(self, key: str) -> Segment:
        """Return the segment of that key; raises `KeyError`."""
        for segment in self.segments:
            if segment.key == key:
                return segment
        raise KeyError(key)

    def polled_in(self, segment: Segment) -> tuple[QuestionSpec, ...]:
        """Return the questions that the poll of a segment asks, in its order; none where it has no poll."""
        if POLL not in segment.instruments:
            return ()
        known = {question.key: question for question in self.questions}
        return tuple(known[key] for key in segment.questions or known if key in known)

    def asks_in(self, segment: Segment) -> tuple[str, ...]:
        """Return what a segment asks the room, one after the other: of a poll the names of its questions."""
        return tuple(question.title for question in self.polled_in(segment)) or segment.ask


def with_columns(script: Script) -> Script:
    """Return a script whose segments with columns have that instrument, and a question for each column.

    Where a segment asks nothing itself it asks the questions of its kinds, each bound to its kind.
    """
    if not any(segment.columns or COLUMNS in segment.instruments for segment in script.segments):
        return script
    asks = {kind.key: kind.question for kind in script.kinds}
    segments = tuple(_with_columns(segment, asks) for segment in script.segments)
    return msgspec.structs.replace(script, segments=segments)


def _with_columns(segment: Segment, asks: dict[str, str]) -> Segment:
    if not (segment.columns or COLUMNS in segment.instruments):
        return segment
    others = tuple(name for name in segment.instruments if name not in (COLUMNS, NOTES))
    instruments = segment.instruments if COLUMNS in segment.instruments else (COLUMNS, *others)
    segment = msgspec.structs.replace(segment, columns=True, instruments=instruments)
    asking = [key for key in segment.column_kinds if asks.get(key)]
    if segment.ask or not asking:
        return segment
    return msgspec.structs.replace(segment, ask=tuple(asks[key] for key in asking), answers=tuple(asking))
