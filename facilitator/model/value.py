"""From what is produced to who is better off.

See docs/field.md, "Value chains" and "Before and after a session".
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.audience import Worded
from facilitator.model.base import IdeaId, ObservationId, ServiceId, require, words
from facilitator.model.idea import Benefit


class Outcome(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What someone can now do, and which stakeholder group experiences it."""

    text: Annotated[str, words("What someone can now do", remark=True)]
    group: Annotated[str, Meta(title="Who experiences it")] = "users"

    def __post_init__(self) -> None:
        require(
            bool(self.group.strip()) and bool(self.text.strip()),
            "An outcome says what someone can now do, and who.",
            "Write both, or take it off.",
        )


class ValueChain(Worded, frozen=True, kw_only=True):
    """One output, the outcomes it makes possible, and the benefits for each group."""

    output: Annotated[str, words("What we produce", remark=True), Meta(min_length=1)]
    outcomes: Annotated[tuple[Outcome, ...], Meta(min_length=1)]
    benefits: tuple[Benefit, ...] = ()
    service: ServiceId | None = None
    idea: IdeaId | None = None
    note: ObservationId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        require(bool(self.output.strip()), "A value chain begins with an output.", "Say what we produce.")
        require(
            bool(self.outcomes),
            "A value chain names at least one outcome.",
            "Say what someone can now do.",
        )
