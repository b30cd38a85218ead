"""Writing the page about what the program stores, for anybody who asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from facilitator.documents.formats.registry import Format
from facilitator.documents.papers.what_is_stored import KEY, stored_bytes
from facilitator.errors import FacilitatorError
from facilitator.files.writing import save

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp


def write_what_is_stored(app: FacilitatorApp, *, format: Format = "html") -> None:
    """Write the page into the documents folder and say so."""

    async def work() -> None:
        notices: list[str] = []
        try:
            made = await asyncio.to_thread(
                stored_bytes,
                app.folder,
                format=format,
                templates=app.workspace.templates_dir,
                notice=notices.append,
            )
            path = save(app.workspace.documents_dir / f"{KEY}.{format}", made)
        except FacilitatorError as error:
            app.complain(error)
            return
        app.say(" ".join((f"Written: {path.name}, in the folder {path.parent.name}", *notices)))

    app.run_worker(work())
