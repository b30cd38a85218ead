"""What `workshop check` finds in scales, questions and polls."""

from facilitator.catalogue.folders import check_file, shipped_catalogue
from facilitator.resources import workshops_dir
from tests.tables import for_each

WRITTEN = (workshops_dir() / "scripts" / "health-check.toml").read_text(encoding="utf-8")
ANSWERS = 'answers = ["good", "mixed", "poor"]'
POLL = 'instruments = ["poll", "notes"]'


@for_each(
    ("old", "new", "told"),
    [
        (ANSWERS, 'answers = ["good"]', "A scale of one answer leaves no choice"),
        (ANSWERS, "answers = []", "This scale has no answers"),
        (ANSWERS, 'answers = ["all", "2", "3", "4", "5", "6"]', "6 answers do not fit"),
        (ANSWERS, f"answers = {[str(number) for number in range(11)]}", "11 answers do not fit"),
        (ANSWERS, 'answers = ["good", "good", "poor"]', "stands there twice"),
        (ANSWERS, 'answers = ["wonderful", "poor"]', "too long for its column"),
        (ANSWERS, 'answers = ["go\\nod", "poor"]', "one line of text"),
        ('key = "pace"', 'key = "live"', "There is a question live already"),
        ('title = "Pace"', 'title = "How fast the work goes"', "too long for its row"),
        ('title = "Pace"\nscale = "three"', 'title = "Pace"\nscale = "tree"', "There is no scale “tree”"),
        ("soon in use; little lies about", "soon " * 30 + "in use", "too long for the room view"),
        (POLL, 'instruments = ["notes"]', "No segment asks “Pace”"),
        (POLL, f'{POLL}\nquestions = ["peace"]', "“peace” is not the key of a question"),
        (POLL, f'{POLL}\nquestions = ["pace", "pace"]', "asked twice in one poll"),
        (POLL, f'{POLL}\nask = ["Which one?"]', "A poll asks its own questions"),
        (POLL, 'instruments = ["notes"]\nquestions = ["pace"]', "Nothing here asks these questions"),
        ('instruments = ["vote"]', f'{POLL}\nquestions = ["none"]', "a poll without questions"),
    ],
)
def test_a_poll_that_cannot_work_is_refused_with_place_and_remedy(tmp_path, old, new, told) -> None:
    assert old in WRITTEN
    path = tmp_path / "own.toml"
    path.write_text(WRITTEN.replace(old, new, 1), encoding="utf-8")
    found = [fault for fault in check_file(path) if told in fault.problem]
    assert found, check_file(path)
    assert found[0].where
    assert found[0].remedy


def test_the_health_check_asks_ten_questions_with_two_sentences_each() -> None:
    script = shipped_catalogue().script("health-check")
    (poll,) = [segment for segment in script.segments if script.polled_in(segment)]
    asked = script.polled_in(poll)
    assert len(asked) == 10
    assert all(len(sentence) <= 60 for each in asked for sentence in (each.good, each.poor))  # 80 columns
    assert script.asks_in(poll) == tuple(each.title for each in asked)
    assert all(segment.say and segment.rescue and segment.never for segment in script.segments)
