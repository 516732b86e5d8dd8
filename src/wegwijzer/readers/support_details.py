"""Read the details of a planned action: partners, researchers, income from rights, rewarded ideas."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from wegwijzer.core.band import Band
from wegwijzer.core.support.actions import PARTNER_KINDS, Idea, Income, Partner, Researchers
from wegwijzer.readers.yaml_file import Path_

MOST_EURO = Decimal(1_000_000_000)
"""A cost above a thousand million is taken for a slip of the pen."""
DETAILS = ("partners", "researchers", "incomes", "ideas")
_MOST_ENTRIES = 50
_MOST_PERSONS = Decimal(10_000)
_DIPLOMAS = ("doctor_or_engineer_or_listed_master", "listed_bachelor", "other")
_PARTNER_KEYS = ("kind", "name", "share_pct", "sme", "country")
_RESEARCHER_KEYS = ("diploma", "number", "withholding_tax_eur", "gross_pay_eur")
_INCOME_EUROS = (
    "gross_eur",
    "costs_eur",
    "net_eur",
    "own_eur",
    "unrelated_eur",
    "related_eur",
    "acquired_eur",
)
_IDEA_KEYS = ("persons", "premium_eur", "monthly_gross_wage_eur")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_FIRST_YEAR, _LAST_YEAR = 2012, 2099
Faulting = Callable[[Path_, str, str], None]
E = TypeVar("E")


class Details(NamedTuple):
    """The details of one action."""

    partners: tuple[Partner, ...] | None = None
    researchers: tuple[Researchers, ...] = ()
    incomes: tuple[Income, ...] = ()
    ideas: tuple[Idea, ...] = ()


class DetailReader:
    """Reads the details of one action at a time; every fault goes to `fault`."""

    def __init__(self, fault: Faulting) -> None:
        self._fault = fault

    def read(self, data: Mapping[str, object], path: Path_) -> Details:
        """The details of an action."""
        partners = self._entries(data.get("partners"), (*path, "partners"), self._partner)
        total = sum((partner.share_pct for partner in partners if partner.share_pct is not None), Decimal(0))
        if total >= 100:
            problem = f"partners bear {total:f} % together."
            self._fault((*path, "partners"), problem, "less than 100 %: the rest is yours.")
        return Details(
            partners=None if data.get("partners") is None else partners,
            researchers=self._entries(data.get("researchers"), (*path, "researchers"), self._researchers),
            incomes=self._entries(data.get("incomes"), (*path, "incomes"), self._income),
            ideas=self._entries(data.get("ideas"), (*path, "ideas"), self._idea),
        )

    def euro(self, data: object, path: Path_, *, is_cost: bool = False) -> Band | None:
        """An amount or a band of amounts. A cost of nothing is a fault: leave it out."""
        band = self.number(data, path, most=MOST_EURO, unit="euro")
        if band is not None and is_cost and band.high == 0:
            self._fault(path, "a cost of 0 euro is no cost.", "an amount, or leave it out.")
            return None
        return band

    def number(self, data: object, path: Path_, *, most: Decimal, unit: str) -> Band | None:
        """A number from 0, or {min, max}; an end that is left out is open."""
        ends: list[Decimal | None] = []
        if isinstance(data, dict):
            unknown = [key for key in data if key not in ("min", "max")]
            if unknown or not any(data.get(end) is not None for end in ("min", "max")):
                self._fault(path, "is no band.", "{min: …, max: …}, either one may be left out.")
                return None
            ends = [
                None if data.get(end) is None else self._decimal(data[end], path, most=most, unit=unit)
                for end in ("min", "max")
            ]
            if any(ends[place] is None and data.get(end) is not None for place, end in enumerate(("min", "max"))):
                return None
        else:
            exact = self._decimal(data, path, most=most, unit=unit)
            if exact is None:
                return None
            ends = [exact, exact]
        low, high = (Decimal(0) if ends[0] is None else ends[0]), ends[1]
        if high is not None and high < low:
            self._fault(path, f"the band's max ({high:f}) is smaller than its min ({low:f}).", "min up to max.")
            return None
        return Band(low, high)

    def _decimal(self, data: object, path: Path_, *, most: Decimal, unit: str) -> Decimal | None:
        if data is None:
            self._fault(path, "is missing.", f"an amount in {unit}.")
            return None
        try:
            found = None if isinstance(data, bool) else Decimal(str(data))
        except InvalidOperation:
            found = None
        if found is None or not found.is_finite() or not isinstance(data, int | float | Decimal):
            self._fault(path, f"{str(data)[:40]!r} is no number.", "a number without thousands separators, or a band.")
            return None
        if found < 0:
            self._fault(path, f"{found:f} {unit} is negative.", "0 or more.")
            return None
        if found > most:
            self._fault(path, f"{found:f} {unit} is impossibly much.", f"at most {most:,f} {unit}.")
            return None
        return found

    def _entries(
        self, data: object, path: Path_, read: Callable[[Mapping[str, object], Path_], E | None]
    ) -> tuple[E, ...]:
        if data is None:
            return ()
        if not isinstance(data, list) or len(data) > _MOST_ENTRIES:
            self._fault(path, "is no list.", f"a list of at most {_MOST_ENTRIES} entries.")
            return ()
        found: list[E] = []
        for place, item in enumerate(data):
            if not isinstance(item, dict):
                self._fault((*path, place), "is no entry.", "a mapping of keys to values.")
                continue
            entry = read(item, (*path, place))
            if entry is not None:
                found.append(entry)
        return tuple(found)

    def _partner(self, data: Mapping[str, object], path: Path_) -> Partner | None:
        self._unknown(data, _PARTNER_KEYS, path)
        kind = self._choice(data.get("kind"), PARTNER_KINDS, (*path, "kind"))
        share = data.get("share_pct")
        pct = None if share is None else self.number(share, (*path, "share_pct"), most=Decimal(100), unit="%")
        if pct is not None and not pct.is_exact:
            self._fault((*path, "share_pct"), "is a band.", "one percentage, or leave it out.")
        sme = data.get("sme")
        if sme is not None and not isinstance(sme, bool):
            self._fault((*path, "sme"), f"{sme!r} is neither yes nor no.", "true or false.")
            sme = None
        country = str(data.get("country") or "BE").strip().upper()
        if not _COUNTRY.match(country):
            self._fault((*path, "country"), f"{country[:20]!r} is no country.", "two letters, such as BE or NL.")
        if kind is None:
            return None
        return Partner(kind, pct.exact if pct else None, sme, country, str(data.get("name") or "")[:200])

    def _researchers(self, data: Mapping[str, object], path: Path_) -> Researchers | None:
        self._unknown(data, _RESEARCHER_KEYS, path)
        diploma = data.get("diploma")
        chosen = None if diploma is None else self._choice(diploma, _DIPLOMAS, (*path, "diploma"))
        number = self._exact(data.get("number", 1), (*path, "number"))
        tax, pay = (self._optional_euro(data, key, path) for key in ("withholding_tax_eur", "gross_pay_eur"))
        if tax is not None and pay is not None and tax.low is not None and pay.high is not None and tax.low > pay.high:
            self._fault((*path, "withholding_tax_eur"), "is more than the pay itself.", "a part of gross_pay_eur.")
        return None if number is None else Researchers(chosen, number, tax, pay)

    def _income(self, data: Mapping[str, object], path: Path_) -> Income | None:
        self._unknown(data, ("year", "received_on", *_INCOME_EUROS), path)
        year = data.get("year")
        if not isinstance(year, int) or isinstance(year, bool) or not _FIRST_YEAR <= year <= _LAST_YEAR:
            self._fault((*path, "year"), f"{year!r} is no income year.", f"a year from {_FIRST_YEAR} to {_LAST_YEAR}.")
            return None
        received_on: date | None = None
        if data.get("received_on") is not None:
            try:
                received_on = date.fromisoformat(str(data["received_on"]))
            except ValueError:
                self._fault(
                    (*path, "received_on"), f"{str(data['received_on'])[:40]!r} is no day.", f"a day of {year}."
                )
                return None
            if received_on.year != year:
                self._fault((*path, "received_on"), f"{received_on} is not in {year}.", f"a day of {year}.")
        return Income(year, received_on, **{key: self._optional_euro(data, key, path) for key in _INCOME_EUROS})

    def _idea(self, data: Mapping[str, object], path: Path_) -> Idea | None:
        self._unknown(data, _IDEA_KEYS, path)
        persons = self._exact(data.get("persons"), (*path, "persons"))
        premium = self.euro(data.get("premium_eur"), (*path, "premium_eur"), is_cost=True)
        wage = self._optional_euro(data, "monthly_gross_wage_eur", path)
        return None if persons is None or premium is None else Idea(persons, premium, wage)

    def _optional_euro(self, data: Mapping[str, object], key: str, path: Path_) -> Band | None:
        return None if data.get(key) is None else self.euro(data[key], (*path, key))

    def _exact(self, data: object, path: Path_) -> Decimal | None:
        """A whole number of persons, at least one."""
        if not isinstance(data, int) or isinstance(data, bool) or not 1 <= data <= _MOST_PERSONS:
            self._fault(path, f"{str(data)[:40]!r} is no number of persons.", "a whole number from 1.")
            return None
        return Decimal(data)

    def _choice(self, data: object, options: tuple[str, ...], path: Path_) -> str | None:
        if isinstance(data, str) and data in options:
            return data
        near = get_close_matches(str(data), options, n=1, cutoff=0.4)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        self._fault(path, f"{str(data)[:40]!r} is no option.{hint}", f"one of {', '.join(options)}.")
        return None

    def _unknown(self, data: Mapping[str, object], known: tuple[str, ...], path: Path_) -> None:
        for key in data:
            if key not in known:
                near = get_close_matches(str(key), known, n=1, cutoff=0.4)
                hint = f' Did you mean "{near[0]}"?' if near else ""
                self._fault((*path, key), f"unknown key.{hint}", f"one of {', '.join(known)}.")
