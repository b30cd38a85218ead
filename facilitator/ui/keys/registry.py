"""The one registry of everything a key can do.

A row says what the action is called, its keys, the words for the key line and for the help screen,
and where it works (`keys.Action`). Bindings, key line, help screen, command palette and the README's
cheat sheet are made from it; a test keeps keys of one place from clashing.
"""

from __future__ import annotations

from textual.binding import Binding

from facilitator.ui.keys.command import OWN_STEP, Action


def _a(place: str, name: str, keys: str, short: str, help: str, **more: bool) -> Action:
    return Action(place, name, tuple(keys.split()), short, help, **more)


PLACES: tuple[tuple[str, str], ...] = (
    ("home", "Home"),
    ("sessions", "Sessions"),
    ("promises", "Promises"),
    ("teams", "Teams"),
    ("papers", "Papers"),
)
"""The places of the program in the order of their digits."""

PLACE_TITLES: dict[str, str] = {
    "everywhere": "Everywhere",
    "places": "Outside a session",
    "list": "In lists",
    "home": "Home",
    "sessions": "Sessions",
    "promises": "Promises",
    "teams": "Teams",
    "papers": "Papers",
    "pulse": "Pulse",
    "pulse_figures": "A closed wave of the pulse",
    "pulse_open": "An open wave of the pulse",
    "pulse_slip": "A slip of the pulse",
    "preview": "The paper",
    "first_start": "First start",
    "form": "Forms",
    "capture": "While you type",
    "runner": "The session",
    "room": "The room view",
    "projector": "The room view in a window of its own",
    "notes": "Notes",
    "ideas": "Ideas",
    "touch_map": "Touch map",
    "vote": "Vote",
    "impact": "Impact and effort",
    "actions": "Actions and promises",
    "agreement": "Welcome",
    "read_back": "Read-back",
    "close": "Close",
    "review": "Review",
    "quick_entry": "From paper",
    "channels": "Other channels",
    "dialog": "Questions",
}
"""The headings of the help screen."""

