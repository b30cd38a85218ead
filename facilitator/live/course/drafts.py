"""Half-typed lines, kept with the segment they were typed in, also over a crash."""

from __future__ import annotations

from facilitator.live.course.runs import Runs
from facilitator.live.editing.take_outs import TakeOuts
from facilitator.model.session import Draft
from facilitator.text import clean

_NOTHING = "…"


class Drafts(Runs, TakeOuts):
    """One half-typed line a segment."""

    _kept_while_typing: str | None = None

    def draft_for(self, segment: str) -> str:
        """Return the half-typed line kept with a segment, "" when there is none."""
        draft = self._draft(segment)
        return draft.text if draft else ""

    def keep_draft(self, text: str, place: str | None = None) -> None:
        """Keep what is being typed, against a crash; "" lets it go. Call it when typing rests.

        *place* is where it is typed, the segment in hand unless told otherwise. It is no step of undo.
        Raises `NotSaved`.
        """
        segment = self.segment
        place = place or (segment.key if segment else None)
        if place is None or clean(text) == self.draft_for(place):
            return
        with self._change("half-typed line", undoable=False):
            self._keep_draft(place, text)
        self._kept_while_typing = clean(text)

    def forget_draft(self) -> None:
        """Let the half-typed line of the segment in hand go, so that no file tells any of it.

        Of what is gone already nothing is told either. Undo does not bring it back. Raises `NotSaved`.
        """
        segment = self.segment
        if segment is None:
            return
        with self.records.group("half-typed line let go", undoable=False, trace=False):
            kept = self._draft(segment.key)
            # Without one there is still the journal, which a group that touches nothing would leave alone.
            self.records.remove(kept or self.records.put(Draft(segment=segment.key, text=_NOTHING)))
        self._kept_while_typing = None

    @property
    def half_lines(self) -> tuple[Draft, ...]:
        """The half-typed lines that wait in segments, in the order of the script."""
        kept = (self._draft(segment.key) for segment in self.session.script.segments)
        return tuple(draft for draft in kept if draft is not None)

    def let_go(self, draft: Draft) -> None:
        """Take a half-typed line out; for some seconds undo brings it back."""
        with self._change("half-typed line let go"):
            derived = list(self._derived_from(draft))
            self.records.remove(draft)
            self._erase_later([draft], derived)

    def _draft(self, segment: str) -> Draft | None:
        return next((draft for draft in self.records.all(Draft) if draft.segment == segment), None)

    def _keep_draft(self, segment: str, text: str) -> None:
        """Keep a half-typed line with a segment, in the place of the one before; "" removes it."""
        kept = self._draft(segment)
        text = clean(text)
        if text.strip() and (kept is None or kept.text != text):
            self.records.put(Draft(id=kept.id if kept else "", segment=segment, text=text))
        elif not text.strip() and kept is not None:
            self.records.remove(kept)

    def _drop_draft_of(self, line: str) -> None:
        """Let the draft of the current segment go if *line*, now saved, is what became of it."""
        segment = self.segment
        kept = self._draft(segment.key) if segment else None
        if kept is not None and (kept.text == self._kept_while_typing or clean(line).startswith(kept.text)):
            self.records.remove(kept)
