"""The web of holdings behind a tree of relations: one node an enterprise, one edge a holding.

A tree repeats itself: the same enterprise may stand in it twice, and a chain may come back to the firm.
Here every enterprise is there once, whatever the order in which the relations were stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from wegwijzer.core.band import Band
from wegwijzer.core.firm.relations import NATURAL_PERSON, PUBLIC_BODY, UNKNOWN_FIGURES, Figures, Relation

FIRM = 0
"""The node of the firm itself."""

MAJORITY_PCT = Decimal(50)
"""More than this is the majority that links two enterprises (art. 3(3)(a)); exactly half is not."""

_ZERO = Decimal(0)
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """One place in the tree where an enterprise stands."""

    node: int
    parent: int
    relation: Relation


@dataclass(slots=True)
class Web:
    """Enterprises by node number, with what each holds in each.

    `shares` maps (holder, held) to a percentage: of a holding stated twice the greater applies. `controls`
    are the holdings marked as control by other means.
    """

    listings: list[Listing] = field(default_factory=list)
    shares: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    controls: set[tuple[int, int]] = field(default_factory=set)
    size: int = 1

    def listings_of(self, node: int) -> Iterator[Listing]:
        """Every place where the enterprise stands, in the order of the tree."""
        return (listing for listing in self.listings if listing.node == node)

    def investors(self, node: int) -> frozenset[str]:
        """The investor ids stated for the enterprise."""
        return frozenset(listing.relation.investor for listing in self.listings_of(node) if listing.relation.investor)

    def held_together(self, holders: Iterable[int], held: int) -> Decimal:
        """The share of one enterprise that several hold together."""
        return sum((self.shares.get((holder, held), _ZERO) for holder in holders), _ZERO)

    def figures(self, node: int) -> tuple[Figures, bool]:
        """The enterprise's figures, and whether its listings contradict each other.

        A listing without a figure says nothing of it; of two different figures the band that holds both
        remains.
        """
        stated = [listing.relation.figures for listing in self.listings_of(node)]
        fte, fte_differs = _merged(figures.fte for figures in stated)
        turnover, turnover_differs = _merged(figures.turnover_eur for figures in stated)
        balance, balance_differs = _merged(figures.balance_sheet_total_eur for figures in stated)
        merged = Figures(fte, turnover, balance) if stated else UNKNOWN_FIGURES
        return merged, fte_differs or turnover_differs or balance_differs


def build_web(relations: Sequence[Relation], *, name: str = "", enterprise_number: str = "") -> Web:
    """The web around the firm; its name and number let a chain that comes back to it be recognised."""
    parents, stated = _flatten(relations)
    keys = [_key(name, enterprise_number), *(_key(item.name, item.enterprise_number) for item in stated)]
    nodes = _identify(keys)
    web = Web(size=max(nodes) + 1)
    for place, relation in enumerate(stated, start=1):
        parent = nodes[parents[place - 1]]
        web.listings.append(Listing(nodes[place], parent, relation))
    for listing in web.listings:
        _add_holding(web, listing)
    return web


def clusters(web: Web) -> list[int]:
    """For each node the number of its cluster: enterprises linked directly or through others.

    What linked enterprises hold in another is taken together (art. 3(2) and 3(3)). A public body is no
    enterprise and links nothing; it has a rule of its own (art. 3(4)).
    """
    cluster = list(range(web.size))
    bodies = {node for node in range(web.size) if PUBLIC_BODY in web.investors(node)}

    def merge(first: int, second: int) -> None:
        keep, drop = sorted((cluster[first], cluster[second]))
        cluster[:] = [keep if number == drop else number for number in cluster]

    for holder, held in web.controls:
        if not {holder, held} & bodies:
            merge(holder, held)
    changed = True
    while changed:
        changed = False
        held_by_cluster: dict[tuple[int, int], Decimal] = {}
        for (holder, held), share in web.shares.items():
            if cluster[holder] != cluster[held] and not {holder, held} & bodies:
                place = cluster[holder], held
                held_by_cluster[place] = held_by_cluster.get(place, _ZERO) + share
        for (number, held), share in held_by_cluster.items():
            if share > MAJORITY_PCT:
                merge(number, held)
                changed = True
                break
    return cluster


def _flatten(relations: Sequence[Relation]) -> tuple[list[int], list[Relation]]:
    """All relations of the tree in order, each with the place of its parent; place 0 is the firm."""
    parents: list[int] = []
    stated: list[Relation] = []
    todo = [(0, relation) for relation in reversed(relations)]
    while todo:
        parent, relation = todo.pop()
        parents.append(parent)
        stated.append(relation)
        place = len(stated)
        todo.extend((place, child) for child in reversed(relation.relations))
    return parents, stated


def _key(name: str, number: str) -> _Key:
    """What identifies an enterprise: its number's digits, and its name without case or extra spaces."""
    digits = "".join(character for character in number if character.isdigit())
    return digits.zfill(10) if digits else "", " ".join(name.split()).casefold()


def _identify(keys: Sequence[_Key]) -> list[int]:
    """A node number for each key; equal enterprises get the same one, the first (the firm) gets 0.

    A key without a number is the enterprise of that name if exactly one number goes with the name. A key
    with neither name nor number stands by itself.
    """
    numbers_of: dict[str, set[str]] = {}
    for number, name in keys:
        if number and name:
            numbers_of.setdefault(name, set()).add(number)
    known: dict[_Key, int] = {}
    result: list[int] = []
    for place, (number, name) in enumerate(keys):
        numbers = numbers_of.get(name, set())
        if not number and len(numbers) == 1:
            number = next(iter(numbers))
        identity: _Key = (number, "") if number else ("", name) if name else ("", f"\0{place}")
        result.append(known.setdefault(identity, len(known)))
    return result


def _add_holding(web: Web, listing: Listing) -> None:
    """Note the holding that a listing states.

    What a natural person holds elsewhere links nothing unless it is marked so: persons link enterprises
    only in the same or an adjacent market (art. 3(3), last subparagraphs).
    """
    relation = listing.relation
    if listing.node == listing.parent:
        return
    if NATURAL_PERSON in web.investors(listing.parent) and relation.linked is not True:
        return
    place = (listing.parent, listing.node) if relation.holder == "firm" else (listing.node, listing.parent)
    web.shares[place] = max(web.shares.get(place, _ZERO), relation.share_pct)
    if relation.linked is True:
        web.controls.add(place)


def _merged(bands: Iterable[Band | None]) -> tuple[Band | None, bool]:
    known = [band for band in bands if band is not None]
    if not known:
        return None, False
    result = known[0]
    for band in known[1:]:
        result = result.hull(band)
    return result, any(band != known[0] for band in known)
