"""The papers of the program, in the order they are offered; each declares its row in its own module."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.documents.papers import (
    action_plan,
    agreement,
    debrief,
    interface_report,
    invitation,
    pulse_report,
    room_sheets,
    technical_brief,
    thank_you,
    what_is_stored,
    you_said,
)
from facilitator.documents.papers.document import Document, SessionPaper

_ROWS: tuple[Document, ...] = (
    action_plan.DOCUMENT,
    thank_you.DOCUMENT,
    you_said.DOCUMENT,
    technical_brief.DOCUMENT,
    interface_report.DOCUMENT,
    invitation.DOCUMENT,
    agreement.DOCUMENT,
    *room_sheets.DOCUMENTS,
    debrief.DOCUMENT,
    pulse_report.DOCUMENT,
    what_is_stored.DOCUMENT,
)

PAPERS: Mapping[str, Document] = {document.key: document for document in _ROWS}
"""Every paper by key, whatever it is about, in the order they are offered."""

DOCUMENTS: Mapping[str, SessionPaper] = {
    key: document for key, document in PAPERS.items() if isinstance(document, SessionPaper)
}
"""Every paper of a session."""

RENDERABLE: Mapping[str, SessionPaper] = {
    key: document for key, document in DOCUMENTS.items() if not document.private
}
"""The papers of a session that others than the facilitators may read."""

PRIVATE: Mapping[str, SessionPaper] = {
    key: document for key, document in DOCUMENTS.items() if document.private
}
"""The papers nobody else may read. Whoever makes all papers of a session goes through `RENDERABLE` and never
meets them; they are asked for by name."""
