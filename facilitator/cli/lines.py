"""`facilitator session mark`, `whose` and `reword`: who may see one line, who said it, what it says."""

from __future__ import annotations

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import tell
from facilitator.cli.said_records import answer_record, found_kind, found_said, opened
from facilitator.errors import BadInput, RuleBroken
from facilitator.model.action import Commitment
from facilitator.model.audience import Attribution, Visibility, Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.lookup import choose, find_team
from facilitator.workspace.people import person_asked
from facilitator.workspace.release.issued import issued_before_lowering

_LEVELS = {
    Visibility.FACILITATOR: ("private", "facilitator", "only you"),
    Visibility.TEAM: ("team",),
    Visibility.PARTNERS: ("partners",),
    Visibility.PROGRAMME: ("programme",),
    Visibility.OPEN: ("public", "open"),
}
"""What each level may be called."""


@click.command("mark", cls=CliCommand, short_help="Say who may see a line.")
@click.argument("record")
@click.argument("level")
@click.option("--agreed", is_flag=True, help="The room said yes to more people than the team.")
@click.option("--with", "partners", multiple=True, metavar="TEAM", help="Which other team may see it.")
@click.pass_obj
def mark(asked: Asked, record: str, level: str, agreed: bool, partners: tuple[str, ...]) -> None:
    """Say who may see RECORD: LEVEL is private, team, partners, programme or public.

    Wider than the team only with the room's yes: --agreed notes it, with today as its day. If fewer people
    may see it than before, you are told which papers had left.

    \b
    Examples:
      facilitator session mark L-03/N-4 private
      facilitator session mark L-03/N-5 partners --with "Service Desk" --agreed
      facilitator session mark L-03/I-2 public --agreed
    """
    folder = asked.programme
    file, before, name = found_said(folder, record)
    wanted = choose("level", level, _LEVELS.items(), lambda each: each[1])[0]
    others = [find_team(folder, each).id for each in partners]
    if others and wanted is not Visibility.PARTNERS:
        raise BadInput("--with names the teams for the level “partners”.", "Leave it out, or say partners.")
    wider = wanted.reaches(Visibility.PARTNERS) and (others or wanted.rank > before.visibility.rank)
    if wider and not agreed:
        raise BadInput(
            f"It would be seen by: {wanted.meaning}. That needs the room's yes.",
            "Ask the room; then add --agreed.",
        )
    live = opened(folder, file)
    with live.records.group(f"who may see {name}"):
        if others and not isinstance(before, Commitment):
            live.editing.set_counterparts(before, dict.fromkeys((*before.counterparts, *others)))
        live.decisions.decide(before, wanted)
    after = file.find(type(before), before.id) or before
    if after.visibility.rank < before.visibility.rank:
        _tell_issued(folder, file, before, after)
    answer_record(asked, file, after, f"{name}: {after.visibility.meaning}.")


def _tell_issued(folder: ProgrammeFolder, file: SessionFile, before: Worded, after: Worded) -> None:
    for each in issued_before_lowering(folder, file, before, after):
        day = folder.local(each.created).date()
        tell(f"{each.file} left on {day} for readers who could. Write it anew; ask for the old one back.")


@click.command("whose", cls=CliCommand, short_help="Say which of two teams said a line.")
@click.argument("record")
@click.argument("team")
@click.pass_obj
def whose(asked: Asked, record: str, team: str) -> None:
    """Say which of two teams said RECORD, a note or an idea: TEAM, or "both".

    A team's papers hold what it said itself, and what both said.

    \b
    Examples:
      facilitator session whose L-07/N-4 "Service Desk"
      facilitator session whose L-07/I-2 both
    """
    folder = asked.programme
    file, before, name = found_said(folder, record)
    if not isinstance(before, Observation | ImprovementIdea):
        raise BadInput(f"{name} is no note and no idea.", "Name one such as L-07/N-4.")
    said_by = None if team.casefold() == "both" else find_team(folder, team)
    opened(folder, file).editing.set_team(before, said_by.id if said_by else None)
    after = file.find(type(before), before.id) or before
    answer_record(asked, file, after, f"{name}: said by {said_by.name if said_by else 'both teams'}.")


@click.command("reword", cls=CliCommand, short_help="Say a line in other words.")
@click.argument("record")
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def reword(asked: Asked, record: str, words: tuple[str, ...]) -> None:
    """Say in other WORDS what RECORD says.

    Until the read-back is over, and where a line waits for a decision because of its words, those of before
    go from every file for good.

    \b
    Example:
      facilitator session reword L-03/N-4 The form asks the same twice
    """
    folder = asked.programme
    file, found, name = found_said(folder, record)
    live, text = opened(folder, file), " ".join(words)
    caution = live.guard.caution_for(found)(text)
    waits = any(found.id == each.id for each in live.decisions.waiting)
    live.editing.set_text(found, text, for_good=waits or file.session.read_back is None)
    if caution is not None:
        tell(f"{name}: {caution.sentence}")
    answer_record(asked, file, file.find(type(found), found.id) or found, f"{name} has its new words.")


_NOBODYS = {"nobody": Attribution.NONE, "team": Attribution.TEAM}
"""What is said where no person is named."""


@click.command("said-by", cls=CliCommand, short_help="Say who said a note: nobody, the team, a person.")
@click.argument("record")
@click.argument("who")
@click.option("--agreed", is_flag=True, help="They said yes to being named.")
@click.pass_obj
def said_by(asked: Asked, record: str, who: str, agreed: bool) -> None:
    """Say who said the note RECORD: WHO is nobody, team, or a person's name.

    Whoever is named said yes to it before, and may take it back at any time: "withdraw-name" takes a name off
    everything, copies too.

    \b
    Examples:
      facilitator session said-by L-03/N-4 nobody
      facilitator session said-by L-03/N-4 "Sam Oduya" --agreed
    """
    folder = asked.programme
    found, before = found_kind(folder, record, Observation)
    live = opened(folder, found.file)
    level = _NOBODYS.get(who.strip().casefold(), Attribution.NAMED)
    if level.rank > before.attribution.rank or level is Attribution.NAMED:
        if not live.notes.may_name(before):
            raise RuleBroken(f"{found.name} names nobody new.", "It is private, or its session is closed.")
        if not agreed:
            raise BadInput("A name is put down with their yes only.", "Ask them; then add --agreed.")
    person = None
    if level is Attribution.NAMED:
        found.file.hold()  # before a new name is stored
        person = person_asked(folder, who, agreed=True).id
    live.notes.set_attribution(before, level, person)
    answer_record(asked, found.file, before, f"{found.name}: {folder.person_label(person) or level.label}.")
