"""`facilitator session vote`: dots on ideas, practices or a list of the script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.argument_types import number
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json, say_rows
from facilitator.cli.said_records import numbered_one, opened, opened_before_review
from facilitator.errors import BadInput, NotFound
from facilitator.insight.script_lists import Item, rule_in, voted_items
from facilitator.language.words import count, count_or_no
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.labels import quoted
from facilitator.model.script import VoteRule
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.lookup import find_practice, find_session

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession


_WRITES = ("people", "each", "most", "ballot", "shown", "end")
"""The options that change something."""


@click.command("vote", cls=CliCommand, short_help="Open a vote, put dots, uncover and end it.")
@click.argument("session_id", metavar="ID")
@click.argument("item", required=False)
@click.argument("dots", required=False)
@click.option("--practices", is_flag=True, help="The vote on practices, not the one on ideas.")
@click.option(
    "--list", "on_list", is_flag=True, help="The vote on the list of the segment the session is at."
)
@click.option("--people", metavar="N", help="How many vote: opens the vote, or puts it right.")
@click.option("--each", metavar="N", help="How many dots each has; 3 if left out.")
@click.option("--most", metavar="N", help="How many of them on one; 2 if left out.")
@click.option("--ballot", metavar="ITEM:N", multiple=True, help="Of one person's dots; once for each item.")
@click.option("--show", "shown", flag_value="show", help="Uncover the counts on every screen.")
@click.option("--cover", "shown", flag_value="cover", help="Cover them again.")
@click.option("--end", is_flag=True, help="End the vote: every count stays as it is.")
@click.pass_obj
def vote(asked: Asked, /, session_id: str, item: str | None, dots: str | None, **options: Any) -> None:
    """Give ITEM of session ID so many DOTS: an idea by its number, with --practices a practice.

    With --list it is an item of the list that the script names, by its number.

    Without anything it lists the vote; counts are covered until they are shown to all, but for an ITEM you
    name.

    \b
    Examples:
      facilitator session vote L-03 --people 8
      facilitator session vote L-03 I-2 5
      facilitator session vote L-03 --ballot 1:2 --ballot 3:1
      facilitator session vote L-03 --show
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    subject = VoteSubject.IDEAS
    if options["practices"] or options["on_list"]:
        subject = VoteSubject.PRACTICES if options["practices"] else VoteSubject.LIST
    writes = dots is not None or any(options[name] for name in _WRITES)
    live = opened_before_review(folder, file) if writes else opened(folder, file)
    chosen = _item(folder, live, subject, item) if item is not None else None
    if writes:
        with live.records.group(f"vote on {subject.label}"):
            _use_rules(live, subject, options)
            _put(folder, live, subject, chosen, dots, options)
    _answer(asked, live, subject, chosen)


def _item(folder: ProgrammeFolder, live: LiveSession, subject: VoteSubject, typed: str) -> str:
    """Return the id of what gets dots. Raises `NotFound`."""
    if subject is VoteSubject.PRACTICES:
        return find_practice(folder, typed).key
    if subject is VoteSubject.LIST:
        return _numbered_item(_listed(live), typed).key
    return numbered_one(ImprovementIdea, typed.rpartition("/")[2], live.ideas.all).id


def _listed(live: LiveSession) -> tuple[Item, ...]:
    """Return the list of the segment in hand. Raises `BadInput` where that votes on none."""
    segment = live.position.segment
    if segment is None or not segment.votes_on:
        raise BadInput("This session is at no vote on a list.", "Go to that segment on the screen first.")
    return voted_items(segment, live.records)


def _numbered_item(items: Sequence[Item], typed: str) -> Item:
    """Return an item by its number, or by its words. Raises `NotFound`."""
    found = [each for each in items if typed in (each.number, each.words)]
    if not found:
        raise NotFound(f"The list has no item {quoted(typed)}.", "Name one by its number.")
    return found[0]


def _use_rules(live: LiveSession, subject: VoteSubject, options: dict[str, Any]) -> None:
    """Open a round, or put right how many vote; a round by other rules is another one."""
    known, rule = live.votes.newest_on(subject), VoteRule()
    if subject is VoteSubject.LIST:
        _listed(live)
        assert live.position.segment is not None
        rule = rule_in(live.position.segment, live.records)
    each = number("dots", options["each"], 1, 20) if options["each"] else None
    most = number("dots", options["most"], 1, 20) if options["most"] else None
    each = each or (known.dots_each if known else rule.each)
    most = most or (known.most_on_one if known else rule.most)
    if options["people"] is not None:
        people = number("people", options["people"], 1)
    else:
        people = known.people if known else live.session.attendance or 0
    same = known is not None and known.open and (known.dots_each, known.most_on_one) == (each, most)
    asked_for = options["people"] or options["each"] or options["most"]
    if same and options["people"]:
        live.votes.set_voters(people, subject)
    elif (known is None or asked_for) and not same:
        if people < 1:
            raise BadInput("Nobody was counted yet.", "Say how many vote with --people.")
        live.votes.open(subject, people, each, most)


def _put(
    folder: ProgrammeFolder,
    live: LiveSession,
    subject: VoteSubject,
    item: str | None,
    dots: str | None,
    options: dict[str, Any],
) -> None:
    if item is not None and dots is not None:
        live.votes.put_dots(item, number("dots", dots), subject)
    if options["ballot"]:
        ballot = {}
        for each in options["ballot"]:
            what, _, some = each.rpartition(":")
            ballot[_item(folder, live, subject, what)] = number("dots", some)
        live.votes.cast_ballot(ballot, subject)
    if options["shown"]:
        live.votes.reveal(options["shown"] == "show", subject)
    if options["end"]:
        live.votes.close(subject)


def _answer(asked: Asked, live: LiveSession, subject: VoteSubject, item: str | None) -> None:
    found = live.votes.newest_on(subject)
    if found is None:
        raise BadInput("Nobody has voted yet.", "Open the vote with --people.")
    if asked.json:
        dots = found.dots if found.revealed else {item: found.dots.get(item, 0)} if item else {}
        say_json(as_object(found, dots=dots))
        return
    state = "open" if found.open else "ended"
    left = f"{count_or_no(found.left, 'dot')} left of {found.in_all}"
    seen = "shown" if found.revealed else "covered"
    say(f"{count(found.people, 'person', 'people')}, {left}, {state}, {seen}.")
    say_rows(_rows(live, subject, found, item))


def _rows(live: LiveSession, subject: VoteSubject, vote: DotVote, item: str | None) -> list[tuple[str, str]]:
    if subject is VoteSubject.PRACTICES:
        order = live.votes.practice_order() if vote.revealed else live.session.shortlist
        every = [(key, live.desk.practice_name(key)) for key in dict.fromkeys((*order, *vote.dots))]
    elif subject is VoteSubject.LIST:
        every = [(each.key, f"{each.number} {each.words}") for each in _listed(live)]
    else:
        ideas = live.votes.idea_order() if vote.revealed else live.ideas.all
        every = [(idea.id, f"I-{idea.number} {idea.title}") for idea in ideas]
    shown = [(key, name) for key, name in every if item in (None, key)]
    return [(_count(vote, key, item), name) for key, name in shown]


def _count(vote: DotVote, key: str, item: str | None) -> str:
    dots = vote.dots.get(key, 0)
    if vote.revealed or key == item:
        return str(dots)
    return "entered" if dots else "–"
