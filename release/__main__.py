"""`python -m release build` makes dist/ anew, `python -m release try` installs what is in it alone and runs it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from release.errors import ReleaseError
from release.making import make
from release.trying import try_out

ROOT = Path(__file__).parents[1]
STEPS: dict[str, Callable[[Path], list[str]]] = {"build": make, "try": try_out}


def main(words: list[str]) -> int:
    """Do one step and print what it found; status 2 with one line when the release is not fit."""
    if len(words) != 1 or words[0] not in STEPS:
        print(f"expected one of: {', '.join(STEPS)}.", file=sys.stderr)
        return 2
    try:
        print("\n".join(STEPS[words[0]](ROOT)))
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
