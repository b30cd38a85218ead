"""The programs people open papers with, each run as one command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PATIENCE = 600
NODE_PACKAGES = ("axe-core@4.14.1", "puppeteer-core@24.43.1")
NEEDS = {
    "soffice": ("libreoffice-writer", "libreoffice-calc", "fonts-liberation2"),
    "pdftotext": ("poppler-utils", "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"),
    "chromium": ("chromium",),
    "npm": ("nodejs", "npm"),
}
"""The packages of Debian each program comes with. The letters of Liberation are as wide as Arial's, which the
papers name: where neither is there, lines and pages come out otherwise.
"""


def run(*command: str, cwd: Path | None = None) -> str:
    """Return what a program prints. Raises `RuntimeError` with what it complains of."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, timeout=PATIENCE, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.decode(errors='replace')[-600:]}")
    return done.stdout.decode("utf-8", "replace")


def missing(programs: tuple[str, ...]) -> list[str]:
    """Return which programs are not there, after installing what can be installed."""
    lacking = [name for name in programs if shutil.which(name) is None]
    if lacking and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        packages = [package for name in lacking for package in NEEDS[name]]
        print(f"Installing {' '.join(packages)}.", flush=True)
        quietly = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": False}
        subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages], **quietly)
    return [name for name in programs if shutil.which(name) is None]


def converted(paths: list[Path], ending: str, into: Path, *how: str) -> Iterator[tuple[Path, Path | None]]:
    """Yield each path with what LibreOffice made of it; paths of one name are converted apart."""
    for folder in sorted({path.parent for path in paths}):
        here = [path for path in paths if path.parent == folder]
        target = into / "-".join(folder.parts[-3:])
        profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", *how, "--convert-to", ending, "--outdir", str(target)]
        run(*command, *map(str, here))
        for path in here:
            made = target / f"{path.stem}.{ending}"
            yield path, made if made.is_file() else None


def browsed(paths: list[Path], beside: Path) -> Iterator[dict[str, Any]]:
    """Yield what Chromium tells of each page; it prints each as PDF beside it, as `page.html.pdf`."""
    tools = beside / "node"
    if not tools.exists():
        tools.mkdir()
        run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tools), *NODE_PACKAGES)
    browser = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as user:
        told = run("node", str(HERE / "browser.mjs"), browser, user, *map(str, paths), cwd=tools)
    yield from map(json.loads, told.splitlines())


def complaints(paths: list[Path], beside: Path) -> Iterator[str]:
    """Yield every dialog and request of the pages, what axe-core finds in them, and what does not fit."""
    told = list(browsed(paths, beside))
    if len(told) != len(paths):
        yield f"only {len(told)} of {len(paths)} pages were opened"
    for page in told:
        for kind in ("dialogs", "requests", "violations", "spills"):
            for each in page[kind]:
                yield f"{Path(page['page']).name}: {kind}: {each}"
