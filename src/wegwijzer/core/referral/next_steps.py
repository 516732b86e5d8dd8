"""After a need is solved: the doors beside it, since a solved problem can start an innovation (report §2.4.4, §3.9)."""

from __future__ import annotations

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.errors import UnknownEntryError

_TECHNICAL = ("product", "process")
_MARKET = "marketing"


def next_subjects(subject: str, touched: frozenset[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The business domains beside a solved one that the case has not touched, the most useful first.

    Once a product or a process works the market comes first: it is the step where innovations fail, and the one for
    which firms know no help (§2.4.4). Raises UnknownEntryError for a subject that there is not.
    """
    domains = catalogue.business_domains
    if subject not in domains:
        raise UnknownEntryError("business domain", subject, tuple(domains))
    first = [_MARKET] if subject in _TECHNICAL and _MARKET in domains else []
    doors = dict.fromkeys((*first, *domains[subject].neighbours))
    return tuple(door for door in doors if door != subject and door not in touched)
