"""The table of instruments: what is known of each, found by its name."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from facilitator.extensions import INSTRUMENTS, instrument_names, module_name
from facilitator.model.base import Record
from facilitator.model.instrument import NOTES, InstrumentFacts


def facts_of(instrument: str) -> InstrumentFacts:
    """Return the facts of an instrument; a script may name one that is not there, such as a newer one."""
    name = module_name(INSTRUMENTS, instrument)
    return _facts(name) if name else InstrumentFacts(label=instrument.replace("_", " "))


def instruments() -> tuple[str, ...]:
    """Return the names of all instruments in the order they are offered."""
    return tuple(sorted(instrument_names(), key=lambda name: (facts_of(name).order, name)))


def lister_of(kind: type[Record]) -> str:
    """Return the instrument that lists records of a type; notes where none does."""
    return next((name for name in instruments() if kind in facts_of(name).records), NOTES)


@cache
def _facts(module: str) -> InstrumentFacts:
    found = import_module(module).FACTS
    assert isinstance(found, InstrumentFacts), module
    return found
