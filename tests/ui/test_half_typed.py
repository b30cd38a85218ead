"""What is half typed in a form over a session is there again after the program ended; names are not kept."""

from facilitator.model.session import Draft
from tests.ui.going import go
from tests.ui.person import WIDE


async def open_form(person):
    await go(person, "actions")
    await person.press("home", "e")


def kept(folder):
    return [draft.text for file in folder.sessions for draft in file.all(Draft)]


async def test_half_typed_words_of_a_form_are_there_again_and_gone_once_saved_or_let_go(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=WIDE) as person:
        await open_form(person)
        await person.press("down")
        await person.type("Zora Quill")
        await person.press("escape") if person.screen.fields.line("owner").control.offered() else None
        await person.press(*["down"] * 4)
        await person.type("Ask the caretaker")
        person.app.keep_all()  # as at a signal
        assert kept(folder) == ["first_step: Ask the caretaker"]
    folder = workspace.open(folder.path)
    async with sit_down(workspace, folder, size=WIDE) as person:
        await open_form(person)
        assert "What you typed before stands here again" in person.flow
        assert person.screen.fields.line("first_step").typed == "Ask the caretaker"
        await person.press("ctrl+n")
        assert kept(folder) == []
        await person.press("e", *["down"] * 5)
        await person.type("Never mind")
        person.app.keep_all()
        assert kept(folder)
        await person.press("escape")
        await person.choose("Leave it unsaved")
        assert kept(folder) == []
    folder.close()


async def test_half_typed_words_of_one_line_are_there_again_and_gone_once_saved_or_let_go(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=WIDE) as person:
        await go(person, "notes")
        await person.press("home", "e")
        await person.write_over("Lamps are changed")
        person.app.keep_all()
        assert kept(folder) == ["line: Lamps are changed"]
    folder = workspace.open(folder.path)
    async with sit_down(workspace, folder, size=WIDE) as person:
        await go(person, "notes")
        await person.press("home", "e")
        assert "What you typed before stands here again" in person.flow
        assert person.line == "Lamps are changed"
        await person.press("enter")
        assert kept(folder) == []
        assert "Lamps are changed" in person.row_text()
        await person.press("e")
        await person.write_over("Never mind")
        person.app.keep_all()
        assert kept(folder)
        await person.press("escape")
        await person.choose("Leave it unsaved")
        assert kept(folder) == []
    folder.close()
