"""`facilitator session poll`: hands for the questions of a poll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.argument_types import number
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say_json, say_rows, tell
from facilitator.cli.said_records import opened, opened_before_review
from facilitator.cli.session_show import answered_row
from facilitator.errors import BadInput
from facilitator.insight.poll import Answered
from facilitator.model.script import Segment
from facilitator.workspace.lookup import find_session

if TYPE_CHECKING:
    from facilitator.live.instruments.poll import Polls
    from facilitator.live.session import LiveSession

_Found = tuple[Segment, Answered]


@click.command("poll", cls=CliCommand, short_help="Count hands for the questions of a poll.")
@click.argument("session_id", metavar="ID")
@click.argument("question", required=False)
@click.argument("hands", nargs=-1)
@click.option("--show", "shown", flag_value="show", help="Show the room how it answered.")
@click.option("--cover", "shown", flag_value="cover", help="Cover it again.")
@click.option("--clear", is_flag=True, help="Count the question again from nothing.")
@click.pass_obj
def poll(
    asked: Asked, /, session_id: str, question: str | None, hands: tuple[str, ...], **options: Any
) -> None:
    """Count the HANDS for a QUESTION of session ID: one number an answer, the best first.

    The last number may be left out: it is then those who are left of the people here. QUESTION is its key or
    its name. Without anything it lists the questions and what the room said.

    \b
    Examples:
      facilitator session poll L-05
      facilitator session poll L-05 pace 3 0 5
      facilitator session poll L-05 pace --show
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    writes = bool(hands or options["clear"] or options["shown"])
    live = opened_before_review(folder, file) if writes else opened(folder, file)
    from facilitator.live.instruments.poll import Polls  # imported here: to read help needs no session

    polls = Polls(live.desk)
    found = _asked(live, polls)
    if question is not None:
        found = [_named(found, question)]
    if writes:
        if question is None:
            raise BadInput("Nobody said which question that is for.", "Name one of them.")
        key = found[0][1].question.key
        with live.records.group(f"hands for {found[0][1].question.title}"):
            _put(polls, found[0], hands, options)
        found = [each for each in _asked(live, polls) if each[1].question.key == key]
    if asked.json:
        say_json([_as_object(segment, each) for segment, each in found])
    else:
        say_rows([answered_row(each) for _, each in found])
        if hands and not found[0][1].is_counted:
            last = found[0][1].scale.answers[-1]
            tell(f"How many said {last} is open: give it, too, or who is here (session meeting --here).")


def _asked(live: LiveSession, polls: Polls) -> list[_Found]:
    """Return every question of the session's polls with what was said. Raises `BadInput` without one."""
    found = [(part, each) for part in live.session.script.segments for each in polls.answered(part)]
    if not found:
        raise BadInput(
            f"The script of {live.session.short_id} asks no questions in a poll.", "See: workshop show"
        )
    return found


def _named(found: list[_Found], typed: str) -> _Found:
    word = typed.strip().casefold()
    for each in found:
        if word in (each[1].question.key, each[1].question.title.casefold()):
            return each
    keys = ", ".join(dict.fromkeys(each.question.key for _, each in found))
    raise BadInput(f"“{typed}” is no question of this session.", f"Use one of: {keys}.")


def _put(polls: Polls, found: _Found, hands: tuple[str, ...], options: dict[str, Any]) -> None:
    segment, asked = found
    if options["clear"]:
        polls.clear(segment, asked)
    answers = asked.scale.answers
    if hands and not len(answers) - 1 <= len(hands) <= len(answers):
        raise BadInput(
            f"{asked.question.title} has {len(answers)} answers, and that is {len(hands)}.",
            f"Give a number for each of: {', '.join(answers)}.",
        )
    for answer, count in zip(answers, hands, strict=False):
        now = next(each for each in polls.answered(segment) if each.question == asked.question)
        polls.put_hands(segment, now, answer, number("hands", count))
    if options["shown"]:
        now = next(each for each in polls.answered(segment) if each.question == asked.question)
        polls.show(segment, now, options["shown"] == "show")


def _as_object(segment: Segment, asked: Answered) -> dict[str, Any]:
    return {
        "segment": segment.key,
        "question": asked.question.key,
        "title": asked.question.title,
        "hands": {} if asked.is_small else dict(asked.hands),
        "now": asked.now,
        "last_time": asked.then,
        "shown": asked.shown,
    }
