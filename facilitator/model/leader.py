"""Digital and IT leaders: what they look after, and the advantage they seek.

See docs/field.md, "Leaders and stakeholders".
"""

from typing import Annotated

from msgspec import Meta

from facilitator.model.base import PersonId, Record, asked, ref, require, words

StoryId = Annotated[str, ref("stories", "Story")]


class Leader(Record, frozen=True, kw_only=True):
    """A leader who seeks lasting advantage from what is digital.

    The `role` is what papers and promises call them; the `person` is named only who accepted that. What they
    promised stands in the sessions, under the same role or person.
    """

    role: Annotated[str, words("Role", "as promises name it: Director of Digital"), Meta(min_length=1)]
    person: Annotated[PersonId | None, asked("Person", "who agreed to be named")] = None
    portfolio: Annotated[str, words("Portfolio", "what they look after")] = ""
    advantage: Annotated[str, words("Advantage sought", "what it should do for the organisation")] = ""
    stories: Annotated[tuple[StoryId, ...], asked("Stories sponsored", "those they tell themselves")] = ()
    aim: Annotated[str, words("Certification aim", "if they want one, such as Strategic Leader")] = ""

    def __post_init__(self) -> None:
        require(
            bool(self.role.strip()), "A leader is known by a role.", "Type what the role is.", field="role"
        )
