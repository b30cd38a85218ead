"""Whom a change touches, where they stand, and what the sponsor does in sight of them.

All of it is the facilitators' only (docs/field.md, "Leaders and stakeholders").
"""

from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.model.base import Record, Scale, Score, asked, require, words
from facilitator.model.observation import Dimension


class StakeholderKind(Scale):
    """What stands there: groups come before persons."""

    GROUP = "group", "a group"
    ROLE = "role", "a role"
    PERSON = "person", "a person"


class Stance(Scale):
    """Where somebody stands towards the change, from against it to carrying it."""

    OPPOSED = "opposed"
    WARY = "wary"
    WATCHING = "watching"
    SUPPORTIVE = "supportive"
    DRIVING = "driving"


class Resistance(Scale):
    """Why somebody resists: three levels, and a cause of its own. A message helps the first alone."""

    DOES_NOT_KNOW = "does_not_know", "does not know yet", "tell them, in their words"
    STANDS_TO_LOSE = "stands_to_lose", "stands to lose", "talk about the loss, no message mends it"
    DISTRUSTS = "distrusts", "does not trust who brings it", "let somebody they trust bring it"
    SEES_MORE = "sees_more", "sees something we do not", "make an idea of it"


class Loss(Scale):
    """What kind of thing somebody stands to lose."""

    COMPETENCE = "competence"
    CONTROL = "control"
    TIME = "time"
    STATUS = "status"
    BELONGING = "belonging"


def _ours(title: str, help: str = "", *, remark: bool = False) -> Meta:
    return words(title, help, remark=remark, only_us=True)


def _only_us(title: str, help: str = "") -> Meta:
    return Meta(title=title, description=help or None, extra={"only_us": True})


def _theirs(title: str, help: str) -> Meta:
    return Meta(title=title, description=help, extra={"ref": "people", "only_us": True})


class Stakeholder(Record, frozen=True, kw_only=True):
    """A group, a role or a person the change touches: how much they weigh, where they stand and should.

    Without `influence` and `interest` they are not placed yet. The gap from `stance` to `needed` is the work.
    `idea_on` is the day an idea was made of what they see that we do not, `renewed` the day it was decided to
    keep the record on. A `person` is named here only who has accepted a role in the programme.
    """

    name: Annotated[str, words("Who", "a group or a role first, then a person"), Meta(min_length=1)]
    short: Annotated[str, words("Short name", "on the grid; twelve letters fit")] = ""
    kind: StakeholderKind = StakeholderKind.GROUP
    influence: Annotated[Score | None, asked("Influence", "1 to 5; a 3 is looked at again")] = None
    interest: Annotated[Score | None, asked("Interest", "1 to 5; a 3 is looked at again")] = None
    stance: Annotated[Stance | None, _only_us("Stance now")] = None
    needed: Annotated[Stance | None, _only_us("Stance needed")] = None
    cause: Annotated[Resistance | None, _only_us("Cause", "why they resist, if they do")] = None
    loss: Annotated[Loss | None, _only_us("Kind of loss")] = None
    dimension: Annotated[Dimension | None, _only_us("Dimension", "where the loss or the gain is felt")] = None
    fears: Annotated[str, _ours("Fears losing", remark=True)] = ""
    gain: Annotated[str, _ours("What they gain", remark=True)] = ""
    sees: Annotated[str, _ours("What they see", "and we do not: an idea comes of it", remark=True)] = ""
    idea_on: Annotated[date | None, _only_us("Made an idea on")] = None
    change_agent: Annotated[bool, _only_us("Change agent", "adapts early and sees the gain")] = False
    bridge: Annotated[bool, _only_us("Bridge", "is listened to on both sides")] = False
    person: Annotated[str | None, _theirs("Known here as", "only who has a role here already")] = None
    reached_by: Annotated[str | None, _theirs("Who reaches them best", "nobody owns a stakeholder")] = None
    sponsor_need: Annotated[str, _ours("What the sponsor is needed for")] = ""
    next_contact: Annotated[date | None, _only_us("Next contact")] = None
    renewed: Annotated[date | None, _only_us("Renewed on", "kept 90 days from then")] = None

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A stakeholder needs a name.", "Type who it is.", field="name")


class ActStatus(Scale):
    """What became of an act of the sponsor; one that did not take place is shown as plainly."""

    PLANNED = "planned"
    DONE = "done"
    NOT_DONE = "not_done", "did not take place"


class SponsorAct(Record, frozen=True, kw_only=True):
    """Something the sponsor does in sight of others, on a day: about one a month."""

    text: Annotated[str, words("What the sponsor does", "so that others see it"), Meta(min_length=1)]
    on: Annotated[date, asked("On")]
    before: Annotated[str, words("In sight of", "a group or a role")] = ""
    status: Annotated[ActStatus, asked("What became of it")] = ActStatus.PLANNED

    def __post_init__(self) -> None:
        require(bool(self.text.strip()), "An act needs words.", "Type what the sponsor does.", field="text")
