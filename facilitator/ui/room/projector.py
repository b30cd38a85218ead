"""The room view in a window of its own, for the projector: it follows the session and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from facilitator.live.clock import Clock
from facilitator.ui import theme
from facilitator.ui.base_app import QuietApp
from facilitator.ui.dialogs.blank import Blank
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.room.follower import Following
from facilitator.ui.room.view import RoomView
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile

FOLLOW = 0.15
"""Seconds between two looks at the files."""


KEYS = Context(
    "projector",
    "The room view in a window of its own",
    (
        command("blank", "f4 ctrl+l", "", "blank the screen; any key brings it back"),
        command("leave", "q ctrl+q escape", "", "leave; the session goes on in its own window"),
    ),
)


class Projector(RoomView, inherit_bindings=False):
    """The room view of a session that another window leads."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    SCOPED_CSS = False  # its looks are those of the room view, and name that

    def __init__(self, following: Following) -> None:
        super().__init__(following.look)
        self._following = following

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys; nothing of them is drawn."""
        return (KEYS,)

    def keep_up(self) -> None:
        """Look at the files several times a second; the clock goes on once a second."""
        self.set_interval(FOLLOW, self.look_again)
        self.set_interval(1.0, self.tick)

    def look_again(self) -> None:
        """Draw what the room sees, if it sees something else now."""
        if self._following.follow():
            self.show_moment()

    def tick(self) -> None:
        """Draw the time."""
        moment = self._following.moment()
        if moment is not None:
            self.show_time(moment)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Draw what was written, the newest in sight: nobody sits at this window to scroll."""
        self.query_one(RowList).show(self.fitting(rows), select=rows[0].key if rows else None)

    def action_blank(self) -> None:
        """Blank the screen until a key is pressed."""
        self.app.push_screen(Blank())

    def action_leave(self) -> None:
        """Close this window."""
        self.app.exit()


class ProjectorApp(QuietApp):
    """Follows *session*, or without one what goes on in the programme. *clock* gives the wall clock."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        folder: ProgrammeFolder,
        session: SessionFile | None = None,
        *,
        dark: bool = False,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(theme.DARK if dark else theme.LIGHT)
        self._following = Following(folder, session, clock=clock)

    def on_mount(self) -> None:
        """Show the room what goes on."""
        self.push_screen(Projector(self._following))

    def action_help_quit(self) -> None:
        """Do nothing: ^C is pressed by mistake too often to obey it, and the room needs no explanation."""


def run(folder: ProgrammeFolder, session: SessionFile | None = None, *, dark: bool = False) -> int:
    """Open the room view; return 0 when it is left, 1 after a fault of its own."""
    app = ProjectorApp(folder, session, dark=dark)
    app.run()
    return app.return_code or 0
