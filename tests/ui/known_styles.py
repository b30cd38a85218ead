"""Which rules of the style sheets fit a widget, found out once for all the programs that are opened.

Textual finds it out anew for every widget under one that changes. Here the answer is kept: as long as the way
from the program to a widget looks the same to every rule that may fit it, the same rules fit it.
"""

from __future__ import annotations

import functools
from typing import Any, ClassVar

import pytest
from textual.app import App
from textual.css.model import RuleSet, SelectorType
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

_BESIDE = {"first-of-type", "last-of-type", "first-child", "last-child", "odd", "even", "empty"}
"""What a rule may ask for that depends on the widgets beside: such rules are looked for anew each time."""

_FLAGS = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
_SIGNS = {SelectorType.CLASS: ".", SelectorType.ID: "#", SelectorType.TYPE: ""}


class Rules:
    """The rules that may fit a widget by its names alone; they ask for more, also around it."""

    def __init__(self, rules: list[RuleSet]) -> None:
        asked = [part for rule in rules for one in rule.selector_set for part in one.selectors]
        self.ids = tuple(map(id, rules))
        self.pseudo = frozenset().union(*(part.pseudo_classes for part in asked))
        self._names = {_SIGNS[part.type] + part.name for part in asked if part.type in _SIGNS}
        self._names.add(".-textual-system")  # what `*` leaves out
        self._of_names: dict[tuple, frozenset[str]] = {}
        self._asks_focus = not self.pseudo.isdisjoint({"focus", "blur"})
        self._asks_disabled = not self.pseudo.isdisjoint({"disabled", "enabled"})
        self._asks_widgets = not self.pseudo.isdisjoint(
            {"hover", "focus", "blur", "disabled", "enabled", "can-focus"}
        )
        self._asks_program = not self.pseudo.isdisjoint({"dark", "light", "ansi", "nocolor", "inline"})

    def way_to(self, path: list[DOMNode]) -> tuple:
        """Return all they ask for, along the way from the program to a widget."""
        way: list[Any] = [self._looks(node) for node in path]
        if self._asks_widgets:
            way += [self._state(node) for node in path[1:] if isinstance(node, Widget)]
        if self._asks_program:
            app = path[0]
            way += [app.current_theme.dark, app.native_ansi_color, app.no_color, app.is_inline]
        if self._asks_focus:
            way.append(path[0].app_focus)
        if "focus-within" in self.pseudo and len(path) > 1:
            focused = path[1].focused
            around = set(focused.css_path_nodes) if focused is not None else ()
            way.append(sum(node in around for node in path))
        return tuple(way)

    def _looks(self, node: DOMNode) -> frozenset[str]:
        names = (type(node), node._id, frozenset(node._classes))
        if names not in self._of_names:
            self._of_names[names] = frozenset(self._names & node._selector_names)
        return self._of_names[names]

    def _state(self, node: Widget) -> tuple[bool, ...]:
        return (
            "hover" in self.pseudo and node.mouse_hover,
            self._asks_focus and node.has_focus,
            self._asks_disabled and node.disabled,
            "can-focus" in self.pseudo and node.allow_focus(),
        )


class Sheet:
    """Every rule of a program, and which of them may fit a widget by its names alone."""

    known: ClassVar[dict[tuple[int, ...], Rules]] = {}

    def __init__(self, sheet: Stylesheet) -> None:
        self.rules = sheet.rules
        self._by_name = sheet.rules_map
        self._at = {id(rule): at for at, rule in enumerate(self.rules)}
        self._of_names: dict[tuple, Rules] = {}

    def rules_for(self, node: DOMNode) -> Rules:
        """Return those that may fit a widget."""
        names = (type(node), node._id, frozenset(node._classes))
        if names not in self._of_names:
            by_name = self._by_name
            some = {
                id(rule): rule for name in by_name.keys() & node._selector_names for rule in by_name[name]
            }
            ids = tuple(sorted(some, key=self._at.__getitem__))
            if ids not in self.known:
                self.known[ids] = Rules([some[each] for each in ids])
            self._of_names[names] = self.known[ids]
        return self._of_names[names]


@pytest.fixture(autouse=True, scope="session")
def styles_found_once():
    """Find out once for all programs which rules fit a widget."""
    apply, replace = Stylesheet.apply, Stylesheet.replace_rules
    found: dict[tuple, tuple[dict | None, tuple[bool, ...]]] = {}
    styled: dict[tuple, dict] = {}  # by the same keys: what the rules come to in a widget that had none
    taken: list[tuple[DOMNode, dict | None]] = []  # the rules of those that are being styled anew
    sheets: list[Sheet] = []  # all that were, so that no other rule gets the id of one of theirs

    def sheet_of(sheet):
        if not sheet._require_parse and getattr(sheet, "_known_rules", None) is sheet._rules:
            return sheet._known
        sheets.append(Sheet(sheet))
        sheet._known_rules, sheet._known = sheet._rules, sheets[-1]
        return sheet._known

    def key_of(sheet, node):
        """Return what decides how a widget is styled; None if that cannot be told."""
        rules, path = sheet_of(sheet).rules_for(node), node.css_path_nodes
        if not _BESIDE.isdisjoint(rules.pseudo) or not isinstance(path[0], App):
            return None
        return rules.ids, rules.way_to(path)

    @functools.wraps(apply)
    def apply_known(sheet, node, *, animate=False, cache=None):
        key = key_of(sheet, node)
        if key is None:
            apply(sheet, node, animate=animate, cache=cache)
        elif node.__dict__.get("_styled_as") == key:
            style_parts(sheet, node)
            if not animate:
                node.notify_style_update()  # what it took from around it may have changed
        elif key in found:
            values, flags = found[key]
            for name, flag in zip(_FLAGS, flags, strict=True):
                setattr(node, name, flag)
            if values is not None:
                put(sheet, node, key, values, animate)
            sheet._process_component_classes(node)
        else:
            taken.append((node, None))
            apply(sheet, node, animate=animate)
            found[key] = taken.pop()[1], tuple(getattr(node, name) for name in _FLAGS)
        node._styled_as = key

    def put(sheet, node, key, values, animate):
        """Give a widget its rules; one that is new and had none has nobody yet to tell of each."""
        styles = node._css_styles
        is_new = not styles._rules and not node._is_mounted
        if is_new and key in styled:
            styles.merge_rules(styled[key])
            node._nodes.updated()  # it may be one that is not displayed
            node.notify_style_update()
            return
        sheet.replace_rules(node, values, animate=animate)
        if is_new:
            styled[key] = dict(styles._rules)

    def style_parts(sheet, node):
        """Style the parts of a widget, such as the cursor of a field, if one of them would change."""
        for name in node._get_component_classes():
            part = node._component_styles[name].node
            if part is None or part.__dict__.get("_styled_as", ()) != key_of(sheet, part):
                sheet._process_component_classes(node)
                return

    def replace_rules(node, rules, animate=False):
        if taken and taken[-1][0] is node:
            taken[-1] = (node, rules)
        replace(node, rules, animate=animate)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "apply", apply_known)
        patch.setattr(Stylesheet, "replace_rules", staticmethod(replace_rules))
        yield
