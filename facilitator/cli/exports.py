"""`facilitator export`: tables and calendars for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.argument_types import one_of
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import tell
from facilitator.cli.output_files import hand_over, note_issued, require_a_file
from facilitator.documents.formats.registry import EXPORT_FORMATS, PROFILES, ExportFormat, Profile
from facilitator.errors import BadInput
from facilitator.workspace.lookup import choose, find_session, find_team

_BINARY = ("xlsx",)
_BY_ENDING: dict[str, ExportFormat] = {f".{each}": each for each in EXPORT_FORMATS}


@click.command(cls=CliCommand, short_help="Write tables and calendars.")
@click.argument("what")
@click.option("--session", metavar="S", help="Of this session, for its team.")
@click.option("--team", metavar="T", help="Of this team, for that team.")
@click.option(
    "--format",
    metavar="|".join(EXPORT_FORMATS),
    type=one_of("format", EXPORT_FORMATS),
    help="Else by FILE, else the usual one.",
)
@click.option(
    "--profile",
    metavar="|".join(PROFILES),
    type=one_of("profile", PROFILES),
    default="spreadsheet",
    help="CSV for a spreadsheet (the usual), raw for import elsewhere, or as a tracker takes actions.",
)
@click.option("--mine", is_flag=True, help="A calendar of your own: the sessions of every team.")
@click.option("--output", metavar="FILE", help="A file, or - to print.")
@click.pass_obj
def export(
    asked: Asked,
    what: str,
    session: str | None,
    team: str | None,
    format: ExportFormat | None,
    profile: Profile,
    mine: bool,
    output: str | None,
) -> None:
    """Write WHAT: actions, calendar, register or notes.

    With --session or --team it is that team's own. With neither it holds only what may go beyond the
    teams, from every reviewed session, and nothing that tells in which. The column record is the same in
    each export for the same kind of readers; of a note it is a new one each time.

    Dates for a calendar program come as ics: planned sessions, follow-ups, actions, promises. A later file
    moves what was moved and cancels what is off. Meetings stand in the calendar of their team and, with
    --mine, in your own; that of a planned session can be sent before it.

    \b
    Examples:
      facilitator export actions --format xlsx --output actions.xlsx
      facilitator export calendar --team Infrastructure --output due.ics
      facilitator export calendar --mine --output mine.ics
      facilitator export actions --session L-03 --format csv --profile import --output -
      facilitator export actions --team Infrastructure --profile jira --output actions.csv
    """
    # Imported here: other commands do not wait for it.
    from facilitator.documents.exports.finder import Whose
    from facilitator.documents.exports.sending import send

    if output is None:
        raise BadInput("It is not said where the file shall go.", "Name it with --output, or - to print.")
    key, kind = _chosen(what, format, Path(output))
    require_a_file(output, binary=kind in _BINARY, json=asked.json)
    of = find_session(asked.programme, session) if session is not None else None
    whose = Whose(of, find_team(asked.programme, team).id if team is not None else None, mine)
    path = None if output == "-" else Path(output)
    made = send(
        asked.programme,
        key,
        whose,
        path,
        format=kind,
        profile=profile,
        templates=asked.workspace.templates_dir,
        notice=tell,
    )
    if path is not None:
        note_issued(
            asked.programme,
            path,
            document=key,
            format=kind,
            audience=made.readers,
            sessions=made.sessions,
        )
    hand_over(
        {"id": f"{key}.{kind}", "export": key, "format": kind},
        made.content if path is None else path,
        json=asked.json,
    )


def _chosen(what: str, format: ExportFormat | None, output: Path) -> tuple[str, ExportFormat]:
    """Return which export is meant, and in which format. Raises `NotFound` or `BadInput`."""
    from facilitator.documents.exports.finder import EXPORTS

    key = choose("export", what, EXPORTS, lambda each: (each,))
    return key, format or _BY_ENDING.get(output.suffix.lower(), EXPORTS[key].formats[0])
