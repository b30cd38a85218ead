"""What the list of people does beside changing them: handing over, what is stored, taking back, erasing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from facilitator.errors import FacilitatorError
from facilitator.language.words import count
from facilitator.model.person import Person
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.dialogs.progress import Working, beside
from facilitator.ui.erasing import erase_beside
from facilitator.ui.forms.field import Field
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.workspace import follow_up
from facilitator.workspace.erasure.engine import Erased, Task
from facilitator.workspace.erasure.person_plan import PersonPlan
from facilitator.workspace.erasure.progress import ErasureProgress
from facilitator.workspace.records.targets import targets

KEYS = Context(
    "people",
    "People",
    (
        command("verb('hand_over')", "h", "hand over", "give all open actions of a person to somebody else"),
        command("verb('export')", "w", "stored", "write what is stored about a person, for them"),
        command("verb('withdraw')", "b", "name off", "take a person's name off what they said, everywhere"),
        command("verb('erase')", "r", "erase", "erase a person everywhere, for good"),
    ),
)

Done = Callable[[], None]


def hand_over(app: Program, person: Person, done: Done) -> None:
    """Ask who takes over all that a person has open, and whether they said yes."""
    # Imported here, as in all of these: a list is shown before anything is asked.
    from facilitator.workspace.leavers import hand_over_all

    going = sum(1 for _ in follow_up.going_actions(app.folder.sessions, person.id))
    if not going:
        app.say(f"{person.name} has no open action")
        return

    def save(values: dict[str, str]) -> None:
        hand_over_all(app.folder, person, values["who"], agreed=values["agreed"] == "yes")

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done()
            app.say(f"Handed over: {count(going, 'action')}   ^Z in Promises takes it back")

    fields = (
        Field(
            "who",
            "Who does it",
            about="One person who is willing.",
            names=lambda: [each for each in targets(app.folder, "people") if each.id != person.id],
            takes_new=True,
            required=True,
        ),
        Field(
            "agreed",
            "Their answer",
            about="A name is put down, and stored, with their yes only.",
            choices=(("asked", "not asked yet"), ("yes", "said yes")),
        ),
    )
    lead = f"{person.name} has {count(going, 'open action')}. Somebody new is stored with their yes only."
    app.push_screen(FormDialog("Hand over", lead, fields, save), saved)


def export(app: Program, person: Person, done: Done) -> None:
    """Say what will be written and where, ask, and write what is stored about a person."""
    from facilitator.documents.render import PRIVATE_FOLDER
    from facilitator.files.writing import save
    from facilitator.wording.person import stored
    from facilitator.workspace.paths import safe_name
    from facilitator.workspace.personal_data import PersonalData, personal_data
    from facilitator.workspace.written_papers import note_written

    workspace, folder = app.workspace, app.folder
    path = workspace.documents_dir / PRIVATE_FOLDER / f"stored-about-{safe_name(person.name)}.md"

    def write(data: PersonalData | None) -> None:
        if data is None:
            return
        content = stored(data, folder.today()).encode()
        try:
            save(path, content)
        except FacilitatorError as error:
            app.complain(error)
            return
        note_written(folder.path, content)
        app.say(f"Written for {person.name}: {path}")

    def answered(answer: str | None) -> None:
        if answer == "yes":
            _look(app, lambda progress: personal_data(workspace, folder, person, progress), write)

    question = (
        f"All that the programme holds about {person.name}, for them alone, as {path.name} in "
        f"{path.parent.parent.name}/{path.parent.name} of this workspace."
    )
    answers = (("yes", "Write it"), ("no", "Write nothing"))
    app.push_screen(Ask("Write what is stored?", question, answers), answered)


def withdraw(app: Program, person: Person, done: Done) -> None:
    """Say what taking the name back means, ask, and take it off everything they said or promised."""
    from facilitator.wording.person import withdrawal
    from facilitator.workspace.erasure.name_withdrawal import plan_withdrawal, withdrawal_task

    words = (f"Take the name of {person.name} back?", "Take it off")
    _plan_and_ask(app, person, plan_withdrawal, words, withdrawal, withdrawal_task, done)


def erase(app: Program, person: Person, done: Done) -> None:
    """Say what erasing a person means, ask, and erase them everywhere."""
    from facilitator.wording.person import erasure
    from facilitator.workspace.erasure.person_erasure import person_erasure_task, plan_person_erasure

    words = (f"Erase {person.name} everywhere?", "Erase them for good")
    _plan_and_ask(app, person, plan_person_erasure, words, erasure, person_erasure_task, done)


VERBS: Mapping[str, Callable[[Program, Any, Done], None]] = {
    "hand_over": hand_over,
    "export": export,
    "withdraw": withdraw,
    "erase": erase,
}
"""What the keys of the list do, by the words they stand for."""


def _look(app: Program, look: Callable[[ErasureProgress], Any], found: Callable[[Any], None]) -> None:
    app.folder.sessions  # noqa: B018  # read here, so that the other thread only looks at them
    app.push_screen(Working("Looking through the workspace", beside(look)), found)


def _plan_and_ask(
    app: Program,
    person: Person,
    make_plan: Callable[..., PersonPlan],
    words: tuple[str, str],
    meaning: Callable[[PersonPlan], Iterator[str]],
    task: Callable[..., Task],
    done: Done,
) -> None:
    """Make a plan beside the loop, then ask as `_ask` does."""
    workspace, folder = app.workspace, app.folder

    def found(plan: PersonPlan | None) -> None:
        if plan is not None:
            _ask(app, plan, words, meaning(plan), task, done)

    _look(app, lambda progress: make_plan(workspace, folder, person, progress), found)


def _ask(
    app: Program,
    plan: PersonPlan,
    words: tuple[str, str],
    meaning: Iterator[str],
    task: Callable[..., Task],
    done: Done,
) -> None:
    """Say what a plan means and carry it out after a yes; *words* are the title and the yes."""
    title, yes = words
    answers = [("no", "Leave it as it is")]
    if plan.papers:
        answers.append(("all", f"{yes}, and make the papers anew"))
    answers.append(("records", yes + (", leave the papers" if plan.papers else "")))

    def answered(key: str | None) -> None:
        if key in ("all", "records"):
            _carry_out(app, plan, title, lambda: task(plan, papers=key == "all", lost=True), done)

    app.push_screen(Ask(title, " ".join(meaning), answers, scrolls=True), answered)


def _carry_out(app: Program, plan: PersonPlan, title: str, task: Callable[[], Task], done: Done) -> None:
    from facilitator.documents.rerender import rerender
    from facilitator.wording.person import left_over

    async def work(progress: ErasureProgress) -> Erased:
        return await erase_beside(task(), progress)

    def finished(erased: Erased | None) -> None:
        if erased is None:
            return
        try:
            rerender(app.folder, erased.deleted, app.workspace.templates_dir)
        except FacilitatorError as error:
            app.complain(error)
        else:
            app.say(left_over(plan, erased.deleted) or "Done; facilitator deletions says what")
        done()

    app.push_screen(Working(title.rstrip("?"), work), finished)
