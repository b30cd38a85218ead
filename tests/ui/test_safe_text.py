"""What people type is shown as they typed it, and never acts: not as markup, not on the terminal."""

import ast
import collections
import functools
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import facilitator.ui
from facilitator.text import clean
from facilitator.ui import safe
from facilitator.workspace.folder.workspace import Workspace
from tests.strategies import HOSTILE, TRICKY, any_text
from tests.tables import for_each
from tests.ui.going import go, home, tour
from tests.ui.person import NARROW

pytestmark = pytest.mark.painted

# The source: everything drawn is `Content` ---------------------------------------------------------

UI = Path(facilitator.ui.__path__[0])
SOURCES = sorted(set(UI.rglob("*.py")) - {UI / "safe.py"})
READ_AS_MARKUP = """
    Static Label Button Checkbox RadioButton Collapsible Option Tab TabPane Link Tooltip Toast
    update notify add_option add_options set_options
""".split()  # noqa: SIM905  # reads better
"""Widgets and methods whose first argument Textual reads as markup when it is a string."""
SHOWN_LATER = ("border_title", "border_subtitle", "tooltip", "label")
"""Attributes that are read as markup."""


class Reader(ast.NodeVisitor):
    """Finds what is shown without being known to be `Content`."""

    def __init__(self, names):
        self.names = names
        self.functions = []
        self.found = []

    def visit_FunctionDef(self, node):
        self.functions.append(node)
        self.generic_visit(node)
        self.functions.pop()

    def visit_Call(self, node):
        if name_of(node.func) in READ_AS_MARKUP and node.args and not is_table(node):
            self._check(node.args[0])
        self.generic_visit(node)

    def visit_Assign(self, node):
        if any(isinstance(target, ast.Attribute) and target.attr in SHOWN_LATER for target in node.targets):
            self._check(node.value)
        self.generic_visit(node)

    def _check(self, node):
        if not self._is_content(node):
            self.found.append(f"line {node.lineno}: {ast.unparse(node)}")

    def _is_content(self, node):
        if isinstance(node, ast.IfExp):
            return self._is_content(node.body) and self._is_content(node.orelse)
        if isinstance(node, ast.Call):
            func = node.func
            if isinstance(func, ast.Attribute) and name_of(func.value) == "safe":
                return True
            if isinstance(func, ast.Attribute) and func.attr == "join":
                return isinstance(func.value, ast.Call) and name_of(func.value.func) == "Content"
            return name_of(func) in self.names["Content"]
        if isinstance(node, ast.Attribute):
            return node.attr in self.names["Content"] or ast.unparse(node) == "safe.NOTHING"
        inside = self.functions if isinstance(node, ast.Name) else ()
        return any(self._holds_content(function, node.id) for function in inside)

    def _holds_content(self, function, name):
        arguments = [*function.args.args, *function.args.kwonlyargs]
        if any(each.arg == name and type_of(each.annotation) == "Content" for each in arguments):
            return True
        values = [
            self._is_content(each.value) if isinstance(target, ast.Name) else self._are_contents(each.value)
            for each in ast.walk(function)
            if isinstance(each, ast.Assign)
            for target in each.targets
            if name in map(name_of, getattr(target, "elts", [target]))
        ]
        return bool(values) and all(values)

    def _are_contents(self, node):
        return isinstance(node, ast.Call) and name_of(node.func) in self.names["list[Content]"]


def name_of(node):
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def is_table(call):
    """A dictionary's or a set's own `update`."""
    pairs = (ast.Dict, ast.DictComp, ast.GeneratorExp)
    return isinstance(call.func, ast.Attribute) and isinstance(call.args[0], pairs)


def type_of(annotation):
    return "" if annotation is None else ast.unparse(annotation).strip("'\"")


def names_by_type(trees):
    """Functions by what they return, and fields by what they hold."""
    names = collections.defaultdict(set)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names[type_of(node.returns)].add(node.name)
            elif isinstance(node, ast.AnnAssign):
                names[type_of(node.annotation)].add(name_of(node.target))
    return names


@functools.cache
def names_of_the_interface():
    return names_by_type([ast.parse(each.read_text(encoding="utf-8")) for each in SOURCES])


