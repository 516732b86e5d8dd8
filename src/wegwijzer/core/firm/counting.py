"""Which enterprises count in the firm's size, for how much, and why.

Recommendation 2003/361/EC, annex, art. 3 and 6. Linked enterprises count in full, directly or through a
chain; partners of the firm, and of an enterprise linked to it, count by their share, together with what is
linked to the partner; whatever lies behind does not count.

Points that the text leaves open, and how they are read here:

- *A listed investor above half.* It is linked: the exemption asks that the investors are not linked
  "individually or jointly", and a majority of votes links by itself (art. 3(3)(a)). That they are presumed
  to have no dominant influence concerns influence by contract or articles, not that majority. Investors
  linked to each other are taken together, as in example 5 of the Commission's user guide.
- *Public bodies* (art. 3(4)). What counts is each share in the firm held by a public body or by an
  enterprise that public bodies control (a majority, or control by other means). Listed investors are left
  out, save a small municipality that is linked to the firm. A public body's own figures never count: it is
  no enterprise.
- *A partner of both the firm and an enterprise linked to it* counts once, for the greater share.
- *A natural person* is no enterprise: never counted and never a partner, but able to link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.firm.ownership import FIRM, MAJORITY_PCT, Web, clusters
from wegwijzer.core.firm.relations import EXEMPT_INVESTORS, NATURAL_PERSON, PUBLIC_BODY, Figures

PARTNER_FROM_PCT = Decimal(25)
"""From this share on an enterprise is a partner (art. 3(2)), or a public body shuts the firm out (art.
3(4))."""

_FULL = Decimal(100)
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Counted:
    """One enterprise of the tree and what it adds to the firm's figures: `weight_pct` per cent of its own.

    `why` is one of

    - linked: linked to the firm, in full;
    - partner: partner of the firm or of an enterprise linked to it, by its share;
    - linked_to_partner: linked to such a partner, by the partner's share;
    - consolidated: already in the figures of an enterprise that counts;
    - exempt_investor: an investor of art. 3(2), not linked to the firm;
    - below_25: a holding too small to count;
    - beyond_reach: behind an enterprise that does not pass it on, such as a partner of a partner;
    - natural_person, public_body: no enterprise.

    `share_pct` is the share stated with the firm or an enterprise linked to it, else with its own parent.
    """

    name: str
    share_pct: Decimal
    weight_pct: Decimal
    why: str
    figures: Figures
    enterprise_number: str = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Every enterprise around the firm, and whether public bodies shut the firm out; `notes` are ids."""

    counted: tuple[Counted, ...]
    is_publicly_controlled: bool
    notes: tuple[str, ...]


def reckon(web: Web) -> Reckoning:
    """Weigh every enterprise of the web."""
    cluster = clusters(web)
    group = frozenset(node for node in range(web.size) if cluster[node] == cluster[FIRM])
    weights: dict[int, Decimal] = {}
    reasons: dict[int, str] = {}
    for number in sorted(set(cluster)):
        members = [node for node in range(web.size) if cluster[node] == number]
        _weigh(web, members, group, weights, reasons)
    for node in _consolidated(web, weights):
        weights[node], reasons[node] = _ZERO, "consolidated"
    notes: list[str] = []
    counted = []
    for node in dict.fromkeys(listing.node for listing in web.listings):
        if node == FIRM:
            continue
        figures, contradicts = web.figures(node)
        stated = [listing.relation for listing in web.listings_of(node)]
        enterprise_number = next((it.enterprise_number for it in stated if it.enterprise_number), "")
        share = _stated_share(web, node, group)
        entry = Counted(stated[0].name, share, weights[node], reasons[node], figures, enterprise_number)
        counted.append(entry)
        if contradicts:
            notes.append("conflicting_figures")
        if weights[node] and None in (figures.fte, figures.turnover_eur, figures.balance_sheet_total_eur):
            notes.append("relation_figures_unknown")
        if node in group and web.investors(node) & EXEMPT_INVESTORS:
            notes.append("exempt_investor_linked")
    is_public = _is_publicly_controlled(web, group)
    if is_public:
        notes.append("public_body_25")
    return Reckoning(tuple(counted), is_public, tuple(sorted(set(notes))))


