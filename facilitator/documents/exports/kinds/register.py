"""The register of improvements: accepted ideas, what was answered, who acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.documents.exports.tables import (
    BROUGHT,
    ID,
    RECORD,
    STATE,
    STATUS,
    Cell,
    Column,
    Export,
    Register,
    brought,
    is_own,
    register_of,
)
from facilitator.documents.parts.action_words import owner_of, owner_unread
from facilitator.documents.parts.reading import Reading, numbered
from facilitator.documents.wording.phrases import Words
from facilitator.model.action import Action
from facilitator.model.idea import ImprovementIdea
from facilitator.workspace.release.release import Released

COLUMNS = (
    ID,
    Column("idea", width=48),
    STATUS,
    Column("answer", width=32),
    Column("answered_on", "day"),
    Column("practices", width=26),
    Column("actions", width=18),
    Column("owner", width=24),
    BROUGHT,
    RECORD,
    STATE,
    Column("practice_keys", programs=True),
)


def register(released: Released, words: Words) -> Register:
    """Return the accepted improvements, `register/1`: never undecided ones, nor who raised them."""
    return register_of("register", released, words, COLUMNS, _rows)


def _rows(reading: Reading) -> Iterator[Mapping[str, Cell]]:
    """Yield accepted ideas; beyond the team without number and day, which tell where they were raised."""
    words, own = reading.words, is_own(reading.released)
    for idea in sorted(reading.ideas, key=lambda each: (each.number, each.id)):
        if not idea.in_register:
            continue
        serving = [action for action in reading.actions if idea.id in action.ideas]
        owners = dict.fromkeys(owner_of(action, reading) for action in serving)
        yield {
            "id": numbered(reading, ImprovementIdea, idea.number) if own else "",
            "idea": idea.title,
            "status": words(f"idea.{idea.status.value}"),
            "status_key": idea.status.value,
            "answer": idea.answer,
            "answered_on": idea.first_answered,
            "practices": words("list.comma").join(map(reading.practice, idea.practices)),
            "practice_keys": " ".join(idea.practices),
            "actions": ", ".join(numbered(reading, Action, action.number) for action in serving)
            if own
            else "",
            "owner": words("list.comma").join(filter(None, owners)) or owner_unread(idea, reading),
            "brought": brought(idea, reading),
            "record": reading.released.handle(idea),
        }


EXPORT = Export("register", register, order=3)
