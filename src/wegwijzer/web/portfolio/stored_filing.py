"""A filing as plain data and back, to the last cent: what is stored reads back as the same filing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from wegwijzer.core.accounts.filing import AccountsModel, Filing, FinancialYear


def filing_data(filing: Filing) -> dict[str, Any]:
    """The filing as JSON can hold it; JSON writes a float with all the digits it needs."""
    return {
        "entity": filing.entity,
        "year": _year_data(filing.year),
        "previous": None if filing.previous is None else _year_data(filing.previous),
        "model": None if filing.model is None else filing.model.value,
        "is_deposit": filing.is_deposit,
        "deposited": _iso(filing.deposited),
        "reference": filing.reference,
        "name": filing.name,
        "legal_form": filing.legal_form,
        "nace": filing.nace,
        "nace_version": filing.nace_version,
        "where": filing.where,
    }


def filing_of(data: Mapping[str, Any]) -> Filing:
    """The filing that was stored."""
    previous = data["previous"]
    return Filing(
        entity=data["entity"],
        year=_year_of(data["year"]),
        previous=None if previous is None else _year_of(previous),
        model=None if data["model"] is None else AccountsModel(data["model"]),
        is_deposit=data["is_deposit"],
        deposited=_day(data["deposited"]),
        reference=data["reference"],
        name=data["name"],
        legal_form=data["legal_form"],
        nace=data["nace"],
        nace_version=data["nace_version"],
        where=data["where"],
    )


def digest_of(data: Mapping[str, Any]) -> str:
    """What tells two filings apart: everything they say, and not the file that said it."""
    said = {key: value for key, value in data.items() if key != "where"}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _year_data(year: FinancialYear) -> dict[str, Any]:
    return {"amounts": dict(year.amounts), "end": _iso(year.end), "months": year.months}


def _year_of(data: Mapping[str, Any]) -> FinancialYear:
    return FinancialYear(data["amounts"], _day(data["end"]), data["months"])


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
