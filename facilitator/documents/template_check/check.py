"""Checking the user's own templates: every fault with its line and what to do about it.

Each template is read, then filled with views that hold much, nothing, and hostile words; what a view does not
hold is remembered and the filling goes on, so that one fault does not hide the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from facilitator.documents.branding.branding import FILE as BRANDING
from facilitator.documents.branding.branding import branding_of
from facilitator.documents.formats.registry import STYLE
from facilitator.documents.shelf.faults import ShelfFault, TemplateFault, meant
from facilitator.documents.shelf.folders import Shelf, read_inside
from facilitator.documents.template_check.listing import PARTS, copied_from_another
from facilitator.documents.template_check.missing_names import MissingName, collected
from facilitator.documents.template_check.samples import TITLES, Samples, samples
from facilitator.documents.template_check.source_check import names_brought, source_faults
from facilitator.documents.templates.environment import PaperEnvironment, loader_of
from facilitator.documents.templates.fallback import body_in
from facilitator.documents.templates.unshown import unshown
from facilitator.documents.wording.files import FALLBACK, as_fault, english, fitted, languages, missing
from facilitator.documents.wording.phrases import load_words
from facilitator.files.toml import Tree

ANEW = "Take yours away, copy it again, and bring over what you changed."
"""What to do where the shipped file is another one than that one's own was copied from."""

_SHARED = "What several papers share"

MOST_TOLD = 100
"""Faults of one check; whoever mends a hundred looks again anyway."""


class Findings(NamedTuple):
    """What a check found: *faults*; for each custom language the keys that stay English; and the files that
    were copied from an edition the program no longer comes with."""

    faults: tuple[ShelfFault, ...]
    untranslated: Mapping[str, tuple[str, ...]] = {}
    older: tuple[str, ...] = ()

    def notes(self) -> Iterator[str]:
        """Yield what is no fault and good to know, a line each: words that stay English, by paper, and copies
        of what is another one by now."""
        for lang, keys in self.untranslated.items():
            yield f"words/{lang}.toml: {len(keys)} of {how_many_words()} words stay English."
            for paper, lacking in by_paper(keys).items():
                yield f"  {paper} ({len(lacking)}): {', '.join(lacking)}"
        for file in self.older:
            yield f"{file}: The shipped one has changed since yours was copied. {ANEW}"


