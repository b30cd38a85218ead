"""The interaction maturity ladder and how far a room agreed on a rung (docs/field.md, "The ladder")."""

from enum import Enum
from typing import Self

from facilitator.model.base import Scale


class Agreement(Scale):
    """How far the room agreed on a rung; papers print `single_voice` as "not agreed yet"."""

    CONSENSUS = "consensus", "all"
    MAJORITY = "majority", "most"
    SPLIT = "split", "split"
    SINGLE_VOICE = "single_voice", "not agreed yet"


class Rung(int, Enum):
    """A step of the interaction maturity ladder: the sentence that sounds most like last month.

    One team's relationship with one practice in its own eyes; never a capability level, never
    averaged (docs/field.md, "The ladder").
    """

    label: str
    sounds_like: str
    when_it_goes_wrong: str

    def __new__(cls, value: int, label: str = "", sounds_like: str = "", wrong: str = "") -> Self:
        """Make a rung from its number, name, sentence, and what happens when it goes wrong."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.sounds_like = sounds_like
        member.when_it_goes_wrong = wrong
        return member

    DISCONNECTED = (
        0,
        "Disconnected",
        "We don’t know who to ask, or it depends who you know",
        "It vanishes, or a favour is called in",
    )
    SCRIPTED = 1, "Scripted", "There’s a form; we fill it in and wait", "We point at the procedure"
    UNDERSTOOD = (
        2,
        "Understood",
        "We know why each step exists and who reads it",
        "We phone a person and it gets sorted",
    )
    COLLABORATIVE = 3, "Collaborative", "We plan the tricky ones together", "Both sides fix it together"
    SHARED = (
        4,
        "Shared",
        "We look at the same goal and number; either side can change the steps",
        "We ask what it did to users, then change the cause",
    )
    ORGANIC = (
        5,
        "Organically improving",
        "We keep tweaking it; nobody has to run a workshop",
        "It is tried, learned from and passed on",
    )
