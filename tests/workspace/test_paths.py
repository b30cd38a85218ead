"""Where a workspace lies, and file names that are safe on every system."""

import re
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.workspace import paths
from facilitator.workspace.paths import default_workspace, safe_name
from tests.tables import for_each

RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


@for_each(
    ("name", "safe"),
    [
        ("2026-03-12 Infrastructure and Cloud", "2026-03-12-infrastructure-and-cloud"),
        ("Better Together", "better-together"),
        ("../x", "x"),
        ("../../etc/passwd", "etc-passwd"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j"),
        ("C:\\Users", "c-users"),
        ("trailing...", "trailing"),
        ("trailing   ", "trailing"),
        (".hidden", "hidden"),
        ("under_score__s", "under-score-s"),
        ("CON", "con-1"),
        ("con.txt", "con-txt"),
        ("Aux", "aux-1"),
        ("COM7", "com7-1"),
        ("com¹", "com1-1"),
        ("LPT0", "lpt0-1"),
        ("nul ", "nul-1"),
        ("console", "console"),
        ("", "unnamed"),
        ("   ", "unnamed"),
        ("...", "unnamed"),
        ("🎉🎉", "unnamed"),
        ("Team 🎉", "team"),
        ("Größe ÄÖÜ ß", "grösse-äöü-ss"),
        ("café", "café"),
        ("cafe\u0301", "café"),
        ("ﬁle ﾃｽﾄ", "file-テスト"),
        ("हिन्दी टीम", "हिन्दी-टीम"),
        ("日本語チーム", "日本語チーム"),
        ("الفريق", "الفريق"),
        ("İstanbul", "i̇stanbul"),
        ("a\x00b\x1b[31mc", "a-b-31mc"),
        ("a\ud800b", "a-b"),
        ("one\ntwo", "one-two"),
    ],
)
def test_a_name_becomes_safe(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_is_cut():
    assert safe_name("x" * 200) == "x" * 60
    assert len(safe_name("語" * 200).encode()) <= 120
    assert safe_name("ab " * 60).endswith(("a", "b"))


def test_a_name_that_is_taken_gets_a_number():
    taken = set()
    for expected in ("desk", "desk-2", "desk-3"):
        name = safe_name("Desk", taken)
        assert name == expected
        taken.add(name)


def test_a_reserved_name_that_is_taken():
    assert safe_name("CON", {"con-1"}) == "con-1-2"


texts = st.text(max_size=80) | st.text(st.characters(categories=("L", "M", "N")), max_size=300)


@given(texts, st.integers(0, 12))
@example("x" * 300, 12)
@example("𐍈" * 100, 12)
@example("CON", 3)
@example("nul.", 0)
def test_any_name_is_one_safe_component_and_unique(name, others):
    taken = set()
    for _ in range(others):
        taken.add(safe_name(name, taken))
    assert len(taken) == others
    safe = safe_name(name, taken)
    assert safe not in taken
    assert len(safe.encode()) <= 120
    for path in (PurePosixPath(safe), PureWindowsPath(safe)):
        assert path.name == safe
        assert len(path.parts) == 1
        assert not path.is_absolute()
    assert not RESERVED.fullmatch(safe)
    assert not RESERVED.fullmatch(f"{safe}.json")
    assert not safe.startswith(("-", ".", "~"))
    assert not safe.endswith(("-", ".", " "))
    assert safe == safe_name(name, taken)


@given(texts)
def test_a_safe_name_is_safe_already(name):
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert unicodedata.normalize("NFC", safe) == safe


def test_names_that_differ_only_in_case_are_one():
    assert safe_name("SERVICE DESK", {safe_name("Service Desk")}) == "service-desk-2"


def test_a_safe_name_can_be_written(tmp_path):
    for name in ("x" * 300, "𐍈" * 100, "CON", "🎉", "../x", "हिन्दी"):
        path = tmp_path / f".{safe_name(name)}.json.new"
        path.touch()
        assert path.parent == tmp_path


# Where a workspace lies ----------------------------------------------------------------------------


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(paths.ENVIRONMENT, raising=False)
    monkeypatch.setattr(paths.platformdirs, "user_documents_dir", lambda: str(tmp_path / "Documents"))
    return tmp_path


def test_a_workspace_lies_in_the_documents_folder(nowhere):
    assert default_workspace() == nowhere / "Documents" / "Facilitator"


def test_a_checkout_is_a_workspace(nowhere):
    (nowhere / "pyproject.toml").touch()
    (nowhere / "facilitator").mkdir()
    assert default_workspace() != nowhere
    (nowhere / "sessions").mkdir()
    assert default_workspace() == nowhere


def test_the_environment_names_a_workspace(nowhere, monkeypatch):
    monkeypatch.setenv(paths.ENVIRONMENT, str(nowhere / "mine"))
    assert default_workspace() == nowhere / "mine"
    monkeypatch.setenv(paths.ENVIRONMENT, "~/workshops")
    assert default_workspace() == Path("~/workshops").expanduser()
    monkeypatch.setenv(paths.ENVIRONMENT, "")
    assert default_workspace() == nowhere / "Documents" / "Facilitator"
