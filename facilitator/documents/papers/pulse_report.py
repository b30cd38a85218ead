"""The pulse report, `pulse/1`: a team's edition with its own items, one for all with totals only.

What is in it comes from `Released.pulse`, so from `insight.pulse`; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from facilitator.documents.papers.document import WavePaper
from facilitator.documents.parts.reading import framed
from facilitator.documents.parts.sections import Section, Sections
from facilitator.documents.parts.sources import wave_of
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.insight.pulse import Figure, Group, Limit, PulseResults, limits_of_edition
from facilitator.insight.pulse_change import Changes, changes
from facilitator.insight.pulse_words import Mood
from facilitator.model.base import TeamId
from facilitator.model.team import Team
from facilitator.workspace.release.release import Released

_STEPS = 5


def pulse_report(released: Released, words: Words, team: TeamId | None, opened: date | None = None) -> View:
    """Return the view of the edition of *team*, or without one of that for all. Raises `NotReleased`."""
    waves = released.pulse(team)
    wave = wave_of(waves, opened)
    earlier = [each for each in waves if each.opened < wave.opened]
    since = changes(earlier[-1], wave, team) if earlier else None
    group = wave.total if team is None else wave.teams[team]
    others = {figure.item: figure for figure in wave.others}
    name = released.teams[team].name if team in released.teams else words("pulse.a_team")
    view = _framed(released, words, wave, name if team else "") | {
        "view": "pulse/1",
        "wave_key": wave.wave.value,
        "opened_iso": wave.opened.isoformat(),
        "lead": _lead(words, wave, group, team, since),
        "is_team": team is not None,
        "whose": words(_heading(group, team)),
        "answered": _is_answered(words, group),
        "items": [
            _item(words, wave, figure, others, group) for figure in group.figures if _has_any(group, wave)
        ],
        "changes": _changes(words, since),
        "responses": _responses(released.teams, words, wave, team),
        "total": _is_answered(words, wave.total),
        "cannot_tell": [words(f"pulse.cannot.{each}") for each in ("who", "better", "tested")],
        "limits": [_limit(words, limit, wave) for limit in limits_of_edition(wave, team)],
        "compared": bool(earlier),
    }
    view["sections"] = SECTIONS.told(view, SECTIONS.counts(view), words)
    view["no_changes"] = _no_changes(view["sections"]["changes"]["says"], wave, released.as_of, words)
    return view


SECTIONS = Sections(
    "pulse",
    (Section("items", kept=True), Section("changes", done=lambda view: bool(view["compared"]))),
)
"""They hold what the group-size rule lets be shown."""


def _framed(released: Released, words: Words, wave: PulseResults, team: str) -> View:
    called = words(f"pulse.wave.{wave.wave.value}")
    titled = words(f"pulse.wave_title.{wave.wave.value}")
    title = words("pulse.title_team", team=team, wave=titled) if team else words("pulse.title", wave=titled)
    readers = words("pulse.for_team", team=team) if team else words("pulse.for_all")
    basis = words("pulse.basis", wave=called, year=wave.closed.year)
    answered = _is_answered(words, wave.total) if wave.total.responses is not None else ""
    made_from = words("pulse.basis_answered", basis=basis, answered=answered) if answered else f"{basis}."
    return framed(released, words, "pulse", title, made_from, basis=basis, readers=readers)


def _is_answered(words: Words, group: Group) -> str:
    """Return how many answered: "7 of 9", or as much of it as may be told."""
    if group.responses is not None:
        return words("pulse.answered", n=group.responses, invited=group.invited)
    return words("pulse.fewer_than", n=group.fewer_than) if group.fewer_than else words("pulse.not_shown")


def _lead(words: Words, wave: PulseResults, group: Group, team: TeamId | None, since: Changes | None) -> str:
    """Return how many answered; of a small team what stands in place of its own figures."""
    if group.responses is None and team is None:
        return words("pulse.lead.untold")
    if group.responses is None:
        among = any(figure.mood is not Mood.NOT_SHOWN for figure in wave.others)
        return words(f"pulse.lead.{'among' if among else 'few'}", n=group.fewer_than)
    lead = words(f"pulse.lead.{'team' if team else 'all'}", answered=_is_answered(words, group))
    first = "pulse.first_wave" if team is None else "pulse.first_asked"
    return lead if since else f"{lead} {words(first)}"


def _has_any(group: Group, wave: PulseResults) -> bool:
    """Tell whether anything is shown at all; a table of nothing would say it in every row."""
    return any(figure.mood is not Mood.NOT_SHOWN for figure in (*group.figures, *wave.others))


def _heading(group: Group, team: TeamId | None) -> str:
    """Return the key of what stands above the figures: whose they are."""
    if team is None:
        return "pulse.all"
    among = not group.shown and any(figure.mood is Mood.WITH_OTHERS for figure in group.figures)
    return "pulse.several" if among else "pulse.own"


def _item(words: Words, wave: PulseResults, own: Figure, others: Mapping[str, Figure], group: Group) -> View:
    """Return a statement; where the team has no figure of its own, that of all *others* says so beside its
    own ones. Without any the heading says it of all.
    """
    item = next(each for each in wave.questionnaire.items if each.key == own.item)
    figure = others.get(own.item, own)
    # A file made elsewhere may send to all others where there are none: then nothing is shown.
    known = Mood.NOT_SHOWN if figure.mood is Mood.WITH_OTHERS else figure.mood
    mood = words(f"pulse.mood.{known.value}")
    middle = figure.median
    answer = wave.questionnaire.answers[middle - 1] if middle else ""
    said = words("pulse.middle", answer=answer, mood=mood) if middle else mood
    n = figure.n or 0
    return {
        "key": item.key,
        "text": item.text,
        "theme": item.theme,
        "n": figure.n or "",
        "bands": [{"count": count, "tint": -(-_STEPS * count // n)} for count in figure.bands or ()],
        "middle": middle or "",
        "words": words("pulse.among", words=said) if figure is not own and group.shown else said,
        "words_key": known.value,
    }


def _changes(words: Words, since: Changes | None) -> list[View]:
    if since is None:
        return []
    then, now = (
        words("pulse.answered", n=people, invited=invited) if people is not None else words("pulse.not_shown")
        for people, invited in since.answered
    )
    return [
        {
            "theme": each.subject,
            "word": words(f"pulse.direction.{each.direction.value}"),
            "word_key": each.direction.value,
            "answered": words("pulse.then", before=then, after=now),
        }
        for each in since.themes
    ]


def _no_changes(says: str, wave: PulseResults, as_of: date, words: Words) -> str:
    """Return why nothing is compared, and when the next wave is; "" where something is."""
    if not says or wave.next_wave is None or wave.next_wave < as_of:
        return says
    return f"{says} {words('pulse.next_wave', day=words.day(wave.next_wave))}"


def _responses(teams: Mapping[str, Team], words: Words, wave: PulseResults, own: str | None) -> list[View]:
    rows = [
        {
            "team": teams[id].name if id in teams else words("pulse.a_team"),
            "answered": _is_answered(words, group),
            "shown": group.shown,
            "own": id == own,
        }
        for id, group in wave.teams.items()
    ]
    return sorted(rows, key=lambda row: str(row["team"]).casefold())


def _limit(words: Words, limit: Limit, wave: PulseResults) -> str:
    day = words.day(wave.brought) if wave.brought is not None else ""
    return words(f"pulse.limit.{limit.value}", day=day)


DOCUMENT = WavePaper(
    key="pulse",
    title="Pulse report",
    readers="the team its edition is about; without a team everybody who was invited, and leaders",
    view=pulse_report,
    tight=True,
)
