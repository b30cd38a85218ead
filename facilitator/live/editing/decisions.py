"""What somebody has to decide about before anything leaves."""

from __future__ import annotations

from facilitator.live.desk import SessionDesk, label_of
from facilitator.live.editing.editing import Editing
from facilitator.live.editing.take_outs import TakeOuts
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Visibility, Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation


class Decisions:
    """Records that came from words that were taken out or say the same, or may name or judge somebody."""

    def __init__(self, desk: SessionDesk, take_outs: TakeOuts, editing: Editing) -> None:
        self._desk = desk
        self._take_outs = take_outs
        self._editing = editing

    @property
    def waiting(self) -> tuple[Worded, ...]:
        """What waits for a decision, each once."""
        every = (*self._take_outs.to_ask_about, *self.undecided)
        return tuple({each.id: each for each in every}.values())

    @property
    def undecided(self) -> tuple[Worded, ...]:
        """What stays with the facilitators until one of them decides who may see it."""
        kinds = (Observation, ImprovementIdea, Action, Commitment)
        return tuple(each for kind in kinds for each in self._desk.records.all(kind) if each.undecided)

    @property
    def to_read_back(self) -> tuple[Worded, ...]:
        """What is read back to the room: notes but private ones, ideas, actions and promises; nothing that
        waits.
        """
        records = self._desk.records
        notes = [each for each in records.all(Observation) if each.kind != "private"]
        agreed = [each for each in records.all(Action) if each.status is not ActionStatus.DROPPED]
        every = (*notes, *records.all(ImprovementIdea), *agreed, *records.all(Commitment))
        whole = (each for each in every if getattr(each, "merged_into", None) is None)
        return tuple(each for each in whole if not each.undecided)

    def decide(self, record: Worded, visibility: Visibility) -> Worded:
        """Decide that a record stays, and who may see it. Raises as `Editing.set_visibility` does."""
        with self._desk.change(f"who may see {label_of(record)}"):
            self._take_outs.keep_derived(record)
            return self._editing.set_visibility(record, visibility)
