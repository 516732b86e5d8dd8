"""The form of the data files, as pydantic models: which keys there are, of what type, and which are required.

Only form is checked here. What a criterion means is read by `readers.criteria`, what files say of each other by
`readers.catalogue`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

_PLACEHOLDERS = ("TE SCHRIJVEN", "TO WRITE", "A ECRIRE", "TO CHOOSE")


def _written(text: str) -> str:
    if not text.strip() or text in _PLACEHOLDERS:
        raise ValueError("is still to be written")
    return text


def _iso_day(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f'"{value}" is no day; give one such as 2016-04-01') from error
    return value


def _exact(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"{value!r} is no number")
    return Decimal(value)


Written = Annotated[str, AfterValidator(_written)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Number = Annotated[Decimal, BeforeValidator(_exact)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
Test = dict[str, Any]
MeasureKind = Literal["grant", "tax", "service", "grant_and_equity", "label_and_grant", "collective_grant"]
EffortLevel = Literal["low", "medium", "high"]


class Form(BaseModel):
    """A mapping that takes no key it does not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TextForm(Form):
    """One text in the three interface languages."""

    nl: Written
    en: Written
    fr: Written


class WordsForm(Form):
    """Words and short phrases per language."""

    nl: list[Written] = Field(min_length=1)
    en: list[Written] = Field(min_length=1)
    fr: list[Written] = Field(min_length=1)


class AlsoForm(Form):
    title: Written
    url: str | None = None


class SourceForm(Form):
    title: Written
    url: str | None
    seed_section: str | None = None
    also: list[AlsoForm] = []


class ProviderForm(Form):
    name: Written
    organisation: Slug | None
    valid_from: str | None = None
    valid_until: str | None = None


class KinForm(Form):
    id: Slug | None = None
    name: str | None = None
    note: str | None = None
    date: str | None = None
    scope: str | None = None


class PercentageCaseForm(Form):
    pct: Number
    when: Test | None = None


class EuroCaseForm(Form):
    eur: Number
    when: Test | None = None


class BandForm(Form):
    min: Number | None = None
    max: Number | None = None


PercentageForm = Number | BandForm | list[PercentageCaseForm]
EuroForm = Number | BandForm | list[EuroCaseForm]


class AmountPartForm(Form):
    id: Slug
    label: TextForm
    base: str | None = None
    rate_pct: PercentageForm | None = None
    plus_pct: list[PercentageCaseForm] = []
    rate_ceiling_pct: Number | None = None
    min_base_eur: Number | None = None
    floor_eur: Number | None = None
    ceiling_eur: EuroForm | None = None
    fixed_eur: EuroForm | None = None
    when: Test | None = None


class AmountForm(Form):
    per: Literal["year", "project", "action", "person", "call", "once", "study", "mandate"]
    combine: Literal["sum", "one_of"] = "sum"
    ceiling_eur: EuroForm | None = None
    deduction: bool = False
    credit: bool = False
    parts: list[AmountPartForm]
    note: TextForm | None = None


class CriterionForm(Form):
    id: Slug
    test: Test


class ConditionForm(Form):
    documented: Written
    criteria: list[CriterionForm] = []
    information: TextForm | None = None


class VersionForm(Form):
    valid_from: Day
    valid_until: Day | None
    valid_from_certainty: Literal["exact", "approx", "at_latest"] = "exact"
    valid_until_certainty: str | None = None
    name: TextForm | None = None
    plain_name: TextForm | None = None
    summary: TextForm | None = None
    status: Literal["open", "closed", "announced", "unknown"] = "open"
    transition: bool = False
    confidence: Literal["high", "medium", "low"]
    conditions: list[ConditionForm] = Field(min_length=1)
    amount: AmountForm | None
    how_to_apply: TextForm | None
    odds: TextForm | None
    odds_pct: BandForm | None = None
    caveat: TextForm | None
    source: SourceForm
    documented: dict[str, Any]


class EffortForm(Form):
    level: EffortLevel
    why: TextForm


class MeasureForm(Form):
    id: Slug
    name: TextForm
    plain_name: TextForm
    summary: TextForm
    level: Literal["flemish", "federal", "european"]
    kind: MeasureKind
    documented_kind: Written
    seed_list_no: int | None
    providers: list[ProviderForm] = Field(min_length=1)
    predecessors: list[KinForm] = []
    successors: list[KinForm] = []
    legal_basis: str | None = None
    actions: list[str] = Field(min_length=1)
    domains: dict[str, Annotated[int, Field(ge=1, le=3)]] = Field(min_length=1)
    keywords: WordsForm
    effort: EffortForm
    alternative: TextForm | None = None
    versions: list[VersionForm] = Field(min_length=1)


