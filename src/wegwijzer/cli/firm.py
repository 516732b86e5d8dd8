"""`wegwijzer firm`: what the loaded register knows of a firm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json
from wegwijzer.cli.registers_option import registers_option
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import FactDictionary, FactType, KnownFact
from wegwijzer.core.firm.registered import Coded, RegisteredFirm
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.enterprise_number import format_enterprise_number, parse_enterprise_number
from wegwijzer.readers.kbo.lookup import LONGEST_SEARCH, NameHit, Register, open_register
from wegwijzer.readers.registers import registers_folder
from wegwijzer.wording.language import local
from wegwijzer.wording.results import fact_data
from wegwijzer.wording.values import value_text

_NUMBER_SIGNS = set("0123456789. -")


@click.command("firm")
@click.argument("firm", metavar="NUMBER|NAME")
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="Most hits of a name to print."
)
@registers_option
@language_option
@json_option
def command(firm: str, limit: int, registers: Path | None, language: str, as_json: bool) -> None:
    """Look a firm up in the loaded register, by its number or by its name.

    \b
    wegwijzer firm 0403.019.261
    wegwijzer firm "bakkerij de korst"
    """
    with plain_errors():
        folder = registers_folder(registers)
        register = open_register(folder)
        if register is None:
            problem = "holds no register of enterprises."
            raise InputError([Fault(str(folder), problem, "one loaded with `wegwijzer load kbo PATH`.")])
        with register:
            if _is_number(firm):
                _print_firm(register, firm, language, as_json)
            else:
                _print_hits(register, firm, limit, as_json)


def _is_number(text: str) -> bool:
    """Whether it is meant as an enterprise number: a firm's name of digits alone has no nine of them."""
    bare = text.strip().upper().removeprefix("BE").strip()
    return bool(bare) and set(bare) <= _NUMBER_SIGNS and sum(sign.isdigit() for sign in bare) >= 9


def _print_firm(register: Register, text: str, language: str, as_json: bool) -> None:
    try:
        number = format_enterprise_number(text)
    except ValueError as error:
        raise InputError([Fault("NUMBER", str(error))]) from error
    firm = register.by_number(parse_enterprise_number(text))
    if firm is None:
        day = register.as_of.isoformat()
        raise InputError([Fault(number, f"is not in the register of {day}.", "a firm that the register holds.")])
    facts, known = shipped_catalogue().facts, register.facts(firm)
    if as_json:
        print_json(_firm_data(firm, facts, known))
        return
    for line in _firm_lines(firm, number, facts, known, language):
        click.echo(line)


def _print_hits(register: Register, text: str, limit: int, as_json: bool) -> None:
    if not text.strip() or len(text) > LONGEST_SEARCH:
        raise InputError([Fault("NAME", "is empty or too long.", f"1 to {LONGEST_SEARCH} characters.")])
    hits = register.by_name(text, limit)
    if as_json:
        print_json([_hit_data(hit) for hit in hits])
        return
    for hit in hits:
        where = hit.municipality or hit.province or ""
        stopped = "" if hit.is_active else "  †"
        click.echo(f"{format_enterprise_number(hit.number)}  {hit.name}{f'  ({where})' if where else ''}{stopped}")
    if not hits:
        click.echo(f'No firm found for "{text}". Try fewer words, or the enterprise number.')


def _firm_lines(
    firm: RegisteredFirm, number: str, facts: FactDictionary, known: dict[str, KnownFact], language: str
) -> Iterator[str]:
    yield f"{number}  {firm.name or '-'}"
    codes = [code for code in (firm.legal_form, firm.status, firm.situation) if code is not None]
    yield f"  {', '.join(_label(code, language) for code in codes if _label(code, language))}"
    for name in firm.names[1:]:
        yield f"  {_label(name.kind, language)}: {name.text}"
    if firm.seat is not None:
        yield f"  {firm.seat.postal_code} {local_label(firm.seat.municipality, language)}".rstrip()
    for fact_id, fact in known.items():
        definition = facts[fact_id]
        if definition.type is FactType.BOOLEAN:
            said = local(definition.holds if fact.value else definition.fails, language)
        else:
            said = f"{local(definition.subject, language)}: {value_text(definition, fact.value, language)}"
        yield f"  {fact_id}: {said} [{fact.detail}, {fact.as_of.isoformat()}]"
    for activity in firm.activities:
        label = local_label(activity.nace.labels, language)
        yield f"  {activity.classification} {activity.nace.code} ({activity.version}) {label}".rstrip()


def local_label(labels: object, language: str) -> str:
    """A label in the language, else in Dutch, else in any."""
    if not isinstance(labels, dict) or not labels:
        return ""
    return str(labels.get(language) or labels.get("nl") or next(iter(labels.values())))


def _label(coded: Coded, language: str) -> str:
    return local_label(coded.labels, language) or coded.code


def _firm_data(firm: RegisteredFirm, facts: FactDictionary, known: dict[str, KnownFact]) -> dict[str, object]:
    return {
        "enterprise_number": firm.number,
        "as_of": firm.as_of.isoformat(),
        "is_natural_person": firm.is_natural_person,
        "is_active": firm.is_active,
        "status": _coded_data(firm.status),
        "situation": _coded_data(firm.situation),
        "legal_form": _coded_data(firm.legal_form) if firm.legal_form else None,
        "started": firm.started,
        "names": [
            {"text": name.text, "kind": _coded_data(name.kind), "language": _coded_data(name.language)}
            for name in firm.names
        ],
        "seat": {"postal_code": firm.seat.postal_code, "municipality": dict(firm.seat.municipality)}
        if firm.seat
        else None,
        "province": firm.province,
        "region": firm.region,
        "activities": [
            {
                "group": _coded_data(activity.group),
                "nace": _coded_data(activity.nace),
                "nace_version": activity.version,
                "classification": activity.classification,
            }
            for activity in firm.activities
        ],
        "activities_are_of_establishments": firm.activities_are_of_establishments,
        "establishment_in_flanders": firm.establishment_in_flanders,
        "establishment_count": firm.establishment_count,
        "establishment_postal_codes": list(firm.establishment_postal_codes),
        "facts": {fact_id: fact_data(facts[fact_id], fact) for fact_id, fact in known.items()},
    }


def _coded_data(coded: Coded) -> dict[str, object]:
    return {"code": coded.code, "labels": dict(coded.labels)}


def _hit_data(hit: NameHit) -> dict[str, object]:
    return {
        "enterprise_number": hit.number,
        "name": hit.name,
        "is_active": hit.is_active,
        "is_natural_person": hit.is_natural_person,
        "municipality": hit.municipality or None,
        "province": hit.province,
        "fit": hit.fit,
    }
