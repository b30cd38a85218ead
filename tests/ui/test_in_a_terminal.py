"""Keys of a real terminal, read by the real program: many at once, and while the process is stopped."""

import pytest

from facilitator.model.interaction import Interaction
from facilitator.model.observation import Observation
from facilitator.workspace.folder.demo import open_demo
from tests.ui.bursts import DOWN, ENTER, F2, F5, F7, TAB, ctrl
from tests.ui.terminal import Terminal

LEAVE = f"{ctrl('q')}{DOWN}{ENTER}"
SAID = "the form asks the same question twice and then waits for an answer from the board"


@pytest.fixture
def terminal(tmp_path):
    """The program on the worked example, drawn for the first time."""
    open_demo(tmp_path / "demo")[1].close()
    running = Terminal("demo", "--into", str(tmp_path / "demo"))
    running.wait_for("Coverage")
    yield running
    running.close()


def left_behind(tmp_path):
    """The notes that the session did not hold before, and what it holds of each practice."""
    _, folder = open_demo(tmp_path / "demo")
    file = next(each for each in folder.sessions if each.session.short_id == "L-04")
    notes = file.all(Observation)[31:]
    answers = {each.practice: (each.importance, each.ease, each.rung) for each in file.all(Interaction)}
    folder.close()
    return notes, answers


def lines(count):
    """Lines that tell each its own number, of different lengths."""
    return [f"{number} {SAID[: 4 + 7 * number % len(SAID)]}".strip() for number in range(1, count + 1)]


def test_a_paste_without_brackets_gives_a_note_a_line(terminal, tmp_path):
    said = lines(32)
    terminal.send(f"c{F5}{ctrl('t')}" + "".join(f"{line}{ENTER}" for line in said) + LEAVE)
    assert terminal.wait_for_end() == 0
    assert [note.text for note in left_behind(tmp_path)[0]] == said


def test_a_stopped_process_loses_nothing(terminal, tmp_path):
    terminal.send(f"c{F5}{ctrl('t')}typed before{ENTER}half a")
    terminal.wait_for("half a")
    with terminal.stopped():
        terminal.send(
            f" line{ENTER}- hurts{ENTER}{F2}another kind{ENTER}{F7}{DOWN * 4}{ENTER}{TAB}p521{ENTER}{LEAVE}"
        )
    assert terminal.wait_for_end() == 0
    assert terminal.settings == terminal.before
    notes, answers = left_behind(tmp_path)
    assert [(note.text, note.kind) for note in notes] == [
        ("typed before", "parking"),
        ("half a line", "parking"),
        ("hurts", "hurts"),
        ("another kind", "private"),
    ]
    assert answers["knowledge_management"] == (5, 2, 1)


def test_after_several_stops_one_thread_reads(terminal, tmp_path):
    said = lines(16)
    terminal.send(f"c{F5}{ctrl('t')}")
    for at in range(0, 16, 4):
        with terminal.stopped():
            terminal.send("".join(f"{line}{ENTER}" for line in said[at : at + 4]))
        terminal.wait_for(said[at + 3].split()[0])
    terminal.send(LEAVE)
    assert terminal.wait_for_end() == 0
    assert [note.text for note in left_behind(tmp_path)[0]] == said


def test_keys_that_come_before_the_first_screen_wait_for_it(tmp_path):
    open_demo(tmp_path / "demo")[1].close()
    terminal = Terminal("demo", "--into", str(tmp_path / "demo"))
    try:
        terminal.wait_until_it_reads_keys()
        terminal.send(f"c{F5}{ctrl('t')}early{ENTER}{LEAVE}")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
    assert [note.text for note in left_behind(tmp_path)[0]] == ["early"]
