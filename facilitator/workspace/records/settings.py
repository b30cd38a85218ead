"""The settings of a programme: the fields of its one record that people may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator.errors import BadInput, RuleBroken
from facilitator.insight.held_sessions import day_of, took_place
from facilitator.model.field_shapes import AskedField, asked_fields
from facilitator.model.programme import Programme
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind

_NOT_SET_BY_HAND = frozenset({"stakeholder_groups", "as_of"})
_LETTERS = 2


class ProgrammeKind(RecordKind):
    """The one programme of a folder."""

    @property
    def fields(self) -> tuple[AskedField, ...]:
        """What can be set."""
        return tuple(each for each in asked_fields(Programme) if each.name not in _NOT_SET_BY_HAND)

    def change(self, folder: ProgrammeFolder, entry: Any, typed: Mapping[str, str]) -> Any:
        """Save what was typed; a time zone and a language must be ones. Raises as `RecordKind.change`."""
        if zone := clean_line(typed.get("timezone", "")):
            _require_zone(zone)
        code = clean_line(typed.get("language", ""))
        if code and not (len(code) == _LETTERS and code.isascii() and code.isalpha() and code.islower()):
            raise BadInput(f"“{code}” is no language.", "Type its two letters, such as en or de.")
        return super().change(folder, entry, typed)

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save the settings. A mistyped end would let all that was heard fall due at once: it is refused."""
        if entry.over_on != folder.programme.over_on:
            _require_after_sessions(folder, entry)
        return super().put(folder, entry)


def _require_after_sessions(folder: ProgrammeFolder, entry: Programme) -> None:
    held = [file.session for file in folder.sessions if took_place(file.session)]
    last = max(held, key=lambda session: day_of(session, folder.zone), default=None)
    over = entry.over_on
    if over is not None and last is not None and over < (day := day_of(last, folder.zone)):
        what, field = ("end", "ends") if entry.ends else ("last comparison", "last_comparison")
        raise RuleBroken(
            f"{last.short_id} was held on {day}.", f"The {what} is that day or later.", field=field
        )


def _require_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput(
            f"There is no time zone “{name}”.", "Type it like Europe/London, or leave it empty."
        ) from None


PROGRAMME = ProgrammeKind(Programme)
