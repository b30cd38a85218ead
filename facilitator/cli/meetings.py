"""`facilitator session meeting`, `unfinished`, `debrief`: how a meeting stands, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.argument_types import number
from facilitator.cli.asked import Asked
from facilitator.cli.details import Verb, list_rows, one_of_scale
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json, say_rows, tell
from facilitator.cli.said_records import opened, opened_before_review
from facilitator.cli.session_show import numbered
from facilitator.cli.sessions import session_object
from facilitator.errors import BadInput
from facilitator.language.words import stamp
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.session import LeadPresent
from facilitator.wording.debrief import ABOUT, kept_for
from facilitator.workspace.debriefs import debrief_of, save_debrief
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id
from facilitator.workspace.lookup import find_practice, find_session
from facilitator.workspace.typed_dates import moment_typed

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession


# The frame ---------------------------------------------------------------------------------------


@click.command("meeting", cls=CliCommand, short_help="Say who is here, what was agreed, when you meet again.")
@click.argument("session_id", metavar="ID")
@click.option("--agreed", type=click.Choice(("yes", "no")), help="Whether the room agrees to start.")
@click.option("--here", metavar="N", help="How many are here, those remote among them; empty: not counted.")
@click.option("--remote", metavar="N", help="How many of them are remote.")
@click.option("--lead", metavar="L", help="How long the team lead stays: all, part, no; empty: not asked.")
@click.option("--focus", metavar="P", help="The practices to listen into, with commas between.")
@click.option(
    "--meet-again", metavar="DAY", help="When you meet again, “9 apr 14:00”; a day alone: same hour."
)
@click.option("--thanks", metavar="WORDS", help="Your line of thanks; it opens the thank-you note.")
@click.pass_obj
def meeting(asked: Asked, /, session_id: str, **options: str | None) -> None:
    """Say how the meeting of session ID stands, as one change; without options how it does.

    Only how many are here is kept, never who. Hands of closing rounds are typed as on paper: "session
    from-paper".

    \b
    Examples:
      facilitator session meeting L-03 --agreed yes --here 8 --remote 2 --lead part
      facilitator session meeting L-03 --focus "change, incident" --meet-again "9 apr 14:00"
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    given = {name: typed for name, typed in options.items() if typed is not None}
    if given:
        live = (opened if set(given) == {"thanks"} else opened_before_review)(folder, file)
        verbs = list(_of_meeting(folder, file, given))
        with live.records.group("how the meeting stands"):
            for verb in verbs:
                verb(live)
    if asked.json:
        say_json(session_object(folder, file))
    else:
        list_rows(_known(folder, file))


def _of_meeting(folder: ProgrammeFolder, file: SessionFile, given: dict[str, str]) -> Iterator[Verb]:
    if "agreed" in given:
        yield lambda live: live.frame.agree(given["agreed"] == "yes")
    if "here" in given or "remote" in given:
        yield partial(_count_people, *_people(file, given))
    if "lead" in given:
        lead = one_of_scale("word for it", given["lead"], LeadPresent) if given["lead"].strip() else None
        yield lambda live: live.frame.set_lead_present(lead)
    if "focus" in given:
        keys = [find_practice(folder, each).key for each in given["focus"].split(",") if each.strip()]
        yield lambda live: live.frame.set_focus(keys)
    if "meet_again" in given:
        again = given["meet_again"]
        at = _moment(folder, file, again) if again.strip() else None
        yield lambda live: live.frame.set_next_meeting(at)
    if "thanks" in given:
        yield lambda live: live.frame.set_thanks(given["thanks"])


def _moment(folder: ProgrammeFolder, file: SessionFile, again: str) -> datetime:
    return moment_typed(again, folder.today(), folder.zone, file.session.planned_start)


def _people(file: SessionFile, given: dict[str, str]) -> tuple[int | None, int]:
    """Return how many are here and how many of them remote, where only one of the two may be said."""
    session = file.session
    here, remote = session.attendance, session.remote
    if "here" in given:
        here = number("people", given["here"]) if given["here"].strip() else None
    if "remote" in given:
        remote = number("people", given["remote"] or "0")
    if here is None and "remote" in given and remote:
        raise BadInput("How many are here is not said yet.", "Say it with --here.")
    return here, remote if here is not None else 0


