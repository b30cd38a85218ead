"""Press keys at random in every screen and dialog, for as long as wanted, and say what went wrong.

    python -m tests.fuzz [--seed N] [--minutes M] [--gestures G] [--episode N] [--place NAME]

Each episode is one program over a workspace of its own: the worked example, or nothing yet. Hands press
known keys, walk, type, paste, hold ^Z, resize the window and let time pass (`hands`). After each episode no
exception may have been raised, no gesture may have taken longer than a bound, every file must open, `check`
must find nothing, and everything taken back and done again must give equal records (`aftermath`).

The seed is printed; the same seed makes the same episodes, and `--episode` plays one of them alone.
The exit code is 1 when anything was found.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import time
from collections import Counter
from collections.abc import Callable

from tests.fuzz.episode import Told, play

GESTURES = 120
"""Gestures of one episode, unless told otherwise."""

MOST_BLOCKS = 10


def main() -> int:
    asked = _asked()
    os.environ.pop("NO_COLOR", None)
    collect = _leave_garbage()
    print(f"seed {asked.seed}, {asked.minutes:g} minutes", flush=True)
    until = time.monotonic() + asked.minutes * 60
    numbers = [asked.episode] if asked.episode is not None else range(1_000_000)
    told: list[Told] = []
    known: Counter[str] = Counter()
    for number in numbers:
        if time.monotonic() > until:
            break
        told.append(play(asked.seed, number, gestures=asked.gestures, start=asked.place))
        if told[-1].faults:
            _complain(told[-1], asked, known)
        collect()
    return _sum_up(told, asked.seed)


def _leave_garbage() -> Callable[[], object]:
    """Let no episode look through what the earlier ones left; return what does, between them."""
    collect = gc.collect
    gc.disable()
    for name in ("collect", "freeze", "unfreeze", "set_threshold", "enable"):
        setattr(gc, name, lambda *_: None)
    return collect


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--gestures", type=int, default=GESTURES)
    parser.add_argument("--episode", type=int, help="play only this one")
    parser.add_argument("--place", help="start each there, such as touch_map; or empty")
    return parser.parse_args()


def _complain(told: Told, asked: argparse.Namespace, known: Counter[str]) -> None:
    """Tell the faults of an episode; of one that was told before only in which episode it came again."""
    known.update(told.faults)
    if all(known[fault] > 1 for fault in told.faults):
        print(f"--- episode {told.name}: again {told.faults[0].splitlines()[0][:100]}", flush=True)
        return
    print(f"\n--- episode {told.name} after {len(told.gestures)} gestures; again with:")
    place = f" --place {asked.place}" if asked.place else ""
    number = told.name.partition(":")[2]
    print(
        f"    python -m tests.fuzz --seed {asked.seed} --gestures {asked.gestures} --episode {number}{place}"
    )
    print("    last: " + "\n          ".join(map(str, told.gestures[-8:])))
    for fault in told.faults:
        print(fault)
    print(flush=True)


def _sum_up(told: list[Told], seed: int) -> int:
    bad = [each for each in told if each.faults]
    screens: Counter[str] = sum((each.screens for each in told), Counter())
    blocks = sorted((block for each in told for block in each.blocks), reverse=True)[:MOST_BLOCKS]
    gestures = sum(len(each.gestures) for each in told)
    seconds = sum(each.seconds for each in told)
    print(f"seed {seed}: {len(told)} episodes, {gestures} gestures, {seconds / 60:.1f} minutes")
    print("screens: " + ", ".join(f"{name} {count}" for name, count in screens.most_common()))
    for block, what in blocks:
        print(f"event loop away {block * 1000:.0f} ms at {what}")
    print(f"{len(bad)} episodes with faults: {', '.join(each.name for each in bad) or 'none'}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
