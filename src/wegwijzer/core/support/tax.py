"""From euro of a rule to euro in the purse, before and after tax.

A corporate tax rate, the charges on pay and whether support is taxed are not in our sources: they are assumptions of
the user, and without them only the figures before tax are given.
"""

from __future__ import annotations

from decimal import Decimal

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.amounts import in_cents
from wegwijzer.core.support.assumptions import AssumptionBook
from wegwijzer.core.support.values import Nature

HUNDREDTH = Decimal("0.01")
_WHOLE = Decimal(100)


def share_of(amount: Band, pct: Band) -> Band:
    """A percentage of an amount, each end rounded half up to the cent."""
    return in_cents(amount.product(pct).times_share(HUNDREDTH))


def in_cash(worth: Band, nature: Nature, book: AssumptionBook) -> Band | None:
    """What the firm has more in its purse; None while the rate that it depends on is not given."""
    match nature:
        case Nature.GRANT | Nature.KEPT_TAX:
            return worth
        case Nature.DEDUCTION | Nature.CREDIT:
            rate = book.number("corporate_tax_rate_pct")
        case Nature.EXEMPT_PAY:
            rate = book.number("employer_contribution_pct")
    return None if rate is None else share_of(worth, rate)


def after_tax(cash: Band | None, nature: Nature, book: AssumptionBook) -> Band | None:
    """What is left after tax on the support itself; None while nobody said whether it is taxed, or at what rate.

    A deduction or a credit is tax already.
    """
    if cash is None or nature in (Nature.DEDUCTION, Nature.CREDIT):
        return cash
    taxed = book.flag("support_taxed")
    if taxed is not True:
        return cash if taxed is False else None
    rate = book.number("corporate_tax_rate_pct")
    if rate is None or rate.low is None or rate.high is None:
        return None
    return share_of(cash, Band(_WHOLE - rate.high, _WHOLE - rate.low))


def times(amount: Band, factor: Decimal) -> Band:
    """So many times an amount, rounded half up to the cent."""
    return in_cents(amount.product(exactly(factor)))