class OrganisationForm(Form):
    id: Slug
    name: TextForm
    plain_name: TextForm
    role: Slug
    documented_kind: Written
    valid_from: str | None = None
    valid_until: str | None = None
    predecessors: list[KinForm] = []
    successors: list[KinForm] = []
    provinces: list[str]
    sectors: list[str]
    expertise: list[str]
    what_it_does: TextForm
    caveat: TextForm | None
    confidence: Literal["high", "medium", "low"]
    source: SourceForm
    documented: dict[str, Any]


class OrganisationsForm(Form):
    organisations: list[OrganisationForm]


class OptionForm(Form):
    id: str
    label: TextForm
    aliases: list[str] = []


class FactForm(Form):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    type: Literal["number", "money", "boolean", "choice", "code", "date", "text"]
    scope: Literal["firm", "project", "person"]
    nature: Literal["objective", "declaration", "judgement"]
    unit: TextForm | None = None
    subject: TextForm | None = None
    holds: TextForm | None = None
    fails: TextForm | None = None
    question: TextForm | None = None
    help: TextForm | None = None
    options: list[OptionForm] = []
    ordered: bool = False
    bands: list[Annotated[list[Number | None], Field(min_length=2, max_length=2)]] = []
    minimum: Number | None = None
    maximum: Number | None = None
    register_: str | None = Field(default=None, alias="register")
    changeable: bool = False
    derived_from: list[str] = []
    askable: bool = True


class FactsForm(Form):
    facts: list[FactForm]


class RoleForm(Form):
    id: Slug
    label: TextForm
    first_contact: bool
    what_to_say: TextForm
    order: int
    own: bool = False


class RolesForm(Form):
    organisation_roles: list[RoleForm]


class BusinessDomainForm(Form):
    id: str
    label: TextForm
    question: TextForm
    neighbours: list[str]
    keywords: WordsForm
    steps: TextForm


class BusinessDomainsForm(Form):
    business_domains: list[BusinessDomainForm]


class ExpertiseDomainForm(Form):
    id: str
    label: TextForm
    keywords: WordsForm


class ExpertiseDomainsForm(Form):
    expertise_domains: list[ExpertiseDomainForm]


class LegalFormForm(Form):
    id: str
    label: TextForm
    kind: Literal["natural_person", "company", "non_profit", "public", "other"]
    legal_personality: bool | None


class LegalFormsForm(Form):
    legal_forms: list[LegalFormForm]


class TechnologyClassForm(Form):
    id: str
    label: TextForm
    include: list[str]
    exclude: list[str] = []


class TechnologyClassesForm(Form):
    technology_classes: list[TechnologyClassForm]
    source: str | SourceForm


class SectorForm(Form):
    id: str
    prefixes: list[str] = Field(min_length=1)


class SectorsForm(Form):
    nace_version: Literal["2008"]
    source: str
    sectors: list[SectorForm]


class CardMomentForm(Form):
    business_domains: list[Slug] = []
    expertise_domains: list[Slug] = []
    planned_actions: list[Slug] = []
    partner: bool | None = None
    subjects: list[Slug] = []
    roles: list[Slug] = []
    sizes: list[Literal["micro", "small", "medium", "large"]] = []
    measure_kinds: list[MeasureKind] = []
    efforts: list[EffortLevel] = []


class CardForm(Form):
    id: str
    title: TextForm
    text: TextForm
    source: str
    when: list[CardMomentForm] = Field(min_length=1)
    tells_odds: bool = False


class CardsForm(Form):
    myths: list[CardForm]


class RuleForm(Form):
    id: str
    holds: TextForm
    fails: TextForm
    test: Test


class InformationForm(Form):
    documented: str
    text: TextForm


class TopicVersionForm(Form):
    valid_from: Day
    valid_until: Day | None
    valid_from_certainty: Literal["exact", "approx", "at_latest"] = "exact"
    limits: dict[str, Number] = {}
    rule: RuleForm | None = None
    information: list[InformationForm] = []
    caveat: TextForm | None = None
    source: SourceForm
    confidence: Literal["high", "medium", "low"]
    documented: dict[str, Any] = {}


class TopicForm(Form):
    topic: Slug
    name: TextForm
    versions: list[TopicVersionForm]


class CaseForm(Form):
    case: Written
    day: Day
    firm: dict[str, Any]
    expect: Literal["met", "not_met", "unknown"]
    missing: list[str] | None = None
    because: str | None = None
    amount: dict[str, Number | None] | None = None


class CasesForm(Form):
    without: dict[Literal["met", "not_met", "unknown"], Written] = {}
    cases: list[CaseForm] = Field(min_length=1)
