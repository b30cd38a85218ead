"""Champions: who carries a specialism across all services, and what nobody carries."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.contacts import contacts
from facilitator.insight.smo import Gap, champion_findings, level_cover
from facilitator.model.smo import Champion, Contact
from facilitator.wording import smo
from facilitator.wording.roles.part import Figure, Figures, Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

CONTACT_SIGNS = {Contact.REGULAR: "●", Contact.OCCASIONAL: "◐", Contact.NONE_YET: "○"}
"""How a cell of the matrix is marked; the word stands beside it."""

_LISTED_IN = {Gap.NOBODY_FOR: "specialisms", Gap.EMPTY_LEVEL: "specialisms", Gap.SOLE_COVER: "specialisms"}


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for found in champion_findings(folder.file):
        yield Need(
            Sign.KNOW if found.gap is Gap.SOLE_COVER else Sign.ALARM,
            smo.subject(folder, found),
            smo.step(folder, found),
            found.record,
            "services" if found.gap is Gap.FEW_CHAMPIONS else _LISTED_IN.get(found.gap, ""),
        )


def _figures(folder: ProgrammeFolder) -> tuple[Figures, ...]:
    levels = tuple(
        Figure(
            each.level.label.capitalize(), f"{each.filled} of {each.wanted}", short=each.filled < each.wanted
        )
        for each in level_cover(folder.file)
        if each.wanted
    )
    matrix = contacts(folder.file)
    every = len(matrix.champions) * len(matrix.services)
    met = tuple(
        Figure(each.label, f"{matrix.count(each)} of {every}", sign) for each, sign in CONTACT_SIGNS.items()
    )
    return (
        *((Figures("By level", levels),) if levels else ()),
        *((Figures("Contact", met),) if every else ()),
    )


PART = Part(
    "champions",
    "Champions",
    "Champions",
    "Who carries a specialism across all services, and which wait for somebody.",
    10,
    lambda folder: len(folder.file.all(Champion)),
    _needs,
    _figures,
    adds="champions",
)
