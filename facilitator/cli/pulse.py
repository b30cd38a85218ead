"""`facilitator pulse`: open a wave, take in a survey tool's file, close it, read what may be shown."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from facilitator.cli.argument_types import day, one_of
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliGroup
from facilitator.cli.output import say_json, say_table
from facilitator.cli.output_files import format_by_ending, hand_over, require_a_file
from facilitator.cli.papers import write_paper
from facilitator.cli.piped import decoded_text
from facilitator.cli.pulse_show import say_standing, show_wave, waves_of
from facilitator.commands import command
from facilitator.documents.formats.registry import FORMATS, TEXT_FORMATS, Format
from facilitator.errors import BadInput, NotFound
from facilitator.files.reading import read_bytes
from facilitator.insight.pulse import PulseResults
from facilitator.model.pulse import Wave
from facilitator.model.pulse_rules import LEAST_BATCH
from facilitator.model.tally import Tally
from facilitator.model.team import going_teams
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.lookup import choose, find_team

if TYPE_CHECKING:
    from facilitator.live.pulse.intake import PulseIntake

_LARGEST = 20_000_000
"""Bytes of a survey tool's file; a hundred thousand people fit."""

_REPORT = "pulse"
"""The document about a wave."""

_WAVES = f"One of: {', '.join(Wave)}."


@click.group(cls=CliGroup)
def pulse() -> None:
    """Ask teams how they work together, and read the answers with care.

    Answers are counted by team and statement; nobody's are stored together. Nothing is shown before a wave
    is closed, and nothing of a group that is too small. At the closing what may be shown is kept, and every
    count behind it is deleted; until then the counts are in no backup. Slips of paper are typed in on the
    screen.

    \b
    Examples:
      facilitator pulse open --wave baseline
      facilitator pulse import answers.csv --dry-run
      facilitator pulse close
      facilitator pulse show --team Infrastructure
      facilitator pulse report --team Infrastructure --format pdf
    """


@pulse.command("open")
@click.option("--wave", metavar="W", type=one_of("wave", Wave), help=f"{_WAVES} Else the next.")
@click.option("--questions", metavar="KEY", default="culture", help="Of workshops/pulse; else culture.")
@click.option("--team", "teams", multiple=True, metavar="T", help="Invite this team; else all of them.")
@click.option("--closes", metavar="DATE", type=day, help="When you plan to close it.")
@click.pass_obj
def open_(
    asked: Asked, wave: Wave | None, questions: str, teams: tuple[str, ...], closes: date | None
) -> None:
    """Open a wave and invite whole teams."""
    from facilitator.live.pulse.intake import likely_wave, open_wave

    folder = asked.programme
    invited = [find_team(folder, each) for each in teams] or [*going_teams(folder.teams.values())]
    intake = open_wave(
        folder.file,
        folder.tallies,
        wave or likely_wave(folder.file),
        folder.catalogue.pulse(questions),
        {team.id: team.headcount for team in invited},
        folder.today(),
        closes,
    )
    say_standing(asked, intake)


# Answers -------------------------------------------------------------------------------------------


@pulse.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@click.option("--close", is_flag=True, help="Close the wave with these answers.")
@click.pass_obj
def import_(asked: Asked, file: Path, dry_run: bool, close: bool) -> None:
    """Take in the CSV FILE of a survey tool: all of it or nothing.

    Either a row holds what one person answered, under "team" and a column a statement; or it counts the
    answers of a team to a statement, under "team", "item", 1, 2, 3, 4, 5 and "can't say". Statements go by
    their key or their words. The file is read once and not kept: delete it where the rows are people.

    Of each team five or more come in at once, so that nobody's answers can be read off the difference;
    fewer are refused, unless the wave is closed with them.
    """
    from facilitator.live.pulse.survey_file import read_tallies

    folder = asked.programme
    intake = _open_intake(folder)
    lines = io.StringIO(decoded_text(read_bytes(file, _LARGEST)), newline="")
    tallies = read_tallies(lines, intake.survey, folder.teams.values())
    if not tallies:
        raise BadInput("There is no answer in that file.", "Export it again.")
    if not close:
        _require_batches(folder, tallies)
    if dry_run:
        intake.require_fitting(tallies)  # raises when there are more answers than people
        _say_found(asked, folder, tallies)
        return
    intake.add_all(tallies)
    if close:
        intake.close(folder.today())
        show_wave(asked, _wave(folder, None, None), None)
    else:
        say_standing(asked, intake)


