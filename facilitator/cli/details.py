"""`facilitator session note`, `idea`, `score`, `gain`: what is known of one of them beside its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facilitator.cli.argument_types import number
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say_json, say_rows
from facilitator.cli.said_records import (
    FoundSaid,
    answer_record,
    found_kind,
    numbered_one,
    opened,
    opened_before_review,
)
from facilitator.cli.session_show import kind_of, numbered
from facilitator.errors import BadInput
from facilitator.language.words import count_or_no
from facilitator.model.base import Scale
from facilitator.model.idea import Benefit, Evidence, ImprovementIdea, Reach, group_label
from facilitator.model.observation import MOMENT, Dimension, Effect, Observation
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.lookup import choose, find_practice

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

S = TypeVar("S", bound=Scale)

Verb = Callable[["LiveSession"], object]
"""One verb of a live session, with what it is about."""


def one_of_scale(what: str, typed: str, scale: Iterable[S]) -> S:
    """Return the member of a scale by its label or its word. Raises `NotFound`, listing what there is."""
    return choose(what, typed, scale, lambda each: (each.label, each.value))


def changed(asked: Asked, found: FoundSaid, live: LiveSession, verbs: Sequence[Verb]) -> None:
    """Use the verbs as one change, and answer with the record as it is then."""
    with live.records.group(f"{found.name} changed"):
        for verb in verbs:
            verb(live)
    answer_record(asked, found.file, found.record, f"{found.name} is changed.")


def list_known(asked: Asked, found: FoundSaid, rows: Iterable[tuple[str, str]]) -> None:
    """Answer with what is known of a record, one thing a line."""
    if asked.json:
        say_json(numbered(found.file, found.record))
    else:
        list_rows(rows)


def list_rows(rows: Iterable[tuple[str, str]]) -> None:
    """Print what is known, one thing a line."""
    say_rows([(label, value or "–") for label, value in rows], wrapped=1)


# Notes -------------------------------------------------------------------------------------------


@click.command("note", cls=CliCommand, short_help="Say more of a note: kind, practice, nods.")
@click.argument("record")
@click.option("--kind", metavar="K", help="Another kind, such as works, hurts or private.")
@click.option("--effect", metavar="E", help="Of a moment of truth: makes, breaks or unclear; empty for none.")
@click.option("--practice", metavar="P", help="Which practice it is about; empty for none.")
@click.option("--dimension", metavar="D", help="Which of the four dimensions it is about; empty for none.")
@click.option("--nods", metavar="N", help="How many nod.")
@click.pass_obj
def note(asked: Asked, /, record: str, **options: str | None) -> None:
    """List what is known of the note RECORD beside its words, or change what you name, as one change.

    A note that becomes private, or a quote without the speaker's yes, goes back to the facilitators; no
    change of kind shows words to more people.

    \b
    Examples:
      facilitator session note L-03/N-4
      facilitator session note L-03/N-4 --kind risk --practice "Change enablement" --nods 6
    """
    folder = asked.programme
    found, before = found_kind(folder, record, Observation)
    if all(typed is None for typed in options.values()):
        list_known(asked, found, _known_of_note(folder, found, before))
        return
    live = opened_before_review(folder, found.file)
    verbs = list(_of_note(folder, live, before, options))
    if options["kind"] is not None and before.said_by is not None:
        # A name that goes off leaves no trace; no change that has its own can have it as a part.
        for verb in verbs:
            verb(live)
        verbs = []
    changed(asked, found, live, verbs)


def _known_of_note(folder: ProgrammeFolder, found: FoundSaid, note: Observation) -> Iterator[tuple[str, str]]:
    practice = folder.catalogue.practices.get(note.practice or "")
    yield "Kind", kind_of(found.file, note)
    if note.kind == MOMENT:
        yield "Effect", note.effect.label if note.effect else ""
    yield "Practice", practice.name if practice else note.practice or ""
    yield "Dimension", note.dimension.label if note.dimension else ""
    yield "Nods", count_or_no(note.nods, "nod")


def _of_note(
    folder: ProgrammeFolder, live: LiveSession, note: Observation, options: dict[str, str | None]
) -> Iterator[Verb]:
    kind, practice = options["kind"], options["practice"]
    dimension, nods = options["dimension"], options["nods"]
    if kind is not None:
        known = live.notes.kinds.values()
        key = choose("kind", kind, known, lambda each: (each.label, each.key, each.sign)).key
        yield lambda live: live.notes.set_kind(note, key)
    if options["effect"] is not None:
        did = one_of_scale("effect", options["effect"], Effect) if options["effect"].strip() else None
        yield lambda live: live.notes.set_effect(note, did)
    if practice is not None:
        about = find_practice(folder, practice).key if practice.strip() else None
        yield lambda live: live.notes.set_practice(note, about)
    if dimension is not None:
        one = one_of_scale("dimension", dimension, Dimension) if dimension.strip() else None
        yield lambda live: live.notes.set_dimension(note, one)
    if nods is not None:
        more = number("nods", nods) - note.nods
        yield lambda live: live.notes.add_nods(note, more)


# Ideas -------------------------------------------------------------------------------------------


@click.command("idea", cls=CliCommand, short_help="Say more of an idea: reach, notes, new words.")
@click.argument("record")
@click.option("--said", metavar="WORDS", help="You said, in new words, for papers; empty takes them off.")
@click.option("--reach", metavar="R", help="How far it reaches: our own team, two teams, many teams.")
@click.option("--dimension", multiple=True, metavar="D", help="What it is about; once for each.")
@click.option("--note", multiple=True, metavar="N", help="A note it comes from, by number; once for each.")
@click.pass_obj
def idea(asked: Asked, /, record: str, **options: Any) -> None:
    """List what is known of the idea RECORD beside its title, or change what you name, as one change.

    Dimensions and notes are those you name, all of them; an empty one means none. How much it helps and
    costs is said with "session score", who gains with "session gain".

    \b
    Examples:
      facilitator session idea L-03/I-2
      facilitator session idea L-03/I-2 --reach "two teams" --note 4 --note 6
      facilitator session idea L-03/I-2 --said "Fewer forms"
    """
    folder = asked.programme
    found, before = found_kind(folder, record, ImprovementIdea)
    if all(typed in (None, ()) for typed in options.values()):
        list_known(asked, found, _known_of_idea(found, before))
        return
    live = opened(folder, found.file)
    changed(asked, found, live, list(_of_idea(live, before, options)))


def _known_of_idea(found: FoundSaid, idea: ImprovementIdea) -> Iterator[tuple[str, str]]:
    notes = {note.id: note.number for note in found.file.all(Observation)}
    yield "You said, in new words", idea.said
    yield "Reach", idea.reach.label
    yield "Dimensions", ", ".join(each.label for each in idea.dimensions)
    yield "From notes", ", ".join(str(notes[id]) for id in idea.from_notes if id in notes)
    scores = (("impact", idea.impact), ("effort", idea.effort), ("how sure", idea.confidence))
    yield "Scores", ", ".join(f"{name} {score}" for name, score in scores if score is not None)
    for benefit in idea.benefits:
        yield f"Gains: {group_label(benefit.group)}", f"{benefit.text} ({benefit.evidence.label})"


def _of_idea(live: LiveSession, idea: ImprovementIdea, options: dict[str, Any]) -> Iterator[Verb]:
    said, reach = options["said"], options["reach"]
    if said is not None:
        yield lambda live: live.ideas.reword(idea, said)
    if reach is not None:
        far = one_of_scale("reach", reach, Reach)
        yield lambda live: live.ideas.set_reach(idea, far)
    if options["dimension"]:
        wanted = {one_of_scale("dimension", each, Dimension) for each in options["dimension"] if each.strip()}
        for dimension in wanted ^ set(idea.dimensions):
            yield partial(_switch_dimension, idea, dimension)
    if options["note"]:
        notes = {each.id: each for each in live.notes.all if each.kind != "private"}
        named = [numbered_one(Observation, each, notes.values()) for each in options["note"] if each.strip()]
        for id in {note.id for note in named} ^ (set(idea.from_notes) & set(notes)):
            yield partial(_switch_origin, idea, notes[id])


def _switch_dimension(idea: ImprovementIdea, dimension: Dimension, live: LiveSession) -> object:
    return live.ideas.switch_dimension(idea, dimension)


def _switch_origin(idea: ImprovementIdea, note: Observation, live: LiveSession) -> object:
    return live.ideas.switch_origin(idea, note)


@click.command("score", cls=CliCommand, short_help="Place an idea by impact and effort.")
@click.argument("record")
@click.option("--impact", metavar="1-5", help="How much it would help.")
@click.option("--effort", metavar="1-5", help="How much work it is.")
@click.option("--sure", "confidence", metavar="1-5", help="How sure the room is.")
@click.option("--clear", is_flag=True, help="Take it off the matrix.")
@click.pass_obj
def score(asked: Asked, /, record: str, clear: bool, **options: str | None) -> None:
    """Place the idea RECORD on the matrix of impact and effort, each from 1 to 5; what is left out stays.

    \b
    Examples:
      facilitator session score L-03/I-2 --impact 4 --effort 2 --sure 3
      facilitator session score L-03/I-2 --clear
    """
    folder = asked.programme
    found, before = found_kind(folder, record, ImprovementIdea)
    given = {name: number(name, typed, 1, 5) for name, typed in options.items() if typed is not None}
    if bool(given) is clear:
        raise BadInput("It gets scores, or is taken off the matrix.", "Give one of the two; see --help.")
    live = opened_before_review(folder, found.file)

    def verb(live: LiveSession) -> object:
        return live.ideas.clear_scores(before) if clear else live.ideas.set_scores(before, **given)

    changed(asked, found, live, [verb])


@click.command("gain", cls=CliCommand, short_help="Say who gains from an idea, and what.")
@click.argument("record")
@click.argument("group")
@click.argument("words")
@click.option("--known", metavar="K", help="How it is known: assumed, reported, observed, measured.")
@click.option("--cases", metavar="N", help="How many cases were counted.")
@click.pass_obj
def gain(asked: Asked, record: str, group: str, words: str, known: str | None, cases: str | None) -> None:
    """Say what GROUP gains from the idea RECORD, in WORDS; empty WORDS take it off.

    GROUP is one of the programme's groups: team, IT organisation, users, wider business, society or your own.

    \b
    Examples:
      facilitator session gain L-03/I-2 users "No lost weekend" --known reported --cases 12
      facilitator session gain L-03/I-2 society ""
    """
    folder = asked.programme
    found, before = found_kind(folder, record, ImprovementIdea)
    groups = dict.fromkeys((*folder.programme.stakeholder_groups, *(each.group for each in before.benefits)))
    who = choose("group", group, groups, lambda each: (group_label(each), each))
    had = next((each for each in before.benefits if each.group == who), None)
    evidence = one_of_scale("way to know", known, Evidence) if known is not None else None
    counted = number("cases", cases) if cases is not None else None
    benefit = Benefit(
        group=who,
        text=words.strip() or "nothing",
        evidence=evidence or (had.evidence if had else Evidence.ASSUMED),
        cases=counted if counted is not None else had.cases if had else None,
    )
    said = benefit if words.strip() else None
    live = opened(folder, found.file)
    changed(asked, found, live, [lambda live: live.ideas.set_benefit(before, who, said)])