ACTIONS: tuple[Action, ...] = (
    # Everywhere
    _a("everywhere", "help", "f1", "help", "show the keys of this screen", always=True),
    _a(
        "everywhere",
        "blank",
        "f4 ctrl+l",
        "blank",
        "blank the screen; any key brings it back",
        priority=True,
    ),
    _a("everywhere", "command_palette", "ctrl+p", "commands", "any command, by name", palette=False),
    _a("everywhere", "undo", "ctrl+z", "", "undo the last change of what this screen shows"),
    _a("everywhere", "redo", "ctrl+y", "", "bring back what was undone"),
    _a("everywhere", "keep_copy", "f9", "", "keep a copy of the session elsewhere"),
    _a("everywhere", "signals", "", "", "choose the soft signals: bell, text, colour"),
    _a("everywhere", "theme", "", "", "change between dark and light"),
    _a(
        "everywhere",
        "leave",
        "ctrl+q",
        "",
        "leave the program; a running session is paused first",
        priority=True,
    ),
    # Outside a session
    _a("places", "app.place('home')", "1", "", "go to Home"),
    _a("places", "app.place('sessions')", "2", "", "go to Sessions"),
    _a("places", "app.place('promises')", "3", "", "go to Promises"),
    _a("places", "app.place('teams')", "4", "", "go to Teams"),
    _a("places", "app.place('papers')", "5", "", "go to Papers"),
    _a("places", "app.place('pulse')", "", "", "go to the pulse"),
    _a("places", "new_session", "n", "new session", "plan or start a session"),
    _a("places", "start_now", "a", "start now", "start a session at once, without a plan"),
    _a("places", "find", "slash", "find", "find words in everything that was written"),
    _a(
        "places",
        "app.help",
        "question_mark",
        "help",
        "show the keys of this screen",
        palette=False,
        always=True,
    ),
    _a("places", "app.other_channels", "", "", "whom to turn to with what must not be written down"),
    _a("places", "next_part", "tab", "next part", "go to the next part of the screen", palette=False),
    _a("places", "back", "escape", "", "back", palette=False),
    # Home
    _a("home", "carry_on", "c", "carry on", "carry on with the session in progress"),
    _a("home", "app.place('pulse')", "u", "pulse", "go to the pulse"),
    # Sessions
    _a("sessions", "open", "enter", "open", "open the session", palette=False),
    _a("sessions", "edit", "e", "edit", "change name, time, place, facilitators, practices"),
    _a("sessions", "review", "r", "review", "review the session after the meeting"),
    _a("sessions", "paper", "p", "paper", "look at the action plan"),
    _a("sessions", "remove_session", "x", "remove", "cancel a planned session, or delete a mistaken one"),
    _a("sessions", "held_on_paper", "h", "held on paper", "it was held on paper: type the sheets in"),
    _a("sessions", "duplicate", "d", "duplicate", "plan another session with this set-up"),
    _a("sessions", "debrief", "l", "", "write your own look back: private, and deleted after its days"),
    _a("sessions", "back_up", "b", "", "keep a backup; “facilitator restore” brings it back"),
    _a("places", "share_copy", "", "", "write a copy for sharing: only what leaders may see"),
    _a("places", "purge", "", "", "purge what has been kept long enough"),
    # Promises
    _a("promises", "open", "enter", "change", "say what became of it", palette=False),
    # Teams
    _a("teams", "add_team", "t", "add a team", "add a team"),
    _a("teams", "edit", "enter e", "change", "change the team"),
    _a("teams", "app.place('pulse')", "u", "pulse", "go to the pulse"),
    # Papers
    _a("papers", "write", "enter", "write it", "write the paper to the documents folder"),
    _a("papers", "write_all", "e", "every paper", "write every paper of this session that may leave"),
    _a("papers", "format", "left right", "format", "change the format", palette=False),
    _a("papers", "what_is_stored", "w", "", "write the page about what is stored about people"),
    _a("papers", "folder", "o", "folder", "open the folder of the papers"),
    # Pulse
    _a("pulse_open", "slips", "t", "type slips in", "type in paper slips"),
    _a("pulse_open", "keyboard", "k", "one by one", "let people answer here, one at a time"),
    _a("pulse_open", "close_wave", "c", "close it", "close the wave and show its figures"),
    _a("pulse_figures", "team", "left right", "team", "the next team, or all together", palette=False),
    _a("pulse_figures", "paper", "p", "paper", "look at the pulse report"),
    _a("pulse", "wave", "w", "wave", "another wave"),
    _a("pulse", "open_wave", "o", "open a wave", "open a wave: who is invited, until when"),
    _a("pulse_slip", "answer", "1 2 3 4 5", "answer", "1 strongest no … 5 strongest yes", palette=False),
    _a("pulse_slip", "answer", "minus 0", "can’t say", "no answer to this statement", palette=False),
    _a("pulse_slip", "last_answer", "backspace up", "one back", "one answer back", palette=False),
    _a(
        "pulse_slip",
        "count_in",
        "enter",
        "count it",
        "count the slip; it cannot be taken back",
        palette=False,
    ),
    _a("pulse_slip", "leave_slips", "escape", "back", "back; a slip that is not counted is forgotten"),
    _a("preview", "write", "enter", "write it", "write the paper to the documents folder"),
    _a("preview", "dismiss", "escape", "back", "back", palette=False),
    # First start
    _a("first_start", "app.leave", "q", "leave", "leave the program", palette=False),
    _a("dialog", "cancel", "escape", "", "back without an answer", palette=False),
    # Forms
    _a("form", "next_field", "tab", "next field", "next field", palette=False),
    _a("form", "save", "ctrl+n", "done", "save and go on"),
    _a("form", "dismiss_form", "escape", "back", "back without it", palette=False),
    # The runner
    _a("capture", "submit", "enter", "", "save the line", palette=False),
    _a(
        "capture",
        "leave_line",
        "tab",
        "above",
        "finish a name, or leave the line",
        palette=False,
        always=True,
    ),
    _a("capture", "last_note", "up", "", "empty line: go to the last note", palette=False),
    _a("capture", "list_down", "down", "", "the next name in the list", palette=False),
    _a("capture", "set_aside", "escape", "", "close the list, then set the line aside", palette=False),
    _a(
        "capture",
        "rewrite",
        "ctrl+x",
        "",
        "it names or judges somebody: say it about the work",
        palette=False,
    ),
    _a("capture", "only_us", "ctrl+k", "", "it names or judges somebody: keep it to yourself", palette=False),
    _a("runner", "cycle_kind", "f2", "kind", "another kind"),
    _a("runner", "cycle_practice", "f6", "practice", "another practice"),
    _a("runner", "segment_step", "f8", OWN_STEP, "this segment’s own step", always=True),
    _a("runner", "next_segment", "ctrl+n", "next", "on to the next segment", priority=True, always=True),
    _a("runner", "pause", "f5", "pause", "pause the clock, or go on"),
    _a("runner", "room", "f3 ctrl+o", "room", "show the room view"),
    _a("runner", "instrument", "f7", "", "work with another instrument"),
    _a("runner", "previous_segment", "ctrl+t", "", "back to the segment before"),
    _a("runner", "replan", "ctrl+r", "agenda", "change the agenda: win back minutes"),
    _a("runner", "other_side", "ctrl+g", "", "who is on the other side of this practice"),
    _a(
        "runner",
        "other_channels",
        "ctrl+d",
        "",
        "whom to turn to with what must not be written down",
        priority=True,
    ),
    _a("runner", "find", "ctrl+f", "", "find words in this session"),
    _a("runner", "quick_entry", "", "", "type in what stands on a filled paper"),
    _a("runner", "finish", "", "", "end the meeting and review it"),
    _a("runner", "go_home", "", "", "pause and go home"),
    # Room view
    _a("room", "close_room", "f3 ctrl+o escape", "", "back to your own view", palette=False),
    # The room view in a window of its own
    _a("projector", "blank", "f4 ctrl+l", "", "blank the screen; any key brings it back"),
    _a("projector", "leave", "q ctrl+q escape", "", "leave; the session goes on in its own window"),
    # Notes
    _a("notes", "nod", "plus", "nod", "one more nod"),
    _a("notes", "unnod", "minus", "", "one nod less"),
    _a("notes", "edit", "e enter", "edit", "change the words"),
    _a("notes", "kind", "k", "kind", "another kind"),
    _a("notes", "practice", "h", "", "which practice it is about (#)"),
    _a("notes", "dimension", "d", "", "which of the four dimensions it is about"),
    _a("notes", "visibility", "v", "who may see it", "change who may see it"),
    _a("notes", "attribution", "w", "", "say who said it: nobody, the team, a person who said yes"),
    _a("notes", "mark", "space", "mark", "mark for merging"),
    _a("notes", "merge", "m", "merge", "merge the marked into this one"),
    _a("notes", "split", "t", "", "take apart what was merged, or split in two"),
    _a("notes", "remove", "x", "remove", "take the note out; after ten seconds its words are in no file"),
    _a("notes", "redact", "delete", "", "redact: take the words out of every file, for good"),
    _a("notes", "to_capture", "tab escape", "write", "back to the line", palette=False, always=True),
    # Ideas
    _a("ideas", "edit", "e enter", "edit", "change the words"),
    _a("ideas", "details", "g", "details", "new words, reach, dimensions, who gains, its notes"),
    _a("ideas", "mark", "space", "mark", "mark for merging"),
    _a("ideas", "merge", "m", "merge", "merge the marked into this one"),
    _a("ideas", "split", "t", "", "take apart what was merged, or split in two"),
    _a("ideas", "remove", "x", "remove", "take the idea out; after ten seconds its words are in no file"),
    _a("ideas", "redact", "delete", "", "redact: take the words out of every file, for good"),
    _a("ideas", "to_capture", "tab escape", "write", "back to the line", palette=False, always=True),
    # Touch map
    _a("touch_map", "choose", "enter", "next practice", "next practice", palette=False),
    _a("touch_map", "agreement", "a", "agreed", "how far the room agreed on the rung"),
    _a("touch_map", "counterpart", "t", "other side", "which team is on the other side"),
    _a("touch_map", "to_capture", "tab escape", "note", "to the line", palette=False, always=True),
    # Vote
    _a("vote", "dots", "0 1 2 3 4 5 6 7 8 9", "dots", "how many dots the idea gets", palette=False),
    _a("vote", "one_more", "plus", "one more", "one dot more"),
    _a("vote", "one_less", "minus", "one less", "one dot less"),
    _a("vote", "people", "p", "people", "how many people vote, and how"),
    _a("vote", "to_capture", "tab escape", "note", "to the line", palette=False, always=True),
    # Impact and effort
    _a("impact", "choose", "enter", "next idea", "next idea", palette=False),
    _a("impact", "clear", "x", "clear", "take the idea off the matrix"),
    _a("impact", "to_capture", "tab escape", "note", "to the line", palette=False, always=True),
    # Actions
    _a("actions", "edit", "e enter", "change", "change owner, date, idea or words"),
    _a("actions", "yes", "y", "said yes", "the owner said yes"),
    _a("actions", "idea", "i", "idea", "which idea it serves"),
    _a("actions", "promise", "c", "promise", "write down a promise by somebody else"),
    _a("actions", "remove", "x", "remove", "take it out"),
    _a("actions", "redact", "delete", "", "redact: take the words out of every file, for good"),
    _a("actions", "to_capture", "tab escape", "write", "to the line", palette=False, always=True),
    # Welcome
    _a("agreement", "agree", "y", "they agree", "the room agrees to start on this basis"),
    _a("agreement", "disagree", "n", "not yet", "the room does not agree yet"),
    _a("agreement", "more", "plus", "one more", "one more person is here"),
    _a("agreement", "less", "minus", "one less", "one person fewer"),
    _a("agreement", "paper", "p", "", "the agreement in plain words, to read out"),
    _a("agreement", "lead", "l", "team lead", "how long the team lead stays"),
    _a("agreement", "to_capture", "tab escape", "note", "to the line", palette=False, always=True),
    # Read-back
    _a("read_back", "visibility", "v right", "wider", "let more people see it, or share the score"),
    _a("read_back", "narrower", "left", "narrower", "let fewer people see it, or keep the score here"),
    _a("read_back", "edit", "e enter", "edit", "change the words"),
    _a("read_back", "remove", "x", "remove", "take the note out; after ten seconds its words are in no file"),
    _a("read_back", "redact", "delete", "", "redact: take the words out of every file, for good"),
    _a("read_back", "done", "f", "read-back done", "the room has seen it and it is fair"),
    _a("read_back", "to_capture", "tab escape", "note", "to the line", palette=False, always=True),
    # Close
    _a("close", "hands", "1 2 3 4 5", "one hand", "one hand more for that number", palette=False),
    _a("close", "clear", "0 x", "clear", "count again from nothing"),
    _a("close", "finish", "f", "end the meeting", "end the meeting and review it", palette=False),
    _a("close", "to_capture", "tab escape", "note", "to the line", palette=False, always=True),
    # Review
    _a("review", "reviewed", "r", "reviewed", "mark as reviewed: papers may leave"),
    _a("review", "preview", "p", "preview", "look at the action plan"),
    _a("review", "debrief", "d", "debrief", "write your own look back"),
    _a("review", "edit", "e enter", "edit", "change the words; of an action all of it"),
    _a("review", "details", "g", "", "of an idea: new words, reach, dimensions, who gains"),
    _a("review", "finish_line", "n", "", "make a note of a line you did not finish"),
    _a("review", "thanks", "t", "thanks", "write the personal line of thanks"),
    _a("review", "visibility", "v", "who may see it", "change who may see it"),
    _a("review", "attribution", "w", "", "say who said it: nobody, the team, a person who said yes"),
    _a("review", "remove", "x", "remove", "take it out"),
    _a("review", "redact", "delete", "", "redact: take the words out of every file, for good"),
    _a("review", "quick_entry", "q", "from paper", "type in what stands on a filled paper"),
    _a("review", "share", "s", "shared", "mark as shared with the team"),
    _a("review", "home", "escape", "back", "back", palette=False),
    # Other channels
    _a("channels", "let_go", "delete", "", "let the line go: no file holds any of it", palette=False),
    _a("channels", "keep", "ctrl+k", "", "keep the line, for the facilitators only", palette=False),
    _a("channels", "edit", "ctrl+e", "", "write down whom to turn to"),
    # A filled paper
    _a("quick_entry", "enter_paper", "ctrl+n", "enter it", "save every line as one change"),
    _a("quick_entry", "leave_paper", "escape", "back", "back; what is typed is kept", palette=False),
)
"""Every action, in the order help and key line show them."""


def actions_of(*places: str) -> tuple[Action, ...]:
    """Return the actions of these places, the first place's first."""
    return tuple(action for place in places for action in ACTIONS if action.place == place)


def bindings(*places: str) -> list[Binding]:
    """Return Textual bindings for the actions of these places."""
    return [
        Binding(
            key,
            action.name if action.name not in _WITH_KEY else f"{action.name}('{key}')",
            action.help,
            show=False,
            priority=action.priority,
        )
        for action in actions_of(*places)
        for key in action.keys
    ]


_WITH_KEY = frozenset({"dots", "hands", "format", "team", "answer"})
"""Actions that are told which of their keys was pressed."""
