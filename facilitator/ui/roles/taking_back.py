"""Taking a page of skills back: what it means is said, and after a yes it goes out of every file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.ui.program import Program


def take_back(program: Program, page: Any, done: Callable[[], None]) -> None:
    """Say what taking a page back means, ask, and take it out of every file of the programme."""
    # Imported here: a list is shown before anything is asked.
    from facilitator.ui.dialogs.base import Ask
    from facilitator.ui.dialogs.progress import Working, beside
    from facilitator.ui.erasing import erase_beside
    from facilitator.wording.taking_back import meaning
    from facilitator.workspace.erasure.engine import Erased
    from facilitator.workspace.erasure.progress import ErasureProgress
    from facilitator.workspace.erasure.taking_back import TakingBack, plan_taking_back, taking_back_task

    workspace, folder = program.workspace, program.folder
    title = "Take the page back?"

    def carry_out(plan: TakingBack) -> None:
        async def work(progress: ErasureProgress) -> Erased:
            return await erase_beside(taking_back_task(plan, lost=True), progress)

        def finished(erased: Erased | None) -> None:
            if erased is not None:
                program.say("Taken back, out of every file")
                done()

        program.push_screen(Working(title.rstrip("?"), work), finished)

    def found(plan: TakingBack | None) -> None:
        if plan is None:
            return
        answers = (("no", "Leave it as it is"), ("yes", "Take it back for good"))

        def answered(answer: str | None) -> None:
            if answer == "yes":
                carry_out(plan)

        program.push_screen(Ask(title, " ".join(meaning(plan)), answers, scrolls=True), answered)

    folder.sessions  # noqa: B018  # read here, so that the other thread only looks at them
    look = beside(lambda progress: plan_taking_back(workspace, folder, page.person))
    program.push_screen(Working("Looking through the workspace", look), found)
