"""The catalogue as documents to be found: measures, organisations, and one service for each domain of expertise.

Nobody looks for a network of university colleges; firms look for someone who knows about food. So the expert of a
domain is an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.search.documents import (
    MAIN_LANGUAGE,
    MEASURE,
    ORGANISATION,
    SERVICE,
    TITLE,
    Document,
    Passage,
    in_language,
)

KEYWORD, TIE, LABEL = 2.0, 1.5, 0.5
"""How much keywords weigh; what an organisation is tied to (sector, province); labels that many entries share."""

ALL_EXPERTISE = 2.0
"""What the domains of an organisation weigh together: who knows one thing is nearer to it than who knows them all."""

_SERVICE_PREFIX = "expertise-"
_FIELD = "{field}"
_FEW_DOMAINS = 4


def catalogue_documents(catalogue: Catalogue, *, service_title: Text) -> tuple[Document, ...]:
    """Everything in the catalogue that can be found.

    `service_title` names a service in every language, with `{field}` where the domain's label goes.
    """
    return (
        *(_measure(measure, catalogue) for measure in catalogue.measures.values()),
        *(_organisation(organisation, catalogue) for organisation in catalogue.organisations.values()),
        *(_service(domain, service_title) for domain in catalogue.expertise_domains.values()),
    )


def service_id(domain_id: str) -> str:
    """The id of the document that stands for the experts of a domain of expertise."""
    return _SERVICE_PREFIX + domain_id


def is_service(document_id: str) -> bool:
    """Whether a document is that of an expert in a domain."""
    return document_id.startswith(_SERVICE_PREFIX)


def domain_of_service(document_id: str) -> str:
    """The domain of expertise of such a document."""
    return document_id.removeprefix(_SERVICE_PREFIX)


def _measure(measure: Measure, catalogue: Catalogue) -> Document:
    passages = [*_texts(measure.name, TITLE), Passage(measure.id, MAIN_LANGUAGE, TITLE)]
    passages += _keywords(measure.keywords, KEYWORD)
    for action in measure.actions:
        passages += _texts(_option_label(catalogue, "planned_action", action), LABEL)
    for domain, weight in measure.domains.items():
        passages += _texts(catalogue.business_domains[domain].label, LABEL * weight / 3)
    keywords = ", ".join(measure.keywords.get(MAIN_LANGUAGE, ()))
    told = (measure.name, measure.plain_name, measure.summary)
    gist = ". ".join((*(in_language(text, MAIN_LANGUAGE).rstrip(".") for text in told), keywords))
    return Document(measure.id, MEASURE, measure.plain_name, measure.summary, tuple(passages), gist)


def _organisation(organisation: Organisation, catalogue: Catalogue) -> Document:
    passages = [*_texts(organisation.name, TITLE), Passage(organisation.id, MAIN_LANGUAGE, TITLE)]
    passages += _texts(organisation.role.label, LABEL)
    told = [
        in_language(text, MAIN_LANGUAGE)
        for text in (organisation.plain_name, organisation.name, organisation.role.label)
    ]
    for sector in organisation.sectors:
        label = _option_label(catalogue, "sector", sector)
        passages += _texts(label, TIE)
        told.append(in_language(label, MAIN_LANGUAGE))
    for province in organisation.provinces:
        passages += _texts(_option_label(catalogue, "province", province), TIE)
    for expertise in organisation.expertise:
        label = catalogue.expertise_domains[expertise].label
        passages += _texts(label, ALL_EXPERTISE / len(organisation.expertise))
        if len(organisation.expertise) <= _FEW_DOMAINS:
            told.append(in_language(label, MAIN_LANGUAGE))
    gist = ". ".join((*told, in_language(organisation.what_it_does, MAIN_LANGUAGE)))
    return Document(
        organisation.id, ORGANISATION, organisation.plain_name, organisation.what_it_does, tuple(passages), gist
    )


def _service(domain: Domain, service_title: Text) -> Document:
    title = {language: text.replace(_FIELD, domain.label.get(language, "")) for language, text in service_title.items()}
    passages = tuple(
        Passage(keyword, language, KEYWORD, domain.label.get(language, ""))
        for language, keywords in domain.keywords.items()
        for keyword in keywords
    )
    gist = f"{in_language(title, MAIN_LANGUAGE)}. {', '.join(domain.keywords.get(MAIN_LANGUAGE, ()))}"
    return Document(service_id(domain.id), SERVICE, title, {}, passages, gist)


def _option_label(catalogue: Catalogue, fact: str, option_id: str) -> Text:
    definition = catalogue.facts.get(fact)
    options = definition.options if definition else ()
    return next((option.label for option in options if option.id == option_id), {})


def _keywords(keywords: Mapping[str, tuple[str, ...]], weight: float) -> Iterator[Passage]:
    for language, words in keywords.items():
        for word in words:
            yield Passage(word, language, weight)


def _texts(text: Text, weight: float) -> Iterator[Passage]:
    return (Passage(part, language, weight) for language, part in text.items())
