"""Who may see which words, and the release rules for figures (docs/field.md, "Privacy and trust").

Levels govern words; one release rule an audience governs figures. A document, an export, a room
screen or a partner gets records only through `workspace.release.release.for_audience`, which asks `may_see`
here.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Annotated, TypeVar

import msgspec

from facilitator.model.base import PersonId, Record, Scale, require


class Visibility(Scale):
    """Who may see a record's words, from the fewest to everybody (docs/field.md, "Who may see what")."""

    FACILITATOR = "facilitator", "only you", "the facilitators, nobody else"
    TEAM = "team", "team", "the team that said it"
    PARTNERS = "partners", "partners", "also the counterpart teams named on the record"
    PROGRAMME = "programme", "programme", "also leaders and the register, as themes"
    OPEN = "open", "open", "anyone"

    @property
    def rank(self) -> int:
        """The place in the order: 0 is seen by the fewest."""
        return _VISIBILITY_RANKS[self]

    def reaches(self, level: "Visibility") -> bool:
        """Tell whether words of this visibility may be shown at *level*."""
        return self.rank >= level.rank


class Attribution(Scale):
    """Whether a remark says who made it (docs/field.md, "Attribution")."""

    NONE = "none", "nobody named"
    TEAM = "team", "the team named", "as the team agreed"
    NAMED = "named", "the person named", "only with that person's yes, revocable"

    @property
    def rank(self) -> int:
        """The place in the order: 0 tells least."""
        return _ATTRIBUTION_RANKS[self]


# Asked for each record that is read. Both have a word "team", so each has its own.
_VISIBILITY_RANKS = {each: rank for rank, each in enumerate(Visibility)}
_ATTRIBUTION_RANKS = {each: rank for rank, each in enumerate(Attribution)}


class AudienceKind(Enum):
    """The readers a document, export or screen is made for."""

    FACILITATORS = "facilitators"
    TEAM = "team"
    ROOM = "room"
    PARTNERS = "partners"
    LEADERS = "leaders"
    EVERYONE = "everyone"

    def __str__(self) -> str:
        return self.value


class Audience(msgspec.Struct, frozen=True):
    """Readers: of what kind, and which teams (ids) they belong to.

    A team, a room or partners name their teams; the others have none.
    """

    kind: AudienceKind
    teams: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        of_teams = self.kind in (AudienceKind.TEAM, AudienceKind.ROOM, AudienceKind.PARTNERS)
        require(
            bool(self.teams) == of_teams,
            f"Readers of the kind {self.kind.value} {'name their teams' if of_teams else 'have no teams'}.",
            "Say who reads.",
        )

    @property
    def beyond_teams(self) -> bool:
        """Whether these readers get words without the team that said them: leaders, and everybody."""
        return self.kind in (AudienceKind.LEADERS, AudienceKind.EVERYONE)

    @property
    def level(self) -> Visibility:
        """The least visibility a record needs before these readers may see its words."""
        return _LEVELS[self.kind]


_LEVELS = {
    AudienceKind.FACILITATORS: Visibility.FACILITATOR,
    AudienceKind.TEAM: Visibility.TEAM,
    AudienceKind.ROOM: Visibility.TEAM,
    AudienceKind.PARTNERS: Visibility.PARTNERS,
    AudienceKind.LEADERS: Visibility.PROGRAMME,
    AudienceKind.EVERYONE: Visibility.OPEN,
}

FACILITATORS = Audience(AudienceKind.FACILITATORS)
LEADERS = Audience(AudienceKind.LEADERS)
EVERYONE = Audience(AudienceKind.EVERYONE)


def team(team_id: str) -> Audience:
    """Return the audience of one team's own papers."""
    return Audience(AudienceKind.TEAM, frozenset({team_id}))


def room(*team_ids: str) -> Audience:
    """Return the audience of a room screen: the teams present."""
    return Audience(AudienceKind.ROOM, frozenset(team_ids))


def partners(*team_ids: str) -> Audience:
    """Return the audience of a paper that goes to these teams together."""
    return Audience(AudienceKind.PARTNERS, frozenset(team_ids))


