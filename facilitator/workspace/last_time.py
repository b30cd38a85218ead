"""The sessions that teams had before one, for the session that runs now.

What the room says became of an action is saved by the verbs of `workspace.follow_up` in the file where the
action stands, one change a verdict. See docs/field.md, "Last time".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from facilitator.insight.last_time import Agreed, LastTime, earlier_sessions, last_time
from facilitator.model.action import ACTION_TRANSITIONS, Action, ActionStatus
from facilitator.model.idea import Benefit, Evidence, StakeholderGroup
from facilitator.model.labels import quoted
from facilitator.model.records import Change
from facilitator.text import clean_line
from facilitator.workspace import follow_up
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.paths import safe_name
from facilitator.workspace.undo import Scope

_IN_BETWEEN = {
    ActionStatus.PROPOSED: ActionStatus.OPEN,
    ActionStatus.DONE: ActionStatus.STARTED,
    ActionStatus.DROPPED: ActionStatus.OPEN,
}
"""The step to take first where an action cannot become at once what the room says it is."""


class EarlierSessions:
    """The sessions before the one in *file*; implements `live.earlier.Earlier`."""

    def __init__(self, folder: ProgrammeFolder, file: SessionFile) -> None:
        self._folder = folder
        self._file = file

    def last_time(self) -> LastTime | None:
        """Return what they left, as it stands now; None when there was none."""
        folder = self._folder
        return last_time(
            folder.sessions, self._file.session, folder.today(), folder.zone, programme=folder.programme
        )

    @property
    def files(self) -> tuple[SessionFile, ...]:
        """The files of these sessions, oldest first."""
        folder = self._folder
        found = earlier_sessions(folder.sessions, self._file.session, folder.today(), folder.zone)
        return tuple(each for each in found if isinstance(each, SessionFile))

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The names of session files that cannot be read and may be of one of these teams.

        A file is named by its day and team. One that is named for another team of the programme is not meant.
        """
        folder, own = self._folder, self._file.session.teams
        others = [safe_name(team.name) for id, team in folder.teams.items() if id not in own]
        damaged = (path for path in folder.damaged if path.name != PROGRAMME_FILE)
        return tuple(sorted(path.name for path in damaged if not any(name in path.stem for name in others)))

    # What is said of an action

    def settle(
        self, agreed: Agreed, status: ActionStatus, said: str = "", *, due: date | None = None
    ) -> Action:
        """Save where an action stands; *said* is the evidence, what blocks it, or why it was dropped.

        It takes the step in between where there is one: what was dropped can be done after all. With *due*
        it gets its next date as well. Raises `RuleBroken`, `InUse` or `NotSaved`.
        """
        file, action = self._found(agreed)
        said = clean_line(said)
        with file.group(_label(action, status.label), about=follow_up.FOLLOW_UP):
            action = self._settled(file, action, status, said)
            return follow_up.move_action(file, action, due) if due is not None else action

    def helped(self, agreed: Agreed, said: str) -> Action:
        """Save that an action is done, and in the team's words what it gained. Raises as `settle` does."""
        file, action = self._found(agreed)
        benefit = Benefit(group=StakeholderGroup.TEAM, text=clean_line(said), evidence=Evidence.REPORTED)
        with file.group(_label(action, "helped"), about=follow_up.FOLLOW_UP):
            if action.status is not ActionStatus.DONE:
                action = self._settled(file, action, ActionStatus.DONE, "")
            return follow_up.report_benefit(file, action, benefit)

    def move(self, agreed: Agreed, due: date) -> Action:
        """Save another date for an action that goes on. Raises as `settle` does."""
        file, action = self._found(agreed)
        return follow_up.move_action(file, action, due)

    def _found(self, agreed: Agreed) -> tuple[SessionFile, Action]:
        file = self._folder.session(agreed.session.id)
        file.hold()
        return file, file.find(Action, agreed.action.id) or agreed.action

    def _settled(self, file: SessionFile, action: Action, status: ActionStatus, said: str) -> Action:
        today = self._folder.today()
        if action.status is status:
            return follow_up.say_more(file, action, said)
        if status not in ACTION_TRANSITIONS[action.status] and action.status in _IN_BETWEEN:
            action = follow_up.settle_action(file, action, _IN_BETWEEN[action.status], "", today)
        return follow_up.settle_action(file, action, status, said, today)

    # Changes

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call *listener* after each change of these files; return the function that ends it."""
        ends = [file.subscribe(listener) for file in self.files]

        def end() -> None:
            for each in ends:
                each()

        return end

    @property
    def scope(self) -> Scope:
        """What a screen about the session takes back of these files: what was said of their actions in it."""
        began = self._file.session.started_at

        def said_here(change: Change) -> bool:
            at = change.at
            return follow_up.is_follow_up(change) and at is not None and began is not None and at >= began

        return Scope(self.files, said_here)


def _label(action: Action, what: str) -> str:
    return f"action {action.number} {quoted(action.text)} {what}"
