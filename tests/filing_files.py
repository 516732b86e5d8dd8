"""The files of made-up filings: NBB JSON and XBRL, CSV, Excel and zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import xlsxwriter

from tests.filings import SECTORS, Made, make
from wegwijzer.core.accounts.filing import AccountsModel, Filing
from wegwijzer.readers.catalogue import shipped_folder

MODEL_CODES = {AccountsModel.FULL: "m02-f", AccountsModel.ABRIDGED: "m01-f", AccountsModel.MICRO: "m07-f"}
_LEGAL_FORM_CODES = {"nv": "014", "bv": "610", "": "014"}
WIDE_ROWS_A_BLOCK = 20_000


def number(value: float) -> str:
    """A number as the NBB writes it."""
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0")


def nbb_json(filing: Filing) -> dict:
    """The accounts of a deposit as the web service gives them (application/x.jsonxbrl): not whose they are."""
    rubrics = [
        {"Code": code, "Name": None, "Value": f"{value:.2f}", "Period": period, "DataType": "amount"}
        for period, year in (("N", filing.year), ("NM1", filing.previous))
        if year is not None
        for code, value in year.amounts.items()
    ]
    return {
        "ReferenceNumber": filing.reference,
        "EnterpriseName": filing.name,
        "Address": {"City": "Gent"},
        "LegalForm": _LEGAL_FORM_CODES[filing.legal_form],
        "JointCommittees": [],
        "Rubrics": rubrics,
        "ParticipatingInterests": [{"Rubrics": [{"Code": "9904", "Value": "1", "Period": "N"}]}],
        "Administrators": {"NaturalPersons": []},
    }


def nbb_reference(filing: Filing) -> dict:
    """The reference record of a deposit, as it stands in the list of an enterprise's deposits."""
    assert filing.year.end is not None
    start = (filing.previous.end if filing.previous and filing.previous.end else filing.year.end) + timedelta(days=1)
    return {
        "ReferenceNumber": filing.reference,
        "DepositDate": filing.deposited.isoformat() if filing.deposited else None,
        "ExerciseDates": {"startDate": start.isoformat(), "endDate": filing.year.end.isoformat()},
        "ModelType": MODEL_CODES[filing.model] if filing.model else None,
        "DepositType": "Initial",
        "Language": "NL",
        "Currency": "EUR",
        "EnterpriseNumber": filing.entity,
        "EnterpriseName": filing.name,
        "LegalForm": _LEGAL_FORM_CODES[filing.legal_form],
        "LegalSituation": "000",
        "FullFillLegalValidation": True,
        "ActivityCode": None,
        "AccountingDataURL": f"https://ws.example.invalid/authentic/deposit/{filing.reference}/accountingData",
        "DataVersion": "Authentic",
    }


def as_bytes(document: object) -> bytes:
    """A JSON document as a file."""
    return json.dumps(document).encode()


_MAP = json.loads((shipped_folder() / "nbb" / "xbrl_rubrics.json").read_text(encoding="utf-8"))


def xbrl(filing: Filing, *, prefix: str = "", unit: str = "iso4217:EUR") -> bytes:
    """The deposit as an XBRL instance; with `prefix`, every prefix of the taxonomy is another."""
    assert filing.year.end is not None
    facts = dict(_MAP["rubrics"])
    if filing.model is AccountsModel.FULL:
        facts |= _MAP["full_model"]
    writer = _Instance(filing, prefix)
    header = _MAP["header"]
    writer.text(header["name"], filing.name, year="")
    writer.enumeration(header["legal_form"], f"lgf:m{_LEGAL_FORM_CODES[filing.legal_form]}")
    end = filing.year.end
    years = [("prd:m1", filing.year, end)]
    if filing.previous is not None and filing.previous.end is not None:
        years.append(("prd:m2", filing.previous, filing.previous.end))
    for member, year, last in years:
        start = last.replace(year=last.year - 1) + timedelta(days=1) if year.months == 12 else None
        if start is not None:
            writer.text(header["start"], start.isoformat(), year=member)
        writer.text(header["end"], last.isoformat(), year=member)
        for code, value in year.amounts.items():
            if code in facts:
                writer.amount(facts[code], value, year=member)
    return writer.document(MODEL_CODES[filing.model] if filing.model else "", unit)


