"""Value chains the programme tells of, and the stories made of them (docs/field.md, "Stories")."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from facilitator.model.base import Count, Record, ServiceId, TeamId, asked, ref, require, words
from facilitator.model.idea import Benefit, Evidence, StakeholderGroup

IN_IT = frozenset({StakeholderGroup.TEAM, StakeholderGroup.IT})
"""The groups that are IT itself."""

Known = Annotated[Evidence | None, asked("How it is known", "a number needs its n and its source")]


class Chain(Record, frozen=True, kw_only=True):
    """From an output to what somebody can now do, and what each group gains by it.

    A benefit of which it is not said how it is known is assumed. `cases` is the n behind its numbers and
    `source` where they come from. `settled` says that it ends within IT, and may.
    """

    output: Annotated[str, words("Output", "what we produce"), Meta(min_length=1)]
    outcome: Annotated[str, words("Outcome", "what someone can now do", required=True)] = ""
    group: Annotated[StakeholderGroup, asked("Who feels it")] = StakeholderGroup.USERS
    service: Annotated[ServiceId | None, asked("Service")] = None
    team: Annotated[str, words("The team gains", remark=True)] = ""
    team_known: Known = None
    it_organisation: Annotated[str, words("The IT organisation gains", remark=True)] = ""
    it_organisation_known: Known = None
    users: Annotated[str, words("Users gain", remark=True)] = ""
    users_known: Known = None
    wider_business: Annotated[str, words("The wider business gains", remark=True)] = ""
    wider_business_known: Known = None
    society: Annotated[str, words("Society gains", remark=True)] = ""
    society_known: Known = None
    cases: Annotated[Count | None, asked("How many cases (n)", "behind a number")] = None
    source: Annotated[str, words("Source", "where a number comes from")] = ""
    changed_too: Annotated[str, words("What else changed", "and may have helped", remark=True)] = ""
    costs: Annotated[str, words("What it costs them", "who is worse off, and how", remark=True)] = ""
    settled: Annotated[bool, asked("It may end with us", "it is a fine chain as it is")] = False

    def __post_init__(self) -> None:
        require(
            bool(self.output.strip()),
            "A value chain begins with an output.",
            "Say what we produce.",
            field="output",
        )

    def benefits(self) -> Iterator[Benefit]:
        """Yield what each group gains and how that is known, those within IT first."""
        for group in StakeholderGroup:
            text: str = getattr(self, group.value)
            if text.strip():
                known: Evidence | None = getattr(self, f"{group.value}_known")
                yield Benefit(
                    group=group.value, text=text, evidence=known or Evidence.ASSUMED, cases=self.cases
                )

    @property
    def ends_in_it(self) -> bool:
        """Whether nobody outside IT feels it or gains by it."""
        return self.group in IN_IT and all(each.group in IN_IT for each in self.benefits())


class Story(Record, frozen=True, kw_only=True):
    """What changed for somebody, told within 90 seconds; `teams` agreed to be named in it.

    Of the `chosen` ones, at most three, the story sheet is made.
    """

    title: Annotated[str, words("Title"), Meta(min_length=1)]
    chain: Annotated[
        str | None, ref("chains", "Value chain", "from what we produce to who is better off")
    ] = None
    situation: Annotated[str, words("Before", "whose day it was, and what went wrong", remark=True)] = ""
    change: Annotated[str, words("What changed", remark=True)] = ""
    period: Annotated[str, words("Period", "from when to when")] = ""
    teams: Annotated[tuple[TeamId, ...], asked("Teams", "who agreed to be named")] = ()
    cost: Annotated[str, words("What it cost", "money, hours, what was left undone")] = ""
    limits: Annotated[str, words("Limits", "what it does not show")] = ""
    why: Annotated[str, words("Why this story", "why it was chosen for the sheet")] = ""
    chosen: Annotated[bool, asked("On the sheet", "at most three are")] = False

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A story needs a title.", "Type one.", field="title")
