"""A writer is killed; `python -m tests.store.kills 300` does it more often."""

import sys

import pytest

from tests.store.kills import look, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def test_no_kill_loses_anything(tmp_path):
    result = run(20, tmp_path, seed=7)
    assert result.bad == []
    assert result.acknowledged > 20


def test_a_loss_would_be_seen(tmp_path):
    nothing = {"notes": {}, "ideas": {}, "last": 0}
    one = {"notes": {1: "said"}, "ideas": {}, "last": 1}
    (tmp_path / "x.json").write_text('{"notes": {}}')
    for stock in (False, True):
        assert look(tmp_path / "x.json", "1", nothing, 0, stock)[0] is None
        assert look(tmp_path / "x.json", "1", one, 0, stock)[0] == "1 acknowledged notes lost"
    (tmp_path / "x.json").write_text('{"notes": {')
    assert look(tmp_path / "x.json", "1", one, 0, True)[0].startswith("unreadable")
