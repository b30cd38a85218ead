from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.live.capture.pasting import split_paste
from facilitator.live.capture.reading import (
    ACTION,
    COMMITMENT,
    GRAMMAR,
    IDEA,
    CaptureContext,
    LineReading,
    Mark,
    Where,
    complete,
    read_line,
    rows_for,
)
from facilitator.model.observation import KINDS, Effect, NoteKind, Tone
from facilitator.text import clean, clean_line, is_clean
from tests.tables import for_each
from tests.workspace.listening import PEOPLE, PRACTICES, SHORTLIST, TEAMS

THANKS = NoteKind("thanks", "thanks", "", "t", Tone.OPEN, "somebody was thanked")
NOTE = CaptureContext(
    kind="hurts",
    kinds=KINDS | {"thanks": THANKS},
    practices=PRACTICES,
    shortlist=SHORTLIST,
    teams=TEAMS,
    people=PEOPLE,
    today=date(2026, 3, 12),
    own_teams=("t-infra",),
)
IDEAS = replace(NOTE, kind=IDEA)
ACTIONS = replace(NOTE, kind=ACTION)


def read(line: str, context: CaptureContext = NOTE) -> LineReading:
    return read_line(line, context)


# The kind


@for_each("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_a_sign_or_a_letter_gives_the_kind(kind: NoteKind) -> None:
    for line in (f"{kind.sign} the form", f"{kind.sign}the form", f"{kind.letter}: the form"):
        assert read(line) == LineReading(kind.key, "the form")


@for_each(
    ("line", "kind", "text"),
    [
        ("the form", "hurts", "the form"),
        ("t: the desk", "thanks", "the desk"),
        (" - the form", "hurts", "- the form"),
        ("\t+1", "hurts", "+1"),
        (" (aside)", "hurts", "(aside)"),
        ("H: drive is full", "hurts", "H: drive is full"),
        ("c: drive is full", "hurts", "c: drive is full"),
        ("h:mm is not a time", "hurts", "h:mm is not a time"),
        ("w:", "hurts", "w:"),
        ("+ five of us rang", "works", "five of us rang"),
        ("+5 people rang", "hurts", "+5 people rang"),
        ("+3rd line answers", "works", "3rd line answers"),
        ("-5 degrees in the server room", "hurts", "5 degrees in the server room"),
        ("-", "hurts", "-"),
        ("?", "hurts", "?"),
        ("---", "hurts", "---"),
        ("!!", "hurts", "!!"),
        ("?!", "hurts", "?!"),
        ("*** starred", "pride", "** starred"),
        ("(the room tightened)", "private", "the room tightened"),
        ("(the room tightened", "private", "the room tightened"),
        ("(quiet (after the break))", "private", "quiet (after the break)"),
        ("(quiet (after the break)", "private", "quiet (after the break)"),
        ("(aside) and more", "private", "aside) and more"),
        ('"we ring a friend"', "quote", "we ring a friend"),
        ('"we call it "the list""', "quote", 'we call it "the list""'),
        ("- he said (twice)", "hurts", "he said (twice)"),
    ],
)
def test_how_a_line_begins(line: str, kind: str, text: str) -> None:
    reading = read(line)
    assert (reading.kind, reading.text) == (kind, text)


@for_each("line", ["+1", "+1  ", "+12", "+999"])
def test_nods_alone_are_for_the_last_note(line: str) -> None:
    reading = read(line)
    assert reading.nod_last
    assert not reading.is_empty
    assert reading.nods == int(line)
    assert reading.text == ""


@for_each("line", ["+0", "+1000", "+1.", "++1", "+ 1", "+١"])
def test_anything_else_after_a_plus_is_no_nod(line: str) -> None:
    assert not read(line).nod_last


@for_each("line", ["", "   ", "\x1b[0m", "\n\t"])
def test_an_empty_line_is_empty(line: str) -> None:
    assert read(line).is_empty


# Practices and teams


@for_each(
    ("typed", "practice"),
    [
        ("#change", "change_enablement"),
        ("#ch", "change_enablement"),
        ("#changeenablement", "change_enablement"),
        ("#ChangeEnablement", "change_enablement"),
        ("#change-enablement", "change_enablement"),
        ("#change_enablement", "change_enablement"),
        ("#change enablement", "change_enablement"),
        ("#enablement", "change_enablement"),
        ("#organizational", "organizational_change_management"),
        ("#organizational change", "organizational_change_management"),
        ("#problem", "problem_management"),
        ("#incident", "incident_management"),
        ("#kcs", "kcs"),
        ("#it", "it_asset_management"),
        ("#service desk", "service_desk"),
        ("#servicedesk", "service_desk"),
    ],
)
def test_a_practice_is_named_by_a_word_a_beginning_or_joined(typed: str, practice: str) -> None:
    assert read(f"six days {typed}") == LineReading("hurts", "six days", practice=practice)


@for_each(
    "typed",
    ["#pro", "#p", "#inc", "#service", "#management", "#xyz", "#", "##", "#-", "#42", "C#", "a#change"],
)
def test_what_names_no_practice_or_two_stays_text(typed: str) -> None:
    assert read(f"ticket {typed}") == LineReading("hurts", f"ticket {typed}")


def test_an_unfinished_name_counts_only_on_the_shortlist() -> None:
    assert read("x #ch", replace(NOTE, shortlist=())).practice is None
    assert read("x #change", replace(NOTE, shortlist=())).practice == "change_enablement"
    both = replace(NOTE, shortlist=("change_enablement", "organizational_change_management"))
    assert read("x #ch", both) == LineReading("hurts", "x #ch")
    assert read("x #change", both).practice == "change_enablement"
    other = replace(NOTE, shortlist=("organizational_change_management",))
    assert read("x #change", other).practice == "organizational_change_management"


@for_each(
    ("line", "text", "practice", "teams"),
    [
        ("#change Board meets Tuesdays", "Board meets Tuesdays", "change_enablement", ()),
        ("#change: Board meets Tuesdays", "Board meets Tuesdays", "change_enablement", ()),
        ("@desk: they ring us", "they ring us", None, ("t-desk",)),
        ("@desk never rings us", "desk never rings us", None, ("t-desk",)),
        ("we ring @desk when it fails", "we ring desk when it fails", None, ("t-desk",)),
        ("we ring @service desk when it fails", "we ring service desk when it fails", None, ("t-desk",)),
        ("the #ch board meets", "the Change enablement board meets", "change_enablement", ()),
        ("between @desk, and @app", "between desk, and", None, ("t-apps", "t-desk")),
        ("six days #change.", "six days.", "change_enablement", ()),
        ("six days (see #change)", "six days (see change)", "change_enablement", ()),
        ("six days #change @desk", "six days", "change_enablement", ("t-desk",)),
        ("six days @desk #change", "six days", "change_enablement", ("t-desk",)),
        ("six days #change #problem", "six days #change", "problem_management", ()),
        ("mail dev@desk.example", "mail dev@desk.example", None, ()),
        ("ask @dave", "ask @dave", None, ()),
        ("it is @desk's job", "it is @desk's job", None, ()),
        ("ring @business applications", "ring", None, ("t-apps",)),
        ("we @infra", "we @infra", None, ()),
        ("so @desk !", "so desk !", None, ("t-desk",)),
        ("so #change – enablement", "so change – enablement", "change_enablement", ()),
    ],
)
def test_where_tags_stand(line: str, text: str, practice: str | None, teams: tuple[str, ...]) -> None:
    reading = read(line)
    assert (reading.text, reading.practice) == (text, practice)
    assert set(reading.counterparts) == set(teams)


def test_a_closing_bracket_after_a_tag_closes_the_aside() -> None:
    assert read("(the room tightened #change)") == LineReading(
        "private", "the room tightened", practice="change_enablement"
    )
    assert read("(the room tightened) #change").text == "the room tightened"


def test_the_segments_practice_counts_unless_another_is_named_and_never_for_parking() -> None:
    deep = replace(NOTE, practice="change_enablement")
    assert read("six days", deep).practice == "change_enablement"
    assert read("six days #problem", deep).practice == "problem_management"
    assert read("; standby pay", deep).practice is None
    assert read("; standby pay #risk", deep).practice == "risk_management"
    assert read("one calendar", replace(deep, kind=IDEA)).practice is None


# The end of the line


@for_each(
    ("line", "expected"),
    [
        ("six days +5", LineReading("hurts", "six days", nods=5)),
        ("=+ she taught", LineReading("moment_of_truth", "she taught", effect=Effect.MAKES)),
        (
            "=- the exam was off +4",
            LineReading("moment_of_truth", "the exam was off", nods=4, effect=Effect.BREAKS),
        ),
        ("=? she waited", LineReading("moment_of_truth", "she waited", effect=Effect.UNCLEAR)),
        ("= she waited", LineReading("moment_of_truth", "she waited")),
        ("=+", LineReading("hurts", "=+")),
        ("+- she waited", LineReading("works", "- she waited")),
        ("six days !!", LineReading("hurts", "six days", intensity=2)),
        ("six days !!!", LineReading("hurts", "six days", intensity=3)),
        ("six days +5 !!", LineReading("hurts", "six days", nods=5, intensity=2)),
        ("six days !! +5 #ch @desk", None),
        ("six days @desk #ch +5 !!", None),
        ("six days +5 +3", LineReading("hurts", "six days +5", nods=3)),
        ("six days !", LineReading("hurts", "six days !")),
        ("six days !!!!", LineReading("hurts", "six days !!!!")),
        ("six days!!", LineReading("hurts", "six days!!")),
        ("+5 in a row", LineReading("hurts", "+5 in a row")),
        ("add +5 minutes", LineReading("hurts", "add +5 minutes")),
        ("office 365+5", LineReading("hurts", "office 365+5")),
        ("it is !! bad", LineReading("hurts", "it is !! bad")),
        ("temperature + 5", LineReading("hurts", "temperature + 5")),
        ("six days +0", LineReading("hurts", "six days +0")),
    ],
)
def test_nods_and_strength_count_at_the_end_only(line: str, expected: LineReading | None) -> None:
    every = LineReading(
        "hurts", "six days", practice="change_enablement", counterparts=("t-desk",), nods=5, intensity=2
    )
    assert read(line) == (expected or every)


def test_a_line_of_nothing_but_annotations_is_speech() -> None:
    for line in ("#change", "@desk +5", "!! +5", "#change @desk +5 !!"):
        assert read(f" {line}") == LineReading("hurts", line)
    assert read("- #change") == LineReading("hurts", "#change")
    assert read("due fri", ACTIONS) == LineReading(ACTION, "due fri")
    assert read("@sam", ACTIONS) == LineReading(ACTION, "@sam")


@for_each(
    "line", ["the invoice is due Friday", "it was due 30 apr", "report due tomorrow @sam", "ask @jomar"]
)
def test_owners_and_dates_are_speech_in_notes_and_ideas(line: str) -> None:
    for reading, kind in (
        (read(line), "hurts"),
        (read(line, IDEAS), IDEA),
        (read(f"- {line}", ACTIONS), "hurts"),
    ):
        assert replace(reading, no_team="") == LineReading(kind, line)


def test_nods_and_strength_are_speech_in_ideas_and_actions() -> None:
    assert read("one calendar +5 !!", IDEAS) == LineReading(IDEA, "one calendar +5 !!", stays="!!")
    assert read("draw it +5 #change", ACTIONS) == LineReading(ACTION, "draw it +5 #change", stays="#change")
    assert read("a promise #change @desk +5", replace(NOTE, kind=COMMITMENT)).text == (
        "a promise #change @desk +5"
    )


SAM_APRIL = LineReading(ACTION, "Draft four articles", owner="p-sam", due=date(2026, 4, 30))


@for_each(
    ("line", "expected"),
    [
        ("Draft four articles @sam due 30 apr", SAM_APRIL),
        ("Draft four articles due 30 apr @sam", SAM_APRIL),
        ("Draft four articles @sam oduya due 30.4.", SAM_APRIL),
        ("Draft four articles @samoduya due 2026-04-30", SAM_APRIL),
        ("Draft four articles Due: 30th April, 2026 @Sam.", SAM_APRIL),
        ("Draft four articles @od due april 30", SAM_APRIL),
        ("Ask @sam to draft it", LineReading(ACTION, "Ask @sam to draft it")),
        ("Ask sam due 30 apr or so", LineReading(ACTION, "Ask sam due 30 apr or so")),
        ("Write it due soon", LineReading(ACTION, "Write it due soon")),
        ("Write it due 2026-03-01", LineReading(ACTION, "Write it due 2026-03-01")),
        ("Write it due in 2 weeks", LineReading(ACTION, "Write it", due=date(2026, 3, 26))),
        ("Write it @sam in two weeks", LineReading(ACTION, "Write it", owner="p-sam", due=date(2026, 3, 26))),
        ("Try it @Mina in 2 weeks", LineReading(ACTION, "Try it", owner_text="Mina", due=date(2026, 3, 26))),
        ("Write it in two weeks", LineReading(ACTION, "Write it in two weeks")),
        ("Meet @sam in two weeks or so", LineReading(ACTION, "Meet @sam in two weeks or so")),
        ("Pay what is due due fri", LineReading(ACTION, "Pay what is due", due=date(2026, 3, 13))),
        ("Agree it @jomar", LineReading(ACTION, "Agree it", owner="p-jo")),
        ("Agree it @desk @jo", LineReading(ACTION, "Agree it", owner="p-jo", counterparts=("t-desk",))),
        ("Agree it @jo @desk", LineReading(ACTION, "Agree it", owner="p-jo", counterparts=("t-desk",))),
        ("Try it @mina", LineReading(ACTION, "Try it", owner_text="mina")),
        (
            "Try it @Mina Reyes due fri",
            LineReading(ACTION, "Try it", owner_text="Mina Reyes", due=date(2026, 3, 13)),
        ),
        ("Try it @mina_reyes", LineReading(ACTION, "Try it", owner_text="mina reyes")),
        ("Try it @mina or so", LineReading(ACTION, "Try it @mina or so")),
        ("Try it @mina @jo", LineReading(ACTION, "Try it @mina", owner="p-jo")),
        ("Try it @dev !", LineReading(ACTION, "Try it @dev !")),
        ("Try it @dev!", LineReading(ACTION, "Try it", owner="p-dev")),
    ],
)
def test_actions_have_owners_and_dates_at_their_end(line: str, expected: LineReading) -> None:
    assert read(line, ACTIONS) == expected


def test_two_people_of_one_name_are_told_apart_by_team_or_not_at_all() -> None:
    assert read("do it @sam", ACTIONS).owner == "p-sam"
    strangers = replace(ACTIONS, own_teams=("t-desk",))
    assert read("do it @sam", strangers) == LineReading(ACTION, "do it @sam")
    assert read("do it @blake", strangers).owner == "p-sam2"


def test_a_day_before_the_session_stays_text() -> None:
    later = replace(ACTIONS, earliest=date(2026, 3, 13))
    assert read("do it due today", later) == LineReading(ACTION, "do it due today")
    earlier = replace(ACTIONS, earliest=date(2026, 3, 1))
    assert read("do it due 2026-03-01", earlier).due == date(2026, 3, 1)


# It never refuses and never eats speech

CONTEXTS = st.sampled_from([NOTE, IDEAS, ACTIONS, CaptureContext(), replace(NOTE, practice="kcs")])
HOSTILE = [
    "\x1b]0;title\x07- hurts",
    "\u202eback",
    "[@click=app.quit]x[/nope]",
    "{{ 7*7 }}",
    "=1+1",
    "\ud800",
    "#" * 500,
    "@" * 500 + " " + "#a " * 300,
    "due " * 200,
    "+1 " * 200,
    "(" * 100 + ")" * 100,
    "👩‍👩‍👧 #change +5",
    "-\u00a0narrow",
    "\ufeff- mark",
    "a\x00b\x0bc",
    "h:\u2028i",
    "#İ",
    "@ß due ß",
    "due 99999999999999999999",
    "x due 0.0.0",
]


@for_each("line", HOSTILE)
@for_each("context", [NOTE, IDEAS, ACTIONS], ids=["note", "idea", "action"])
def test_hostile_lines_are_read_like_any_other(line: str, context: CaptureContext) -> None:
    reading = read(line, context)
    assert is_clean(reading.text)
    assert reading.is_empty == (not clean_line(line))
    for cursor in (0, 1, len(line)):
        complete(line, cursor, context)


@settings(deadline=None)
@given(st.text(), CONTEXTS)
def test_never_refuses(line: str, context: CaptureContext) -> None:
    reading = read_line(line, context)
    assert is_clean(reading.text)
    assert reading.text == clean_line(reading.text)
    assert reading.is_empty == (not clean_line(line))


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(categories=("L", "Nd", "Po"), exclude_characters='#@+!*?;"'), min_size=1))
)
def test_without_sign_or_annotation_the_text_is_the_line(words: list[str]) -> None:
    line = "word " + " ".join(words)
    reading = read_line(line, NOTE)
    assert reading.text == clean_line(line)
    assert reading == LineReading("hurts", clean_line(line))


