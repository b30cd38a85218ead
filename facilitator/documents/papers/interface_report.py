"""The interface report, `interface/1`: what passes between two teams, from both ends.

It goes to both teams together, so it holds what each of them may read of the other. Scores stand in it
only where both sides agreed to share them; elsewhere the name of the practice, and not who named it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from math import ceil

from facilitator.documents.papers.document import SessionPaper
from facilitator.documents.parts.joint import joint_rows, tried
from facilitator.documents.parts.page_fit import (
    ENDING,
    LACKS,
    ONE_PAGE,
    SECTION,
    Giving,
    cut,
    head,
    left_out,
    lines,
    row,
)
from facilitator.documents.parts.reading import Reading, shared, the_team
from facilitator.documents.parts.sections import Section, Sections, State
from facilitator.documents.parts.sources import with_both_sides
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.insight.behind import TRACKED
from facilitator.model import audience
from facilitator.model.base import PracticeKey, TeamId
from facilitator.model.interaction import InterfaceSide, perception_gap
from facilitator.model.kinds import kinds_of
from facilitator.model.observation import Observation, Tone, tone_of
from facilitator.model.team import Team
from facilitator.workspace.release.release import Released, ReleasedRecords

MOST_PAGES = 2
"""An interface report has at most this many pages."""

_EASIEST = 5

Sides = Mapping[PracticeKey, Mapping[TeamId, InterfaceSide]]


def interface_report(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the report for the two teams of its audience, alphabetically.

    Where only one team is known, it says to that one that one side was heard and nothing can be compared.
    """
    reading = Reading(released, session, words)
    every = [Reading(released, each, words) for each in sorted(released.sessions, key=_by_day)]
    teams = (released.teams[id] for id in released.audience.teams if id in released.teams)
    pair = sorted(teams, key=lambda team: team.name.casefold())
    sides = _newest(every)
    both = {practice: each for practice, each in sides.items() if len(each) == len(pair) > 1}
    eases = sorted(_eases(both, pair, reading), key=lambda line: (-line["gap"], line["practice"].casefold()))
    whose = words("list.and").join(the_team(team, words) for team in pair)
    compared = {line["key"] for line in eases}
    view = shared(
        reading,
        "meets",
        words("meets.title", teams=words.joined(team.name for team in pair)),
        heard=every,
        whose=whose,
    )
    view |= {
        "view": "interface/1",
        "teams": [team.name for team in pair],
        "flows": list(_flows(sides, reading)),
        "eases": eases,
        "told": list(_interactions(every, pair)),
        "good": _good(every, pair, frozenset(sides) | compared, reading),
        "joint": [line for each in every for line in joint_rows(each, pair)],
        "one_sided": sorted(map(reading.practice, released.named_between - compared), key=str.casefold),
        "one_sided_keys": sorted(released.named_between - compared),
    }
    view["lead"] = _lead(view, len(released.named_between | compared), words)
    view["apart"] = _apart(view, reading, released.named_between - compared)
    before = SECTIONS.counts(view)
    view["gave"] = cut(
        view,
        (
            Giving("flows", lambda line: line["place"]),
            Giving("told", lambda line: line["nods"]),
            Giving("joint", lambda line: line["open"]),
            Giving("eases", lambda line: line["gap"]),
        ),
        lambda view: _pages(view, SECTIONS.lacking(view, before)) <= MOST_PAGES,
    )
    view["left_out"] = left_out(view, "meets", words)
    view["sections"] = _sections(view, before, words)
    return view


SECTIONS = Sections(
    "meets",
    (
        Section("flows", kept=True),
        Section("eases", kept=True),
        Section("good", lambda view: [view["good"]] if view["good"]["text"] else [], kept=True),
        Section("joint", kept=True),
    ),
)
"""They hold what both teams may read, so none of them says that there is nothing else."""


def _sections(view: View, before: dict[str, int], words: Words) -> dict[str, View]:
    """Return what stands for lines each section lacks; to one team alone it does not speak of both sides."""
    told = SECTIONS.told(view, before, words)
    if len(view["teams"]) > 1:
        return told
    alone = words("meets.needs_other")
    return {
        name: each | {"says": alone} if each["state"] == State.KEPT else each for name, each in told.items()
    }


def _by_day(records: ReleasedRecords) -> tuple[datetime, int]:
    return (records.session.planned_start, records.session.number)


def _newest(every: Sequence[Reading]) -> Sides:
    """Return the sides these readers may see, by practice and team; *every* session oldest first."""
    found: dict[PracticeKey, dict[TeamId, InterfaceSide]] = {}
    for reading in every:
        pair = reading.released.audience.teams
        for side in reading.records.all(InterfaceSide):
            if {side.team, side.counterpart} == pair:
                found.setdefault(side.practice, {})[side.team] = side
    return found


# What passes, and how easily ------------------------------------------------------------------------


def _flows(sides: Sides, reading: Reading) -> Iterator[View]:
    """Yield what passes, in the words of each side that let the other read them."""
    words = reading.words
    for practice in sorted(sides, key=lambda key: reading.practice(key).casefold()):
        for side in sides[practice].values():
            if side.passes.strip() or side.expectation.strip():
                yield {
                    "practice": reading.practice(practice),
                    "practice_key": practice,
                    "team": reading.released.teams[side.team].name,
                    "what": side.passes,
                    "how": words(f"meets.channel.{side.channel.value}") if side.channel else "",
                    "how_key": side.channel.value if side.channel else "",
                    "expected": side.expectation or words("meets.nothing_agreed"),
                    "place": len(sides[practice]),
                }


