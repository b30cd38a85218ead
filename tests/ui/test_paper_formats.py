"""The formats of papers, chosen on the screen."""

from facilitator.documents.formats import registry
from tests.ui.person import USUAL

FORMATS = {
    ".md": b"**",
    ".wiki.md": b"**",
    ".txt": b"For whoever",
    ".docx": b"PK",
    ".pdf": b"%PDF",
    ".json": b"{",
    ".html": b"<!",
}
"""What files of each format begin with, in the order in which → offers the formats."""


async def test_a_paper_leaves_in_the_format_that_is_chosen(demo, sit_down):
    written = {}
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        for begins in FORMATS.values():
            await person.press("right")
            await person.choose("Worksheet")
            assert "Written" in person.text
            (path,) = person.app.workspace.documents_dir.iterdir()
            written["".join(path.suffixes)] = path.read_bytes()[: len(begins)]
            path.unlink()
    assert written == FORMATS


async def test_only_what_this_machine_can_write_is_offered(demo, sit_down, monkeypatch):
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        assert "Word" in person.text
        assert "PDF" not in person.text
        await person.press("left", "left")
        await person.choose("Worksheet")
        (written,) = person.app.workspace.documents_dir.iterdir()
        assert written.suffix == ".docx"
