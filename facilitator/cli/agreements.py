"""`facilitator session action` and `promise`: what the room agrees, beside words, owner and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.details import Verb, changed, list_known, one_of_scale
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json
from facilitator.cli.said_records import found_kind, numbered_one, opened, opened_before_review
from facilitator.cli.session_show import numbered
from facilitator.errors import BadInput
from facilitator.language.words import listed
from facilitator.model.action import Action, ActionSize
from facilitator.model.idea import ImprovementIdea
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id
from facilitator.workspace.lookup import find_session, find_team
from facilitator.workspace.people import person_asked
from facilitator.workspace.typed_dates import day_typed

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession


@click.command("action", cls=CliCommand, short_help="Say more of an action: size, help, ideas, teams.")
@click.argument("record")
@click.option("--size", metavar="S", help="How long it takes: two weeks, a quarter, larger.")
@click.option("--help-needed", metavar="WORDS", help="What the owner needs, and of whom.")
@click.option("--serves", multiple=True, metavar="I", help="An idea it serves, by number; once for each.")
@click.option("--with", "teams", multiple=True, metavar="T", help="Another team it concerns; once for each.")
@click.pass_obj
def action(asked: Asked, /, record: str, **options: Any) -> None:
    """List what is known of the action RECORD beside its words, or change what you name, as one change.

    Ideas and teams are those you name, all of them; an empty one means none. Its owner, their yes, its day,
    first step and what became of it are said with "settle", its words with "session reword".

    \b
    Examples:
      facilitator session action L-03/A-1
      facilitator session action L-03/A-1 --size "two weeks" --serves 2 --with "Service Desk"
    """
    folder = asked.programme
    found, before = found_kind(folder, record, Action)
    if all(typed in (None, ()) for typed in options.values()):
        list_known(asked, found, _known(folder, found.file, before))
        return
    live = opened(folder, found.file)
    changed(asked, found, live, list(_verbs(folder, live, before, options)))


def _known(folder: ProgrammeFolder, file: SessionFile, action: Action) -> Iterator[tuple[str, str]]:
    ideas = [each for each in file.all(ImprovementIdea) if each.id in action.ideas]
    yield "Owner", folder.person_label(action.owner)
    yield "Due", str(action.due_date or "")
    yield "First step", action.first_step
    yield "Size", action.size.label
    yield "Help needed", action.help_needed
    yield "Serves", listed([f"I-{each.number}" for each in ideas])
    yield "Concerns", listed([folder.teams[id].name for id in action.counterparts if id in folder.teams])


def _verbs(
    folder: ProgrammeFolder, live: LiveSession, action: Action, options: dict[str, Any]
) -> Iterator[Verb]:
    size, needed = options["size"], options["help_needed"]
    if size is not None or needed is not None:
        now = one_of_scale("size", size, ActionSize) if size is not None else action.size
        help_needed = needed if needed is not None else action.help_needed
        yield lambda live: live.actions.change(
            action,
            text=action.text,
            owner=action.owner,
            due=action.due_date,
            first_step=action.first_step,
            help_needed=help_needed,
            size=now,
            counterparts=action.counterparts,
        )
    if options["teams"]:
        teams = [find_team(folder, each).id for each in options["teams"] if each.strip()]
        yield lambda live: live.editing.set_counterparts(action, teams)
    if options["serves"]:
        every = {each.id: each for each in live.ideas.all}  # originals of merged ones go on being served
        wanted = (each for each in options["serves"] if each.strip())
        named = {numbered_one(ImprovementIdea, each, every.values()).id for each in wanted}
        ids = named ^ (set(action.ideas) & set(every))

        def link(live: LiveSession) -> None:
            for id in every:
                if id in ids:
                    live.actions.link_idea(action, every[id])

        yield link


@click.command("promise", cls=CliCommand, short_help="Write down a promise by somebody else.")
@click.argument("session_id", metavar="ID")
@click.argument("role")
@click.argument("words", nargs=-1, required=True)
@click.option("--by", metavar="DAY", help="By when, as people say it: fri, 30 apr, in two weeks.")
@click.option("--to", metavar="WHOM", help="The team it is promised to; those in the room if left out.")
@click.option("--name", metavar="NAME", help="Who it is, only if they want to be named.")
@click.option("--agreed", is_flag=True, help="They said yes to being named.")
@click.pass_obj
def promise(
    asked: Asked,
    session_id: str,
    role: str,
    words: tuple[str, ...],
    by: str | None,
    to: str | None,
    name: str | None,
    agreed: bool,
) -> None:
    """Write down in session ID what somebody else promises the team: ROLE promises WORDS.

    What became of it is said with "settle", which also puts right who promises and by when.

    \b
    Examples:
      facilitator session promise L-03 "Director of Digital" "A named support seat" --by "30 apr"
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    live = opened_before_review(folder, file)
    day = day_typed(by, folder.today()) if by is not None else None
    if name is not None and not agreed:
        raise BadInput("A name is stored with their yes only.", "Ask them; then add --agreed.")
    file.hold()  # before a new name is stored
    person = person_asked(folder, name, agreed=True).id if name is not None else None
    whom = listed(live.sides.speaking) if to is None else to
    made = live.actions.add_commitment(" ".join(words), role, day, to=whom, person=person)
    if asked.json:
        say_json(numbered(file, made))
    else:
        say(short_id(file, made))
