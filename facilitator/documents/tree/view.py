"""A view: what a paper says, as plain data, before a template draws it."""

from __future__ import annotations

from typing import Any

View = dict[str, Any]
"""Dicts, lists, strings, whole numbers and bools; what is missing is an empty string. The entry `view` names
what it is and its version, such as "action-plan/1"."""
