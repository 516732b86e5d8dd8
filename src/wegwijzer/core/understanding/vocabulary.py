"""Other people's labels for the same domains: what ours are called there, so that we can be judged by their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wegwijzer.core.understanding.reading import BUSINESS, EXPERTISE
from wegwijzer.core.understanding.training import Example


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Our domain to their label; a domain that is not named has none.

    `fields_as_business` are fields of expertise that they count among the domains of business. What they call
    `gives_way` is said less of a problem in such a field: of its truth `rest` is left.
    """

    business: Mapping[str, str]
    expertise: Mapping[str, str]
    fields_as_business: Mapping[str, str]
    gives_way: str
    rest: float

    @property
    def labels(self) -> dict[str, tuple[str, ...]]:
        """Their labels by kind, each once."""
        return {
            BUSINESS: tuple(dict.fromkeys((*self.business.values(), *self.fields_as_business.values()))),
            EXPERTISE: tuple(dict.fromkeys(self.expertise.values())),
        }

    def translated(self, examples: Iterable[Example]) -> Iterator[Example]:
        """Examples in our domains as examples in theirs; one that has no label there at all falls away."""
        for example in examples:
            targets = self._targets(example.targets)
            if targets:
                yield Example(example.text, targets, example.weight, example.is_problem)

    def _targets(self, ours: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
        theirs: dict[str, dict[str, float]] = {}
        fields = ours.get(EXPERTISE, {})
        if EXPERTISE in ours:
            theirs[EXPERTISE] = _highest((self.expertise.get(domain), truth) for domain, truth in fields.items())
        as_business = _highest((self.fields_as_business.get(domain), truth) for domain, truth in fields.items())
        if BUSINESS in ours:
            said = _highest((self.business.get(domain), truth) for domain, truth in ours[BUSINESS].items())
            if self.gives_way in said:
                said[self.gives_way] *= 1 - (1 - self.rest) * max(as_business.values(), default=0.0)
            theirs[BUSINESS] = {**said, **as_business}
        elif as_business:
            theirs[BUSINESS] = as_business
        return theirs


def _highest(said: Iterable[tuple[str | None, float]]) -> dict[str, float]:
    highest: dict[str, float] = {}
    for label, truth in said:
        if label is not None:
            highest[label] = max(truth, highest.get(label, 0.0))
    return highest