SPEECH = st.sampled_from(
    ["board", "due", "friday", "Wednesday", "h:", "ok.", "(so)", "–", "5", "desk", "sam"]
)
TAGS = st.sampled_from(
    ["#change", "#ch", "#pro", "#nothing", "@desk", "@nobody", "+5", "+0", "!!", "!", "#", "@"]
)


@settings(deadline=None)
@given(st.lists(st.one_of(SPEECH, TAGS), min_size=1, max_size=12), st.sampled_from(["", "- ", "(", " "]))
def test_never_eats_speech(words: list[str], start: str) -> None:
    words = ["so", *words]
    reading = read_line(start + " ".join(words), NOTE)
    left = iter(reading.text.replace("Change enablement", "ch").split(" "))
    spoken = [word for word in words if word not in {"#change", "#ch", "@desk", "+5", "!!", "h:"}]
    if start == "(":
        spoken = [word.rstrip(")") for word in spoken]
        left = iter([word.rstrip(")") for word in left])
    assert all(any(word == kept or kept.endswith(word) for kept in left) for word in spoken)


@settings(deadline=None)
@given(st.lists(st.one_of(SPEECH, TAGS), max_size=8), CONTEXTS)
def test_what_was_read_reads_the_same_as_plain_text(words: list[str], context: CaptureContext) -> None:
    text = read_line(" ".join(words), context).text
    assert clean(text) == text


