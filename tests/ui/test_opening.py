"""A screen that opens is dressed and laid out once: all else is time somebody waits."""

from collections import Counter

from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from tests.ui.going import go
from tests.ui.person import NARROW, WIDE


async def test_what_opens_is_dressed_once_and_hardly_ever_laid_out_again(demo, sit_down, monkeypatch):
    dressed, laid_out = Counter(), Counter()
    dress, lay_out = Stylesheet.apply, Screen._refresh_layout

    def counted_dress(sheet, node, **how):
        dressed[node] += 1
        dress(sheet, node, **how)

    def counted_lay_out(screen, *size, **how):
        laid_out[screen] += 1
        lay_out(screen, *size, **how)

    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f7", "escape")  # what is only for later screens has been read now
        behind = person.screen
        monkeypatch.setattr(Stylesheet, "apply", counted_dress)
        monkeypatch.setattr(Screen, "_refresh_layout", counted_lay_out)
        await person.press("f7")
        opened = [each for each in person.screen.walk_children(with_self=True) if not each.has_focus]
        assert {type(each).__name__: dressed[each] for each in opened if dressed[each] != 1} == {}
        assert laid_out[person.screen] <= 3
        assert laid_out[behind] <= 1


async def test_a_screen_knows_its_own_style_sheet_and_the_window_when_it_opens(empty, sit_down):
    for size, names in (
        (NARROW, {"-narrow", "-high"}),
        (WIDE, {"-wide", "-high"}),
        ((80, 12), {"-narrow", "-low"}),
    ):
        async with sit_down(empty, size=size) as person:
            assert {name for name in person.screen.classes if name.startswith("-")} == names
            assert person.screen.styles.align == ("center", "middle")


async def test_what_lies_behind_follows_the_window(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("n")
        await person.pilot.resize_terminal(*NARROW)
        await person.settle()
        await person.press("escape")
        assert person.screen.has_class("-narrow")
        assert person.screen.size == NARROW
        assert all(len(line) <= NARROW[0] for line in person.text.splitlines())
