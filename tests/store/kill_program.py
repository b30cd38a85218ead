"""Kills the whole program while somebody types in tmux, and looks at what it left.

    python -m tests.store.kill_program [COUNT] [--seed N]

The worked example is opened on the screen and its session in progress carried on. Lines are typed; each
that the screen has called safe must be in the file after the kill (SIGKILL), in the segment it was said in
and at its time. A half-typed line that was left alone for a second must come back into the field when the
program is opened again.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from facilitator.model.observation import Observation
from facilitator.model.session import Draft, SegmentRun
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile

ROOT = Path(__file__).resolve().parents[2]
SAFE = re.compile(r"(\d+) (?:records?|notes?) safe ✓")
WORDS = ("board", "form", "ticket", "night", "shift", "lab", "exam", "backup", "switch", "owner", "queue")
DRAFT_AFTER = 1.0
"""Seconds a half-typed line may take to be on the disk."""

PATIENCE = 20.0


class Screen:
    """The program in a tmux window of its own."""

    def __init__(self, workspace: Path) -> None:
        self.name = f"kill-{os.getpid()}"
        command = f"exec {sys.executable} -m facilitator demo --into {workspace}"
        size = ("-x", "104", "-y", "30")
        self._tmux("new-session", "-d", "-s", self.name, *size, "-c", str(ROOT), command)
        self.process = int(self._tmux("list-panes", "-t", self.name, "-F", "#{pane_pid}"))

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    @property
    def text(self) -> str:
        return self._tmux("capture-pane", "-t", self.name, "-p")

    def type(self, text: str) -> None:
        self._tmux("send-keys", "-t", self.name, "-l", "--", text)

    def press(self, key: str) -> None:
        self._tmux("send-keys", "-t", self.name, key)

    def wait_for(self, found) -> str:
        """Wait until *found* says yes to the text of the screen; return that text."""
        until = time.monotonic() + PATIENCE
        while not found(text := self.text):
            if time.monotonic() > until:
                raise SystemExit(f"It never showed. The screen at the end:\n{text}")
            time.sleep(0.01)
        return text

    @property
    def safe(self) -> int:
        """How many records the screen calls safe; -1 while it says something else there."""
        found = SAFE.search(self.text)
        return int(found[1]) if found else -1

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        subprocess.run(["tmux", "kill-session", "-t", self.name], capture_output=True, check=False)


class Life:
    """One session over many kills: what was called safe so far, and what is in the files."""

    def __init__(self, workspace: Path, chance: random.Random) -> None:
        self.workspace = workspace
        self.chance = chance
        self.acknowledged: list[tuple[str, str, datetime]] = []
        self.half = ""
        self.bad: list[str] = []

    def once(self, number: int) -> None:
        """Open, type, be killed, look."""
        screen = Screen(self.workspace)
        screen.wait_for(lambda text: "Coverage" in text)
        screen.press("c")
        screen.wait_for(lambda text: "paused" in text and SAFE.search(text))
        if self.half:
            screen.wait_for(lambda text: self.half in text)
            screen.press("C-u")
        screen.press("F5")
        text = screen.wait_for(lambda text: "paused" not in text)
        if self.chance.random() < 0.3 and "► Read-back" not in text:
            screen.press("C-n")
            screen.wait_for(lambda text: "goes back" in text)
        for each in range(self.chance.randint(1, 3)):
            self._say(screen, f"- {number}.{each} {' '.join(self.chance.sample(WORDS, 5))}")
        self._half_line(screen, number)
        screen.kill()
        self._look()

    def _say(self, screen: Screen, line: str) -> None:
        screen.type(line)
        screen.wait_for(lambda text: line in text or line[-20:] in text)
        screen.wait_for(lambda text: SAFE.search(text) is not None)
        before = screen.safe
        screen.press("Enter")
        screen.wait_for(lambda text: (found := SAFE.search(text)) and int(found[1]) > before)
        self.acknowledged.append((line.removeprefix("- "), "", datetime.now(UTC)))

    def _half_line(self, screen: Screen, number: int) -> None:
        half = f"half a line {number} {self.chance.choice(WORDS)}"
        screen.type(half)
        screen.wait_for(lambda text: half in text)
        rested = self.chance.random() < 0.6
        time.sleep(DRAFT_AFTER if rested else self.chance.uniform(0, 0.4))
        self.half = half if rested else ""
        if not rested and self.chance.random() < 0.5:
            screen.press("Enter")  # killed while this one is being saved

    def _look(self) -> None:
        _, folder = open_demo(self.workspace)
        file = next(each for each in folder.sessions if each.session.short_id == "L-04")
        notes = {note.text: note for note in file.all(Observation)}
        for at, (text, segment, said) in enumerate(self.acknowledged):
            note = notes.get(text)
            if note is None:
                self.bad.append(f"lost: {text}")
                continue
            if segment and note.segment != segment:
                self.bad.append(f"moved from {segment} to {note.segment}: {text}")
            if not segment:
                self._check_new(folder, file, note, said)
                self.acknowledged[at] = (text, note.segment, said)
        drafts = [draft.text for draft in file.all(Draft)]
        if self.half and self.half not in drafts:
            self.bad.append(f"half-typed line gone: {self.half} (kept: {drafts})")
        if not self.half:
            self.half = next((text for text in drafts if text.startswith("half a line")), "")
        folder.close()

    def _check_new(
        self, folder: ProgrammeFolder, file: SessionFile, note: Observation, said: datetime
    ) -> None:
        here = [run.segment for run in file.all(SegmentRun) if run.running]
        if [note.segment] != here:
            self.bad.append(f"in {note.segment}, said in {here}: {note.text}")
        # The worked example lives on a day of its own, at the present time of day.
        apart = abs(_time_of_day(folder.local(said)) - _time_of_day(folder.local(note.created)))
        if min(apart, 86400 - apart) > 5:
            self.bad.append(f"at {note.created}, said at {said}: {note.text}")


def _time_of_day(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def main() -> None:
    """Kill the program as often as asked for; exit code 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if shutil.which("tmux") is None:
        raise SystemExit("tmux is not installed.")
    with tempfile.TemporaryDirectory() as scratch:
        life = Life(Path(scratch) / "workspace", random.Random(asked.seed))
        for number in range(asked.count):
            life.once(number)
            said = f"{len(life.acknowledged)} lines called safe so far, {len(life.bad)} bad"
            print(f"kill {number + 1}: {said}", *life.bad[-1:], flush=True)
    print("\n".join(life.bad))
    raise SystemExit(1 if life.bad else 0)


if __name__ == "__main__":
    main()
