"""Take numbers and addresses of persons out of a text, before it is stored.

Only what its own check digits or its form give away is taken: a national register number, a bank account, a payment
card, an e-mail address, a Belgian telephone number. The number of an enterprise is public and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum


class PersonalKind(Enum):
    """What was taken out."""

    NATIONAL_NUMBER = "national_number"
    ACCOUNT = "account"
    CARD = "card"
    EMAIL = "email"
    PHONE = "phone"


LABELS: Mapping[PersonalKind, str] = {
    PersonalKind.NATIONAL_NUMBER: "[rijksregisternummer]",
    PersonalKind.ACCOUNT: "[rekeningnummer]",
    PersonalKind.CARD: "[kaartnummer]",
    PersonalKind.EMAIL: "[e-mailadres]",
    PersonalKind.PHONE: "[telefoonnummer]",
}
"""What stands in place of each kind, unless other words are given."""

EVERY_KIND = frozenset(PersonalKind)


@dataclass(frozen=True, slots=True)
class Found:
    """Something personal: what it is, and where it stood in the text as given."""

    kind: PersonalKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what is personal, and what was taken out of it, in order."""

    text: str
    found: tuple[Found, ...] = ()

    @property
    def kinds(self) -> tuple[PersonalKind, ...]:
        """Every kind that was taken out, once, in the order of the text."""
        return tuple(dict.fromkeys(found.kind for found in self.found))


def mask(
    text: str,
    *,
    labels: Mapping[PersonalKind, str] = LABELS,
    kinds: Collection[PersonalKind] = EVERY_KIND,
) -> Masked:
    """The text with a label in place of everything personal of these kinds. Masking twice is masking once.

    Raises ValueError for a label with a digit or an at sign, which would be taken for something personal in its turn.

    >>> mask("mijn nummer is 93.05.18-223.61").text
    'mijn nummer is [rijksregisternummer]'
    """
    for label in labels.values():
        if any(sign.isdigit() or sign == "@" for sign in label):
            raise ValueError(f"{label!r} cannot stand for something personal. Give words without digits or @.")
    found: list[Found] = []
    left = text
    while new := _first_finds(left, kinds):
        found += new
        for one in new:
            left = left[: one.start] + _HIDDEN * (one.end - one.start) + left[one.end :]
    found.sort(key=lambda one: one.start)
    pieces, at = [], 0
    for one in found:
        pieces += [text[at : one.start], labels[one.kind]]
        at = one.end
    return Masked("".join((*pieces, text[at:])), tuple(found))


_HIDDEN = "\ue000"
"""Stands for every character that is taken out already: no letter, no digit, no separator."""

_BETWEEN = r"[\s.\-/_–—]{0,3}"
"""What people put between the digits of a number."""


def _first_finds(text: str, kinds: Collection[PersonalKind]) -> list[Found]:
    """What the first kind that occurs at all finds, without overlaps."""
    for kind, find in _FINDERS:
        if kind in kinds:
            found: list[Found] = []
            for start, end in find(text):
                if not found or found[-1].end <= start:
                    found.append(Found(kind, start, end))
            if found:
                return found
    return []


def _digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


# The groups stand in lookaheads, so that a number which begins inside a wrong candidate is found as well.
_NATIONAL = re.compile(rf"(?<!\d)(?=(\d(?:{_BETWEEN}\d){{10}})(?!\d))")


