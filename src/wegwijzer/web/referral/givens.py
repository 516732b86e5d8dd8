"""What somebody gives when a firm's question is passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

LONGEST_WORDS = 4000
"""Characters of a need, a message or an answer."""
ABOUT = ("roadmap", "measure", "light", "first_line", "desk")
"""What a need can come from."""


@dataclass(frozen=True, slots=True)
class FirmGiven:
    """A firm as given. `email` is of the person who speaks for it; `facts` by fact id, each {value, source, as_of}."""

    name: str
    email: str
    enterprise_number: str = ""
    phone: str = ""
    language: str = "nl"
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NeedGiven:
    """A need as given: a business domain, the words, what it came from, and whether it may be laid beside others'."""

    subject: str
    words: str = ""
    expertise: tuple[str, ...] = ()
    about: str = "roadmap"
    refers_to: tuple[str, ...] = ()
    together: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A whole question, with the desks that the firm chose; none chosen leaves it to the routing."""

    firm: FirmGiven
    need: NeedGiven
    desks: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)


def given_from(plain: Mapping[str, Any]) -> Given:
    """What `Given.plain` made, read back."""
    need = dict(plain["need"])
    need["expertise"], need["refers_to"] = tuple(need["expertise"]), tuple(need["refers_to"])
    return Given(FirmGiven(**plain["firm"]), NeedGiven(**need), tuple(plain["desks"]))
