"""What the places of the program share: the line above, the keys below, going from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.language.words import day, time
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.undo import ScreenHistory
from facilitator.ui.widgets.lines import KeyLine, TopLine, place_at, places_line
from facilitator.workspace.undo import Scope

if TYPE_CHECKING:
    from facilitator.ui.widgets.list_filter import ListFilter

PLACE_KEYS = Context(
    "places",
    "Outside a session",
    (
        command("app.place('home')", "1", "", "go to Home"),
        command("app.place('sessions')", "2", "", "go to Sessions"),
        command("app.place('promises')", "3", "", "go to Promises"),
        command("app.place('teams')", "4", "", "go to Teams"),
        command("app.place('papers')", "5", "", "go to Papers"),
        command("app.place('roles')", "6", "", "go to People: champions, services and what needs somebody"),
        command("app.place('pulse')", "", "", "go to the pulse"),
        command("app.place('settings')", "", "", "go to the settings of the programme"),
        command(
            "app.place('session-changes')", "", "", "change over sessions: rungs then and now, actions kept"
        ),
        command("app.programmes", "", "", "another programme: open one that is there, or begin one"),
        command("app.place('people')", "", "", "go to the people who accepted a role"),
        command("app.place('champions')", "", "", "go to the champions"),
        command("app.place('services')", "", "", "go to the services"),
        command("app.place('leaders')", "", "", "go to the leaders: advantage sought, promises kept"),
        command("app.place('stories')", "", "", "go to the stories: what changed for whom, and the sheet"),
        command("app.place('messages')", "", "", "go to the messages: what is said to each audience"),
        command("app.place('chains')", "", "", "go to the value chains: from what we produce to who gains"),
        command("app.place('stakeholders')", "", "", "go to the stakeholders: whom the change touches"),
        command(
            "app.place('skill_sheet')", "", "", "go to skills: what a team has to know, and how it is covered"
        ),
        command(
            "app.place('learning')",
            "",
            "",
            "go to learning: what people hold, plan and renew, or want none of",
        ),
        command("app.place('projects')", "", "", "go to the projects: their table, and what they are worth"),
        command("app.place('stages')", "", "", "go to the three stages: where each team stands"),
        command("app.place('practices')", "", "", "go to the practices: their names, what fits, your own"),
        command("start_now", "a", "start now", "start a session at once, without a plan"),
        command("find", "slash", "find", "find words in everything that was written"),
        command(
            "app.help", "question_mark", "help", "show the keys of this screen", palette=False, always=True
        ),
        command("app.other_channels", "", "", "whom to turn to with what must not be written down"),
        command("next_part", "tab", "next part", "go to the next part of the screen", palette=False),
        command("back", "escape q", "", "back", palette=False),
        command("share_copy", "", "", "write a copy for sharing: only what leaders may see"),
        command("purge", "", "", "purge what has been kept long enough"),
    ),
)


BEGIN_KEYS = Context(
    "begin", "A new session", (command("new_session", "n", "new session", "plan or start a session"),)
)
"""Not where lists have a new thing of their own."""

PART_KEYS = Context(
    "part",
    "In a part of People",
    (
        command(
            "walk",
            "less_than_sign greater_than_sign",
            "",
            "the part of People before, or the next",
            palette=False,
            with_key=True,
        ),
    ),
)
"""Where one stands in a part of the place People."""


_WITH_DAY = 110
"""From so many cells on the line above says the day as well."""


class Place(ProgramScreen, Screen[None]):
    """One of the numbered places. A subclass names itself in `place`, has `keys`, lays out `compose_body`.

    One that stands in another, as the parts of People do, names that in `_stands_in`.
    In `scope` it says what it takes back: nothing unless told. One whose list can be filtered holds a
    `widgets.list_filter.ListFilter`, lays it out, and has its keys.
    """

    place: str = ""
    keys: Context
    _stands_in = ""
    _filter: ListFilter | None = None
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PLACE_KEYS, BEGIN_KEYS, PART_KEYS)]
    DEFAULT_CSS = """
    Place #head { padding: 1 3 0 3; height: 2; }
    Place > RowList { margin: 0 1; }
    Place.-narrow #head { padding: 0 3; height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.history = ScreenHistory(self, lambda: self.scope)

    @property
    def scope(self) -> Scope:
        """What this place shows and takes back."""
        return Scope()

    def active_contexts(self) -> tuple[Context, ...]:
        """The place's own keys first, then those of all places; in a filter only its own."""
        own = self._filter.contexts if self._filter is not None else ()
        if self._filter is not None and self._filter.has_focus_within:
            return (*own, EVERYWHERE)
        return (self.keys, *own, BEGIN_KEYS, PLACE_KEYS, EVERYWHERE)

    def compose(self) -> ComposeResult:
        """Lay out the two lines and the body between them."""
        yield TopLine(self._draw_top, self._place_at)
        yield from self.compose_body()
        yield KeyLine()

    def compose_body(self) -> ComposeResult:
        """Lay out what stands between the two lines."""
        yield from ()

    @on(events.Mount)
    def _keep_clock_right(self) -> None:
        self.set_interval(20, lambda: self.query_one(TopLine).refresh())

    @on(events.ScreenResume)
    def _come_to_front(self) -> None:
        """Show the records whenever the screen comes to the front, the first time too."""
        self.show_records()

    def show_records(self) -> None:
        """Fill the screen from the records."""

    def show_head(self, title: str, facts: str = "") -> None:
        """Draw the heading of a place that lays out a `#head`: its title, and muted how much there is."""
        self.query_one("#head", Static).update(safe.text((title, "bold"), "   ", (facts, "muted")))

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        folder = self.program.folder
        now = folder.local(folder.now())
        stamp = f"{day(now.date())}  {time(now)}" if width >= _WITH_DAY else time(now)
        if folder.as_of:  # a clock that runs beside a day that stands still would mislead
            stamp = f"as of {day(folder.today(), weekday=False)}"
        return places_line(
            folder.programme.name, self._stands_in or self.place, width, safe.text(stamp, pen="muted")
        )

    def _place_at(self, column: int, width: int) -> str:
        return (
            f"app.place('{place}')"
            if (place := place_at(self.program.folder.programme.name, column, width))
            else ""
        )

    # Keys of all places

    def _action_next_part(self) -> None:
        """Go to the next part of the screen."""
        self.focus_next()

    def _action_back(self) -> None:
        """Show all rows of a filtered list; else go home, and at home say how to leave."""
        if self._filter is not None and self._filter.is_on:
            self._filter.show_all()
        elif self.place != "home":
            self.program.action_place("home")
        else:
            self.program.say("^Q leaves the program")

    def _action_walk(self, key: str) -> None:
        """Go to the part of People beside this one."""
        from facilitator.wording.roles.finder import beside

        if place := beside(self.place, -1 if key.startswith("less") else 1):
            self.program.action_place(place)

    def _action_filter(self) -> None:
        """Leave only some rows of the list."""
        if self._filter is not None:
            self._filter.open()

    def _action_new_session(self) -> None:
        """Plan or start a session."""
        self.program.navigation.plan_session()

    def _action_start_now(self) -> None:
        """Start a session at once with the team that waits the longest, or another."""
        self.program.navigation.start_now()

    def _action_find(self) -> None:
        """Find words in everything that was written."""
        from facilitator.ui.dialogs.find import Find

        self.app.push_screen(Find())

    def _action_purge(self) -> None:
        """Show what has been kept long enough, and delete it after a yes."""
        from facilitator.ui.dialogs.purge import ask_purge

        ask_purge(self.program, self.show_records)

    def _action_share_copy(self) -> None:
        """Write a copy of the programme with only what leaders may see."""
        from facilitator.ui.dialogs.purge import ask_share_copy

        ask_share_copy(self.program)
