"""Waves of the pulse of every kind that may come, and what its report claims of their answers.

The answers are known here, as they never are to the program once a wave is closed: a condition counts them
itself. Which figures may be shown at all is proved by enumeration in `tests/insight`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from msgspec import structs

from facilitator.insight.pulse_keeping import keep
from facilitator.model import audience
from facilitator.model.programme import Programme
from facilitator.model.pulse import PulseItem, PulseSurvey, Questionnaire, Wave
from facilitator.model.tally import Tally
from facilitator.model.team import Team, TeamKind
from tests.documents.programmes import TODAY, Folder

ASKED = Questionnaire(
    key="short",
    title="Short",
    answers=("no", "rather no", "neither", "rather yes", "yes"),
    items=(PulseItem(key="heard", theme="Being heard", text="I hear what became of it."),),
)
FAIR = PulseItem(key="fair", theme="Fairness", text="Work comes to us in a fair way.")
TWO = structs.replace(ASKED, items=(*ASKED.items, FAIR))
OTHER = structs.replace(ASKED, items=(structs.replace(ASKED.items[0], text="I am told what became of it."),))
ALIKE, SPLIT, AGAINST, BETWEEN = (4,) * 9, (1, 1, 1, 1, 3, 5, 5, 5, 5), (1,) * 6 + (4,) * 3, (3,) * 9
LEANING, OPEN = (5,) * 6 + (1,) * 3, (2, 2, 3, 3, 3, 3, 4, 4, 4)
FULL = (ALIKE, SPLIT, AGAINST, BETWEEN, LEANING, OPEN, (2,) * 9)
"""What nine people of a team may answer."""

FEW = ((), (4,) * 3, (4, 2, 1, 5))
"""What a team answers of which few answered."""

THRESHOLD = 5
FIRST, SECOND = date(2026, 2, 2), date(2026, 3, 30)


@dataclass
class Pulse:
    """A programme with one wave or two: the answers of each team in each, and what else is known of them.

    With `dared` a second statement was asked in the last one, that only so many of each team answered.
    """

    waves: tuple[dict[str, tuple[int, ...]], ...]
    next_wave: date | None
    brought: date | None
    removed: str = ""
    asked: tuple[Questionnaire, ...] = (ASKED, ASKED)
    kinds: tuple[Wave, ...] = (Wave.BASELINE, Wave.AFTER)
    dared: int = 0

    @property
    def last(self) -> dict[str, tuple[int, ...]]:
        """The answers of the newest wave."""
        return self.waves[-1]

    def folder(self) -> Folder:
        """Return the programme in memory, its waves closed."""
        teams = [Team(id=id, name=id.title(), kind=TeamKind.TECHNICAL, headcount=9) for id in self.last]
        teams = [team for team in teams if team.id != self.removed]
        programme = Programme(id="programme", name="Better", organisation="Harrowmere", timezone="UTC")
        surveys = [
            PulseSurvey(
                id=f"wave-{at}",
                wave=self.kinds[at],
                questionnaire=asked,
                kept=keep(dict.fromkeys(given, 9), _tallies(given, self.dared), asked.keys, THRESHOLD),
                opened=opened,
                closed=opened + timedelta(days=5),
                next_wave=self.next_wave,
                brought=self.brought,
            )
            for at, (given, asked, opened) in enumerate(
                zip(self.waves, self.asked, (FIRST, SECOND), strict=False)
            )
        ]
        return Folder((programme, *teams, *surveys))


def _tallies(given, dared):
    return {team: _tally(answers, dared) for team, answers in given.items() if answers}


def _tally(answers, dared):
    said = {"heard": Counter(answers), "fair": Counter(answers[:dared])}
    counted = {item: tuple(found[at] for at in range(1, 6)) for item, found in said.items() if found}
    return Tally(responses=len(answers), answers=counted)


def pulses() -> Iterator[Pulse]:
    """Yield programmes with a large team of every mood beside teams of every size, in one wave and in two."""
    days = (None, TODAY - timedelta(days=1), TODAY + timedelta(days=30))
    for at, (full, few) in enumerate(product(FULL, FEW)):
        now = {"alpha": full, "beta": few, "gamma": FULL[at % 3], "delta": FEW[(at + 1) % 3]}
        before = {team: (FULL[(at + 2) % 7] if len(now[team]) > 4 else (3, 4)) for team in ("alpha", "beta")}
        brought = TODAY if at % 2 else None
        yield Pulse((now,), days[at % 3], brought, "delta" if at % 4 == 3 else "")
        yield Pulse((before, now), days[(at + 1) % 3], brought)
    for few in FEW:
        yield Pulse(({"alpha": OPEN, "beta": few},), None, None)
    full = {"alpha": OPEN, "beta": OPEN}
    yield Pulse((full,), None, None, asked=(TWO,), dared=1)
    yield Pulse((full, full), None, None, asked=(ASKED, OTHER))
    yield Pulse((full, full), None, None, kinds=(Wave.BASELINE, Wave.INTERIM))


def readers_of(pulse: Pulse) -> Iterator[tuple[str | None, object]]:
    """Yield each edition: of all, and of each team, with its readers."""
    yield None, audience.LEADERS
    yield from ((team, audience.team(team)) for team in pulse.last if team != pulse.removed)


# What is claimed -------------------------------------------------------------------------------------


def bands(answers):
    """Return how many disagreed, were in the middle, agreed."""
    return (sum(a < 3 for a in answers), sum(a == 3 for a in answers), sum(a > 3 for a in answers))


def _groups(pulse, team):
    """Return the answers a figure of an edition may tell: a team's own, all together, all but some."""
    every = list(pulse.last.values())
    if team is None:
        return [sum(every, ())]
    own, hidden = pulse.last[team], [each for each in every if 0 < len(each) < THRESHOLD]
    pools = [sum(hidden, ()), *(sum(hidden, each) for each in every if len(each) >= THRESHOLD)]
    return [own, *pools]


