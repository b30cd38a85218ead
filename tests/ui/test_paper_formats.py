"""The formats of papers, chosen on the screen."""

import pytest

from facilitator.documents.formats import registry
from tests.ui.person import USUAL


@pytest.mark.parametrize(
    ("steps", "ending", "begins"),
    [
        (1, "md", b"**"),
        (2, "txt", b"For whoever"),
        (3, "docx", b"PK"),
        (4, "pdf", b"%PDF"),
        (5, "html", b"<!"),
    ],
)
async def test_a_paper_leaves_in_the_format_that_is_chosen(demo, sit_down, steps, ending, begins):
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5", *["right"] * steps)
        await person.choose("Worksheet")
        assert "Written" in person.text
        (written,) = person.app.workspace.documents_dir.iterdir()
        assert written.suffix == f".{ending}"
        assert written.read_bytes().startswith(begins)


async def test_only_what_this_machine_can_write_is_offered(demo, sit_down, monkeypatch):
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        assert "Word" in person.text
        assert "PDF" not in person.text
        await person.press("left")
        await person.choose("Worksheet")
        (written,) = person.app.workspace.documents_dir.iterdir()
        assert written.suffix == ".docx"
