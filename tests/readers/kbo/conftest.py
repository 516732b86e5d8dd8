"""A registers folder, and the way to load into it."""

from __future__ import annotations

import pytest

from tests.kbo_dumps import write_zip
from tests.readers.kbo.registers import load


@pytest.fixture
def folder(tmp_path):
    """An empty registers folder."""
    return tmp_path / "registers"


@pytest.fixture
def load_files(tmp_path, folder):
    """Load files, by name with their content, as a zip."""
    count = iter(range(1000))

    def loading(files, progress=None):
        return load(write_zip(tmp_path / f"dump{next(count)}.zip", files), folder, progress)

    return loading
