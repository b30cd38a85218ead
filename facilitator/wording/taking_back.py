"""What taking a page of skills back means: in sentences, for commands and screens alike."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.language.words import count, listed
from facilitator.model.registry import ENTITIES
from facilitator.workspace.erasure.engine import count_kinds
from facilitator.workspace.erasure.taking_back import TakingBack


def meaning(plan: TakingBack) -> Iterator[str]:
    """Yield what it means, a sentence each."""
    kinds = count_kinds(ENTITIES[type(each)].name for each in plan.records)
    yield f"It goes here and from every figure: {listed([count(n, kind) for kind, n in kinds.items()])}."
    for lead, paths in (
        ("It is taken out of", plan.copies),
        ("It cannot be taken out of these; each is deleted:", plan.lost),
    ):
        if paths:
            yield f"{lead} {', '.join(path.name for path in paths)}."
    yield "What was printed or saved outside the workspace is not known here. It cannot be undone."
