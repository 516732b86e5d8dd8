"""What a need in plain words is about: domains as a trained reader scores them, and the key words that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.language.words import mentions, words_of
from wegwijzer.core.understanding.reading import Reading, Scored

LONGEST_NEED = 2_000
"""Characters of a need that are read; more is refused at the door."""

_FULL_FIT_HITS = 2
_NEUTRAL_FIT = 0.5
_POSSIBLE = 1 / 3
"""What part of the likeliest domain's score one needs that a key word names."""


@dataclass(frozen=True, slots=True)
class DomainMatch:
    """A domain that the need touches, with the key words that show it (none: the sentence as a whole does).

    The score compares the domains of one need: the likeliest has 1.
    """

    domain: Domain
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A need with the domains it touches, best first, and how well each measure fits it (0 to 1, by id)."""

    text: str
    business: tuple[DomainMatch, ...]
    expertise: tuple[DomainMatch, ...]
    measure_words: Mapping[str, tuple[str, ...]] = field(hash=False)


class NeedReader:
    """Reads needs against one catalogue; keywords are prepared once.

    `read_domains` is a trained reader; without one, or where it has nothing to say, key words alone tell the domains.
    `mended` repairs typing errors first.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        read_domains: Callable[[str, str | None], Reading] | None = None,
        mended: Callable[[str], str] | None = None,
    ) -> None:
        self._read_domains, self._mended = read_domains, mended
        self._business = [(domain, _prepared(domain.keywords)) for domain in catalogue.business_domains.values()]
        self._expertise = [(domain, _prepared(domain.keywords)) for domain in catalogue.expertise_domains.values()]
        self._measures = [(measure.id, _prepared(measure.keywords)) for measure in catalogue.measures.values()]

    def read(self, text: str, sector: str | None = None) -> Need:
        """What the need of a firm in this sector is about (None: not known).

        A text that says nothing to anybody gives a need without domains.
        """
        read = text[:LONGEST_NEED]
        if self._mended is not None:
            read = self._mended(read)
        words = words_of(read)
        joined = " ".join(words)
        domains = self._read_domains(read, sector) if self._read_domains is not None else Reading((), ())
        return Need(
            text=text,
            business=_likely(domains.business, _matches(words, joined, self._business), self._business),
            expertise=_likely(domains.expertise, _matches(words, joined, self._expertise), self._expertise),
            measure_words={
                measure_id: hits for measure_id, keywords in self._measures if (hits := _hits(words, joined, keywords))
            },
        )


def fit(measure: Measure, need: Need | None, planned_action: str | None) -> float:
    """How well a measure fits, from 0 to 1: the words of the need, the domains it touches, the action planned.

    Without a need and without a plan every measure fits alike (0.5).
    """
    if need is None and planned_action is None:
        return _NEUTRAL_FIT
    parts: list[tuple[float, float]] = []
    if need is not None:
        hits = len(need.measure_words.get(measure.id, ()))
        parts.append((0.45, min(hits, _FULL_FIT_HITS) / _FULL_FIT_HITS))
        parts.append((0.55, _domain_fit(measure, need)))
    if planned_action is not None:
        parts.append((1.2, 1.0 if planned_action in measure.actions else 0.0))
    return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)


def _domain_fit(measure: Measure, need: Need) -> float:
    if not need.business:
        return _NEUTRAL_FIT
    return max(match.score * measure.domains.get(match.domain.id, 0) / 3 for match in need.business)


_Keywords = Sequence[tuple[str, tuple[str, ...]]]


def _prepared(keywords: Mapping[str, Iterable[str]]) -> _Keywords:
    """Keywords of all languages with their words; two that differ only in accents or case count once."""
    found: dict[tuple[str, ...], str] = {}
    for language in keywords.values():
        for keyword in language:
            if parts := words_of(keyword):
                found.setdefault(parts, keyword)
    return [(keyword, parts) for parts, keyword in found.items()]


def _hits(words: tuple[str, ...], joined: str, keywords: _Keywords) -> tuple[str, ...]:
    """The keywords that the words mention; `joined` is their text, to pass over most keywords at once."""
    return tuple(keyword for keyword, parts in keywords if parts[0] in joined and mentions(words, parts))


def _likely(
    scored: Sequence[Scored], by_words: tuple[DomainMatch, ...], domains: Sequence[tuple[Domain, _Keywords]]
) -> tuple[DomainMatch, ...]:
    """The domains that are likely enough to go by, the likeliest at 1; those of the key words where none is.

    A key word settles it for a domain that the reader holds possible.
    """
    said = [one for one in scored if one.is_said and one.score > 0]
    if not said:
        return by_words
    known = {domain.id: domain for domain, _ in domains}
    words = {match.domain.id: match.words for match in by_words}
    most = max(one.score for one in said)
    clear = [one for one in scored if one in said or (one.id in words and one.score >= _POSSIBLE * most)]
    return tuple(
        DomainMatch(known[one.id], one.score / most, words.get(one.id, ())) for one in clear if one.id in known
    )


def _matches(
    words: tuple[str, ...], joined: str, domains: Sequence[tuple[Domain, _Keywords]]
) -> tuple[DomainMatch, ...]:
    found = [(domain, hits) for domain, keywords in domains if (hits := _hits(words, joined, keywords))]
    most = max((len(hits) for _, hits in found), default=1)
    matches = [DomainMatch(domain, len(hits) / most, hits) for domain, hits in found]
    return tuple(sorted(matches, key=lambda match: -match.score))
