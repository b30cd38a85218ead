"""A home of its own for an episode: whatever is typed as a path, nothing is written outside of one folder."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from facilitator.ui.papers import handing_on, open_folder


@contextlib.contextmanager
def sandbox() -> Iterator[Path]:
    """Make a folder the home, the current folder and the place for temporary files; it goes in the end.

    No window of a file manager opens meanwhile.
    """
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        home = scratch / "home"
        home.mkdir()
        places = dict.fromkeys(
            ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR"), str(home)
        )
        with (
            patch.dict(os.environ, places),
            patch.object(tempfile, "tempdir", str(home)),
            patch.object(open_folder, "opener", lambda *_: None),
            patch.object(handing_on, "taker", lambda *_: []),
            patch.object(open_folder, "_start_file", lambda _: False),
        ):
            os.chdir(home)
            try:
                yield scratch
            finally:
                os.chdir(before)
