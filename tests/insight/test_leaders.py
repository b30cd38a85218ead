"""What leaders promised, and what there is to ask them."""

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.leaders import LeaderGap, leader_findings, promises_of
from facilitator.model.action import Commitment, CommitmentStatus
from facilitator.model.leader import Leader
from facilitator.model.message import Message
from tests.insight.test_smo import View

TODAY = date(2026, 4, 9)
ROLES = ("Director", "CIO")
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 8, 1))


def leader(**fields):
    return Leader(**({"id": "l", "role": "Director", "advantage": "Ease", "stories": ("One",)} | fields))


def promise(text="A seat", **fields):
    return Commitment(**({"id": text, "text": text, "role": "Director"} | fields))


def gaps(*records, promises=(), today=TODAY):
    return [each.gap for each in leader_findings(View(records), [View(tuple(promises))], today)]


def test_a_promise_is_told_until_it_is_kept_and_a_broken_one_plainly():
    late = promise(by=date(2026, 4, 8))
    assert gaps(leader(), promises=[late]) == [LeaderGap.LATE]
    assert gaps(leader(), promises=[promise(by=TODAY)]) == [LeaderGap.AHEAD]
    kept = msgspec.structs.replace(late, status=CommitmentStatus.KEPT)
    assert gaps(leader(), promises=[kept]) == []
    broken = msgspec.structs.replace(late, status=CommitmentStatus.BROKEN)
    assert gaps(leader(), promises=[broken]) == [LeaderGap.BROKEN]


def test_a_promise_belongs_to_who_has_the_role_or_the_name():
    by_name = promise(role="Somebody", person="p")
    assert promises_of(leader(person="p"), [View((by_name,))]) == (by_name,)
    assert promises_of(leader(), [View((by_name,))]) == ()
    assert promises_of(leader(role=" director "), [View((promise(),))]) == (promise(),)


def test_what_they_promise_in_a_message_is_theirs_once_it_is_sent():
    told = Message(id="m", audience="Deans", sender="p", promise="A day at the desk", promise_by=TODAY)
    sent = msgspec.structs.replace(told, sent=TODAY)
    (theirs,) = promises_of(leader(person="p"), [], [sent])
    assert (theirs.text, theirs.to, theirs.by) == ("A day at the desk", "Deans", TODAY)
    assert promises_of(leader(person="p"), [], [told]) == ()
    assert promises_of(leader(), [], [sent, msgspec.structs.replace(sent, sender=None)]) == ()


def test_what_is_not_said_is_asked_and_goes_once_it_is():
    assert gaps(leader(advantage=" ", stories=())) == [LeaderGap.NO_ADVANTAGE, LeaderGap.NO_STORY]
    assert gaps(leader()) == []
    assert gaps() == []


@given(
    st.lists(st.tuples(st.sampled_from(ROLES), st.booleans(), st.booleans()), max_size=4),
    st.lists(st.tuples(st.sampled_from((*ROLES, "x")), st.sampled_from(CommitmentStatus), DAYS), max_size=6),
    st.randoms(),
)
def test_the_order_changes_nothing_and_a_kept_promise_is_not_told(rows, said, random):
    leaders = [
        leader(id=str(at), role=role, advantage="Ease" if one else "", stories=("A",) if other else ())
        for at, (role, one, other) in enumerate(rows)
    ]
    promises = [
        promise(str(at), role=role, status=status, by=by) for at, (role, status, by) in enumerate(said)
    ]
    found = leader_findings(View(tuple(leaders)), [View(tuple(promises))], TODAY)
    random.shuffle(leaders)
    random.shuffle(promises)
    assert leader_findings(View(tuple(leaders)), [View(tuple(promises))], TODAY) == found
    kept = [msgspec.structs.replace(each, status=CommitmentStatus.KEPT) for each in promises]
    left = {each.gap for each in leader_findings(View(tuple(leaders)), [View(tuple(kept))], TODAY)}
    assert left <= {LeaderGap.NO_ADVANTAGE, LeaderGap.NO_STORY}
