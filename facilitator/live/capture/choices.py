"""What is in hand: instrument, question, kind, practice; and where the session stands with it."""

from __future__ import annotations

import msgspec

from facilitator.live.capture.naming import ACTION, IDEA
from facilitator.live.capture.position import Position
from facilitator.live.course.runs import Progress, Runs
from facilitator.live.desk import SessionDesk
from facilitator.live.instruments.finder import facts_of
from facilitator.live.instruments.notes import Notes
from facilitator.model.base import PracticeKey
from facilitator.model.instrument import NOTES
from facilitator.model.script import Segment
from facilitator.model.session import OnScreen


class _Choice(msgspec.Struct, frozen=True):
    """What was chosen in one part of one segment; None is what the script says."""

    moment: tuple[str, int] | None = None
    instrument: str | None = None
    question: int = 0
    kind: str | None = None
    practice: tuple[PracticeKey | None] | None = None


class Choices:
    """Choices of the moment: they are forgotten on moving to another segment or part, and are no records."""

    def __init__(self, desk: SessionDesk, runs: Runs, notes: Notes) -> None:
        self._desk = desk
        self._runs = runs
        self._notes = notes
        self._choice = _Choice()
        self._made_from: tuple[Progress, _Choice] | None = None
        self._position = Position()

    @property
    def position(self) -> Position:
        """Where the session stands, made once a change or a choice."""
        progress, choice = self._runs.progress, self._choice
        before = self._made_from
        if before is None or progress is not before[0] or choice is not before[1]:
            moment = (progress.segment.key, progress.part) if progress.segment else None
            if moment != choice.moment:
                choice = self._choice = _Choice(moment)
            self._position = self._made(progress, choice)
            self._made_from = progress, choice
        return self._position

    def take_instrument(self, instrument: str) -> None:
        """Work with another instrument; the line has its kind."""
        self._take(instrument=instrument, kind=None)

    def next_question(self) -> bool:
        """Go to the segment's next question, after the last one to the first; tell whether there was one."""
        here = self.position
        if here.segment is None or len(here.segment.ask) < 2:
            return False
        after = (here.question + 1) % len(here.segment.ask)
        if here.segment.answers:
            self._take(question=after, kind=None)  # each question has its own
        else:
            self._take(question=after)
        return True

    def take_question(self, question: int) -> None:
        """Ask that question of the segment, counted from 0."""
        self._take(question=question)

    def take_up(self, shown: OnScreen | None) -> None:
        """Take in hand again what was when the program stopped; nothing that belongs elsewhere."""
        here = self.position
        if shown is None or here.segment is None or (shown.segment, shown.part) != (here.key, here.part):
            return
        asks = self._desk.session.script.asks_in(here.segment)
        question = shown.question if shown.question < len(asks) else 0
        self._take(instrument=shown.instrument, question=question)
        self.take_kind(shown.kind)
        if shown.kind and shown.under != self.position.practice:
            self.take_practice(shown.under)

    def take_kind(self, kind: str) -> None:
        """Let plain lines become another kind; nothing happens for one that no line may have here."""
        here = self.position
        if kind not in here.kinds:
            return
        asked = here.segment.answers if here.segment is not None and here.segment.columns else ()
        if kind in asked:  # the question of a column comes with it
            self._take(kind=kind, question=asked.index(kind))
        else:
            self._take(kind=kind)

    def take_practice(self, practice: PracticeKey | None) -> None:
        """Put notes under another practice, or under none."""
        self._take(practice=(practice,))

    def cycle_kind(self, step: int = 1) -> str:
        """Take the next of the kinds, or the one before with -1; return it. Columns go round among them."""
        here = self.position
        columns = here.segment.column_kinds if here.segment is not None else ()
        kinds = columns if here.kind in columns else here.kinds
        self.take_kind(kinds[(kinds.index(self.position.kind) + step) % len(kinds)])
        return self.position.kind

    @property
    def part_in_hand(self) -> int | None:
        """Which part of the segment the practice in hand is, from 0; None where it is another one."""
        here, focus = self.position, self._desk.session.focus
        if here.practice is None or not focus:
            return here.part
        return focus.index(here.practice) if here.practice in focus else None

    @property
    def to_hear(self) -> tuple[str, ...]:
        """The names of practices that were chosen and come after this part; not of the one in hand."""
        here, focus = self.position, self._desk.session.focus
        deep = here.segment is not None and here.segment.goes_deep
        ahead = focus[here.part + 1 :] if here.has_next_part and deep else ()
        return tuple(self._desk.practice_name(key) for key in ahead if key != here.practice)

    @property
    def practices(self) -> tuple[PracticeKey, ...]:
        """The practices notes can be put under: those of focus and shortlist first."""
        session = self._desk.session
        offered = {each.key for each in self._desk.offered}
        prepared = (key for key in (*session.focus, *session.shortlist) if key in offered)
        return tuple(dict.fromkeys((*prepared, *(each.key for each in self._desk.offered))))

    def kinds_in(self, instrument: str, segment: Segment | None) -> tuple[str, ...]:
        """Return what a line mostly becomes in an instrument: its own kind, then those of the segment."""
        own = facts_of(instrument).line
        known = (own,) if own in (IDEA, ACTION, *self._notes.kinds) else ()
        return (*known, *(segment.capture if segment else ()))

    def _take(self, **changes: object) -> None:
        _ = self.position  # forgets what was chosen elsewhere
        self._choice = msgspec.structs.replace(self._choice, **changes)

    def _made(self, progress: Progress, choice: _Choice) -> Position:
        segment = progress.segment
        instrument = choice.instrument or (segment.instruments[0] if segment else NOTES)
        kinds = tuple(dict.fromkeys((*self.kinds_in(instrument, segment), *self._notes.kinds)))
        deep = segment is not None and segment.goes_deep
        focus = self._desk.session.focus
        usual = focus[progress.part] if deep and progress.part < len(focus) else None
        practice = choice.practice[0] if choice.practice else usual
        answers = segment.answers if segment is not None else ()
        answer = answers[choice.question] if choice.question < len(answers) else ""
        usual_kind = answer if answer in kinds else kinds[0]
        return Position(
            row=progress.agenda.current,
            part=progress.part,
            instrument=instrument,
            question=choice.question,
            kinds=kinds,
            kind=choice.kind or usual_kind,
            practice=practice,
            lacks_practice=deep and practice is None and choice.practice is None,
            item=progress.run.item if progress.run is not None else "",
        )
