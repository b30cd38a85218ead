"""What the list of teams does beside changing them: retiring one, merging two, the pulse,
what changed over sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.errors import FacilitatorError
from facilitator.model.team import Team, going_teams
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.workspace.teams import retire as retire_or_take_back

KEYS = Context(
    "teams",
    "Teams",
    (
        command("pulse", "u", "", "go to the pulse"),
        command("verb('changes')", "o", "over time", "what changed for a team from session to session"),
        command("verb('merge')", "m", "merge", "let a team become another one, with all it told"),
        command("verb('retire')", "t", "", "retire a team that is no more, or offer it again"),
    ),
)

Done = Callable[[], None]


def retire(app: Program, team: Team, done: Done) -> None:
    """Retire a team, or offer one again that was retired, and say so."""
    saved = retire_or_take_back(app.folder, team)
    done()
    back = "offered again" if saved.retired is None else "retired; what was heard stays"
    app.say(f"{saved.name}: {back}   ^Z takes it back")


def changes(app: Program, team: Team, done: Done) -> None:
    """Show what changed for a team from session to session."""
    app.navigation.open_changes(team.id)


def merge(app: Program, team: Team, done: Done) -> None:
    """Ask which team this one becomes, say what will change, ask, and merge them."""
    # Imported here: a list is shown before anything is asked.
    from facilitator.ui.dialogs.base import Choose
    from facilitator.ui.widgets.rows import line_row

    others = (each for each in going_teams(app.folder.teams.values()) if each.id != team.id)
    rows = [line_row(each.id, safe.text(each.name)) for each in others]

    def chosen(id: str | None) -> None:
        if id is None:
            return
        try:
            _ask_to_merge(app, team, app.folder.teams[id], done)
        except FacilitatorError as error:
            app.complain(error)

    app.push_screen(Choose("Merge", f"{team.name} becomes which team?", rows), chosen)


def _ask_to_merge(app: Program, team: Team, into: Team, done: Done) -> None:
    from facilitator.ui.dialogs.base import Ask
    from facilitator.wording.team_merge import merge_in_words
    from facilitator.workspace import team_merge

    def answered(key: str | None) -> None:
        if key != "yes":
            return
        try:
            team_merge.merge(team_merge.plan_merge(app.folder, team, into))
        except FacilitatorError as error:
            app.complain(error)
            return
        done()
        app.say(f"{team.name} is {into.name} now   ^Z takes it back")

    meaning = " ".join(merge_in_words(team_merge.plan_merge(app.folder, team, into)))
    answers = (("no", "Leave them as they are"), ("yes", "Merge them"))
    title = f"Merge {team.name} into {into.name}?"
    app.push_screen(Ask(title, meaning, answers, scrolls=True), answered)


VERBS: Mapping[str, Callable[[Program, Any, Done], None]] = {
    "changes": changes,
    "merge": merge,
    "retire": retire,
}
"""What the keys of the list do, by the words they stand for."""
