"""The catalogue as linked data, made once for all tests here."""

from __future__ import annotations

from datetime import date

import pytest

from wegwijzer.linked.addresses import Addresses
from wegwijzer.linked.graphs import LinkedCatalogue
from wegwijzer.readers.about import compiled_on
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.wording.linked import LinkedWords

DAY = date(2026, 11, 24)
AT = Addresses("https://wegwijzer.example")


@pytest.fixture(scope="session")
def linked():
    return LinkedCatalogue(shipped_day(DAY), LinkedWords(), AT, compiled_on())


@pytest.fixture(scope="session")
def whole(linked):
    return linked.whole()
