"""A script of one’s own, written from the comment of a shipped file: what it may leave out, what is told."""

import json

from facilitator.resources import workshops_dir
from tests.cli.command_line import contents, run
from tests.tables import for_each

OWN = """
key = "mad-sad-glad"
title = "Mad, sad, glad"
stage = "review"

[[kind]]
key = "mad"
sign = "!"
label = "mad"
heading = "Mad"
question = "What made you angry?"

[[kind]]
key = "glad"
sign = "+"
label = "glad"
heading = "Glad"
question = "What pleased you?"

[[scale]]
key = "energy"
answers = ["full", "fine", "empty"]

[[question]]
key = "energy"
title = "Energy today"
scale = "energy"
good = "I came here rested"
poor = "I have nothing left"

[[segment]]
key = "welcome"
title = "Welcome"
minutes = 5
ask = ["Is that all right?"]
instruments = ["agreement"]

[[segment]]
key = "energy"
title = "Energy"
minutes = 5
instruments = ["poll"]

[[segment]]
key = "feel"
title = "Mad and glad"
minutes = 15
columns = true

[[segment]]
key = "vote"
title = "What matters most"
minutes = 5
instruments = ["list_vote"]
from = "notes:mad"

[[segment]]
key = "talk"
title = "Talk"
minutes = 20
each = "top:3"

[[segment]]
key = "close"
title = "Close"
minutes = 10
ask = ["What do we do?"]
instruments = ["actions", "read_back", "close"]
"""
LONG = (
    "Which of the many things that happened to you in these three weeks would you never have guessed before "
)


def written(tmp_path, text: str) -> str:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_what_an_author_leaves_out_is_filled_in_and_the_file_is_led_from_where_it_lies(root, tmp_path):
    path = written(tmp_path, OWN)
    before = contents(root)
    checked = run("workshop", "check", path)
    assert (checked.exit_code, checked.stdout) == (0, "")
    said = json.loads(run("workshop", "rehearse", path, "--json").stdout)
    assert said["harvest"] == {"Mad": 6, "Glad": 6, "votes": 1, "questions answered": 1, "actions": 1}
    assert [step["yields"] for step in said["steps"]][:2] == [{}, {"questions answered": 1}]
    assert said["unused"] == []
    assert contents(root) == before


@for_each(
    ("old", "new", "where", "told"),
    [
        ('["agreement"]', '["notes"]', "segment[1]", "talks in “Welcome” before it was promised anything"),
        ('"read_back", ', "", "segment[5]", "said in “Talk” is not read back"),
        ("minutes = 20", 'minutes = 20\nmethod = "break"\nask = ["And?"]', "segment[5].ask", "In a break"),
        (
            "columns = true\n",
            'columns = true\nask = ["Angry?", "Pleased?"]\nanswers = ["mad", "glad"]\n',
            "kind[1].question",
            "Nobody reaches this question",
        ),
        ("What do we do?", LONG, "segment[6].ask", "too long for large letters in the room view"),
        ('"top:3"', f'["{LONG[:59]}"]', "", ""),
        ('key = "vote"', "key = 5", "segment[4].key", ""),
    ],
)
def test_what_should_change_is_told_with_place_and_remedy(root, tmp_path, old, new, where, told):
    assert old in OWN
    path = written(tmp_path, OWN.replace(old, new, 1))
    found = json.loads(run("workshop", "check", path, "--json").stdout)["faults"]
    assert all(each["remedy"] and each["file"] == path for each in found)
    assert [each for each in found if each["where"] == where and told in each["problem"]] or not where, found
    assert run("workshop", "check", path).exit_code == bool(found)


def test_a_kind_that_no_segment_asks_for_is_told(root, tmp_path):
    coffee = (workshops_dir() / "scripts" / "lean-coffee.toml").read_text("utf-8")
    odd = '[[kind]]\nkey = "odd"\nsign = "!"\nlabel = "odd"\n\n[[segment]]'
    path = written(tmp_path, coffee.replace("[[segment]]\nkey", f"{odd}\nkey", 1))
    assert "No segment asks for lines of the kind “odd”" in run("workshop", "check", path).stdout


def test_advice_is_told_of_files_in_the_workspace_and_keeps_none_of_them_from_being_used(root, programme):
    folder = root / "workshops" / "scripts"
    folder.mkdir(parents=True)
    written(folder, OWN.replace('"read_back", ', ""))
    assert "is not read back to the room" in run("workshop", "check").stdout
    assert run("workshop", "show", "mad-sad-glad").exit_code == 0


def test_every_shipped_script_is_clean(root):
    shipped = sorted(map(str, (workshops_dir() / "scripts").glob("*.toml")))
    assert run("workshop", "check", *shipped).stdout == ""
