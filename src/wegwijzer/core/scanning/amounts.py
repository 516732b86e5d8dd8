"""What a measure is worth, for a whole population: the formula of `catalogue.amounts` as SQL over bands.

Every band is a pair of columns, low and high, where null is an open end. Euro are doubles rounded half up to the cent:
exact for sums below a thousand million, given in cents, at rates of at most two decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.band import NOTHING, Band
from wegwijzer.core.catalogue.measure import Amount, AmountPart, EuroCase, PercentageCase
from wegwijzer.core.scanning.columns import HIGH, LOW
from wegwijzer.core.scanning.compiling import Column, Compiler, Layers

_ZERO = "0.0e0"
_HALF_UP = "0.500001e0"
"""Half a cent and a little: a product that stands on the half may lie a hair below it in binary."""


@dataclass(frozen=True, slots=True)
class AmountColumns:
    """Where a measure's total stands, and the layers that work it out (behind those of the criteria)."""

    low: str
    high: str
    layers: Layers


@dataclass(frozen=True, slots=True)
class _Pair:
    """A band in SQL: its ends, and the layer from which on they can be read."""

    low: str
    high: str
    depth: int = 0


def amount_columns(amount: Amount, prefix: str, compiler: Compiler) -> AmountColumns | None:
    """The columns of an amount, named after `prefix`; None where no part is documented."""
    if not amount.parts:
        return None
    writer = _Writer(prefix, compiler)
    total = writer.amount(amount)
    return AmountColumns(total.low, total.high, tuple(tuple(layer) for layer in writer.layers))