# Pasting


@for_each(
    ("pasted", "lines"),
    [
        ("one\ntwo", ("one", "two")),
        ("- one\n- two\n• three\n– four", (" one", " two", " three", " four")),
        ("- one\n* two\n• three\n+ four", ("- one", "* two", " three", "+ four")),
        ("a\n+ b\n> c\n* d\n- e", ("a", "+ b", "> c", "* d", "- e")),
        ("a\nb\n- c", ("a", "b", "- c")),
        ("These hurt:\n* a\n* b\n* c", ("These hurt:", " a", " b", " c")),
        ("- one\n  * two\n  * three\n- four", (" one", " two", " three", " four")),
        ("1. one\n2) two\n(3) three\n10. ten", (" one", " two", " three", " ten")),
        ("- [ ] one\n- [x] two", (" one", " two")),
        ("  - one\n\n\t* two  \n", (" one", " two")),
        ("- ? why\n1. ! risk", (" ? why", " ! risk")),
        ("-one\n+1 for this\n+3", ("-one", "+1 for this", " +3")),
        ("? why\n! risk", ("? why", "! risk")),
        ("3.5 hours lost\n2nd line", ("3.5 hours lost", "2nd line")),
        ("- \n1.\n\n", ()),
        ("one\r\ntwo\rthree\u2028four", ("one", "two", "three", "four")),
        ("\x1b[31mred\x1b[0m", ("red",)),
    ],
)
def test_pasted_lines(pasted: str, lines: tuple[str, ...]) -> None:
    assert split_paste(pasted) == lines


