"""No sentence of a paper contradicts the records: the views of every paper of a session, for the whole
product of how much was said, read back or not, who may read it, cut or not, few or more.

Each sentence stands in `claims` beside its condition, a question to the records. One that stands in neither
of its tables fails here, and so does a condition nothing is said under.
"""

import re
import tomllib
from collections import defaultdict
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator import resources
from facilitator.documents.papers import (
    action_plan_length,
    interface_report,
    invitation,
    pulse_report,
    technical_brief,
    thank_you,
    you_said,
)
from facilitator.documents.papers.document import Subject
from facilitator.documents.render import DOCUMENTS
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.template_check.fields import fields_of, is_field
from facilitator.documents.template_check.samples import TITLES, samples
from facilitator.documents.wording.phrases import Words, load_words
from facilitator.workspace.release.release import for_audience
from tests.documents import waves
from tests.documents.claims import CLAIMS, ELSEWHERE, STANDING, Case
from tests.documents.row_claims import wrong_rows
from tests.documents.worlds import (
    HEARD,
    OURS,
    SECRET,
    THEIRS,
    early_worlds,
    folder_of,
    has_nobody,
    middle_worlds,
    worlds,
)

WORDS = load_words(Shelf(), "en")
FITS = (
    (you_said, "_fits", lambda view, lacking: False),
    (technical_brief, "_fits", lambda view, lacking: False),
    (invitation, "_fits", lambda view: False),
    (thank_you, "_fits", lambda view: False),
    (interface_report, "_pages", lambda view, lacking: 99),
    (action_plan_length, "_fits", lambda view, pages: False),
)
"""What tells whether a paper is short enough; to see everything cut that may be, it says no."""


class Heard(Words):
    """Words that remember what was said."""

    def __init__(self):
        super().__init__(WORDS.tree, WORDS.lang)
        self.said = []

    def __call__(self, key, **parts):
        text = super().__call__(key, **parts)
        self.said.append((re.sub(r"\.(zero|one|two|many)$", "", key), parts, text))
        return text

    def several(self, key, **parts):
        self.said.append((key, parts, ""))
        return super().several(key, **parts)


def cases(monkeypatch):
    """Yield every paper of every world with what was said for it."""
    for world in chain(worlds(), early_worlds(), middle_worlds()):
        folder = folder_of(world)
        file = next(each for each in folder.sessions if each.session.number == 2)
        with monkeypatch.context() as patched:
            for module, name, never in FITS if world.cut else ():
                patched.setattr(module, name, never)
            for key, document in DOCUMENTS.items():
                heard = world.stage in ("shared", HEARD)
                invites_nobody = key == "invitation" and has_nobody(world)
                if invites_nobody or not (heard or document.before_review):
                    continue
                subject = Subject(file, OURS, THEIRS if document.of_two else None)
                readers = document.readers_of(folder, subject)
                files = document.sources_of(folder, subject, readers)
                waits = world.stage == HEARD and not (document.before_review or document.private)
                released, words = for_audience(folder, readers, files, preview=waits), Heard()
                view = document.view(released, released.sessions[0], words)
                yield Case(world, key, readers, files, folder, view), words.said


def is_printed(text, there):
    """Tell whether what was said stands in the view: another sentence may have taken its place."""
    return any(text in each for each in there)


@cache
def standing():
    return re.compile("|".join(each.replace(".", r"\.").replace("*", ".*") for each in STANDING))


class Read(NamedTuple):
    """What a reader of all papers found."""

    lies: dict
    unknown: set
    heard: set
    texts: set
    fields: dict
    rows: dict


@pytest.fixture(scope="module")
def read():
    """Read every paper of every world once."""
    found = Read({}, set(), set(), set(), defaultdict(set), {})
    with pytest.MonkeyPatch.context() as patched:
        for case, said in cases(patched):
            there = set(texts(case.view))
            found.texts.update(there)
            found.fields[f"{case.key}.html.j2"].update(paths(case.view))
            for sort, text in wrong_rows(case, said):
                found.rows.setdefault((sort, text), (case.world, case.key))
            for key, parts, text in said:
                if key in CLAIMS:
                    found.heard.add(key)
                    if key not in found.lies and not CLAIMS[key](case, parts) and is_printed(text, there):
                        found.lies[key] = (case.world, case.key, text)
                elif not standing().fullmatch(key):
                    found.unknown.add(key)
    return found


def test_no_sentence_contradicts_the_records(read):
    assert read.lies == {}, "said though the records say otherwise"


def test_no_row_says_what_is_not_so_of_its_own_record(read):
    assert read.rows == {}


def test_nothing_is_said_without_a_condition(read):
    assert read.unknown == set(), "said without a condition"
    assert set(CLAIMS) - read.heard == set(), "a condition for what is never said"


def paths(value, path=""):
    """Yield where each value of a view stands, as the list of fields writes it."""
    if isinstance(value, dict) and (value or not path):
        for key, below in value.items():
            yield from paths(below, f"{path}.{key}" if path else key)
        return
    if path:
        yield path
    if isinstance(value, list):
        for below in value:
            yield from paths(below, f"{path}[]")


def test_the_list_of_fields_holds_what_views_hold_and_nothing_else(read):
    made = {name: set(each) for name, each in read.fields.items()}
    for name, views in samples(set(TITLES)).items():
        made.setdefault(name, set()).update(chain.from_iterable(map(paths, views[:-2])))
    faults = []
    for name, there in made.items():
        listed = fields_of(name)
        unlisted = {path for path in there if not any(is_field(path, field) for field in listed)}
        faults += [f"{name}: {path} is not in the list" for path in unlisted if not path.startswith("more[")]
        own = [field for field in listed if "*" not in field and not is_part_of_shared_list(field)]
        within = {path[:at] for path in there for at, sign in enumerate(path) if sign == "."}
        faults += [f"{name}: {field} is in no view" for field in {*own} - there - within - LATER]
    assert not faults, "\n".join(sorted(faults))