def _weigh(
    web: Web,
    members: list[int],
    group: frozenset[int],
    weights: dict[int, Decimal],
    reasons: dict[int, str],
) -> None:
    """Fill in weight and reason for the members of one cluster, before consolidation."""
    in_group = members[0] in group
    share, exempt = (_FULL, False) if in_group else _partner_share(web, members, group)
    is_partner = share >= PARTNER_FROM_PCT
    for node in members:
        touches = any((node, own) in web.shares or (own, node) in web.shares for own in group)
        investors = web.investors(node)
        weights[node] = _ZERO
        if PUBLIC_BODY in investors:
            reasons[node] = "public_body"
        elif NATURAL_PERSON in investors:
            reasons[node] = "natural_person"
        elif in_group:
            weights[node], reasons[node] = _FULL, "linked"
        elif is_partner:
            weights[node], reasons[node] = share, "partner" if touches else "linked_to_partner"
        elif not touches:
            reasons[node] = "beyond_reach"
        else:
            is_investor = exempt and bool(investors & EXEMPT_INVESTORS)
            reasons[node] = "exempt_investor" if is_investor else "below_25"


def _partner_share(web: Web, members: list[int], group: frozenset[int]) -> tuple[Decimal, bool]:
    """The greatest share between a cluster and the firm's group, and whether an exemption applied.

    Upstream only enterprises count as holders. The exemption of art. 3(2) holds while every enterprise
    through which the cluster holds its share is a listed investor.
    """
    greatest, exempt = _ZERO, False
    enterprises = [node for node in members if not web.investors(node) & {NATURAL_PERSON, PUBLIC_BODY}]
    for own in group:
        holders = [node for node in enterprises if web.shares.get((node, own))]
        share = web.held_together(holders, own)
        if share >= PARTNER_FROM_PCT and all(web.investors(node) & EXEMPT_INVESTORS for node in holders):
            exempt = True
        else:
            greatest = max(greatest, share)
    for node in enterprises:
        greatest = max(greatest, web.held_together(group, node))
    return greatest, exempt


def _consolidated(web: Web, weights: dict[int, Decimal]) -> set[int]:
    """The enterprises whose figures are already in those of one that counts at least as much."""
    claims = [
        listing
        for listing in web.listings
        if listing.relation.consolidated and listing.node not in (FIRM, listing.parent) and weights[listing.node]
    ]
    claimed = {listing.node for listing in claims}
    anchored = {node for node in range(web.size) if weights[node] and node not in claimed} | {FIRM}
    found: set[int] = set()
    grows = True
    while grows:
        new = {
            listing.node
            for listing in claims
            if listing.parent in anchored and weights[listing.parent] >= weights[listing.node]
        }
        grows = not new <= found
        found |= new
        anchored |= new
    return found


def _stated_share(web: Web, node: int, group: Iterable[int]) -> Decimal:
    """The greatest share stated with the firm's group, else with the enterprise's own parents."""
    near = [web.shares.get(pair, _ZERO) for own in group for pair in ((own, node), (node, own))]
    if any(near):
        return max(near)
    return max(listing.relation.share_pct for listing in web.listings_of(node))


def _is_publicly_controlled(web: Web, group: frozenset[int]) -> bool:
    """Whether public bodies, or enterprises they control, hold 25 % or more of the firm (art. 3(4))."""
    exempt = {node for node in range(web.size) if web.investors(node) & EXEMPT_INVESTORS}
    public = {node for node in range(web.size) if PUBLIC_BODY in web.investors(node)}
    public |= {node for node in group if "small_municipality" in web.investors(node)}
    grows = bool(public)
    while grows:
        new = {
            node
            for node in range(web.size)
            if node != FIRM
            and node not in exempt | public
            and (
                web.held_together(public, node) > MAJORITY_PCT
                or any((holder, node) in web.controls for holder in public)
            )
        }
        grows = bool(new)
        public |= new
    controls = any((holder, FIRM) in web.controls for holder in public)
    return controls or web.held_together(public, FIRM) >= PARTNER_FROM_PCT
