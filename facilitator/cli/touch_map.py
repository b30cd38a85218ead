"""`facilitator session rate`, `move`, `other-side`: how a team meets a practice, and with whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click
import msgspec

from facilitator.cli.argument_types import number
from facilitator.cli.asked import Asked
from facilitator.cli.details import Verb, list_rows, one_of_scale
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json
from facilitator.cli.said_records import opened, opened_before_review
from facilitator.errors import BadInput, RuleBroken
from facilitator.language.words import listed
from facilitator.model.interaction import Channel, Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.lookup import find_practice, find_session, find_team

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

YES_NO = {"yes": True, "no": False}


def take_side(live: LiveSession, folder: ProgrammeFolder, team: str | None) -> None:
    """Let the answers be those of a team. Raises `BadInput` where two are here and none is named."""
    if team is not None:
        found = find_team(folder, team)
        if found.id not in live.session.teams:
            raise BadInput(f"{found.name} is not in {live.session.short_id}.", "Name a team that is.")
        live.sides.take(found.id)
    elif live.sides.teams:
        raise BadInput("Two teams are here, and an answer is one team's.", "Say whose with --team.")


def _score(what: str, typed: str) -> int | None:
    return number(what, typed, 1, 5) if typed.strip() else None


# How a team meets a practice ---------------------------------------------------------------------


@click.command("rate", cls=CliCommand, short_help="Say how the team meets a practice.")
@click.argument("session_id", metavar="ID")
@click.argument("practice")
@click.option("--team", metavar="T", help="Whose answer it is, where two teams meet.")
@click.option("--as-last-time", is_flag=True, help="Role and how often are those of last time.")
@click.option("--role", metavar="R", help="What it does: owns, performs, contributes, receives, subject to.")
@click.option("--often", metavar="O", help="daily, weekly, monthly, quarterly, rarely or never.")
@click.option("--matters", metavar="1-5", help="How much the work depends on it.")
@click.option("--ease", metavar="1-5", help="How easily it runs.")
@click.option("--rung", metavar="0-5", help="The sentence that fits.")
@click.option("--agreed", metavar="A", help="How far the room agreed on the rung: all, most, not agreed yet.")
@click.option("--hands", metavar="RUNG:N", multiple=True, help="Hands on a rung, such as 1:5; once for each.")
@click.pass_obj
def rate(asked: Asked, /, session_id: str, practice: str, team: str | None, **options: Any) -> None:
    """Say how the team of session ID meets PRACTICE, as one change; without options what it told.

    An empty answer is taken back. The role “never meets it” takes the scores away; so does “unknown”.

    \b
    Examples:
      facilitator session rate L-03 "Change enablement" --role performs --often weekly --matters 5 --ease 2
      facilitator session rate L-03 change --hands 1:5 --hands 2:3
      facilitator session rate L-03 change --as-last-time
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    key = find_practice(folder, practice).key
    named = any(value not in (None, (), False) for value in options.values())
    live = opened(folder, file) if not named else opened_before_review(folder, file)
    take_side(live, folder, team)
    if named:
        verbs = list(_answers(key, options))
        with live.records.group(f"{live.desk.practice_name(key)}: several answers"):
            for verb in verbs:
                verb(live)
    told = live.touch.interaction(key)
    if told is None:
        raise RuleBroken(f"{live.desk.practice_name(key)} was not asked yet.", "Say its role with --role.")
    if asked.json:
        say_json(as_object(told))
    elif named:
        say(f"{live.desk.practice_name(key)}: {told.role.label}.")
    else:
        list_rows(_told(folder, told))


def _told(folder: ProgrammeFolder, told: Interaction) -> Iterator[tuple[str, str]]:
    yield "Role", told.role.label
    yield "Often", told.frequency.label if told.frequency else ""
    yield "Matters", str(told.importance or "")
    yield "Ease", str(told.ease or "")
    yield "Rung", f"{int(told.rung)} {told.rung.label}" if told.rung is not None else ""
    yield "Agreed", told.agreement.label if told.agreement else ""
    yield "Hands", ", ".join(f"{hands} on {rung}" for rung, hands in sorted(told.split.items()))
    teams = folder.teams
    yield "Other side", listed([teams[id].name for id in told.counterparts if id in teams])


def _answers(key: str, options: dict[str, Any]) -> Iterator[Verb]:
    """Yield the verbs for what was given: the role first, for it decides what else there can be."""
    if options["as_last_time"]:
        yield partial(_as_last_time, key)
    if (role := options["role"]) is not None:
        one = one_of_scale("role", role, TouchRole)
        yield lambda live: live.touch.set_role(key, one)
    if (often := options["often"]) is not None:
        how = one_of_scale("word for how often", often, Frequency) if often.strip() else None
        yield lambda live: live.touch.set_frequency(key, how)
    if (matters := options["matters"]) is not None:
        much = _score("how much it matters", matters)
        yield lambda live: live.touch.set_importance(key, much)
    if (ease := options["ease"]) is not None:
        easy = _score("ease", ease)
        yield lambda live: live.touch.set_ease(key, easy)
    if (rung := options["rung"]) is not None:
        picked = number("the ladder", rung, 0, len(Rung) - 1) if rung.strip() else None
        yield partial(_set_rung, key, picked)
    if options["hands"]:
        hands = _hands(options["hands"])
        yield lambda live: live.touch.set_hands(key, hands)
    if (agreed := options["agreed"]) is not None:
        can = [each for each in Agreement if each is not Agreement.SPLIT]
        far = one_of_scale("agreement", agreed, can)
        yield lambda live: live.touch.set_agreement(key, far)


