"""The three stages in words: where a team stands, its signs, and what each stage gives the next."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.stages import RAISED, Gifts, Sign, Signal, TeamStage
from facilitator.language.words import count, count_in_words, day, some, time
from facilitator.model.script import Stage
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

ADVICE = "Stages are advice, never a lock: any session can be planned with any team."
"""What stands with every sign."""

_ASKED = {
    Sign.HELPED: "a done action helped, the team says",
    Sign.RAISED: "two rungs or more raised since",
    Sign.ASKED: "somebody asks about another team’s work",
    Sign.ON_TIME: "the follow-up was held on time",
}


def stage_name(found: TeamStage) -> str:
    """Return where a team stands: "listen and improve", "not heard yet"."""
    return "not heard yet" if found.stage is None else found.stage.label


def sign_name(sign: Sign) -> str:
    """Return what a sign is."""
    return _ASKED[sign]


def signs_in_short(found: TeamStage) -> str:
    """Return "one of four signs", for a row."""
    return f"{some(found.ready)} of {count_in_words(len(found.signals), 'sign')}"


def signal_in_words(folder: ProgrammeFolder, signal: Signal) -> str:
    """Return how a sign stands: "yes, one", "no second session yet", "due today 14:00"."""
    if signal.sign is Sign.ON_TIME:
        return _on_time(folder, signal)
    if signal.there:
        return f"yes, {some(signal.some)}"
    if signal.sign is Sign.RAISED:
        if not signal.compares:
            return "no second session yet"
        return f"{some(signal.some)} of {some(RAISED)} so far"
    return "not marked yet" if signal.sign is Sign.ASKED else "not said yet"


def _on_time(folder: ProgrammeFolder, signal: Signal) -> str:
    if signal.there:
        return "yes"
    if signal.due is None:
        return "no, it was late" if signal.some else "none agreed yet"
    local, today = folder.local(signal.due), folder.today()
    if local.date() == today:
        return f"due today {time(local)}"
    when = day(local.date(), today)
    return f"due {when}" if local.date() > today else f"was due {when}"


def about_team(folder: ProgrammeFolder, found: TeamStage) -> Iterator[str]:
    """Yield how each sign of a team stands."""
    for each in found.signals:
        yield f"{sign_name(each.sign)}: {signal_in_words(folder, each)}"


def given(found: Gifts) -> Iterator[tuple[Stage, str, str]]:
    """Yield each stage with what it gives the next by now, and what that is for."""
    purpose = "a purpose sentence" if found.purpose else "no purpose sentence yet"
    promises = _no(found.promises, "promise")
    yield Stage.VISION, f"{purpose}, {promises}", "why a team should listen at all"
    helped = f"{_no(found.heard, 'team')} heard, {_no(found.helped, 'change')} that helped"
    yield Stage.LISTEN, helped, "what earns interest in the wider picture"
    looked = f"{_no(found.looked_back, 'team')} looked back"
    yield Stage.REVIEW, looked, "habits changed without anybody asking"


def _no(number: int, thing: str) -> str:
    return count(number, thing) if number else f"no {thing}"


def question(found: TeamStage) -> str:
    """Return what to ask a team that may look back."""
    return f"{found.team.name} shows all four signs: does it want to look back?"
