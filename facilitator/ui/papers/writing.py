"""Writing papers from the screens: one or several, one after the other, while the screen goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator.documents.formats.registry import Format
from facilitator.documents.render import write
from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.ui.papers.editions import Edition
from facilitator.ui.papers.handing_on import HandingOn, copy_text, leave, short_path
from facilitator.ui.papers.issued import remember_paper
from facilitator.ui.program import Program

Progress = Callable[[str], None]
"""Is told in words what is being written; "" when all is done."""


def write_paper(app: Program, edition: Edition, *, format: Format = "html", then: HandingOn = leave) -> None:
    """Write a paper and *then* hand it on; before the review say why it may not leave."""

    async def work() -> None:
        notices: list[str] = []
        try:
            path = await _write(app, edition, format, notices.append)
        except FacilitatorError as error:
            app.complain(error)
            return
        app.say(" ".join((await then(app, path), *notices)))
        _remember(app, path, edition, format)

    app.run_worker(work())


def copy_paper(app: Program, edition: Edition) -> None:
    """Write a paper as plain text and copy it; one that is only the facilitators' is not copied."""
    if edition.private:
        app.say("Only you may read it, so it is not copied. Enter writes it.")
    else:
        write_paper(app, edition, format="txt", then=copy_text)


def ask_to_write(app: Program, editions: Sequence[Edition], format: Format, go: Callable[[], None]) -> None:
    """Say which papers would be written and where, and *go* on after a yes."""
    from facilitator.ui.dialogs.base import Ask  # here: a list is shown before anything is asked

    def answered(answer: str | None) -> None:
        if answer == "yes":
            go()

    titles = words.listed([each.title(app.folder) for each in editions])
    where = f"As {format} into {short_path(app.workspace.documents_dir)}; older ones there are replaced."
    number = words.count(len(editions), "paper")
    session = editions[0].file.session.short_id
    answers = (("yes", f"Write {'it' if len(editions) == 1 else 'them'}"), ("no", "Write nothing"))
    app.push_screen(Ask(f"Write {number} of {session}?", f"{titles}. {where}", answers), answered)


def write_papers(
    app: Program, editions: Sequence[Edition], progress: Progress, *, format: Format = "html"
) -> None:
    """Write several papers; *progress* is told which one is being made, and "" at the end.

    What one lacks does not keep the others back; it is said when all are done.
    """

    async def work() -> None:
        notices: list[str] = []
        faults: list[str] = []
        folder = app.workspace.documents_dir
        for number, edition in enumerate(editions, start=1):
            progress(f"writing {number} of {len(editions)}: {edition.title(app.folder)}")
            try:
                path = await _write(app, edition, format, notices.append)
            except FacilitatorError as error:
                faults.append(f"Not written: {edition.title(app.folder)}. {error}")
                continue
            _remember(app, path, edition, format)
        progress("")
        written = words.count(len(editions) - len(faults), "paper")
        app.say(" ".join((f"Written: {written}, in {short_path(folder)}.", *faults, *dict.fromkeys(notices))))

    app.run_worker(work(), group="papers", exclusive=True)


async def _write(app: Program, edition: Edition, format: Format, notice: Callable[[str], None]) -> Path:
    return await asyncio.to_thread(
        write,
        app.folder,
        edition.document,
        session=edition.file,
        format=format,
        into=app.workspace.documents_dir,
        team=edition.team,
        other=edition.other or None,
        templates=app.workspace.templates_dir,
        notice=notice,
    )


def _remember(app: Program, path: Path, edition: Edition, format: Format) -> None:
    other = edition.other or None
    remember_paper(app, path, edition.document, edition.file, edition.team, format, other)