def _as_last_time(key: str, live: LiveSession) -> None:
    if live.touch.as_last_time(key) is None:
        raise RuleBroken("Nothing is known of last time here.", "Say with --role what the team does in it.")


def _set_rung(key: str, rung: int | None, live: LiveSession) -> object:
    """Say the rung; how far the room agreed stays, but for hands, which were on others."""
    known = live.touch.interaction(key)
    agreed = known.agreement if known and known.agreement is not Agreement.SPLIT else None
    return live.touch.set_rung(key, rung, agreed)


def _hands(typed: tuple[str, ...]) -> tuple[int, ...]:
    hands = [0] * len(Rung)
    for each in typed:
        rung, _, count = each.partition(":")
        hands[number("the ladder", rung, 0, len(Rung) - 1)] = number("hands", count)
    return tuple(hands)


@click.command("move", cls=CliCommand, short_help="Give answers on a practice to the other of two teams.")
@click.argument("session_id", metavar="ID")
@click.argument("practice")
@click.option("--team", metavar="T", required=True, help="The team they were written for by mistake.")
@click.pass_obj
def move(asked: Asked, session_id: str, practice: str, team: str) -> None:
    """Give what was told of PRACTICE in session ID to the other of its two teams.

    \b
    Example:
      facilitator session move L-07 "Change enablement" --team "Service Desk"
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    key = find_practice(folder, practice).key
    live = opened_before_review(folder, file)
    take_side(live, folder, team)
    told = live.touch.move(key)
    if asked.json:
        say_json(as_object(told))
    else:
        say(f"{live.desk.practice_name(key)} is what {live.sides.name(told.team)} told now.")


# Who is on the other side ------------------------------------------------------------------------


@click.command("other-side", cls=CliCommand, short_help="Name the other side of a practice, share the score.")
@click.argument("session_id", metavar="ID")
@click.argument("practice")
@click.argument("other", metavar="TEAM")
@click.option("--team", metavar="T", help="From whose side, where two teams meet.")
@click.option("--ease", metavar="1-5", help="How easily it runs with them; empty for not said.")
@click.option("--passes", metavar="WORDS", help="What goes from one side to the other.")
@click.option("--how", metavar="H", help="The way it takes: ticket, chat, meeting, automatic, informal.")
@click.option("--expects", metavar="WORDS", help="What each side may expect of the other, as agreed.")
@click.option("--share", type=click.Choice(tuple(YES_NO)), help="Whether the room lets them see the score.")
@click.option("--off", is_flag=True, help="They are not the other side of it after all.")
@click.pass_obj
def other_side(asked: Asked, /, session_id: str, practice: str, other: str, **options: Any) -> None:
    """Name TEAM as the other side of PRACTICE in session ID, and say how it runs with them, as one change.

    Neither side's score is shown to the other before both agreed; --share yes is the room's yes, today.

    \b
    Examples:
      facilitator session other-side L-03 change "Service Desk" --ease 2 --passes "forms" --how ticket
      facilitator session other-side L-03 change "Service Desk" --share yes
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    key, them = find_practice(folder, practice).key, find_team(folder, other)
    live = opened_before_review(folder, file)
    take_side(live, folder, options.pop("team"))
    off = options.pop("off")
    if off and any(value is not None for value in options.values()):
        raise BadInput("They are the other side of it or they are not.", "Leave out --off, or the rest.")
    told = live.touch.interaction(key)
    named = told.counterparts if told else ()
    if off and them.id not in named:
        raise BadInput(f"{them.name} is not named as the other side.", "Nothing was changed.")
    if not off and them.retired is not None and them.id not in named:
        raise RuleBroken(f"{them.name} is retired since {them.retired}.", "Name another team.")
    given = _side_given(options)
    with live.records.group(f"{live.desk.practice_name(key)} with {them.name}"):
        if off:
            live.touch.name_counterparts(key, [each for each in named if each != them.id])
        else:
            live.touch.name_counterparts(key, (*named, them.id))
            _say_side(live, key, them.id, given, options["share"])
    _answer_side(asked, live, key, them.id, f"{live.desk.practice_name(key)} with {them.name}")


def _side_given(options: dict[str, str | None]) -> dict[str, Any]:
    """Return what was given of a side as it is stored."""
    given: dict[str, Any] = {}
    if (ease := options["ease"]) is not None:
        given["ease"] = _score("ease", ease)
    if (how := options["how"]) is not None:
        given["channel"] = one_of_scale("way", how, Channel) if how.strip() else None
    if options["passes"] is not None:
        given["passes"] = options["passes"]
    if options["expects"] is not None:
        given["expectation"] = options["expects"]
    return given


def _say_side(live: LiveSession, key: str, other: str, given: dict[str, Any], share: str | None) -> None:
    side = live.touch.side(key, other)
    assert side is not None  # it was named just now
    if given:
        then = msgspec.structs.replace(side, **given)
        side = live.touch.set_side(
            key, other, ease=then.ease, passes=then.passes, channel=then.channel, expectation=then.expectation
        )
    if share is not None:
        if side.id not in [each.id for each in live.touch.told_sides]:
            raise RuleBroken(
                "There is no score and no word to share yet.", "Say one first, such as --ease 2."
            )
        live.touch.share_side(side, YES_NO[share])


def _answer_side(asked: Asked, live: LiveSession, key: str, other: str, name: str) -> None:
    side = live.touch.side(key, other)
    if asked.json:
        say_json(as_object(side) if side is not None else None)
    else:
        say(f"{name}: {_in_words(side) if side is not None else 'not the other side of it'}.")


def _in_words(side: InterfaceSide) -> str:
    ease = f"ease {side.ease}" if side.ease else "no score"
    return f"{ease}, {'shared with them' if side.agreed_for_sharing else 'kept here'}"
