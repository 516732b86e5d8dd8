"""Whether partners and people fit together: numbers, shares, and names that are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from wegwijzer.core.dossier.content import NOTHING, Content, PartId, PartnerKind, same_name, sum_of
from wegwijzer.core.dossier.finding import Finding, met, not_met, unknown
from wegwijzer.core.dossier.limits import LimitKind, Rules

_PARTNERS = PartId.PARTNERS
_HUNDRED = Decimal(100)


def check_people(content: Content) -> Iterator[Finding]:
    """Whoever the work plan names stands in the list of people or of partners."""
    known = {same_name(member.name) for member in content.people}
    known |= {same_name(partner.name) for partner in content.partners}
    for package in content.packages:
        for name in package.who:
            if same_name(name) not in known:
                values = {"name": name, "package": package.name}
                yield not_met("person_unknown", PartId.PLAN, package.row, "who", **values)
    named = {same_name(name) for package in content.packages for name in package.who}
    for member in content.people if named else ():
        if member.name.strip() and same_name(member.name) not in named:
            finding = unknown("person_idle", PartId.PEOPLE, member.row, "name", name=member.name)
            yield replace(finding, is_advice=True)


def check_partners(content: Content, rules: Rules | None) -> Iterator[Finding]:
    """Each partner can be recognised; together they bear no more than the whole; nobody bears more than allowed."""
    for partner in content.partners:
        if not partner.name.strip():
            yield not_met("partner_name", _PARTNERS, partner.row, "name")
        if partner.typed_number.strip() and not partner.number and not partner.is_foreign:
            values = {"name": partner.name, "typed": partner.typed_number}
            yield not_met("partner_number_wrong", _PARTNERS, partner.row, "number", **values)
        elif not partner.typed_number.strip() and not partner.is_foreign:
            yield not_met("partner_number", _PARTNERS, partner.row, "number", name=partner.name)
        if partner.number and partner.number == content.number:
            yield not_met("partner_is_firm", _PARTNERS, partner.row, "number", name=partner.name)
        if partner.kind is None:
            yield unknown("partner_kind", _PARTNERS, partner.row, "kind", name=partner.name)
        if partner.cost is not None and partner.cost < NOTHING:
            yield not_met("partner_cost_negative", _PARTNERS, partner.row, "cost", name=partner.name)
    yield from _whole(content)
    if rules is not None:
        yield from _shares(content, rules)
        yield from _counts(content, rules)


def _whole(content: Content) -> Iterator[Finding]:
    borne = sum_of(partner.cost for partner in content.partners)
    if borne > content.cost_sum and content.is_cost_known:
        yield not_met("partners_bear_more", _PARTNERS, field="cost", borne=borne, total=content.cost_sum)


def _shares(content: Content, rules: Rules) -> Iterator[Finding]:
    """No firm bears more than the share allowed; the applicant bears what no partner does."""
    rule = rules.limit(LimitKind.MOST_SHARE)
    if rule is None or not content.partners:
        return
    total, most = content.cost_sum, int(rule.value)
    if not content.is_cost_known or total <= NOTHING or any(partner.cost is None for partner in content.partners):
        yield replace(unknown("share_open", _PARTNERS, field="cost", limit=most), documented=rule.documented)
        return
    own = total - sum_of(partner.cost for partner in content.partners)
    bearers = [(0, content.firm_name, own)]
    bearers += [(one.row, one.name, one.cost or NOTHING) for one in content.partners if one.kind is PartnerKind.FIRM]
    heavy = [(row, name, euro) for row, name, euro in bearers if euro * _HUNDRED > rule.value * total]
    for row, name, euro in heavy:
        share = (euro * _HUNDRED / total).quantize(Decimal("0.1"))
        finding = not_met("share_heavy", _PARTNERS, row, "cost", name=name, share=share, limit=most)
        yield replace(finding, documented=rule.documented)
    if not heavy:
        yield replace(met("share", _PARTNERS, limit=most), documented=rule.documented)


def _counts(content: Content, rules: Rules) -> Iterator[Finding]:
    """As many firms (the applicant counts) and research organisations as the measure asks."""
    open_ones = sum(partner.kind is None for partner in content.partners)
    for kind, sought, own in (
        (LimitKind.LEAST_FIRMS, PartnerKind.FIRM, 1),
        (LimitKind.LEAST_RESEARCH, PartnerKind.RESEARCH, 0),
    ):
        rule = rules.limit(kind)
        if rule is None:
            continue
        count, least = own + sum(partner.kind is sought for partner in content.partners), int(rule.value)
        make = met if count >= least else unknown if count + open_ones >= least else not_met
        yield replace(make(kind.value, _PARTNERS, count=count, limit=least), documented=rule.documented)
