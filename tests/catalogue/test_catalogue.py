"""The catalogue: what is shipped, what is found, and what is said of a file that cannot be used."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator.catalogue import BadWorkshopFile, Catalogue, Fault, check_file, load_catalogue
from facilitator.catalogue.toml_reader import LARGEST
from facilitator.catalogue.wording import at, shown, suggest
from facilitator.errors import NotFound
from facilitator.model.base import texts_of
from facilitator.model.observation import KINDS
from facilitator.model.practice import TRADE_MARK_NOTICE, CapabilityLevel, Origin, Practice, PracticeGroup
from facilitator.model.script import Method, Script, ScriptAudience, Stage
from facilitator.resources import workshops_dir
from facilitator.text import is_clean
from tests.tables import for_each

SHIPPED = workshops_dir()
CATALOGUE = load_catalogue(SHIPPED)
NINETY = (SHIPPED / "scripts" / "listening-90.toml").read_text(encoding="utf-8")
NINETY = NINETY[NINETY.index('\nkey = "listening-90"') + 1 :]  # the comments above show keys too
TECHNICAL = (SHIPPED / "practices" / "technical.toml").read_text(encoding="utf-8")

KEPT = {"welcome", "deep", "actions", "read_back"}


# Practices ---------------------------------------------------------------------------------------

GENERAL = """
Architecture management S
Continual improvement T
Information security management T
Knowledge management T
Measurement and reporting O
Organizational change management S
Portfolio management S
Project management T
Relationship management S
Risk management S
Service financial management S
Strategy management S
Supplier management T
Workforce and talent management S
"""
SERVICE = """
Availability management T
Business analysis T
Capacity and performance management T
Change enablement O
Incident management O
IT asset management O
Monitoring and event management O
Problem management O
Release management O
Service catalogue management T
Service configuration management O
Service continuity management T
Service design T
Service desk O
Service level management T
Service request management O
Service validation and testing O
"""
TECHNICAL_THREE = """
Deployment management O
Infrastructure and platform management O
Software development and management O
"""


def of_group(group: PracticeGroup) -> list[Practice]:
    return [practice for practice in CATALOGUE.practices.values() if practice.group is group]


@for_each(
    ("group", "expected"),
    [
        (PracticeGroup.GENERAL, GENERAL),
        (PracticeGroup.SERVICE, SERVICE),
        (PracticeGroup.TECHNICAL, TECHNICAL_THREE),
    ],
)
def test_names_order_and_levels_of_each_group(group: PracticeGroup, expected: str) -> None:
    told = [f"{practice.name} {practice.level.value[0].upper()}" for practice in of_group(group)]
    assert told == expected.split("\n")[1:-1]


def test_there_are_34_practices_and_one_of_our_own_in_catalogue_order() -> None:
    groups = [practice.group for practice in CATALOGUE.practices.values()]
    assert Counter(groups) == {
        PracticeGroup.GENERAL: 14,
        PracticeGroup.SERVICE: 17,
        PracticeGroup.TECHNICAL: 3,
        PracticeGroup.CUSTOM: 1,
    }
    assert groups == sorted(groups, key=list(PracticeGroup).index)


def test_a_key_is_the_name_in_snake_case() -> None:
    for key, practice in CATALOGUE.practices.items():
        assert key == practice.key == practice.name.casefold().replace(" ", "_")


def test_every_practice_can_be_talked_about() -> None:
    for practice in CATALOGUE.practices.values():
        assert practice.description.endswith(".")
        assert 2 <= len(practice.questions) <= 3
        assert all(question.endswith("?") for question in practice.questions)
        assert practice.counterpart_kinds


def test_kcs_is_an_example_of_our_own() -> None:
    kcs = CATALOGUE.practice("kcs")
    assert (kcs.group, kcs.level, kcs.origin) == (PracticeGroup.CUSTOM, CapabilityLevel.TACTICAL, Origin.KCS)


def test_change_enablement_in_full() -> None:
    assert CATALOGUE.practice("change_enablement") == Practice(
        key="change_enablement",
        name="Change enablement",
        group=PracticeGroup.SERVICE,
        description="Lets changes through often and safely, with checks matched to risk.",
        level=CapabilityLevel.OPERATIONAL,
        counterpart_kinds=("change authority", "applications", "desk"),
        questions=(
            "Walk us through your last change. Which check caught something, and which only cost time?",
            "How do you learn of a change that will hit you?",
        ),
        origin=Origin.ITIL4,
    )


def test_every_file_of_practices_carries_the_trade_mark_notice() -> None:
    for path in (SHIPPED / "practices").glob("*.toml"):
        comments = [line[1:] for line in path.read_text(encoding="utf-8").splitlines() if line[:1] == "#"]
        assert TRADE_MARK_NOTICE in " ".join(" ".join(comments).split()), path.name


# Scripts -----------------------------------------------------------------------------------------

# key, title, minutes, minimum, always kept, method: the listening session of ninety minutes
NINETY_MINUTES = [
    ("welcome", "Welcome and promise", 5, 3, True, Method.TALK),
    ("why", "Why you, why now", 4, 2, False, Method.TALK),
    ("pride", "Pride round", 8, 4, False, Method.ROUND_ROBIN),
    ("touch_map", "Touch map", 10, 6, False, Method.SILENT_MARKING),
    ("focus", "Choose focus", 4, 2, False, Method.DOTS),
    ("deep", "Deep listening", 24, 8, True, Method.STORIES),
    ("stretch", "Stretch", 2, 0, False, Method.BREAK),
    ("ideas", "Ideas", 12, 7, False, Method.ONE_TWO_FOUR_ALL),
    ("vote", "Vote", 3, 2, False, Method.DOTS),
    ("impact", "Impact and effort", 6, 0, False, Method.RELATIVE_PLACING),
    ("actions", "Actions and commitments", 7, 5, True, Method.TALK),
    ("read_back", "Read-back and visibility", 3, 3, True, Method.TALK),
    ("close", "Close", 2, 1, False, Method.ROTI),
]
SIXTY_MINUTES = {
    "welcome": 4,
    "why": 3,
    "pride": 5,
    "touch_map": 8,
    "focus": 3,
    "deep": 16,
    "ideas": 9,
    "vote": 3,
    "actions": 5,
    "read_back": 2,
    "close": 2,
}
THIRTY_MINUTES = {
    "welcome": 3,
    "pride": 4,
    "touch_map": 5,
    "deep": 8,
    "ideas": 5,
    "actions": 3,
    "read_back": 2,
}
GIVING_ORDER = ["stretch", "impact", "why", "pride", "ideas", "touch_map", "focus", "vote"]

SCRIPTS = list(CATALOGUE.scripts.values())
LISTENING = [script for script in SCRIPTS if script.key.startswith("listening-")]
each_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.key)
each_listening = pytest.mark.parametrize("script", LISTENING, ids=lambda script: script.key)


def minutes_of(script: Script) -> dict[str, int]:
    return {segment.key: segment.minutes for segment in script.segments}


def test_the_shipped_scripts() -> None:
    assert {key: (script.audience, script.minutes) for key, script in CATALOGUE.scripts.items()} == {
        "health-check": (ScriptAudience.ANY, 60),
        "lean-coffee": (ScriptAudience.ANY, 60),
        "listening-30": (ScriptAudience.ANY, 30),
        "listening-60": (ScriptAudience.ANY, 60),
        "listening-90": (ScriptAudience.ANY, 90),
        "listening-front-line": (ScriptAudience.FRONT_LINE, 60),
        "listening-leadership": (ScriptAudience.LEADERSHIP, 60),
        "listening-technical": (ScriptAudience.TECHNICAL, 90),
        "start-stop-continue": (ScriptAudience.ANY, 60),
    }
    assert {script.stage for script in LISTENING} == {Stage.LISTEN}


@for_each("key", ["listening-90", "listening-technical"])
def test_the_ninety_minute_plan_literally(key: str) -> None:
    told = [
        (segment.key, segment.title, segment.minutes, segment.minimum, segment.keep, segment.method)
        for segment in CATALOGUE.script(key).segments
    ]
    assert told == NINETY_MINUTES


def test_the_agenda_shows_short_titles() -> None:
    told = [segment.short_title for segment in CATALOGUE.script("listening-90").segments]
    assert told == [
        "Welcome",
        "Why you",
        "Pride",
        "Touch map",
        "Choose focus",
        "Deep listening",
        "Stretch",
        "Ideas",
        "Vote",
        "Impact and effort",
        "Actions",
        "Read-back",
        "Close",
    ]


@for_each("key", ["listening-60", "listening-front-line", "listening-leadership"])
def test_the_sixty_minute_plan(key: str) -> None:
    script = CATALOGUE.script(key)
    assert minutes_of(script) == SIXTY_MINUTES
    assert script.segment("ideas").method is Method.SILENT_WRITING


def test_the_thirty_minute_plan() -> None:
    script = CATALOGUE.script("listening-30")
    assert minutes_of(script) == THIRTY_MINUTES
    assert script.segments[-1].instruments == ("read_back", "close")


@each_script
def test_minutes_add_up_and_minimums_fit(script: Script) -> None:
    assert sum(segment.minutes for segment in script.segments) == script.minutes
    assert all(segment.minimum <= segment.minutes for segment in script.segments)


@each_listening
def test_promise_one_deep_dive_actions_and_read_back_are_kept(script: Script) -> None:
    assert {segment.key for segment in script.segments if segment.keep} == KEPT
    assert all(segment.minimum > 0 for segment in script.segments if segment.keep)


@each_listening
def test_segments_give_in_the_order_of_the_field_guide_and_the_kept_ones_last(script: Script) -> None:
    by_turn = sorted(script.segments, key=lambda segment: segment.turn)
    assert [segment.turn for segment in by_turn] == list(range(1, len(by_turn) + 1))
    keys = [segment.key for segment in by_turn]
    assert [key for key in keys if key in GIVING_ORDER] == [key for key in GIVING_ORDER if key in keys]
    assert {segment.key for segment in by_turn[-len(KEPT) :]} == KEPT


def test_the_turns_of_the_ninety_minute_plan() -> None:
    turns = {segment.turn: segment.key for segment in CATALOGUE.script("listening-90").segments}
    assert [turns[turn] for turn in range(1, 9)] == GIVING_ORDER


@each_script
def test_every_segment_tells_the_facilitator_what_to_do(script: Script) -> None:
    assert script.summary
    assert script.people
    assert script.start_from
    for segment in script.segments:
        assert segment.purpose, segment.key
        assert segment.say, segment.key
        assert segment.rescue, segment.key
        assert segment.never.startswith("Never"), segment.key
        assert script.asks_in(segment) or segment.method is Method.BREAK, segment.key
        assert len(segment.short_title) <= 18, segment.key


INSTRUMENTS = {
    "welcome": ("agreement", "notes"),
    "touch_map": ("touch_map", "notes"),
    "focus": ("focus", "notes"),
    "ideas": ("ideas",),
    "vote": ("vote",),
    "impact": ("impact",),
    "actions": ("actions",),
    "read_back": ("read_back",),
    "close": ("close",),
}
CAPTURE = {
    "why": ("puzzle", "parking"),
    "pride": ("pride",),
    "deep": ("hurts", "works", "workaround", "moment_of_truth", "puzzle", "risk"),
}


@each_listening
def test_instruments_and_kinds_of_note(script: Script) -> None:
    for segment in script.segments:
        if script.key != "listening-30":
            assert segment.instruments == INSTRUMENTS.get(segment.key, ("notes",)), segment.key
        assert segment.capture[0] == CAPTURE.get(segment.key, ("parking",))[0], segment.key
        assert segment.capture == CAPTURE.get(segment.key, segment.capture)
        assert set(segment.capture) <= {*KINDS, *(kind.key for kind in script.kinds)}


@each_listening
def test_every_question_has_a_place_for_its_answer(script: Script) -> None:
    """Where the instrument and the kind of the line do not fit a question, the script says what does."""
    for segment in script.segments:
        if segment.goes_deep or segment.key == "actions" or script.key == "listening-30":
            assert len(segment.answers) in (0, len(segment.ask)), segment.key
        elsewhere = {"deep", "actions"} | (
            {"read_back", "touch_map"} if script.key == "listening-30" else set()
        )
        assert bool(segment.answers) is (segment.key in elsewhere), segment.key


def test_thirty_minutes_choose_their_practice_on_the_touch_map() -> None:
    instruments = CATALOGUE.script("listening-30").segment("touch_map").instruments
    assert instruments == ("touch_map", "focus", "notes")


@each_listening
def test_deep_listening_asks_its_four_questions_of_each_practice(script: Script) -> None:
    deep = script.segment("deep")
    assert deep.parts == {90: 3, 60: 2, 30: 1}[script.minutes]
    assert deep.minutes == 8 * deep.parts
    assert deep.ask[:3] == (
        "You picked this rung; still right?",
        "Tell us about a time it worked. What made the difference?",
        "Tell us about a time it didn’t. What did you do instead?",
    )
    assert len(deep.ask) == (5 if script.key == "listening-front-line" else 4)
    assert "Never defend, explain the framework" in deep.never


def test_the_promise_is_read_out_in_the_agreed_words() -> None:
    assert " ".join(CATALOGUE.script("listening-90").segment("welcome").say) == (
        "Thanks for the time. We’re here to listen, not to audit. We write what is said, not who said it. "
        "Nothing leaves this room until you’ve seen it at the end. You may pass on anything. "
        "If something should not be written, say so and it goes."
    )


@for_each(
    ("key", "offer"),
    [
        (
            "listening-technical",
            "change_enablement monitoring_and_event_management incident_management problem_management "
            "deployment_management service_configuration_management information_security_management",
        ),
        (
            "listening-front-line",
            "service_desk incident_management service_request_management knowledge_management "
            "service_level_management",
        ),
        (
            "listening-leadership",
            "strategy_management portfolio_management relationship_management risk_management "
            "service_financial_management",
        ),
    ],
)
def test_each_audience_is_offered_its_own_practices_first(key: str, offer: str) -> None:
    assert CATALOGUE.script(key).offer == tuple(offer.split())


def test_front_line_adds_one_moment_of_truth_and_leaders_finish_with_commitments() -> None:
    front_line = CATALOGUE.script("listening-front-line").segment("deep")
    assert "made or broke somebody’s day" in front_line.ask[-1]
    leaders = CATALOGUE.script("listening-leadership")
    assert leaders.segment("actions").title == "Commitments"
    assert "downstream" in leaders.segment("deep").ask[-1]


def test_shipped_texts_are_clean_and_name_the_framework_nowhere() -> None:
    for item in (*CATALOGUE.practices.values(), *SCRIPTS):
        for path, text in texts_of(item):
            assert is_clean(text), path
            assert "ITIL" not in text, path


def test_a_script_survives_the_journey_into_a_session() -> None:
    for script in SCRIPTS:
        assert type(script) is Script
        assert msgspec.convert(msgspec.to_builtins(script), Script) == script


# Finding -----------------------------------------------------------------------------------------


@for_each(
    ("words", "found"),
    [
        ("change_enablement", ["change_enablement"]),
        ("ch", ["change_enablement", "organizational_change_management"]),
        ("Incident", ["incident_management"]),
        ("INCIDENT  management", ["incident_management"]),
        ("service d", ["service_design", "service_desk"]),
        ("desk", ["service_desk"]),
        ("mon ev", ["monitoring_and_event_management"]),
        ("platform", ["infrastructure_and_platform_management"]),
        ("it", ["it_asset_management"]),
        ("kcs", ["kcs"]),
        ("nablement", []),
        ("", []),
        (" _ ", []),
    ],
)
def test_find_practice(words: str, found: list[str]) -> None:
    assert [practice.key for practice in CATALOGUE.find_practice(words)] == found


def test_an_exact_name_comes_before_longer_ones() -> None:
    longer = Practice(
        key="service_desk_night",
        name="Service desk at night",
        group=PracticeGroup.GENERAL,
        description="Answers at three.",
        level=CapabilityLevel.OPERATIONAL,
        counterpart_kinds=(),
        questions=(),
    )
    catalogue = CATALOGUE.with_practices([longer])
    assert [p.key for p in catalogue.find_practice("service desk")] == ["service_desk", "service_desk_night"]


@given(st.sampled_from(list(CATALOGUE.practices.values())), st.data())
def test_any_beginning_of_a_name_finds_the_practice(practice: Practice, data: st.DataObject) -> None:
    length = data.draw(st.integers(1, len(practice.name)))
    begun = practice.name[:length]
    assert practice in CATALOGUE.find_practice(data.draw(st.sampled_from([begun, begun.upper()])))


@given(st.text())
def test_finding_takes_any_text(words: str) -> None:
    assert isinstance(CATALOGUE.find_practice(words), tuple)


def test_an_unknown_practice_is_told_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="incident_managment") as told:
        CATALOGUE.practice("incident_managment")
    assert told.value.todo == "Did you mean incident_management?"
    with pytest.raises(NotFound) as told:
        CATALOGUE.practice("change")
    assert told.value.todo == "Did you mean change_enablement or organizational_change_management?"
    with pytest.raises(NotFound) as told:
        CATALOGUE.practice("zzz")
    assert told.value.todo


def test_an_unknown_script_is_told_with_all_there_are() -> None:
    with pytest.raises(NotFound) as told:
        CATALOGUE.script("listening-9")
    assert told.value.todo.startswith(
        "Did you mean listening-90? Use one of: health-check, lean-coffee, listening-30,"
    )


def test_with_practices_adds_and_replaces_without_touching_the_original() -> None:
    mine = msgspec.structs.replace(CATALOGUE.practice("kcs"), description="Write it while you solve it.")
    own = msgspec.structs.replace(mine, key="escalation", name="Escalation", origin=Origin.LOCAL)
    catalogue = CATALOGUE.with_practices([own, mine])
    assert list(catalogue.practices)[-2:] == ["kcs", "escalation"]
    assert catalogue.practice("kcs") == mine
    assert "escalation" not in CATALOGUE.practices
    assert catalogue.scripts == CATALOGUE.scripts


def test_a_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        CATALOGUE.practices["new"] = CATALOGUE.practice("kcs")  # type: ignore[index]


# Folders -----------------------------------------------------------------------------------------


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def changed(text: str, old: str, new: str) -> str:
    """Return *text* with the first *old* replaced; a test that replaces nothing tests nothing."""
    assert old in text
    return text.replace(old, new, 1)


def test_no_folder_and_missing_folders_give_an_empty_catalogue(tmp_path: Path) -> None:
    assert load_catalogue() == load_catalogue(tmp_path / "nowhere") == Catalogue.of([], [])


def test_a_later_folder_adds_and_replaces_by_key(tmp_path: Path) -> None:
    write(tmp_path / "scripts" / "mine.toml", changed(NINETY, "Listening session, 90 minutes", "Ours"))
    write(tmp_path / "scripts" / "new.toml", changed(NINETY, 'key = "listening-90"', 'key = "ours-too"'))
    write(tmp_path / "practices" / "mine.toml", changed(TECHNICAL, "Moves changed parts", "Carries parts"))
    catalogue = load_catalogue(SHIPPED, tmp_path)
    assert list(catalogue.practices) == list(CATALOGUE.practices)
    assert catalogue.practice("deployment_management").description.startswith("Carries parts")
    assert catalogue.script("listening-90").title == "Ours"
    assert list(catalogue.scripts) == [*CATALOGUE.scripts, "ours-too"]


def test_a_script_may_offer_practices_of_any_folder(tmp_path: Path) -> None:
    own = '[[practice]]\nkey = "escalation"\nname = "Escalation"\ngroup = "custom"\nlevel = "operational"\n'
    own += 'description = "Asks for help."\ncounterpart_kinds = []\nquestions = []\norigin = "local"\n'
    write(tmp_path / "practices" / "own.toml", own)
    offering = changed(NINETY, "stage =", 'offer = ["escalation", "kcs"]\nstage =')
    script = write(tmp_path / "scripts" / "own.toml", offering)
    catalogue = load_catalogue(SHIPPED, tmp_path)
    assert catalogue.script("listening-90").offer == ("escalation", "kcs")
    assert check_file(script) == check_file(script, catalogue) == []
    assert [fault.where for fault in check_file(script, CATALOGUE)] == ["offer[1]"]


def test_files_of_editors_and_file_managers_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "scripts" / "._listening-90.toml", b"\x00\x05\x16\x07")
    write(tmp_path / "scripts" / "listening-90.toml~", "unfinished")
    write(tmp_path / "scripts" / "notes.txt", "notes")
    assert load_catalogue(tmp_path) == Catalogue.of([], [])


def test_a_mark_of_windows_its_line_ends_and_accents_of_macs_are_no_faults(tmp_path: Path) -> None:
    text = changed(NINETY, "Pride round", "Cafe\u0301 round").replace("\n", "\r\n")
    write(tmp_path / "scripts" / "mine.toml", b"\xef\xbb\xbf" + text.encode())
    assert load_catalogue(tmp_path).script("listening-90").segment("pride").title == "Café round"


def test_a_kind_of_its_own_may_be_captured(tmp_path: Path) -> None:
    kind = '[[kind]]\nkey = "thanks"\nlabel = "thanks"\nletter = "t"\nmeaning = "somebody was thanked"\n'
    own = changed(NINETY, "[[segment]]", f"{kind}\n[[segment]]")
    write(tmp_path / "scripts" / "mine.toml", changed(own, '["pride"]', '["pride", "thanks"]'))
    script = load_catalogue(tmp_path).script("listening-90")
    assert [each.label for each in script.kinds] == ["need", "thanks"]
    assert script.segment("pride").capture == ("pride", "thanks")


def test_a_broken_file_stops_nothing_but_itself(tmp_path: Path) -> None:
    bad = write(tmp_path / "scripts" / "a.toml", changed(NINETY, "minutes = 8", 'minutes = "eight"'))
    worse = write(tmp_path / "practices" / "b.toml", b"\xff\xfe\x00")
    write(tmp_path / "scripts" / "c.toml", changed(NINETY, 'key = "listening-90"', 'key = "fine"'))
    faults: list[Fault] = []
    catalogue = load_catalogue(SHIPPED, tmp_path, faults=faults)
    assert {fault.file for fault in faults} == {bad, worse}
    assert list(catalogue.practices) == list(CATALOGUE.practices)
    assert catalogue.script("listening-90") == CATALOGUE.script("listening-90")
    assert "fine" in catalogue.scripts


def test_without_a_list_for_faults_the_first_bad_file_is_raised(tmp_path: Path) -> None:
    bad = write(tmp_path / "scripts" / "bad.toml", changed(NINETY, "minutes = 8", 'minutes = "eight"'))
    with pytest.raises(BadWorkshopFile) as told:
        load_catalogue(SHIPPED, tmp_path)
    assert told.value.happened == f"{bad}, segment[3].minutes: “eight” cannot be used here."
    assert told.value.todo == "Write a whole number from 1 to 240."
    assert told.value.exit_code == 2
    assert len(told.value.faults) == 1


def test_one_key_in_two_files_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "scripts" / "a.toml", NINETY)
    second = write(tmp_path / "scripts" / "b.toml", NINETY)
    write(tmp_path / "practices" / "a.toml", TECHNICAL)
    write(tmp_path / "practices" / "b.toml", TECHNICAL[TECHNICAL.rindex("[[practice]]") :])
    faults: list[Fault] = []
    load_catalogue(tmp_path, faults=faults)
    assert [(fault.file.name, fault.where) for fault in faults] == [
        ("b.toml", "practice[1].key"),
        ("b.toml", "key"),
    ]
    assert faults[1].file == second
    assert faults[1].problem == "The key listening-90 is used twice in this folder."


@pytest.mark.parametrize(
    ("folder", "content", "where", "problem"),
    [
        ("scripts", TECHNICAL, "practice", "This file holds practices."),
        ("practices", NINETY, "segment", "This file holds a script."),
    ],
)
def test_a_file_in_the_folder_of_the_other_kind(
    tmp_path: Path, folder: str, content: str, where: str, problem: str
) -> None:
    write(tmp_path / folder / "mine.toml", content)
    faults: list[Fault] = []
    load_catalogue(tmp_path, faults=faults)
    assert (faults[0].where, faults[0].problem) == (where, problem)
    assert faults[0].remedy.startswith("Move it")


# Bad files ---------------------------------------------------------------------------------------

# what is replaced in the 90-minute script, by what; where the fault is, and a part of its remedy
BAD_SCRIPTS = {
    "text for a number": ("minutes = 8", 'minutes = "8"', "segment[3].minutes", "from 1 to 240"),
    "fraction": ("minutes = 8", "minutes = 8.5", "segment[3].minutes", "from 1 to 240"),
    "truth for a number": ("minutes = 8", "minutes = true", "segment[3].minutes", "from 1 to 240"),
    "date for a number": ("minutes = 8", "minutes = 2026-03-12", "segment[3].minutes", "from 1 to 240"),
    "number too small": ("turn = 4", "turn = 0", "segment[3].turn", "1 or more"),
    "number too large": ("minutes = 90", "minutes = 481", "minutes", "from 5 to 480"),
    "number beyond all": ("minutes = 90", f"minutes = 0x{'f' * 400}", "minutes", "from 5 to 480"),
    "minimum too large": ("minimum = 4", "minimum = 9", "segment[3].minimum", "Lower minimum"),
    "no practices on a touch map": (
        'instruments = ["touch_map"',
        'practices = false\ninstruments = ["touch_map"',
        "segment[4].practices",
        "or the touch map",
    ),
    "kept and dropped": ("minimum = 3", "minimum = 0", "segment[1].minimum", "at least 1"),
    "sum too small": ("minutes = 8", "minutes = 7", "minutes", "equal"),
    "number for a truth": ("keep = true", "keep = 1", "segment[1].keep", "true or false"),
    "number for a text": ('title = "Pride round"', "title = 3", "segment[3].title", "quotation marks"),
    "word not in list": ('"round_robin"', '"round robin"', "segment[3].method", "Did you mean round_robin?"),
    "all words listed": ('"listen"', '"x"', "stage", "Use one of: vision, listen, review."),
    "list with a wrong word": ('"agreement",', '"agrement",', "segment[1].instruments[1]", "agreement?"),
    "text for a list": ('["pride"]', '"pride"', "segment[3].capture", "square brackets"),
    "empty list": ('["pride"]', "[]", "segment[3].capture", "Name one in capture"),
    "number in a list": ('["pride"]', "[1]", "segment[3].capture[1]", "quotation marks"),
    "unknown key": ("rescue =", "resque =", "segment[1].resque", "Did you mean rescue?"),
    "key below a heading": ("[[segment]]", "[[segment]]\noffer = []", "segment[1].offer", "Move it up"),
    "plural heading": ("[[segment]]", "[[segments]]", "segments", "Did you mean segment?"),
    "missing key": ('title = "Pride round"\n', "", "segment[3].title", "quotation marks"),
    "missing number": ("minutes = 8\n", "", "segment[3].minutes", "whole number"),
    "missing word": ('stage = "listen"\n', "", "stage", "vision, listen, review"),
    "key with capitals": ('key = "pride"', 'key = "Pride"', "segment[3].key", "small letters"),
    "key of a script": ('"listening-90"', '"Listening 90"', "key", "small letters, digits and hyphens"),
    "segment twice": ('key = "pride"', 'key = "why"', "segment", "each its own"),
    "unknown kind": ('["pride"]', '["prde"]', "segment[3].capture[1]", "Did you mean pride?"),
    "unknown practice": (
        "stage =",
        'offer = ["kcs", "change_enablment"]\nstage =',
        "offer[2]",
        "Did you mean change_enablement?",
    ),
    "far from any practice": ("stage =", 'offer = ["zzz"]\nstage =', "offer[1]", "Take a key"),
    "empty title": ('title = "Pride round"', 'title = ""', "segment[3].title", "a few words"),
    "title in two lines": ('"Pride round"', '"Pride\\nround"', "segment[3].title", "without line breaks"),
    "key with a line end": ('key = "pride"', 'key = "pride\\n"', "segment[3].key", ""),
    "terminal escape": ('"Pride round"', '"\\u001b[2JPride"', "segment[3].title", "Type it anew."),
    "direction override": ('"Pride round"', '"Pride \u202eround"', "segment[3].title", "Type it anew."),
    "hostile list item": ('["pride"]', '["\\u0007"]', "segment[3].capture[1]", "Type it anew."),
    "hostile key": ("rescue =", '"re\\u0000scue" =', "segment[1].rescue", "Type it anew."),
    "open text": ('"Pride round"', '"Pride round', "line ", "quotation marks"),
    "no equals sign": ('stage = "listen"', 'stage "listen"', "line ", "shipped files"),
    "key twice": ('stage = "listen"', 'stage = "listen"\nstage = "listen"', "line ", ""),
    "kind of a shipped key": (
        "[[segment]]",
        '[[kind]]\nkey = "works"\nlabel = "works"\nletter = "t"\n[[segment]]',
        "kind[2].key",
        "another key",
    ),
    "kind of a taken letter": (
        "[[segment]]",
        '[[kind]]\nkey = "wish"\nlabel = "wish"\nletter = "w"\n[[segment]]',
        "kind[2].letter",
        "Free are: a b c",
    ),
    "answer to no question": (
        'answers = ["action", "need"]',
        'answers = ["action", "need", "need"]',
        "segment[11].answers[3]",
        "ask one more",
    ),
    "answer that is nothing": (
        'answers = ["action", "need"]',
        'answers = ["action", "knead"]',
        "segment[11].answers[2]",
        "need",
    ),
    "kind of two letters": (
        "[[segment]]",
        '[[kind]]\nkey = "wish"\nlabel = "wish"\nletter = "wi"\n[[segment]]',
        "kind[2].letter",
        "one small letter",
    ),
}


@pytest.mark.parametrize(("old", "new", "where", "remedy"), BAD_SCRIPTS.values(), ids=list(BAD_SCRIPTS))
def test_a_bad_script_is_told_with_its_place_and_remedy(
    tmp_path: Path, old: str, new: str, where: str, remedy: str
) -> None:
    path = write(tmp_path / "scripts" / "mine.toml", changed(NINETY, old, new))
    first = check_file(path)[0]
    assert first.file == path
    assert first.where == where or (where == "line " and first.where.startswith("line "))
    assert remedy in first.remedy
    assert first.problem.endswith(".")
    assert is_clean(str(first))
    with pytest.raises(BadWorkshopFile, match="mine"):
        load_catalogue(SHIPPED, tmp_path)


BAD_PRACTICES = {
    "word not in list": ('"operational"', '"operative"', "practice[1].level", "Did you mean operational?"),
    "unknown group": ('group = "technical"', 'group = "tech"', "practice[1].group", "technical, custom"),
    "missing list": (
        'counterpart_kinds = ["development", "operations"]\n',
        "",
        "practice[1].counterpart_kinds",
        "square brackets",
    ),
    "unknown key": ("questions", "question", "practice[1].question", "Did you mean questions?"),
    "key with a hyphen": (
        '"deployment_management"',
        '"deployment-management"',
        "practice[1].key",
        "underscores",
    ),
    "key twice": (
        '"software_development_and_management"',
        '"deployment_management"',
        "practice[3].key",
        "Give each its own.",
    ),
    "blank name": ('"Deployment management"', '" "', "practice[1].name", "a few words"),
    "single brackets": (
        TECHNICAL[TECHNICAL.index("[[") :],
        "[practice]\n",
        "practice",
        "double square brackets",
    ),
}


@pytest.mark.parametrize(("old", "new", "where", "remedy"), BAD_PRACTICES.values(), ids=list(BAD_PRACTICES))
def test_a_bad_file_of_practices_is_told_with_its_place_and_remedy(
    tmp_path: Path, old: str, new: str, where: str, remedy: str
) -> None:
    path = write(tmp_path / "practices" / "mine.toml", changed(TECHNICAL, old, new))
    first = check_file(path)[0]
    assert first.where == where
    assert remedy in first.remedy


BAD_BYTES = {
    "not UTF-8": (b"key = 1\ntitle = '\xe9'\n", "line 2", "Save it as UTF-8"),
    "UTF-16": ("key = 'a'".encode("utf-16"), "line 1", "Save it as UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "line 1", "Save it as UTF-8"),
    "zeros": (bytes(100), "line 1, column 1", "quotation marks"),
    "a real escape": (b'key = "\x1b[2J"', "line 1, column 8", "quotation marks"),
    "huge": (b"#" * (LARGEST + 1), "", "Take out"),
    "deep lists": (b"a = " + b"[" * 100_000, "line 1", "Write it flat"),
    "deep key": (b"a" + b".a" * 50_000 + b" = 1", "line 1", "Write it flat"),
    "deep tables": (b"[" + b".".join([b"a"] * 1000) + b"]", "line 1", "Write it flat"),
    "endless number": (b"minutes = " + b"9" * 5000, "line 1", "Shorten the number."),
    "empty": (b"", "key", "small letters"),
}


@pytest.mark.parametrize(("content", "where", "remedy"), BAD_BYTES.values(), ids=list(BAD_BYTES))
def test_bytes_that_are_no_script(tmp_path: Path, content: bytes, where: str, remedy: str) -> None:
    path = write(tmp_path / "scripts" / "mine.toml", content)
    first = check_file(path)[0]
    assert first.where == where
    assert remedy in first.remedy


def test_places_that_hold_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "scripts" / "folder.toml"
    folder.mkdir(parents=True)
    assert check_file(folder)[0].problem == "It is not a file."
    assert check_file(tmp_path / "none.toml")[0].problem == "There is no such file."
    faults: list[Fault] = []
    load_catalogue(tmp_path, faults=faults)
    assert [fault.file for fault in faults] == [folder]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert check_file(pipe)[0].problem == "It is not a file."


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "mine.toml", NINETY)

    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    assert check_file(path)[0].problem == "It cannot be read: Permission denied."


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = changed(NINETY, "minutes = 8", 'minutes = "8"')
    text = changed(text, '"dots"', '"dot"')
    text = changed(text, "rescue", "resque")
    faults = check_file(write(tmp_path / "scripts" / "mine.toml", text))
    assert [fault.where for fault in faults] == [
        "segment[1].resque",
        "segment[3].minutes",
        "segment[5].method",
    ]


def test_a_fault_reads_as_one_line() -> None:
    fault = Fault(Path("mine.toml"), "segment[3].minimum", "It is 9.", "Lower it.")
    assert str(fault) == "mine.toml, segment[3].minimum: It is 9. Lower it."
    assert str(Fault(Path("a\x1b[2Jb.toml"), "", "It is empty.", "")) == "ab.toml: It is empty."


def test_shipped_files_have_no_faults() -> None:
    paths = sorted(SHIPPED.glob("practices/*.toml")) + sorted(SHIPPED.glob("scripts/*.toml"))
    assert len(paths) == 13
    assert [fault for path in paths for fault in check_file(path)] == []


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workshops") / "scripts" / "any.toml"


@settings(max_examples=40)
@given(content=st.binary(max_size=300))
@example(content=b"practice = 1")
@example(content=b"segment = [[]]")
def test_no_bytes_make_checking_raise(scratch: Path, content: bytes) -> None:
    assert check_file(write(scratch, content), CATALOGUE)


VALUES = st.recursive(
    st.one_of(
        st.booleans().map(lambda truth: "true" if truth else "false"),
        st.integers().map(str),
        st.floats().map(str),
        st.text(st.characters(codec="ascii", categories=["L", "N"])).map(lambda text: f'"{text}"'),
        st.sampled_from(["2026-03-12", "09:30:00", '"\\u202e"', '"talk"', '"works"', "[]", "{}"]),
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    max_leaves=5,
)
LINES = [number for number, line in enumerate(NINETY.splitlines()) if " = " in line and line[0] != "#"]


@settings(max_examples=40, deadline=None)
@given(line=st.sampled_from(LINES), value=VALUES)
def test_any_value_anywhere_is_taken_or_told(scratch: Path, line: int, value: str) -> None:
    lines = NINETY.splitlines()
    lines[line] = f"{lines[line].split(' = ')[0]} = {value}"
    path = write(scratch, "\n".join(lines))
    for fault in check_file(path, CATALOGUE):
        assert fault.problem.endswith(".")
        assert fault.remedy.endswith((".", "?"))
        assert is_clean(str(fault))
        assert "\n" not in str(fault)


# Words -------------------------------------------------------------------------------------------


def test_a_path_is_written_as_people_count() -> None:
    assert at() == ""
    assert at("segment", 0, "capture", 2) == "segment[1].capture[3]"
    assert at("a\x07b") == "ab"


@for_each(
    ("value", "words"),
    [
        ("ten", "“ten”"),
        ("a\nb", "“a b”"),
        ("x" * 99, f"“{'x' * 60}…”"),
        (True, "true"),
        (8.5, "8.5"),
        (10**12, "A number of that size"),
        (float("nan"), "A number of that size"),
        ([1], "A list"),
        ({}, "A table"),
    ],
)
def test_a_value_is_shown_short_and_plain(value: object, words: str) -> None:
    assert shown(value) == words


def test_suggestions_name_the_nearest_and_list_only_a_few() -> None:
    assert suggest("aple", ["apple", "pear"]) == "Did you mean apple? Use one of: apple, pear."
    assert suggest(3, ["apple", "pear"]) == "Use one of: apple, pear."
    assert suggest("zzz", [f"word{number}" for number in range(50)]) == ""


# Cost --------------------------------------------------------------------------------------------


def test_loading_is_quick_enough_for_every_start() -> None:
    def once() -> float:
        start = time.process_time()
        load_catalogue(SHIPPED)
        return time.process_time() - start

    # It takes some 20 ms; the limit leaves room for a busy machine and notices a change of kind.
    assert min(once() for _ in range(5)) < 0.05


def test_the_catalogue_imports_neither_screen_nor_templates() -> None:
    code = (
        "import sys; from facilitator import catalogue, resources;"
        "catalogue.load_catalogue(resources.workshops_dir());"
        "print([m for m in ('textual', 'rich', 'jinja2', 'tinydb', 'click', 'difflib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
