"""How one team meets one practice, and what passes between two teams.

See docs/field.md, "Scales" and "Interactions".
"""

from typing import Annotated

from msgspec import Meta

from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import Count, PracticeKey, Record, Scale, Score, TeamId, require, words
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.observation import Dimension


class TouchRole(Scale):
    """What a team does in a practice."""

    OWNS = "owns", "owns", "answers for how the practice works"
    PERFORMS = "performs", "performs", "does its core work"
    CONTRIBUTES = "contributes", "contributes", "supplies information or effort"
    RECEIVES = "receives", "receives", "uses its results"
    SUBJECT_TO = "subject_to", "subject to", "must follow its rules"
    NONE = "none", "never meets it", "was asked, does not touch it"
    UNKNOWN = "unknown", "unknown", "was asked, could not say"

    @property
    def touches(self) -> bool:
        """Whether the team meets the practice at all; only then may it carry a rung."""
        return self not in (TouchRole.NONE, TouchRole.UNKNOWN)


class Frequency(Scale):
    """How often a team meets a practice."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    RARELY = "rarely"
    NEVER = "never"


_RUNGS = {str(rung.value) for rung in Rung}


class Interaction(Record, frozen=True, kw_only=True):
    """One team × one practice as heard in one session; the newest is current, all are kept.

    A practice without an interaction was not asked; one with role `none` was asked and is not
    touched. A split stores the lower rung and `split`: how many hands each rung had.
    """

    team: TeamId
    practice: PracticeKey
    role: TouchRole
    frequency: Frequency | None = None
    importance: Score | None = None
    ease: Score | None = None
    rung: Rung | None = None
    agreement: Agreement | None = None
    split: dict[str, Count] = {}
    counterparts: tuple[TeamId, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    benefit_sought: Annotated[str, words("Benefit sought", remark=True)] = ""

    def __post_init__(self) -> None:
        if self.role is TouchRole.NONE:
            require(
                self.frequency is Frequency.NEVER and self.importance is self.ease is self.rung is None,
                "A practice the team never meets has no scores and the frequency never.",
                "Leave the scores out, or choose another role.",
            )
        require(
            self.rung is None or self.role.touches,
            "Only a practice the team touches can carry a rung.",
            "Choose owns, performs, contributes, receives or subject to.",
        )
        require(
            self.agreement is None or self.rung is not None,
            "Agreement is about a rung, and there is none.",
            "Pick the rung first.",
        )
        require(
            self.team not in self.counterparts,
            "A team is not its own counterpart.",
            "Take it off.",
        )
        self._require_split()

    def _require_split(self) -> None:
        if self.agreement is not Agreement.SPLIT:
            require(
                not self.split,
                "Hands are kept per rung only when the room is split.",
                "Mark it as split.",
            )
            return
        counted = sorted(rung for rung, hands in self.split.items() if hands)
        require(
            len(counted) >= 2 and set(self.split) <= _RUNGS,
            "A split room keeps the hands of at least two rungs.",
            "Enter how many hands each rung had.",
        )
        require(
            self.rung == int(counted[0]),
            "A split room stores the lower rung.",
            f"That is rung {counted[0]}.",
        )


def pain(importance: int | None, ease: int | None) -> int | None:
    """Return importance × (6 − ease), 1–25, or None while one is missing (docs/field.md, "Coverage")."""
    return None if importance is None or ease is None else importance * (6 - ease)


class Channel(Scale):
    """How something passes between two teams."""

    TICKET = "ticket"
    CHAT = "chat"
    MEETING = "meeting"
    AUTOMATIC = "automatic"
    INFORMAL = "informal"


class InterfaceSide(Worded, frozen=True, kw_only=True):
    """One side of an interface, as `team` told it: what passes to `counterpart` through a practice.

    Both sides together are an interface (docs/field.md, "Interfaces"); the pair itself is stored nowhere. The
    ease starts from the practice's ease when the counterpart is named and may be changed by the
    side it belongs to. `agreed_for_sharing` is the yes at read-back that lets the other side see
    the score.
    """

    team: TeamId
    counterpart: TeamId
    practice: PracticeKey
    passes: Annotated[str, words("What passes", remark=True)] = ""
    channel: Channel | None = None
    ease: Score | None = None
    expectation: Annotated[str, words("Agreed expectation", remark=True)] = ""
    agreed_for_sharing: bool = False
    visibility: Annotated[Visibility, Meta(title="Who may see it")] = Visibility.TEAM

    def __post_init__(self) -> None:
        super().__post_init__()
        require(
            self.team != self.counterpart,
            "An interface lies between two teams.",
            "Name another team as counterpart.",
        )

    @property
    def counterparts(self) -> tuple[TeamId, ...]:
        """The other side, as `may_see` asks for it."""
        return (self.counterpart,)


def perception_gap(ease: int | None, other: int | None) -> int | None:
    """Return how far the two sides' ease scores lie apart, or None while one side is unheard."""
    return None if ease is None or other is None else abs(ease - other)
