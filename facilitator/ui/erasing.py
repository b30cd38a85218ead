"""Erasing while the program goes on: on this thread only what belongs there, all else on another."""

from __future__ import annotations

import asyncio

from facilitator.workspace.erasure.engine import Erased, Erasure, Task
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress


async def erase_beside(task: Task, progress: ErasureProgress = UNTOLD) -> Erased:
    """Do all of a task while the screen goes on. Raises as the steps of `Erasure` do.

    It may be ended until the records are changed, and not after.
    """
    with Erasure(task) as erasure:
        await asyncio.to_thread(erasure.change_copies, progress)
        erasure.change_records()
        return await asyncio.to_thread(erasure.finish, progress)
