"""Read a survey file, whatever program wrote it: CSV, Parquet, Excel, SPSS, Stata or SAS, recognised by its content."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.data import SurveyData

_HEAD_BYTES = 4096
_SAS7BDAT = bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXPECTED = "CSV, Parquet, Excel (xlsx), SPSS (sav, zsav, por), Stata (dta) or SAS (sas7bdat, xpt)."


class SurveyFormat(Enum):
    """What kind of survey file it is."""

    CSV = "csv"
    PARQUET = "parquet"
    SHEET = "sheet"
    SPSS = "sav"
    SPSS_PORTABLE = "por"
    STATA = "dta"
    SAS = "sas7bdat"
    SAS_TRANSPORT = "xport"
    UNKNOWN = "unknown"


def read_survey(path: Path, *, columns: Collection[str] | None = None, name: str | None = None) -> SurveyData:
    """The rows of a survey file; of `columns` only those that there are, of all where it is None.

    Codes that the file declares to mean missing (in SPSS also ranges of them) are missing, and counted by code. Raises
    InputError with all faults.
    """
    shown = name or str(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        problem = "there is no such file." if isinstance(error, FileNotFoundError) else "cannot be read."
        raise InputError([Fault(shown, problem, "the path of a survey file.")]) from error
    wanted = None if columns is None else frozenset(columns)
    match format_of(head):
        case SurveyFormat.CSV:
            from wegwijzer.readers.survey.csv_table import read_csv

            return read_csv(path, shown, wanted)
        case SurveyFormat.PARQUET:
            from wegwijzer.readers.survey.parquet_table import read_parquet

            return read_parquet(path, shown, wanted)
        case SurveyFormat.SHEET:
            from wegwijzer.readers.survey.sheet_table import read_sheet

            return read_sheet(path, shown, wanted)
        case SurveyFormat.UNKNOWN:
            problem = "is empty." if not head.strip() else "is no survey file that is known here."
            raise InputError([Fault(shown, problem, _EXPECTED)])
        case statistical:
            from wegwijzer.readers.survey.statistics_file import read_statistics_file

            return read_statistics_file(path, shown, wanted, statistical.value)


def format_of(head: bytes) -> SurveyFormat:
    """What a file is that starts with these bytes; its name is not asked.

    >>> format_of(b"PAR1...."), format_of(b"id;q8a\\n1;0\\n"), format_of(b"%PDF-1.7")
    (<SurveyFormat.PARQUET: 'parquet'>, <SurveyFormat.CSV: 'csv'>, <SurveyFormat.UNKNOWN: 'unknown'>)
    """
    if head.startswith(b"PAR1"):
        return SurveyFormat.PARQUET
    if head.startswith((b"PK\x03\x04", _OLE)):
        return SurveyFormat.SHEET
    if head.startswith((b"$FL2", b"$FL3")):
        return SurveyFormat.SPSS
    if head.startswith(b"<stata_dta>") or (head[:1] in _OLD_STATA and head[1:2] in (b"\x01", b"\x02")):
        return SurveyFormat.STATA
    if _SAS7BDAT in head[:64]:
        return SurveyFormat.SAS
    if head.startswith(b"HEADER RECORD*******LIB"):
        return SurveyFormat.SAS_TRANSPORT
    if b"SPSSPORT" in head[:512]:
        return SurveyFormat.SPSS_PORTABLE
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    known_other = head.startswith((b"%PDF", b"\x1f\x8b", b"{", b"<", b"\x89PNG"))
    is_text = bool(head.strip()) and not known_other and (is_wide or b"\x00" not in head)
    return SurveyFormat.CSV if is_text else SurveyFormat.UNKNOWN


_OLD_STATA = tuple(bytes([release]) for release in (104, 105, 108, 110, 111, 112, 113, 114, 115))
