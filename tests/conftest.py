"""What every test has in common."""

import contextlib
import errno
import gc
import importlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.fixtures import example, listening, programme, root, screens, small_workspace  # noqa: F401

# How long an example takes says more about the machine than about the program. The same examples each time,
# so that a change is judged by what it changes; `pytest --hypothesis-profile=new-examples` looks for others.
_USUAL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("new-examples", _USUAL)
settings.register_profile("facilitator", _USUAL, derandomize=True)
settings.load_profile("facilitator")


def _no_medium(handle: int) -> None:
    """Stand in for `os.fsync`: refuse what is no open file, and do not wait for a medium.

    Whether a power cut loses anything is asked of a disk in memory that knows what was synced
    (`tests/store/power_cut.py`); all other tests read what was written, which is there without.
    """
    os.fstat(handle)


os.fsync = _no_medium


def pytest_collection(session: pytest.Session) -> None:
    """Before all tests are collected, let each of several processes import another part of them first.

    All need the same modules. In a fresh checkout each would compile all of them, at the same time as the
    others; this way a process finds compiled what another has come by. A fault is told when its turn comes.
    """
    worker = getattr(session.config, "workerinput", None)
    if worker is None or session.config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    tests = Path(__file__).parent
    names = [
        ".".join(each.relative_to(tests.parent).with_suffix("").parts) for each in tests.rglob("test_*.py")
    ]
    names.sort()
    first = len(names) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
    for name in names[first:] + names[:first]:
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def pytest_collection_finish() -> None:
    """Look for garbage no more among the tests themselves: there are thousands, and they stay."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def seldom_garbage() -> None:
    """Look for garbage seldom, whatever the program set before: a tenth of the time went into that."""
    gc.set_threshold(20_000, 20, 20)


class Medium:
    """A disk that can fill up, and be emptied again: while it is *full*, nothing becomes durable."""

    full = False

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._sync = os.fsync
        patch.setattr(os, "fsync", self._fsync)

    def _fsync(self, handle: int) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._sync(handle)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Medium:
    """The disk all files lie on; with `disk.full = True` it refuses."""
    return Medium(monkeypatch)
