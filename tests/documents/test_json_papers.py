"""Papers and tables for programs: days by ISO 8601, words by keys, as docs/json-papers.md lists them."""

import json
import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from facilitator import resources
from facilitator.documents.exports.finder import EXPORTS, export
from facilitator.documents.papers.registry import RENDERABLE
from facilitator.documents.render import render
from facilitator.model.action import ActionStatus, CommitmentStatus
from facilitator.model.idea import Evidence, IdeaStatus
from facilitator.model.interaction import Channel, Interaction, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.session import ReadBack, SessionStatus
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.planning import planned_session
from tests.documents.test_marked_language import marked
from tests.documents.test_pulse_report import later_wave
from tests.tables import for_each

TOLD = (Path(__file__).parents[2] / "docs" / "json-papers.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| `([^`]+)` \|(.*)\|$", re.M)
SENTENCES = {
    *("aside", "said", "did[]", "ref", "text", "step", "before", "now", "named", "others", "expected"),
    *("told", "minutes", "part", "title", "what", "who", "says", "wrong", "name", "change", "answered"),
    *("word", "owner", "left_out[]", "why[]", "choices[]", "cannot_tell[]", "limits[]", "theme", "team"),
}
"""The last names of fields in rows that hold sentences, or words somebody or a script said."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the views of papers by their names and versions, in a language whose every text is marked."""
    root = tmp_path_factory.mktemp("papers")
    english = tomllib.loads((resources.templates_dir() / "words" / "en.toml").read_text(encoding="utf-8"))
    words = root / "own" / "words"
    words.mkdir(parents=True)
    text = "\n".join(f"{key} = {marked(value)}" for key, value in english.items())
    (words / "xx.toml").write_text(text, encoding="utf-8")
    _, folder = open_demo(root / "workspace")
    folder.file.put(msgspec.structs.replace(folder.programme, language="xx"))
    _hear_again(folder)
    later_wave(folder, {"Infrastructure and Cloud": (4,) * 7, "Service Desk": (2,) * 6})
    views = {}
    asked = [(key, {"session": file}) for key in RENDERABLE for file in folder.sessions]
    asked += [("pulse", {"team": id}) for id in (None, *folder.teams)]
    for key, of in asked:
        if key != "pulse" and not RENDERABLE[key].ready(of["session"].session.status):
            continue
        view = json.loads(render(folder, key, format="json", templates=words.parent, **of))
        views.setdefault(view["view"], []).append(view)
    yield views, folder
    folder.close()


def _hear_again(folder):
    """Let a team have been heard twice, so that its paper says what changed since."""
    team = next(each for each in folder.teams.values() if each.name == "Infrastructure and Cloud")
    plan = planned_session(folder, [team], folder.catalogue.script("listening-60"), folder.now())
    back = ReadBack(done=True, at=folder.now())
    held = {"status": SessionStatus.REVIEWED, "read_back": back, "started_at": folder.now(), "attendance": 7}
    held["facilitators"] = folder.sessions[0].session.facilitators
    file = folder.add_session(msgspec.structs.replace(plan, **held))
    rated = {"role": TouchRole.PERFORMS, "rung": Rung(3), "agreement": Agreement.MAJORITY}
    file.put(Interaction(team=team.id, practice="change_enablement", **rated))


def leaves(value, path=""):
    """Yield each value of a view with its path, such as "actions[].due_first"."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, f"{path}[]")
    else:
        yield path, value


def listed():
    """Yield each pair of the document: its view, the field in words, that for programs, its values."""
    for chapter in TOLD.split("\n## ")[1:]:
        view = chapter.partition("\n")[0]
        yield from ((view, *found.groups()) for found in ROW.finditer(chapter) if view != "Tables")


def test_the_document_and_the_papers_name_the_same_fields(made):
    views, _ = made
    found = {view: {path for each in papers for path, _ in leaves(each)} for view, papers in views.items()}
    said = {(view, field) for view, words, stable, _ in listed() for field in (words, stable) if "/" in view}
    bare = {view: {path.removesuffix("[]") for path in paths} | paths for view, paths in found.items()}
    assert [each for each in said if each[1] not in bare[each[0]]] == []
    stable = {(view, field) for view, _, field, _ in listed()} | {
        (view, field)
        for view in found
        for _, _, field, _ in filter(lambda each: each[0].startswith("In every"), listed())
    }
    mentioned = set(re.findall(r"`([^`]+)`", TOLD))
    for view, paths in found.items():
        ours = {path for path in paths if re.search(r"_(iso|keys?)(\[\])?$", path)}
        lines = {path.replace("moving[]", "done[]").replace("not_now[]", "done[]") for path in ours}
        lines = {path.replace("waiting[]", "done[]").removesuffix("[]") for path in lines}
        missing = {path for path in lines if (view, path) not in stable and path not in mentioned}
        assert missing <= {"next_meeting_iso"}, (view, missing)


def test_what_is_for_programs_is_in_no_language_and_days_are_iso(made):
    views, _ = made
    stable = {(view, field) for view, _, field, _ in listed()}
    for view, papers in views.items():
        for path, value in (leaf for each in papers for leaf in leaves(each)):
            if (view, path) in stable or re.search(r"_(iso|keys?)(\[\])?$|\.tint$", path):
                assert "⟦" not in str(value), (view, path, value)
            if path.endswith("_iso") and value:
                (datetime if "T" in value else date).fromisoformat(value)
                assert value[4] == value[7] == "-"


def test_every_word_in_a_row_has_one_for_programs_beside_it(made):
    """Also of rows that come to be: a new field in words needs one for programs, or is a sentence."""
    views, _ = made
    known = {(view, words) for view, words, _, _ in listed()}
    alone = set()
    for view, papers in views.items():
        for each in papers:
            for path, value in leaves(each):
                line = re.sub(r"^(moving|not_now|waiting)", "done", path)
                if "⟦" in str(value) and "[]" in path and (view, line) not in known:
                    alone.add((view, line))
    assert {(view, path) for view, path in alone if path.rpartition(".")[2] not in SENTENCES} == set()


VALUES = {
    "`actions[].status`": ActionStatus,
    "`commitments[].status`": CommitmentStatus,
    "`ideas[].status`": IdeaStatus,
    "`actions[].evidence_key`": Evidence,
    "`ladder[].agreement_key`": Agreement,
    "`flows[].how_key`": Channel,
}


def test_the_document_lists_the_words_there_are():
    for view, _, stable, values in listed():
        scale = VALUES.get(f"`{stable}`")
        told = set(re.findall(r"`(\w+)`", values))
        if scale is not None and told:
            assert told == {each.value for each in scale}, (view, stable)


@for_each("what", EXPORTS)
def test_tables_hold_keys_beside_their_words_for_programs_alone(made, what):
    _, folder = made
    rows = json.loads(export(folder, what, format="json", team=folder.sessions[2].session.teams[0]))["rows"]
    row = re.search(rf"^\| `{what}/1` \| (.*) \| .*\|$", TOLD, re.M)
    keys = re.findall(r"`(\w+)`", row[1])
    assert rows
    for each in rows:
        assert keys
        assert set(keys) <= each.keys()
        assert not [key for key in keys if "⟦" in str(each[key])]
    sheet = export(folder, what, format="csv", team=folder.sessions[2].session.teams[0]).decode("utf-8-sig")
    assert not [key for key in keys if key in sheet.partition("\r\n")[0]]