def is_part_of_shared_list(field):
    """Tell whether a field stands in a list of many papers, which may be empty in all of one."""
    return field in ("left_out[]", "session.practices[]", "contacts[].name")


LATER = {"changes[].theme", "changes[].word", "changes[].answered", "ideas[].merged[]", "headings[]"}
"""Of a second wave of the pulse, as in `test_pulse_report`, of ideas merged, as in `test_render`, of a
script with headings of its own."""


def test_no_sentence_of_the_pulse_contradicts_the_answers():
    lies, heard, silent = {}, set(), set()
    for pulse in waves.pulses():
        folder = pulse.folder()
        for team, readers in waves.readers_of(pulse):
            words = Heard()
            view = pulse_report.pulse_report(for_audience(folder, readers, []), words, team)
            there = set(texts(view))
            for key, parts, text in words.said:
                condition = waves.CLAIMS.get(key)
                heard.add(key)
                if condition is None:
                    silent |= set() if standing().fullmatch(key) else {key}
                elif is_printed(text, there) and not condition(pulse, team, parts):
                    lies.setdefault(key, (pulse, team, text))
    assert lies == {}
    assert silent == set(), "said without a condition"
    assert set(waves.CLAIMS) - heard == set(), "a condition for what is never said"


def test_what_is_only_ours_is_in_no_view_of_any_world(read):
    assert [text for text in read.texts if SECRET in text] == [SECRET]  # of the debrief


def keys(tree, path=()):
    """Yield the keys of the words file; a table of `one` and `many` is one."""
    for key, below in tree.items():
        here = (*path, key)
        if isinstance(below, dict) and "many" not in below:
            yield from keys(below, here)
        else:
            yield ".".join(here)


def test_every_sentence_of_the_words_file_has_its_condition():
    tree = tomllib.loads((resources.templates_dir() / "words" / "en.toml").read_text("utf-8"))
    known = set(keys(tree))
    placed = [[key for key in known if key in table] for table in (CLAIMS, ELSEWHERE, waves.CLAIMS)]
    placed.append([key for key in known if key not in CLAIMS and standing().fullmatch(key)])
    assert known - set(chain(*placed)) == set(), "a sentence without a condition"
    assert {*CLAIMS, *ELSEWHERE} - known == set(), "a condition for a sentence there is not"


def forms(tree, key):
    """Return the texts of a key of the words file, of a table of `one` and `many` all."""
    for step in key.split("."):
        tree = tree[step]
    return list(tree.values()) if isinstance(tree, dict) else [tree]


def is_said_in(source, text):
    """Tell whether a test speaks of a sentence: of all of it with its places filled, or of a long part."""
    pieces = re.split(r"\{\w+\}", text)
    whole = r"[^\"\n]{1,60}?".join(map(re.escape, pieces))
    parts = (re.split(r"[.;:]", piece) for piece in pieces)
    return re.search(rf"(?<!\w){whole}", source) or any(
        len(part.strip()) > 14 and part.strip() in source for part in chain.from_iterable(parts)
    )


def test_what_is_said_elsewhere_is_spoken_of_in_the_test_that_is_named():
    tree = tomllib.loads((resources.templates_dir() / "words" / "en.toml").read_text("utf-8"))
    silent = []
    for key, module in ELSEWHERE.items():
        files = Path(__file__).parents[1].rglob(f"{module}.py")
        source = re.sub(r"[\"']\s*\n\s*f?[\"']", "", "".join(each.read_text("utf-8") for each in files))
        if not any(is_said_in(source, text) for text in forms(tree, key)):
            silent.append(f"{module} does not speak of {key}")
    assert silent == []


# Counts and nouns -----------------------------------------------------------------------------------

PLURAL = (
    r"actions|ideas|promises|remarks|practices|people|days|months|minutes|dots|nods|uses|lines|sessions|"
    r"changes|things|steps|are|have|were|touch"
)
SINGULAR = (
    r"action|idea|promise|remark|practice|person|day|month|minute|dot|nod|use|line|session|change|thing|step|"
    r"is|has|was|touches"
)
WRONG = (
    rf"\b1 (?:\w+ )?(?:{PLURAL})\b",
    rf"(?<![.\d–/:-])\b(?:0|[2-9]|\d\d+) (?:{SINGULAR})\b",
    r"\bAll [012] ",
    r"\bNone of your [12] ",
    r"\bone are\b|\bsome is\b",
)
ALLOWED = (
    r"(?:actions?|ideas?|No\.) (?:\d+(?:, | and ))*\d+ (?:is|are|was|has|have)",
    r"\d+ (?:of|from) (?:your |the )?\d+",
    r"(?:action|idea|Action|Idea|Remark|Promise) \d+.*",
)


def texts(value):
    """Yield every text of a view."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(texts, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(texts, value))


def test_count_and_noun_agree(read):
    wrong = re.compile("|".join(WRONG))
    assert [text for text in read.texts if wrong.search(re.sub("|".join(ALLOWED), "", text))] == []


@pytest.mark.parametrize("text", ["1 are done", "All 2 actions are open", "the 1 action were", "3 day"])
def test_what_disagrees_is_noticed(text):
    assert re.search("|".join(WRONG), text)
