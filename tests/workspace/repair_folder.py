"""What repairs kept of the files they changed."""

from pathlib import Path

from facilitator.workspace.integrity.check import REPAIRED


def repair_copies(programme_path: Path) -> tuple[Path, ...]:
    """Return every file that repairs of that programme have kept as it was before."""
    found = (programme_path / REPAIRED).rglob("*")
    return tuple(sorted(path for path in found if path.is_file()))
