"""From documents one by one to postings by term, in memory that does not grow with the number of documents.

Each posting is first written as it comes; a second pass puts it in its place, which is known once every term was
counted. Only the vocabulary, and one number a document, are held.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.language.analysis import Analyser
from wegwijzer.core.language.words import plain
from wegwijzer.core.search.documents import Document
from wegwijzer.core.search.lexical import impacts
from wegwijzer.readers.search_index.shelves import Shelf, write_lines

TERMS, STARTS, DOCUMENTS, IMPACTS = "terms.txt", "starts.i64", "documents.i32", "impacts.f32"
WORDS, WORD_COUNTS = "words.txt", "word-counts.i32"
_SPOOL = ("spool-terms", "spool-documents", "spool-counts")
_BLOCK = 1 << 20
_LONGEST_WORD = 40


class Inverter:
    """Takes documents in order, and then writes terms, postings and words."""

    def __init__(self, shelf: Shelf, analyser: Analyser) -> None:
        self._shelf, self._analyser = shelf, analyser
        self._term_numbers: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._lengths: list[NDArray[np.float32]] = []
        self._added = 0
        self._streams = ExitStack()
        self._files: list[BinaryIO] = [self._streams.enter_context(shelf.writing(name)) for name in _SPOOL]

    def close(self) -> None:
        """End the first pass; needed when it is broken off."""
        self._streams.close()

    def add(self, documents: Iterable[Document]) -> None:
        """The next block of documents."""
        terms: list[int] = []
        numbers: list[int] = []
        counts: list[float] = []
        lengths: list[float] = []
        for document in documents:
            found = self._counted(document)
            for stem, count in found.items():
                terms.append(self._term_numbers.setdefault(stem, len(self._term_numbers)))
                counts.append(count)
            numbers += [self._added] * len(found)
            lengths.append(sum(found.values()))
            self._added += 1
        for file, values, dtype in zip(
            self._files, (terms, numbers, counts), (np.int32, np.int32, np.float32), strict=True
        ):
            file.write(np.asarray(values, dtype).tobytes())
        self._lengths.append(np.asarray(lengths, np.float32))

    def finish(self) -> None:
        """Write what a search reads."""
        self.close()
        shelf = self._shelf
        ordered = sorted(self._term_numbers)
        write_lines(shelf, TERMS, ordered)
        places = np.empty(len(ordered), np.int64)
        places[[self._term_numbers[stem] for stem in ordered]] = np.arange(len(ordered))
        spool_terms = shelf.array(_SPOOL[0], np.int32)
        spool_documents = shelf.array(_SPOOL[1], np.int32)
        spool_counts = shelf.array(_SPOOL[2], np.float32)
        total = len(spool_terms)
        sizes = np.zeros(len(ordered), np.int64)
        for start in range(0, total, _BLOCK):
            sizes += np.bincount(places[spool_terms[start : start + _BLOCK]], minlength=len(ordered))
        starts = shelf.new_array(STARTS, np.int64, (len(ordered) + 1,))
        starts[1:] = np.cumsum(sizes)
        documents = shelf.new_array(DOCUMENTS, np.int32, (total,))
        added = shelf.new_array(IMPACTS, np.float32, (total,))
        lengths = np.concatenate(self._lengths) if self._lengths else np.zeros(0, np.float32)
        average = float(lengths.sum(dtype=np.float64)) / max(len(lengths), 1)
        following = np.array(starts[:-1])
        for start in range(0, total, _BLOCK):
            block = places[spool_terms[start : start + _BLOCK]]
            order = np.argsort(block, kind="stable")
            sorted_block = block[order]
            _, firsts, repeats = np.unique(sorted_block, return_index=True, return_counts=True)
            ranks = np.arange(len(block)) - np.repeat(firsts, repeats)
            targets = following[sorted_block] + ranks
            numbers = spool_documents[start : start + _BLOCK][order]
            documents[targets] = numbers
            added[targets] = impacts(
                spool_counts[start : start + _BLOCK][order], lengths[numbers], average_length=average
            )
            following[sorted_block[firsts]] += repeats
        for array in (starts, documents, added):
            shelf.finish(array)
        del spool_terms, spool_documents, spool_counts
        for name in _SPOOL:
            shelf.remove(name)
        words = sorted(self._words)
        write_lines(shelf, WORDS, words)
        word_counts = shelf.new_array(WORD_COUNTS, np.int32, (len(words),))
        word_counts[:] = [self._words[word] for word in words]
        shelf.finish(word_counts)

    def _counted(self, document: Document) -> dict[str, float]:
        found: dict[str, float] = {}
        words: set[str] = set()
        for passage in document.searched():
            if not passage.text:
                continue
            for term in self._analyser.document_terms(passage.text, passage.language):
                found[term.stem] = found.get(term.stem, 0.0) + term.weight * passage.weight
                words.add(term.written)
        for word in {plain(written) for written in words}:
            if len(word) <= _LONGEST_WORD:
                self._words[word] = self._words.get(word, 0) + 1
        return found
