"""The form of an action: words, owner and their yes, date, size, first step, help; and that of a promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.app import App

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.live.capture.naming import find_person
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, ActionSize, ActionStatus, Commitment
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.dialogs.half_typed import HalfTyped
from facilitator.ui.dialogs.live_fields import day_typed, due_field, owner_field, people_targets, team_targets
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.wording import actions as action_words
from facilitator.workspace.answers import spell_owner
from facilitator.workspace.people import is_nearly
from facilitator.workspace.records.targets import Target, targets_of

_ANSWERS = (("asked", "not asked yet"), ("yes", "said yes"))


def edit_action(program: Program, live: LiveSession, action: Action, done: Callable[[], None]) -> None:
    """Change an action, then call *done*; somebody nobody knows yet is stored with their yes only.

    A name that is nearly the owner's may be the owner, spelled right: that is asked, and the yes stays.
    """
    owner = live.desk.people.get(action.owner or "")
    due, teams = action.due_date, team_targets(live)

    def save(values: dict[str, str]) -> None:
        with live.desk.change(f"action {action.number} changed"):
            kept = owner.name if owner and _is_slip(live, values["owner"], owner) else values["owner"]
            _save(live, action, {**values, "owner": kept}, teams)

    def saved(values: dict[str, str] | None) -> None:
        if values is not None and owner is not None and _is_slip(live, values["owner"], owner):
            _ask_who(program, live, action, values["owner"], done)
        else:
            done()

    half = HalfTyped(live, f"action {action.id}")
    moved = f"{action_words.due(action)}. ".capitalize() if action.due != due else ""
    lead = f"{moved}Open once its owner says yes; a new name is stored with that yes, and not before."
    program.push_screen(
        FormDialog(f"Action {action.number}", lead, _fields(live, action, teams), save, half), saved
    )


def _fields(live: LiveSession, action: Action, teams: Sequence[Target]) -> tuple[Field, ...]:
    due, said = action.due_date, live.actions.owners.said_for(action)
    concerned = ", ".join(each.label for each in teams if each.id in action.counterparts)
    return (
        Field("text", "Action", action.text, about="What is done, beginning with a verb.", required=True),
        owner_field(live, person_name(live, action.owner) or said),
        Field(
            "agreed",
            "Their answer",
            "yes" if action.accepted else "asked",
            about="Whether the owner said yes. A name is put down, and stored, with it only.",
            choices=_ANSWERS,
        ),
        due_field(live, due.isoformat() if due else ""),
        Field(
            "size",
            "Size",
            action.size.value,
            about="How long it takes; what is larger is cut into first steps.",
            choices=tuple((each.value, each.label) for each in ActionSize),
        ),
        Field("first_step", "First step", action.first_step, about="What happens within two weeks."),
        Field("help_needed", "Help needed", action.help_needed, about="What the owner needs, and of whom."),
        Field(
            "counterparts",
            "Teams it concerns",
            concerned,
            about="Other teams it touches; they read of it, too.",
            names=lambda: teams,
            several=True,
        ),
    )


def _save(live: LiveSession, action: Action, values: dict[str, str], teams: Sequence[Target]) -> None:
    name, agreed = values["owner"], values["agreed"] == "yes"
    owner = owner_known(live, name, action.owner)
    changed = live.actions.change(
        action,
        text=values["text"],
        owner=owner,
        due=day_typed(live, values["due"]),
        first_step=values["first_step"],
        help_needed=values["help_needed"],
        size=ActionSize(values["size"]),
        counterparts=[each.id for each in targets_of("team", values["counterparts"], teams)],
    )
    live.actions.owners.say(changed, "" if owner else name)
    if agreed and changed.status is ActionStatus.PROPOSED and owner:
        live.actions.say_yes(changed)
    elif agreed and changed.status is ActionStatus.PROPOSED and name:
        live.actions.say_yes_as(changed, name)
    elif not agreed and changed.status is ActionStatus.OPEN:
        live.actions.take_yes_back(changed)


def _is_slip(live: LiveSession, name: str, owner: Person) -> bool:
    """Tell whether a name may be the owner's, spelled otherwise: nobody else has it."""
    return is_nearly(name, owner.name) and find_person(name, live.line.context) in (None, owner.id)