def strings_shown(source, names):
    reader = Reader(names)
    reader.visit(ast.parse(source))
    return reader.found


@for_each("path", SOURCES, ids=lambda path: path.stem)
def test_no_string_is_shown_as_it_is(path):
    assert strings_shown(path.read_text(encoding="utf-8"), names_of_the_interface()) == []


@for_each(
    "line",
    [
        "Static('x')",
        "Static(f'{name}')",
        "self.query_one('#a', Static).update(name)",
        "app.notify('a' + name)",
        "self.border_title = name",
        "widget.tooltip = str(name)",
        "Option('%s' % name)",
        "self.label.update(note.text)",
    ],
)
def test_the_reader_finds_strings(line):
    assert strings_shown(f"def f(self, name: str) -> None:\n    {line}\n", names_of_the_interface())


def test_the_reader_knows_content():
    lines = ("a = safe.text('x')", "Static(a)", "b.update(line)", "c.update(a if line else safe.NOTHING)")
    source = "\n    ".join(["def f(self, line: Content) -> None:", *lines])
    assert strings_shown(source, names_of_the_interface()) == []


# The functions that draw ---------------------------------------------------------------------------

mixed = st.text("ab漢字👩🏽\u200d🔧é\u0301\t\n\u202e[]/@ ", max_size=60)
odd = any_text | st.sampled_from((*HOSTILE, *TRICKY)) | mixed
widths = st.integers(-3, 60)


@given(odd, widths, st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_cell_is_as_wide_as_asked(words, width, right):
    cell = safe.cell(words, width, right=right)
    assert cell.cell_length == max(0, width)
    assert not acts(cell.plain)


@given(odd, odd, widths)
@settings(max_examples=80, deadline=None)
def test_a_row_never_is_too_wide(left, right, width):
    row = safe.row(width, safe.text(left), safe.text((right, "muted")))
    assert row.cell_length <= max(0, width)


@given(odd, widths)
@settings(max_examples=80, deadline=None)
def test_wrapped_lines_fit_and_keep_every_word(words, width):
    lines = safe.wrap(words, width)
    assert lines
    assert all(line.cell_length <= max(width, 8) for line in lines)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(clean(words).split())


@given(st.lists(odd | st.tuples(odd, st.sampled_from(["muted", "bold", "bad bold", ""])), max_size=4), odd)
@settings(max_examples=60, deadline=None)
def test_text_is_what_was_typed_less_what_acts(pieces, last):
    content = safe.text(*pieces, safe.text(last), pen="muted")
    said = [*(piece if isinstance(piece, str) else piece[0] for piece in pieces), last]
    assert content.plain == "".join(clean(each) for each in said)


def test_no_letter_is_lost_after_a_tab():
    for words in ("\u200d\t\u200dabcdefgh", "a\u200d\tbcdefghij", "abcdefg\t\u200dh"):
        for width in range(12):
            kept = "".join("".join(line.plain.split()) for line in safe.wrap(words, width))
            assert kept == "".join(words.split()), (words, width)


def test_markup_stays_words():
    content = safe.text("[/nope]", ("[@click=app.quit]x[/]", "bad"))
    assert content.plain == "[/nope][@click=app.quit]x[/]"
    assert not any("click" in str(span.style) for span in content.spans)


# The screens ---------------------------------------------------------------------------------------

ESCAPES = "\x1b]0;owned\x07 \x1b[2J \x9b31m bell\x07 nul\x00 del\x7f over\u202eride"
MARKUP = "[/nope] [@click=app.quit]x[/] [bold red] $accent {{ 7 }} %s"
ALPHABETS = "शिक्षा العربية עברית 日本語 👩🏽\u200d🔧 🏴"
LONG = ("long " * 2000, "unbroken" * 1250)
SPOKEN = """
    text title name short_name purpose organisation sponsor place lead_role message first_step help_needed
    blocked_by reason thanks passes answer said summary rescue short_title say ask
""".split()  # noqa: SIM905  # reads better
"""The keys of fields that hold words in the files."""
CHOSEN = ("learning", "table_answers")
"""Tables whose fields of these names hold one of a closed list."""


def acts(text):
    """Tell whether a text holds anything that could act on a terminal; a line end is drawn as one."""
    return any(ord(each) < 32 or 127 <= ord(each) < 160 or each in "\u202a\u202e\u2066" for each in text)


def filled(value, odd, key=""):
    """Return a table with an odd word more in every field that holds words."""
    if isinstance(value, dict):
        return {name: filled(each, odd, name) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, odd, key) for each in value]
    return f"{value[:12]} {next(odd)}" if isinstance(value, str) and key in SPOKEN else value


