"""If the release rules let everything through, every paper, export and room frame shows it."""

import io
import sys
import zipfile
from contextlib import closing, suppress

import pytest

from facilitator.documents.exports.finder import EXPORTS, EmptyCalendar, export
from facilitator.documents.formats.registry import FORMATS
from facilitator.documents.render import RENDERABLE, render, render_bytes
from facilitator.documents.shelf.faults import TemplateFault
from facilitator.extensions import instrument_names
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Visibility
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.store.records.record_file import RecordFile
from facilitator.ui.room.drawing import Moment
from facilitator.ui.room.moment import seen_at
from facilitator.workspace.erasure.text_search import Sought
from facilitator.workspace.folder.workspace import Workspace
from tests.documents.searching import unpacked
from tests.making import DAY, LATER, READ_BACK, session

SECRET = "CANARY only the facilitators know"
HIDDEN = {"visibility": Visibility.FACILITATOR}
WITHOUT_REMARKS = {key for key, each in RENDERABLE.items() if each.before_review} - {"voting-sheet"}
"""Papers that hold no remark of anybody, whoever may see what: they leave before the review."""


@pytest.fixture
def held(tmp_path):
    """A reviewed session in which only the facilitators may see anything."""
    with closing(Workspace(tmp_path).new_programme("B", "H", timezone="UTC")) as folder:
        team = folder.file.put(Team(name="Infrastructure", headcount=9)).id
        desk = folder.file.put(Team(name="Service Desk", headcount=9)).id
        sam = folder.file.put(Person(name="Sam", team=team)).id
        priya = folder.file.put(Person(name="Priya", facilitator=True)).id
        reviewed = {"status": SessionStatus.REVIEWED, "read_back": READ_BACK, "facilitators": (priya,)}
        file = folder.add_session(session(teams=(team,), **reviewed))
        file.put(Observation(text=SECRET, kind="hurts", number=1, **HIDDEN))
        idea = ImprovementIdea(
            title=SECRET, number=1, status=IdeaStatus.ACCEPTED, first_answered=DAY, **HIDDEN
        )
        idea = file.put(idea)
        agreed = {"owner": sam, "accepted_on": DAY, "status": ActionStatus.OPEN, "due": LATER}
        action = Action(text=SECRET, number=1, ideas=(idea.id,), **agreed, **HIDDEN)
        file.put(action)
        file.put(Commitment(text=SECRET, role="Director", number=1, by=LATER, **HIDDEN))
        words = {"passes": SECRET, "expectation": SECRET}
        file.put(InterfaceSide(team=team, counterpart=desk, practice="change_enablement", **words, **HIDDEN))
        yield folder, file


@pytest.fixture
def let_through(monkeypatch):
    """Break the audience filter: everybody may see everything."""
    return lambda: monkeypatch.setattr("facilitator.workspace.release.release.may_see", lambda *_: True)


def leaks(content: bytes) -> bool:
    read = unpacked(content) if content.startswith(b"%PDF") else content
    return Sought([SECRET]).in_bytes(read)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("document", sorted(set(RENDERABLE) - WITHOUT_REMARKS))
def test_every_paper(held, let_through, document, format):
    folder, file = held
    assert not leaks(render_bytes(folder, document, session=file, format=format))
    let_through()
    assert leaks(render_bytes(folder, document, session=file, format=format))


@pytest.mark.parametrize("document", sorted(WITHOUT_REMARKS))
def test_papers_that_leave_before_the_review_hold_no_remark_even_then(held, let_through, document):
    folder, file = held
    let_through()
    assert not leaks(render(folder, document, session=file).encode())


EVERY_EXPORT = [(key, format) for key, each in EXPORTS.items() for format in each.formats]


@pytest.mark.parametrize("whose", ["team", "leaders"])
@pytest.mark.parametrize(("what", "format"), EVERY_EXPORT)
def test_every_export(held, let_through, what, format, whose):
    folder, file = held
    of = {"session": file} if whose == "team" else {}
    with suppress(EmptyCalendar):
        assert not leaks(export(folder, what, format=format, **of))
    let_through()
    try:
        assert leaks(export(folder, what, format=format, **of))
    except TemplateFault:
        return  # there are no words for what must never stand there: noticed even sooner


@pytest.mark.parametrize("instrument", instrument_names())
def test_every_frame_of_the_room(held, let_through, instrument):
    folder, file = held
    moment = Moment("", "", instrument)
    assert SECRET not in shown(seen_at(folder, file, moment))
    let_through()
    assert SECRET in shown(seen_at(folder, file, moment))


def shown(seen) -> str:
    _, frame = seen
    lines = [frame.heading, *(line for row in frame.rows for line in row.draw(200))]
    return " ".join(" ".join(line.plain for line in lines).split())


def test_the_search_finds_words_however_they_are_written():
    html = SECRET.replace("only", "&#111;nly")
    escaped = SECRET.replace("know", "\\u006bnow")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("word/document.xml", f"<t>{html}</t>")
    assert all(map(leaks, (html.encode(), escaped.encode(), SECRET.encode("utf-16"), packed.getvalue())))


def test_papers_exports_and_the_room_read_records_through_the_release_only(held, monkeypatch):
    folder, file = held
    asked = set()
    for name in ("all", "find"):
        monkeypatch.setattr(RecordFile, name, watched(getattr(RecordFile, name), asked))
    for document in RENDERABLE:
        render(folder, document, session=file)
    for what, format in EVERY_EXPORT:
        with suppress(EmptyCalendar):
            export(folder, what, format=format, session=file)
    for instrument in instrument_names():
        shown(seen_at(folder, file, Moment("", "", instrument)))
    assert "facilitator.workspace.release.release" in asked
    ours = {each for each in asked if each.startswith(("facilitator.documents", "facilitator.ui"))}
    assert not ours


def watched(method, asked):
    """Return the method, keeping the names of the modules that call it."""

    def call(self, *given):
        asked.add(sys._getframe(1).f_globals["__name__"])
        return method(self, *given)

    return call