@settings(deadline=None)
@given(st.text())
def test_pasting_never_fails_and_leaves_single_clean_lines(pasted: str) -> None:
    for line in split_paste(pasted):
        assert line.removeprefix(" ") == clean_line(line)
        assert clean_line(line)


# The table


def test_the_table_has_every_sign_and_the_words_of_the_help_screen() -> None:
    starts = [(row.typed, row.does, row.hint) for row in GRAMMAR if row.where is Where.START]
    assert starts == [(kind.sign, kind.label, kind.hint) for kind in KINDS.values()]
    assert [row.typed for row in GRAMMAR if row.where is Where.INSIDE] == ["#change", "@desk"]
    assert [row.typed for row in GRAMMAR if row.where is Where.END] == ["+5", "!!", "@sam", "due fri"]
    assert {row.mark for row in GRAMMAR} == set(Mark)
    assert [where.label for where in Where][:3] == ["Start a line with", "In a line", "At its end"]


def test_a_scripts_own_kinds_stand_after_the_signs() -> None:
    rows = rows_for(NOTE.kinds.values())
    own = rows[len(KINDS)]
    assert (own.typed, own.does, own.hint) == ("t:", "thanks", "somebody was thanked")
    assert len(rows) == len(GRAMMAR) + 1


# Completion