class _Writer:
    """Writes the columns of one amount, a layer on top of what each reads."""

    def __init__(self, prefix: str, compiler: Compiler) -> None:
        self._prefix, self._compiler = prefix, compiler
        self._count = 0
        self.layers: list[list[Column]] = []

    def amount(self, amount: Amount) -> _Pair:
        """The total in euro: `catalogue.amounts.worth`."""
        parts = [(part, self._part(part)) for part in amount.parts]
        if amount.one_of:
            total = self._one_of(parts)
        else:
            total = self._sum([self._unless_refused(part, pair) for part, pair in parts])
        if amount.ceiling:
            is_any = [self._refused(part) for part in amount.parts]
            capped = self._capped(total, self._first_match(amount.ceiling))
            total = capped if None in is_any else self._nothing_when(is_any, capped)
        return self._keep(total, always=True)

    def _part(self, part: AmountPart) -> _Pair:
        base: _Pair | None = None
        if part.fixed:
            result = self._first_match(part.fixed)
        else:
            rate = self._sum([self._first_match(part.rate), *(self._surcharge(it) for it in part.surcharges)])
            if part.rate_ceiling is not None:
                rate = self._capped(rate, _constant(Band(part.rate_ceiling, part.rate_ceiling)))
            base, result = self._on_base(part, rate)
        if part.ceiling:
            result = self._capped(result, self._first_match(part.ceiling))
        if part.floor_eur is not None:
            result = self._nothing_below(result, result, part.floor_eur)
        if part.minimum_base_eur is not None and base is not None:
            result = self._nothing_below(result, base, part.minimum_base_eur)
        if part.when is not None:
            when = self._compiler.column_of(part.when)
            result = self._keep(
                _Pair(
                    f"CASE WHEN {when} IS NULL THEN {_least(result.low, _ZERO)} ELSE {result.low} END",
                    f"CASE WHEN {when} IS NULL THEN {_greatest(result.high, _ZERO)} ELSE {result.high} END",
                    result.depth,
                )
            )
        return result

    def _on_base(self, part: AmountPart, rate: _Pair) -> tuple[_Pair, _Pair]:
        """The cost and the rate of it; a cost that is not known is anything from nothing upwards."""
        if part.base is None or part.base not in self._compiler.present:
            nothing_known = _Pair(_ZERO, "CAST(NULL AS DOUBLE)")
            return nothing_known, nothing_known
        low, high = f"{part.base}{LOW}", f"{part.base}{HIGH}"
        self._compiler.reads(part.base)
        unknown = f"{low} IS NULL AND {high} IS NULL"
        base = self._keep(_Pair(f"CASE WHEN {unknown} THEN {_ZERO} ELSE {low} END", high))
        rate = self._keep(rate)
        result = _Pair(
            f"CASE WHEN {unknown} OR {low} < 0 THEN {_ZERO} ELSE {_cents(f'{low} * {rate.low} / 100e0')} END",
            f"CASE WHEN {high} < 0 THEN {_ZERO} ELSE {_cents(f'{high} * {rate.high} / 100e0')} END",
            max(base.depth, rate.depth),
        )
        return base, self._keep(result)

    def _surcharge(self, case: PercentageCase) -> _Pair:
        band = _constant(case.percentage)
        if case.when is None:
            return band
        when = self._compiler.column_of(case.when)
        maybe = case.percentage.hull(NOTHING)
        return self._keep(
            _Pair(
                f"CASE WHEN {when} THEN {band.low} WHEN NOT {when} THEN {_ZERO} ELSE {_number(maybe.low)} END",
                f"CASE WHEN {when} THEN {band.high} WHEN NOT {when} THEN {_ZERO} ELSE {_number(maybe.high)} END",
            )
        )

    def _first_match(self, cases: Sequence[PercentageCase | EuroCase]) -> _Pair:
        """The first case that is met, widened by those before it that may be, and by nothing when none is sure."""
        result = _constant(NOTHING)
        for band, when in reversed([(case[0], case[1]) for case in cases]):
            own = _constant(band)
            if when is None:
                result = own
                continue
            column = self._compiler.column_of(when)
            result = self._keep(
                _Pair(
                    _cases(column, own.low, result.low, _least(own.low, result.low)),
                    _cases(column, own.high, result.high, _greatest(own.high, result.high)),
                    result.depth,
                )
            )
        return result

    def _refused(self, part: AmountPart) -> str | None:
        return None if part.when is None else f"NOT {self._compiler.column_of(part.when)}"

    def _unless_refused(self, part: AmountPart, pair: _Pair) -> _Pair:
        refused = self._refused(part)
        return pair if refused is None else self._nothing_when([refused], pair)

    def _nothing_when(self, refused: Sequence[str | None], pair: _Pair) -> _Pair:
        all_refused = " AND ".join(f"({condition})" for condition in refused)
        return self._keep(
            _Pair(
                f"CASE WHEN {all_refused} THEN {_ZERO} ELSE {pair.low} END",
                f"CASE WHEN {all_refused} THEN {_ZERO} ELSE {pair.high} END",
                pair.depth,
            )
        )

    def _one_of(self, parts: Sequence[tuple[AmountPart, _Pair]]) -> _Pair:
        """The band that holds the parts that can apply; nothing when none can."""
        result, applied = self._keep(parts[0][1]), self._applies(parts[0][0])
        for part, pair in parts[1:]:
            this, other = self._applies(part), self._keep(pair)
            low = _cases_of_two(applied, this, result.low, other.low, _least(result.low, other.low))
            high = _cases_of_two(applied, this, result.high, other.high, _greatest(result.high, other.high))
            result = self._keep(_Pair(low, high, max(result.depth, other.depth)))
            applied = f"({applied} OR {this})"
        if applied.strip("(").startswith("TRUE"):
            return result
        low, high = (f"CASE WHEN {applied} THEN {end} ELSE {_ZERO} END" for end in (result.low, result.high))
        return self._keep(_Pair(low, high, result.depth))

    def _applies(self, part: AmountPart) -> str:
        """Whether a part is not refused: true or false."""
        if part.when is None:
            return "TRUE"
        when = self._compiler.column_of(part.when)
        return f"({when} IS NULL OR {when})"

    def _sum(self, pairs: Sequence[_Pair]) -> _Pair:
        if len(pairs) == 1:
            return pairs[0]
        kept = [self._keep(pair) for pair in pairs]
        depth = max(pair.depth for pair in kept)
        return self._keep(_Pair(" + ".join(pair.low for pair in kept), " + ".join(pair.high for pair in kept), depth))

    def _capped(self, pair: _Pair, ceiling: _Pair) -> _Pair:
        pair, ceiling = self._keep(pair), self._keep(ceiling)
        high = (
            f"CASE WHEN {pair.high} IS NULL THEN {ceiling.high} WHEN {ceiling.high} IS NULL THEN {pair.high} "
            f"WHEN {pair.high} <= {ceiling.high} THEN {pair.high} ELSE {ceiling.high} END"
        )
        return self._keep(_Pair(_least(pair.low, ceiling.low), high, max(pair.depth, ceiling.depth)))

    def _nothing_below(self, result: _Pair, measured: _Pair, minimum: Decimal) -> _Pair:
        result, measured = self._keep(result), self._keep(measured)
        least = _number(minimum)
        reached, not_reached = f"{measured.low} >= {least}", f"{measured.high} < {least}"

        def ends(end: str, open_end: str) -> str:
            return f"CASE WHEN {reached} THEN {end} WHEN {not_reached} THEN {_ZERO} ELSE {open_end} END"

        return self._keep(
            _Pair(
                ends(result.low, _least(result.low, _ZERO)),
                ends(result.high, _greatest(result.high, _ZERO)),
                max(result.depth, measured.depth),
            )
        )

    def _keep(self, pair: _Pair, *, always: bool = False) -> _Pair:
        """The pair as two columns; one of columns or constants is left as it is, unless columns are needed `always`."""
        ends = (pair.low, pair.high)
        if all(end.isidentifier() or (not always and _is_constant(end)) for end in ends):
            return pair
        name = f"{self._prefix}_{self._count}"
        self._count += 1
        while len(self.layers) <= pair.depth:
            self.layers.append([])
        self.layers[pair.depth] += [Column(f"{name}{LOW}", pair.low), Column(f"{name}{HIGH}", pair.high)]
        return _Pair(f"{name}{LOW}", f"{name}{HIGH}", pair.depth + 1)


def _constant(band: Band) -> _Pair:
    return _Pair(_number(band.low), _number(band.high))


def _number(value: Decimal | None) -> str:
    """A double in SQL: a literal without exponent is a decimal to most engines."""
    if value is None:
        return "CAST(NULL AS DOUBLE)"
    text = repr(float(value))
    return text if "e" in text else f"{text}e0"


def _is_constant(text: str) -> bool:
    return text.startswith("CAST") or text.replace(".", "", 1).removesuffix("e0").isdigit()


def _cases(column: str, met: str, not_met: str, unknown: str) -> str:
    return f"CASE WHEN {column} THEN {met} WHEN NOT {column} THEN {not_met} ELSE {unknown} END"


def _cases_of_two(first: str, second: str, one: str, other: str, both: str) -> str:
    return f"CASE WHEN {first} AND {second} THEN {both} WHEN {second} THEN {other} ELSE {one} END"


def _least(first: str, second: str) -> str:
    """The smaller of two, open when one is."""
    return f"CASE WHEN {first} <= {second} THEN {first} WHEN {first} > {second} THEN {second} END"


def _greatest(first: str, second: str) -> str:
    """The greater of two, open when one is."""
    return f"CASE WHEN {first} >= {second} THEN {first} WHEN {first} < {second} THEN {second} END"


def _cents(euro: str) -> str:
    return f"FLOOR(({euro}) * 100e0 + {_HALF_UP}) / 100e0"
