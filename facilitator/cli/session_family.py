"""`facilitator session`: the family of all that is done with one session."""

from __future__ import annotations

import click

from facilitator.cli.agreements import action, promise
from facilitator.cli.details import gain, idea, note, score
from facilitator.cli.groups import group
from facilitator.cli.lines import mark, reword, said_by, whose
from facilitator.cli.meetings import debrief, meeting, unfinished
from facilitator.cli.merging import merge, split
from facilitator.cli.options import CliGroup
from facilitator.cli.paper_entry import from_paper
from facilitator.cli.polls import poll
from facilitator.cli.reviewing import read_back, review
from facilitator.cli.session_show import show_session
from facilitator.cli.sessions import list_sessions, new_session
from facilitator.cli.set_up import again, cancel, change, held, invited, remove
from facilitator.cli.touch_map import move, other_side, rate
from facilitator.cli.votes import vote

_COMMANDS = (
    new_session,
    list_sessions,
    show_session,
    change,
    again,
    invited,
    cancel,
    remove,
    held,
    meeting,
    from_paper,
    note,
    idea,
    score,
    gain,
    action,
    promise,
    merge,
    split,
    group,
    vote,
    poll,
    rate,
    move,
    other_side,
    unfinished,
    read_back,
    review,
    mark,
    whose,
    reword,
    said_by,
    debrief,
)
"""In the order they are used in."""


@click.group(cls=CliGroup, commands=_COMMANDS)
def session() -> None:
    """Plan a listening session, show it, change what it holds, read it back and review it.

    Sessions go by short ids such as L-03, what was said in one by L-03/N-4 (a note), I (idea), A (action)
    or C (promise).

    \b
    Examples:
      facilitator session new --team "Service Desk" --script listening-60 --start 2026-03-12T10:00
      facilitator session list --json
      facilitator session show L-03
    """
