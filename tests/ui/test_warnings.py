"""What is said while a line names, judges or is for elsewhere; two ways out, and none is forced."""

from __future__ import annotations

import pytest

from facilitator.model.action import Action
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.programme import Programme
from facilitator.model.session import Draft
from facilitator.ui.widgets.capture_line import CaptureInput
from tests.ui.going import go, work_with
from tests.ui.person import NARROW, WIDE

NAMED = "- We wait for Dev to read the folder"
LINE = "She was harassed WITHOUTTRACE by the lead"


async def at_notes(person):
    await go(person, "runner")
    await work_with(person, "notes")
    await person.press("tab")


def last(person, kind=Observation):
    return person.live.records.all(kind)[-1]


# A name -------------------------------------------------------------------------------------------


async def test_a_name_is_told_under_the_line_and_enter_still_saves(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await at_notes(person)
        await person.type(NAMED)
        assert "This names a person: “Dev”. Say it about the work?   ^X rewrite   ^K only you" in person.text
        assert person.line == NAMED
        await person.press("enter")
        assert last(person).text == "We wait for Dev to read the folder"
        assert "Only you see it until one of you decides. This names a person: “Dev”." in person.text
        assert "rewrite" not in person.text


async def test_in_a_small_window_the_keys_stay(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await at_notes(person)
        await person.type(NAMED)
        assert "This names a person: “Dev”.   ^X rewrite   ^K only you" in person.text


async def test_one_key_offers_words_about_the_work_and_saves_nothing(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await at_notes(person)
        before = person.live.notes.all
        await person.type(NAMED)
        await person.press("ctrl+x")
        assert person.line == "- We wait for somebody in Infrastructure and Cloud to read the folder"
        assert "Change it as you like." in person.text
        assert person.live.notes.all == before
        await person.press("enter")
        assert last(person).text == "We wait for somebody in Infrastructure and Cloud to read the folder"


REWRITTEN = {
    "Hana decides alone": "somebody decides alone",
    "our new team lead decides alone": "somebody decides alone",
    "mail x@example.org about it #change": "mail the shared address about it #change",
    "ring 01632 960001": "ring the usual number",
    " - Dev keeps the list": " - somebody in Infrastructure and Cloud keeps the list",
}


async def test_what_is_offered_fits_what_was_found(demo, sit_down):
    offered = {}
    async with sit_down(*demo) as person:
        await at_notes(person)
        for line in REWRITTEN:
            await person.write_over(line)
            await person.press("ctrl+x")
            offered[line] = person.line
    assert offered == REWRITTEN


async def test_where_a_word_judges_a_gap_is_left_to_write_in(demo, sit_down):
    async with sit_down(*demo) as person:
        await at_notes(person)
        await person.type("The office is lazy about links")
        assert "This judges a person: “lazy”" in person.text
        await person.press("ctrl+x")
        assert person.line == "The office is … about links"
        assert person.screen.focused.cursor_position == len("The office is …")


async def test_one_key_makes_the_line_private(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await at_notes(person)
        await person.type(NAMED)
        await person.press("ctrl+k")
        assert person.line == "(We wait for Dev to read the folder"
        assert "only you" in person.words_of("#below")
        assert "names a person" not in person.text
        await person.press("enter")
        assert (last(person).kind, last(person).text) == ("private", "We wait for Dev to read the folder")


async def test_without_a_warning_the_two_keys_are_those_of_any_field(demo, sit_down):
    async with sit_down(*demo) as person:
        await at_notes(person)
        await person.type("nobody is named here")
        await person.press("home", "ctrl+x")
        assert person.line == "nobody is named here"
        await person.press("ctrl+k")
        assert person.line == ""


async def test_the_owner_of_an_action_is_not_warned_of(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "runner")
        await work_with(person, "actions")
        await person.press("tab")
        await person.type("Try the checklist @Jo Marsh due fri")
        assert "Jo Marsh (Desk)" in person.words_of("#below")
        assert "names a person" not in person.text
        await person.press("enter")
        assert last(person, Action).text == "Try the checklist"


async def test_a_name_that_was_just_added_is_known(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "runner")
        await work_with(person, "actions")
        await person.press("tab")
        await person.enter("Write it down @Petra due fri")
        await person.type("Ask Petra about it")
        assert "This names a person: “Petra”" in person.text


async def test_of_many_pasted_lines_it_says_how_many_to_look_at(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await at_notes(person)
        await person.paste("Dev keeps the list\nAll is well\nThey are idiots")
        assert "3 lines saved." in person.text
        assert "2 may name or judge somebody" in person.text


# Changing what is written -------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "kind"), [("notes", Observation), ("ideas", ImprovementIdea)])
async def test_the_dialog_warns_too_and_saves_all_the_same(demo, sit_down, place, kind):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await work_with(person, place)
        key = person.rows.key
        await person.press("e")
        assert "names a person" not in person.text
        await person.write_over("Dev keeps the key")
        assert "This names a person: “Dev”. Say it about the work?" in person.flow
        await person.press("enter")
        changed = person.live.records.find(kind, key)
        assert (changed.title if kind is ImprovementIdea else changed.text) == "Dev keeps the key"


async def test_the_review_warns_too(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "review")
        await person.press("e")
        await person.write_over("Jo is stubborn")
        assert "This names a person: “Jo”" in person.flow


# Not one for the notes ----------------------------------------------------------------------------


def traces(workspace):
    """Every file of the workspace in which the line, or the beginning of it, can be read."""
    files = [path for path in workspace.root.rglob("*") if path.is_file()]
    assert files
    return [
        path.name for path in files if any(word in path.read_bytes() for word in (b"WITHOUT", b"harassed"))
    ]


async def rest(person):
    """Let the typing rest, so that the half-typed line is kept against a crash."""
    person.screen.line.keep_half()
    await person.settle()


async def test_the_card_says_whom_to_turn_to_and_gives_the_line_back(demo, sit_down):
    workspace, _ = demo
    async with sit_down(*demo, size=WIDE) as person:
        await at_notes(person)
        await person.type(LINE)
        assert "This is not one for the notes. It has its own people.   ^D whom to turn to" in person.text
        await person.press("ctrl+d")
        assert "harassment or bullying" in person.text
        assert "usually human resources" in person.text
        assert LINE not in person.text
        assert traces(workspace) == []
        await person.press("escape")
        assert person.line == LINE
        assert isinstance(person.screen.focused, CaptureInput)


async def test_a_line_for_elsewhere_is_never_kept_by_itself(demo, sit_down):
    workspace, _ = demo
    async with sit_down(*demo) as person:
        await at_notes(person)
        await person.type(LINE)
        await rest(person)
        assert person.live.records.all(Draft) == ()
        await person.press("ctrl+d", "delete")
        assert traces(workspace) == []


@pytest.mark.parametrize("erased", [False, True])
async def test_a_line_that_is_let_go_is_in_no_file(demo, sit_down, erased):
    workspace, _ = demo
    notes = len(demo[1].sessions[-1].all(Observation))
    async with sit_down(*demo, size=WIDE) as person:
        await at_notes(person)
        await person.type("She was WITHOUTTRACE")
        await rest(person)
        assert traces(workspace) != []
        if erased:
            await person.write_over("")
            await rest(person)
            await person.type("again WITHOUT")
        await person.press("ctrl+d", "delete")
        assert person.line == ""
        assert "The line is gone. Nothing of it is stored." in person.text
        assert traces(workspace) == []
        await person.press("ctrl+n")
        assert len(person.live.notes.all) == notes
    assert traces(workspace) == []


async def test_what_was_done_before_can_still_be_undone(demo, sit_down):
    async with sit_down(*demo) as person:
        await at_notes(person)
        await person.enter("A remark")
        await person.type("again")
        await rest(person)
        await person.press("ctrl+d", "delete")
        assert last(person).text == "A remark"
        await person.press("ctrl+z")
        assert last(person).text != "A remark"


async def test_whom_to_turn_to_is_written_down_for_the_programme(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.command("whom to turn to")
        assert "let the line go" not in person.text
        await person.press("delete", "ctrl+e")
        await person.write_over("Ruth, room 4, 2233")
        await person.press("ctrl+n")
        assert "Ruth, room 4, 2233" in person.text
        (channel,) = person.folder.file.all(Programme)[0].channels
        assert (channel.matter.value, channel.whom) == ("harassment", "Ruth, room 4, 2233")
        await person.press("escape")
        assert "Ruth" not in person.text
