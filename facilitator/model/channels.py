"""What is not for the notes of a session, and whom to turn to instead.

See docs/field.md, "What is not captured".
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.base import Scale, words


class Matter(Scale):
    """Something with channels of its own; its meaning says who usually is there for it."""

    HARASSMENT = "harassment", "harassment or bullying", "human resources, or a person of trust"
    SAFEGUARDING = (
        "safeguarding",
        "somebody at risk",
        "the safeguarding lead; in danger, the emergency number",
    )
    HEALTH = "health", "health", "the manager, occupational health, a doctor"
    DISPUTE = "dispute", "a dispute or complaint", "the manager, human resources, the union"
    SECURITY = "security", "a security gap or incident", "the security team, by their own way in"
    WRONGDOING = "wrongdoing", "wrongdoing", "the whistle-blowing contact of the organisation"


class OtherChannel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom to turn to with one matter in this organisation, as a role, an address or a number."""

    matter: Annotated[Matter, Meta(title="What it is about")]
    whom: Annotated[str, words("Whom to turn to")] = ""
