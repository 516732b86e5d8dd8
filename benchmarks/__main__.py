"""Run the benchmarks: `make bench`, or `python -m benchmarks one_firm` for some of them."""

import sys
from importlib import import_module

from benchmarks.reporting import line

NAMES = (
    "one_firm",
    "cold_start",
    "pages",
    "signals",
    "kbo_load",
    "portfolio",
    "survey_report",
    "pyramid",
    "inbox",
    "referrals",
    "search",
    "combination",
    "scan",
    "peers",
    "clusters",
)
LONG = {"load": "load.ladder", "soak": "load.soak"}
"""Those that take from minutes to hours and want the machine for themselves: run when they are named."""


def main(chosen: list[str]) -> int:
    """Print every line of the chosen benchmarks; the status is 2 for an unknown name."""
    if chosen[:1] == ["faults"]:  # they break things, take minutes each, and have options of their own
        return int(import_module("benchmarks.faults.__main__").main(chosen[1:]))
    unknown = [name for name in chosen if name not in (*NAMES, *LONG)]
    if unknown:
        print(f"unknown benchmark {unknown[0]!r}. Expected: {', '.join((*NAMES, *LONG))}.", file=sys.stderr)
        return 2
    for name in chosen or NAMES:
        for measured in import_module(f"benchmarks.{LONG.get(name, name)}").measure():
            print(line(measured), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
