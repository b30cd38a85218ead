"""Who may see a record: the question, the room's yes to a raise, and what left before a lowering."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from facilitator.documents.render import PAPERS
from facilitator.language import words
from facilitator.live.desk import label_of
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility, Worded
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Ask, Choose, Notice
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.issued import issued_before_lowering

_MOST = 5
"""Papers named at most."""

Attempt = Callable[[Callable[[], object]], bool]
"""Does a change, says so if it may not be, and tells whether it was done."""


def ask_visibility(
    app: Program, live: LiveSession, file: SessionFile, record: Worded, attempt: Attempt
) -> None:
    """Ask who may see a record, and when that is more people than the team, whether the room said yes."""
    rows = [
        line_row(each.value, safe.text(safe.cell((each.label, "bold"), 14), (each.meaning, "muted")))
        for each in Visibility
    ]

    def chosen(key: str | None) -> None:
        if key is None:
            return
        level = Visibility(key)
        if level.reaches(Visibility.PARTNERS) and level.rank > record.visibility.rank:
            _ask_room(app, level, lambda: set_visibility(app, live, file, record, level, attempt))
        else:
            set_visibility(app, live, file, record, level, attempt)

    question = "Wider than the team only with the room's yes, at read-back or later."
    app.push_screen(Choose("Who may see it?", question, rows, record.visibility.value), chosen)


def _ask_room(app: Program, level: Visibility, save: Callable[[], None]) -> None:
    def answered(key: str | None) -> None:
        if key == "yes":
            save()

    answers = [("yes", "The room said yes; today is noted as the day"), ("no", "Not asked yet: leave it")]
    question = f"It would be seen by: {level.meaning}."
    app.push_screen(Ask("Did the room say yes to that?", question, answers), answered)


def set_visibility(
    app: Program,
    live: LiveSession,
    file: SessionFile,
    record: Worded,
    level: Visibility,
    attempt: Attempt,
) -> None:
    """Save who may see a record; when that is fewer people, tell what left before for the others.

    A quote that nobody said yes to yet asks for the speaker's yes first.
    """
    before = file.find(type(record), record.id) or record
    if isinstance(before, Observation) and level is not Visibility.FACILITATOR and before.waits_for_yes:
        _ask_speaker(app, live, before, level, attempt)
        return
    if not attempt(lambda: live.decisions.decide(record, level)):
        return
    after = file.find(type(record), record.id)
    if after is not None and after.visibility.rank < before.visibility.rank:
        tell_issued(app, file, before, after)


def _ask_speaker(
    app: Program, live: LiveSession, quote: Observation, level: Visibility, attempt: Attempt
) -> None:
    def save() -> None:
        with live.records.group(f"yes to {label_of(quote)}"):
            live.decisions.decide(live.notes.speaker_agreed(quote), level)

    def answered(key: str | None) -> None:
        if key == "yes":
            attempt(save)

    answers = [
        ("yes", f"The speaker said yes: it will be seen by {level.meaning}"),
        ("no", "Not asked, or no: it stays with you"),
    ]
    question = "A quote needs the speaker's yes before others may see it. Ask now, quietly."
    app.push_screen(Ask("Does the speaker agree to be quoted?", question, answers), answered)


def tell_issued(app: Program, file: SessionFile, before: Worded, after: Worded) -> None:
    """Tell what left before for readers who may no longer see a record; nothing when nothing did."""
    left = issued_before_lowering(app.folder, file, before, after)
    if not left:
        return
    named = [
        f"{PAPERS[each.document].title if each.document in PAPERS else each.document}"
        f" ({_day(app.folder, each.created)}, {each.file})"
        for each in left[:_MOST]
    ]
    more = f", and {len(left) - _MOST} more" if len(left) > _MOST else ""
    notice = Notice(
        "Issued before",
        f"From now on fewer people see it. These left for readers who could: {', '.join(named)}{more}.",
        "Write them anew, and ask for the old ones back.",
    )
    app.push_screen(notice)


def _day(folder: ProgrammeFolder, moment: datetime) -> str:
    return words.day(folder.local(moment).date(), folder.today(), weekday=False)
