"""The kinds of note of a session: the shipped ones, and those its script adds (docs/field.md, "Notes")."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from facilitator.model.observation import KINDS, NoteKind
from facilitator.model.script import KindSpec, Script

SIGNS: Mapping[str, str] = {kind.sign: kind.key for kind in KINDS.values()}
"""The signs of the shipped kinds, each with the key of its kind."""


def kinds_of(script: Script) -> Mapping[str, NoteKind]:
    """Return the shipped kinds, then those of a script, by key.

    A sign that a script gives to a kind of its own is its alone: the shipped one is reached by letter.
    """
    if not script.kinds:
        return KINDS
    taken = {spec.sign for spec in script.kinds if spec.sign}
    shipped = {
        key: msgspec.structs.replace(kind, sign="") if kind.sign in taken else kind
        for key, kind in KINDS.items()
    }
    return shipped | {spec.key: _kind(spec) for spec in script.kinds}


def signs_of(kinds: Mapping[str, NoteKind]) -> Mapping[str, str]:
    """Return the signs of *kinds*, each with the key of its kind."""
    return {kind.sign: kind.key for kind in kinds.values() if kind.sign}


def _kind(spec: KindSpec) -> NoteKind:
    return NoteKind(
        spec.key,
        spec.label,
        spec.sign,
        spec.letter,
        spec.tone,
        spec.meaning,
        spec.heading,
        spec.visibility,
        spec.colour,
    )