class Worded(Record, frozen=True, kw_only=True):
    """A record that holds words said in a room: it has a visibility.

    Beyond the team it goes only with the room's yes, given at read-back or later; `room_yes` is the
    day of the newest. Lowering is always allowed. While it is `undecided` it may name or
    judge somebody, and stays with the facilitators until one of them says who may see it.

    See docs/field.md, "Wider and narrower".
    """

    visibility: Annotated[Visibility, msgspec.Meta(title="Who may see it")] = Visibility.TEAM
    room_yes: Annotated[date | None, msgspec.Meta(title="The room said yes on")] = None
    undecided: Annotated[bool, msgspec.Meta(title="Still to decide")] = False

    def __post_init__(self) -> None:
        if self.room_yes is not None or not self.visibility.reaches(Visibility.PARTNERS):
            return  # said only where it is wrong: every record that is read comes by here
        require(
            False,
            f"Words go to {self.visibility.label} only with the room's yes.",
            "Ask at read-back and record the day; lowering is always possible.",
        )


W = TypeVar("W", bound=Worded)


class Remark(Worded, frozen=True, kw_only=True):
    """A worded record that may name who said it; names need the speaker's yes."""

    attribution: Annotated[Attribution, msgspec.Meta(title="Attribution")] = Attribution.NONE
    said_by: Annotated[PersonId | None, msgspec.Meta(title="Said by")] = None

    def __post_init__(self) -> None:
        super().__post_init__()
        require(
            (self.said_by is not None) == (self.attribution is Attribution.NAMED),
            "A remark names a person only while that person agrees to it.",
            "Record the yes as attribution named, or take the name off.",
        )


def effective_visibility(record: Worded) -> Visibility:
    """Return the visibility that counts: `partners` with no counterpart named counts as `team`."""
    named = getattr(record, "counterparts", ())
    if record.visibility is Visibility.PARTNERS and not named:
        return Visibility.TEAM
    return record.visibility


def countable(records: Iterable[W]) -> tuple[W, ...]:
    """Return the records that are not for the facilitators alone, without those merged into another.

    A screen that may be projected counts these and no others: a number above what can be read would tell that
    something is hidden.
    """
    whole = (each for each in records if getattr(each, "merged_into", None) is None)
    return tuple(each for each in whole if each.visibility is not Visibility.FACILITATOR)


def may_see(record: Worded, audience: Audience, said_in: frozenset[str]) -> bool:
    """Tell whether *audience* may read the words of *record*, said by the teams *said_in*.

    A team reads its own words from `team` up, another team's only when it is a named counterpart
    (`partners` up) or when they are `open`. Several teams together read only what each of them may. Two teams
    that said it together are each other's partners.
    """
    together = len(said_in) > 1 and record.visibility is Visibility.PARTNERS
    visible = record.visibility if together else effective_visibility(record)
    if audience.kind is AudienceKind.FACILITATORS:
        return True
    if audience.kind in (AudienceKind.LEADERS, AudienceKind.EVERYONE):
        return visible.reaches(audience.level)
    if visible is Visibility.OPEN:
        return True
    named = frozenset(getattr(record, "counterparts", ()))
    if audience.teams <= said_in and audience.kind is not AudienceKind.PARTNERS:
        return visible.reaches(Visibility.TEAM)
    return visible.reaches(Visibility.PARTNERS) and audience.teams <= (said_in | named)


class FigureRule(Scale):
    """Which figures an audience gets; they are computed on all records."""

    ALL = "all", "everything"
    OWN = "own", "its own", "the figures of the audience's own teams"
    AGREED_PAIRS = "agreed_pairs", "agreed pairs", "interface scores that both teams agreed to share"
    TOTALS = "totals", "totals", "totals with at least two teams behind them"
    NONE = "none", "none"


FIGURE_RULES = {
    AudienceKind.FACILITATORS: FigureRule.ALL,
    AudienceKind.TEAM: FigureRule.OWN,
    AudienceKind.ROOM: FigureRule.OWN,
    AudienceKind.PARTNERS: FigureRule.AGREED_PAIRS,
    AudienceKind.LEADERS: FigureRule.TOTALS,
    AudienceKind.EVERYONE: FigureRule.NONE,
}
"""The one release rule an audience has for figures."""


def may_see_figures(audience: Audience, said_in: frozenset[str]) -> bool:
    """Tell whether *audience* may read single scores given by the teams *said_in*."""
    rule = FIGURE_RULES[audience.kind]
    if rule is FigureRule.ALL:
        return True
    return rule is FigureRule.OWN and audience.teams <= said_in


def may_see_pair(audience: Audience, sides: frozenset[str], agreed: bool) -> bool:
    """Tell whether *audience* may read both ease scores of the interface between the teams *sides*."""
    rule = FIGURE_RULES[audience.kind]
    if rule is FigureRule.ALL:
        return True
    return rule is FigureRule.AGREED_PAIRS and agreed and audience.teams <= sides
