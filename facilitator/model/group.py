"""Groups: lines of the room under a name of their own (docs/field.md, "Lists and loops")."""

from typing import Annotated

from msgspec import Meta

from facilitator.model.audience import Worded
from facilitator.model.base import Count, require, words


class NoteGroup(Worded, frozen=True, kw_only=True):
    """The name of a group of lines. The lines stay what they are; each says itself in which group it is.

    A group nobody put a line in may stand there; it is in no list that is voted on or gone through.
    """

    number: Count = 0
    title: Annotated[str, words("Group", remark=True), Meta(min_length=1)]

    def __post_init__(self) -> None:
        super().__post_init__()
        require(bool(self.title.strip()), "A group needs a name.", "Say in a few words what its lines share.")