def xbrl_codes(filing: Filing) -> set[str]:
    """The rubrics that an instance of this filing can hold."""
    return set(_MAP["rubrics"]) | (set(_MAP["full_model"]) if filing.model is AccountsModel.FULL else set())


class _Instance:
    def __init__(self, filing: Filing, prefix: str) -> None:
        self._filing, self._prefix = filing, prefix
        self._contexts: dict[str, int] = {}
        self._facts: list[str] = []

    def _name(self, name: str) -> str:
        return f"{self._prefix}{name}"

    def _context(self, fact: Mapping, year: str) -> str:
        members = sorted([*fact["members"], *([year] if year else [])])
        lines = "\n".join(
            f'<xbrldi:explicitMember dimension="{self._name("dim:" + member.partition(":")[0])}">'
            f"{self._name(member)}</xbrldi:explicitMember>"
            for member in members
        )
        return f"c{self._contexts.setdefault(lines, len(self._contexts) + 1)}"

    def text(self, fact: Mapping, value: str, *, year: str) -> None:
        element = self._name(fact["metric"])
        self._facts.append(f'<{element} contextRef="{self._context(fact, year)}">{escape(value)}</{element}>')

    def enumeration(self, fact: Mapping, value: str) -> None:
        element = fact["metric"]
        self._facts.append(f'<{element} contextRef="{self._context(fact, "")}">{value}</{element}>')

    def amount(self, fact: Mapping, value: float, *, year: str) -> None:
        element = self._name(fact["metric"])
        unit = "EUR" if fact["metric"].startswith("met:am") else "pure"
        context = self._context(fact, year)
        line = f'<{element} contextRef="{context}" unitRef="{unit}" decimals="2">{number(value)}</{element}>'
        self._facts.append(line)

    def document(self, model: str, unit: str) -> bytes:
        names = {**_MAP["namespaces"], "lgf": "http://www.nbb.be/be/fr/cbso/dict/dom/lgf"}
        declared = "\n".join(f' xmlns:{self._prefix}{prefix}="{uri}"' for prefix, uri in names.items())
        contexts = "\n".join(
            f'<context id="c{number_}"><entity><identifier scheme="http://www.fgov.be">{self._filing.entity}</identifier>'
            f"</entity>\n<period><instant>{self._filing.year.end}</instant></period>\n<scenario>\n{lines}\n</scenario>"
            "</context>"
            for lines, number_ in self._contexts.items()
        )
        schema = f"http://www.nbb.be/be/fr/cbso/fws/25.0/mod/{model[:3]}/{model}.xsd"
        return "\n".join(
            (
                '<?xml version="1.0" encoding="UTF-8"?>',
                '<xbrl xml:lang="nl" xmlns="http://www.xbrl.org/2003/instance"',
                ' xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"',
                ' xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"',
                ' xmlns:lgf-enum="http://www.nbb.be/be/fr/cbso/25.0/enum/lgf-enum"',
                declared,
                ">",
                f'<link:schemaRef xlink:type="simple" xlink:href="{schema}"/>',
                contexts,
                f'<unit id="EUR"><measure>{unit}</measure></unit>',
                '<unit id="pure"><measure>pure</measure></unit>',
                *self._facts,
                "</xbrl>",
                "",
            )
        ).encode()


WIDE_LABELS = ("entity", "name", "legal_form", "nace", "nace_version", "model", "end", "months", "months_nm1")


def wide_table(filings: Sequence[Filing]) -> list[list[object]]:
    """The rows of a wide table, header first; None where there is no amount."""
    codes = sorted({code for item in filings for year in _years(item) for code in year.amounts})
    header: list[object] = [*WIDE_LABELS, *codes, *(f"{code}_nm1" for code in codes)]
    rows = [header]
    for item in filings:
        current, previous = item.year.amounts, item.previous.amounts if item.previous else {}
        amounts = [*(current.get(code) for code in codes), *(previous.get(code) for code in codes)]
        rows.append([*_labels(item), *amounts])
    return rows


def long_table(filings: Sequence[Filing]) -> list[list[object]]:
    """The rows of a long table, header first."""
    rows: list[list[object]] = [[*WIDE_LABELS, "rubric", "n", "nm1"]]
    for item in filings:
        current, previous = item.year.amounts, item.previous.amounts if item.previous else {}
        codes = dict.fromkeys((*current, *previous))
        rows += [[*_labels(item), code, current.get(code), previous.get(code)] for code in codes]
    return rows