def offered(line: str, context: CaptureContext = NOTE, cursor: int | None = None) -> list[str]:
    return [each.label for each in complete(line, len(line) if cursor is None else cursor, context)]


def test_names_are_offered_shortlist_first() -> None:
    assert offered("six days #ch") == ["Change enablement", "Organizational change management"]
    assert offered("six days #") == [
        "Change enablement",
        "Project management",
        "Problem management",
        "Knowledge management",
        "Organizational change management",
        "Incident management",
    ]
    assert offered("six days @") == ["Service Desk", "Business Applications"]
    assert offered("-#pro") == ["Project management", "Problem management"]


@for_each("line", ["", "six days", "six#ch", "#zz", "# ", "#-", "me@desk"])
def test_nothing_is_offered_elsewhere(line: str) -> None:
    assert offered(line) == []


def test_the_cursor_has_to_be_in_the_word() -> None:
    assert offered("#ch rest", cursor=3) != []
    assert offered("#ch rest", cursor=1) != []
    assert offered("#ch rest", cursor=0) == []
    assert offered("#ch rest", cursor=5) == []
    assert offered("#ch", cursor=99) == []


def test_matched_letters_and_reasons() -> None:
    first, second = complete("#ch", 3, NOTE, {"change_enablement": "performs, rung 1"})
    assert (first.matches, first.reason) == (((0, 2),), "performs, rung 1")
    assert (second.matches, second.reason) == (((15, 2),), "")
    assert complete("#prob", 5, NOTE)[0].reason == "on the shortlist"
    joined = complete("#changeen", 9, NOTE)[0]
    assert joined.matches == ((0, 6), (7, 2))


