"""The forms a line of a filled paper can have, as help shows them."""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """One form of a line: an example and what it says."""

    typed: str
    says: str


FORMS = (
    Form("agreed yes", "the room agreed to start"),
    Form("here 8 remote 2", "how many were there"),
    Form("lead part", "the team lead: all, part, no"),
    Form("change p w 5 2 1 4 @desk", "a row of the touch map"),
    Form("change - - 4 2 -", "- is not on the paper"),
    Form("change split 1:5 2:3", "hands on the sentences"),
    Form("focus change, problem", "what you looked into"),
    Form("on change", "the notes below are about it"),
    Form("- slow #change +5 see p", "a note, and who may see it"),
    Form("i3 one form = 7 5 2 4", "idea, dots, impact, effort, sure"),
    Form("v people 8", "how many voted"),
    Form("v 3 7 5 2 4", "the same of idea 3"),
    Form("a do it for 3 @sam yes due fri", "an action, who said yes"),
    Form("step: ask the desk", "its first step; help: …"),
    Form("p Director: a seat due fri", "a promise by a role"),
    Form("fist 2 4 2 0 0 0", "hands for 5, 4, 3, 2, 1, 0"),
    Form("read back yes", "or no: why not"),
    Form("roti 5:2 4:5 3:1", "hands, by their number"),
    Form("next 26 mar 14:00", "when you meet again"),
    Form("team desk", "of two teams: whose lines follow"),
)
"""Every form that any script has, in the order of the sheet; its polls have rows of their own there."""
