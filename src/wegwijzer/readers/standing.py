"""Which catalogue stands in this process: the shipped files, with the files that editors published over them.

Every page and command asks here, through `readers.catalogue`. Who knows of publications (the website, a command) says
so with `follow` or `stand_on`; without that the shipped files stand. What is worked out from the catalogue and kept is
kept for as long as it stands (`while_it_stands`), so that no process answers by rules that were replaced.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, wraps
from threading import RLock
from typing import Any, ParamSpec, TypeVar

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.errors import Fault, InputError

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")
Texts = Mapping[str, str]
"""The texts of published files by their name, `measures/kmo-portefeuille/measure.yaml`."""
Reading = Callable[[Texts], tuple[Catalogue | None, list[Fault]]]


@dataclass(frozen=True, slots=True)
class Stand:
    """The catalogue that stands, the published texts in it, and those left out because they have faults.

    `number` differs for each catalogue that stood in this process, `words` for each that names measures otherwise.
    """

    catalogue: Catalogue
    texts: Texts
    left_out: Mapping[str, str]
    number: int
    words: int
    worded_on: date | None = None
    names: str = field(default="", repr=False)


_NOTHING: Texts = {}
_lock = RLock()
_stand: Stand | None = None
_count = 0
_published: Callable[[], Texts] = dict
_read: Reading | None = None
_to_ask: ContextVar[Callable[[], None] | None] = ContextVar("_to_ask", default=None)


def reads_with(read: Reading) -> None:
    """Say how the shipped files are read with published texts over them (`readers.catalogue` does)."""
    global _read
    _read = read


def follow(published: Callable[[], Texts]) -> None:
    """Ask `published` for the published texts if nothing stands yet when the catalogue is first needed."""
    global _published
    _published = published


def stand_on(texts: Texts, *, on: date | None = None) -> Stand:
    """Let these published texts stand from now on, in the words of a day for what has words by day.

    A text that does not fit the shipped files (of a later release, say) is left out and told in the log: a site that
    answers by the shipped rule of one measure is better than none. Raises InputError when the shipped files have
    faults.
    """
    global _stand
    with _lock:
        known = _stand
        if known is None or dict(known.texts) | dict(known.left_out) != dict(texts):
            known = _fresh(texts)
        if on is not None and on != known.worded_on:
            known = _worded(known, on)
        _stand = known
        return known


@contextmanager
def asking_first(ask: Callable[[], None]) -> Iterator[None]:
    """Inside, `ask` is called once, before the catalogue is first looked at; not at all where nobody looks."""
    before = _to_ask.set(ask)
    try:
        yield
    finally:
        _to_ask.reset(before)


def standing() -> Stand:
    """What stands; read when it is first asked for."""
    ask = _to_ask.get()
    if ask is not None:
        _to_ask.set(None)
        ask()
    found = _stand
    if found is None:
        with _lock:
            found = _stand if _stand is not None else stand_on(_published())
    return found


def while_it_stands(
    *, maxsize: int | None = None, words_alone: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what a function gives for as long as the catalogue stands; with `words_alone` while its names do."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def kept(stand: int, *arguments: Any, **named: Any) -> R:
            return function(*arguments, **named)

        @wraps(function)
        def asked(*arguments: P.args, **named: P.kwargs) -> R:
            found = standing()
            stand = found.words if words_alone else found.number
            return kept(stand, *arguments, **named)  # type: ignore[arg-type]  # what is kept is hashable

        return asked

    return decorate


def _fresh(texts: Texts) -> Stand:
    if _read is None:
        raise RuntimeError("no reader of the catalogue: import wegwijzer.readers.catalogue")
    wanted, left_out = dict(texts), dict[str, str]()
    while True:
        catalogue, faults = _read(wanted)
        if catalogue is not None:
            break
        if not wanted:
            raise InputError(faults)
        named = [name for name in wanted if any(fault.where.partition(":")[0] == name for fault in faults)]
        for name in named or list(wanted):
            log.error("the published %s is left out: %s", name, "; ".join(map(str, faults[:3])))
            left_out[name] = wanted.pop(name)
    return _counted(Stand(catalogue, wanted, left_out, 0, 0, None, _names(catalogue)))


def _worded(found: Stand, on: date) -> Stand:
    catalogue = found.catalogue.in_words_of(on)
    if catalogue is found.catalogue:
        return replace(found, worded_on=on)
    names = _names(catalogue)
    if names == found.names:
        return replace(found, worded_on=on)
    return _counted(replace(found, catalogue=catalogue, worded_on=on, names=names))


def _counted(found: Stand) -> Stand:
    global _count
    _count += 1
    same_words = _stand is not None and _stand.names == found.names
    return replace(found, number=_count, words=_stand.words if same_words and _stand is not None else _count)


def _names(catalogue: Catalogue) -> str:
    digest = hashlib.sha256()
    for measure in catalogue.measures.values():
        digest.update(repr((measure.id, measure.name, measure.plain_name, measure.summary)).encode())
    return digest.hexdigest()
