"""What asks for somebody among value chains and stories, and which groups gain by accepted ideas."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.stories import (
    LONGEST,
    StoryGap,
    accepted_ideas,
    benefit_balance,
    seconds_aloud,
    spoken,
    story_findings,
)
from facilitator.model.audience import Visibility
from facilitator.model.idea import Benefit, Evidence, IdeaStatus, ImprovementIdea, StakeholderGroup
from facilitator.model.programme import Programme
from facilitator.model.story import Chain, Story
from tests.insight.test_smo import View

PROGRAMME = Programme(name="P", organisation="O")


def chain(**fields):
    return Chain(**({"id": "c", "output": "Tested restores", "outcome": "Work comes back"} | fields))


def story(**fields):
    return Story(**({"id": "s", "title": "Restores", "chain": "c"} | fields))


def gaps(*records, balance=None, accepted=0):
    return [each.gap for each in story_findings(View(records), balance or {}, accepted)]


def test_a_chain_that_stops_inside_it_is_asked_until_somebody_outside_gains_or_it_is_fine():
    inside = chain(group=StakeholderGroup.IT, it_organisation="Less searching")
    assert gaps(inside) == [StoryGap.INSIDE_IT]
    for mended in ({"society": "Safer data"}, {"group": StakeholderGroup.USERS}, {"settled": True}):
        assert gaps(msgspec.structs.replace(inside, **mended)) == []


@pytest.mark.parametrize(
    "told", [{"users": "27 calls"}, {"users": "Fewer calls", "users_known": Evidence.MEASURED}]
)
def test_a_number_needs_its_n_and_its_source(told):
    assert gaps(chain(**told)) == [StoryGap.NUMBER]
    assert gaps(chain(**told, cases=34)) == [StoryGap.NUMBER]
    assert gaps(chain(**told, source="The log")) == [StoryGap.NUMBER]
    assert gaps(chain(**told, cases=34, source="The log")) == []


def test_what_is_not_said_to_be_known_is_assumed():
    (gain,) = chain(users="No lost weekend").benefits()
    assert (gain.group, gain.evidence) == ("users", Evidence.ASSUMED)


def test_a_story_is_read_aloud_with_its_chain_within_90_seconds():
    fits = story(change="word " * 189)  # with the title and the chain 195 words
    assert seconds_aloud(spoken(fits, chain())) == LONGEST
    assert gaps(chain(), fits) == []
    assert gaps(chain(), story(change="word " * 192)) == [StoryGap.TOO_LONG]


def test_a_story_on_the_sheet_says_cost_limits_and_why_and_has_a_chain():
    (unsaid,) = story_findings(View((chain(), story(chosen=True, cost="Two afternoons"))), {}, 0)
    assert (unsaid.gap, unsaid.missing) == (StoryGap.UNSAID, ("limits", "why"))
    assert gaps(chain(), story(chosen=True, cost="A", limits="B", why="C")) == []
    assert gaps(story()) == [StoryGap.NO_CHAIN]


def idea(status=IdeaStatus.ACCEPTED, groups=("users",), **fields):
    gain = tuple(Benefit(group=group, text="Much") for group in groups)
    return ImprovementIdea(title="I", status=status, benefits=gain, **fields)


def test_the_balance_counts_accepted_ideas_once_a_group():
    heard = View(
        (
            idea(groups=("users", "users", "alumni")),
            idea(IdeaStatus.DONE, ("team",)),
            idea(IdeaStatus.CAPTURED, ("society",)),
            idea(groups=("society",), visibility=Visibility.FACILITATOR),
        )
    )
    counts = benefit_balance(PROGRAMME, [heard])
    assert counts == {
        "team": 1,
        "it_organisation": 0,
        "users": 1,
        "wider_business": 0,
        "society": 0,
        "alumni": 1,
    }
    assert accepted_ideas([heard]) == 2
    assert gaps(balance=counts, accepted=2) == [StoryGap.NOBODY_GAINS] * 3
    assert gaps(balance=counts, accepted=0) == []


@given(
    st.lists(
        st.builds(
            chain,
            id=st.sampled_from("abc"),
            group=st.sampled_from(StakeholderGroup),
            users=st.sampled_from(("", "5 calls", "Calm")),
            cases=st.none() | st.just(3),
            settled=st.booleans(),
        ),
        max_size=3,
        unique_by=lambda each: each.id,
    ),
    st.lists(
        st.builds(
            story, id=st.sampled_from("xyz"), chain=st.sampled_from((None, *"abc")), chosen=st.booleans()
        ),
        max_size=3,
        unique_by=lambda each: each.id,
    ),
    st.randoms(),
)
def test_the_order_changes_nothing_and_what_is_settled_is_not_asked(chains, stories, random):
    found = story_findings(View((*chains, *stories)), {}, 0)
    random.shuffle(chains)
    random.shuffle(stories)
    assert story_findings(View((*chains, *stories)), {}, 0) == found
    settled = [msgspec.structs.replace(each, settled=True, source="The log", cases=3) for each in chains]
    left = {each.gap for each in story_findings(View((*settled, *stories)), {}, 0)}
    assert left <= {StoryGap.UNSAID, StoryGap.NO_CHAIN}
