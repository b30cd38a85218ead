"""What the parts of the runner work on: one program, one session, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.live.session import LiveSession
from facilitator.ui.program import Program
from facilitator.workspace.folder.session_files import SessionFile


@dataclass(frozen=True)
class Desk:
    """The program, the file of the session, and the session with its verbs."""

    program: Program
    file: SessionFile
    live: LiveSession

    @property
    def segment_key(self) -> str:
        """The key of the segment in hand; "" before and after the meeting."""
        return self.live.position.key

    @property
    def segment_title(self) -> str:
        """The title of the segment in hand, of the whole workshop where there is none."""
        segment = self.live.position.segment
        return segment.title if segment else self.file.session.script.title

    @property
    def place(self) -> str:
        """The segment in hand and its part; another one when the session moved on."""
        here = self.live.position
        return f"{here.key} {here.part}"
