"""A person: somebody who accepted a role (docs/field.md, "Programme and teams")."""

from typing import Annotated

from msgspec import Meta

from facilitator.model.base import Record, TeamId, asked, require, words


class Person(Record, frozen=True, kw_only=True):
    """Somebody who accepted a role; nobody becomes a person by attending.

    Two people may share a name, so records point at the id and screens show the home team too.
    """

    name: Annotated[str, words("Name", "only of somebody who accepted a role"), Meta(min_length=1)]
    handle: Annotated[str, words("Short name", "as it is typed after @")] = ""
    team: Annotated[TeamId | None, asked("Home team", "tells two people of one name apart")] = None
    email: Annotated[str, words("E-mail", "it is on no paper", only_us=True)] = ""
    facilitator: Annotated[bool, asked("Leads sessions", "is offered as facilitator of a session")] = False

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A person needs a name.", "Type how they are called.", field="name")