def _require_batches(folder: ProgrammeFolder, tallies: Mapping[str, Tally]) -> None:
    few = [folder.teams[id].name for id, tally in tallies.items() if 0 < tally.responses < LEAST_BATCH]
    if few:
        raise BadInput(
            f"Fewer than {LEAST_BATCH} people answered in {', '.join(few)}; nothing was taken in.",
            "Import again when there are more, or close the wave with them: --close.",
        )


def _say_found(asked: Asked, folder: ProgrammeFolder, tallies: Mapping[str, Tally]) -> None:
    if asked.json:
        say_json([{"team": id, "responses": tally.responses} for id, tally in tallies.items()])
    else:
        say_table(
            ("Team", "Responses"), [(folder.teams[id].name, each.responses) for id, each in tallies.items()]
        )


def _open_intake(folder: ProgrammeFolder) -> PulseIntake:
    from facilitator.live.pulse.intake import PulseIntake, open_survey

    survey = open_survey(folder.file)
    if survey is None:
        raise NotFound("No wave of the pulse is open.", f"Open one with: {command('pulse', 'open')}")
    return PulseIntake(folder.file, folder.tallies, survey.id)


@pulse.command("close")
@click.option("--next", "next_wave", metavar="DATE", type=day, help="When the next wave is planned.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.pass_context
def close_(ctx: click.Context, next_wave: date | None, yes: bool) -> None:
    """Close the open wave for good; from then on its figures can be read."""
    asked: Asked = ctx.obj
    folder = asked.programme
    intake = _open_intake(folder)
    standing = intake.standing()
    if not yes and not click.confirm(
        f"{standing.responses} of {standing.invited} have answered. No answer comes in any more, and nothing "
        "opens the wave again. Close it?",
        err=True,
    ):
        ctx.exit(1)
    survey = intake.close(folder.today())
    if next_wave is not None:
        folder.file.put_without_trace(msgspec.structs.replace(survey, next_wave=next_wave))
    show_wave(asked, _wave(folder, None, None), None)


# Figures -------------------------------------------------------------------------------------------


@pulse.command("show")
@click.option("--wave", metavar="W", help="Baseline, interim, after, or the day it opened. Else the newest.")
@click.option("--team", metavar="T", help="Of this team; else of all together.")
@click.pass_obj
def show(asked: Asked, wave: str | None, team: str | None) -> None:
    """Show what may be shown of a closed wave; of an open one only how many have answered."""
    folder = asked.programme
    id = find_team(folder, team).id if team is not None else None
    if wave is None and not waves_of(folder):
        say_standing(asked, _open_intake(folder))
        return
    show_wave(asked, _wave(folder, wave, id), id)


def _wave(folder: ProgrammeFolder, typed: str | None, team: str | None) -> PulseResults:
    waves = waves_of(folder, team)
    if typed is not None:
        return choose("closed wave", typed, waves, lambda each: (each.wave, each.opened.isoformat()))
    if not waves:
        raise NotFound("No closed wave has figures here.", "Close the open one, or ask for another team.")
    return waves[-1]


# The report ----------------------------------------------------------------------------------------


@pulse.command("report")
@click.option("--team", metavar="T", help="The edition of this team; else the one for all.")
@click.option("--wave", metavar="W", help="Baseline, interim, after, or the day it opened. Else the newest.")
@click.option("--format", metavar="|".join(FORMATS), type=one_of("format", FORMATS), help="Else html.")
@click.option("--output", metavar="FILE", help="A file or folder, or - to print. Else the folder documents.")
@click.pass_obj
def report(
    asked: Asked, team: str | None, wave: str | None, format: Format | None, output: str | None
) -> None:
    """Write the pulse report: a team's own edition, or one for all with totals only."""
    folder = asked.programme
    kind = format or format_by_ending(output)
    id = find_team(folder, team).id if team is not None else None
    require_a_file(output, binary=kind not in TEXT_FORMATS, json=asked.json)
    subject = {"team": id, "opened": _wave(folder, wave, id).opened}
    made = write_paper(asked.workspace, folder, _REPORT, subject, kind, output)
    hand_over({"document": _REPORT, "format": kind}, made, json=asked.json)
