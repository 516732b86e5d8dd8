"""What a visitor should not have to leave with us: it goes out of the text before the text is stored.

Numbers by which a person or an account is known go; a telephone number or a mail address stays, because the visitor may
have written it to be called back.
"""

from __future__ import annotations

from wegwijzer.core.language.masking import PersonalKind, mask
from wegwijzer.wording.language import DEFAULT_LANGUAGE, LANGUAGES, say

TAKEN_OUT = (PersonalKind.NATIONAL_NUMBER, PersonalKind.ACCOUNT, PersonalKind.CARD)


def without_personal_data(need: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The text with a word in brackets in place of each such number."""
    return mask(need, labels={kind: _label(kind, language) for kind in TAKEN_OUT}, kinds=TAKEN_OUT).text


def told_as_taken_out(need: str, language: str) -> str:
    """A sentence on what was taken out of a stored text; empty when nothing was."""
    kinds = [kind for kind in TAKEN_OUT if any(_label(kind, one) in need for one in LANGUAGES)]
    if not kinds:
        return ""
    return say("guide.masked.line", language, what=", ".join(_name(kind, language) for kind in kinds))


def _label(kind: PersonalKind, language: str) -> str:
    return f"[{_name(kind, language)}]"


def _name(kind: PersonalKind, language: str) -> str:
    return say(f"guide.masked.{kind.value}", language)
