"""Answer problems over a catalogue file, in the labels of its problems: search, fields and domains together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from wegwijzer.core.language.words import words_of
from wegwijzer.core.search.searching import Searcher
from wegwijzer.core.understanding.evaluating import Answered, Expected
from wegwijzer.core.understanding.features import Seer
from wegwijzer.core.understanding.labelled import without_texts
from wegwijzer.core.understanding.learning import LEANING
from wegwijzer.core.understanding.model import ReaderModel
from wegwijzer.core.understanding.reading import BUSINESS, EXPERTISE, DomainReader
from wegwijzer.core.understanding.training import Example, train
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.labelled_problems import shipped_problems
from wegwijzer.readers.matching_files import shipped_vocabulary
from wegwijzer.readers.reader_model import lessons, shipped_seer, training_seer
from wegwijzer.readers.search_index.document_file import DocumentFile
from wegwijzer.readers.search_index.shipped import file_search

THEIR_WEIGHT = 2.0
"""What a problem with their own labels counts for beside one of ours."""
_ENOUGH_OF_THEIRS = 30
"""From how many problems with their labels they show how many labels such a problem gets."""
_EVEN = 0.5


class FileMatcher:
    """Answers problems over one catalogue file. It never learns from a problem whose text is among `scored`."""

    def __init__(self, file: DocumentFile, *, scored: Sequence[Expected], taught: Sequence[Expected] = ()) -> None:
        texts = [problem.text for problem in scored]
        ready = file_search(file)
        self.reason = ready.reason
        self._searcher: Searcher = ready.searcher
        # What a training file holds of the problems to be scored is left out.
        judged = {words_of(text) for text in texts}
        theirs = [problem for problem in taught if words_of(problem.text) not in judged]
        self._domains = DomainReader(
            _domain_model(texts, theirs, training_seer(embedder_or_reason()[0])), shipped_seer()
        )

    def answer(self, text: str) -> Answered:
        """The entries and domains of a problem, and how long that took."""
        begun = perf_counter()
        candidates = self._searcher.candidates(text)
        ranked = self._searcher.ranked(candidates)
        reading = self._domains.read(candidates.text)
        return Answered(
            tuple(one.candidate.id for one in ranked),
            tuple(one.id for one in reading.business),
            tuple(one.id for one in reading.expertise),
            frozenset(one.id for one in reading.business if one.is_said),
            frozenset(one.id for one in reading.expertise if one.is_said),
            1000 * (perf_counter() - begun),
        )


def _domain_model(scored: Sequence[str], theirs: Sequence[Expected], seer: Seer) -> ReaderModel:
    """A reader in their labels, learnt from our problems and from theirs.

    Where theirs are few, it is not known how many labels they give to a problem. Ours get more than most: a label must
    then be nearer to as likely as not before it is said.
    """
    vocabulary = shipped_vocabulary()
    ours = lessons(without_texts(shipped_problems(), scored))
    examples = [*vocabulary.translated(ours), *_examples(theirs)]
    labels = {
        kind: tuple(dict.fromkeys((*known, *sorted(label for one in theirs for label in getattr(one, kind)))))
        for kind, known in vocabulary.labels.items()
    }
    is_known = len(theirs) >= _ENOUGH_OF_THEIRS
    model = train(examples, labels, seer, leaning=LEANING)
    if is_known:
        return model
    heads = {name: replace(head, threshold=(head.threshold + _EVEN) / 2) for name, head in model.heads.items()}
    return replace(model, heads=heads)


def _examples(theirs: Sequence[Expected]) -> Iterator[Example]:
    for problem in theirs:
        yield Example(
            problem.text,
            {BUSINESS: dict.fromkeys(problem.business, 1.0), EXPERTISE: dict.fromkeys(problem.expertise, 1.0)},
            THEIR_WEIGHT,
        )
