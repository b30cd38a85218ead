"""Notes on papers: the remarks, and what was parked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.documents.parts.block import Block
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.insight.script_lists import Item, item_named, item_of_group, parked_items
from facilitator.live.paper_entry.sheet import NOTES
from facilitator.model.audience import Visibility, countable, effective_visibility
from facilitator.model.base import TeamId
from facilitator.model.group import NoteGroup
from facilitator.model.kinds import kinds_of
from facilitator.model.observation import MOMENT, NEED, Observation, Tone, tone_of

_PARKING = "parking"


def remark_rows(reading: Reading) -> list[View]:
    """Return the remarks in reading order: under the script's own headings; under what was talked about in
    turn, as it was said; what works, by nods; moments of which nobody said what they did; then the rest, by
    practice and nods.

    Focus practices come first; practices with a single line stand together under "Other practices". What
    nobody heard at the read-back in these words follows in the same order, marked.
    """
    remarks = [note for note in reading.notes if note.kind not in (_PARKING, NEED)]
    heard = [note for note in remarks if not is_later(note, reading)]
    later = [note for note in remarks if is_later(note, reading)]
    return [*_in_reading_order(heard, reading), *_in_reading_order(later, reading)]


def is_later(note: Observation, reading: Reading) -> bool:
    """Tell whether a note was added, shown or put in other words after the read-back there was."""
    read_back = reading.session.read_back
    return read_back is not None and read_back.done and (note.after_read_back or note.said_on is not None)


def _in_reading_order(remarks: Sequence[Observation], reading: Reading) -> list[View]:
    kinds = kinds_of(reading.session.script)
    under = {kind.key: kind.heading for kind in kinds.values() if kind.heading}
    about = {note.id: item for note in remarks if (item := _talked_about(note, reading)) is not None}
    in_turn = sorted((note for note in remarks if note.id in about), key=lambda note: note.number)
    remarks = [note for note in remarks if note.id not in about]
    headed = [note for kind in under for note in sorted(remarks, key=_by_nods) if note.kind == kind]
    remarks = [note for note in remarks if note.kind not in under]
    good = sorted((note for note in remarks if tone_of(note, kinds) is Tone.GOOD), key=_by_nods)
    unclear = sorted((note for note in remarks if _is_unclear(note)), key=_by_nods)
    rest = [note for note in remarks if tone_of(note, kinds) is not Tone.GOOD and not _is_unclear(note)]
    counts = Counter(note.practice for note in rest if note.practice)
    focus = [key for key in reading.session.focus if counts[key]]
    more = [key for key in counts if counts[key] > 1 and key not in focus]
    own = [*focus, *sorted(more, key=lambda key: -counts[key])]
    groups = [[note for note in rest if note.practice == key] for key in own]
    others = [note for note in rest if note.practice not in own]
    rows = [_remark_row(note, "own", under[note.kind], reading) for note in headed]
    rows += [_remark_row(note, "own", about[note.id].words, reading) for note in in_turn]
    rows += [_remark_row(note, "works", "", reading) for note in good]
    rows += [_remark_row(note, "moments", "", reading) for note in unclear]
    for key, group in zip([*own, None], [*groups, others], strict=True):
        heading = reading.practice(key) if key else reading.words("plan.other_practices")
        rows += [_remark_row(note, "hurts", heading, reading) for note in sorted(group, key=_by_nods)]
    return rows


def _talked_about(note: Observation, reading: Reading) -> Item | None:
    """Return what a note of a loop was said about, else its group, where its readers may know that."""
    if note.group and not note.item:
        return next(
            (
                item_of_group(each)
                for each in countable(reading.records.all(NoteGroup))
                if each.id == note.group
            ),
            None,
        )
    segments = {each.key: each for each in reading.session.script.segments}
    segment = segments.get(note.segment)
    return item_named(note.item, segment, reading.records) if note.item and segment is not None else None


def _is_unclear(note: Observation) -> bool:
    """Tell whether a note is a moment of which nobody said whether it makes or breaks a service."""
    return note.kind == MOMENT and tone_of(note) is Tone.OPEN


def _by_nods(note: Observation) -> tuple[object, ...]:
    return (-note.nods, note.number, note.id)


def _remark_row(note: Observation, part: str, group: str, reading: Reading) -> View:
    return {
        "part": part,
        "later": is_later(note, reading),
        "group": group,
        "talked": _talked_about(note, reading) is not None,
        "kind": note.kind,
        "label": kind_label(note.kind, reading),
        "text": said_text(note, reading),
        "practice": reading.practice(note.practice, short=True),
        "practice_key": note.practice or "",
        "nods": note.nods if reading.may_count else "",
        "seen_by": seen_by(note, reading),
        "seen_by_key": effective_visibility(note).value,
    }


def said_text(note: Observation, reading: Reading) -> str:
    """Return the words of a note; of a late remark with the day it came, where its readers may know that."""
    if note.said_on is None:
        return note.text
    day = reading.words.day(note.said_on, reading.released.as_of.year)
    return reading.words("late.added", text=note.text, day=day)


def kind_label(kind: str, reading: Reading) -> str:
    """Return the label of a kind of note; of a script's own kinds the script's."""
    if reading.words.has(f"kind.{kind}"):
        return reading.words(f"kind.{kind}")
    return next((own.label for own in reading.session.script.kinds if own.key == kind), kind)


def seen_by(note: Observation, reading: Reading) -> str:
    """Return who besides the team may see a note: nobody else, named partners, leaders, anyone.

    What two teams said together the other one sees as well.
    """
    visible = effective_visibility(note)
    together = note.team is None and visible.reaches(Visibility.TEAM)
    named = (*(reading.session.teams if together else ()), *_partners(note, visible))
    partners = reading.teams(named)
    if partners and not visible.reaches(Visibility.PROGRAMME):
        return partners
    if visible.reaches(Visibility.PROGRAMME):
        return reading.words(f"seen_by.{visible.value}")
    return reading.words("seen_by.team")


def _partners(note: Observation, visible: Visibility) -> tuple[TeamId, ...]:
    return note.counterparts if visible is Visibility.PARTNERS else ()


# Parked -------------------------------------------------------------------------------------------


def parked_rows(reading: Reading) -> list[View]:
    """Return what the team cannot settle: what it asks of leaders, then what was parked, each by nods; last
    what was in hand and goes on another time.
    """
    asked = sorted((note for note in reading.notes if note.kind == NEED), key=_by_nods)
    parked = sorted((note for note in reading.notes if note.kind == _PARKING), key=_by_nods)
    rows = [_parked_row(note, reading) for note in (*asked, *parked)]
    again = reading.words("parked.again")
    return rows + [_again_row(item.words, again) for item in parked_items(reading.records)]


def _again_row(text: str, where: str) -> View:
    """Return the row of what the room talks about another time."""
    return {"text": text, "nods": "", "nodded": "", "where_to": where, "where_to_key": Visibility.TEAM.value}


def _parked_row(note: Observation, reading: Reading) -> View:
    words = reading.words
    beyond = effective_visibility(note).reaches(Visibility.PARTNERS)
    asked = "parked.asked_here" if reading.is_of_leaders else "parked.asked"
    stays, goes = (asked, f"{asked}_seen") if note.kind == NEED else ("parked.stays", "parked.beyond")
    where = words(goes, seen_by=seen_by(note, reading)) if beyond else words(stays)
    if note.no_because:
        where = words("parked.no", who=note.no_by, why=note.no_because)
    return {
        "text": said_text(note, reading),
        "nods": note.nods if reading.may_count else "",
        "nodded": words.count("count.nod", note.nods) if note.nods and reading.may_count else "",
        "where_to": where,
        "where_to_key": effective_visibility(note).value,
    }


def plan(reading: Reading) -> View:
    """Return what the action plan says of notes."""
    headings = [kind.heading for kind in kinds_of(reading.session.script).values() if kind.heading]
    talked = (_talked_about(note, reading) for note in sorted(reading.notes, key=lambda each: each.number))
    headings += [item.words for item in talked if item is not None]
    return {
        "headings": list(dict.fromkeys(headings)),
        "parked": parked_rows(reading),
        "remarks": remark_rows(reading),
    }


BLOCK = Block(plan=plan, lines={"notes": NOTES})
