"""Run faults: all of them, or those that are named. Exit status 1 when something does not hold."""

from __future__ import annotations

import argparse
import signal
import sys
from importlib import import_module

NAMES = (
    "kill_nine",
    "database_away",
    "disk_full",
    "uploads_full",
    "mail_away",
    "clock_jump",
    "web_clock_jump",
    "corrupt_index",
    "two_releases",
)


def main(arguments: list[str]) -> int:
    """Make each fault in turn and print what it did."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks faults")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; without any: all")
    parser.add_argument("--count", type=int, default=120, help="how many referrals are made meanwhile")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.names if name not in NAMES]:
        parser.error(f"unknown fault {unknown[0]!r}. Expected: {', '.join(NAMES)}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything that was started is ended
    failed = 0
    for name in chosen.names or NAMES:
        outcome = import_module(f"benchmarks.faults.{name}").survive(chosen.count)
        print(f"{name}\n{outcome.text()}\n", flush=True)
        failed += bool(outcome.problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
