"""What a message lacks before it is sent, and what asks for somebody afterwards."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.catalogue.faults import BadWorkshopFile
from facilitator.catalogue.files import read_words
from facilitator.catalogue.folders import load_catalogue, shipped_catalogue
from facilitator.errors import RuleBroken
from facilitator.insight.message_promises import message_promises
from facilitator.insight.messages import (
    Check,
    MessageGap,
    message_findings,
    open_points,
)
from facilitator.insight.plain_speech import framework_words, ordering_words, speech_of
from facilitator.model.action import OWED, CommitmentStatus
from facilitator.model.message import Message
from facilitator.model.person import Person
from facilitator.resources import workshops_dir
from facilitator.wording.promises import detail
from tests.insight.test_smo import View
from tests.tables import for_each

TODAY = date(2026, 4, 9)
SPEECH = speech_of(shipped_catalogue().words)
FULL = {"their_day": "A form", "invitation": "A no is fine", "for_you": "An hour", "for_all": "Calm"}
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 8, 1))


def message(**fields):
    return Message(**({"id": "m", "audience": "Sceptics"} | FULL | fields))


def gaps(*records):
    return [each.gap for each in message_findings(View(records), TODAY, SPEECH)]


@pytest.mark.parametrize("point", Check)
def test_what_it_does_not_say_is_open_until_it_does_or_was_sent(point):
    lacking = message(**{point.value: " "})
    assert open_points(lacking, SPEECH) == (point,)
    assert gaps(lacking) == [MessageGap.OPEN]
    assert gaps(message()) == gaps(msgspec.structs.replace(lacking, sent=TODAY)) == []


def test_it_is_sent_and_read_again_on_its_day():
    tomorrow = date(2026, 4, 10)
    assert gaps(message(send_by=TODAY)) == [MessageGap.SEND]
    assert gaps(message(send_by=tomorrow)) == []
    sent = message(sent=date(2026, 3, 2), send_by=TODAY)
    assert gaps(sent) == []
    assert gaps(msgspec.structs.replace(sent, read_again=TODAY)) == [MessageGap.READ_AGAIN]
    assert gaps(msgspec.structs.replace(sent, read_again=tomorrow)) == []


def test_a_promise_has_a_day_and_is_owed_from_when_it_is_sent_until_it_is_kept():
    with pytest.raises(RuleBroken):
        message(promise="An answer")
    promised = message(promise="An answer", promise_by=TODAY)
    assert gaps(promised) == []
    sent = msgspec.structs.replace(promised, sent=TODAY)
    assert gaps(sent) == [MessageGap.PROMISE]
    assert gaps(msgspec.structs.replace(sent, promise_status=CommitmentStatus.KEPT)) == []


def test_what_a_sent_message_promises_is_owed_like_any_promise_and_says_to_whom():
    sender = Person(id="p", name="Priya Nand")
    promised = message(promise="An answer", promise_by=TODAY, sender="p")
    assert message_promises(View((promised, sender)), TODAY) == ()
    (owed,) = message_promises(View((msgspec.structs.replace(promised, sent=TODAY), sender)), TODAY)
    assert (owed.who, owed.to, owed.due, owed.by_facilitators) == ("Priya Nand", "Sceptics", TODAY, False)
    assert detail(owed) == "pending, to Sceptics"
    late = date(2026, 4, 11)
    (unsigned,) = message_promises(View((msgspec.structs.replace(promised, sent=TODAY, sender=None),)), late)
    assert (unsigned.days_late, unsigned.by_facilitators) == (2, True)


@pytest.mark.parametrize("status", CommitmentStatus)
def test_a_promise_leaves_the_list_once_it_is_kept_or_broken(status):
    sent = message(promise="An answer", promise_by=TODAY, sent=TODAY, promise_status=status)
    assert bool(message_promises(View((sent,)), TODAY)) is (status in OWED)


@for_each(
    "text, orders",
    [
        ("Come if it helps you; a no is fine.", {}),
        ("You must come, and you MUST bring it; have\nto.", {"must": 2, "have to": 1}),
        (
            "A mandatory rollout: comply. We enforced it.",
            {"mandatory": 1, "rollout": 1, "comply": 1, "enforced": 1},
        ),
        ("You no longer have to fill in a form, nobody must.", {}),
        ("The mustard is compliant with nothing.", {}),
        ("Alle müssen kommen, das ist verpflichtend.", {"müssen": 1, "verpflichtend": 1}),
        ("Niemand muss kommen; ihr müsst nicht.", {}),
    ],
)
def test_a_hammer_is_told_from_an_invitation_and_counted(text, orders):
    assert ordering_words(text, SPEECH) == orders
    hammered = message(act=text)
    assert open_points(hammered, SPEECH) == ((Check.INVITES,) if orders else ())
    (*found,) = message_findings(View((hammered,)), TODAY, SPEECH)
    assert [each.orders for each in found] == ([tuple(orders)] if orders else [])


def test_their_day_is_no_framework_and_one_gain_is_not_both():
    assert open_points(message(their_day="Our ITIL maturity"), SPEECH) == (Check.THEIR_DAY,)
    assert open_points(message(for_you="Calm", for_all=" calm "), SPEECH) == (Check.ORGANISATION,)


def test_framework_words_are_counted_as_whole_words_the_longest_first_and_ours_offered():
    text = "A standard change, two Standard Changes and a processor in our processes; SLAs. Ein Incident."
    found = {"standard change": 2, "process": 1, "sla": 1, "incident": 1}
    assert framework_words(text, SPEECH) == found
    assert SPEECH.ours["standard change"] == "work we agreed once"
    assert framework_words("We fix it in a quiet hour.", SPEECH) == {}


def test_ones_own_words_and_another_language_are_a_file(tmp_path):
    words = tmp_path / "words"
    words.mkdir()
    text = """orders = ["il faut, obligatoire*"]
        framework = ["gouvernance = qui décide"]
        leave_out = ["must, sla"]"""
    (words / "messages-fr.toml").write_text(text, encoding="utf-8")
    own = speech_of(load_catalogue(workshops_dir(), tmp_path).words)
    assert ordering_words("Il faut venir, you must", own) == {"il faut": 1}
    assert framework_words("La gouvernance, SLA, KPI", own) == {"gouvernance": 1, "kpi": 1}
    (words / "messages-fr.toml").write_text('framework = ["gouvernance"]', encoding="utf-8")
    with pytest.raises(BadWorkshopFile, match="does not say what we say instead"):
        read_words(words / "messages-fr.toml")


@given(st.text(max_size=40), st.sampled_from(SPEECH.orders), st.text(max_size=40))
def test_whatever_stands_around_it_a_word_that_orders_is_found(before, order, after):
    word = order.removesuffix("*")
    assert word.casefold() in ordering_words(f"{before}. {word.upper()}. {after}", SPEECH)


@given(
    st.lists(
        st.builds(
            message,
            id=st.sampled_from("abc"),
            sent=DAYS,
            send_by=DAYS,
            read_again=DAYS,
            for_all=st.sampled_from(("", "Calm")),
            promise=st.sampled_from(("", "We answer")),
            promise_by=st.dates(date(2026, 1, 1), date(2026, 8, 1)),
        ),
        max_size=3,
        unique_by=lambda each: each.id,
    ),
    st.randoms(),
)
def test_the_order_changes_nothing(messages, random):
    found = message_findings(View(tuple(messages)), TODAY, SPEECH)
    owed = message_promises(View(tuple(messages)), TODAY)
    random.shuffle(messages)
    assert message_findings(View(tuple(messages)), TODAY, SPEECH) == found
    assert {each.record for each in message_promises(View(tuple(messages)), TODAY)} == {
        each.record for each in owed
    }
    for each in messages:  # kept, it is owed no more
        kept = msgspec.structs.replace(each, promise_status=CommitmentStatus.KEPT)
        rest = View(tuple(messages)).put(kept)
        assert kept.id not in {one.record for one in message_promises(rest, TODAY)}
