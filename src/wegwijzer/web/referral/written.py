"""What people write in a case, as it is kept: without the national numbers that stand in it.

Such a number may be used by whom the law allows it alone (law of 8 August 1983 on the national register, article 8);
nobody here needs one to help a firm. Telephone numbers and addresses stay: they are written to be called back.
"""

from __future__ import annotations

from wegwijzer.core.language.masking import PersonalKind, mask
from wegwijzer.wording.language import DEFAULT_LANGUAGE, LANGUAGES, say

_TAKEN_OUT = frozenset({PersonalKind.NATIONAL_NUMBER})


def kept_words(text: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The text without blank ends, with a word in brackets in place of each national number; twice is once."""
    label = say("guide.masked.national_number", language if language in LANGUAGES else DEFAULT_LANGUAGE)
    return mask(text.strip(), labels={PersonalKind.NATIONAL_NUMBER: f"[{label}]"}, kinds=_TAKEN_OUT).text
