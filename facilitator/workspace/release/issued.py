"""Papers and exports that left: remembered, and told again when a record is narrowed.

See docs/field.md, "Wider and narrower".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from facilitator.errors import NotSaved
from facilitator.model.audience import Audience, Worded
from facilitator.model.trail import Issued
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.release import may_read


def remember_issued(
    folder: ProgrammeFolder,
    path: Path,
    *,
    document: str,
    format: str,
    audience: Audience,
    sessions: Iterable[SessionFile],
) -> Issued:
    """Remember that the file at *path* was issued for *audience* from these sessions; none of its words.

    It cannot be undone: the file is out. Raises `InUse` or `NotSaved`; then the file is there and it is not
    remembered.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise NotSaved(f"{path} cannot be read back: {error.strerror}.", "Write it again.") from None
    with folder.file.group("paper issued", undoable=False):
        return folder.file.put(
            Issued(
                document=document,
                format=format,
                audience=audience.kind,
                teams=tuple(sorted(audience.teams)),
                sessions=tuple(file.session.id for file in sessions),
                digest=digest,
                file=clean_line(path.name) or "unnamed",
            )
        )


def last_issued(
    folder: ProgrammeFolder, document: str, session: SessionFile, team: str | None = None
) -> Issued | None:
    """Return when a paper of a session was issued last, for that team if one is named; None if never."""
    return next(
        (
            each
            for each in reversed(folder.file.all(Issued))
            if each.document == document
            and session.session.id in each.sessions
            and (team is None or not each.teams or team in each.teams)
        ),
        None,
    )


def issued_from(folder: ProgrammeFolder, session: SessionFile) -> tuple[Issued, ...]:
    """Return what was issued from a session, the oldest first."""
    return tuple(each for each in folder.file.all(Issued) if session.session.id in each.sessions)


def issued_before_lowering(
    folder: ProgrammeFolder, session: SessionFile, before: Worded, after: Worded
) -> tuple[Issued, ...]:
    """Return what was issued to readers who could see a record then and no longer may, once a file.

    Whether the words are in it is not asked: it left for readers who might have got them.
    """
    found = {}
    for each in issued_from(folder, session):
        audience = Audience(each.audience, frozenset(each.teams))
        could = may_read(folder, session, before, audience)
        if each.created >= before.created and could and not may_read(folder, session, after, audience):
            found[each.file] = each
    return tuple(found.values())
