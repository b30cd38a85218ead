"""The key line in 80 columns: what matters in a segment stands there with any instrument, the rest in F1."""

from __future__ import annotations

import msgspec
from textual.widgets import Static

from facilitator.catalogue import load_catalogue
from facilitator.resources import workshops_dir
from facilitator.ui.instruments.finder import panes
from facilitator.ui.keys.command import OWN_STEP, commands_of
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.runner.keys import KEYS
from facilitator.ui.widgets.capture_line import KEYS as LINE_KEYS
from facilitator.ui.widgets.lines import fit_keys
from tests.tables import for_each
from tests.ui.going import go
from tests.ui.person import NARROW

SEGMENTS = [
    (script.key, segment)
    for script in load_catalogue(workshops_dir()).scripts.values()
    for segment in script.segments
]
COLUMNS = 76
"""What 80 columns leave between the margins."""

NEEDED = {"segment_step", "next_segment", "help"}


def placed(step, *contexts):
    """The names of the commands the key line shows, and the columns it takes."""
    commands = tuple(
        msgspec.structs.replace(each, short=step) if each.short == OWN_STEP else each
        for each in commands_of(contexts)
    )
    shown = fit_keys(commands, COLUMNS)
    return {command.name for _, _, command in shown}, shown[-1][0] + shown[-1][1].cell_length


def steps_of(segment, pane):
    """What F8 can be there: a question, a practice, the instrument's own step."""
    yield pane.step_words
    if len(segment.ask) > 1:
        yield from ("next question", "first question")
    if segment.parts > 1:
        yield "next practice"


@for_each("script, segment", SEGMENTS, ids=lambda each: getattr(each, "key", each))
def test_what_matters_fits_with_the_keys_of_every_instrument_and_while_typing(script, segment):
    for name in segment.instruments:
        pane = panes()[name]
        for step in steps_of(segment, pane):
            names, columns = placed(step, pane.keys, KEYS, EVERYWHERE)
            assert columns <= COLUMNS, (segment.key, name, step)
            assert {*NEEDED, "to_capture"} <= names, (segment.key, name, step, names)
            own = {each.name for each in pane.keys.commands if each.short} - {"to_capture"}
            assert names & own or not own, (segment.key, name, step)
            names, columns = placed(step, KEYS, LINE_KEYS, EVERYWHERE)
            assert columns <= COLUMNS, (segment.key, step)
            assert {*NEEDED, "leave_line", "cycle_kind"} <= names, (segment.key, step)


async def test_what_the_key_line_cuts_stands_in_the_help_also_from_the_line(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        person.live.course.resume()
        for segment in ("touch_map", "vote", "impact", "actions"):
            person.live.course.go_to(segment)
            await person.settle()
            pane = panes()[person.live.position.instrument]
            await person.press("f1")
            told = " ".join(person.screen.query_one("#keys", Static).content.plain.split())
            for each in (*pane.keys.commands, *KEYS.commands):
                assert each.help in told, (segment, each.name)
            await person.press("escape")


async def test_what_has_no_key_stands_last_in_the_help_behind_one_name_of_the_key(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("f1")
        lines = [line.strip() for line in person.screen.query_one("#keys", Static).content.plain.splitlines()]
        assert sum(line.startswith("^P  ") for line in lines) <= 2  # also that of the palette itself
        begin = next(i for i, line in enumerate(lines) if line.startswith("^P  ") and "a word of" in line)
        assert any("settings of the programme" in line for line in lines[begin:])


async def test_in_a_small_window_the_signs_stand_above_the_keys_and_a_heading_is_found(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f1")
        await person.press("pagedown")
        assert "#change" in person.text
        assert "five nodded" in person.text
        await person.type("start a line")
        assert "workaround" in person.text


async def test_sessions_names_the_key_that_plans_one_in_a_narrow_window(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("2")
        assert person.last_line.split("   ")[-3:] == ["n new session", "x remove", "? help"]
