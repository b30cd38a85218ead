"""What is told of a wave of the pulse, in words and rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content

from facilitator.insight.pulse import Figure, Group, PulseResults
from facilitator.insight.pulse_change import Changes, changes
from facilitator.insight.pulse_words import Mood
from facilitator.model.pulse import PulseItem
from facilitator.ui import safe
from facilitator.ui.pulse.chart import Scales, draw_figure
from facilitator.ui.widgets.rows import Row, heading


class Looking(NamedTuple):
    """What is looked at: a closed wave, one group of it, and the wave before, if the group was in it.

    Of *others* it is all teams without figures of their own; who they are differs, so nothing is compared.
    """

    results: PulseResults
    team: str | None
    before: PulseResults | None
    others: bool = False

    @property
    def group(self) -> Group:
        """What is told of the team, of all, or of all others."""
        if self.others:
            return Group(0, None, self.results.others)
        return self.results.total if self.team is None else self.results.teams[self.team]

    @property
    def changes(self) -> Changes | None:
        """What became of it since the wave before; None when there was none."""
        return changes(self.before, self.results, self.team) if self.before is not None else None

    def stands_with_others(self, key: str) -> bool:
        """Tell whether the team has no figure of its own there, but is among those who have one together."""
        return any(each.item == key and each.mood is Mood.WITH_OTHERS for each in self.group.figures)


def statement_rows(looking: Looking, scale: Scales, *, themes: bool) -> list[Row]:
    """Return the rows of the statements; with *themes* under those, each with what became of it."""
    figures = {figure.item: figure for figure in looking.group.figures}
    total = {figure.item: figure for figure in looking.results.total.figures}
    turned = (
        {each.subject: each.direction.label for each in looking.changes.themes} if looking.changes else {}
    )
    rows: list[Row] = []
    theme = ""
    for item in looking.results.questionnaire.items:
        if themes and item.theme != theme:
            theme = item.theme
            since = f"   {turned[theme]} since the {wave_word(looking.before)}" if theme in turned else ""
            rows.append(heading(safe.text((theme, "muted"), (since, "bold")), space_above=bool(rows)))
        rows.append(_statement(item, figures.get(item.key), total.get(item.key), scale))
    return rows


def _statement(item: PulseItem, figure: Figure | None, total: Figure | None, scale: Scales) -> Row:
    return Row(item.key, lambda _: (draw_figure(item.text, figure, total, scale),))


def wave_word(results: PulseResults | None) -> str:
    """Return what a wave is called."""
    return results.wave.label if results is not None else ""


def told_of(figures: Iterable[Figure], key: str) -> str:
    """Return what is told of a statement in words: "18 disagree, 12 neither, 21 agree; views divided"."""
    figure = next((each for each in figures if each.item == key), None)
    if figure is None:
        return "not shown"
    if figure.bands is None:
        return figure.mood.label
    disagree, neither, agree = figure.bands
    return f"{disagree} disagree, {neither} neither, {agree} agree; {figure.mood.label}"


def changed(since: Changes, key: str, wave: str) -> Content:
    """Return what changed, in words; falls are drawn like rises (docs/field.md, "Two waves")."""
    direction = next((each.direction for each in since.items if each.subject == key), None)
    if direction is None:
        return safe.text((f"Not asked in the {wave} in these words.", "muted"))
    then, now = (_answered(*each) for each in since.answered)
    return safe.text((direction.label, "bold"), (f" since the {wave} ({then}, then {now})", "muted"))


def _answered(responses: int | None, invited: int) -> str:
    return "too few" if responses is None else f"{responses} of {invited}"
