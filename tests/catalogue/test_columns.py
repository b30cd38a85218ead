"""What `workshop check` finds in kinds of one's own and their columns."""

from facilitator.catalogue.folders import check_file, shipped_catalogue
from facilitator.model.kinds import kinds_of
from facilitator.model.observation import Tone
from facilitator.resources import workshops_dir
from tests.tables import for_each

WRITTEN = (workshops_dir() / "scripts" / "start-stop-continue.toml").read_text(encoding="utf-8")
ALL = '"start", "stop", "continue"]'
SHORT = 'heading = "Stop"'


@for_each(
    ("old", "new", "told"),
    [
        ('question = "What should we stop?"\n', "", "No question asks for stop"),
        ('capture = ["start", "stop", "continue"]', 'capture = ["start"]', "This makes no columns"),
        (
            'capture = ["start", "stop", "continue"]',
            'capture = ["start", "stop"]',
            "Nobody asks this question",
        ),
        (
            'capture = ["start", "stop", "continue"]',
            'capture = ["start", "stop", "continue", "works", "risk", "puzzle"]',
            "6 columns do not fit",
        ),
        ('label = "stop"', 'label = "what we want to stop"', "too long for its column"),
        (SHORT, 'heading = "What we want to see the last of"', "too long for its column"),
        (SHORT, 'heading = "Stop\\nnow"', "one line of text"),
        ('sign = "-"\n', "", "Nobody can type the kind stop"),
        ('sign = "-"', 'sign = "+"', "The sign + is that of start"),
        ('sign = "-"', 'sign = ";"', "cannot be used here"),
        ('tone = "bad"', 'tone = "sad"', "cannot be used here"),
        (SHORT, SHORT + '\nvisibility = "open"', "cannot start there"),
        ("columns = true\n", 'columns = true\nask = ["Why?"]\n', "is bound to no column"),
    ],
)
def test_a_script_that_cannot_work_is_refused_with_place_and_remedy(tmp_path, old, new, told) -> None:
    assert old in WRITTEN
    path = tmp_path / "own.toml"
    path.write_text(WRITTEN.replace(old, new), encoding="utf-8")
    found = [fault for fault in check_file(path) if told in fault.problem]
    assert found, check_file(path)
    assert found[0].where
    assert found[0].remedy


def test_a_sign_of_ones_own_takes_it_from_the_shipped_kind() -> None:
    kinds = kinds_of(shipped_catalogue().script("start-stop-continue"))
    assert (kinds["stop"].sign, kinds["stop"].tone, kinds["hurts"].sign, kinds["hurts"].letter) == (
        *("-", Tone.BAD, "", "h"),
    )
    assert kinds["private"].sign == "("
