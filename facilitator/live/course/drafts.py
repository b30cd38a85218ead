"""Half-typed lines, kept with the segment they were typed in, also over a crash."""

from __future__ import annotations

from facilitator.live.course.runs import Runs
from facilitator.live.desk import SessionDesk
from facilitator.live.editing.take_outs import TakeOuts
from facilitator.model.session import Draft
from facilitator.text import clean

_NOTHING = "…"


class Drafts:
    """One half-typed line a segment. Nothing of what is not for the notes is kept."""

    def __init__(self, desk: SessionDesk, runs: Runs, take_outs: TakeOuts) -> None:
        self._desk = desk
        self._runs = runs
        self._take_outs = take_outs
        self._kept_while_typing: str | None = None

    def text_in(self, segment: str) -> str:
        """Return the half-typed line kept with a segment, "" when there is none."""
        draft = self._draft(segment)
        return draft.text if draft else ""

    def keep(self, text: str, place: str | None = None) -> None:
        """Keep what is being typed, against a crash; "" lets it go. Call it when typing rests.

        *place* is where it is typed, the segment in hand unless told otherwise; there, of many lines, those
        not for the notes alone are left out. It is no step of undo. Raises `NotSaved`.
        """
        segment = self._runs.progress.segment
        here = segment.key if segment else None
        if place is not None:
            text = "\n".join("" if self._is_for_elsewhere(line) else line for line in text.split("\n"))
        if self._is_for_elsewhere(text):
            if place is None and here is not None and self.text_in(here):
                self.forget()
            return
        place = place or here
        if place is None or clean(text) == self.text_in(place):
            return
        with self._desk.change("half-typed line", undoable=False):
            self.put(place, text)
        self._kept_while_typing = clean(text)

    def forget(self, place: str | None = None) -> None:
        """Let the half-typed line of a *place*, the segment in hand, go, so that no file tells any of it.

        Of what is gone already nothing is told either. Undo does not bring it back. Raises `NotSaved`.
        """
        segment = self._runs.progress.segment
        place = place or (segment.key if segment else None)
        if place is None:
            return
        with self._desk.records.group("half-typed line let go", undoable=False, trace=False):
            kept = self._draft(place)
            # Without one there is still the journal, which a group that touches nothing would leave alone.
            self._desk.records.remove(kept or self._desk.records.put(Draft(segment=place, text=_NOTHING)))
        self._kept_while_typing = None

    @property
    def waiting(self) -> tuple[Draft, ...]:
        """The half-typed lines that wait in segments, in the order of the script."""
        kept = (self._draft(segment.key) for segment in self._desk.session.script.segments)
        return tuple(draft for draft in kept if draft is not None)

    def discard(self, draft: Draft) -> None:
        """Take a half-typed line out; for some seconds undo brings it back."""
        with self._desk.change("half-typed line let go"):
            derived = list(self._take_outs.derived_from(draft))
            self._desk.records.remove(draft)
            self._take_outs.erase_later([draft], derived)

    def put(self, segment: str, text: str) -> None:
        """Write a half-typed line down with a segment, in the place of the one before; "" removes it."""
        kept = self._draft(segment)
        text = "" if self._is_for_elsewhere(text) else clean(text)
        if text.strip() and (kept is None or kept.text != text):
            self._desk.records.put(Draft(id=kept.id if kept else "", segment=segment, text=text))
        elif not text.strip() and kept is not None:
            self._desk.records.remove(kept)

    def drop_saved(self, line: str) -> None:
        """Let the draft of the current segment go if *line*, now saved, is what became of it."""
        kept = self._became(line)
        if kept is not None:
            self._desk.records.remove(kept)

    def forget_saved(self, line: str) -> None:
        """Let it go as `drop_saved`, so that no file tells any of it. Raises `NotSaved`."""
        if self._became(line) is not None or self._kept_while_typing is not None:
            self.forget()

    def _became(self, line: str) -> Draft | None:
        segment = self._runs.progress.segment
        kept = self._draft(segment.key) if segment else None
        same = kept is not None and (
            kept.text == self._kept_while_typing or clean(line).startswith(kept.text)
        )
        return kept if same else None

    def _is_for_elsewhere(self, text: str) -> bool:
        return any(map(self._desk.guard.is_for_elsewhere, text.splitlines()))

    def _draft(self, segment: str) -> Draft | None:
        return next((draft for draft in self._desk.records.all(Draft) if draft.segment == segment), None)
