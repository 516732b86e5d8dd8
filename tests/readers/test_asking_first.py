"""Whoever is to be asked before the catalogue is looked at is asked once, and only where somebody looks."""

from __future__ import annotations

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.standing import asking_first, standing


def test_nobody_is_asked_where_nobody_looks():
    asked = []
    with asking_first(lambda: asked.append(1)):
        pass
    shipped_catalogue()
    assert asked == []


def test_one_is_asked_once_before_the_first_look_also_when_asking_looks_itself():
    asked = []

    def ask() -> None:
        asked.append(standing().number)

    with asking_first(ask):
        shipped_catalogue()
        shipped_catalogue()
        standing()
    assert len(asked) == 1


def test_the_next_visit_asks_anew():
    asked = []
    for _ in range(2):
        with asking_first(lambda: asked.append(1)):
            standing()
    assert asked == [1, 1]
