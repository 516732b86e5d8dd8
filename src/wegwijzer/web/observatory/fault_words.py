"""What is wrong with a file that an analyst sent, in the language of the page.

The readers tell every fault in full in English, for people and programs alike. Here each is recognised and worded: in
which file and row, what is wrong there, and what to do. One that is not recognised is worded as such, and is shown in
the reader's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.wording.language import say
from wegwijzer.wording.values import number_text

_ROWS = r"\((?P<rows>(?:rows?|lines?) [^)]*)\)"
_NEAR = r"(?:.*? Nearest: \"(?P<near>[^\"]*)\")?"
_KINDS = (
    ("no_column", r'there is no column "(?P<column>[^"]*)"\.' + _NEAR),
    ("column_twice", r'column "(?P<column>[^"]*)" is there twice'),
    ("year", rf"year: (?:there is none|(?P<value>\S+) is none) {_ROWS}.*from (?P<first>\d+) to (?P<last>\d+)"),
    ("measure", r'measure: "(?P<value>.*?)" is no measure of the catalogue ' + _ROWS + r"\." + _NEAR),
    ("none", rf"(?P<column>firm|measure): there is none {_ROWS}"),
    ("layer", rf'layer: "(?P<value>.*?)" is no layer of the pyramid {_ROWS}.*Expected: one of (?P<known>.*?);'),
    ("classes", r"(?P<column>\w+): (?P<count>[\d,]+) different classes.*at most (?P<most>\d+)"),
    ("amount", rf"(?P<column>\w+): is below nil or without end {_ROWS}"),
    ("firms", rf"(?P<column>\w+): is no number of firms {_ROWS}"),
    ("number", rf'(?P<column>\w+): "(?P<value>.*?)" is no number {_ROWS}'),
    ("more_numbers", r"(?P<column>\w+): (?P<count>[\d,]+) more texts are no number"),
    ("use_twice", r"the same firm, measure and year as (?P<place>.*?)\. Expected"),
    ("more_twice", r"(?P<count>[\d,]+) more rows are there twice"),
    (
        "two_classes",
        r'(?P<column>\w+): "(?P<value>.*?)", but this firm has "(?P<other>.*?)" in that year in (?P<place>.*?)\.'
        r"(?: Expected|$)",
    ),
    ("more_classes", r"(?P<count>[\d,]+) more firms have two classes of (?P<column>\w+)"),
    ("unlike", r'has no firms of the (?P<column>\w+) "(?P<value>.*?)", which users have.*; here: (?P<known>.*)\.'),
    ("firm_twice", rf"(?P<column>\w+): the same firm twice {_ROWS}"),
    ("class_twice", rf"the same classes twice {_ROWS}"),
    ("no_firms", r"has none of the columns (?P<columns>.*?)\. Expected"),
    ("cells", r"has (?P<count>[\d,]+) cells\. Expected: (?P<most>[\d,]+)"),
    ("more_cells", r"(?P<count>[\d,]+) more lines have another number of cells"),
    ("no_rows", r"has a header and no rows|has no rows|no sheet with a header"),
    ("no_header", r"has no header"),
    ("empty", r"is empty\."),
    ("encoding", r"is text in no known encoding"),
    ("large", r"expands to|takes more memory or time"),
    ("damaged", r"is no CSV|is a damaged spreadsheet|cannot be read"),
    ("format", r"is no survey file that is known here"),
    ("libraries", r"libraries that are not installed"),
    ("no_json", r"is no JSON"),
    ("no_measures", r"there are none\. Expected: what"),
    ("no_criteria", r"has no list of criteria"),
    ("no_id", r"has no id\."),
    ("no_figure", r"is no number of firms\. Expected: a figure"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_ROW_LIST = re.compile(r"^(?P<unit>row|line)s? (?P<list>[\d, ]*\d)(?: and (?P<more>[\d,]+) more)?$")
_PLACE = re.compile(r"^(?P<file>.*?)(?:, (?P<unit>row|line) (?P<row>[\d,]+)|:(?P<line>\d+))$")
_WITHOUT_ADVICE = frozenset({"more_twice", "more_classes", "more_cells"})
"""How many more there are of a fault that was told above."""
_COUNTS = ("count", "most", "more")


@dataclass(frozen=True, slots=True)
class ShownFault:
    """What a page says of a fault; `english` is the reader's own line where no kind of ours fits, else empty."""

    text: str
    english: str = ""


def shown_fault(line: str, language: str) -> ShownFault:
    """A fault in words, by the line in which a reader tells it (`str` of a Fault)."""
    for kind, pattern in _PATTERNS:
        if (found := pattern.search(line)) is not None:
            where = _place(line[: found.start()].rstrip().removesuffix(":").strip(), language)
            said = _sentence(kind, found, language)
            if kind not in _WITHOUT_ADVICE:
                said = f"{said} {say(f'observatory.file_fault.do.{kind}', language)}"
            return ShownFault(f"{where}: {said}" if where else said[:1].upper() + said[1:])
    return ShownFault(say("observatory.file_fault.other", language), line)


def shown_faults(told: str, language: str) -> Iterator[ShownFault]:
    """The faults of a file that was kept with them, one a line."""
    return (shown_fault(line, language) for line in told.splitlines() if line.strip())


def _sentence(kind: str, found: re.Match[str], language: str) -> str:
    """What is wrong. Where a value is left out of a fault (an empty cell), the text `<kind>_empty` says so."""
    values = {name: text for name, text in found.groupdict().items() if text is not None}
    for name in _COUNTS:
        if name in values:
            values[name] = _count(values[name], language)
    if "rows" in values:
        values["rows"] = _rows(values["rows"], language)
    if "place" in values:
        values["place"] = _place(values["place"], language)
    near = values.pop("near", "")
    is_without = kind == "year" and "value" not in values
    said = say(f"observatory.file_fault.{kind}{'_empty' if is_without else ''}", language, **values)
    return f"{said} {say('observatory.file_fault.near', language, name=near)}" if near else said


def _place(where: str, language: str) -> str:
    """A place as a reader tells it: the file that was sent beside the first has a name of ours, the others theirs."""
    found = _PLACE.match(where)
    name = found["file"] if found is not None else where
    shown = say("observatory.file_fault.population", language) if name == "population" else name
    if found is None:
        return shown
    unit = found["unit"] or "line"
    row = _count(found["row"] or found["line"], language)
    return say(f"observatory.file_fault.in_{unit}", language, file=shown, row=row)


def _rows(told: str, language: str) -> str:
    found = _ROW_LIST.match(told)
    if found is None:
        return told
    rows = found["list"]
    several = "s" if "," in rows else ""
    said = say(f"observatory.file_fault.{found['unit']}{several}", language, rows=rows)
    more = found["more"]
    return f"{said} {say('observatory.file_fault.and_more', language, count=_count(more, language))}" if more else said


def _count(figure: str, language: str) -> str:
    return number_text(Decimal(figure.replace(",", "")), language)
