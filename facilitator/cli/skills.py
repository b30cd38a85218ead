"""`facilitator skill`: pages people share of their own accord, areas of a team, cover, pairs."""

from __future__ import annotations

import click

from facilitator.cli.asked import Asked
from facilitator.cli.name_withdrawal import person_meant
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json, say_table, tell
from facilitator.cli.records import family
from facilitator.errors import BadInput
from facilitator.insight.skills import TeamSkills, pair_hints, team_skills
from facilitator.model.skills import SkillLevel, SkillPage
from facilitator.wording.names import person_name
from facilitator.wording.skills import cover_cells, cover_lines, own_page, shared
from facilitator.wording.taking_back import meaning
from facilitator.workspace.erasure.engine import erase
from facilitator.workspace.erasure.taking_back import plan_taking_back, taking_back_task
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import TEAM
from facilitator.workspace.records.skills import (
    SKILL_AREA,
    SKILL_PAGE,
    SKILL_PAIR,
    change_level,
    change_wish,
)

skill = family(
    SKILL_PAGE,
    "Keep the skills people share of their own accord; a team sees cover, and shapes from five on.",
    "  facilitator skill area add Network --team Infrastructure --alone 2 --teachers 1\n"
    '  facilitator skill add "Kofi Lang" --agreed yes\n'
    '  facilitator skill level "Kofi Lang" Network teaches\n'
    "  facilitator skill cover Infrastructure\n"
    '  facilitator skill take-back "Kofi Lang"',
    own_page,
    "skill",
)

skill.add_command(
    family(
        SKILL_AREA,
        "Keep what a team has to know, and how many are wanted who work alone in it and who teach it.",
        "  facilitator skill area add Network --team Infrastructure\n  facilitator skill area list",
    )
)

skill.add_command(
    family(
        SKILL_PAIR,
        "Keep who learns from whom, once both said yes.",
        '  facilitator skill pair add Network --teacher Kofi --learner Dev --agreed yes --starts "20 apr"\n'
        "  facilitator skill pair list",
    )
)


@skill.command("level", cls=CliCommand)
@click.argument("entry", metavar="PERSON")
@click.argument("other", metavar="AREA")
@click.argument("level", type=click.Choice([each.value for each in SkillLevel]), required=False)
@click.option("--wish", type=click.Choice(["learn", "stop", "neither"]), help="What they would like.")
@click.pass_obj
def level_command(asked: Asked, entry: str, other: str, level: str | None, wish: str | None) -> None:
    """Say how far PERSON is in AREA, in their own words, and whether they want to learn it or to stop."""
    folder = asked.programme
    page, area = SKILL_PAGE.meant(folder, entry), SKILL_AREA.meant(folder, other)
    if level is None and wish is None:
        raise BadInput("Neither a level nor a wish was given.", "Name one; --help lists them.")
    if level is not None:
        page = change_level(folder, page, area, SkillLevel(level))
    if wish is not None:
        page = change_wish(folder, page, area, learn=wish == "learn", stop=wish == "stop")
    if asked.json:
        say_json(as_object(page))
        return
    said = page.level_of(area.id).label
    wants = {"learn": ", wants to learn", "stop": ", wants to stop"}.get(wish or "", "")
    say(f"{person_name(folder, page.person)}, {area.name}: {said}{wants}.")


@skill.command("cover", cls=CliCommand)
@click.argument("entry", metavar="TEAM")
@click.pass_obj
def cover_command(asked: Asked, entry: str) -> None:
    """Say how what TEAM has to know is covered, the thinnest first.

    From five who share on, shapes, codes and who could pair up are said as well.
    """
    folder = asked.programme
    team = TEAM.meant(folder, entry)
    skills = team_skills(folder.file, team.id)
    if asked.json:
        say_json(_cover_object(folder, skills))
        return
    say(f"{team.name}: {shared(folder, team.id, skills.sharers)} theirs.\n")
    if skills.areas:
        head = ("Area", "Work alone", "Teach", "Rests on", "Want to learn", "Want to stop")
        say_table(head, [(each.area.name, *cover_cells(each)) for each in skills.areas])
    else:
        tell("No area is named yet: facilitator skill area add")
    for line in (*cover_lines(folder, skills), *_hints(folder, skills)):
        say(line)


def _hints(folder: ProgrammeFolder, skills: TeamSkills) -> list[str]:
    if not skills.named:
        return []
    return [
        f"Could pair up, if both say yes: {person_name(folder, each.teacher) or 'nobody here'} with "
        f"{person_name(folder, each.learner)}, {each.area.name}."
        for each in pair_hints(folder.file, skills.team)
    ]


def _cover_object(folder: ProgrammeFolder, skills: TeamSkills) -> dict[str, object]:
    return {
        "team": skills.team,
        "sharers": skills.sharers,
        "areas": [
            {
                "area": each.area.name,
                "works_alone": each.alone,
                "teaches": each.teachers,
                "wanted": {"works_alone": each.area.alone, "teaches": each.area.teachers},
                "rests_on": each.standing.value,
                "learn": each.learn,
                "stop": each.stop,
            }
            for each in skills.areas
        ],
        "shapes": {each.value: count for each, count in skills.shapes.items()} if skills.named else None,
        "codes": {each.value: count for each, count in skills.codes.items()} if skills.named else None,
        "bridges": skills.bridges if skills.named else None,
    }


@skill.command("take-back", cls=CliCommand)
@click.argument("entry", metavar="PERSON")
@click.option("--yes", is_flag=True, help="Ask nothing; copies it cannot be taken out of are deleted.")
@click.pass_obj
def take_back_command(asked: Asked, entry: str, yes: bool) -> None:
    """Take the page of PERSON back: out of every figure and every file, undo and backups too, for good."""
    folder = asked.programme
    person = person_meant(folder, entry)
    plan = plan_taking_back(asked.workspace, folder, person.id)
    if not any(isinstance(each, SkillPage) for each in plan.records):
        raise BadInput(f"{person.name} has no page of skills.", "There is nothing to take back.")
    if not yes:
        for line in meaning(plan):
            tell(line)
        if not click.confirm(f"Take the page of {person.name} back now, for good?", err=True):
            tell("Nothing was changed.")
            return
    done = erase(taking_back_task(plan, lost=True))
    if asked.json:
        say_json(
            {"id": person.id, "records": len(plan.records), "copies": [str(each) for each in done.copies]}
        )
        return
    say(f"The page of {person.name} is taken back.")
