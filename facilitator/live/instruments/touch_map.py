"""How the team meets each practice: role, frequency, importance, ease, rung.

See docs/field.md, "Scales" and "Interactions".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from facilitator.insight.last_time import Former
from facilitator.live.desk import SessionDesk
from facilitator.live.sides import Sides
from facilitator.model.audience import Visibility
from facilitator.model.base import PracticeKey, TeamId, require
from facilitator.model.instrument import InstrumentFacts
from facilitator.model.interaction import Channel, Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.text import clean_line

_NO_RUNG: dict[str, object] = {"rung": None, "agreement": None, "split": {}}
_NO_SCORES: dict[str, object] = {**_NO_RUNG, "importance": None, "ease": None, "counterparts": ()}


class TouchMap:
    """Verbs of the touch map. *team* is the side in hand unless another is named.

    Each returns the interaction as it then is; the first verb on a practice makes it, with role and frequency
    of last time where the team met it then, else with the role unknown. Until somebody says something of it
    the practice was not asked, whatever stood there last time. Raises `RuleBroken` where the rules of "The
    ladder" and "Interactions" forbid a value.
    """

    def __init__(self, desk: SessionDesk, sides: Sides) -> None:
        self._desk = desk
        self._in_hand = sides

    def interaction(self, practice: PracticeKey, team: TeamId | None = None) -> Interaction | None:
        """Return what was told of a practice; None when it was not asked."""
        team = team or self._in_hand.scoring
        interaction = self._desk.records.all(Interaction)
        return next((each for each in interaction if (each.team, each.practice) == (team, practice)), None)

    def former(self, team: TeamId | None = None) -> Mapping[PracticeKey, Former]:
        """Return how the team met each practice when it was asked last, in a session before this one."""
        team = team or self._in_hand.scoring
        before = self._desk.last_time()
        known = before.former if before is not None else {}
        return {practice: former for (whose, practice), former in known.items() if whose == team}

    def as_last_time(self, practice: PracticeKey, team: TeamId | None = None) -> Interaction | None:
        """Say that role and frequency are still those of last time; None where nothing is known of then."""
        former = self.former(team).get(practice)
        if former is None or former.interaction.role is TouchRole.UNKNOWN:
            return None
        told = self._told(practice, team)
        if former.interaction.role is TouchRole.NONE:
            return self.set_role(practice, TouchRole.NONE, team)
        same = {"role": former.interaction.role, "frequency": former.interaction.frequency}
        return self._tell(told, "as last time", **same)

    def touched(self, team: TeamId | None = None) -> int:
        """Return how many practices the team touches; the facilitator says it at the end of the map."""
        team = team or self._in_hand.scoring
        return sum(each.role.touches for each in self._desk.records.all(Interaction) if each.team == team)

    def set_role(self, practice: PracticeKey, role: TouchRole, team: TeamId | None = None) -> Interaction:
        """Say what the team does in a practice; never meeting it takes its scores away."""
        interaction = self._told(practice, team)
        changes: dict[str, object] = {"role": role}
        if role is TouchRole.NONE:
            changes |= {**_NO_SCORES, "frequency": Frequency.NEVER}
        elif interaction.frequency is Frequency.NEVER:
            changes["frequency"] = None
        if not role.touches:
            changes |= _NO_RUNG
        return self._tell(interaction, role.label, **changes)

    def set_frequency(
        self, practice: PracticeKey, frequency: Frequency | None, team: TeamId | None = None
    ) -> Interaction:
        """Say how often the team meets a practice; None takes it back."""
        label = frequency.label if frequency else "no frequency"
        return self._tell(self._told(practice, team), label, frequency=frequency)

    def set_importance(
        self, practice: PracticeKey, score: int | None, team: TeamId | None = None
    ) -> Interaction:
        """Say how much it matters, 1 to 5; None takes it back."""
        label = f"importance {score or 'open'}"
        return self._tell(self._told(practice, team), label, importance=score)

    def set_ease(self, practice: PracticeKey, score: int | None, team: TeamId | None = None) -> Interaction:
        """Say how easily it runs, 1 to 5; None takes it back.

        The ease of its interfaces follows until it is given a value of its own.
        """
        interaction = self._told(practice, team)
        with self._desk.change(self._label(interaction, f"ease {score or 'open'}")):
            for side in self._sides(interaction):
                if side.ease == interaction.ease:
                    self._desk.records.put(msgspec.structs.replace(side, ease=score))
            return self._tell(interaction, "", ease=score)

    def set_rung(
        self,
        practice: PracticeKey,
        rung: int | None,
        agreement: Agreement | None = None,
        team: TeamId | None = None,
    ) -> Interaction:
        """Say which ladder sentence the room picked, 0 to 5, and how far it agreed; None takes it back."""
        label = "no rung" if rung is None else f"rung {rung}"
        if rung is None:
            return self._tell(self._told(practice, team), label, **_NO_RUNG)
        picked = self._rung(rung)
        return self._tell(self._told(practice, team), label, rung=picked, agreement=agreement, split={})

    def set_hands(
        self, practice: PracticeKey, hands: Sequence[int], team: TeamId | None = None
    ) -> Interaction:
        """Tally the hands for rungs 0 to 5, in that order.

        All on one rung agree, a single hand is a single voice; on more rungs the room is split, and
        the lower one counts.
        """
        require(
            len(hands) == len(Rung) and min(hands) >= 0 and sum(hands) > 0,
            "A tally has hands for the rungs 0 to 5.",
            "Give six counts, at least one of them above 0.",
        )
        counted = {rung: count for rung, count in enumerate(hands) if count}
        agreement = Agreement.SPLIT if len(counted) > 1 else Agreement.CONSENSUS
        if sum(hands) == 1:
            agreement = Agreement.SINGLE_VOICE
        split = {str(rung): count for rung, count in counted.items()} if len(counted) > 1 else {}
        interaction = self._told(practice, team)
        return self._tell(
            interaction, "hands", rung=self._rung(min(counted)), agreement=agreement, split=split
        )

    def set_agreement(
        self, practice: PracticeKey, agreement: Agreement | None, team: TeamId | None = None
    ) -> Interaction:
        """Say how far the room agreed on the rung; a split room is tallied with `set_hands`."""
        label = agreement.label if agreement else "no agreement"
        return self._tell(self._told(practice, team), label, agreement=agreement, split={})

    def name_counterparts(
        self, practice: PracticeKey, teams: Iterable[TeamId], team: TeamId | None = None
    ) -> Interaction:
        """Name the teams on the other side of a practice.

        Each gets an interface that starts from the practice's ease; one that is told already stays.
        """
        interaction = self._told(practice, team)
        named = tuple(dict.fromkeys(each for each in teams if each != interaction.team))
        with self._desk.change(self._label(interaction, "counterparts")):
            known = {side.counterpart for side in self._sides(interaction)}
            for each in named:
                if each not in known:
                    self._desk.records.put(
                        InterfaceSide(
                            team=interaction.team, counterpart=each, practice=practice, ease=interaction.ease
                        )
                    )
            return self._tell(interaction, "", counterparts=named)

    def side(
        self, practice: PracticeKey, counterpart: TeamId, team: TeamId | None = None
    ) -> InterfaceSide | None:
        """Return what this team told about its interface with another through a practice, or None."""
        team = team or self._in_hand.scoring
        sides = self._desk.records.all(InterfaceSide)
        wanted = (team, counterpart, practice)
        return next((each for each in sides if (each.team, each.counterpart, each.practice) == wanted), None)

    def set_side(
        self,
        practice: PracticeKey,
        counterpart: TeamId,
        *,
        ease: int | None,
        passes: str,
        channel: Channel | None = None,
        expectation: str = "",
    ) -> InterfaceSide:
        """Say how easily it runs with one counterpart, 1 to 5, what passes between the two and how, and
        what they agreed to expect of each other."""
        side = self.side(practice, counterpart)
        require(side is not None, "That team is not named as the other side.", "Name it first.")
        assert side is not None
        label = f"{self._desk.practice_name(practice)} with {self._desk.teams[counterpart].name}"
        return self._desk.set(
            side,
            label,
            ease=ease,
            passes=clean_line(passes),
            channel=channel,
            expectation=clean_line(expectation),
        )

    def move(self, practice: PracticeKey, team: TeamId | None = None) -> Interaction:
        """Give what was told of a practice to the other of two teams: it was written under the wrong one.

        What it told of the other team it now tells of the first; a yes to share a score was another team's.
        Raises `RuleBroken` where the other team was asked, too.
        """
        giver = team or self._in_hand.scoring
        told = self.interaction(practice, giver)
        taker = next((each for each in self._in_hand.teams if each != giver), None)
        require(taker is not None, "One team is here: all of it is theirs.", "Two teams are planned for.")
        require(told is not None, "This team told nothing of the practice yet.", "Take a row with answers.")
        assert told is not None
        assert taker is not None
        name = self._in_hand.name(taker)
        require(
            self.interaction(practice, taker) is None,
            f"{name} told of it, too.",
            "Change the answers of each side where they stand.",
        )
        turned = {taker: giver}
        with self._desk.change(self._label(told, f"answers of {name}")):
            for side in self._sides(told):
                other = turned.get(side.counterpart, side.counterpart)
                self._desk.records.put(
                    msgspec.structs.replace(
                        side,
                        team=taker,
                        counterpart=other,
                        agreed_for_sharing=False,
                        visibility=Visibility.TEAM,
                        room_yes=None,
                    )
                )
            named = tuple(turned.get(each, each) for each in told.counterparts)
            return self._desk.records.put(msgspec.structs.replace(told, team=taker, counterparts=named))

    @property
    def told_sides(self) -> tuple[InterfaceSide, ...]:
        """The interfaces of which something was told; the room may share each with the other side."""
        sides = self._desk.records.all(InterfaceSide)
        return tuple(side for side in sides if side.ease is not None or side.passes or side.expectation)

    def share_side(self, side: InterfaceSide, agreed: bool) -> InterfaceSide:
        """Record whether the room lets the team on the other side see how easily it runs and what passes.

        Either side's score is shown only once both agreed (docs/field.md, "Who may see what").
        """
        other = self._desk.teams.get(side.counterpart)
        label = f"{'shared with' if agreed else 'kept from'} {other.name if other else 'a team'}"
        return self._desk.set(
            side,
            f"{self._desk.practice_name(side.practice)}: {label}",
            agreed_for_sharing=agreed,
            visibility=Visibility.PARTNERS if agreed else Visibility.TEAM,
            room_yes=self._desk.today if agreed else None,
        )

    def _told(self, practice: PracticeKey, team: TeamId | None) -> Interaction:
        require(
            practice in self._desk.practices,
            f"There is no practice {practice}.",
            "Choose from the catalogue.",
        )
        team = team or self._in_hand.scoring
        interaction = self.interaction(practice, team)
        if interaction is not None:
            return interaction
        former = self.former(team).get(practice)
        if former is None or not former.interaction.role.touches:
            return Interaction(team=team, practice=practice, role=TouchRole.UNKNOWN)
        then = former.interaction
        return Interaction(team=team, practice=practice, role=then.role, frequency=then.frequency)

    def _tell(self, interaction: Interaction, label: str, **changes: object) -> Interaction:
        changed = msgspec.structs.replace(interaction, **changes)
        if interaction.id and changed == interaction:
            return interaction
        with self._desk.change(self._label(interaction, label)):
            return self._desk.records.put(changed)

    def _label(self, interaction: Interaction, what: str) -> str:
        return f"{self._desk.practice_name(interaction.practice)}: {what}"

    def _sides(self, interaction: Interaction) -> list[InterfaceSide]:
        """Return this team's side of the practice's interfaces."""
        return [
            side
            for side in self._desk.records.all(InterfaceSide)
            if (side.team, side.practice) == (interaction.team, interaction.practice)
        ]

    @staticmethod
    def _rung(rung: int) -> Rung:
        require(0 <= rung < len(Rung), f"There is no rung {rung}.", "The ladder has the rungs 0 to 5.")
        return Rung(rung)


FACTS = InstrumentFacts(label="touch map", order=3, records=(Interaction,))
