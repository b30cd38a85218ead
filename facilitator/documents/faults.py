"""What goes wrong with templates and their words."""

from __future__ import annotations

from facilitator.errors import BadInput


class TemplateFault(BadInput):
    """A template or a file of words cannot be used. No paper was written."""

    title = "This template cannot be used"
