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
