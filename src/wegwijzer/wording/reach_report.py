"""The yearly report of reach in one language: each section with what it found, its definition, pictures and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wegwijzer.core.reach.results import Rate, Reach, ReachBy, ReachCell
from wegwijzer.core.reach.yearbook import Drawn, Picture, PrintedTable, Section, Yearbook
from wegwijzer.core.report.table import ReportTable
from wegwijzer.core.survey.publication import Publication
from wegwijzer.wording.language import texts
from wegwijzer.wording.reach import AboutReach, findings, hidden_sentence, published_reach
from wegwijzer.wording.reach_appendix import printed_section
from wegwijzer.wording.reach_curves import DRAWN_CURVES, curve, curve_tables, spread_table
from wegwijzer.wording.reach_names import ReachNames, widest

_WORDS = (
    *("definition", "summary", "mind", "about", "method", "item", "value"),
    *("made", "page", "subtitle", "appendix", "appendix_text"),
)


_IN_ORDER = ("size", "layer")
"""The dimensions whose classes have an order of their own; others go from most to least reached."""


def yearbook(found: Reach, about: AboutReach, names: ReachNames, printed: Sequence[ReportTable]) -> Yearbook:
    """The report; `printed` are the tables of the 2016 report that are put beside it."""
    return _Book(found, about, names).whole(printed)


class _Book:
    def __init__(self, found: Reach, about: AboutReach, names: ReachNames) -> None:
        self._found, self._about, self._names = found, about, names
        self._publication: Publication = published_reach(found, about, names)
        self._findings = findings(found, about, names)
        self._cubes = {cube.id: cube for cube in self._publication.cubes}

    def whole(self, printed: Sequence[ReportTable]) -> Yearbook:
        """All of it."""
        names = self._names
        words = texts("reach", names.language)
        return Yearbook(
            title=self._publication.title if self._about.measure else names.say("report_title", year=self._found.year),
            language=names.language,
            stamp=names.say("stamp") if self._found.is_synthetic else "",
            warnings=self._publication.warnings,
            summary=tuple(sentences[0] for sentences in self._findings.values()),
            sections=tuple(self._sections()),
            appendix=tuple(printed_section(table, names) for table in printed),
            facts=tuple((fact.label, fact.text) for fact in self._publication.facts),
            method=(names.say("method_text"), hidden_sentence(self._found, names)),
            words={key: words[f"reach.{key}"] for key in _WORDS},
        )

    def _sections(self) -> Iterator[Section]:
        yield self._whole()
        for by in self._found.by:
            yield self._by(by)
        yield self._trend()
        if not self._about.measure:
            yield self._measures()
        if "next_use" in self._cubes:
            yield self._next_use()
        yield self._concentration()
        if self._found.unmet is not None:
            yield self._counted("unmet")
        if self._found.waiting is not None:
            yield self._waiting()
            yield self._counted("outcomes")

    def _whole(self) -> Section:
        names, rate = self._names, self._found.whole
        cells = (names.say("hidden"), *_empty(3)) if rate is None else self._rate_cells(rate)
        heads = ("users", "firms", "share", "interval")
        return self._section("reach", [], [self._table("reach", heads, [(str(self._found.year), *cells)])])

    def _by(self, by: ReachBy) -> Section:
        names, whole = self._names, self._found.whole
        cells = by.cells if by.dimension in _IN_ORDER else sorted(by.cells, key=_falling)
        rows = tuple(self._rate_row(names.category(by.dimension, cell.category), cell.rate) for cell in cells)
        share = None if whole is None else whole.share.value
        picture = self._picture("dots", f"by_{by.dimension}", "by", rows, mark=share, mark_text=names.share(share))
        heads = ("users", "firms", "share", "interval", "apart", "standing")
        lines = []
        for cell, row in zip(cells, rows, strict=True):
            if cell.rate is None or cell.difference is None or cell.standing is None:
                lines.append((row.name, names.say("hidden"), *_empty(len(heads) - 1)))
                continue
            far = widest(cell.difference)
            apart = f"{names.points(cell.difference.value, far)} ({names.between(cell.difference, 'points')})"
            standing = names.say(f"standing.{cell.standing.value}")
            lines.append((row.name, *self._rate_cells(cell.rate), apart, standing))
        return self._section(f"by_{by.dimension}", [picture], [self._table(f"by_{by.dimension}", heads, lines)])

    def _trend(self) -> Section:
        names = self._names
        rows, lines = [], []
        for year in self._found.trend:
            name = str(year.year)
            if year.whole is None:
                rows.append(Drawn(name, None, names.say("hidden"), is_hidden=True))
                lines.append((name, names.say("hidden"), *_empty(5)))
                continue
            counts = tuple(float(one.count) for one in (year.first, year.again) if one is not None)
            rows.append(Drawn(name, float(year.whole.count), names.number(year.whole.count), parts=counts))
            new = (
                ((None, None), (None, None))
                if year.first is None or year.again is None
                else (
                    (year.first.count, year.first.share.value),
                    (year.again.count, year.again.share.value),
                )
            )
            told = [
                f"{names.number(count)} ({names.share(share)})" if count is not None else "–" for count, share in new
            ]
            lines.append((name, *self._rate_cells(year.whole), *told))
        legend = (names.say("column.first"), names.say("column.again"))
        picture = self._picture("stacked", "trend", "trend", rows, legend=legend)
        heads = ("users", "firms", "share", "interval", "first", "again")
        return self._section("trend", [picture], [self._table("trend", heads, lines)])

    def _measures(self) -> Section:
        names = self._names
        ordered = sorted(self._found.measures, key=lambda one: -(one.whole.count if one.whole is not None else -1))
        rows = tuple(self._rate_row(names.measure(one.measure), one.whole) for one in ordered)
        lines = [
            (row.name, names.say("hidden"), *_empty(3))
            if one.whole is None
            else (row.name, *self._rate_cells(one.whole))
            for row, one in zip(rows, ordered, strict=True)
        ]
        heads = ("users", "firms", "share", "interval")
        picture = self._picture("bars", "measures", "measures", rows)
        return self._section("measures", [picture], [self._table("measures", heads, lines)])

    def _next_use(self) -> Section:
        names, matthew = self._names, self._found.matthew
        groups = () if matthew is None else matthew.groups
        rows = tuple(self._rate_row(names.say(f"past.{one.group}"), one.rate) for one in groups)
        lines = []
        for one, row in zip(groups, rows, strict=True):
            if one.rate is None:
                lines.append((row.name, names.say("hidden"), *_empty(3)))
                continue
            users, firms, share, interval = self._rate_cells(one.rate)
            lines.append((row.name, firms, users, share, interval))
        heads = ("users_before", "next", "next_share", "interval")
        tables = [self._table("next_use", heads, lines), self._plain("times")]
        picture = self._picture("dots", "next_use", "next_use", rows)
        return self._section("next_use", [picture], tables, also=("times",))

    def _concentration(self) -> Section:
        cubes = [self._cubes[name] for name in DRAWN_CURVES if name in self._cubes]
        pictures = [self._picture("curve", cube.id, "lorenz", curve(cube)) for cube in cubes]
        tables = [spread_table(self._found.concentration, self._names), *curve_tables(cubes, self._names)]
        return self._section("concentration", pictures, tables, also=[cube.id for cube in cubes[:1]])

    def _counted(self, name: str) -> Section:
        """A section of counts with their shares."""
        names, cube = self._names, self._cubes[name]
        rows, lines = [], []
        for category in cube.axes[0].categories:
            if (category.id,) in cube.hidden:
                rows.append(Drawn(category.label, None, names.say("hidden"), is_hidden=True))
                lines.append((category.label, names.say("hidden"), *_empty(2)))
                continue
            told = cube.figures[category.id,]
            is_detail = "/" in category.id
            if not is_detail:
                rows.append(Drawn(category.label, told["count"].number, told["count"].text))
            ends = names.say("interval", low=told["ci_low"].text, high=told["ci_high"].text)
            label = f"– {category.label}" if is_detail else category.label
            lines.append((label, told["count"].text, told["of_all"].text, ends))
        pictures = [self._picture("bars", name, name, rows)] if rows else []
        return self._section(name, pictures, [self._table(name, ("count", "of_all", "interval"), lines)])

    def _waiting(self) -> Section:
        names, found = self._names, self._found.waiting
        points = () if found is None else found.curve
        rows = tuple(
            Drawn(
                names.days(point.days),
                point.replied.value,
                names.share(point.replied.value),
                point.days,
            )
            for point in points
        )
        pictures = [self._picture("steps", "waiting", "waiting", rows)] if len(rows) > 1 else []
        tables = [self._plain(name) for name in ("waiting", "median_wait") if self._cubes[name].axes[0].categories]
        return self._section("waiting", pictures, tables)

    def _plain(self, name: str) -> PrintedTable:
        """A cube as it is, the two ends of the interval in one column."""
        cube, names = self._cubes[name], self._names
        first = cube.measures[0]
        low, high = cube.measures[-2], cube.measures[-1]
        lines = []
        for category in cube.axes[0].categories:
            key = (category.id,)
            if key in cube.hidden:
                lines.append((category.label, names.say("hidden"), ""))
                continue
            told = cube.figures[key]
            ends = names.say("interval", low=told[low.id].text, high=told[high.id].text)
            lines.append((category.label, told[first.id].text, ends))
        heads = (cube.axes[0].label, first.label, names.say("column.interval"))
        return PrintedTable(cube.title, heads, tuple(lines))

    def _table(self, name: str, heads: Sequence[str], lines: Sequence[tuple[str, ...]]) -> PrintedTable:
        cube, names = self._cubes[name], self._names
        return PrintedTable(
            cube.title, (cube.axes[0].label, *(names.say(f"column.{head}") for head in heads)), tuple(lines)
        )

    def _section(
        self, name: str, pictures: Sequence[Picture], tables: Sequence[PrintedTable], *, also: Sequence[str] = ()
    ) -> Section:
        return Section(
            id=name,
            title=self._names.say(f"section.{name}"),
            findings=self._findings.get(name, ()),
            definitions=tuple(self._cubes[one].definition for one in (name, *also)),
            pictures=tuple(pictures),
            tables=tuple(tables),
        )

    def _picture(
        self,
        kind: str,
        cube: str,
        told: str,
        rows: Sequence[Drawn],
        *,
        mark: float | None = None,
        mark_text: str = "",
        legend: tuple[str, ...] = (),
    ) -> Picture:
        names = self._names
        parts = "; ".join(names.say("told.part", name=row.name, value=row.text) for row in rows)
        words = names.say(f"told.{told}", parts=parts)
        return Picture(kind, names.say(f"cube.{cube}"), words, tuple(rows), mark, mark_text, legend)

    def _rate_row(self, name: str, rate: Rate | None) -> Drawn:
        if rate is None:
            return Drawn(name, None, self._names.say("hidden"), is_hidden=True)
        share = rate.share
        return Drawn(name, share.value, self._names.share(share.value), share.low, share.high)

    def _rate_cells(self, rate: Rate) -> tuple[str, str, str, str]:
        names = self._names
        told = names.number(rate.count), names.number(rate.of), names.share(rate.share.value)
        return (*told, names.between(rate.share))


def _falling(cell: ReachCell) -> float:
    return 1.0 if cell.rate is None or cell.rate.share.value is None else -cell.rate.share.value


def _empty(count: int) -> tuple[str, ...]:
    return ("",) * count