def _count_people(here: int | None, remote: int, live: LiveSession) -> object:
    return live.frame.set_attendance(here, remote)


def _known(folder: ProgrammeFolder, file: SessionFile) -> Iterator[tuple[str, str]]:
    session, practices = file.session, folder.catalogue.practices
    agreed = session.agreement
    yield "Agreed to start", ("yes" if agreed.agreed else "not yet") if agreed else ""
    here = session.attendance
    yield "Here", "" if here is None else f"{here}, {session.remote} of them remote"
    yield "Team lead is here", session.lead_present.label if session.lead_present else ""
    yield "Focus", ", ".join(practices[key].name if key in practices else key for key in session.focus)
    again = session.next_meeting
    yield "Meet again", stamp(folder.local(again)) if again else ""
    yield "Thanks", session.thanks


# Half-typed lines --------------------------------------------------------------------------------


@click.command(
    "unfinished",
    cls=CliCommand,
    short_help="Finish half-typed lines, or let them go.",
    context_settings={"ignore_unknown_options": True},  # a line may begin with a hyphen
)
@click.argument("session_id", metavar="ID")
@click.argument("which", metavar="N", required=False)
@click.argument("line", nargs=-1)
@click.option("--drop", is_flag=True, help="Let it go.")
@click.pass_obj
def unfinished(asked: Asked, session_id: str, which: str | None, line: tuple[str, ...], drop: bool) -> None:
    """List the half-typed lines of session ID, or make of number N what LINE says; without LINE as it stands.

    \b
    Examples:
      facilitator session unfinished L-03
      facilitator session unfinished L-03 1 "- The form asks twice #change"
      facilitator session unfinished L-03 1 --drop
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    live = opened(folder, file)
    waiting = live.drafts.waiting
    if which is None:
        if asked.json:
            say_json([as_object(each) for each in waiting])
        else:
            say_rows([(str(at), each.text) for at, each in enumerate(waiting, 1)], wrapped=1)
        if not waiting:
            tell("No line is half typed.")
        return
    if drop and line:
        raise BadInput("It is finished or let go.", "Leave out --drop, or the line.")
    if not waiting:
        raise BadInput("No line is half typed.", "Nothing was changed.")
    draft = waiting[number("half-typed lines", which, 1, len(waiting)) - 1]
    if drop:
        live.drafts.discard(draft)
        _answer(asked, {"dropped": True}, "The line is let go.")
        return
    made = live.line.finish_line(draft, " ".join(line) or draft.text)
    if made is None:
        raise BadInput("Nothing stands in the line.", "Write what was said, or let it go with --drop.")
    _answer(asked, numbered(file, made), short_id(file, made))


# Your own look back ------------------------------------------------------------------------------


_ASKED = tuple(info for info in fields_of(Debrief) if info.remark)


def _debrief_options(command: Any) -> Any:
    for info in reversed(_ASKED):
        option = click.option(
            f"--{info.name.replace('_', '-')}", info.name, metavar="WORDS", help=ABOUT[info.name]
        )
        command = option(command)
    return command


@click.command("debrief", cls=CliCommand, short_help="Write your own look back: private, and deleted.")
@click.argument("session_id", metavar="ID")
@_debrief_options
@click.pass_obj
def debrief(asked: Asked, /, session_id: str, **options: str | None) -> None:
    """Write the facilitators' own look back at session ID, or read it. Nobody else ever sees it.

    It is deleted after the days that the programme's settings say. An empty text empties a field.

    \b
    Examples:
      facilitator session debrief L-03
      facilitator session debrief L-03 --mood "Tired, then warm" --next-time "Begin with the map"
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    given = {name: typed for name, typed in options.items() if typed is not None}
    if given:
        save_debrief(file, given)
    found = debrief_of(file)
    if asked.json:
        say_json(as_object(found) if found is not None else None)
        return
    if found is None:
        tell("No look back was written yet; --help names its fields.")
        return
    list_rows((info.title, getattr(found, info.name)) for info in _ASKED)
    tell(kept_for(folder.programme, found, folder.today(), folder.zone))


def _answer(asked: Asked, value: dict[str, Any], line: str) -> None:
    if asked.json:
        say_json(value)
    else:
        say(line)
