"""`facilitator stakeholder` and `leader`: whom the change touches, and who leads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.records import family, say_entry
from facilitator.wording import leaders, stakeholders
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import short_id
from facilitator.workspace.lookup import find_session
from facilitator.workspace.records.stakeholders import LEADER, SPONSOR_ACT, STAKEHOLDER, renew


def _promised(folder: ProgrammeFolder, leader: Any) -> Iterable[str]:
    return leaders.about(folder, leader)


def _about(folder: ProgrammeFolder, stakeholder: Any) -> Iterable[str]:
    return stakeholders.about(folder, stakeholder)


leader = family(
    LEADER,
    "Keep the leaders: what they look after, the advantage they seek, the stories they sponsor.",
    '  facilitator leader add "Director of Digital" --portfolio "Student-facing services"\n'
    "  facilitator leader show Director",
    _promised,
)

stakeholder = family(
    STAKEHOLDER,
    "Keep the stakeholders: their place, their stance now and needed. For the facilitators only.",
    "  facilitator stakeholder add Registrar --kind role --influence 5 --interest 2\n"
    "  facilitator stakeholder set Registrar --stance wary --needed supportive --cause stands_to_lose\n"
    "  facilitator stakeholder renew Registrar\n"
    '  facilitator stakeholder idea Registrar L-04 "One calendar for enrolment week"\n'
    '  facilitator stakeholder act add "Opens the planning meeting" --on "21 apr"',
    _about,
)

stakeholder.add_command(
    family(
        SPONSOR_ACT,
        "Keep what the sponsor does in sight of others, about once a month, and whether it took place.",
        '  facilitator stakeholder act add "Opens the planning meeting" --on "21 apr"\n'
        "  facilitator stakeholder act list",
    )
)


@stakeholder.command("idea", cls=CliCommand)
@click.argument("entry", metavar="STAKEHOLDER")
@click.argument("session_id", metavar="SESSION")
@click.argument("title", nargs=-1, required=True)
@click.pass_obj
def idea_command(asked: Asked, entry: str, session_id: str, title: tuple[str, ...]) -> None:
    """Make an idea of what STAKEHOLDER sees and we do not, in SESSION, in words that name nobody."""
    # Imported here: nothing else of these commands needs a session that runs.
    from facilitator.live.clock import SystemClock
    from facilitator.opening import make_idea

    folder = asked.programme
    who, file = STAKEHOLDER.meant(folder, entry), find_session(folder, session_id)
    idea = make_idea(folder, file, SystemClock(folder.now), who, " ".join(title))
    now = f"{short_id(file, idea)} is an idea now, for the facilitators only until you let others read it."
    say_entry(asked, idea, now)


@stakeholder.command("renew", cls=CliCommand)
@click.argument("entry", metavar="STAKEHOLDER")
@click.pass_obj
def renew_command(asked: Asked, entry: str) -> None:
    """Keep STAKEHOLDER for another 90 days from today."""
    folder = asked.programme
    renewed = renew(folder, STAKEHOLDER.meant(folder, entry))
    say_entry(asked, renewed, f"{renewed.name}: {stakeholders.until_in_words(folder, renewed)}")
