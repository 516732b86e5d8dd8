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


def main(chosen: list[str]) -> int:
    """Print every line of the chosen benchmarks; the status is 2 for an unknown name."""
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        print(f"unknown benchmark {unknown[0]!r}. Expected: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in chosen or NAMES:
        for measured in import_module(f"benchmarks.{name}").measure():
            print(line(measured), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
