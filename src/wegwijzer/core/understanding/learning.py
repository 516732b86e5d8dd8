"""What a reader of needs learns from: labelled problems, and the key words of the domains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.understanding.labelled import LabelledProblem, soft_domains
from wegwijzer.core.understanding.reading import BUSINESS, EXPERTISE
from wegwijzer.core.understanding.training import Example

KEYWORD_WEIGHT = 0.15
"""What a key word counts for beside a problem; on other problems than those kept untouched it was better than none."""


def problem_examples(problems: Iterable[LabelledProblem]) -> Iterator[Example]:
    """An example for each problem, as true as its labellings agree."""
    for problem in problems:
        yield Example(
            problem.text,
            {BUSINESS: soft_domains(problem, BUSINESS), EXPERTISE: soft_domains(problem, EXPERTISE)},
        )


def keyword_examples(domains: Mapping[str, Mapping[str, Domain]], language: str = "nl") -> Iterator[Example]:
    """An example for each key word of each domain; `domains` holds the domains of a kind by their id."""
    for kind, known in domains.items():
        for domain in known.values():
            for word in domain.keywords.get(language, ()):
                yield Example(word, {kind: {domain.id: 1.0}}, KEYWORD_WEIGHT, is_problem=False)