def by_paper(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return keys of words grouped by the paper they stand in; what several share comes first."""
    base = english(Shelf())
    groups: dict[str, list[str]] = {_SHARED: []}
    for key in keys:
        table = base[key.partition(".")[0]]
        named = table.get("name") if isinstance(table, dict) else None
        groups.setdefault(named if isinstance(named, str) else _SHARED, []).append(key)
    return {name: tuple(found) for name, found in groups.items() if found}


def how_many_words() -> int:
    """Return how many words of papers a language can say."""
    return sum(1 for _ in missing({}, english(Shelf())))


def check_templates(shelf: Shelf) -> Findings:
    """Return all that is wrong with the person's own folder of templates. Nothing is written."""
    faults = [*_settings(shelf), *_wording(shelf), *_templates(shelf)]
    first: dict[tuple[str, int, str], ShelfFault] = {}
    for fault in faults:
        first.setdefault((fault.file, fault.line, fault.problem), fault)
    ordered = sorted(first.values(), key=lambda fault: (fault.file, fault.line))
    older = tuple(copied_from_another(shelf))
    return Findings(tuple(ordered[:MOST_TOLD]), dict(_untranslated(shelf)), older)


# What is no template -----------------------------------------------------------------------------


def _settings(shelf: Shelf) -> Iterator[ShelfFault]:
    yield from branding_of(shelf)[1]
    if shelf.has_custom(STYLE):
        try:
            shelf.read(STYLE)
        except TemplateFault as fault:
            yield as_fault(fault, STYLE)
    # Imported here: python-docx takes its time, and few people have a letterhead.
    from facilitator.documents.formats.docx_letterhead import LETTERHEAD, require_readable

    try:
        letterhead = shelf.custom_bytes(LETTERHEAD)
        if letterhead is not None:
            require_readable(letterhead)
    except TemplateFault as fault:
        yield as_fault(fault, LETTERHEAD)
    for name in shelf.custom_files("*.toml"):
        if name != BRANDING:
            yield ShelfFault(name, 0, "No paper reads this file.", meant(name, [BRANDING], "Take it away."))


def _wording(shelf: Shelf) -> Iterator[ShelfFault]:
    base, spoken = english(shelf), languages(shelf)
    for name in shelf.custom_files("words/*"):
        if name not in {f"words/{lang}.toml" for lang in spoken}:
            yield ShelfFault(name, 0, "No paper reads this file.", "Name it by its language: words/de.toml.")
            continue
        file = fitted(shelf.folders[0], name, base)
        yield from file.faults
        yield from file.unknown


def _untranslated(shelf: Shelf) -> Iterator[tuple[str, tuple[str, ...]]]:
    base = english(shelf)
    for lang in languages(shelf):
        if lang != FALLBACK and shelf.has_custom(f"words/{lang}.toml"):
            tree = fitted(shelf.folders[0], f"words/{lang}.toml", base).tree
            lacking = tuple(missing(tree, base))
            if lacking:
                yield lang, lacking


# Templates ---------------------------------------------------------------------------------------


def _templates(shelf: Shelf) -> Iterator[ShelfFault]:
    own = list(shelf.custom_files("**/*.j2"))
    if not own:
        return
    parts = [name for name in own if name not in TITLES]
    views = samples(TITLES if parts else own)
    environment = PaperEnvironment(loader_of(shelf), MissingName)
    texts: dict[str, str] = {}
    for name in own:
        try:
            texts[name] = read_inside(shelf.folders[0], name)
        except TemplateFault as fault:
            yield as_fault(fault, name)
    words = load_words(shelf, FALLBACK).tree
    seen: set[tuple[str, int]] = set()
    for name, source in texts.items():
        brought = _brought(shelf, name, environment)
        known = _known(views.get(name) or [view for each in views.values() for view in each], words)
        found = [*source_faults(source, name, environment, known, brought), *unshown(source, name)]
        seen |= {(fault.file, fault.line) for fault in found}
        yield from found
    yield from _unused(parts, texts)
    lacking = list(_lacking_parts(shelf, texts, environment))
    yield from lacking
    for lang in languages(shelf):
        for each in _filled(shelf, environment, views, load_words(shelf, lang).tree, seen):
            # Where the shared parts lack something, the shipped templates that ask for it are not at fault.
            if not lacking or each.file in texts:
                yield each


def _lacking_parts(
    shelf: Shelf, texts: Mapping[str, str], environment: PaperEnvironment
) -> Iterator[ShelfFault]:
    """Yield what the user's own shared parts have no longer, or not yet, and papers ask for."""
    if PARTS in texts:
        shipped = names_brought(read_inside(shelf.shipped, PARTS), environment)
        for name in sorted(shipped - names_brought(texts[PARTS], environment)):
            yield ShelfFault(PARTS, 0, f"It has no {name}, which papers use.", f"Put it back, or: {ANEW}")


def _brought(shelf: Shelf, name: str, environment: PaperEnvironment) -> frozenset[str]:
    """Return what the shipped template of that name and the shared parts bring along."""
    shipped = [each for each in (name, PARTS) if (shelf.shipped / each).is_file()]
    return frozenset().union(
        *(names_brought(read_inside(shelf.shipped, each), environment) for each in shipped)
    )


def _known(views: Any, words: Tree) -> dict[str, Any]:
    """Return all fields of *views*, as deep as they are tables, and the words."""
    known: dict[str, Any] = {}
    for view in views:
        _lay_under(known, view)
    return known | {"w": words}


def _lay_under(known: dict[str, Any], view: dict[str, Any]) -> None:
    for key, value in view.items():
        if isinstance(value, dict):
            _lay_under(known.setdefault(key, {}), value)
        else:
            known.setdefault(key, value)


def _unused(parts: list[str], texts: Mapping[str, str]) -> Iterator[ShelfFault]:
    """Yield templates that make no document and are named by no other: most have a name mistyped."""
    for name in parts:
        named = any(name in source for other, source in texts.items() if other != name)
        if name != PARTS and not named:
            yield ShelfFault(name, 0, "No document is made with it.", meant(name, TITLES, "Take it away."))


def _filled(
    shelf: Shelf,
    environment: PaperEnvironment,
    views: Samples,
    words: Tree,
    seen: set[tuple[str, int]],
) -> Iterator[ShelfFault]:
    with collected(shelf) as found:
        for template, each in views.items():
            for view in each:
                try:
                    body_in(shelf, template, view, words, within=environment)
                except TemplateFault as fault:
                    # Where the source has a fault already, what it leads to is no other one.
                    if (fault.file, fault.line) not in seen:
                        seen.add((fault.file, fault.line))
                        found.append(as_fault(fault, template))
    yield from found
