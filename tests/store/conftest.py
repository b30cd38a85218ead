"""What the tests of the store have in common: where the file lies, and a disk in memory to lay it on."""

import pytest

from tests.store.memory_disk import MemoryDisk


@pytest.fixture
def path(tmp_path):
    return tmp_path / "x.json"


@pytest.fixture
def memory_disk():
    return MemoryDisk()
