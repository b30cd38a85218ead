"""Redacting a record: what belongs to it is asked about, what it means is shown, then it is done for good."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from facilitator.model.base import Record
from facilitator.text import clean_line
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.progress import Working, beside
from facilitator.ui.erasing import erase_beside
from facilitator.ui.program import Program
from facilitator.wording import redaction as sentences
from facilitator.workspace.erasure.progress import ErasureProgress
from facilitator.workspace.erasure.redaction import Redacted, RedactionChoices, redaction_task
from facilitator.workspace.erasure.redaction import outcome_of as done_by
from facilitator.workspace.erasure.redaction_plan import RedactionPlan, plan_redaction, with_also
from facilitator.workspace.erasure.related_records import Part
from facilitator.workspace.folder.session_files import SessionFile, short_id
from facilitator.workspace.lookup import FoundRecord

_FEW = 3
"""How many files a dialog names in one line."""

_QUOTED = 120
_LOOKING = "Looking through the workspace"


class Redaction:
    """The questions before one record is redacted, one dialog after the other; Escape leaves it as it is."""

    def __init__(self, program: Program, first: RedactionPlan) -> None:
        self.program = program
        self.plan = first
        self._waiting: list[Part] = [*first.related.merged, *first.related.derived]
        self._also: set[str] = set()
        self._papers = "leave"
        self._foreign: list[Path] = []
        self._by_name: list[Path] = []

    @property
    def _title(self) -> str:
        return f"Redact {self.plan.part.name}"

    def ask(self) -> None:
        """Ask about the next record that belongs to it, then go on."""
        if not self._waiting:
            self._with_all()
            return
        part = self._waiting.pop(0)
        words = clean_line(part.words[0] if part.words else "")
        words = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
        lines = (sentences.question(self.plan, part), f"“{words}”")

        def answered(answer: str) -> None:
            if answer == "yes":
                self._also.add(part.record.id)
            self.ask()

        self._ask(lines, (("yes", "Take its words out too"), ("no", "Leave it")), answered)

    def _with_all(self) -> None:
        if not self._also:
            self._ask_about_papers()
            return

        def found(wanted: RedactionPlan | None) -> None:
            if wanted is not None:
                self.plan = wanted
                self._ask_about_papers()

        look = beside(lambda progress: with_also(self.plan, self._also, progress))
        self.program.push_screen(Working(_LOOKING, look), found)

    def _ask_about_papers(self) -> None:
        self._foreign = list(self.plan.foreign)
        if not (self.plan.documents or self.plan.maybe):
            self._ask_by_name()
            return
        lines = sentences.papers(self.plan, most=_FEW)
        answers = (
            ("anew", "Make them anew without the words"),
            ("delete", "Delete them"),
            ("leave", "Leave them"),
        )

        def answered(answer: str) -> None:
            self._papers = answer
            self._ask_by_name()

        self._ask(lines, answers, answered)

    def _ask_by_name(self) -> None:
        """Ask about the next file that is not the program's own, then go on."""
        if not self._foreign:
            self._ask_at_last()
            return
        path = self._foreign.pop(0)

        def answered(answer: str) -> None:
            if answer == "delete":
                self._by_name.append(path)
            self._ask_by_name()

        answers = (("leave", "Leave it"), ("delete", "Delete it"))
        self._ask((sentences.by_name(self.plan, path),), answers, answered)

    def _ask_at_last(self) -> None:
        yes = (
            "Redact it for good, and delete what cannot be changed"
            if self.plan.lost
            else "Redact it for good"
        )

        def answered(answer: str) -> None:
            if answer == "yes":
                self._redact()

        lines = sentences.planned(self.plan, most=_FEW, with_papers=False)
        self._ask(lines, (("no", "Leave it as it is"), ("yes", yes)), answered)

    def _ask(
        self, lines: Iterable[str], answers: Sequence[tuple[str, str]], answered: Callable[[str], None]
    ) -> None:
        def given(answer: str | None) -> None:
            if answer is not None:
                answered(answer)

        self.program.push_screen(Ask(self._title, "\n".join(lines), answers, scrolls=True), given)

    def _redact(self) -> None:
        choices = RedactionChoices(self._papers != "leave", bool(self.plan.lost), tuple(self._by_name))
        self.program.push_screen(Working(self._title, lambda way: self._do(choices, way)), self._done)

    async def _do(self, choices: RedactionChoices, progress: ErasureProgress) -> Redacted:
        erased = await erase_beside(redaction_task(self.plan, choices), progress)
        return await asyncio.to_thread(done_by, self.plan, choices, erased, progress)

    def _done(self, done: Redacted | None) -> None:
        if done is None:
            return
        made: tuple[Path, ...] = ()
        if self._papers == "anew":
            # Imported here: only this waits for the template engine.
            from facilitator.documents.rerender import rerender

            made = rerender(self.plan.folder, done.deleted, self.plan.workspace.templates_dir)
        lines = sentences.done(self.plan, done, made, most=_FEW)
        self.program.push_screen(Ask("Redacted", "\n".join(lines), (("ok", "Go on"),), scrolls=True))


def ask_redaction(program: Program, file: SessionFile | None, record: Record | None, name: str = "") -> None:
    """Ask what belongs to a record and its redaction, and redact it; without a record, say so.

    One of the programme itself has no *file*, and is called by its *name*.
    """
    if record is None:
        program.say("Nothing is in hand that could be redacted")
        return
    workspace, folder, found = (
        program.workspace,
        program.folder,
        FoundRecord(record, file, short_id(file, record) if file is not None else name),
    )
    folder.sessions  # noqa: B018  # read here, so that the other thread only looks at them

    def ask(first: RedactionPlan | None) -> None:
        if first is not None:
            Redaction(program, first).ask()

    look = beside(lambda progress: plan_redaction(workspace, folder, found, (), progress))
    program.push_screen(Working(_LOOKING, look), ask)
