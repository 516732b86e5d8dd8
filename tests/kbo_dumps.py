"""Well-formed dumps and updates of KBO Open Data, for tests and benchmarks. Every firm in them is made up.

`Dump` is for a handful of firms that a test writes down; `write_synthetic` writes millions, from a seed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HEADINGS = {
    "meta": "Variable,Value",
    "code": "Category,Code,Language,Description",
    "enterprise": "EnterpriseNumber,Status,JuridicalSituation,TypeOfEnterprise,JuridicalForm,JuridicalFormCAC,"
    "StartDate",
    "establishment": "EstablishmentNumber,StartDate,EnterpriseNumber",
    "denomination": "EntityNumber,Language,TypeOfDenomination,Denomination",
    "address": "EntityNumber,TypeOfAddress,CountryNL,CountryFR,Zipcode,MunicipalityNL,MunicipalityFR,StreetNL,StreetFR,"
    "HouseNumber,Box,ExtraAddressInfo,DateStrikingOff",
    "contact": "EntityNumber,EntityContact,ContactType,Value",
    "activity": "EntityNumber,ActivityGroup,NaceVersion,NaceCode,Classification",
    "branch": "Id,StartDate,EnterpriseNumber",
}
TABLES = ("enterprise", "establishment", "denomination", "address", "contact", "activity", "branch")
KEY_PLACE = {"establishment": 0, "branch": 0}

CODES = """\
Status,AC,NL,Actief
Status,AC,FR,Actif
Status,ST,NL,Stopgezet
Status,ST,FR,Arrêté
JuridicalSituation,000,NL,Normale toestand
JuridicalSituation,000,FR,Situation normale
JuridicalSituation,050,NL,Opening van faillissement
JuridicalSituation,050,FR,Ouverture de faillite
JuridicalSituation,012,NL,Vereffening
JuridicalSituation,012,FR,Liquidation
TypeOfEnterprise,1,NL,Natuurlijk persoon
TypeOfEnterprise,1,FR,Personne physique
TypeOfEnterprise,2,NL,Rechtspersoon
TypeOfEnterprise,2,FR,Personne morale
JuridicalForm,014,NL,Naamloze vennootschap
JuridicalForm,014,FR,Société anonyme
JuridicalForm,610,NL,Besloten Vennootschap
JuridicalForm,610,FR,Société à responsabilité limitée
JuridicalForm,017,NL,Vereniging zonder winstoogmerk
JuridicalForm,017,FR,Association sans but lucratif
JuridicalForm,706,NL,Coöperatieve vennootschap
JuridicalForm,706,FR,Société coopérative
JuridicalForm,999,NL,Onbekende samenwerkingsvorm
JuridicalForm,999,FR,Forme de collaboration inconnue
ActivityGroup,001,NL,BTW-activiteiten
ActivityGroup,001,FR,Activités TVA
ActivityGroup,006,NL,RSZ-activiteiten
ActivityGroup,006,FR,Activités ONSS
TypeOfDenomination,001,NL,Naam
TypeOfDenomination,002,NL,Afkorting
TypeOfDenomination,003,NL,Commerciële naam
Language,1,NL,Frans
Language,2,NL,Nederlands
TypeOfAddress,REGO,NL,Zetel
TypeOfAddress,BAET,NL,Vestigingseenheid
Nace2008,10711,NL,Industriële vervaardiging van brood en van vers banketbakkerswerk
Nace2008,10711,FR,Fabrication industrielle de pain et de pâtisserie fraîche
"""

Row = tuple[str, ...]


def enterprise_number(eight: int) -> str:
    """The number whose first eight digits are these, with its check digits and dots.

    >>> enterprise_number(4030192)
    '0403.019.261'
    """
    digits = f"{eight:08d}{97 - eight % 97:02d}"
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def establishment_number(place: int) -> str:
    """The number of the establishment at that place in the series, from 0."""
    eight = 20_000_000 + place
    digits = f"{eight:08d}{97 - eight % 97:02d}"
    return f"{digits[0]}.{digits[1:4]}.{digits[4:7]}.{digits[7:]}"


@dataclass
class Dump:
    """A dump of a few firms: rows by table, in the columns of KBO."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    codes: str = CODES

    def firm(
        self,
        number: str,
        *,
        kind: str = "2",
        status: str = "AC",
        situation: str = "000",
        form: str = "610",
        start: str = "01-03-2009",
        names: Iterable[tuple[str, str, str]] = (),
        seat: tuple[str, str] | None = None,
        activities: Iterable[tuple[str, str, str, str]] = (),
        establishments: Iterable[tuple[str, str, str]] = (),
    ) -> Dump:
        """Add a firm. Names are (language, type, text); the seat (postal code, municipality); activities (group,
        version, code, classification); establishments (number, postal code, municipality)."""
        self.rows["enterprise"].append((number, status, situation, kind, form if kind == "2" else "", "", start))
        self.rows["denomination"] += [(number, *name) for name in names]
        if seat is not None:
            self.rows["address"].append(address(number, "REGO", *seat))
        self.rows["activity"] += [(number, *activity) for activity in activities]
        for establishment, postal_code, municipality in establishments:
            self.rows["establishment"].append((establishment, start, number))
            self.rows["address"].append(address(establishment, "BAET", postal_code, municipality))
        return self

    def texts(self, extract: int = 140, day: str = "01-11-2026") -> dict[str, str]:
        """The files of the full dump."""
        return {
            "meta.csv": meta("full", extract, day),
            "code.csv": f"{HEADINGS['code']}\n{self.codes}",
            **{f"{table}.csv": table_text(table, self.rows[table]) for table in TABLES},
        }

    def update_to(self, later: Dump, extract: int = 141, day: str = "02-11-2026") -> dict[str, str]:
        """The files of the update from this dump to a later one: entities whose rows differ are given anew."""
        files = {"meta.csv": meta("update", extract, day), "code.csv": f"{HEADINGS['code']}\n{later.codes}"}
        for table in TABLES:
            before, after = _by_entity(self.rows[table]), _by_entity(later.rows[table])
            changed = [key for key in {**before, **after} if sorted(before.get(key, [])) != sorted(after.get(key, []))]
            key_name = HEADINGS[table].split(",")[0]
            files[f"{table}_delete.csv"] = "".join(f"{line}\n" for line in (key_name, *changed))
            files[f"{table}_insert.csv"] = table_text(table, [row for key in changed for row in after.get(key, [])])
        return files


