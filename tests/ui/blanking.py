"""One key blanks the screen, whatever stands there; any key brings the same back."""

from __future__ import annotations

from facilitator.ui.screen import Speaks
from facilitator.ui.widgets.lines import KeyLine
from tests.ui.person import Person

BLANKS = ("f4", "ctrl+l")


async def check_blank(person: Person, key: str) -> None:
    """Blank the screen with that key, and bring it back with a letter, which does nothing else."""
    await forget_said(person)
    before, screens = person.text, len(person.app.screen_stack)
    await person.press(key)
    assert not person.text.strip(), "not blanked"
    await person.press("x")
    assert len(person.app.screen_stack) == screens, "the letter did something else"
    assert person.text == before, "not the same came back"


async def forget_said(person: Person) -> None:
    """Let go what was just said, as any command does."""
    for line in person.screen.query(KeyLine):
        line.forget()
    if isinstance(person.screen, Speaks):
        person.screen.forget_said()
    await person.draw()
