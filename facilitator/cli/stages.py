"""`facilitator stage`: where each team stands in the three stages, and its signs for a look-back."""

from __future__ import annotations

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand, CliGroup
from facilitator.cli.output import say, say_json, say_rows, say_table
from facilitator.cli.records import family
from facilitator.insight.stages import Gifts, TeamStage, gifts, team_stages
from facilitator.wording.stages import ADVICE, given, sign_name, signal_in_words, signs_in_short, stage_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.curiosities import CURIOSITY
from facilitator.workspace.records.kinds import TEAM


@click.group("stage", cls=CliGroup)
def stage() -> None:
    """Say where each team stands in the three stages. Advice, never a lock.

    \b
    Examples:
      facilitator stage list
      facilitator stage show Infrastructure
      facilitator stage asked add Infrastructure --other "Service Desk" --on 2026-04-09
    """


stage.add_command(
    family(
        CURIOSITY,
        "Keep when somebody asked about another team's work; nobody is named.",
        '  facilitator stage asked add Infrastructure --other "Service Desk" --on 2026-04-09',
    ),
    "asked",
)


@stage.command("list", cls=CliCommand)
@click.option("--csv", "as_csv", is_flag=True, help="As CSV for a spreadsheet.")
@click.pass_obj
def list_command(asked: Asked, as_csv: bool) -> None:
    """List every team with its stage and its signs, and what each stage gives the next."""
    folder = asked.programme
    found = team_stages(folder.file, folder.sessions, folder.today(), folder.zone)
    if as_csv:
        from facilitator.cli.list_csv import rows_as_csv  # here: a list is seldom taken elsewhere

        columns = {"team": "Team", "stage": "Stage"}
        columns |= {
            each.sign.value: sign_name(each.sign).capitalize() for each in (found[0].signals if found else ())
        }
        rows = [
            {"team": each.team.name, "stage": stage_name(each)}
            | {one.sign.value: signal_in_words(folder, one) for one in each.signals}
            for each in found
        ]
        click.echo(rows_as_csv(folder, "stage", columns, rows), nl=False)
    elif asked.json:
        say_json([_object(each) for each in found])
    else:
        say_table(
            ("Team", "Stage", "Signs for a look-back"),
            [(each.team.name, stage_name(each), signs_in_short(each)) for each in found],
        )
        say("")
        say_rows([(which.label, f"{what}: {why}") for which, what, why in given(_gifts(folder))], wrapped=1)
        say(f"\n{ADVICE}")
    asked.end_list()


@stage.command("show", cls=CliCommand)
@click.argument("entry", metavar="TEAM")
@click.pass_obj
def show_command(asked: Asked, entry: str) -> None:
    """Show where TEAM stands, and each of its signs."""
    folder = asked.programme
    team = TEAM.meant(folder, entry)
    found = team_stages(folder.file, folder.sessions, folder.today(), folder.zone)
    mine = next((each for each in found if each.team.id == team.id), None)
    if mine is None:
        say(f"{team.name} is no more.")
    elif asked.json:
        say_json(_object(mine))
    else:
        say(f"{team.name}: {stage_name(mine)}, {signs_in_short(mine)}\n")
        say_rows([(sign_name(each.sign), signal_in_words(folder, each)) for each in mine.signals], wrapped=1)
        say(f"\n{ADVICE}")


def _gifts(folder: ProgrammeFolder) -> Gifts:
    return gifts(folder.file, folder.sessions, folder.today(), folder.zone)


def _object(found: TeamStage) -> dict[str, object]:
    return {
        "team": found.team.id,
        "name": found.team.name,
        "stage": found.stage.value if found.stage else None,
        "last": found.last,
        "signs": {each.sign.value: each.there for each in found.signals},
    }
