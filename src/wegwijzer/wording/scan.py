"""A scan of a population in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wegwijzer.core.scanning.planning import MeasurePlan
from wegwijzer.core.scanning.summary import MeasureCount, ScanSummary
from wegwijzer.wording.language import say
from wegwijzer.wording.survey_numbers import count_text
from wegwijzer.wording.values import date_text, number_text

_MOST_WAITS = 8


def scan_data(
    summary: ScanSummary, *, engine: str, key: str, out: str | None, ignored: Sequence[str]
) -> dict[str, object]:
    """The counts of a scan as JSON (docs/contracts.md)."""
    return {
        "on": summary.plan.day.isoformat(),
        "catalogue": summary.plan.digest,
        "engine": engine,
        "firms": summary.firms,
        "key": key,
        "out": out,
        "ignored": list(ignored),
        "measures": [_measure_data(plan, summary.measures[plan.id]) for plan in summary.plan.measures],
        "next_questions": [{"fact": fact, "decides": count} for fact, count in summary.decides.items() if count],
    }


def _measure_data(plan: MeasurePlan, count: MeasureCount) -> dict[str, object]:
    amount = {
        "min_eur": round(count.amount_min_eur, 2),
        "max_eur": None if count.unlimited else round(count.amount_max_eur, 2),
        "unlimited": count.unlimited,
    }
    return {
        "id": plan.id,
        "version": plan.version,
        "status": plan.status.value,
        "met": count.met,
        "not_met": count.not_met,
        "unknown": count.unknown,
        "criteria": [
            {"id": criterion, "bit": place, "blocking": blocking, "missing": missing}
            for place, (criterion, blocking, missing) in enumerate(
                zip(plan.criteria, count.blocking, count.missing, strict=True)
            )
        ],
        "missing": [
            {"fact": fact, "firms": firms}
            for fact, firms in sorted(count.waits.items(), key=lambda item: -item[1])
            if firms
        ],
        "amount": amount if plan.amount is not None else None,
    }


def scan_lines(summary: ScanSummary, language: str) -> Iterator[str]:
    """A table of the measures, and what would decide most."""
    plans = summary.plan.measures
    heads = [say(f"scan.{word}", language) for word in ("met", "not_met", "unknown")]
    rows = [
        (plan.id, *(count_text(number, language) for number in _verdicts(summary.measures[plan.id]))) for plan in plans
    ]
    first = max(len(row[0]) for row in [*rows, (say("scan.heading_measure", language),)])
    widths = [max(len(head), *(len(row[place]) for row in rows)) for place, head in enumerate(heads, 1)]
    day = date_text(summary.plan.day, language)
    yield say("scan.title", language, firms=count_text(summary.firms, language), day=day)
    yield _row((say("scan.heading_measure", language), *heads), first, widths)
    for plan, row in zip(plans, rows, strict=True):
        yield _row(row, first, widths)
        yield from (f"    {told}" for told in _beside(plan, summary.measures[plan.id], language))
    waits = [(fact, count) for fact, count in summary.decides.items() if count][:_MOST_WAITS]
    if waits:
        yield ""
        yield say("scan.waits", language)
        yield from (f"  {fact}: {count_text(count, language)}" for fact, count in waits)


def _verdicts(count: MeasureCount) -> tuple[int, int, int]:
    return count.met, count.not_met, count.unknown


def _row(cells: Sequence[str], first: int, widths: Sequence[int]) -> str:
    return "  ".join(
        [cells[0].ljust(first), *(cell.rjust(width) for cell, width in zip(cells[1:], widths, strict=True))]
    )


def _beside(plan: MeasurePlan, count: MeasureCount, language: str) -> Iterator[str]:
    if any(count.blocking):
        most = max(count.blocking)
        criterion = plan.criteria[count.blocking.index(most)]
        yield say("scan.blocks", language, criterion=criterion, firms=count_text(most, language))
    if plan.amount is None:
        return
    least = number_text(Decimal(round(count.amount_min_eur)), language)
    if count.unlimited:
        yield say("scan.amounts_open", language, least=least, firms=count_text(count.unlimited, language))
    else:
        most_eur = number_text(Decimal(round(count.amount_max_eur)), language)
        yield say("scan.amounts", language, least=least, most=most_eur)


def progress_text(done: int, firms: int | None, language: str) -> str:
    """How far a scan is."""
    shown = count_text(done, language)
    if not firms:
        return say("scan.progress", language, done=shown)
    share = min(round(100 * done / firms), 100)
    return say("scan.progress_of", language, done=shown, all=count_text(firms, language), share=share)