def _eases(both: Sides, pair: Sequence[Team], reading: Reading) -> Iterator[View]:
    """Yield the practices both sides scored and agreed to share."""
    words = reading.words
    for practice, each in both.items():
        eases = [each[team.id].ease for team in pair]
        gap = perception_gap(*eases)
        if gap is not None:
            yield {
                "key": practice,
                "practice": reading.practice(practice),
                "practice_key": practice,
                "sides": [_ease(ease or 0, words) for ease in eases],
                "gap": gap,
                "apart": words.count("meets.apart", gap) if gap else words("meets.alike"),
            }


def _ease(ease: int, words: Words) -> View:
    return {"ease": ease, "word": words.several("meets.ease")[ease - 1], "heat": _EASIEST + 1 - ease}


# What was said ------------------------------------------------------------------------------------


def _between(note: Observation, reading: Reading, pair: Sequence[Team]) -> bool:
    """Tell whether a note is about these two teams: said by one, or both, and naming the other."""
    return len(pair) > 1 and {team.id for team in pair} <= {*note.counterparts, *_said_by(note, reading)}


def _said_by(note: Observation, reading: Reading) -> tuple[TeamId, ...]:
    return (note.team,) if note.team else reading.session.teams


def _interactions(every: Sequence[Reading], pair: Sequence[Team]) -> Iterator[View]:
    """Yield the hurts on a practice, those of each side: never of one side alone.

    What nobody marked as said by one of two teams that met together is neither's: it may be one side's
    complaint, and would stand here as what both told.
    """
    found: dict[PracticeKey, dict[TeamId, list[Observation]]] = {}
    counted = {note.id for reading in every if reading.may_count for note in reading.records.all(Observation)}
    for reading in every:
        for note in reading.records.all(Observation):
            if note.kind == "hurts" and note.practice and _between(note, reading, pair):
                for team in _said_by(note, reading)[: len(_said_by(note, reading)) == 1]:
                    found.setdefault(note.practice, {}).setdefault(team, []).append(note)
    for practice in sorted(found, key=lambda key: every[0].practice(key).casefold()):
        if all(team.id in found[practice] for team in pair):
            most = [max(found[practice][team.id], key=_by_nods) for team in pair]
            yield {
                "practice": every[0].practice(practice),
                "practice_key": practice,
                "sides": [note.text for note in most],
                "nods": sum(note.nods for note in most if note.id in counted),
            }


def _by_nods(note: Observation) -> tuple[int, int]:
    return (note.nods, -note.number)


def _good(
    every: Sequence[Reading], pair: Sequence[Team], practices: frozenset[str], reading: Reading
) -> View:
    """Return a time it worked between them, the one with most nods; of no text if there is none."""
    remarks = [
        (note, each)
        for each in every
        for kinds in (kinds_of(each.session.script),)
        for note in each.records.all(Observation)
        if tone_of(note, kinds) is Tone.GOOD and _between(note, each, pair)
    ]
    if not remarks:
        return {"text": "", "told": ""}
    moments = [each for each in remarks if each[0].practice in practices] or remarks
    note, heard_in = max(moments, key=lambda each: (each[0].nods, each[0].created, each[0].id))
    nods = note.nods if heard_in.may_count else 0
    return {"text": note.text, "told": reading.words.count("meets.told", nods) if nods else ""}


# In words -----------------------------------------------------------------------------------------


def _lead(view: View, met: int, words: Words) -> str:
    """Return in how many practices they meet as far as either said, of how many both show their answers, and
    what is tried: what was heard is counted apart from what may be shown.
    """
    eases, joint = view["eases"], view["joint"]
    sentences = [words.count("meets.meet", met)] if met else []
    shown = "meets.shown_all" if len(eases) == met else "meets.shown"
    sentences.append(words.count(shown, len(eases), how=_how_far(eases, words)) if eases else "")
    sentences += [tried(joint, words)] if joint else []
    if len(view["teams"]) == 1:
        sentences.append(words("meets.one_side"))
    return " ".join(filter(None, sentences)) or words("meets.nothing_shared")


def _how_far(eases: Sequence[View], words: Words) -> str:
    """Return how far the answers lie apart, of several at most."""
    widest = max(line["gap"] for line in eases)
    if not widest:
        return words("meets.alike")
    steps = words.count("meets.steps", widest)
    return words("meets.at_most", steps=steps) if len(eases) > 1 else steps


def _apart(view: View, reading: Reading, practices: frozenset[str]) -> str:
    """Return in which practices they meet that are not compared; not who said so."""
    names = sorted(map(reading.practice_inside, practices), key=str.casefold)
    key = "meets.also" if view["eases"] else "meets.only"
    return reading.words.count(key, len(names), practices=reading.words.joined(names)) if names else ""


def _pages(view: View, lacking: int) -> int:
    """Return about how many pages the report takes."""
    height = head(view) + ENDING + 7 * SECTION + lacking * LACKS
    for each in view["flows"]:
        height += row((each["practice"], 26), (f"{each['what']}\n{each['team']}", 34), (each["expected"], 30))
    height += sum(row((each["practice"], 32)) for each in view["eases"])
    height += sum(
        row((each["practice"], 22), *((text, 42) for text in each["sides"])) for each in view["told"]
    )
    height += lines(view["good"]["text"], 100) * 5.0 + lines(view["apart"], 105) * 5.0
    for each in view["joint"]:
        stand = " ".join((each["stands"]["before"], each["stands"]["word"], each["stands"]["text"]))
        height += row((f"{each['title']}\n{each['action']}", 39), (each["owner"], 12), (stand, 27))
    return ceil(height / ONE_PAGE)


DOCUMENT = SessionPaper(
    key="interface-report",
    title="Interface report",
    readers="both teams, and the service management office",
    audience=audience.partners,
    view=interface_report,
    tight=True,
    of_two=True,
    sources=with_both_sides,
    tracks=TRACKED["interface-report"],
)
