"""Welcome: does the room agree to start on the promise, how many are here, does the lead stay."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.model.session import LeadPresent
from facilitator.ui import safe, words
from facilitator.ui.actions import bindings
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.screens.dialogs import AskLine

_LEAD = (LeadPresent.ALL, LeadPresent.PART, LeadPresent.NO)


class AgreementPane(Instrument, can_focus=True):
    """Three facts and how to set them."""

    place = "agreement"
    step_words = "how many"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("agreement")]
    DEFAULT_CSS = """
    AgreementPane { padding-left: 1; border-left: blank; }
    AgreementPane:focus { border-left: outer $mark; }
    AgreementPane > Static { padding-left: 0; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the facts."""
        yield Static(id="facts")

    def show_records(self) -> None:
        """Draw the facts."""
        session = self.live.session
        agreement = session.agreement
        if agreement is None:
            agreed = safe.text(
                ("not asked yet", "warn"), "   ", ("y", "key"), " they agree   ", ("n", "key"), " not yet"
            )
        else:
            at = words.time(self.program.folder.local(agreement.at))
            agreed = safe.text(
                ("✓ yes", "good") if agreement.agreed else ("not yet", "warn"), (f"   {at}", "muted")
            )
        people = (
            "not counted yet"
            if session.attendance is None
            else words.count(session.attendance, "person", "people")
        )
        if session.remote:
            people += f", {session.remote} of them remote"
        team = self.live.teams.get(session.teams[0])
        of = (
            f" of {team.headcount}"
            if team and session.attendance is not None and len(session.teams) == 1
            else ""
        )
        lead = session.lead_present.label if session.lead_present else "not asked yet"
        lines = [
            safe.text(safe.cell(("Agreed to start", "muted"), 18), agreed),
            safe.NOTHING,
            safe.text(
                safe.cell(("Here", "muted"), 18),
                (people + of, "" if session.attendance else "warn"),
                *("   ", ("+ -", "key"), " count   ", ("F8", "key"), " type it"),
            ),
            safe.NOTHING,
            safe.text(
                safe.cell(("Team lead is here", "muted"), 18),
                (lead, "" if session.lead_present else "warn"),
                *("   ", ("l", "key"), " change"),
            ),
            safe.NOTHING,
            safe.text("Only how many, never who: nobody is listed.", pen="muted"),
        ]
        if self.app.size.height < 30:
            lines = [line for line in lines if line.plain]
        self.query_one("#facts", Static).update(Content("\n").join(lines))

    def step(self) -> bool:
        """Type how many are here."""

        def save(line: str | None) -> None:
            parts = [int(part) for part in (line or "").replace("+", " ").split() if part.isdecimal()]
            if parts:
                remote = parts[1] if len(parts) > 1 else 0
                self.attempt(lambda: self.live.set_attendance(parts[0] + remote, remote))

        session = self.live.session
        value = "" if session.attendance is None else str(session.attendance - session.remote)
        if session.remote:
            value += f" + {session.remote}"
        question = "A number. With people remote: in the room + remote, such as 6 + 2."
        self.app.push_screen(AskLine("How many are here?", question, value), save)
        return True

    def action_agree(self) -> None:
        """The room agrees."""
        self.attempt(lambda: self.live.agree(True))

    def action_disagree(self) -> None:
        """The room does not agree yet."""
        self.attempt(lambda: self.live.agree(False))

    def action_more(self) -> None:
        """One more person is here."""
        self._count(1)

    def action_less(self) -> None:
        """One person fewer."""
        self._count(-1)

    def _count(self, by: int) -> None:
        session = self.live.session
        here = max(session.remote, (session.attendance or 0) + by)
        self.attempt(lambda: self.live.set_attendance(here, session.remote))

    def action_lead(self) -> None:
        """The team lead stays all the time, part of it, or is not there."""
        now = self.live.session.lead_present
        following = _LEAD[(_LEAD.index(now) + 1) % len(_LEAD)] if now else _LEAD[0]
        self.attempt(lambda: self.live.set_lead_present(following))
