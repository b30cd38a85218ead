"""Of fewer than five people papers print order and words, never counts."""

import json
import re

import msgspec
import pytest

from facilitator.documents.exports.finder import export
from facilitator.documents.formats.registry import FORMATS, TEXT_FORMATS, content
from facilitator.documents.render import RENDERABLE, paper, readers_of, sources_of
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.model.audience import Visibility
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.observation import Observation
from facilitator.workspace.release.release import for_audience
from tests.documents.conftest import READ_BACK
from tests.documents.searching import unpacked

WORDS = load_words(Shelf(), "en")

DOTS, HANDS, NODS = 97, (64343, 54141), (83737, 73131, 62929)
"""Counts that stand nowhere else in any file: nobody asks whether so few can give so many."""

_NUMBERS = "|".join(map(str, (*HANDS, *NODS)))
FIGURE = re.compile(rf"(?<![0-9A-Za-z])(?:{_NUMBERS})(?![0-9A-Za-z])|>{DOTS}<|\| {DOTS} \|")
"""A count as it would be read: by chance a random id or packed bytes hold the same digits among others."""


@pytest.fixture
def counted(bare):
    """Return a reviewed session with a count of every kind; who was there is not told yet."""
    with bare.file.group("told"):
        for number, (kind, nods) in enumerate(zip(("works", "hurts", "parking"), NODS, strict=True), 1):
            practice = "change_enablement" if kind == "hurts" else None
            bare.put(Observation(number=number, text=f"A {kind}", kind=kind, nods=nods, practice=practice))
        ideas = [bare.put(ImprovementIdea(number=number, title=f"Idea {number}")) for number in (1, 2)]
        bare.put(ImprovementIdea(number=3, title="Idea 3", merged_into=ideas[0].id))
        votes = {ideas[0].id: 1, ideas[1].id: DOTS}
        bare.put(DotVote(subject=VoteSubject.IDEAS, people=60000, dots=votes, open=False, revealed=True))
        placed = {"team": bare.teams[0].id, "role": TouchRole.OWNS, "rung": Rung.SCRIPTED}
        split = {"1": HANDS[0], "3": HANDS[1]}
        bare.put(Interaction(practice="change_enablement", agreement=Agreement.SPLIT, split=split, **placed))
        bare.put(Interaction(practice="problem_management", agreement=Agreement.SINGLE_VOICE, **placed))
    return bare.reviewed()


def with_present(example, attendance, headcount=9):
    """Say how many were there; None if nobody counted, then the team's size is all that is known."""
    example.session(attendance=attendance)
    team = example.folder.teams[example.teams[0].id]
    example.folder.file.put(msgspec.structs.replace(team, headcount=headcount))
    return example


def view(example, document):
    readers = readers_of(example.folder, document, session=example.file)
    sources = sources_of(example.folder, document, session=example.file, readers=readers)
    released = for_audience(example.folder, readers, sources)
    return RENDERABLE[document].view(released, released.sessions[0], WORDS)


def printed(example):
    """Return the text of every paper and table of the session, as far as it counts, in every format."""
    for document, each in RENDERABLE.items():
        if not each.before_review and not each.of_two:
            made = paper(example.folder, document, session=example.file)
            for format in FORMATS:
                if format != "pdf":  # made from the same paper, and slow
                    yield f"{document}.{format}", unpacked(content(made, format, Shelf())).decode()
    for what in ("notes", "actions", "register"):
        for format in ("csv", "json", "xlsx"):
            made = export(example.folder, what, format=format, session=example.file)
            yield f"{what}.{format}", unpacked(made).decode("utf-8", "replace")


def test_no_paper_and_no_export_counts_fewer_than_five_people(counted):
    plan = view(with_present(counted, 4), "action-plan")
    assert not {row["nods"] for row in plan["remarks"]} - {""}
    assert not {row["dots"] for row in plan["ideas"]} - {""}
    assert [row["split"] for row in plan["ladder"]] == [[], []]
    assert {row["agreement"] for row in plan["ladder"]} == {"not agreed yet"}
    assert [idea["title"] for idea in plan["ideas"]] == ["Idea 2", "Idea 1"]
    assert (
        json.loads(export(counted.folder, "notes", format="json", session=counted.file))["rows"][0]["nods"]
        is None
    )
    assert "No counts are printed" in plan["voted"]
    for name, text in printed(counted):
        assert not FIGURE.search(text), name


@pytest.mark.parametrize(
    ("attendance", "headcount", "few"),
    [(5, 9, False), (4, 9, True), (None, 4, True), (None, 5, False), (0, 9, True)],
)
def test_with_five_the_counts_are_there(counted, attendance, headcount, few):
    plan = view(with_present(counted, attendance, headcount), "action-plan")
    assert ({row["nods"] for row in plan["remarks"]} == {""}) == few
    assert any(str(HANDS[0]) in row["agreement"] for row in plan["ladder"]) != few
    assert (DOTS in {row["dots"] for row in plan["ideas"]}) != few
    assert any(FIGURE.search(text) for _, text in printed(counted)) != few


def test_two_teams_together_read_no_count_of_few_either(counted):
    ours, theirs = counted.teams[:2]
    counted.session(teams=(ours.id, theirs.id))
    seen = {"visibility": Visibility.OPEN, "room_yes": READ_BACK, "practice": "change_enablement"}
    for team, other in ((ours, theirs), (theirs, ours)):
        for kind in ("hurts", "works"):
            counted.note(
                f"{kind} of {team.name}", kind, nods=NODS[0], team=team.id, counterparts=(other.id,), **seen
            )
    for present in (4, 9):
        with_present(counted, present)
        told = {"session": counted.file, "team": ours.id, "other": theirs.id}
        for format in TEXT_FORMATS:
            text = content(paper(counted.folder, "interface-report", **told), format, Shelf()).decode()
            assert "hurts of" in text
            assert (str(NODS[0]) in text) == (present > 4), format