def _ask_who(
    program: Program, live: LiveSession, action: Action, name: str, done: Callable[[], None]
) -> None:
    owner = live.desk.people[action.owner or ""]

    def answered(key: str | None) -> None:
        try:
            if key == "same":
                spell_owner(program.folder, owner, name)
            elif key == "other":
                with live.desk.change(f"action {action.number} for somebody else"):
                    live.actions.owners.say(live.actions.set_owner(action, None), name)
        except FacilitatorError as error:
            program.complain(error)
        done()

    answers = (("same", f"The same person; the name is spelled {name}"), ("other", "Somebody else"))
    program.push_screen(Ask(f"Is {name} somebody else than {owner.name}?", "", answers), answered)


def edit_promise(
    app: App[None], live: LiveSession, promise: Commitment | None, need: Observation | None = None
) -> None:
    """Write down a promise by somebody else, or change one that is there; a new one may answer a *need*."""

    def save(values: dict[str, str]) -> None:
        day = day_typed(live, values["by"])
        named, now = values["person"], promise.person if promise else None
        person = owner_known(live, named, now) or owner_typed(live, named)
        said, role, to = values["text"], values["role"], values["to"]
        if promise is None:
            live.actions.add_commitment(said, role, day, to=to, person=person, need=need)
        else:
            live.actions.change_commitment(promise, text=said, role=role, by=day, to=to, person=person)

    lead = "Support or conduct that somebody else promises the team."
    half = HalfTyped(live, f"promise {promise.id}" if promise else "a promise")
    app.push_screen(
        FormDialog("A promise", lead, _promise_fields(live, promise, need.text if need else ""), save, half)
    )


def _promise_fields(live: LiveSession, promise: Commitment | None, answers: str) -> tuple[Field, ...]:
    by = promise.by.isoformat() if promise and promise.by else ""
    return (
        Field(
            "text",
            "Promise",
            promise.text if promise else answers,
            about="What they will do or support, in their words.",
            required=True,
        ),
        Field(
            "role",
            "Who promises",
            promise.role if promise else "",
            help="such as Director of Digital",
            about="As a role, so that it holds when the person changes.",
            required=True,
        ),
        replace(
            owner_field(live, person_name(live, promise.person) if promise else "", "By name", "person"),
            help="only if they want to be named",
            about="The person, only if they want to be named.",
        ),
        Field(
            "to",
            "To whom",
            promise.to if promise else words.listed(live.sides.speaking),
            about="The team it is promised to.",
        ),
        due_field(live, by, "By when", "by"),
    )


def ask_who_said_yes(
    app: App[None], live: LiveSession, action: Action, attempt: Callable[[Callable[[], object]], bool]
) -> None:
    """Ask who said yes to an action nobody owns, or whether whoever was named did."""
    said = live.actions.owners.said_for(action)

    def named(name: str | None) -> None:
        if name:
            attempt(lambda: _says_yes(live, action, name))

    def answered(key: str | None) -> None:
        if key == "yes":
            named(said)

    if said:
        answers = (("yes", f"Yes: store the name {said}"), ("no", "Not asked yet: it stays somebody's"))
        question = "The name is stored with the yes, and not before. It may be taken back at any time."
        app.push_screen(Ask(f"Did {said} say yes?", question, answers), answered)
    else:
        question = "One person who is willing. A name that is new here is stored with this yes."
        app.push_screen(AskLine("Who said yes?", question), named)


def _says_yes(live: LiveSession, action: Action, name: str) -> None:
    owner = owner_known(live, name)
    if owner is None:
        live.actions.say_yes_as(action, name)
        return
    with live.desk.change(f"yes to action {action.number}"):
        live.actions.say_yes(live.actions.set_owner(action, owner))


def person_name(live: LiveSession, id: str | None) -> str:
    """Return the name of a person, "" for nobody."""
    person = live.desk.people.get(id or "")
    return person.name if person else ""


def owner_known(live: LiveSession, name: str, now: str | None = None) -> str | None:
    """Return the id of the person of that name; None for an empty name, and for one nobody has yet.

    The name of the one it is *now* means that person, though another may share it.
    """
    if now and name and name == person_name(live, now):
        return now
    for each in people_targets(live):
        if each.label == name:
            return each.id
    return find_person(name, live.line.context)


def owner_typed(live: LiveSession, name: str) -> str | None:
    """Return the id of the person of that name, taking in a new one, who said yes; None for an empty name."""
    if not name:
        return None
    return owner_known(live, name) or live.desk.add_person(name).id
