"""Who said a note: nobody, the team as it agreed, or a person, and only once that person said yes."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.commands import command
from facilitator.live.session import LiveSession
from facilitator.model.audience import Attribution
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Ask, Choose
from facilitator.ui.dialogs.visibility import Attempt
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row

_SOMEBODY_NEW = ""


def ask_attribution(app: Program, live: LiveSession, note: Observation, attempt: Attempt) -> None:
    """Ask who said a note; what tells more than now is saved only after the yes of those it names."""
    now = note.attribution
    offered = [each for each in Attribution if each.rank <= now.rank or live.notes.may_name(note)]
    person = app.folder.person_label(note.said_by)
    meanings = {each: each.meaning for each in offered} | ({now: person} if person else {})
    rows = [
        line_row(each.value, safe.text(safe.cell((each.label, "bold"), 20), (meanings[each], "muted")))
        for each in offered
    ]

    def chosen(key: str | None) -> None:
        if key == Attribution.NAMED.value:
            if live.notes.may_name(note):
                _ask_person(app, live, note, attempt)
        elif key is not None and Attribution(key).rank > now.rank:
            _ask_yes(
                app, "the team", lambda: attempt(lambda: live.notes.set_attribution(note, Attribution(key)))
            )
        elif (
            key is not None and attempt(lambda: live.notes.set_attribution(note, Attribution(key))) and person
        ):
            app.say(f"The name is off. Off everything, copies too: {command('withdraw-name', person)}")

    app.push_screen(Choose("Who said it?", note.text, rows, now.value), chosen)


def _ask_person(app: Program, live: LiveSession, note: Observation, attempt: Attempt) -> None:
    """Ask who it was, one of the programme's people or somebody new."""
    folder = app.folder
    labels = {id: folder.person_label(id) for id in folder.people}
    rows = [
        line_row(id, safe.text(labels[id])) for id in sorted(labels, key=lambda id: labels[id].casefold())
    ]
    rows.append(line_row(_SOMEBODY_NEW, safe.text("somebody new", pen="muted")))

    def save(said_by: Callable[[], str]) -> None:
        attempt(lambda: live.notes.set_attribution(note, Attribution.NAMED, said_by()))

    def typed(name: str | None) -> None:
        if name:
            _ask_yes(app, name, lambda: save(lambda: live.desk.add_person(name).id))

    def chosen(id: str | None) -> None:
        if id == _SOMEBODY_NEW:
            app.push_screen(AskLine("Who was it?", "A name that is not in the list yet."), typed)
        elif id is not None:
            _ask_yes(app, labels[id], lambda: save(lambda: id))

    app.push_screen(Choose("Which person?", note.text, rows, note.said_by), chosen)


def _ask_yes(app: Program, who: str, save: Callable[[], object]) -> None:
    def answered(key: str | None) -> None:
        if key == "yes":
            save()

    answers = [("yes", f"Yes: name {who}"), ("no", "Not asked yet: leave it")]
    question = f"{who[0].upper()}{who[1:]} may take it back at any time."
    app.push_screen(Ask("Did they say yes?", question, answers), answered)
