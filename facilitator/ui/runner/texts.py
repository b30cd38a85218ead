"""What the runner says about the session in hand; drawn from the records, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from facilitator.insight.coverage import SORE
from facilitator.language import words
from facilitator.language.widths import cut
from facilitator.live.capture.reading import ACTION, IDEA, LineReading
from facilitator.live.care.warning import Caution, Concern
from facilitator.live.course.agenda import AgendaRow
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import PracticeKey, Record
from facilitator.model.instrument import AGREEMENT, NOTES, READ_BACK
from facilitator.model.interaction import Interaction, pain
from facilitator.model.observation import Observation
from facilitator.model.redaction import redactable_texts
from facilitator.model.script import Segment
from facilitator.ui import safe
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.runner.segment_head import Head
from facilitator.ui.widgets.capture_line import KIND_WIDTH
from facilitator.ui.widgets.hands import beyond
from facilitator.ui.widgets.sides import teams_present
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_TOPIC, _TOPIC_NARROW = 60, 34
"""Cells of what a part of a loop is about, beside the title of its segment."""

_LONG_AGO = 120
"""A session later than this many minutes runs to a plan of its own; nobody needs to hear how late."""


def top_line(live: LiveSession, folder: ProgrammeFolder, width: int) -> tuple[Content, Content]:
    """Say which session it is, how late, when it ends and what time it is."""
    session, wide = live.session, width >= 96
    teams = teams_present(live, folder.team_names(session), width)
    script = f"   {session.script.title.lower()}" if wide else ""
    left = safe.text(*teams, "   ", (session.short_id, "muted"), (script, "muted"))
    late = minutes_late(live)
    tardy = (f"{late} min late   ", "warn") if late > 1 and not live.course.is_paused else ""
    ends = folder.local(live.timing.projected_end())
    now = folder.local(live.clock.now())
    gap = "      " if wide else "   "
    return left, safe.text(tardy, (f"ends {words.time(ends)}{gap}", "muted"), (words.time(now), "bold"))


def minutes_late(live: LiveSession) -> int:
    """Return how many minutes late the session will end; 0 for one that runs to a plan of its own."""
    late = live.timing.minutes_late() if live.course.is_live else 0
    return late if 0 < late < _LONG_AGO else 0


def head(live: LiveSession, pane: Instrument | None, *, wide: bool, coloured: bool = True) -> Head:
    """Say which segment runs, what is in hand, and how its time stands."""
    agenda = live.timing.agenda
    row = agenda.current
    if row is None:
        about = "" if live.course.is_live else "not started yet; ^N begins"
        return Head(live.session.script.title, about, allotted=60.0 * live.session.script.minutes)
    segment = row.segment
    short = f"{agenda.position} of {len(agenda.rows)} {segment.short_title}"
    return Head(
        title=segment.title if wide else short,
        about=_practice_in_hand(live, row, wide=wide) or (pane.about(live) if pane else ""),
        detail=_detail(live, pane, wide=wide),
        allotted=row.part_allotted,
        remaining=row.part_allotted - row.part_seconds,
        started=live.course.is_live,
        paused=live.course.is_paused,
        coloured=coloured,
    )


def _topic_in_hand(live: LiveSession, row: AgendaRow, *, wide: bool) -> str:
    """Say what the part of a loop is about, and which of how many it is."""
    item = live.loops.in_hand
    if item is not None:
        return f"{cut(item.words, _TOPIC if wide else _TOPIC_NARROW)}  {row.part + 1} of {row.parts}"
    if live.loops.ahead:
        return "nothing in hand; ^N takes the first"
    return "it was taken out" if row.parts > 1 else "nothing was chosen"


def _practice_in_hand(live: LiveSession, row: AgendaRow, *, wide: bool) -> str:
    if row.segment.each:
        return _topic_in_hand(live, row, wide=wide)
    key = live.position.practice
    practice = live.desk.practices.get(key or "")
    if key is None or row.parts == 1:
        return ""
    name = practice.short_name if practice is not None and not wide else live.desk.practice_name(key)
    part = live.choices.part_in_hand
    return f"{name}  {part + 1} of {row.parts}" if part is not None else name


def _detail(live: LiveSession, pane: Instrument | None, *, wide: bool) -> str:
    own = pane.detail(live) if pane else None
    if own is not None:
        return own
    practice = live.position.practice
    return _known_of(live, practice, wide=wide) if practice is not None else ""


def _known_of(live: LiveSession, practice: PracticeKey, *, wide: bool) -> str:
    """Say how the team meets the practice in hand, and its rung last time; in short where not wide."""
    before = live.touch.former().get(practice)
    heard = live.touch.interaction(practice)
    then = f"rung {int(before.rung)}" if before is not None and before.rung is not None else ""
    if heard is not None and heard.role.touches:
        met = _how_met(heard, often=wide, role=wide or heard.rung is None)
        return _joined(met, f"last time {then.removeprefix('rung ')}" if then else "")
    if before is None or not before.interaction.role.touches:
        return ""
    return f"last time {_joined(before.interaction.role.label, then)}"


def told_about(live: LiveSession, *, often: bool = True) -> dict[str, str]:
    """Say of each practice what this team, of two the one in hand, told about it, by practice key.

    Where there is little room not how *often*.
    """
    heard = live.records.all(Interaction)
    return {
        each.practice: _how_met(each, often=often)
        for each in heard
        if each.role.touches and each.team == live.sides.scoring
    }


def _how_met(heard: Interaction, *, often: bool, role: bool = True) -> str:
    hurts = pain(heard.importance, heard.ease) or 0
    return _joined(
        heard.role.label if role else "",
        heard.frequency.label if often and heard.frequency else "",
        f"rung {int(heard.rung)}" if heard.rung is not None else "",
        f"pain {hurts}{' !' if hurts >= SORE else ''}" if hurts else "",
    )


def left_open(live: LiveSession, segment: Segment) -> str:
    """Say what was not asked in a segment that is left: whether the room agrees, how many are here."""
    session = live.session
    if AGREEMENT not in segment.instruments:
        return ""
    if session.agreement is None:
        return " Agreement not asked."
    return " Nobody counted." if session.attendance is None else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def safe_count(live: LiveSession, unsaved: frozenset[str], *, refused: bool) -> str:
    """Say how much of what was written down is on the disk; *unsaved* are the ids of what is not yet.

    Where the disk *refused* something, not all of it is.

    During the read-back, which the room may watch, no number is said: it would tell that something is hidden.
    """
    notes = _safe(live.notes.all, unsaved)
    more = sum(_safe(each, unsaved) for each in (live.ideas.all, live.actions.all, live.actions.commitments))
    if live.position.instrument == READ_BACK:
        return "" if refused else "all safe ✓"
    if more:
        return f"{words.count(notes, live.session.script.line_word)} + {more} safe ✓"
    return f"{words.count(notes, live.session.script.line_word)} safe ✓" if notes else ""


def _safe(records: Sequence[Worded], unsaved: frozenset[str]) -> int:
    return sum(record.id not in unsaved for record in records) if unsaved else len(records)


def record_label(kind: str) -> Content | None:
    """Draw the kind of a line that becomes an idea or an action; None for a note."""
    known = {IDEA: "► idea", ACTION: "► action"}
    return safe.cell((known[kind], "mark"), KIND_WIDTH) if kind in known else None


def read_back(live: LiveSession, folder: ProgrammeFolder, reading: LineReading) -> Content:
    """Say what a line will be saved as."""
    more = too_many_nods(live, reading.nods)
    if reading.nod_last:
        return safe.text((f"{words.count(reading.nods, 'nod')} for the last note", "muted"), (more, "warn"))
    columns = live.position.segment.column_kinds if live.position.segment is not None else ()
    parts = [
        _column(live, reading.kind, columns) if columns else "",
        live.desk.practice_name(reading.practice),
    ]
    parts += [live.desk.teams[id].name for id in reading.counterparts if id in live.desk.teams]
    parts.append(words.count(reading.nods, "nod") if reading.nods else "")
    parts.append("felt strongly" if reading.intensity else "")
    parts.append(reading.effect.label if reading.effect else "")
    if reading.kind == ACTION and not reading.is_empty:
        owner = folder.person_label(reading.owner) if reading.owner else ""
        somebody = f"somebody, until {reading.owner_text} says yes" if reading.owner_text else "no owner yet"
        parts.append(owner or somebody)
        parts.append(f"due {words.day(reading.due)}" if reading.due else "no date yet")
    elif reading.kind != ACTION:
        parts.append(_WHO_SEES.get(reading.kind) or _who_sees(live, reading.kind))
    parts.append(f"{reading.stays} stays text" if reading.stays else "")
    parts.append(f"no team “{reading.no_team}”: it stays text" if reading.no_team else "")
    return safe.text(("   ".join(part for part in parts if part), "muted"), (more, "warn"))


def too_many_nods(live: LiveSession, nods: int) -> str:
    """Say how many are here where more than that nodded, after a gap; "" where it can be."""
    more = beyond((nods,), live.session.attendance)
    return f"   {more}" if more else ""


def kept_elsewhere(live: LiveSession, saved: Record | None) -> Content | None:
    """Say where a line went that became a note among ideas or actions, whose list does not show it."""
    if not isinstance(saved, Observation) or not _hides_notes(live):
        return None
    kind = live.notes.kinds.get(saved.kind)
    told = f" as a note, “{kind.label if kind else saved.kind}”, not as an {live.position.kind}.   "
    return safe.text(("Kept", "bold"), told, ("F7", "key"), " shows notes")


def kept_to_you(live: LiveSession, saved: Worded) -> Content:
    """Say why a line that was saved is seen by the facilitators alone, and for how long."""
    said = " ".join(word.text for word in redactable_texts(saved))
    found = live.guard.caution_in(said)
    why = f". {found.concern.told}: “{found.found}”." if found is not None else "."
    return safe.text(("Only you see it", "private bold"), f" until one of you decides{why}")


def some_elsewhere(live: LiveSession, saved: Sequence[Record]) -> str:
    """Say how many of many lines became notes that the list in hand does not show; "" for none."""
    notes = sum(isinstance(each, Observation) for each in saved) if _hides_notes(live) else 0
    return f", {notes} of them as {'notes' if notes > 1 else 'a note'}" if notes else ""


def _hides_notes(live: LiveSession) -> bool:
    return live.position.kind in (IDEA, ACTION) and live.position.instrument != NOTES


def cautioned(caution: Caution, width: int) -> tuple[Content, str]:
    """Say what to take care with in a line of that width, and what helps; with it the pen of its bar.

    Where it does not fit, the question goes first, then the end of what was found.
    """
    if caution.concern is Concern.ELSEWHERE:
        pen, sentence, found = "private", f"{caution.concern.told}.", ""
        keys = safe.text("   ", ("^D", "key"), (" whom to turn to", "muted"))
    else:
        pen, sentence, found = "warn", f"{caution.concern.told}:", f" “{caution.found}”."
        keys = safe.text(
            "   ", ("^X", "key"), (" rewrite   ", "muted"), ("^K", "key"), (" only you", "muted")
        )
    full = safe.text((sentence, f"{pen} bold"), found, f" {caution.concern.asks}", keys)
    if full.cell_length <= width:
        return full, pen
    room = max(width - len(sentence) - keys.cell_length, 0)
    return safe.text((sentence, f"{pen} bold"), safe.text(found).truncate(room, ellipsis=True), keys), pen


def _column(live: LiveSession, kind: str, columns: tuple[str, ...]) -> str:
    """Say in which column a line goes, or that it goes in none."""
    if kind in columns:
        return f"goes to {live.notes.kinds[kind].heading or live.notes.kinds[kind].label}"
    return "in no column" if kind in live.notes.kinds else ""


def _who_sees(live: LiveSession, kind: str) -> str:
    if kind == IDEA:
        return ""
    known = live.notes.kinds.get(kind)
    if known is not None and known.visibility is Visibility.FACILITATOR:
        return "only you"
    return f"{live.sides.name(live.sides.in_hand) or 'team'} may see it"


_WHO_SEES = {IDEA: "", "private": "only you", "quote": "only you until they say yes"}
