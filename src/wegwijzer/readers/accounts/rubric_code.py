"""What the code of a rubric looks like."""

from __future__ import annotations

import re
from functools import lru_cache

_CODE = re.compile(r"[0-9]{1,5}[A-Z]?(?:/[0-9]{1,3}[A-Z]?)?P?")


@lru_cache(maxsize=4096)
def rubric_code(written: str) -> str | None:
    """The code that a text states, None for what is no rubric code; whether there is such a rubric is not asked.

    >>> rubric_code(" 70/76a "), rubric_code("9901"), rubric_code("omzet")
    ('70/76A', '9901', None)
    """
    code = "/".join(part.strip() for part in written.upper().split("/", 2))
    return code if len(code) <= 12 and _CODE.fullmatch(code) else None
