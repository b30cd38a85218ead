"""Words that were taken out and are to be erased once undo can no longer bring them back.

See docs/field.md, "Taking out".
"""

from typing import Annotated

from msgspec import Meta

from facilitator.model.base import Record

UNDO_SECONDS = 10.0
"""So long undo brings back a line that was taken out; then its words go from every file."""


class TakeOutDue(Record, frozen=True, kw_only=True):
    """What the room had taken out of a session; it holds none of the words.

    `gone` are the ids of records that were taken out, `reworded` that of one whose earlier words were. They
    are to be erased from every file while `erase` is set. `derived` are the ids of records that came from
    them or say the same: somebody decides about each in the review, before anything leaves. When nothing is
    left to do the record itself goes. It is written in the change it is about, so undo takes both back.
    """

    gone: Annotated[tuple[str, ...], Meta(title="Taken out")] = ()
    reworded: Annotated[str, Meta(title="Said otherwise")] = ""
    derived: Annotated[tuple[str, ...], Meta(title="Came from it")] = ()
    erase: Annotated[bool, Meta(title="Still in files")] = True

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of the records whose words go."""
        return (*self.gone, self.reworded) if self.reworded else self.gone
