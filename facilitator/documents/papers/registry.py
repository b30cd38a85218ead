"""Which papers there are: for whom each is, and the view and template it is made by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitator.documents.papers.action_plan import action_plan
from facilitator.documents.papers.agreement import agreement
from facilitator.documents.papers.debrief import debrief
from facilitator.documents.papers.interface_report import interface_report
from facilitator.documents.papers.invitation import invitation
from facilitator.documents.papers.room_sheets import ladder_card, voting_sheet, worksheet
from facilitator.documents.papers.technical_brief import technical_brief
from facilitator.documents.papers.thank_you import thank_you
from facilitator.documents.papers.you_said import you_said
from facilitator.documents.parts.reissue import Tracked
from facilitator.documents.parts.sources import alone, with_all_others, with_both_sides
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.model import audience
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Audience
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.programme import TeamKind
from facilitator.model.session import HEARD, RELEASED, SessionStatus
from facilitator.workspace.folder.programme_folder import ProgrammeFolder, SessionFile
from facilitator.workspace.release.release import Released, ReleasedRecords

PRIVATE_FOLDER = "private"
"""The folder of papers for the facilitators alone, within that of all papers."""


@dataclass(frozen=True)
class Document:
    """A paper the program can make: for whom, and by which view; its template is named like its key.

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
    tight: bool = False
    before_review: bool = False
    private: bool = False
    of_two: bool = False
    sources: Callable[[ProgrammeFolder, SessionFile, Audience], Iterable[SessionFile]] = alone
    tracks: tuple[type[Tracked], ...] = ()
    for_kinds: frozenset[TeamKind] = frozenset(TeamKind)

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"{self.key}.html.j2"

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


def _for_the_room(
    key: str,
    title: str,
    readers: str,
    view: Callable[[Released, ReleasedRecords, Words], View],
    *,
    tight: bool = True,
) -> Document:
    """Return a paper made from what the room itself may see, so it leaves before the review."""
    return Document(key, title, readers, audience.room, view, tight=tight, before_review=True)


_PAPERS = (
    Document(
        "action-plan",
        "Team action plan",
        "the team that was heard, nobody else",
        audience.team,
        action_plan,
        tracks=(Action, ImprovementIdea, Commitment, Observation),
    ),
    Document(
        "thank-you",
        "Thank-you note",
        "everybody who was in the room",
        audience.team,
        thank_you,
        tight=True,
    ),
    Document(
        "you-said",
        "You said, we did",
        "the team first, then the partners it names",
        audience.partners,
        you_said,
        tight=True,
        tracks=(Action, ImprovementIdea, Commitment),
    ),
    Document(
        "technical-brief",
        "Technical team brief",
        "the technical team that was heard",
        audience.team,
        technical_brief,
        tight=True,
        sources=with_all_others,
        tracks=(Action,),
        for_kinds=frozenset({TeamKind.TECHNICAL}),
    ),
    Document(
        "interface-report",
        "Interface report",
        "both teams, and the service management office",
        audience.partners,
        interface_report,
        tight=True,
        of_two=True,
        sources=with_both_sides,
        tracks=(Action, InterfaceSide),
    ),
    _for_the_room("invitation", "Invitation", "everybody in the team, before the session", invitation),
    _for_the_room(
        "agreement", "Room agreement", "everybody in the room, on the wall or the table", agreement
    ),
    _for_the_room(
        "worksheet",
        "Worksheet",
        "whoever leads the session and writes, when there is no screen",
        worksheet,
        tight=False,
    ),
    _for_the_room("ladder-card", "Ladder card", "everybody in the room, one per table", ladder_card),
    _for_the_room("voting-sheet", "Voting sheet", "everybody in the room, on the wall", voting_sheet),
)

RENDERABLE: Mapping[str, Document] = {document.key: document for document in _PAPERS}
"""The papers of the program by key, in the order they are offered."""

PRIVATE: Mapping[str, Document] = {
    "debrief": Document(
        "debrief",
        "Private debrief",
        "the facilitators of the session, nobody else",
        lambda _: audience.FACILITATORS,
        debrief,
        private=True,
    )
}
"""The papers nobody else may read. Whoever makes all papers of a session goes through `RENDERABLE` and never
meets them; they are asked for by name."""

DOCUMENTS: Mapping[str, Document] = {**RENDERABLE, **PRIVATE}
"""Every paper of a session."""
