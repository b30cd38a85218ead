"""Other words for a note or an idea: marks among them count as they do in the line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from facilitator.errors import ChangedMeanwhile
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.ui.widgets.note_signs import signs_of
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


def test_marks_in_other_words_of_a_note_count_and_one_undo_takes_all_back(live: LiveSession) -> None:
    note = live.notes.add("Answers are slow", "hurts", nods=2)
    live.rewording.reword(note, "- Answers take a week #incident @desk +5 !!")
    (now,) = live.notes.all
    assert (now.text, now.kind) == ("- Answers take a week", "hurts")
    assert (now.practice, now.counterparts, now.nods, now.intensity) == (
        *("incident_management", ("t-desk",)),
        *(5, 2),
    )
    assert signs_of(live, now, practice=True).startswith("#Incident !! @")
    assert "#" not in signs_of(live, now, practice=False)
    live.undo()
    assert live.notes.all == (note,)


def test_words_without_marks_keep_what_was_said_of_a_note(live: LiveSession) -> None:
    live.line.capture("- Answers are slow #incident @desk +5 !!")
    (note,) = live.notes.all
    live.rewording.reword(note, "Answers take a week")
    (now,) = live.notes.all
    assert (now.practice, now.counterparts, now.nods, now.intensity) == (
        *(note.practice, note.counterparts),
        *(5, 2),
    )


def test_marks_count_in_an_idea_and_nothing_of_words_that_changed_meanwhile_is_saved(
    live: LiveSession,
) -> None:
    idea = live.ideas.add("One form")
    live.rewording.reword(idea, "One form for all #incident @desk")
    (now,) = live.ideas.all
    assert (now.title, now.practices, now.counterparts) == (
        *("One form for all", ("incident_management",)),
        ("t-desk",),
    )
    with pytest.raises(ChangedMeanwhile):
        live.rewording.reword(idea, "Two forms @desk")
    assert live.ideas.all == (now,)
