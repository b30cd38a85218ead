"""Count and noun agree by the rules of a language, as its file of words carries them; lists read one way."""

from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.files import word_files
from facilitator.documents.wording.phrases import load_words
from facilitator.documents.wording.plurals import form_of, is_rule
from tests.tables import for_each

POLISH = {"one": "n = 1", "few": "n % 10 = 2..4 and n % 100 != 12..14"}
FRENCH = {"one": "n = 0..1"}
FORMS = ("zero", "one", "two", "few", "many")


@for_each(
    ("rules", "n", "form"),
    [
        *((POLISH, n, form) for n, form in ((1, "one"), (3, "few"), (5, "many"), (12, "many"), (22, "few"))),
        *((FRENCH, n, form) for n, form in ((0, "one"), (1, "one"), (2, "many"))),
        ({}, 1, "many"),
        ({"one": "n = 1 or n = 7, 9"}, 9, "one"),
    ],
)
def test_the_form_of_a_number(rules, n, form):
    assert form_of(n, FORMS, rules) == form


def test_a_form_a_word_lacks_is_many():
    assert form_of(2, ("one", "many"), {"one": "n = 1", "two": "n = 2"}) == "many"


@for_each(
    ("text", "is_one"),
    [("n = 1", True), ("n % 10 != 1, 3..4", True), ("n == 1", False), ("", False), ("n", False), (1, False)],
)
def test_what_is_a_rule(text, is_one):
    assert is_rule(text) is is_one


def _own(tmp_path, name, text):
    (tmp_path / "words").mkdir(exist_ok=True)
    (tmp_path / "words" / name).write_text(text, encoding="utf-8")
    return Shelf(tmp_path)


def test_a_language_brings_forms_of_its_own(tmp_path):
    shelf = _own(
        tmp_path,
        "pl.toml",
        '[plural]\none = "n = 1"\nfew = "n % 10 = 2..4 and n % 100 != 12..14"\n'
        '[count]\nperson = { one = "{n} osoba", few = "{n} osoby", many = "{n} osób" }\n'
        '[plan]\nall_actions = { many = "Wszystkie: {n}, {status}." }\n',
    )
    words = load_words(shelf, "pl")
    assert [words.count("count.person", n) for n in (1, 3, 5)] == ["1 osoba", "3 osoby", "5 osób"]
    assert words.count("plan.all_actions", 2, status="x") == "Wszystkie: 2, x.", "no English form fills it up"
    assert words.notices == ()


def test_what_is_no_rule_is_told_and_left_out(tmp_path):
    shelf = _own(tmp_path, "de.toml", '[plural]\none = "genau eins"\n')
    *_, file = word_files(shelf, "de")
    assert [each.problem for each in file.faults] == ["plural.one: It is no rule for a number."]


def test_english_says_both_and_neither():
    words = load_words(Shelf(), "en")
    assert words.count("plan.all_actions", 2, status="open") == "Both actions are open."
    assert words.count("plan.none_answered", 2) == "Neither of your ideas has an answer yet."
    assert words.count("plan.answered", 1, whole=3, owed="…") == "1 of your 3 ideas has an answer; …."


def test_a_name_with_an_and_of_its_own_is_set_off():
    words = load_words(Shelf(), "en")
    assert words.joined(["Infrastructure and Cloud", "Desk"]) == "Infrastructure and Cloud, and Desk"
    assert words.joined(["Ada", "Lea"], last="or") == "Ada or Lea"
    assert words.joined(["1", "2", "3"]) == "1, 2 and 3"