def _mood(test):
    def holds(pulse, team, p):
        return any(test(len(each), *bands(each)) for each in _groups(pulse, team) if each)

    return holds


def _alone(place):
    return _mood(lambda n, *found: found[place] == max(found) and n - found[place] < 3)


def _few(pulse):
    return [team for team, answers in pulse.last.items() if 0 < len(answers) < THRESHOLD]


def _pooled(pulse):
    """Tell whether teams may stand together: a small one, with another one or with a larger one."""
    return bool(_few(pulse)) and len(pulse.last) > 1


def _compared(pulse, team):
    return len(pulse.waves) > 1 and (team is None or team in pulse.waves[0])


def _dared_few(pulse):
    return 0 < sum(min(pulse.dared, len(each)) for each in pulse.last.values()) < THRESHOLD


def _same_words(pulse):
    before, now = ({item.text for item in asked.items} for asked in pulse.asked)
    return bool(before & now)


def _is(wave):
    return lambda pulse, team, p: pulse.kinds[len(pulse.waves) - 1] is wave


def _net(answers):
    low, _, high = bands(answers)
    return (high - low) / len(answers) if answers else 0


def _turned(by):
    """Return the condition that answers moved that way, in net agreement or in the middle answer."""

    def holds(pulse, team, p):
        was, now = (sum(wave.values(), ()) if team is None else wave.get(team, ()) for wave in pulse.waves)
        middle = sorted(now)[(len(now) - 1) // 2] - sorted(was)[(len(was) - 1) // 2]
        return max(by * (_net(now) - _net(was)), by * middle) > 0

    return holds


CLAIMS = {
    "pulse.answered": lambda pulse, team, p: (
        any(p["n"] == len(each) and p["invited"] == 9 for wave in pulse.waves for each in wave.values())
        or any(
            p["n"] == len(sum(wave.values(), ())) and p["invited"] == 9 * len(wave) for wave in pulse.waves
        )
    ),
    "pulse.fewer_than": lambda pulse, team, p: any(len(each) < p["n"] for each in pulse.last.values()),
    "pulse.not_shown": lambda pulse, team, p: any(
        len(each) < THRESHOLD for wave in pulse.waves for each in wave.values()
    ),
    "pulse.a_team": lambda pulse, team, p: pulse.removed != "",
    "pulse.first_wave": lambda pulse, team, p: team is None and len(pulse.waves) == 1,
    "pulse.first_asked": lambda pulse, team, p: not _compared(pulse, team),
    "pulse.own": lambda pulse, team, p: team is not None,
    "pulse.several": lambda pulse, team, p: team is not None and _pooled(pulse),
    "pulse.all": lambda pulse, team, p: team is None,
    "pulse.lead.few": lambda pulse, team, p: len(pulse.last[team]) < THRESHOLD == p["n"],
    "pulse.lead.among": lambda pulse, team, p: len(pulse.last[team]) < THRESHOLD == p["n"] and _pooled(pulse),
    "pulse.lead.untold": lambda pulse, team, p: team is None and bool(_few(pulse)),
    "pulse.section.items.kept": lambda pulse, team, p: bool(_few(pulse)) or not all(pulse.last.values()),
    "pulse.section.changes.not_done": lambda pulse, team, p: not _compared(pulse, team),
    "pulse.section.changes.none": lambda pulse, team, p: _compared(pulse, team) and not _same_words(pulse),
    "pulse.next_wave": lambda pulse, team, p: (
        pulse.next_wave >= TODAY and str(pulse.next_wave.day) in p["day"].split()
    ),
    "pulse.basis": lambda pulse, team, p: p["year"] == 2026,
    "pulse.wave.baseline": _is(Wave.BASELINE),
    "pulse.wave.interim": _is(Wave.INTERIM),
    "pulse.wave_title.interim": _is(Wave.INTERIM),
    "pulse.wave.after": _is(Wave.AFTER),
    "pulse.wave_title.baseline": _is(Wave.BASELINE),
    "pulse.wave_title.after": _is(Wave.AFTER),
    "pulse.title_team": lambda pulse, team, p: team is not None and p["team"] == team.title(),
    "pulse.title": lambda pulse, team, p: team is None,
    "pulse.lead.team": lambda pulse, team, p: p["answered"] == f"{len(pulse.last[team])} of 9",
    "pulse.lead.all": lambda pulse, team, p: (
        p["answered"] == f"{len(sum(pulse.last.values(), ()))} of {9 * len(pulse.last)}"
    ),
    "pulse.mood.mostly_agree": _alone(2),
    "pulse.mood.mostly_middle": _alone(1),
    "pulse.mood.mostly_disagree": _alone(0),
    "pulse.mood.divided": _mood(lambda n, low, mid, high: 3 * min(low, high) >= n),
    "pulse.mood.most_agree": _mood(lambda n, low, mid, high: 2 * high > n),
    "pulse.mood.most_disagree": _mood(lambda n, low, mid, high: 2 * low > n),
    "pulse.mood.no_clear_side": _mood(lambda n, low, mid, high: 2 * max(low, high) <= n),
    "pulse.mood.not_shown": lambda pulse, team, p: _dared_few(pulse),
    "pulse.middle": _mood(lambda n, low, mid, high: n - max(low, mid, high) >= 3),
    "pulse.direction.up": _turned(1),
    "pulse.direction.down": _turned(-1),
    "pulse.direction.about_the_same": lambda pulse, team, p: _compared(pulse, team),
    "pulse.direction.too_few_to_say": lambda pulse, team, p: any(
        len(each) < THRESHOLD for wave in pulse.waves for each in wave.values()
    ),
    "pulse.then": lambda pulse, team, p: _compared(pulse, team),
    "pulse.limit.own_hidden": lambda pulse, team, p: _few(pulse) or len(pulse.last[team]) < THRESHOLD,
    "pulse.limit.others": lambda pulse, team, p: team is not None and _pooled(pulse),
    "pulse.limit.no_total": lambda pulse, team, p: team is None and bool(_few(pulse)),
    "pulse.limit.left_out": lambda pulse, team, p: (
        bool(_few(pulse)) or not all(pulse.last.values()) or _dared_few(pulse)
    ),
    "pulse.limit.brought": lambda pulse, team, p: pulse.brought is not None,
}
"""By key of the words file: the condition over the answers, for the edition of a team, or None for all."""
