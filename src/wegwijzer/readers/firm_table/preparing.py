"""A population made ready for criteria: typed, checked, with all that follows from its facts, batch by batch.

Every engine reads the batches that come out of here, so that no rule of reading or deriving exists twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.errors import Fault, InputError, UnknownEntryError
from wegwijzer.readers.firm_table.deriving import Deriver, fact_type, facts_to_know
from wegwijzer.readers.firm_table.faults import FaultTally
from wegwijzer.readers.firm_table.keys import KeyCheck
from wegwijzer.readers.firm_table.population_file import BATCH_ROWS, PopulationFile
from wegwijzer.readers.firm_table.reading_ahead import read_ahead
from wegwijzer.readers.firm_table.related_firms import RelatedFirms
from wegwijzer.readers.firm_table.resizing import resized
from wegwijzer.readers.firm_table.typed_values import ValueReader
from wegwijzer.readers.places import place_of


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows: `frame` holds a column a fact (derived ones included), `key` their keys, `kept` the columns to copy.

    `first_row` is the number of its first row in the file, from 1.
    """

    first_row: int
    key: pl.Series
    kept: pl.DataFrame
    frame: pl.DataFrame


class PreparedPopulation:
    """A population on a day: what is known, and its rows in batches.

    `known` are the facts with a column in every batch: the stated ones and those that follow. `tally` gathers faults
    while the batches pass; once there is one, batches are checked only, and the end raises.
    """

    def __init__(self, population: PopulationFile, day: DayCatalogue, *, related: RelatedFirms | None = None) -> None:
        facts = day.catalogue.facts
        self.population, self.day, self.related = population, day, related
        self.tally = FaultTally(population.name)
        self._reader = ValueReader(population.schema, [facts[fact] for fact in population.facts], self.tally)
        self._deriver = Deriver(day.derivation, facts, exact=self._reader.exact)
        self._places = _Places(day)
        self.known = facts_to_know(population.facts, facts, with_relations=related is not None)

    def batches(self, rows: int = BATCH_ROWS, *, skip_rows: int = 0) -> Iterator[Batch]:
        """The rows in the order of the file. Raises InputError with every fault once all rows are looked at.

        Rows before `skip_rows` are checked and not given, as another run has dealt with them.
        """
        key = self.population.key
        check = KeyCheck(key, self.tally) if key else None
        try:
            yield from self._checked(check, rows, skip_rows)
            if check is not None and key is not None:
                check.finish(lambda: (raw[key] for raw in self.population.batches(rows)))
        finally:
            if check is not None:
                check.close()
        if self.related is not None and not self.tally:
            self.related.raise_unmatched()
        self.tally.raise_any()

    def _checked(self, check: KeyCheck | None, rows: int, skip_rows: int) -> Iterator[Batch]:
        """The batches that are to be given; all are looked at."""
        file = self.population
        first_row = 1
        for raw in read_ahead(file.batches(rows)):
            keys = raw[file.key] if file.key else None
            if check is not None and keys is not None:
                check.add(keys, first_row=first_row)
            batch = self._prepare(raw, first_row, keys)
            if not self.tally and first_row > skip_rows:
                yield batch
            first_row += raw.height
        if first_row == 1:
            raise InputError([Fault(file.name, "has columns and no rows.", "a row a firm.")])

    def _prepare(self, raw: pl.DataFrame, first_row: int, keys: pl.Series | None) -> Batch:
        file = self.population
        typed = self._reader.read(raw.select(file.fact_columns), first_row=first_row, keys=keys)
        typed = self._places.fill_in(typed, self.tally, first_row=first_row, keys=keys)
        frame = self._deriver.derive(typed)
        if keys is None:
            keys = pl.int_range(first_row, first_row + raw.height, eager=True, dtype=pl.Int64).alias(file.key_name)
        if self.related is not None:
            frame = resized(
                frame,
                typed,
                self.related.of(keys, self.day),
                self.day,
                keys=keys,
                names=raw["name"] if "name" in raw.columns else None,
                numbers=file.key == "enterprise_number",
            )
        return Batch(first_row, keys, raw.select(file.kept), frame)


class _Places:
    """Province and region by postal code, each code looked up once."""

    def __init__(self, day: DayCatalogue) -> None:
        self._on, self._facts = day.day, day.catalogue.facts
        self._known: dict[str, tuple[str, str] | None] = {}

    def fill_in(
        self, typed: pl.DataFrame, tally: FaultTally, *, first_row: int, keys: pl.Series | None
    ) -> pl.DataFrame:
        """The batch with province and region where a postal code tells them; a stated one must go with the code."""
        if "postal_code" not in typed.columns or typed["postal_code"].dtype == pl.String:
            return typed
        codes = typed["postal_code"]
        different = codes.dtype.categories.to_list()  # type: ignore[attr-defined]  # an Enum
        for code in different:
            if code not in self._known:
                self._known[code] = self._place(code)
        places = codes.to_physical()
        for code in different:
            if self._known[code] is None:
                self._note(tally, "postal_code", code, (codes == code).arg_true(), first_row, keys)
        for position, fact in enumerate(("province", "region")):
            values = [found[position] if (found := self._known[code]) else None for code in different]
            found_places = pl.Series(fact, values, dtype=fact_type(self._facts, fact)).gather(places)
            if fact in typed.columns:
                stated = typed[fact]
                differs = (stated != found_places).fill_null(False)
                if differs.any():
                    row = int(differs.arg_true()[0])
                    problem = f'"{stated[row]}" does not go with postal code {codes[row]}.'
                    key = None if keys is None else keys[row]
                    expected = f'"{found_places[row]}", or leave it out.'
                    tally.note(
                        fact,
                        "place",
                        row=first_row + row,
                        key=key,
                        problem=problem,
                        expected=expected,
                        rows=int(differs.sum()),
                    )
                found_places = pl.select(pl.coalesce(pl.lit(stated), pl.lit(found_places))).to_series()
            typed = typed.with_columns(found_places.alias(fact))
        return typed

    def _place(self, code: str) -> tuple[str, str] | None:
        try:
            place = place_of(code, on=self._on)
        except (UnknownEntryError, LookupError):
            return None
        return place.province, place.region

    def _note(
        self, tally: FaultTally, column: str, code: str, rows: pl.Series, first_row: int, keys: pl.Series | None
    ) -> None:
        if not len(rows):  # a file may name codes that no row has
            return
        row = int(rows[0])
        tally.note(
            column,
            "unknown",
            row=first_row + row,
            key=None if keys is None else keys[row],
            problem=f'"{code}" is no postal code that is known.',
            expected='a Belgian postal code, such as "8500".',
            rows=len(rows),
        )
