"""The catalogue: practices, scripts, pulse questions and words, found by key or by what people type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType
from typing import TypeVar

import msgspec

from facilitator.catalogue.wording import shown, suggest
from facilitator.errors import NotFound
from facilitator.model.practice import Practice, PracticeDecision, PracticeGroup
from facilitator.model.pulse import Questionnaire
from facilitator.model.scheme import KnownModule, Scheme
from facilitator.model.script import Script

V = TypeVar("V")

_GROUPS = list(PracticeGroup)
_BETWEEN_WORDS = re.compile(r"[\s_-]+")


class Catalogue(msgspec.Struct, frozen=True, dict=True):
    """The practices in catalogue order (general, service, technical, our own), scripts, pulse, schemes.

    `words` are the lists of words to take care with, such as `judging` and `elsewhere`.
    """

    practices: Mapping[str, Practice]
    scripts: Mapping[str, Script]
    pulses: Mapping[str, Questionnaire] = MappingProxyType({})
    words: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    schemes: Mapping[str, Scheme] = MappingProxyType({})

    @classmethod
    def of(
        cls,
        practices: Iterable[Practice],
        scripts: Iterable[Script],
        pulses: Iterable[Questionnaire] = (),
        words: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        schemes: Iterable[Scheme] = (),
    ) -> Catalogue:
        """Make a catalogue; of two with one key the later replaces the earlier, in its place."""
        by_key = {practice.key: practice for practice in practices}
        in_order = sorted(by_key.values(), key=lambda practice: _GROUPS.index(practice.group))
        return cls(
            MappingProxyType({practice.key: practice for practice in in_order}),
            MappingProxyType({script.key: script for script in scripts}),
            MappingProxyType({pulse.key: pulse for pulse in pulses}),
            MappingProxyType(dict(words)),
            MappingProxyType({scheme.key: scheme for scheme in schemes}),
        )

    def with_practices(self, extra: Iterable[Practice]) -> Catalogue:
        """Return this catalogue with *extra* practices, such as a programme's own."""
        practices = Catalogue.of([*self.practices.values(), *extra], ()).practices
        return msgspec.structs.replace(self, practices=practices)

    @cached_property
    def offered(self) -> Mapping[str, Practice]:
        """The practices that can be chosen: those that are not hidden."""
        return {key: practice for key, practice in self.practices.items() if not practice.hidden}

    def with_decisions(self, decisions: Iterable[PracticeDecision]) -> Catalogue:
        """Return this catalogue with the names an organisation gave practices, and those hidden it hides."""
        decided = {each.practice: each for each in decisions if each.practice in self.practices}
        changed = [
            msgspec.structs.replace(
                self.practices[key],
                name=each.name or self.practices[key].name,
                hidden=each.hidden or self.practices[key].hidden,
            )
            for key, each in decided.items()
        ]
        return self.with_practices(changed) if changed else self

    def with_unread(
        self,
        scripts: Callable[[], Mapping[str, Script]],
        pulses: Callable[[], Mapping[str, Questionnaire]],
        words: Callable[[], Mapping[str, tuple[str, ...]]],
        schemes: Callable[[], Mapping[str, Scheme]],
    ) -> Catalogue:
        """Return this catalogue with what these return; each is called when one of its is asked for."""
        return Catalogue(self.practices, _Unread(scripts), _Unread(pulses), _Unread(words), _Unread(schemes))

    @cached_property
    def modules(self) -> Mapping[str, KnownModule]:
        """Every module of every scheme, by the key records know it by."""
        every = (KnownModule(scheme, each) for scheme in self.schemes.values() for each in scheme.modules)
        return {known.key: known for known in every}

    def practice(self, key: str) -> Practice:
        """Return the practice of that key; raises `NotFound` with the nearest keys."""
        if key in self.practices:
            return self.practices[key]
        likely = [practice.key for practice in self.find_practice(key)[:3]]
        todo = f"Did you mean {' or '.join(likely)}?" if likely else suggest(key, self.practices)
        raise NotFound(f"No practice has the key {shown(key)}.", todo or "Search by a word of its name.")

    def script(self, key: str) -> Script:
        """Return the script of that key; raises `NotFound` with the nearest keys."""
        if key in self.scripts:
            return self.scripts[key]
        todo = suggest(key, self.scripts) or "Look through the list of scripts."
        raise NotFound(f"No script has the key {shown(key)}.", todo)

    def pulse(self, key: str) -> Questionnaire:
        """Return the pulse questions of that key; raises `NotFound` with the nearest keys."""
        if key in self.pulses:
            return self.pulses[key]
        todo = suggest(key, self.pulses) or "Look into the folder workshops/pulse."
        raise NotFound(f"No pulse questions have the key {shown(key)}.", todo)

    def find_practice(self, words: str) -> tuple[Practice, ...]:
        """Return the practices *words* may mean, best first; none when nothing is typed.

        A whole name or key comes first, then a name that begins like it, then one with words that
        do: "ch" finds Change enablement before Organizational change management.
        """
        wanted = _plain(words)
        if not wanted:
            return ()
        found = [
            (rank, practice)
            for practice in self.practices.values()
            if (rank := _rank(practice, wanted)) is not None
        ]
        return tuple(practice for _, practice in sorted(found, key=itemgetter(0)))


class _Unread(Mapping[str, V]):
    """What is read when somebody first looks: to open a programme nobody needs it."""

    def __init__(self, read: Callable[[], Mapping[str, V]]) -> None:
        self._read = read

    @cached_property
    def _found(self) -> Mapping[str, V]:
        return self._read()

    def __getitem__(self, key: str) -> V:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _plain(text: str) -> str:
    """Return *text* as it is compared: casefolded words with one blank between them."""
    return _BETWEEN_WORDS.sub(" ", text.casefold()).strip()


def _rank(practice: Practice, wanted: str) -> int | None:
    """Tell how well *wanted* fits, 0 best; None when it does not."""
    names = {_plain(name) for name in (practice.key, practice.name, practice.short_name)}
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(f" {wanted}" in name for name in names):
        return 2
    words = {word for name in names for word in name.split()}
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 3
    return None
