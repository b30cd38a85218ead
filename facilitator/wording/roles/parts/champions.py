"""Champions: who carries a specialism across all services, and what nobody carries."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.champion_care import care_findings
from facilitator.insight.contacts import contacts
from facilitator.insight.smo import Gap, champion_findings, level_cover, uncarried
from facilitator.model.smo import Champion, Contact
from facilitator.wording import smo
from facilitator.wording.roles.part import Figure, Figures, Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

CONTACT_SIGNS = {Contact.REGULAR: "●", Contact.OCCASIONAL: "◐", Contact.NONE_YET: "○"}
"""How a cell of the matrix is marked; the word stands beside it."""

_LISTED_IN = {
    **dict.fromkeys((Gap.NOBODY_FOR, Gap.EMPTY_LEVEL, Gap.SOLE_COVER), "specialisms"),
    Gap.FEW_CHAMPIONS: "services",
}
_SIGNS = {
    Gap.TERM_ENDS: Sign.DUE,
    Gap.QUIET: Sign.KNOW,
    Gap.NEW_HERE: Sign.KNOW,
    Gap.EMPTY_LEVEL: Sign.KNOW,
    Gap.SOLE_COVER: Sign.KNOW,
    Gap.WORRIED: Sign.PRIVATE,
}


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for found in (
        *champion_findings(folder.file, folder.today()),
        *care_findings(folder.file, folder.today()),
    ):
        yield Need(
            _SIGNS.get(found.gap, Sign.ALARM),
            smo.subject(folder, found),
            smo.step(folder, found),
            found.record,
            _LISTED_IN.get(found.gap, ""),
            found.day if found.gap is Gap.TERM_ENDS else None,
        )


def _figures(folder: ProgrammeFolder) -> tuple[Figures, ...]:
    cover = level_cover(folder.file)
    several = sum(each.wanted for each in cover) > 1  # one alone is at its level, and needs no list
    levels = tuple(
        Figure(
            each.level.label.capitalize(), f"{each.filled} of {each.wanted}", short=each.filled < each.wanted
        )
        for each in cover
        if each.wanted and several
    )
    matrix = contacts(folder.file)
    every = len(matrix.champions) * len(matrix.services)
    met = tuple(
        Figure(each.label, f"{matrix.count(each)} of {every}", sign) for each, sign in CONTACT_SIGNS.items()
    )
    offered = tuple(folder.catalogue.offered)
    kept = len(offered) - len(uncarried(folder.file, offered))
    practices = (Figure("looked after", f"{kept} of {len(offered)}"),) if kept else ()
    blocks = (("By level", levels), ("Contact", met if every else ()), ("Practices", practices))
    return tuple(Figures(title, lines) for title, lines in blocks if lines)


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
    opens="matrix",
    others=("nominations",),
)
