"""Purging from the screen: what is due is shown, and deleted after a yes; and the copy for sharing."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.rerender import rerender
from facilitator.errors import FacilitatorError
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.progress import Working, beside
from facilitator.ui.erasing import erase_beside
from facilitator.ui.program import Program
from facilitator.wording.purge import all_due
from facilitator.workspace.erasure.engine import Erased
from facilitator.workspace.erasure.progress import ErasureProgress
from facilitator.workspace.erasure.purge import PurgePlan, plan_purge, purge_task
from facilitator.workspace.paths import typed
from facilitator.workspace.release.share_copy import share


def ask_purge(app: Program, done: Callable[[], None]) -> None:
    """Show what is due, ask, and delete it for good."""
    workspace, folder = app.workspace, app.folder
    folder.sessions  # noqa: B018  # read here, so that the other thread only looks at them

    def found(wanted: PurgePlan | None) -> None:
        if wanted is not None and wanted.nothing:
            app.say("Nothing has been kept too long")
        elif wanted is not None:
            _ask(app, wanted, done)

    look = beside(lambda progress: plan_purge(workspace, folder, progress))
    app.push_screen(Working("Looking through the workspace", look), found)


def _ask(app: Program, wanted: PurgePlan, done: Callable[[], None]) -> None:
    def answered(key: str | None) -> None:
        if key in ("all", "records"):
            _purge(app, wanted, done, papers=key == "all")

    answers = [("no", "Keep it for now")]
    if wanted.papers:
        answers.append(("all", "Delete it for good, and make the papers anew without it"))
    answers.append(("records", "Delete it for good" + (", leave the papers" if wanted.papers else "")))
    app.push_screen(Ask("Kept long enough", _meaning(wanted), answers), answered)


def _meaning(wanted: PurgePlan) -> str:
    sentences = [f"Due: {all_due(wanted.due) or 'what undo still tells'}."]
    for lead, paths in (
        ("It goes from copies, too:", wanted.copies),
        ("These copies must be deleted:", wanted.lost),
        ("Papers that hold it, or may:", wanted.papers),
        ("Left, for they are not as this program wrote them; look yourself:", wanted.foreign),
        ("Left, for they are too large to be looked into:", wanted.unread),
    ):
        if paths:
            sentences.append(
                f"{lead} {', '.join(map(wanted.shown, paths[:3]))}{' …' if len(paths) > 3 else ''}."
            )
    return " ".join((*sentences, "It cannot be undone."))


def _purge(app: Program, wanted: PurgePlan, then: Callable[[], None], *, papers: bool) -> None:
    async def work(progress: ErasureProgress) -> Erased:
        return await erase_beside(purge_task(wanted, papers=papers, lost=True), progress)

    def purged(done: Erased | None) -> None:
        if done is None:
            return
        try:
            rerender(app.folder, done.deleted, app.workspace.templates_dir)
        except FacilitatorError as error:
            app.complain(error)
        else:
            # Home may be projected: how much of what went would count private notes and debriefs.
            app.say("Purged; facilitator deletions says what")
        then()

    app.push_screen(Working("Deleting what was kept long enough", work), purged)


def ask_share_copy(app: Program) -> None:
    """Ask for a folder, and write a copy of the programme for leaders there."""

    def answered(line: str | None) -> None:
        if not line:
            return
        try:
            made = share(app.folder, typed(line))
        except FacilitatorError as error:
            app.complain(error)
        else:
            app.say(f"Copy for sharing: {made.path}")

    question = "Only what leaders may see. It goes into a new or empty folder; type its path."
    app.push_screen(AskLine("A copy for sharing", question), answered)