def address(entity: str, kind: str, postal_code: str, municipality: str, *, struck_off: str = "") -> Row:
    """A row of address.csv, in a street that no real firm is in."""
    return (entity, kind, "", "", postal_code, municipality, municipality,
            "Verborgenstraat", "Rue Cachée", "13", "", "", struck_off)  # fmt: skip


def meta(kind: str, extract: int, day: str) -> str:
    """The text of meta.csv."""
    lines = (
        HEADINGS["meta"],
        f'"SnapshotDate","{day}"',
        f'"ExtractTimestamp","{day} 06:00:00"',
        f'"ExtractType","{kind}"',
        f'"ExtractNumber","{extract}"',
        '"Version","1.0.0"',
    )
    return "".join(f"{line}\n" for line in lines)


def table_text(table: str, rows: Iterable[Row]) -> str:
    """The text of a file of that table."""
    text = io.StringIO()
    text.write(f"{HEADINGS[table]}\n")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write_zip(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files into a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files into a folder."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / name).write_bytes(data)
    return path


def _by_entity(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


# Millions of firms


_TRADES = """\
Bakkerij Slagerij Garage Bouwwerken Schrijnwerk Elektro Tuinen Drukkerij Transport Immo Consult Advocaten Apotheek
Kapsalon Taverne Hotel Holding Invest Textiel Metaal Kunststof Software Studio Dakwerken Sanitair Optiek Fietsen
Bloemen Traiteur Verzekeringen"""
_SYLLABLES = """\
ba be bo bru ca cla da de dri du fa fle ga ge gro ha he hu ja jo ka ke kla ko la le li lo ma me mo na ne no
pa pe pi ra re ro sa se ste ta te tri va ve vo wa we wi ze zo zu"""
_ENDINGS = "mans sen ers aert inck ens ier veld berg dael hove steen man kens beke voort donck huys"
_PLACES = """\
9000 Gent|8500 Kortrijk|2000 Antwerpen|3000 Leuven|3500 Hasselt|8000 Brugge|1000 Brussel|4000 Luik|5000 Namen|\
7000 Bergen|9300 Aalst|2800 Mechelen|8800 Roeselare|9100 Sint-Niklaas|2300 Turnhout|1080 Brussel"""
TRADES, SYLLABLES, ENDINGS = _TRADES.split(), _SYLLABLES.split(), _ENDINGS.split()
PLACES = tuple(place.split(" ") for place in _PLACES.split("|"))
NACE_2008 = ("10711", "10712", "41201", "43211", "47111", "49410", "56101", "62010", "69201", "70220", "86210", "96021")
NACE_2025 = ("10711", "10712", "41001", "43211", "47110", "49410", "56111", "62100", "69200", "70200", "86210", "96210")
FIRST = 2_000_000
"""The first eight digits of the first synthetic enterprise."""


def mixed(place: int, salt: int) -> int:
    """A number of 32 bits that looks random, and is the same for the same place and salt."""
    value = (place * 2_654_435_761 + salt * 40_503) & 0xFFFFFFFF
    value ^= value >> 15
    value = value * 2_246_822_519 & 0xFFFFFFFF
    return value ^ value >> 13


def is_natural(place: int, seed: int) -> bool:
    """Whether the synthetic enterprise at that place is a natural person: some 45 %."""
    return mixed(place, seed) % 100 < 45


def synthetic_name(place: int, seed: int) -> str:
    """A name such as Bakkerij Klavemans: a trade and a family name of two to four syllables."""
    a, b = mixed(place, seed + 1), mixed(place, seed + 2)
    middle = "".join(SYLLABLES[(a >> shift) % len(SYLLABLES)] for shift in range(5, 5 + 6 * (1 + b % 3), 6))
    family = f"{middle}{ENDINGS[(b >> 8) % len(ENDINGS)]}".capitalize()
    form = ("", " bv", " nv", " & Zonen")[(b >> 16) % 4]
    return f"{TRADES[a % len(TRADES)]} {family}{form}" if b % 7 else f"{family}{form}"


def _enterprises(count: int, seed: int, start: int) -> Iterator[str]:
    for place in range(start, count):
        value = mixed(place, seed + 3)
        kind, form = ("1", "") if is_natural(place, seed) else ("2", ("610", "610", "014", "017", "706")[value % 5])
        situation = "000" if value % 50 else "050"
        yield (
            f'"{enterprise_number(FIRST + place)}","AC","{situation}","{kind}","{form}","",'
            f'"{1 + value % 28:02d}-{1 + value % 12:02d}-{1970 + value % 55}"\n'
        )


def _establishments(count: int, seed: int, start: int) -> Iterator[str]:
    for place in range(start, count):
        for extra in range(1 + (mixed(place, seed + 4) % 4 == 0)):
            yield f'"{establishment_number(2 * place + extra)}","01-01-2010","{enterprise_number(FIRST + place)}"\n'


def _denominations(count: int, seed: int, start: int) -> Iterator[str]:
    for place in range(start, count):
        number, name = enterprise_number(FIRST + place), synthetic_name(place, seed)
        yield f'"{number}","2","001","{name}"\n'
        if mixed(place, seed + 5) % 4 == 0:
            yield f'"{number}","2","003","{synthetic_name(place, seed + 9)}"\n'


def _addresses(count: int, seed: int, start: int) -> Iterator[str]:
    for place in range(start, count):
        value = mixed(place, seed + 6)
        code, city = PLACES[value % 16]
        if is_natural(place, seed):
            entity, kind = establishment_number(2 * place), "BAET"
        else:
            entity, kind = enterprise_number(FIRST + place), "REGO"
        yield (
            f'"{entity}","{kind}","","","{code}","{city}","{city}","{SYLLABLES[value % 50]}straat {value % 997}",'
            f'"Rue {SYLLABLES[value % 47]} {value % 997}","{value % 200}","","",""\n'
        )


def _activities(count: int, seed: int, start: int) -> Iterator[str]:
    for place in range(start, count):
        number, value = enterprise_number(FIRST + place), mixed(place, seed + 7)
        main = value % 12
        yield f'"{number}","001","2025","{NACE_2025[main]}","MAIN"\n'
        yield f'"{number}","001","2008","{NACE_2008[main]}","MAIN"\n'
        yield f'"{number}","001","2008","{NACE_2008[(value >> 8) % 12]}","SECO"\n'


_STREAMS: Mapping[str, Callable[[int, int, int], Iterator[str]]] = {
    "enterprise": _enterprises,
    "establishment": _establishments,
    "denomination": _denominations,
    "address": _addresses,
    "activity": _activities,
}


def write_synthetic(path: Path, *, enterprises: int, seed: int = 2016, extract: int = 140) -> Path:
    """A full dump: for each enterprise 1.25 names and establishments, an address and three activities."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("meta.csv", meta("full", extract, "01-11-2026"))
        archive.writestr("code.csv", f"{HEADINGS['code']}\n{CODES}")
        for table, stream in _STREAMS.items():
            _write_member(archive, f"{table}.csv", HEADINGS[table], stream(enterprises, seed, 0))
    return path


def write_synthetic_update(
    path: Path, *, enterprises: int, changed: int, added: int, seed: int = 2016, extract: int = 141
) -> Path:
    """An update of that dump: the last firms are given anew, from another seed, and others are added."""
    start, end = enterprises - changed, enterprises + added
    numbers = [enterprise_number(FIRST + place) for place in range(start, enterprises)]
    places = [establishment_number(2 * place + extra) for place in range(start, enterprises) for extra in (0, 1)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("meta.csv", meta("update", extract, "02-11-2026"))
        archive.writestr("code.csv", f"{HEADINGS['code']}\n{CODES}")
        for table, stream in _STREAMS.items():
            gone = places if table == "establishment" else numbers if table == "enterprise" else [*numbers, *places]
            key = HEADINGS[table].split(",")[0]
            archive.writestr(f"{table}_delete.csv", "".join(f"{line}\n" for line in (key, *gone)))
            _write_member(archive, f"{table}_insert.csv", HEADINGS[table], stream(end, seed + 100, start))
    return path


def _write_member(archive: zipfile.ZipFile, name: str, heading: str, lines: Iterator[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as member:
        waiting = [f"{heading}\n"]
        for line in lines:
            waiting.append(line)
            if len(waiting) >= 5000:
                member.write("".join(waiting).encode())
                waiting.clear()
        member.write("".join(waiting).encode())
