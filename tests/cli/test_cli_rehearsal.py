"""A script is rehearsed before a room sits there: what would come out, and what nothing takes up."""

import json
from pathlib import Path

from facilitator.catalogue.folders import shipped_catalogue
from facilitator.rehearsal import rehearse
from facilitator.resources import workshops_dir
from tests.cli.command_line import contents, run
from tests.tables import for_each

CATALOGUE = shipped_catalogue()
COFFEE = (workshops_dir() / "scripts" / "lean-coffee.toml").read_text("utf-8")


@for_each("key", list(CATALOGUE.scripts))
def test_every_shipped_script_goes_to_its_end_and_all_of_it_is_used(key):
    script = CATALOGUE.script(key)
    rehearsed = rehearse(script, CATALOGUE)
    assert [(step.title, step.minutes) for step in rehearsed.steps] == [
        (segment.title, segment.minutes) for segment in script.segments
    ]
    assert [step.refused for step in rehearsed.steps if step.refused] == []
    assert rehearsed.unused == ()
    headings = {kind.heading for kind in script.kinds if kind.heading}
    assert headings <= {*rehearsed.harvest}, "each kind of the script has its harvest under its heading"
    assert rehearsed.harvest["actions"] >= 1


def own(root: Path, text: str) -> None:
    folder = root / "workshops" / "scripts"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.toml").write_text(text.replace('key = "lean-coffee"', 'key = "own"'), "utf-8")


def test_lines_of_its_own_are_typed_and_what_nothing_takes_up_is_told(root, programme):
    changed = COFFEE.replace('each = "top:5"\npart_minutes = 8\n', "").replace(
        'capture = ["topic", "parking"]\n\n[[segment]]\nkey = "choose"',
        'capture = ["topic", "parking"]\nsample = ["Who answers +2", "Fewer forms", "k: Lunch"]\n\n'
        '[[segment]]\nkey = "choose"',
    )
    own(root, changed)
    before = contents(root)
    told = run("workshop", "rehearse", "own").stdout
    assert "2 What shall we talk about?, 6 minutes: Topics 2, parking 1." in told
    assert "What first?: nothing takes up what got most dots." in told
    assert contents(root) == before, "nothing of it is kept"
    said = json.loads(run("workshop", "rehearse", "own", "--json").stdout)
    assert said["harvest"]["Topics"] >= 2
    assert said["unused"] == ["What first?: nothing takes up what got most dots."]


def test_what_a_segment_refuses_is_told_and_the_rest_goes_on(root, programme):
    own(
        root,
        COFFEE.replace("part_minutes = 8\n", 'part_minutes = 8\nsample = ["xx"]\n').replace(
            "xx", "p: " * 900
        ),
    )
    told = run("workshop", "rehearse", "own")
    assert (told.exit_code, "7 Close" in told.stdout) == (0, True)


def test_a_loop_that_grows_by_its_own_lines_comes_to_its_end_and_is_told(root, programme):
    changed = COFFEE.replace('each = "top:5"', 'each = "notes:topic"').replace(
        'capture = ["works", "hurts", "puzzle", "takeaway", "parking"]', 'capture = ["topic", "takeaway"]'
    )
    own(root, changed)
    said = json.loads(run("workshop", "rehearse", "own", "--json").stdout)
    assert [len(step["parts"]) for step in said["steps"]] == [0, 0, 0, 6, 0, 0, 0]
    assert "segment[4].capture: The loop never ends" in run("workshop", "check").stdout


def test_an_unknown_script_is_told_with_all_there_are(root, programme):
    assert "lean-coffee" in run("workshop", "rehearse", "lean-tea").stderr
