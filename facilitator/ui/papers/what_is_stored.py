"""Writing the page about what the program stores, for anybody who asks."""

from __future__ import annotations

import asyncio

from facilitator.documents.formats.registry import Format
from facilitator.documents.render import write
from facilitator.errors import FacilitatorError
from facilitator.ui.papers.handing_on import short_path
from facilitator.ui.program import Program

_PAGE = "what-is-stored"
"""The document it is."""


def write_what_is_stored(app: Program, *, format: Format = "html") -> None:
    """Write the page into the documents folder and say so."""

    async def work() -> None:
        notices: list[str] = []
        try:
            path = await asyncio.to_thread(
                write,
                app.folder,
                _PAGE,
                format=format,
                into=app.workspace.documents_dir,
                templates=app.workspace.templates_dir,
                notice=notices.append,
            )
        except FacilitatorError as error:
            app.complain(error)
            return
        app.say(" ".join((f"Written: {path.name}, in {short_path(path.parent)}", *notices)))

    app.run_worker(work())
