"""The facilitators' own look back at a session (docs/field.md, "Before and after a session" and "Papers")."""

from typing import Annotated

from msgspec import Meta

from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import require, words


class Debrief(Worded, frozen=True, kw_only=True):
    """Candid notes on a session; only facilitators ever see them, for 90 days."""

    mood: Annotated[str, words("Mood of the room", remark=True)] = ""
    dynamics: Annotated[str, words("Dynamics", remark=True)] = ""
    missed_voices: Annotated[str, words("Voices not heard", remark=True)] = ""
    self_review: Annotated[str, words("Your own part", remark=True)] = ""
    next_time: Annotated[str, words("Next time", remark=True)] = ""
    visibility: Annotated[Visibility, Meta(title="Who may see it")] = Visibility.FACILITATOR

    def __post_init__(self) -> None:
        super().__post_init__()
        require(
            self.visibility is Visibility.FACILITATOR,
            "A debrief stays with the facilitators.",
            "Write a note instead if others may read it.",
        )