def test_taking_a_name_replaces_the_word_and_reads_as_that_name() -> None:
    line = "six days #ch +5"
    taken, cursor = complete(line, 12, NOTE)[0].apply(line)
    assert taken == "six days #change-enablement +5"
    assert taken[cursor:] == "+5"
    assert read(taken) == LineReading("hurts", "six days", practice="change_enablement", nods=5)


@for_each("context", [NOTE, ACTIONS], ids=["note", "action"])
@for_each("sign", "#@")
def test_every_candidate_reads_as_itself(sign: str, context: CaptureContext) -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for each in complete(f"x {sign}{letter}", 4, context):
            reading = read(each.apply(f"x {sign}{letter}")[0], context)
            found = (reading.practice, reading.owner, *reading.counterparts)
            assert each.id in found or (sign == "#" and context is ACTIONS)


def test_people_are_offered_for_actions_with_their_team() -> None:
    assert offered("do it @s", ACTIONS) == [
        "Sam Oduya (Infrastructure)",
        "Sam Blake (Business Applications)",
        "Service Desk",
    ]


@settings(deadline=None)
@given(st.text(), st.integers(-3, 60), CONTEXTS)
def test_completing_never_fails(line: str, cursor: int, context: CaptureContext) -> None:
    found = complete(line, cursor, context)
    assert len(found) <= 6
    for each in found:
        assert line[each.start] == each.sign
        for offset, length in each.matches:
            assert 0 < length <= len(each.label) - offset


def test_a_name_after_at_that_no_team_has_is_told_and_stays_text() -> None:
    assert read("@hr asks twice").no_team == "hr"
    assert read("they ask @hr, twice").text == "they ask @hr, twice"
    for line in ("@desk asks twice", "write to a@b.org", "@ noon", "all is well"):
        assert read(line).no_team == "", line
    assert read("call them @nadia", ACTIONS).no_team == ""
