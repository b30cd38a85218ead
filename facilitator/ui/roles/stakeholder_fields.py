"""Asking for a new stakeholder: who it is, the place and the stance; the rest is filled in later."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.ui.program import Program
from facilitator.ui.records.asking import ask_new
from facilitator.workspace.records.stakeholders import STAKEHOLDER

_ASKED = ("name", "short", "kind", "influence", "interest", "stance", "needed")


def ask_stakeholder(program: Program, done: Callable[[], None]) -> None:
    """Ask for a new stakeholder."""
    later = {each.name: "" for each in STAKEHOLDER.fields if each.name not in _ASKED}
    lead = "A group or a role first, then a person. For facilitators only. Opening it asks the rest."
    ask_new(program, STAKEHOLDER, later, "A new stakeholder", done, {}, lead=lead)
