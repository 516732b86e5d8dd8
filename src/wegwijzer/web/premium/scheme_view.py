"""A firm's page: its ideas by state, its figures, the ceilings and the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.duties.dating import date_duties
from wegwijzer.core.premium.idea import missing_parts
from wegwijzer.readers.duties import shipped_duties
from wegwijzer.readers.holidays import shipped_holidays
from wegwijzer.readers.premium import MEASURE, shipped_premium
from wegwijzer.web.premium import queries
from wegwijzer.web.premium.models import Idea, Scheme
from wegwijzer.wording.duties import questions_of
from wegwijzer.wording.language import local, say
from wegwijzer.wording.premium import CeilingWords, year_rules
from wegwijzer.wording.values import date_text, euro_text, number_text


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea on the firm's page. `gaps` is what its file still lacks, "" when complete or not chosen."""

    id: str
    title: str
    words: str
    origin: str
    gaps: str


@dataclass(frozen=True, slots=True)
class SchemeView:
    """Everything on a firm's page that must be worked out."""

    new: Sequence[IdeaRow]
    kept: Sequence[IdeaRow]
    declined: Sequence[IdeaRow]
    facts: Sequence[str]
    caveats: Sequence[str]
    ceilings: Sequence[CeilingWords]
    definitions: Sequence[str]
    questions: Sequence[str]
    steps: Sequence[str]
    not_pay: str
    not_pay_source: str
    not_pay_url: str

    @property
    def has_ideas(self) -> bool:
        """Whether there is any idea."""
        return bool(self.new or self.kept or self.declined)


def scheme_view(scheme: Scheme, language: str, *, this_year: int) -> SchemeView:
    """The page of a firm."""
    book = shipped_premium()
    rows = {state: [_row(idea, language) for idea in _ideas(scheme, state)] for state in Idea.State}
    years = sorted({this_year, *(premium.year for premium in queries.premiums_of(scheme))})
    not_pay = next(known for known in book.conditions if known.condition.value == "not_pay")
    duties = shipped_duties()[MEASURE]
    dated = date_duties(duties, {}, holidays=shipped_holidays())
    return SchemeView(
        new=rows[Idea.State.NEW],
        kept=rows[Idea.State.KEPT],
        declined=rows[Idea.State.DECLINED],
        facts=[_facts(year, given, language) for year, given in sorted(scheme.years.items()) if any(given.values())],
        caveats=[
            say("premium.scheme.caveat", language, year=year, text=text)
            for year in years
            if (text := year_rules(book, year, language)[1])
        ],
        ceilings=queries.ceilings_of(scheme, language).words,
        definitions=[local(known.text, language) for known in book.definitions if known.source is not None],
        questions=[
            *(local(known.text, language) for known in book.definitions if known.source is None),
            *questions_of(duties, dated, language),
        ],
        steps=[local(duty.what, language) for duty in duties.duties],
        not_pay=local(not_pay.means, language),
        not_pay_source=not_pay.source.title,
        not_pay_url=not_pay.source.url or "",
    )


def _ideas(scheme: Scheme, state: Idea.State) -> Sequence[Idea]:
    return list(scheme.ideas.filter(state=state).select_related("scheme").prefetch_related("premiums"))


def _row(idea: Idea, language: str) -> IdeaRow:
    day = date_text(idea.created.date(), language)
    name = idea.sent_by or say("premium.scheme.no_name", language)
    origin = (
        say("premium.scheme.posted", language, day=day, name=name)
        if idea.from_form
        else say("premium.scheme.added", language, day=day)
    )
    gaps = ""
    if idea.state == Idea.State.KEPT:
        parts = [say(f"premium.part.{part.value}", language) for part in missing_parts(queries.file_of(idea))]
        gaps = say("premium.scheme.gaps", language, parts=" ".join(parts)) if parts else ""
    return IdeaRow(str(idea.pk), idea.title, idea.words, origin, gaps)


def _facts(year: str, given: dict[str, str], language: str) -> str:
    unknown = say("premium.scheme.not_known", language)
    heads, bill = given.get("headcount", ""), given.get("wage_bill", "")
    return say(
        "premium.scheme.facts_year",
        language,
        year=year,
        headcount=number_text(Decimal(heads), language) if heads else unknown,
        wage_bill=euro_text(Decimal(bill), language) if bill else unknown,
    )
