"""All commands of the interface: those that each screen and pane declares beside itself, collected.

Nothing that binds keys imports this; it is for what speaks of all of them, such as the cheat sheet.
"""

from __future__ import annotations

from facilitator.ui import place
from facilitator.ui.dialogs import base, other_channels
from facilitator.ui.dialogs import form as dialog_form
from facilitator.ui.instruments.finder import panes
from facilitator.ui.keys.command import Context
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.maps import pane
from facilitator.ui.papers import own_templates, paper, papers
from facilitator.ui.places import first_start, home, promises, session_changes, sessions
from facilitator.ui.pulse import pulse, slips
from facilitator.ui.records import form, list, people, practices, settings, teams
from facilitator.ui.review import paper_entry, review
from facilitator.ui.roles import roles
from facilitator.ui.roles.finder import part_contexts
from facilitator.ui.room import projector, view
from facilitator.ui.runner import keys as runner_keys
from facilitator.ui.widgets import capture_line, list_filter, row_list

_BEFORE = (
    EVERYWHERE,
    place.PLACE_KEYS,
    row_list.KEYS,
    list_filter.KEYS,
    list_filter.LINE_KEYS,
    place.BEGIN_KEYS,
    home.KEYS,
    pane.KEYS,
    sessions.KEYS,
    promises.KEYS,
    list.KEYS,
    teams.KEYS,
    session_changes.KEYS,
    people.KEYS,
    practices.KEYS,
    form.KEYS,
    settings.KEYS,
    roles.KEYS,
    place.PART_KEYS,
    papers.KEYS,
    own_templates.KEYS,
    pulse.KEYS,
    pulse.FIGURES_KEYS,
    pulse.OPEN_KEYS,
    slips.KEYS,
    paper.KEYS,
    first_start.KEYS,
    dialog_form.FORM_KEYS,
    capture_line.KEYS,
    runner_keys.KEYS,
    runner_keys.SIDES,
    runner_keys.BEFORE,
    runner_keys.RESTING,
    runner_keys.LOOKING,
    view.KEYS,
    projector.KEYS,
)
_AFTER = (review.KEYS, paper_entry.KEYS, other_channels.KEYS, base.DIALOG_KEYS)


def contexts() -> dict[str, Context]:
    """Return all contexts by name, those of the instruments that are there now between the others."""
    panes_keys = (pane.keys for pane in panes().values())
    every = (*_BEFORE, *part_contexts(), *panes_keys, *_AFTER)
    return {each.name: each for each in every}
