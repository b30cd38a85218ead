"""Changing what was captured, whatever it is: its words, who may see it, splitting it, taking it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from facilitator.errors import ChangedMeanwhile
from facilitator.language.words import count_or_no
from facilitator.live.care.read_out import reworded
from facilitator.live.desk import SessionDesk, label_of
from facilitator.live.editing.removal import remove
from facilitator.live.editing.take_outs import TakeOuts
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import Record, TeamId, require
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.text import clean_line

Said = Observation | ImprovementIdea
"""What can hold more than one thing."""


class Editing:
    """Verbs on anything that was captured. Originals of what is split or merged always stay."""

    def __init__(self, desk: SessionDesk, take_outs: TakeOuts) -> None:
        self._desk = desk
        self._take_outs = take_outs

    # Its words, and who reads them

    def set_text(
        self,
        record: Said | Action | Commitment,
        text: str,
        *,
        for_good: bool = False,
    ) -> Worded:
        """Write a record's words anew. *For good*, as at the read-back, the earlier words go from every file
        when undo can no longer bring them back, and what they came from is asked about no more.

        Raises `RuleBroken` for an empty text, `ChangedMeanwhile` when they are no longer those of *record*.
        """
        field = "title" if isinstance(record, ImprovementIdea) else "text"
        label = f"new words of {label_of(record)}"
        with self._desk.change(label):  # it reads first what another window wrote
            before = self._desk.newest(record)
            if getattr(before, field) != getattr(record, field):
                raise ChangedMeanwhile
            derived = [*self._take_outs.derived_from(before)] if for_good else []
            after = self._desk.set(record, label, **{field: clean_line(text)})
            if for_good and after != before:
                self._take_outs.keep_derived(after)
                self._take_outs.erase_former_words_later(after, derived)
            return after

    def set_counterparts(self, record: Said | Action, teams: Iterable[TeamId]) -> Worded:
        """Say which other teams a record concerns.

        If its words go to those teams, naming another one is the room's yes, given today.
        """
        record, teams = self._desk.newest(record), tuple(teams)
        wider = record.visibility is Visibility.PARTNERS and not set(teams) <= set(record.counterparts)
        yes = self._desk.today if wider else record.room_yes
        return self._desk.set(record, f"teams of {label_of(record)}", counterparts=teams, room_yes=yes)

    def set_visibility(self, record: Worded, visibility: Visibility, on: date | None = None) -> Worded:
        """Say who may see a record's words.

        Beyond the team that is the room's yes, given *on* that day, today unless told otherwise. Raises
        `RuleBroken` for a private note and for a quote whose speaker was not asked.
        """
        record = self._desk.newest(record)
        wide = visibility.reaches(Visibility.PARTNERS)
        raised = visibility.rank > record.visibility.rank
        # Lowering asks nobody, so it is no yes of today.
        yes = (on or self._desk.today) if raised else record.room_yes
        return self._desk.set(
            record,
            f"who may see {label_of(record)}",
            visibility=visibility,
            room_yes=yes if wide else None,
            undecided=False,
        )

    def set_team(self, record: Said, team: TeamId | None) -> Worded:
        """Say which of two teams said it, None for both. Raises `RuleBroken` in a session of one team.

        A team that said it is not on its other side; with nobody left there it goes to no partners.
        """
        record, there = self._desk.newest(record), self._desk.session.teams
        require(len(there) > 1, "One team is here: all of it is theirs.", "Two teams are planned for.")
        name = self._desk.teams[team].name if team in self._desk.teams else "both teams"
        named = tuple(each for each in record.counterparts if each != team)
        label = f"{label_of(record)} said by {name}"
        return self._desk.set(record, label, team=team, counterparts=named)

    # More than one thing, or none

    def originals_of(self, record: Said) -> tuple[Said, ...]:
        """Return what was merged into a note or idea."""
        return tuple(each for each in self._desk.records.all(type(record)) if each.merged_into == record.id)

    def take_apart(self, record: Said) -> tuple[Said, ...]:
        """Bring back what was merged into a note or idea; return it. Raises `RuleBroken` without any."""
        originals = self.originals_of(record)
        require(bool(originals), "Nothing was merged into this.", "Split it instead.")
        with self._desk.change(f"{label_of(record)} taken apart"):
            return tuple(
                self._desk.records.put(msgspec.structs.replace(each, merged_into=None)) for each in originals
            )

    def split(self, record: Said, texts: Sequence[str]) -> tuple[Said, ...]:
        """Make one note or idea for each of *texts*; the original stays in the file, out of sight.

        The parts keep what the original had: kind, practice, nods, who may see it. Raises
        `RuleBroken` for fewer than two parts.
        """
        parts = [text for text in map(clean_line, texts) if text]
        require(len(parts) > 1, "Splitting needs two parts.", "Put a / between them.")
        original = self._desk.newest(record)
        number = self._desk.next_number(type(record))
        with self._desk.change(f"{label_of(original)} split into {count_or_no(len(parts), 'part')}"):
            made = tuple(
                self._desk.put_words(self._part(original, part, number + index))
                for index, part in enumerate(parts)
            )
            self._desk.records.put(msgspec.structs.replace(original, merged_into=made[0].id))
            return made

    def _part(self, original: Said, words: str, number: int) -> Said:
        """Return a part of what is split; words that the whole did not have are new words."""
        field = "text" if isinstance(original, Observation) else "title"
        part = msgspec.structs.replace(original, id="", number=number, **{field: words})
        return part if words in getattr(original, field) else reworded(part, self._desk.session)

    def remove(self, record: Record) -> None:
        """Take a record out, with the originals merged into it and the dots on it.

        What else points at it lets go; an idea whose last action goes is accepted again. Undo takes it back
        for some seconds; then what holds words is erased from every file.
        """
        record = self._desk.newest(record)
        with self._desk.change(f"{label_of(record)} taken out"):
            derived = list(self._take_outs.derived_from(record))
            self._take_outs.erase_later(remove(self._desk, record), derived)
