"""A live session: all its verbs in one place."""

from __future__ import annotations

from facilitator.live.base import LiveRecords, label_of
from facilitator.live.care.care import Caring
from facilitator.live.editing.removing import Removing
from facilitator.live.editing.splitting import Splitting
from facilitator.live.instruments.session_frame import Framing
from facilitator.live.instruments.touch_map import Touching
from facilitator.live.instruments.vote import Voting
from facilitator.live.room_feed import Showing
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import require
from facilitator.model.records import Change, Owns
from facilitator.model.session import ListeningSession

__all__ = ["LiveRecords", "LiveSession"]


class LiveSession(Caring, Touching, Voting, Framing, Splitting, Removing, Showing):
    """One listening session while it runs.

    Each verb is one change with a label; `undo` takes the last one back. A verb that raises
    (`RuleBroken`, `NotSaved`) leaves everything as it was. Make one for a file, call `recover` once
    after opening, and `tick` about once a second while the session runs.

    *records* is a session file. *clock* gives the time; *today* the day, or a function that tells
    it. *practices*, *teams* and *people* are those of the programme, as sequences or by id.
    *add_person* takes a name and stores a new person; without it an unknown owner stays text.
    *words* are the catalogue's lists of words to take care with.
    """

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, in words; None when there is nothing."""
        return self.records.undo_label

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, in words; None when there is nothing."""
        return self.records.redo_label

    @property
    def to_decide(self) -> tuple[Worded, ...]:
        """What somebody has to decide about before anything leaves, each once.

        It came from words that were taken out or says the same, or it may name or judge somebody.
        """
        return tuple({each.id: each for each in (*self.to_ask_about, *self.undecided)}.values())

    def decide(self, record: Worded, visibility: Visibility) -> Worded:
        """Decide that a record stays, and who may see it. Raises as `set_visibility` does."""
        with self._change(f"who may see {label_of(record)}"):
            self.keep_derived(record)
            return self.set_visibility(record, visibility)

    def review(self) -> ListeningSession:
        """Captured becomes reviewed. Raises `RuleBroken` before the read-back, or while a decision waits."""
        require(
            not self.to_decide,
            "Some lines wait for a decision; nothing leaves before.",
            "Decide first about those at the top: v who may see it, e other words, x take it out.",
        )
        return super().review()

    def undo(self, owns: Owns | None = None) -> Change | None:
        """Take the last change back, or the last of one's own, and return it; None when there is none.

        Raises as `model.records.Records.undo` does.
        """
        change = self.records.undo(owns, self._stopped)
        if change is not None:
            self._go_on(before for before, _ in change.pairs if before is not None)
        return change

    def redo(self, owns: Owns | None = None) -> Change | None:
        """Do again what was last taken back, or the last of one's own; None when there is none.

        Raises as `undo` does.
        """
        change = self.records.redo(owns, self._stopped)
        if change is not None:
            self._go_on(after for _, after in change.pairs if after is not None)
        return change
