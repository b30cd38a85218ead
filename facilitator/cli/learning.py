"""`facilitator learning`: what people hold, plan or would like, plans for teams, and the schemes."""

from __future__ import annotations

import click
import msgspec

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json
from facilitator.cli.records import family
from facilitator.insight.learning import is_whole_team, learned_by, progress_of, suggested_for
from facilitator.wording.learning import about_course, about_scheme, page
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import PERSON
from facilitator.workspace.records.learning import COURSE, LEARNING

learning = family(
    LEARNING,
    "Keep what people say of modules: held, planned, interested, not interested, enough for me.",
    '  facilitator learning add "Jo Marsh" --module "CDS (ITIL 4)" --answer planned\n'
    '  facilitator learning add "Hana Lindqvist" --answer enough\n'
    '  facilitator learning page "Jo Marsh"\n'
    "  facilitator learning schemes",
)


def _about(folder: ProgrammeFolder, entry: object) -> list[str]:
    course = COURSE.find(folder, COURSE.id_of(entry))
    return list(filter(None, [about_course(folder, course, whole=is_whole_team(folder.file, course))]))


learning.add_command(
    family(
        COURSE,
        "Keep plans to let people of a team learn a module together.",
        '  facilitator learning course add "Service Desk" --module "Foundation (ITIL 4)" --people 4\n'
        "  facilitator learning course list",
        _about,
    )
)


@learning.command("page", cls=CliCommand)
@click.argument("entry", metavar="PERSON")
@click.pass_obj
def page_command(asked: Asked, entry: str) -> None:
    """Say what PERSON learns: renewals, what is open for a designation, and what suits their area."""
    folder = asked.programme
    person = PERSON.meant(folder, entry)
    if not asked.json:
        for line in page(folder, person.id):
            say(line)
        return
    schemes, modules = folder.catalogue.schemes, folder.catalogue.modules
    towards = [(key, each) for key in schemes for each in progress_of(folder.file, schemes[key], person.id)]
    say_json(
        {
            "person": person.id,
            "said": [msgspec.to_builtins(each) for each in learned_by(folder.file, person.id)],
            "towards": [
                {
                    "scheme": key,
                    "designation": each.designation.key,
                    "done": each.done,
                    "of": each.of,
                    "open": each.open,
                    "one_of": each.one_of,
                }
                for key, each in towards
            ],
            "suits": suggested_for(folder.file, modules, person.id, folder.today()),
        }
    )


@learning.command("schemes", cls=CliCommand)
@click.pass_obj
def schemes_command(asked: Asked) -> None:
    """Say which schemes there are, where their facts are from, and when somebody looked."""
    folder = asked.programme
    schemes = folder.catalogue.schemes
    if asked.json:
        say_json([msgspec.to_builtins(each) for each in schemes.values()])
        return
    for number, scheme in enumerate(schemes.values()):
        say("\n".join(([""] if number else []) + list(about_scheme(folder, scheme))))
