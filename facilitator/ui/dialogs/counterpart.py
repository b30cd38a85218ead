"""The other side of a practice: which team, how easily it runs with them, what passes between."""

from __future__ import annotations

from facilitator.errors import BadInput
from facilitator.live.session import LiveSession
from facilitator.model.interaction import Channel, InterfaceSide
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.dialogs.visibility import Attempt
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row

_CHANNELS = (("", "not said"), *((each.value, each.label) for each in Channel))


_NEW_TEAM = "new"

_ASKED_LATER = "From your side; theirs is asked when they are heard."


def ask_other_side(app: Program, live: LiveSession, practice: str, attempt: Attempt) -> None:
    """Choose the counterpart of a practice; then its ease and what passes. Naming it again changes them."""
    interaction = live.touch.interaction(practice)
    named = interaction.counterparts if interaction else ()
    own = live.sides.scoring
    rows = [
        line_row(id, safe.text(("✓ " if id in named else "  ", "good"), team.name))
        for id, team in live.desk.teams.items()
        if id != own and (team.retired is None or id in named)
    ]

    rows.append(line_row(_NEW_TEAM, safe.text("  Another team", ("   that is not on the list yet", "muted"))))

    def added(team: str) -> None:
        live.desk.teams[team] = app.folder.teams[team]
        chosen(team)

    def chosen(team: str | None) -> None:
        if team is None:
            return
        if team == _NEW_TEAM:
            app.navigation.add_record("teams", added)
            return
        if team in named or attempt(lambda: live.touch.name_counterparts(practice, (*named, team))):
            _ask_ease(app, live, practice, team)

    app.push_screen(Choose("Who is on the other side?", live.desk.practice_name(practice), rows), chosen)


def _fields(side: InterfaceSide | None) -> tuple[Field, ...]:
    ease = str(side.ease or "") if side else ""
    channel = side.channel.value if side and side.channel else ""
    return (
        Field(
            "ease",
            "Runs how easily",
            ease,
            help="1 fights us, 5 helps; empty: not said",
            about="How easily it runs with them: 1 fights us, 5 helps. Empty: not said.",
            check=_score,
        ),
        Field(
            "passes",
            "What passes",
            side.passes if side else "",
            help="such as tickets with a phone call",
            about="What goes from one side to the other.",
        ),
        Field("channel", "How", channel, about="The way it takes most of the time.", choices=_CHANNELS),
        Field(
            "expectation",
            "Agreed between us",
            side.expectation if side else "",
            help="what each may expect",
            about="What each side may expect of the other.",
        ),
        Field(
            "keep",
            "Still with them",
            "yes",
            about="Whether they are the other side of it at all.",
            choices=(("yes", "yes"), ("no", "no, take it off")),
        ),
    )


def _ask_ease(app: Program, live: LiveSession, practice: str, team: str) -> None:
    fields = _fields(live.touch.side(practice, team))

    def save(values: dict[str, str]) -> None:
        ease = values["ease"]
        if values["keep"] == "no":
            interaction = live.touch.interaction(practice)
            kept = tuple(each for each in (interaction.counterparts if interaction else ()) if each != team)
            live.touch.name_counterparts(practice, kept)
        else:
            live.touch.set_side(
                practice,
                team,
                ease=_score(ease) if ease else None,
                passes=values["passes"],
                channel=Channel(values["channel"]) if values["channel"] else None,
                expectation=values["expectation"],
            )

    title = f"{live.desk.practice_name(practice)} with {live.desk.teams[team].name}"
    here = team in live.session.teams
    lead = f"From {live.sides.name(live.sides.scoring)}; theirs is asked in turn." if here else _ASKED_LATER
    app.push_screen(FormDialog(title, lead, fields, save))


def _score(typed: str) -> int:
    """Return the score that was typed. Raises `BadInput`."""
    if typed not in tuple("12345"):
        raise BadInput(f"“{typed}” is not a score.", "Type a number from 1 to 5.")
    return int(typed)
