"""What became of all questions, for the policy analyst: by subject, by who helped and by measure, without a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.core.referral.permissions import Action, may
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.cases.case_view import subject_text
from wegwijzer.web.cases.outcome_answers import Answers, answers
from wegwijzer.web.cases.outcome_tables import NONE, OTHERS, OutcomeRow, OutcomeTables, outcome_tables
from wegwijzer.web.cases.views import personal
from wegwijzer.web.csv_download import csv_download
from wegwijzer.web.people.access import View, signed_in_only
from wegwijzer.web.people.queries import actor_of
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

ROUNDS = ("1", "2")
PARAMETER = "keer"


@dataclass(frozen=True, slots=True)
class TablePart:
    """One table in words: each row a label and its numbers, the last of them the whole; None is hidden."""

    id: str
    title: str
    head: str
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


def analysts_only(view: View) -> View:
    """For whoever may not see the figures the page is not there."""

    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not may(actor_of(request), Action.SEE_FIGURES):
            raise Http404
        return view(request, *args, **named)

    return signed_in_only(guarded)


@require_safe
@personal
@analysts_only
def outcomes(request: HttpRequest, language: str) -> HttpResponse:
    """The page."""
    number, before, found, tables = _asked(request)
    rules = shipped_rules()
    shown = {
        "section": "figures",
        "round": number,
        "rounds": [(one, say(f"cases.outcomes.round_{one}", language)) for one in ROUNDS],
        "until": date_text(before - timedelta(days=1), language),
        "asked": found.asked,
        "answered": len(found.given) if tables is not None else None,
        "helped": tables.whole.counts[0] if tables is not None else None,
        "answers": [say(f"cases.outcomes.answer_{code}", language) for code in tables.answers] if tables else [],
        "parts": list(_parts(tables, language)) if tables is not None else [],
        "changed": _changed(tables, language) if tables is not None else (),
        "hidden": tables.hidden if tables is not None else 0,
        "minimum": rules.minimum_count,
    }
    return render(request, "cases/outcomes.html", shown)


@require_safe
@personal
@analysts_only
def outcomes_csv(request: HttpRequest, language: str) -> HttpResponse:
    """The same numbers, a row each; a hidden one is empty and says so."""
    number, before, _, tables = _asked(request)
    if tables is None:
        raise Http404
    rows: list[Sequence[object]] = [("round", "until", "table", "id", "category", "answer", "firms", "hidden")]
    until = (before - timedelta(days=1)).isoformat()
    names = (*tables.answers, "all")
    whole = ("all", (("", say("cases.outcomes.whole", language), (*tables.whole.counts, tables.whole.total)),))
    for table, lines in (whole, *((part, _labelled(part, tables, language)) for part in tables.by)):
        for id, label, counts in lines:
            for name, count in zip(names, counts, strict=True):
                rows.append((number, until, table, id, label, name, *_published(count)))
    for code, count in tables.changed.items():
        label = say(f"cases.outcome.what_{code}", language)
        rows.append((number, until, "changed", code, label, "yes", *_published(count)))
    return csv_download(rows, f"wegwijzer-outcomes-{number}-{until}.csv")


def _asked(request: HttpRequest) -> tuple[str, date, Answers, OutcomeTables | None]:
    """The round that was asked for, up to the first day of this month.

    Whole months alone are published: who looked before and after one answer would else read it off the difference.
    """
    number = request.GET.get(PARAMETER, "")
    number = number if number in ROUNDS else ROUNDS[0]
    before = timezone.localdate().replace(day=1)
    found = answers(int(number), before=before)
    return number, before, found, outcome_tables(found.given, shipped_rules())


def _parts(tables: OutcomeTables, language: str) -> Iterator[TablePart]:
    whole = (say("cases.outcomes.whole", language), (*tables.whole.counts, tables.whole.total))
    for part in tables.by:
        rows = tuple((label, counts) for _, label, counts in _labelled(part, tables, language))
        yield TablePart(
            part,
            say(f"cases.outcomes.by_{part}", language),
            say(f"cases.outcomes.head_{part}", language),
            (*rows, whole),
        )


def _labelled(part: str, tables: OutcomeTables, language: str) -> list[tuple[str, str, tuple[int | None, ...]]]:
    return [(row.id, _label(part, row, language), (*row.counts, row.total)) for row in tables.by[part]]


def _label(part: str, row: OutcomeRow, language: str) -> str:
    if row.id in (OTHERS, NONE):
        return say(f"cases.outcomes.{'others' if row.id == OTHERS else 'none'}_{part}", language)
    if part == "subject":
        return subject_text(row.id, language)
    if part == "layer":
        return local(shipped_self_placement().places[Segment[row.id.upper()]].name, language)
    return local(shipped_catalogue().measures[row.id].plain_name, language) if part == "measure" else row.id


def _changed(tables: OutcomeTables, language: str) -> list[tuple[str, int | None]]:
    found = [(say(f"cases.outcome.what_{code}", language), count) for code, count in tables.changed.items()]
    return sorted(found, key=lambda entry: -(entry[1] or 0))


def _published(count: int | None) -> tuple[int | None, str]:
    return count, "yes" if count is None else "no"
