"""Builds the worked example into `sessions/demo`, from the tables in `sessions/example`.

    python sessions/build_demo.py [FOLDER]

Everything goes through the program's own interface, so every rule is checked, and in the order it
happened, on a clock that is held: the same tables give the same bytes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from example.clockwork import Clockwork
from example.meeting import write_meeting
from example.programme import hold_still, write_programme
from example.projects import write_projects
from example.pulse import write_pulse
from example.rows import (
    Meeting,
    ProgrammeTables,
    PulseTables,
    SkillTables,
    StakeholderTables,
    StoryTables,
    read,
)
from example.skills import write_skills
from example.stakeholders import write_stakeholders
from example.stories import write_stories

from facilitator import resources
from facilitator.catalogue import load_catalogue
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

DEMO = Path(__file__).parent / "demo"
SESSIONS = (
    "L-01-service-desk.toml",
    "L-02-applications.toml",
    "L-03-infrastructure.toml",
    "L-04-learning-technology.toml",
)


def build(folder: Path) -> None:
    """Write the programme and its sessions into an empty *folder*."""
    clock = Clockwork()
    catalogue = load_catalogue(resources.workshops_dir())
    demo = ProgrammeFolder(folder, catalogue, clock=clock.now, ids=clock.next_id)
    tables = read("harrowmere.toml", ProgrammeTables)
    known = write_programme(demo, clock, tables)
    for name in SESSIONS:
        write_meeting(demo, clock, read(name, Meeting), known)
    write_pulse(demo, clock, read("pulse.toml", PulseTables), known)
    write_skills(demo, clock, read("skills.toml", SkillTables), known)
    write_projects(demo, clock, tables, known)
    write_stakeholders(demo, clock, read("stakeholders.toml", StakeholderTables), known)
    write_stories(demo, clock, read("stories.toml", StoryTables), known)
    hold_still(demo, clock, tables.as_of)
    for file in (demo.file, *demo.sessions):
        file.forget_history()
    demo.close()


def main(target: Path) -> None:
    """Build beside, then put the record files into *target* in place of those that are there."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as beside:
        build(Path(beside))
        for old in target.glob("*.json"):
            old.unlink()
        for new in sorted(Path(beside).glob("*.json")):
            (target / new.name).write_bytes(new.read_bytes())
            print(target / new.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO)
