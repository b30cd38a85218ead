"""A service people outside IT would recognise (docs/field.md, "Programme and teams")."""

from typing import Annotated

from msgspec import Meta

from facilitator.model.base import PersonId, Record, asked, require, words


class Service(Record, frozen=True, kw_only=True):
    """A service people outside IT would recognise, and the service manager who answers for it."""

    name: Annotated[str, words("Service", "as people outside IT call it"), Meta(min_length=1)]
    manager: Annotated[
        PersonId | None, asked("Service manager", "answers for it from end to end; accepted the role")
    ] = None
    decisions: Annotated[
        str, words("Decisions the manager may take", "without asking anybody else first")
    ] = ""
    delegate: Annotated[PersonId | None, asked("Delegate", "decides while the manager is away")] = None
    aim: Annotated[
        str, words("Certification aim", "of the manager, if they want one, such as Managing Professional")
    ] = ""
    cover: Annotated[
        tuple[PersonId, ...], asked("Managers who can cover it", "whoever could answer for it tomorrow")
    ] = ()

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A service needs a name.", "Type how people call it.", field="name")