@pytest.fixture
def odd_words(demo, clock):
    """The worked example with odd words in every file, as somebody's editor might have left them."""
    workspace, folder = demo
    short = (MARKUP, ESCAPES, ALPHABETS) * 8
    odd = itertools.cycle((*short, LONG[0], *short, LONG[1]))
    for path in sorted(folder.path.glob("*.json")):
        tables = json.loads(path.read_text(encoding="utf-8"))
        spoken = {name: filled(rows, odd) for name, rows in tables.items() if name not in CHOSEN}
        path.write_text(json.dumps(tables | spoken), encoding="utf-8")
    again = Workspace(workspace.root, clock=clock.now)
    folder = again.open(folder.path)
    yield again, folder
    folder.close()


async def test_odd_words_in_every_record_are_shown_and_do_nothing(odd_words, sit_down):
    async with sit_down(*odd_words) as person:
        assert not person.folder.damaged
        shown = ""
        async for place in tour(person):
            text = person.text
            assert not acts(text.replace("\n", "")), place
            shown += text
            if place in ("teams", "notes", "ideas", "actions", "read_back"):
                await person.press("e")
                assert person.screen.is_modal is (place != "teams")
                assert not acts(person.text.replace("\n", "")), place
                await person.press("escape")
        assert shown.count("[/nope]") > 20


async def test_odd_words_do_nothing_in_lists_of_records_and_their_forms(odd_words, sit_down):
    async with sit_down(*odd_words) as person:
        shown = ""
        for words in ("people who", "services", "practices:", "settings"):
            await person.command(f"go to the {words}")
            await person.press("end", "enter" if words != "settings" else "home", "tab")
            assert not acts(person.text.replace("\n", "")), words
            shown += person.text
            await person.press("escape", "1")
        assert shown.count("[/nope]") > 2


async def test_odd_words_do_nothing_in_a_narrow_window(odd_words, sit_down):
    async with sit_down(*odd_words, size=NARROW) as person:
        for place in ("home", "sessions", "review", "notes"):
            await home(person)
            await go(person, place)
            assert not acts(person.text.replace("\n", "")), place


async def test_odd_words_typed_and_pasted_become_notes(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("tab")
        before = len(person.live.notes.all)
        typed, pasted = (MARKUP, ALPHABETS), (MARKUP, ALPHABETS, ESCAPES, *LONG)
        await person.enter(*typed)
        for words in pasted:
            await person.paste(words)
            await person.press("enter")
            assert not acts(person.text.replace("\n", ""))
        said = [note.text for note in person.live.notes.all[before:]]
        assert said == [" ".join(clean(words).split()) for words in (*typed, *pasted)]
        assert max(map(len, said)) == 10_000


async def test_odd_words_pasted_from_a_paper_are_cleaned(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "quick_entry")
        await person.paste(f"{MARKUP}\r\n{ESCAPES}\n{ALPHABETS}")
        assert not acts(person.text.replace("\n", ""))
        before = len(person.live.notes.all)
        await person.press("ctrl+n")
        said = [note.text for note in person.live.notes.all[before:]]
        assert said == [" ".join(clean(words).split()) for words in (MARKUP, ESCAPES, ALPHABETS)]


async def test_odd_words_name_a_programme_and_its_team(empty, sit_down):
    name = "[/nope] [@click=app.quit]x[/]"
    async with sit_down(empty) as person:
        await person.choose("Start a programme")
        for words in (name, ALPHABETS, f"\x1b]0;owned\x07{name} \x9b31m"):
            await person.paste(words)
            assert not acts(person.text.replace("\n", ""))
            await person.press("enter")
        await person.press("f", "enter")
        assert person.folder.programme.name == name
        assert name in person.text
        await person.press("4")
        assert [team.name for team in person.folder.teams.values()] == [name]
        assert name in person.text
