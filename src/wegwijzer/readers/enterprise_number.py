"""Belgian enterprise numbers: read as people write them, kept as ten digits, shown as 0403.019.261.

The last two digits are 97 less the remainder of the first eight by 97 (Royal Decree of 24 June 2003 on the
attribution of the enterprise number). python-stdnum checks the same, but importing its Belgian module takes
longer than all other reading together; the tests hold the two against each other.
"""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"(?:BE[ .-]?)?([01]?[0-9]{3})([ .-]?)([0-9]{3})\2([0-9]{3})", re.IGNORECASE)
_EXAMPLE = "Give ten digits, as in 0403.019.261, BE 0403 019 261 or 403019261."


def parse_enterprise_number(text: str) -> str:
    """The ten digits of an enterprise number; raises ValueError with one sentence on what is wrong.

    The nine digits of before 2005 get their leading zero.

    >>> parse_enterprise_number("BE 0403 019 261"), parse_enterprise_number("403019261")
    ('0403019261', '0403019261')
    """
    written = _WRITTEN.fullmatch(" ".join(text.split()))
    if written is None:
        raise ValueError(f'"{text}" is not written as an enterprise number. {_EXAMPLE}')
    digits = (written[1] + written[3] + written[4]).zfill(10)
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        raise ValueError(f'the check digits of enterprise number "{text}" are wrong. {_EXAMPLE}')
    return digits


def format_enterprise_number(text: str) -> str:
    """The number with its dots, from any form that `parse_enterprise_number` reads.

    >>> format_enterprise_number("403019261")
    '0403.019.261'
    """
    digits = parse_enterprise_number(text)
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
