"""Promises: what is open, who keeps it, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import BadInput, FacilitatorError
from facilitator.insight.promises import Promise, Standing, promises
from facilitator.language.due_dates import read_due
from facilitator.model.action import ACTION_TRANSITIONS, Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Ask, FormDialog
from facilitator.ui.keys.registry import bindings
from facilitator.ui.places.place import Place
from facilitator.ui.widgets.fields import Field
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.wording.promises import detail, owner, subject, when
from facilitator.workspace.folder.programme_folder import SessionFile
from facilitator.workspace.follow_up import answer_idea, is_follow_up, settle_action, settle_commitment
from facilitator.workspace.undo import Scope

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp

_GROUPS = (
    (Standing.LATE, "Late", "▲", "bad"),
    (Standing.TODAY, "Today", "►", "warn"),
    (Standing.AHEAD, "Ahead", "·", "muted"),
    (Standing.UNDATED, "Without a day", "·", "muted"),
)


class Promises(Place):
    """Every open promise of the programme."""

    place = "promises"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("promises")]

    def compose_body(self) -> ComposeResult:
        """Lay out heading and list."""
        yield Static(id="head")
        yield RowList(empty=safe.text("Nothing is promised and open.", pen="muted"))

    @property
    def scope(self) -> Scope:
        """What became of promises, in whichever session."""
        return Scope(self.program.folder.sessions, is_follow_up)

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(RowList).focus()

    def show_records(self) -> None:
        """List what is open: late first."""
        folder = self.program.folder
        due = promises(folder.file, folder.sessions, folder.today(), folder.zone)
        late = f", {due.late} late" if due.late else ""
        self.show_head("Promises", f"{due.open} open{late}")
        rows: list[Row] = []
        for standing, title, glyph, pen in _GROUPS:
            group = [promise for promise in due.items if promise.standing is standing]
            if group:
                rows.append(heading(safe.text(title, pen="muted")))
                rows += [_row(promise, glyph, pen) for promise in group]
        self.query_one(RowList).show(rows)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Say what became of the promise."""
        session, record = event.key.split(" ")
        settle(self.program, session, record, self.show_records)

    def action_open(self) -> None:
        """Say what became of the promise under the cursor."""
        self.query_one(RowList).action_choose()


def _row(promise: Promise, glyph: str, pen: str) -> Row:
    def draw(width: int) -> list[Content]:
        who = "  ".join(filter(None, (owner(promise), detail(promise))))
        head = safe.text(safe.cell((f"{glyph} {when(promise)}", pen), 16), subject(promise))
        return [safe.cell(head, width), safe.cell(safe.text(" " * 16, (who, "muted")), width)]

    return Row(f"{promise.session} {promise.record}", draw)


def settle(app: FacilitatorApp, session_id: str, record_id: str, done: Callable[[], None]) -> None:
    """Ask what became of a promise and save it."""
    try:
        file = app.folder.session(session_id)
    except FacilitatorError as error:
        app.complain(error)
        return
    action = file.find(Action, record_id)
    idea = file.find(ImprovementIdea, record_id)
    promise = file.find(Commitment, record_id)
    if action is not None:
        _ask(
            app,
            action.text,
            _action_answers(action),
            lambda key: _settle_action(app, file, action, key, done),
        )
    elif idea is not None:
        answers = (
            ("accepted", "Yes, accepted"),
            ("parked", "Not now; back on a day"),
            ("declined", "No, and why"),
        )
        _ask(app, idea.title, answers, lambda key: _answer_idea(app, file, idea, key, done))
    elif promise is not None:
        answers = (("kept", "Kept"), ("renegotiated", "A new date was agreed"), ("broken", "Broken"))
        _ask(app, promise.text, answers, lambda key: _settle_promise(app, file, promise, key, done))
    else:
        from facilitator.ui.places.sessions import open_session

        open_session(app, file)


def _ask(
    app: FacilitatorApp, what: str, answers: tuple[tuple[str, str], ...], then: Callable[[str], None]
) -> None:
    def answered(key: str | None) -> None:
        if key is not None:
            then(key)

    app.push_screen(Ask(what, "What became of it?", answers), answered)


def _action_answers(action: Action) -> tuple[tuple[str, str], ...]:
    said = {
        ActionStatus.OPEN: "The owner said yes",
        ActionStatus.STARTED: "It is started",
        ActionStatus.BLOCKED: "It is blocked",
        ActionStatus.DONE: "It is done",
        ActionStatus.DROPPED: "It is dropped, with a reason",
    }
    return tuple((each.value, said[each]) for each in said if each in ACTION_TRANSITIONS[action.status])


def _settle_action(
    app: FacilitatorApp, file: SessionFile, action: Action, key: str, done: Callable[[], None]
) -> None:
    status = ActionStatus(key)
    today = app.folder.today()
    question = {
        ActionStatus.DONE: Field(
            "said", "What shows it", action.evidence, help="what happened, in a few words"
        ),
        ActionStatus.BLOCKED: Field("said", "Waits for", action.blocked_by, required=True),
        ActionStatus.DROPPED: Field("said", "Why", action.reason, required=True),
    }.get(status)
    _save(
        app,
        action.text,
        question,
        lambda said: settle_action(file, action, status, said.get("said", ""), today),
        done,
    )


def _answer_idea(
    app: FacilitatorApp, file: SessionFile, idea: ImprovementIdea, key: str, done: Callable[[], None]
) -> None:
    status = IdeaStatus(key)
    today = app.folder.today()
    why = Field("said", "Why, for the team", idea.answer, required=status is IdeaStatus.DECLINED)
    back = Field("back", "Back on", help="such as 1 sep", required=True)

    def save(said: dict[str, str]) -> None:
        review = read_due(said["back"], today) if "back" in said else None
        if "back" in said and review is None:
            raise BadInput(f"“{said['back']}” is not a day.", "Type it like 1 sep or 2026-09-01.")
        answer_idea(file, idea, status, today, said=said.get("said", ""), review_on=review)

    if status is IdeaStatus.ACCEPTED:
        _save(app, idea.title, None, save, done)
    else:
        fields = (why,) if status is IdeaStatus.DECLINED else (why, back)
        _form(app, idea.title, fields, save, done)


def _settle_promise(
    app: FacilitatorApp, file: SessionFile, promise: Commitment, key: str, done: Callable[[], None]
) -> None:
    status = CommitmentStatus(key)
    today = app.folder.today()

    def save(said: dict[str, str]) -> None:
        by = read_due(said["by"], today) if "by" in said else None
        if "by" in said and by is None:
            raise BadInput(f"“{said['by']}” is not a day.", "Type it like fri or 30 apr.")
        settle_commitment(file, promise, status, today, by=by)

    field = Field("by", "New date", required=True) if status is CommitmentStatus.RENEGOTIATED else None
    _save(app, promise.text, field, save, done)


def _save(
    app: FacilitatorApp,
    title: str,
    field: Field | None,
    save: Callable[[dict[str, str]], object],
    done: Callable[[], None],
) -> None:
    """Save at once, or after one more field."""
    if field is not None:
        _form(app, title, (field,), save, done)
        return
    try:
        save({})
    except FacilitatorError as error:
        app.complain(error)
        return
    done()


def _form(
    app: FacilitatorApp,
    title: str,
    fields: tuple[Field, ...],
    save: Callable[[dict[str, str]], object],
    done: Callable[[], None],
) -> None:
    def after(values: dict[str, str] | None) -> None:
        if values is not None:
            done()

    app.push_screen(FormDialog(title, "", fields, save), after)
