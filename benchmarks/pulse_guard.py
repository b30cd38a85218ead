"""What a reader of the pulse can work out, in larger organisations than the tests have time for.

    python benchmarks/pulse_guard.py [--teams 4] [--largest 6] [--most 300000] [--check]

Takes every organisation of so many teams, each of one to *largest* people who answered, and all ways in
which they can answer one statement; puts together those that look alike to a reader; and asks, for an
outsider and for one insider of each team, what is the same in all of them (`tests.workspace.pulse_worlds`).
Says how much is printed, too: the share of all ways in which a team of five or more stands with counts or a
word of its own, in which all others stand together, and in which there is a total. An organisation with
more than *most* ways is passed over. Four teams of one to six, the usual run, take some minutes. With
`--check` the exit code is 1 when somebody works something out.
"""

# ruff: noqa: E402  # see below
from __future__ import annotations

import sys

# typing.py beside this file is called like a module of Python's own: its folder must not be searched.
sys.path = [".", *(each for each in sys.path if not each.endswith("benchmarks"))]

import argparse
import time
from collections import Counter
from math import comb, prod

from facilitator.insight.pulse_guard import printed
from tests.workspace.pulse_worlds import found_out, organisations, worlds


def main() -> int:
    """Run; print each organisation in which somebody finds something, and the shares."""
    asked = _asked()
    started, found, seen, passed_over = time.monotonic(), 0, 0, 0
    shares: Counter[str] = Counter()
    for sizes in organisations(asked.teams, range(1, asked.largest + 1)):
        if prod(comb(size + 2, 2) for size in sizes) > asked.most:
            passed_over += 1
            continue
        seen += 1
        finding = found_out(sizes)
        if finding is not None:
            found += 1
            print(finding)
        _count(sizes, shares)
    print(f"{seen} organisations of {asked.teams} teams, {shares['worlds']:,} ways to answer, ", end="")
    print(f"{passed_over} passed over; {time.monotonic() - started:.0f} s")
    for what in ("counts", "words", "others", "totals"):
        print(f"{what:8} {100 * shares[what] / max(1, shares[f'all {what}']):5.1f} %")
    print(f"somebody works something out in {found}")
    return 1 if asked.check and found else 0


def _count(sizes: tuple[int, ...], shares: Counter[str]) -> None:
    large = sum(size >= 5 for size in sizes)
    for world in worlds(sizes):
        told = printed({str(at): bands for at, bands in enumerate(world)}, 5)  # type: ignore[misc]
        with_counts = sum(isinstance(said, tuple) for said in told.teams.values())
        shares["worlds"] += 1
        shares["all counts"] += large
        shares["all words"] += large
        shares["counts"] += with_counts
        shares["words"] += len(told.teams) - with_counts
        shares["all others"] += bool(told.others)
        shares["others"] += told.pool is not None
        shares["all totals"] += 1
        shares["totals"] += told.total is not None


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What a reader of the pulse can work out.")
    parser.add_argument("--teams", type=int, default=4)
    parser.add_argument("--largest", type=int, default=6)
    parser.add_argument("--most", type=int, default=300_000)
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
