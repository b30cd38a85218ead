"""The touch map on papers: the practices that were placed or scored."""

from __future__ import annotations

from facilitator.documents.parts.block import Block
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.model.interaction import Interaction, pain
from facilitator.model.ladder import Agreement

ALARM = 16
"""Pain from here on also carries "!"."""


def ladder_rows(reading: Reading) -> list[View]:
    """Return the practices that were placed or scored, most pain first."""
    placed = [each for each in reading.interactions if each.rung is not None or _pain(each)]
    placed.sort(key=lambda each: (-_pain(each), -(each.importance or 0)))
    return [_ladder_row(each, reading) for each in placed]


def _pain(each: Interaction) -> int:
    return pain(each.importance, each.ease) or 0


def _ladder_row(each: Interaction, reading: Reading) -> View:
    words, hurts = reading.words, _pain(each)
    part = [words(f"touch_role.{each.role.value}")]
    if each.frequency is not None:
        part.append(words(f"frequency.{each.frequency.value}"))
    return {
        "practice": reading.practice(each.practice),
        "practice_key": each.practice,
        "role": each.role.value,
        "frequency": each.frequency.value if each.frequency else "",
        "part": words("list.comma").join(part),
        "importance": each.importance or "",
        "ease": each.ease or "",
        "pain": hurts or "",
        "heat": (hurts + 4) // 5,
        "alarm": hurts >= ALARM,
        "rung": "" if each.rung is None else int(each.rung),
        "rung_name": "" if each.rung is None else words(f"rung.{each.rung.name.lower()}"),
        "agreement": _agreement(each, reading),
        "agreement_key": _agreed(each, reading).value if each.agreement else "",
        "split": _hands(each) if reading.may_count else [],
    }


def _hands(each: Interaction) -> list[int]:
    """Return the hands of a split, those for the lowest rung first."""
    return [each.split[key] for key in sorted(each.split, key=int) if each.split[key]]


def _agreed(each: Interaction, reading: Reading) -> Agreement:
    """Return how far the room agreed, as papers tell it: of fewer than five people a split is one voice."""
    told = each.agreement or Agreement.SINGLE_VOICE
    return Agreement.SINGLE_VOICE if told is Agreement.SPLIT and not reading.may_count else told


def _agreement(each: Interaction, reading: Reading) -> str:
    """Return how far the room agreed; one voice prints as "not agreed yet" (docs/field.md, "Scales").

    So does a split of fewer than five people.
    """
    if each.agreement is None:
        return ""
    agreed = _agreed(each, reading)
    if agreed is Agreement.SPLIT:
        return reading.words("agreement.split", hands="–".join(map(str, _hands(each))))
    return reading.words(f"agreement.{agreed.value}")


def plan(reading: Reading) -> View:
    """Return what the action plan says of practices."""
    interactions, words = reading.interactions, reading.words
    touched = sum(each.role.touches for each in interactions)
    placed = sum(each.rung is not None for each in interactions)
    parts = (words.count("plan.touching", touched), words.count("plan.placed", placed))
    return {
        "ladder": ladder_rows(reading),
        "touched": touched,
        "asked": len(interactions),
        "placed": placed,
        "touch_counted": words.count("plan.asked", len(interactions), parts=words.joined(parts)),
    }


BLOCK = Block(plan=plan)
