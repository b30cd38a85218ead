"""What a message lacks before it is sent, and what asks for somebody afterwards."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.insight.messages import (
    Check,
    MessageGap,
    message_findings,
    message_promises,
    open_points,
)
from facilitator.model.action import OWED, CommitmentStatus
from facilitator.model.message import Message
from facilitator.model.person import Person
from facilitator.wording.plain_speech import framework_words
from facilitator.wording.promises import detail
from tests.insight.test_smo import View

TODAY = date(2026, 4, 9)
FULL = {"their_day": "A form", "invitation": "A no is fine", "for_you": "An hour", "for_all": "Calm"}
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 8, 1))


def message(**fields):
    return Message(**({"id": "m", "audience": "Sceptics"} | FULL | fields))


def gaps(*records):
    return [each.gap for each in message_findings(View(records), TODAY)]


@pytest.mark.parametrize("point", Check)
def test_what_it_does_not_say_is_open_until_it_does_or_was_sent(point):
    lacking = message(**{point.value: " "})
    assert open_points(lacking) == (point,)
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


def test_framework_words_are_counted_as_whole_words_the_longest_first():
    text = "A standard change, two Standard Changes and a processor in our processes; SLAs."
    assert framework_words(text) == {"standard change": 2, "process": 1, "sla": 1}
    assert framework_words("We fix it in a quiet hour.") == {}


@given(
    st.lists(
        st.builds(
            message,
            id=st.sampled_from("abc"),
            sent=DAYS,
            send_by=DAYS,
            read_again=DAYS,
            for_all=st.sampled_from(("", "Calm")),
        ),
        max_size=3,
        unique_by=lambda each: each.id,
    ),
    st.randoms(),
)
def test_the_order_changes_nothing(messages, random):
    found = message_findings(View(tuple(messages)), TODAY)
    random.shuffle(messages)
    assert message_findings(View(tuple(messages)), TODAY) == found
