"""What a service is linked with: teams, champions, and what was heard of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from facilitator.insight.contacts import contacts
from facilitator.insight.held_sessions import hears
from facilitator.model.audience import countable
from facilitator.model.interaction import Interaction
from facilitator.model.observation import Observation
from facilitator.model.project import Project
from facilitator.model.records import RecordView, SessionRecords
from facilitator.model.service import Service
from facilitator.model.story import Chain
from facilitator.model.team import Team, going_teams

_MOMENT = "moment_of_truth"


class ServiceLinks(msgspec.Struct, frozen=True):
    """What stands around a service: the ids of the teams that support it, how many of them were heard, how
    many of all champions it meets, how many moments of truth, interactions and value chains there are
    about it, and the ids of the projects that change it and go on.

    Moments of truth are those of sessions with its teams that are not the facilitators' own; an interaction
    is one of its teams with one practice it touches, counted once.
    """

    teams: tuple[str, ...]
    heard: int
    champions: int
    all_champions: int
    moments: int
    interactions: int
    chains: int
    projects: tuple[str, ...]


def service_links(
    programme: RecordView, sessions: Iterable[SessionRecords], service: Service
) -> ServiceLinks:
    """Return what a service is linked with."""
    sessions = tuple(sessions)
    teams = tuple(each.id for each in going_teams(programme.all(Team)) if service.id in each.services)
    theirs = [each for each in sessions if set(each.session.teams) & set(teams)]
    heard = {team for each in theirs if hears(each) for team in each.session.teams}
    matrix = contacts(programme)
    return ServiceLinks(
        teams,
        len(heard & set(teams)),
        len(matrix.met_by(service.id)),
        len(matrix.champions),
        sum(note.kind == _MOMENT for each in theirs for note in countable(each.all(Observation))),
        len(
            {
                (told.team, told.practice)
                for each in theirs
                for told in each.all(Interaction)
                if told.team in teams and told.role.touches
            }
        ),
        sum(chain.service == service.id for chain in programme.all(Chain)),
        tuple(
            sorted(
                each.id
                for each in programme.all(Project)
                if service.id in each.services and not each.phase.is_over
            )
        ),
    )