def _national_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Eleven digits of which the last two check the first nine, with a 2 before them for births from 2000 on.

    Royal Decree of 3 April 1984 on the identification number of the national register, amended in 1997.
    """
    for match in _NATIONAL.finditer(text):
        digits = _digits(match[1])
        check = int(digits[9:])
        if check in (97 - int(digits[:9]) % 97, 97 - int("2" + digits[:9]) % 97):
            yield match.span(1)


# Length of the account numbers of the countries where Flemish firms bank most (SWIFT, IBAN Registry).
_IBAN_LENGTHS = {
    **{"AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18},
    **{"FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20, "LV": 21, "MC": 27},
    **{"MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26},
}
_IBAN = re.compile(
    rf"(?<![^\W_])(?=((?:{'|'.join(_IBAN_LENGTHS)}){_BETWEEN}\d{_BETWEEN}\d(?:{_BETWEEN}[a-z0-9]){{11,27}}))",
    re.IGNORECASE | re.ASCII,
)
_OLD_ACCOUNT = re.compile(r"(?<!\d)\d{3}[ -]\d{7}[ -]\d{2}(?!\d)")


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    """IBANs (ISO 13616, check by ISO 7064 mod 97-10), and Belgian numbers of before it (the last two digits check)."""
    found = [match.span() for match in _OLD_ACCOUNT.finditer(text) if _is_old_account(match[0])]
    for match in _IBAN.finditer(text):
        signs = [(place, sign) for place, sign in enumerate(match[1]) if sign.isalnum()]
        length = _IBAN_LENGTHS[match[1][:2].upper()]
        if len(signs) < length:
            continue
        account = "".join(sign for _, sign in signs[:length]).upper()
        end = match.start(1) + signs[length - 1][0] + 1
        if not text[end : end + 1].isdigit() and _is_iban(account):
            found.append((match.start(1), end))
    return iter(sorted(found))


def _is_iban(account: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def _is_old_account(written: str) -> bool:
    digits = _digits(written)
    return (int(digits[:10]) % 97 or 97) == int(digits[10:])


_CARD = re.compile(rf"(?<!\d)(?=([2-6](?:{_BETWEEN}\d){{13,18}})(?!\d))")
_CARD_FORMS = re.compile(r"3[068]\d{12}|3[47]\d{13}|[2456]\d{15,18}")


def _cards(text: str) -> Iterator[tuple[int, int]]:
    """14 to 19 digits that begin as a card's do and pass Luhn's check (ISO/IEC 7812-1)."""
    for match in _CARD.finditer(text):
        digits = _digits(match[1])
        if _CARD_FORMS.fullmatch(digits) and _passes_luhn(digits):
            yield match.span(1)


def _passes_luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _EMAIL.finditer(text)) if "@" in text else iter(())


_GAP = r"[ ./-]{0,2}"
_PHONE = re.compile(
    rf"(?<![\d+])(?:"
    rf"(?:\+|00) ?32{_GAP}(?:\(0\){_GAP})?[1-9](?:{_GAP}\d){{7,8}}"
    rf"|04[5-9]\d{_GAP}(?:\d{_GAP}){{5}}\d"
    rf"|0[2349][ ./-]{{1,2}}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}"
    rf"|0[1-9]\d[ ./-]{{1,2}}\d(?:{_GAP}\d){{5}}"
    rf"|0[1-9]\d{{7}}"
    rf")(?!\d)",
    re.ASCII,
)
_ENTERPRISE = re.compile(r"(?<!\d)[01]\d{3}([. ]?)\d{3}\1\d{3}(?!\d)", re.ASCII)


def _phones(text: str) -> Iterator[tuple[int, int]]:
    """Numbers as Belgians write them; ten digits with the check digits of an enterprise number are one of these."""
    kept = [match.span() for match in _ENTERPRISE.finditer(text) if _is_enterprise(match[0])]
    for match in _PHONE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in kept):
            yield match.span()


def _is_enterprise(written: str) -> bool:
    digits = _digits(written)
    return 97 - int(digits[:8]) % 97 == int(digits[8:])


_FINDERS: tuple[tuple[PersonalKind, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    (PersonalKind.ACCOUNT, _accounts),
    (PersonalKind.CARD, _cards),
    (PersonalKind.NATIONAL_NUMBER, _national_numbers),
    (PersonalKind.EMAIL, _emails),
    (PersonalKind.PHONE, _phones),
)
