"""What is found in a line to take care with, what is not, and how it can be said otherwise."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.catalogue import BadWorkshopFile, check_file, load_catalogue, shipped_catalogue
from facilitator.live.capture.naming import CaptureContext
from facilitator.live.capture.reading import read_line, without_sign
from facilitator.live.care.phones import find_phone
from facilitator.live.care.warning import Caution, Concern, care_for, reworded, warn
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.resources import workshops_dir
from facilitator.text import clean_line
from facilitator.workspace.folder.demo import open_demo
from tests.hostile import NAUGHTY
from tests.tables import for_each

WORDS = shipped_catalogue().words
PEOPLE = (
    Person(id="dev", name="Dev Pillai"),
    Person(id="jo", name="Jo Marsh", handle="jmarsh"),
    Person(id="anne", name="Anne-Marie O’Neill"),
    Person(id="will", name="Will Young"),
    Person(id="jan", name="Jan van Dyk"),
    Person(id="sam", name="Sam Oduya"),
    Person(id="sam2", name="Sam Reed"),
)
CARE = care_for(PEOPLE, WORDS)


def found(line, **more):
    caution = warn(line, CARE, **more)
    return (caution.concern, caution.found) if caution else None


# Names -------------------------------------------------------------------------------------------


@for_each(
    ("line", "name"),
    [
        ("We always ask Dev", "Dev"),
        ("Dev’s form is five pages", "Dev"),
        ("dev pillai knows", "dev pillai"),
        ("DEV PILLAI knows", "DEV PILLAI"),
        ("[Dev]", "Dev"),
        ("(“Dev”)", "Dev"),
        ("x/Dev/y", "Dev"),
        ("ask @dev", "dev"),
        ("ask @jmarsh first", "jmarsh"),
        ("Anne-Marie said so", "Anne-Marie"),
        ("anne-marie o’neill said so", "anne-marie o’neill"),
        ("O’Neill said so", "O’Neill"),
        ("Will Young said so", "Will Young"),
        ("Dyk said so", "Dyk"),
        ("נאמר Dev נאמר", "Dev"),
        ("\U0001f469\U0001f3fdDev\U0001f469", "Dev"),
    ],
)
def test_a_known_person_is_found(line, name):
    assert found(line) == (Concern.PERSON, name)


@for_each(
    "line",
    [
        "the dev environment",
        "DEV and TEST differ",
        "SAM finds every licence",
        "Device drivers, Devon and development",
        "Will we ever know? May it be soon. Mark my words",
        "When will young people come to the desk",
        "a van brings the printers",
        "joint work, jobs, Jobs",
        "Nobody called Hermes is known here",
    ],
)
def test_words_that_are_nobodys_name_here_pass(line):
    assert found(line) is None


def test_the_owner_of_an_action_may_be_named_and_nobody_else():
    assert found("Dev writes the form", spared=("dev",)) is None
    assert found("Sam writes the form", spared=("sam2",)) is None
    assert found("Dev and Jo write it", spared=("dev",)) == (Concern.PERSON, "Jo")


def test_a_name_says_who_is_meant():
    assert warn("ask Jo", CARE).person == "jo"


def told_of(people, lines):
    """Of each line what is found, or None."""
    care = care_for([Person(id=name, name=name) for name in people], WORDS)
    return {line: caution.found if (caution := warn(line, care)) else None for line in lines}


def test_a_known_name_is_found_however_it_is_typed():
    wanted = {
        "only tom knows": "tom",
        "ASK AOIFE BEFORE ANY CHANGE": "AOIFE",
        "Jurgen Weiss and juergen": "Jurgen Weiss",
        "juergen says no": "juergen",
        "BECKER SAGT NEIN": "BECKER",
        "Toms Liste": "Toms",
        "beckers team": "beckers",
        "nobody can read priya's notes": "priya",
        "TOM has three phases": None,
        "tom tool": None,
        "Tomcat and the tomb": None,
        "keiner weiß es": None,
        "Weiß jemand mehr": None,
        "Weiß lehnt es ab": "Weiß",
    }
    assert told_of(["Tom Becker", "Jürgen Weiß", "Aoife Byrne", "Priya Raman"], wanted) == wanted


def test_names_of_people_whom_the_programme_does_not_know_are_found():
    wanted = {
        "Mr Hale wants to see it": "Mr Hale",
        "ms novak closes tickets": "ms novak",
        "Frau Kunze entscheidet": "Frau Kunze",
        "Dr. Patel phones": "Dr. Patel",
        "200 ms between calls": None,
        "the DR test": None,
        "wir werden der Flut nicht Herr": None,
        "Svetlana built it": "Svetlana",
        "ohne Svenjas Liste": "Svenjas",
        "ask Xerxia about it": "Xerxia",
        "die Freigabe wartet auf Xerxia": None,
        "ask Jira about it": None,
        "the Hermes server": None,
        "Will does the rota": "Will",
        "Will the SLA change": None,
        "April told the customer": "April",
        "April release": None,
        "ask Grace": "Grace",
        "Grace period": None,
        "Karl-Marx-Straße": None,
        "Server Olaf": None,
        "tell #Svetlana": None,
    }
    assert told_of((), wanted) == wanted


def test_one_person_is_found_without_a_name():
    wanted = {
        "our new team lead hides it": "our new team lead",
        "the CIO overrules all": "the CIO",
        "the head of sales jumps the queue": "the head of sales",
        "the CIO report": None,
        "team leads get no training": None,
        "a release manager would help": None,
        "the release manager opens the calendar": None,
        "the former release manager approves": "the former release manager",
        "the change manager who sits next door": "the change manager",
        "die Teamleiterin liest nichts": "die Teamleiterin",
        "die Teamleiter lesen nichts": None,
        "der Produktionsleiter ruft an": "der Produktionsleiter",
        "der Neue fragt nie": "der Neue",
        "der neue Server": None,
        "he never updates a ticket": "he",
        "the caller says he never got it": None,
    }
    assert told_of((), wanted) == wanted


def test_words_that_say_the_same_of_machines_count_where_somebody_is_spoken_of():
    wanted = {
        "she was suspended": "suspended",
        "the job was suspended": None,
        "ihm wurde gekündigt": "gekündigt",
        "Verträge werden gekündigt": None,
        "a colleague is in the union": "in the union",
        "the union of both lists": None,
        "one of us is sick": "sick",
        "the job is sick of retries": None,
        "a colleague in storage is useless": "useless",
        "the form in storage is useless": None,
        "stupid users": "stupid",
        "stupid form": None,
        "the trainer knows nothing": "the trainer",
        "someone ignores alerts": "ignores",
        "the form ignores alerts": None,
    }
    assert told_of((), wanted) == wanted


def test_of_a_password_nothing_is_shown():
    wanted = {
        "root pw is Winter2023!": "root pw",
        "log in with Print!2020": "Pr",
        "the Wi-Fi key for guests is harbour88": "key",
        "PIN 4471 for the room": "PIN",
        "admin / admin123": "admin",
        "printer login: service/service": "login",
        "password on a sticky note": "password on a",
        "token: ghx_81kdP02mm": "token",
        "password is required": None,
        "the token of INC0012345": None,
        "key users, 14 of them": None,
        "PIN pads of floor 12": None,
        "admin/user roles": None,
        "login takes 90s": None,
    }
    assert told_of((), wanted) == wanted


# Addresses and numbers ----------------------------------------------------------------------------


@for_each(
    ("line", "what"),
    [
        ("mail dev.pillai@example.org, please", "dev.pillai@example.org"),
        ("<a.b+c@mail.example.co.uk>", "a.b+c@mail.example.co.uk"),
        ("(mailto:x_y@example.museum)", "x_y@example.museum"),
        ("[link=http://a@example.org]", "a@example.org"),
        ("ring +44 20 7946 0958.", "+44 20 7946 0958"),
        ("(020) 7946 0958", "(020) 7946 0958"),
        ("ring 01632 960001 at night", "01632 960001"),
        ("0049 30 123456", "0049 30 123456"),
        ("030/1234567", "030/1234567"),
        ("01.23.45.67.89", "01.23.45.67.89"),
        ("555-867-5309", "555-867-5309"),
        ("ext. 4711", "4711"),
        ("Phone: 4711", "4711"),
        ("02079460958", "02079460958"),
    ],
)
def test_an_address_or_number_is_found(line, what):
    assert found(line) == (Concern.CONTACT, what)


@for_each(
    "line",
    [
        "In 2026 as in 2025-2026 and 1998/1999",
        "on 2026-03-12, 12.03.2026, 03/12/2026 and 01.04.26",
        "08:50 Monday, 09.30-10.15, 0800-1700, 09:00–17:00",
        "INC0012345, CHG-0041234, ticket 0012345678, #0012345678, request no. 0123 456 789",
        "version 0.12.3456, 10.0.0.1, 192.168.001.001",
        "1 000 000 users, 1,234,567 rows, 12345678901",
        "+5 +1000 -2+3 5% 100 %",
        "the @desk and the a@ or @b and a@b",
        "the phone menu of 2026",
        "3.1415926535",
    ],
)
def test_years_times_versions_and_tickets_are_no_telephone_numbers(line):
    assert found(line) is None


# Words -------------------------------------------------------------------------------------------


@for_each(
    ("line", "concern", "what"),
    [
        ("They are idiots", Concern.JUDGES, "idiots"),
        ("INCOMPETENCE everywhere", Concern.JUDGES, "INCOMPETENCE"),
        ("they couldn’t care less", Concern.JUDGES, "couldn’t care less"),
        ("a waste of space.", Concern.JUDGES, "waste of space"),
        ("She was bullied", Concern.ELSEWHERE, "bullied"),
        ("on sick leave again", Concern.ELSEWHERE, "sick leave"),
        ("Harassment by Dev, that idiot, dev@example.org", Concern.ELSEWHERE, "Harassment"),
    ],
)
def test_words_that_judge_and_words_for_elsewhere(line, concern, what):
    assert found(line) == (concern, what)


def test_each_matter_of_the_card_is_noticed_in_the_words_people_use():
    lines = {
        "health": (
            "I have cancer",
            "She has had panic attacks since",
            "He drinks at work",
            "Anna is pregnant",
        ),
        "a dispute": ("The shop steward told us not to", "He got a written warning", "They were on strike"),
        "harassment": (
            "He touched her at the party",
            "She was threatened",
            "The lead bullies the night shift",
        ),
        "security": (
            *("The admin password is Winter2025!", "Our password is on the board", "The door code is 4711"),
            *(
                "We all use the same password",
                "The server is unpatched",
                "The test system is open to the internet",
            ),
        ),
    }
    passed = [line for each in lines.values() for line in each if warn(line, CARE) is None]
    assert passed == []


@for_each(
    "line",
    [
        *(
            "Password resets take two days",
            "The union of both lists is too long",
            "Health checks of servers fail",
        ),
        *("A box of cables and no password", "Logins are slow", "Somebody hacked a script together"),
        *("Nobody knows who may open a port", "The PIN printer is slow", "Security reviews come too late"),
    ],
)
def test_the_same_words_about_the_work_pass(line):
    assert warn(line, CARE) is None


@for_each(
    "line", ["Lazy loading"[5:], "waste of paper", "space, waste", "moronic"[3:], "bull", "sick of leave"]
)
def test_parts_of_a_phrase_pass(line):
    assert found(line) is None


def test_hardly_any_remark_of_the_worked_example_is_warned_of(tmp_path):
    _, folder = open_demo(tmp_path)
    care = care_for(folder.people.values(), folder.catalogue.words)
    notes = [note.text for file in folder.sessions for note in file.all(Observation)]
    assert len(notes) > 70
    assert [text for text in notes if warn(text, care)] == []
    folder.close()


# Whatever is typed --------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Dev",
        "dev pillai",
        "@jmarsh",
        "a@example.org",
        "+44 20 7946 0958",
        "idiot",
        "bullied",
        "(",
        "…",
        " ",
        "#",
    ]
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=12), st.sampled_from(NAUGHTY)), max_size=8).map("".join)


@given(LINES)
def test_it_never_fails_and_what_it_finds_stands_in_the_line(line):
    text = clean_line(line)
    caution = warn(text, CARE)
    assert caution is None or (caution.found and caution.found in text)
    assert warn(text, CARE) == caution
    assert warn(line, CARE) is None or warn(line, CARE).found in line


@given(
    st.text(max_size=20), st.sampled_from([" ", "(", "“", "/", "\t", "-", "[", "\n"]), st.text(max_size=20)
)
def test_a_whole_name_is_found_among_anything(before, gap, after):
    line = f"{before}{gap} Dev Pillai {after}"
    caution = warn(line, CARE)
    assert caution is not None
    assert caution.concern in (Concern.PERSON, Concern.CONTACT, Concern.JUDGES, Concern.ELSEWHERE)


@given(LINES)
def test_saying_it_otherwise_changes_nothing_but_what_was_found(line):
    mark = "\ue000"
    text = clean_line(line).replace(mark, "")
    new = reworded(text, Caution(Concern.PERSON, "Dev", "dev"), mark)
    assert new.replace(mark, "Dev").replace("@Dev", "Dev") == text.replace("@Dev", "Dev")


@given(LINES)
def test_a_line_without_its_sign_reads_as_the_same_words(line):
    context = CaptureContext()
    assert read_line(f" {without_sign(line, context)}", context).kind == context.kind


def test_a_long_line_takes_no_longer_than_its_length():
    for line in ("a" * 50_000, "@" * 50_000, "0 " * 25_000, "a@" * 25_000, "1." * 25_000, "Dev " * 1):
        started = time.process_time()
        warn(line, CARE)
        assert time.process_time() - started < 1.0


def test_of_a_number_nothing_but_the_number_is_told():
    assert find_phone("call +49 30 123456, then 0") == "+49 30 123456"
    assert find_phone("") is None


# Lists of one's own -------------------------------------------------------------------------------


def own(tmp_path, text):
    path = tmp_path / "words" / "ours.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_of_ones_own_adds_and_leaves_out(tmp_path):
    path = own(tmp_path, 'judging = ["sleepy*"]\nleave_out = ["IDIOT*", "bully*"]\neveryday = ["Dev"]\n')
    assert check_file(path) == []
    care = care_for(PEOPLE, load_catalogue(workshops_dir(), tmp_path).words)
    assert warn("sleepyheads", care).found == "sleepyheads"
    for line in ("idiots", "bullying", "Dev knows"):
        assert warn(line, care) is None
    assert warn("lazy", care) is not None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('judging = ["*"]', "judging[1]"),
        ('judging = ["a*b"]', "judging[1]"),
        ('judging = ["ok", "…"]', "judging[2]"),
        ('judging = [" blank"]', "judging[1]"),
        ("judging = [3]", "judging[1]"),
        ('judgin = ["x"]', "judgin"),
        ('judging = "lazy"', "judging"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(tmp_path, text, where):
    path = own(tmp_path, text)
    faults = check_file(path)
    assert [fault.where for fault in faults] == [where]
    assert faults[0].remedy
    with pytest.raises(BadWorkshopFile):
        load_catalogue(workshops_dir(), tmp_path)
    told = []
    assert load_catalogue(workshops_dir(), tmp_path, faults=told).words == WORDS
    assert told == faults


def test_somebody_new_is_looked_for_without_going_through_the_lists_anew(tmp_path):
    """They are met while a line is typed: only the names are read again."""
    lists = load_catalogue(workshops_dir()).words
    before, after = care_for([], lists), care_for([Person(name="Zed Quill")], lists)
    assert (after.phrases, after.people) == (before.phrases, before.people)
    assert warn("Zed knows", before) is None
    assert warn("Zed knows", after) is not None
    own(tmp_path, 'judging = ["sleepy*"]\n')
    assert care_for([], load_catalogue(workshops_dir(), tmp_path).words).phrases is not before.phrases
