"""What the tests remember of the styles is what Textual would find out."""

from textual.css.stylesheet import Stylesheet

from tests.ui.person import NARROW, WIDE


def styles_of(node):
    parts = {name: dict(node._component_styles[name].base._rules) for name in node._component_styles}
    return dict(node._css_styles._rules), parts


async def test_each_widget_is_styled_as_by_textual(demo, sit_down, monkeypatch):
    told, visited = [], 0
    for size in (NARROW, WIDE):
        async with sit_down(*demo, size=size) as person:
            for keys in (["4", "enter", "down"], ["escape", "1", "c", "tab"], ["f7"], ["escape", "ctrl+p"]):
                await person.press(*keys)
                for node in [*person.screen.walk_children(with_self=True)]:
                    known = styles_of(node)
                    with monkeypatch.context() as patch:
                        patch.setattr(Stylesheet, "apply", Stylesheet.apply.__wrapped__)
                        person.app.stylesheet.apply(node)
                    told += [f"{keys} {node!r}"] if styles_of(node) != known else []
                    visited += 1
    assert visited > 200
    assert not told, told
