"""Which papers there are: for whom each is, and the view and template it is made by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitator.documents.action_plan import action_plan
from facilitator.documents.agreement import agreement
from facilitator.documents.debrief import debrief
from facilitator.documents.interface_report import interface_report
from facilitator.documents.invitation import invitation
from facilitator.documents.paper_fallback import ladder_card, voting_sheet, worksheet
from facilitator.documents.reissue import Tracked
from facilitator.documents.sources import alone, with_all_others, with_both_sides
from facilitator.documents.technical_brief import technical_brief
from facilitator.documents.thank_you import thank_you
from facilitator.documents.view import View
from facilitator.documents.words import Words
from facilitator.documents.you_said import you_said
from facilitator.model import audience
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Audience
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.programme import TeamKind
from facilitator.model.session import HEARD, RELEASED, SessionStatus
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile
from facilitator.workspace.release import Released, ReleasedRecords

PRIVATE_FOLDER = "private"
"""The folder of papers for the facilitators alone, within that of all papers."""


@dataclass(frozen=True)
class Document:
    """A paper the program can make: for whom, and by which view and template.

    `readers` says in one line who it is for. `audience` turns the id of a team into the readers
    whose eyes the records are released for; of a paper `of_two` the ids of both teams. `sources` adds
    other sessions to its own. `tracks` are the records a paper issued again says the changes of; one
    `for_kinds` of teams only is offered to no others. `tight` papers are meant to fit one page. Those that go
    `before_review` hold no remark of a person: they are made from what the room itself may see, and
    leave whenever they are needed. `private` ones are for the facilitators alone and lie in a folder of
    their own.
    """

    key: str
    title: str
    readers: str
    audience: Callable[..., Audience]
    view: Callable[[Released, ReleasedRecords, Words], View]
    template: str
    tight: bool = False
    before_review: bool = False
    private: bool = False
    of_two: bool = False
    sources: Callable[[ProgrammeFolder, SessionFile, Audience], Iterable[SessionFile]] = alone
    tracks: tuple[type[Tracked], ...] = ()
    for_kinds: frozenset[TeamKind] = frozenset(TeamKind)

    def ready(self, status: SessionStatus) -> bool:
        """Tell whether it may leave while its session stands like that; a private one never leaves."""
        return self.before_review or status in (HEARD if self.private else RELEASED)

    def fits(self, folder: ProgrammeFolder, team: str) -> bool:
        """Tell whether a team is of a kind it is offered to."""
        found = folder.teams.get(team)
        return found is None or found.kind in self.for_kinds

    def folder(self, into: Path) -> Path:
        """Return the folder it is written to, where papers go *into*."""
        apart = self.private and into.name != PRIVATE_FOLDER
        return into / PRIVATE_FOLDER if apart else into


RENDERABLE: Mapping[str, Document] = {
    document.key: document
    for document in (
        Document(
            key="action-plan",
            title="Team action plan",
            readers="the team that was heard, nobody else",
            audience=audience.team,
            view=action_plan,
            template="action-plan.html.j2",
            tracks=(Action, ImprovementIdea, Commitment, Observation),
        ),
        Document(
            key="thank-you",
            title="Thank-you note",
            readers="everybody who was in the room",
            audience=audience.team,
            view=thank_you,
            template="thank-you.html.j2",
            tight=True,
        ),
        Document(
            key="you-said",
            title="You said, we did",
            readers="the team first, then the partners it names",
            audience=audience.partners,
            view=you_said,
            template="you-said.html.j2",
            tight=True,
            tracks=(Action, ImprovementIdea, Commitment),
        ),
        Document(
            key="technical-brief",
            title="Technical team brief",
            readers="the technical team that was heard",
            audience=audience.team,
            view=technical_brief,
            template="technical-brief.html.j2",
            tight=True,
            sources=with_all_others,
            tracks=(Action,),
            for_kinds=frozenset({TeamKind.TECHNICAL}),
        ),
        Document(
            key="interface-report",
            title="Interface report",
            readers="both teams, and the service management office",
            audience=audience.partners,
            view=interface_report,
            template="interface-report.html.j2",
            tight=True,
            of_two=True,
            sources=with_both_sides,
            tracks=(Action, InterfaceSide),
        ),
        Document(
            key="invitation",
            title="Invitation",
            readers="everybody in the team, before the session",
            audience=audience.room,
            view=invitation,
            template="invitation.html.j2",
            tight=True,
            before_review=True,
        ),
        Document(
            key="agreement",
            title="Room agreement",
            readers="everybody in the room, on the wall or the table",
            audience=audience.room,
            view=agreement,
            template="agreement.html.j2",
            tight=True,
            before_review=True,
        ),
        Document(
            key="worksheet",
            title="Worksheet",
            readers="whoever leads the session and writes, when there is no screen",
            audience=audience.room,
            view=worksheet,
            template="worksheet.html.j2",
            before_review=True,
        ),
        Document(
            key="ladder-card",
            title="Ladder card",
            readers="everybody in the room, one per table",
            audience=audience.room,
            view=ladder_card,
            template="ladder-card.html.j2",
            tight=True,
            before_review=True,
        ),
        Document(
            key="voting-sheet",
            title="Voting sheet",
            readers="everybody in the room, on the wall",
            audience=audience.room,
            view=voting_sheet,
            template="voting-sheet.html.j2",
            tight=True,
            before_review=True,
        ),
    )
}
"""The papers of the program by key, in the order they are offered."""

PRIVATE: Mapping[str, Document] = {
    "debrief": Document(
        key="debrief",
        title="Private debrief",
        readers="the facilitators of the session, nobody else",
        audience=lambda _: audience.FACILITATORS,
        view=debrief,
        template="debrief.html.j2",
        private=True,
    )
}
"""The papers nobody else may read. Whoever makes all papers of a session goes through `RENDERABLE` and never
meets them; they are asked for by name."""

DOCUMENTS: Mapping[str, Document] = {**RENDERABLE, **PRIVATE}
"""Every paper of a session."""
