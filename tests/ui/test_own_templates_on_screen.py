"""A template of one's own that cannot be used, as it is told on the screen."""

from tests.ui.person import USUAL


async def test_a_broken_template_is_told_above_the_paper_and_where_it_was_written(demo, sit_down):
    workspace = demo[0]
    own = workspace.root / "templates"
    own.mkdir()
    (own / "worksheet.html.j2").write_text("<p>x</p>\n{{ doc.titel }}")
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        await person.choose("Worksheet")
        assert "worksheet.html.j2, line 2" in person.text
        (written,) = workspace.documents_dir.iterdir()
        assert "For whoever leads" in written.read_text(encoding="utf-8")


async def test_a_copy_is_made_changed_and_checked_and_a_language_begun_by_keyboard(demo, sit_down):
    own = demo[0].root / "templates"
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5", "t", "enter")
        plan = own / "action-plan.html.j2"
        begun = plan.read_text(encoding="utf-8")
        assert "nothing to put right" in person.text
        plan.write_text(begun + "<p>{{ sponsor }}</p>\n", encoding="utf-8")
        await person.press("r")
        line = begun.count("\n") + 1
        assert f"line {line}: There is no sponsor." in person.text
        assert "Did you mean programme.sponsor?" in person.text
        await person.press("l")
        await person.type("de")
        await person.press("enter")
        await person.walk_to("language de")
        assert "words stay English, and papers say so" in " ".join(person.text.split())
        assert "date.months" in person.text
