"""What a reader of needs learns from: labelled problems, and the key words of the domains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.understanding.labelled import LabelledProblem, soft_domains, soft_entries
from wegwijzer.core.understanding.reading import BUSINESS, ENTRIES, EXPERTISE
from wegwijzer.core.understanding.training import Example

KEYWORD_WEIGHT = 0.15
"""What a key word counts for beside a problem; on other problems than those kept untouched it was better than none."""

LEANING = {BUSINESS: EXPERTISE}
"""The domains of business are read with the fields of expertise in sight: whoever needs logistics mostly has a question
about the way of working. Over four writers, each left out in turn, it lifted the micro-F1 by a point (docs)."""

LEAST_NAMED = 3
"""How many labellings must name an entry before it is learnt when it answers."""


def problem_examples(problems: Iterable[LabelledProblem]) -> Iterator[Example]:
    """An example for each problem, as true as its labellings agree; of entries only where one of them names any."""
    for problem in problems:
        targets = {BUSINESS: soft_domains(problem, BUSINESS), EXPERTISE: soft_domains(problem, EXPERTISE)}
        if entries := soft_entries(problem):
            targets[ENTRIES] = entries
        yield Example(problem.text, targets)


def taught_entries(problems: Iterable[LabelledProblem]) -> tuple[str, ...]:
    """The entries that enough labellings name to be learnt, in order of their names."""
    counts = Counter(entry for problem in problems for labels in problem.labellings for entry in labels.relevant)
    return tuple(sorted(entry for entry, count in counts.items() if count >= LEAST_NAMED))


def keyword_examples(domains: Mapping[str, Mapping[str, Domain]], language: str = "nl") -> Iterator[Example]:
    """An example for each key word of each domain; `domains` holds the domains of a kind by their id."""
    for kind, known in domains.items():
        for domain in known.values():
            for word in domain.keywords.get(language, ()):
                yield Example(word, {kind: {domain.id: 1.0}}, KEYWORD_WEIGHT, is_problem=False)
