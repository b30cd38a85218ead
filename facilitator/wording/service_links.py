"""What a service is linked with, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.service_links import service_links
from facilitator.language.words import count, first_of
from facilitator.model.project import Project
from facilitator.model.service import Service
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_MOST = 4


def linked_with(folder: ProgrammeFolder, service: Service) -> Iterator[str]:
    """Yield what stands around a service; nothing for what there is none of."""
    found = service_links(folder.file, folder.sessions, service)
    if found.teams:
        names = first_of([folder.teams[id].name for id in found.teams], _MOST)
        yield f"Supported by {names}; {found.heard} of {count(len(found.teams), 'team')} heard."
    else:
        yield "No team says that it supports it."
    if found.all_champions:
        yield f"In contact with {found.champions} of {count(found.all_champions, 'champion')}."
    if found.projects:
        changing = [each.name for each in folder.file.all(Project) if each.id in found.projects]
        yield f"Changed by {first_of(changing, _MOST)}."
    if found.moments:
        yield f"{count(found.moments, 'moment')} of truth heard from its teams."
    if found.interactions:
        yield f"{count(found.interactions, 'interaction')} with practices heard from them."
    if found.chains:
        yield f"{count(found.chains, 'value chain')} about it."
