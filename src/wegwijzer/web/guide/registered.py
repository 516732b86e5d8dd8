"""What the registers know of the visitor's firm: looked up once, kept with the walk as plain values and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.facts import FactDictionary, FactSource, KnownFact
from wegwijzer.core.firm.once_only import with_registers
from wegwijzer.core.firm.profile import Profile
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.fact_values import ValueProblem, read_value
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.kbo.lookup import NameHit, open_register
from wegwijzer.readers.known_firms import known_firm
from wegwijzer.readers.registers import registers_folder
from wegwijzer.readers.yaml_file import LocatedData
from wegwijzer.wording.results import profile_data

_HITS = 6


@dataclass(frozen=True, slots=True)
class Registered:
    """The registers' answer as kept with a walk. `looked_up_on` is the day of the register of enterprises that was
    asked, "" where none is loaded; `is_found` whether it holds the firm."""

    facts: Mapping[str, object] = field(default_factory=dict, hash=False)
    sources: Mapping[str, list[str]] = field(default_factory=dict, hash=False)
    previous_years: list[object] = field(default_factory=list, hash=False)
    name: str = ""
    looked_up_on: str = ""
    is_found: bool = False

    def as_data(self) -> dict[str, object]:
        """As JSON keeps it."""
        return {
            "facts": dict(self.facts),
            "sources": dict(self.sources),
            "previous_years": self.previous_years,
            "name": self.name,
            "looked_up_on": self.looked_up_on,
            "is_found": self.is_found,
        }


def registered_of(data: Mapping[str, object]) -> Registered:
    """What was kept with a walk; nothing where nothing was looked up."""
    return Registered(**data) if data else Registered()  # type: ignore[arg-type]


def look_up(number: str, *, today: date) -> Registered:
    """Ask the loaded registers for a firm. A register that cannot be read counts as not loaded: the walk goes on."""
    if not number:
        return Registered()
    try:
        known = known_firm(number, folder=registers_folder(), read_on=today)
    except InputError:
        return Registered()
    data = profile_data(Profile(known.facts, previous_years=known.previous_years), shipped_catalogue().facts)
    years = data.pop("previous_years", [])
    return Registered(
        facts=data,
        sources={fact: [item.detail, item.as_of.isoformat()] for fact, item in known.facts.items() if fact in data},
        previous_years=years if isinstance(years, list) else [],
        name=known.name,
        looked_up_on=known.kbo_as_of.isoformat() if known.kbo_as_of else "",
        is_found=known.is_registered,
    )


def firms_named(text: str) -> tuple[NameHit, ...]:
    """The registered firms whose name fits what was typed; none where no register is loaded."""
    try:
        register = open_register(registers_folder())
    except InputError:
        return ()
    if register is None:
        return ()
    with register:
        return tuple(register.by_name(text, _HITS))


def filled_in(profile: Profile, registered: Registered, facts: FactDictionary, *, on: date) -> Profile:
    """The profile with what the registers knew; what a later catalogue can no longer read is left out."""
    readable = {fact: value for fact, value in registered.facts.items() if _is_readable(fact, value, facts)}
    if not readable and not registered.previous_years:
        return profile
    content = {**readable, "previous_years": registered.previous_years}
    try:
        read = read_firm(LocatedData("register", content, {}), facts, on=on)
    except InputError:
        return profile
    known = {fact: _sourced(item, registered.sources.get(fact)) for fact, item in read.facts.items()}
    filled = with_registers(profile, known, previous_years=read.previous_years)
    return replace(filled, name=profile.name)


def _is_readable(fact: str, value: object, facts: FactDictionary) -> bool:
    if fact not in facts:
        return False
    try:
        read_value(facts[fact], value)
    except ValueProblem:
        return False
    return True


def _sourced(known: KnownFact, source: list[str] | None) -> KnownFact:
    if source is None:
        return known
    detail, as_of = source
    return KnownFact(known.value, FactSource.REGISTER, date.fromisoformat(as_of), detail)
