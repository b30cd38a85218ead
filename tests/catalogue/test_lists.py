"""What `workshop check` finds in loops and in votes on lists."""

from facilitator.catalogue.folders import check_file
from facilitator.resources import workshops_dir
from tests.tables import for_each

WRITTEN = (workshops_dir() / "scripts" / "lean-coffee.toml").read_text(encoding="utf-8")
EACH, FROM, VOTE = 'each = "top:5"', 'from = "notes:topic"', "vote = { each = 3, most = 2 }"
PART = "part_minutes = 8"
DOTS = 'instruments = ["list_vote", "notes"]'


@for_each(
    ("old", "new", "told"),
    [
        (EACH, 'each = "tops:5"', "“tops:5” is the name of no list"),
        (EACH, 'each = "top:0"', "is the name of no list"),
        (EACH, 'each = "people:99"', "99 are too many"),
        (EACH, "each = []", "Nothing here is gone through part by part"),
        (EACH, 'each = ["Monday", "Monday"]', "stands there twice"),
        (EACH, f'each = ["{"x" * 70}"]', "too long for the head"),
        (EACH, 'each = ["one\\ntwo"]', "has to be one line"),
        (EACH, f"each = [{', '.join(repr(str(n)) for n in range(40))}]", "40 items are too many"),
        (EACH, 'each = "notes:topc"', "There is no kind “topc”"),
        (EACH, 'each = "notes:pride"', "Nobody was asked for lines of the kind pride"),
        (EACH, 'each = "ideas"', "No idea was asked for by then"),
        (EACH, 'each = "questions"', "The script has no questions of its own"),
        (EACH, f"{EACH}\nparts = 3", "as many parts as its list has items"),
        (f"{EACH}\n", "", "Nothing here is gone through part by part"),
        (f"{DOTS}\n{FROM}\n{VOTE}\n", "", "There is no vote before this"),
        (FROM, 'from = "top:3"', "There is no vote before this, so nothing comes first"),
        (FROM, 'from = "groups"', "Nobody puts lines into groups by then"),
        (VOTE, 'vote = { by = "shouting" }', "shouting"),
        (f"{FROM}\n", "", "There is nothing to vote on here"),
        (DOTS, 'instruments = ["notes"]', "Nobody votes on this list"),
        (VOTE, "vote = { each = 1, most = 2 }", "Nobody has so many dots for one item"),
        (VOTE, "vote = { each = 0, most = 2 }", ""),
        (EACH, "each = 5", ""),
        (PART, "part_minutes = -1", ""),
    ],
)
def test_a_list_that_cannot_work_is_refused_with_place_and_remedy(tmp_path, old, new, told) -> None:
    assert old in WRITTEN
    path = tmp_path / "own.toml"
    path.write_text(WRITTEN.replace(old, new, 1), encoding="utf-8")
    found = [fault for fault in check_file(path) if told in fault.problem]
    assert found, check_file(path)
    assert found[0].where
    assert found[0].remedy


def test_a_loop_over_what_is_written_out_needs_nothing_before_it(tmp_path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(WRITTEN.replace(EACH, 'each = ["Work in hand", "Help we need"]', 1), encoding="utf-8")
    assert check_file(path) == []