def _labels(item: Filing) -> list[object]:
    return [
        item.entity,
        item.name,
        item.legal_form,
        item.nace,
        item.nace_version,
        item.model.value if item.model else None,
        item.year.end.isoformat() if item.year.end else None,
        item.year.months,
        item.previous.months if item.previous else None,
    ]


def _years(item: Filing):
    return [item.year, item.previous] if item.previous else [item.year]


def csv_of(table: Iterable[Sequence[object]], *, delimiter: str = ",", decimals: str = ".") -> bytes:
    """A table as CSV in UTF-8; every name in quotes where it needs them."""
    lines = []
    for row in table:
        cells = [_cell(value, decimals) for value in row]
        lines.append(delimiter.join(f'"{cell}"' if delimiter in cell or "\n" in cell else cell for cell in cells))
    return ("\n".join(lines) + "\n").encode()


def _cell(value: object, decimals: str) -> str:
    if value is None:
        return ""
    return number(value).replace(".", decimals) if isinstance(value, float) else str(value)


def xlsx_of(tables: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """Tables as the sheets of an Excel file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(table):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(line, column, value)
                    elif value is not None:
                        sheet.write(line, column, value)
    return file.getvalue()


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """Files in a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


BENCH_CODES = (
    *("20", "21/28", "21", "22/27", "28", "29/58", "29", "3", "40/41", "40", "41", "50/53", "54/58", "490/1", "20/58"),
    *("10/15", "10/11", "12", "13", "14", "15", "16", "17/49", "17", "170/4", "42/48", "42", "43", "44", "45", "46"),
    *("47/48", "492/3", "10/49", "70/76A", "70", "60/61", "60", "61", "60/66A", "9900", "62", "630", "631/4", "635/8"),
    *("640/8", "649", "66A", "76A", "9901", "75/76B", "75", "65/66B", "65", "9903", "67/77", "9904", "9905", "9087"),
    "1003",
)
"""Sixty rubrics."""


def write_wide_csv(path: Path, count: int, *, seed: int = 1, troubled_share: float = 0.0) -> None:
    """A wide CSV of `count` firms with sixty rubrics in two years, written in blocks."""
    columns = [*BENCH_CODES, *(f"{code}_nm1" for code in BENCH_CODES)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(("entity", "nace", "legal_form", *columns)) + "\n")
        for first in range(0, count, WIDE_ROWS_A_BLOCK):
            rows = min(WIDE_ROWS_A_BLOCK, count - first)
            file.write(_wide_block(_troubled(rows, seed + first, troubled_share), first))


def _troubled(rows: int, seed: int, share: float) -> Made:
    from tests.filings import Trouble

    rng = np.random.default_rng(seed)
    kinds = list(Trouble)
    ill = np.flatnonzero(rng.random(rows) < share)
    return make(rows, seed=seed, years=1, troubles={int(row): kinds[int(row) % len(kinds)] for row in ill})


def _wide_block(made: Made, first: int) -> str:
    """The rows of a block; the enterprise numbers follow on those of the blocks before."""
    count = len(made.numbers)
    stems = np.arange(8_500_000 + first, 8_500_000 + first + count)
    entities = stems * 100 + (97 - stems % 97)
    fulltime = {code: np.rint(made.accounts[code] * 10) / 10 for code in ("9087", "1003")}
    columns = []
    for year in (1, 0):
        for code in BENCH_CODES:
            values = made.accounts[code][:, year]
            if code in fulltime:
                columns.append([str(value) for value in values.tolist()])
            elif code == "70":
                hidden = made.hides_turnover.tolist()
                numbers = values.astype(np.int64).tolist()
                columns.append(["" if hide else str(value) for hide, value in zip(hidden, numbers, strict=True)])
            else:
                columns.append(list(map(str, values.astype(np.int64).tolist())))
    heads = [
        f"{entity:010d},{SECTORS[sector]},{'nv' if is_nv else 'bv'}"
        for entity, sector, is_nv in zip(entities.tolist(), made.sectors.tolist(), made.is_nv.tolist(), strict=True)
    ]
    return "\n".join(map(",".join, zip(heads, *columns, strict=True))) + "\n"
