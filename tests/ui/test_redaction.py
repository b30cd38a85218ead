"""Redacting from the lists: what is asked, what is told, and that the words are gone at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from textual import events

from facilitator.documents.render import write
from facilitator.model.action import Action
from facilitator.model.audience import Audience, AudienceKind
from facilitator.model.changes import REDACTED
from facilitator.model.idea import ImprovementIdea
from facilitator.model.leader import Leader
from facilitator.model.observation import Observation
from facilitator.model.session import Draft
from facilitator.ui import input_queue
from facilitator.ui.dialogs.progress import Working
from facilitator.workspace.erasure.progress import ErasureProgress
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.release.issued import remember_issued
from tests.ui.going import go
from tests.ui.person import NARROW
from tests.workspace.redacting import MARK, bytes_of
from tests.workspace.test_redaction import HOLDER, state

SAID = f'{MARK} says "Größe" <b>&</b> [/nope] 🙈'


def gone(workspace):
    return bytes_of(workspace.root) == []


async def test_a_note_is_redacted_while_the_session_runs(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("tab")
        await person.enter(f"- {SAID}")
        note = person.live.notes.last
        back_up(*demo)
        await person.press("tab", "plus", "delete")
        assert f"Redact L-04/N-{note.number}" in person.text
        assert "It cannot be undone" in person.text
        await person.choose("Redact it for good")
        assert "No file of the workspace holds the words" in person.text
        await person.press("enter")
        assert person.live.records.find(Observation, note.id).text == REDACTED
        assert REDACTED in person.text
        assert gone(demo[0])
        await person.press("ctrl+z")
        assert MARK not in person.text
        assert "Nothing to undo" in person.text


async def test_what_people_keep_of_the_programme_is_redacted_in_its_list(demo, sit_down):
    workspace, folder = demo
    leader = folder.file.put(msgspec.structs.replace(folder.file.all(Leader)[0], advantage=SAID))
    folder.file.put(msgspec.structs.replace(leader, advantage="Shorter queues"))
    back_up(*demo)
    assert not gone(workspace)
    async with sit_down(*demo) as person:
        person.app.navigation.go_to_place("leaders", at=leader.id)
        await person.settle()
        await person.press("delete")
        await person.choose("Redact it for good")
        assert "No file of the workspace holds the words" in person.text
        await person.press("enter")
        assert folder.file.find(Leader, leader.id).advantage == REDACTED
        assert REDACTED in person.text
        assert gone(workspace)


async def test_leaving_it_changes_nothing(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("tab")
        await person.enter(f"- {SAID}")
        note = person.live.notes.last
        await person.press("tab")
        for leave in ("enter", "escape"):
            await person.press("delete")
            assert f"Redact L-04/N-{note.number}" in person.text
            await person.press(leave)
            assert person.live.records.find(Observation, note.id).text == note.text
        assert not gone(demo[0])


async def test_what_belongs_to_it_is_asked_about_one_by_one(demo, sit_down):
    workspace, folder = demo
    async with sit_down(*demo) as person:
        await go(person, "review")
        file = person.screen.file
        note = file.put(Observation(number=900, text=SAID))
        idea = file.put(ImprovementIdea(number=900, title=f"Stop that {MARK}", from_notes=(note.id,)))
        action = file.put(Action(number=900, text=f"Do it {MARK}", ideas=(idea.id,)))
        paper = workspace.documents_dir / "L-03-infrastructure-and-cloud-action-plan.html"
        write(folder, "action-plan", session=file, into=paper.parent)
        readers = {"audience": Audience(AudienceKind.FACILITATORS), "sessions": [file]}
        remember_issued(folder, paper, document="action-plan", format="html", **readers)
        await person.settle()
        await person.walk_to(MARK)
        await person.press("delete")
        assert "L-03/I-900 came from it" in person.text
        await person.choose("Take its words out too")
        assert "L-03/A-900 came from it" in person.text
        await person.choose("Leave it")
        assert "Papers that hold the words" in person.text
        await person.choose("Make them anew")
        await person.choose("Redact it for good")
        assert "Made anew" in person.text
        await person.press("enter")
        assert file.find(ImprovementIdea, idea.id).title == REDACTED
        assert file.find(Action, action.id) == action
        assert paper.exists()
        assert SAID[:20] not in paper.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("place", "kind", "field"), [("ideas", ImprovementIdea, "title"), ("actions", Action, "text")]
)
async def test_ideas_and_actions_can_be_redacted(demo, sit_down, place, kind, field):
    async with sit_down(*demo) as person:
        await go(person, place)
        file = person.live.records
        record = file.put(kind(number=900, **{field: SAID}))
        await person.settle()
        await person.press("tab")
        person.rows.focus()
        await person.walk_to(MARK)
        await person.press("delete")
        await person.choose("Redact it for good")
        await person.press("enter")
        assert getattr(file.find(kind, record.id), field) == REDACTED
        assert gone(demo[0])


async def test_a_half_typed_line_goes_as_a_whole(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "review")
        file = person.screen.file
        draft = file.put(Draft(segment=file.session.script.segments[0].key, text=f"- {SAID}"))
        await person.settle()
        await person.walk_to(MARK)
        await person.press("delete")
        await person.choose("Redact it for good")
        await person.press("enter")
        assert file.find(Draft, draft.id) is None
        assert gone(demo[0])


async def test_a_file_that_another_window_has_refuses_all_of_it(demo, sit_down):
    workspace, folder = demo
    session = next(file for file in folder.sessions if file.session.number == 3)
    note = session.put(Observation(number=900, text=SAID))
    backup = back_up(workspace, folder) / session.path.name
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(backup)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as other:
        assert other.stdout.readline().strip() == b"held"
        async with sit_down(*demo) as person:
            await go(person, "review")
            before = state(workspace.root)
            await person.walk_to(MARK)
            await person.press("delete")
            await person.choose("Redact it for good")
            assert "Open elsewhere" in person.text
            assert state(workspace.root) == before
            assert session.find(Observation, note.id).text == note.text
        other.stdin.close()


async def test_the_dialog_fits_a_small_window(demo, sit_down):
    workspace, folder = demo
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "review")
        file = person.screen.file
        file.put(Observation(number=900, text=SAID))
        file.put(Observation(number=901, text=SAID))
        for _ in range(3):
            back_up(workspace, folder)
        await person.settle()
        await person.walk_to(MARK)
        await person.press("delete")
        assert "Leave it as it is" in person.text
        assert "Redact it for good" in person.text
        assert "Redact L-03/N-90" in person.text


async def test_looking_through_many_words_leaves_the_screen_alive_and_can_be_ended(
    demo, sit_down, monkeypatch
):
    """The search waits at its first step, so that it is certainly under way when somebody ends it."""
    workspace, _ = demo
    workspace.documents_dir.mkdir()
    (workspace.documents_dir / "all.html").write_text(f"<p>{SAID}</p>\n<b>never</b> " * 100_000, "utf-8")
    begun, go_on, step = threading.Event(), threading.Event(), ErasureProgress.step

    def held(progress, *given):
        step(progress, *given)
        begun.set()
        assert go_on.wait(60)

    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("tab")
        await person.enter(f"- {SAID} and more")
        note = person.live.notes.last
        await person.press("tab")
        before = person.screen
        monkeypatch.setattr(ErasureProgress, "step", held)
        monkeypatch.setattr(
            input_queue, "LONGEST", 0.05
        )  # the dialog keeps keys no longer, so that Esc gets in
        person.app.post_message(events.Key("delete", None))
        assert await asyncio.to_thread(begun.wait, 60)
        await person.app.input.handled()
        assert isinstance(person.screen, Working)
        person.screen.show_step()
        await person.app.input.handled()
        assert "Looking through the workspace" in person.text
        person.app.post_message(events.Key("escape", None))
        await person.app.input.handled()
        assert isinstance(person.screen, Working)
        assert "It ends at the next step" in person.text
        go_on.set()
        await person.settle()
        assert "Looking through the workspace" not in person.text
        assert person.screen is before
        assert "It was ended before it was finished" in person.flow
        assert person.live.records.find(Observation, note.id) == note


async def test_a_file_that_is_not_the_programs_is_asked_about_by_its_name(demo, sit_down):
    workspace, _ = demo
    mine = workspace.documents_dir / "private" / "my own.txt"
    mine.parent.mkdir(parents=True)
    for answer, there in (("Leave it", True), ("Delete it", False)):
        mine.write_text(f"I noted: {SAID}", encoding="utf-8")
        async with sit_down(*demo) as person:
            await go(person, "notes")
            await person.press("tab")
            await person.enter(f"- {SAID}")
            await person.press("tab", "delete")
            assert "my own.txt holds the words" in person.flow
            await person.choose(answer)
            await person.choose("Redact it for good")
            assert ("my own.txt" in person.flow) is True
            await person.press("enter")
            assert mine.exists() is there
