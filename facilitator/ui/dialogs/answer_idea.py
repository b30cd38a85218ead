"""Answering an idea: its age, the answers with their meaning, what they ask, what the team will read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.documents.answer_line import AnswerLine
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import FacilitatorError
from facilitator.insight.follow_through import is_answered
from facilitator.insight.held_sessions import day_of
from facilitator.language import words
from facilitator.model.action import Action
from facilitator.model.audience import Visibility
from facilitator.model.idea import ANSWERED, ImprovementIdea
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, dialog_keys, say_below
from facilitator.ui.dialogs.form import FORM_KEYS
from facilitator.ui.forms.field import Field
from facilitator.ui.forms.fields import LABEL_WIDTH, FormFields
from facilitator.ui.keys.command import Context, bindings
from facilitator.ui.program import Program
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, line_row
from facilitator.workspace.answer import Answer, Said
from facilitator.workspace.folder.session_files import SessionFile

_MORE = "more"
_RARE = frozenset({"shaped"})
"""Answers that stand behind one row more, while the team still waits for one of the others."""

_MEANINGS = {
    "accepted": ("Accept", "we will do it; nobody yet named"),
    "in_action": ("In action", "somebody has said yes"),
    "parked": ("Park until", "not now, with a day to look again"),
    "declined": ("Decline", "with a reason fit to send back"),
    "shaped": ("Shape it", "in better words; the answer follows"),
    "done": ("It is done", "with a word of what came of it"),
    "benefit": ("Benefit confirmed", "somebody felt it, and how it is known"),
    _MORE: ("More", "what is said more rarely"),
}
"""What an answer is called here, and what it means, by its key."""


def answer_given(idea: ImprovementIdea, today: date) -> str:
    """Return the answer an idea has, in words: "parked until 1 Sep: no free seat"; "" while it has none."""
    if idea.status not in ANSWERED:
        return ""
    until = f" until {words.day(idea.review_on, today, weekday=False)}" if idea.review_on else ""
    return f"{idea.status.label}{until}" + (f": {idea.answer}" if idea.answer else "")


class AnswerIdea(Dialog[Said | None]):
    """The answers to an idea in a list, and below what the one in hand asks and what the team will read.

    Returns what was typed once it is saved, else None. *asked* turns the questions of an answer into fields.
    """

    DEFAULT_CSS = """
    AnswerIdea > Vertical { width: 104; overflow-y: auto; }
    AnswerIdea #answers { margin-bottom: 1; }
    AnswerIdea FormFields { max-height: 10; }
    AnswerIdea #reading { height: auto; padding-left: 2; }
    AnswerIdea #reads-label { width: 20; }
    AnswerIdea #reads { height: auto; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FORM_KEYS)]

    def __init__(
        self,
        program: Program,
        file: SessionFile,
        idea: ImprovementIdea,
        answers: Sequence[Answer],
        asked: Callable[[Answer], list[Field]],
    ) -> None:
        super().__init__()
        self._about = (program.folder, file, idea)
        self._shelf = Shelf(program.workspace.templates_dir)
        self._answers = {each.key: each for each in answers}
        self._asked = asked
        waits = not {"done", "benefit"} & self._answers.keys()
        self._rare = [key for key in self._answers if waits and key in _RARE]

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of forms."""
        return (FORM_KEYS,)

    def compose(self) -> ComposeResult:
        """Lay out the idea, its answers, what each asks, and the sentence."""
        _, _, idea = self._about
        with Vertical():
            yield Static(
                safe.text((f"Idea {idea.number}  ", "muted"), (idea.title, "bold")), classes="dialog-title"
            )
            yield Static(self._standing(), classes="dialog-text", id="lead")
            yield RowList(id="answers")
            for answer in self._answers.values():
                yield FormFields(self._asked(answer), id=f"ask-{answer.key}")
            with Horizontal(id="reading"):
                yield Static(safe.text(("The team reads", "muted")), id="reads-label")
                yield Static(id="reads")
            yield dialog_keys(
                ("1–9", "answer, then type"),
                ("Enter", "next field, then give it"),
                ("Esc", "not now"),
            )

    def on_mount(self) -> None:
        """Start with the answer given in hand where it can be given anew, else the first."""
        self._show_rows(self._about[2].status.value)
        self.query_one(RowList).focus()
        self._show_answer()

    # What stands there

    def _standing(self) -> Content:
        """Draw whose idea it is, and for how long it has waited."""
        folder, file, idea = self._about
        held, today = day_of(file.session, folder.zone), folder.today()
        teams = [folder.teams[id].name for id in file.session.teams if id in folder.teams]
        whose = f"{file.session.short_id} {words.listed(teams)}, {words.day(held, today, weekday=False)}"
        age = f"{words.count(max(0, (today - held).days), 'day')} old"
        if idea.status in ANSWERED:
            given = f"Answered: {answer_given(idea, today)}"
            return safe.text((f"{whose}; {age}\n", "muted"), given)
        aim = folder.programme.answer_days
        if is_answered(idea, file.all(Action)) or folder.programme.working_days.between(held, today) <= aim:
            return safe.text((f"{whose}; {age}", "muted"))
        promised = f"they were promised an answer in {words.count(aim, 'working day')}"
        return safe.text((f"{whose}\n", "muted"), (f"▲ {age}", "warn"), (f"   {promised}", "muted"))

    def _show_rows(self, select: str | None = None) -> None:
        keys = [key for key in self._answers if key not in self._rare]
        keys += [_MORE] if self._rare else []
        rows = [self._row(number, key) for number, key in enumerate(keys, 1)]
        self.query_one(RowList).show(rows, select=select)

    def _row(self, number: int, key: str) -> Row:
        name, meaning = _MEANINGS[key]
        lead = safe.text((f"{number}  ", "key"), safe.cell(name, LABEL_WIDTH - 2))
        return line_row(key, safe.text(lead, (meaning, "muted")))

    # The answer in hand

    @property
    def answer(self) -> Answer:
        """The answer in hand; while that is the row for more, the first of those."""
        key = self.query_one(RowList).key
        return self._answers[self._rare[0] if key in (None, _MORE) and self._rare else key or ""]

    @property
    def _at_more(self) -> bool:
        return self.query_one(RowList).key == _MORE

    @property
    def fields(self) -> FormFields:
        """What the answer in hand asks."""
        return self.query_one(f"#ask-{self.answer.key}", FormFields)

    def on_row_list_moved(self) -> None:
        """Show what the answer now in hand asks."""
        self._show_answer()

    def on_row_list_chosen(self) -> None:
        """Show more answers, go to what is still to be filled in, or give the answer."""
        if self._at_more:
            first = self._rare[0]
            self._rare = []
            self._show_rows(first)
            self._show_answer()
        elif self.fields.lines:
            self._go_to_field()
        else:
            self.action_save()

    @property
    def has_typed(self) -> bool:
        """Whether something else stands in a field than at first."""
        return any(each.changed for each in self.query(FormFields))

    def on_key(self, event: events.Key) -> None:
        """Take an answer by its number; Enter goes to the next field, and gives the answer on the last.

        What is typed while the answers are in hand goes to the field of the one in hand: no letter moves it,
        and none leads out.
        """
        if self.query_one(RowList).has_focus:
            if event.is_printable and event.character is not None and self._take_typed(event.character):
                event.stop()
        elif event.key == "enter" and not isinstance(self.focused, Input):
            event.stop()
            self._step()

    def _take_typed(self, character: str) -> bool:
        """Take an answer by its number, and its field in hand; any other character goes to that field."""
        rows = self.query_one(RowList)
        if character in "123456789"[: len(rows.rows)]:
            rows.cursor = int(character) - 1
            self.call_after_refresh(self.on_row_list_chosen if self._at_more else self._go_to_field)
            return True
        lines = self._to_type_in
        if not lines:
            return True
        field = lines[0]
        self.set_focus(field)
        # After the focus, which takes what stands in the field in hand: what is typed replaces it.
        field.call_later(lambda: field.replace(character, *field.selection))
        return True

    def _go_to_field(self) -> None:
        """Put the cursor where the answer in hand asks something; while that is nothing, it stays."""
        if self.fields.lines and not self._at_more:
            (self.fields.first_missing() or self.fields.lines[0]).control.focus()

    @property
    def _to_type_in(self) -> list[Input]:
        """The fields of the answer in hand that letters are typed into, one that still lacks them first."""
        lines = [] if self._at_more else sorted(self.fields.lines, key=lambda line: not line.is_missing)
        return [line.control for line in lines if isinstance(line.control, Input)]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, and give the answer on the last."""
        event.stop()
        self._step()

    def _step(self) -> None:
        if not self.fields.step():
            self.action_save()

    def action_next_field(self) -> None:
        """Go from the answers to their fields, from field to field, and back to the answers."""
        self.focus_next()

    def on_field_line_above(self) -> None:
        """Go back to the answers."""
        self.query_one(RowList).focus()

    def on_field_line_typed(self) -> None:
        """Show the sentence as it is now."""
        self._show_sentence()

    def on_choice_changed(self) -> None:
        """Show the sentence as it is now."""
        self._show_sentence()

    def action_save(self) -> None:
        """Give the answer in hand, or say beside its field what is missing; the row for more is none."""
        if self._at_more:
            return
        wrong = self.fields.first_wrong()
        if wrong is not None:
            wrong.control.focus()
            return
        values = self.fields.values()
        try:
            self.answer.save(values)
        except FacilitatorError as error:
            if not self.fields.refuse(error):
                say_below(self.query_one("#lead", Static), str(error))
            return
        self.dismiss(values)

    def action_dismiss_form(self) -> None:
        """Go back without an answer."""
        self.action_cancel()

    def _show_answer(self) -> None:
        for each in self.query(FormFields):
            each.display = not self._at_more and each is self.fields
        self._show_sentence()

    # What the team will read

    @cached_property
    def _line(self) -> AnswerLine:
        folder, file, idea = self._about
        return AnswerLine(folder, file, idea, load_words(self._shelf, folder.programme.language))

    def _show_sentence(self) -> None:
        said, where = self._sentence()
        shown = safe.text((said, ""), "\n" if said and where else "", (where, "muted"))
        self.query_one("#reads", Static).update(shown)

    def _sentence(self) -> tuple[str, str]:
        """Return what the team will read and in which paper, or why it reads nothing."""
        if self._at_more:
            return "", ""
        try:
            said, others_read_it = self._line.after(self.answer.becomes(self.fields.values()))
        except FacilitatorError:
            return "", "once the fields above are filled in"
        if not said:
            return "", "nothing: only you see this idea; v in the review lets others see it"
        return said, "in “You said, we did”" if others_read_it else _why_left_out(self._about[2])


def _why_left_out(idea: ImprovementIdea) -> str:
    """Say why only the team's action plan tells of an idea, and what lets "You said, we did" do so."""
    why = "in the team's action plan; “You said, we did” leaves it out: others read that, too. "
    if idea.visibility is Visibility.PARTNERS:
        return f"{why}The idea is for partners and names none; o in the review names them"
    return f"{why}v in the review lets others see it, with the room's yes"
