"""Papers that left before something changed, offered to be written anew."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.ui.dialogs.base import Ask
from facilitator.ui.papers.editions import Edition, editions, offered
from facilitator.ui.papers.writing import write_papers
from facilitator.ui.program import Program
from facilitator.workspace.folder.session_files import SessionFile


def offer_anew(program: Program, file: SessionFile) -> None:
    """Ask whether papers of a session that left and say less than there is now are written anew."""
    behind = list(_behind(program, file))
    if not behind:
        return

    def answered(key: str | None) -> None:
        if key == "anew":
            write_papers(program, behind, program.say)

    names = ", ".join(each.title(program.folder) for each in behind)
    answers = (("anew", "Write them anew"), ("later", "Later: Papers says what changed since"))
    program.push_screen(
        Ask("Papers that left before", f"{names}. A new one says what is new.", answers), answered
    )


def _behind(program: Program, file: SessionFile) -> Iterator[Edition]:
    """Yield the editions that left, may leave now, and are behind."""
    for document in offered(file.session.status):
        for edition in editions(program.folder, file, document):
            if edition.ready and not edition.private and edition.is_behind(program.folder):
                yield edition
