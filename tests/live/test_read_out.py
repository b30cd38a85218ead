"""What the room heard at the read-back: in which words, and what came or changed afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility, countable
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.wording.heard import counted_lines
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.workspace.listening import PEOPLE, PRACTICES, TEAMS, planned


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSession]:
    clock = FakeClock()
    file = SessionFile(tmp_path / "session.json", clock=clock.now)
    file.put(planned())
    yield LiveSession(
        SessionDesk(
            file, clock=clock, today=date(2026, 3, 12), practices=PRACTICES, teams=TEAMS, people=PEOPLE
        )
    )
    file.close()


def held(live: LiveSession) -> tuple[Observation, Observation, Observation]:
    """Hold a session of which one note is read back, and two stay with the facilitators."""
    live.course.start()
    heard = live.notes.add("The form asks twice", "hurts")
    kept = live.editing.set_visibility(live.notes.add("Not for today", "hurts"), Visibility.FACILITATOR)
    quote = live.notes.add("We wait every Monday", "quote")
    live.frame.read_back_done()
    live.course.finish()
    assert isinstance(kept, Observation)
    return heard, kept, quote


def unheard(live: LiveSession) -> list[str]:
    """Return the words nobody heard so at the read-back."""
    return [each.text for each in live.notes.all if each.after_read_back]


KEPT = ["Not for today", "We wait every Monday"]


def test_what_stayed_with_the_facilitators_was_not_heard_even_when_it_is_shown_later(
    live: LiveSession,
) -> None:
    _, kept, quote = held(live)
    assert unheard(live) == KEPT
    live.editing.set_visibility(kept, Visibility.TEAM)
    live.notes.speaker_agreed(quote)
    assert unheard(live) == KEPT


AFTERWARDS = {
    "other words": (lambda live, note: live.editing.set_text(note, "It asks twice"), ["It asks twice"]),
    "the same words": (lambda live, note: live.editing.set_text(note, note.text), []),
    "fewer readers and back": (
        lambda live, note: [
            live.editing.set_visibility(note, each) for each in (Visibility.FACILITATOR, Visibility.TEAM)
        ],
        [],
    ),
    "another kind": (lambda live, note: live.notes.set_kind(note, "risk"), []),
    "parts of it": (lambda live, note: live.editing.split(note, ["The form", "asks twice"]), []),
    "parts in new words": (lambda live, note: live.editing.split(note, ["The form", "No end"]), ["No end"]),
    "typed from paper": (lambda live, note: live.notes.add("On the sheet", "hurts"), []),
    "private from paper": (lambda live, note: live.notes.add("Hm", "private"), ["Hm"]),
    "late": (lambda live, note: live.line.capture_late("It came", live.desk.today), ["It came"]),
}


@pytest.mark.parametrize("named", AFTERWARDS)
def test_what_is_new_or_put_in_other_words_afterwards_was_not_heard(live: LiveSession, named: str) -> None:
    afterwards, expected = AFTERWARDS[named]
    note, *_ = held(live)
    afterwards(live, note)
    assert [each for each in unheard(live) if each not in KEPT] == expected


def test_undo_takes_the_new_words_and_what_is_said_of_them(live: LiveSession) -> None:
    note, *_ = held(live)
    live.editing.set_text(note, "It asks twice")
    live.undo()
    assert unheard(live) == KEPT


def test_what_is_written_after_it_in_the_meeting_is_heard_when_it_is_said_again(
    live: LiveSession,
) -> None:
    live.course.start()
    live.frame.read_back_done()
    live.notes.add("One thing more", "hurts")
    assert unheard(live) == ["One thing more"]
    live.frame.read_back_done()
    assert unheard(live) == []
    assert live.session.status is SessionStatus.RUNNING
    live.undo()
    assert unheard(live) == ["One thing more"]


def test_without_a_read_back_nothing_is_said_of_it(live: LiveSession) -> None:
    live.course.start()
    note = live.notes.add("The form asks twice", "hurts")
    live.course.finish()
    live.frame.read_back_skipped("The alarm")
    live.editing.set_text(note, "It asks twice")
    assert unheard(live) == []


def test_what_is_read_back_holds_what_was_agreed_and_promised(live: LiveSession) -> None:
    live.course.start()
    live.notes.add("The form asks twice", "hurts")
    live.notes.add("A sigh", "private")
    live.actions.add("Write one form", None, None)
    live.actions.add_commitment("Ask for one form", "Director")
    out = live.decisions.to_read_back
    assert [type(each).__name__ for each in out] == ["Observation", "Action", "Commitment"]


def test_lines_are_counted_one_way_and_what_stays_with_the_facilitators_apart(live: LiveSession) -> None:
    live.course.start()
    first = live.notes.add("The form asks twice", "hurts")
    live.notes.merge(first, [live.notes.add("It asks twice", "hurts")])
    live.notes.add("A sigh", "private")
    everything = live.records.all(Observation)
    assert len(countable(everything)) == 1
    assert counted_lines(live.notes.all) == "1, and 1 stays with us"
    assert counted_lines([first]) == "1"
    assert counted_lines(live.notes.all[1:]) == "1 stays with us"
