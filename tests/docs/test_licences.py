"""The licence table of the README names every direct dependency under the licence that it states itself."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.docs.pages import ROOT, table_after

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ROWS = {name: licence for name, licence, *_ in table_after(ROOT / "README.md", "Licence")}


def names(requirements):
    return {re.match(r"[\w.-]+", requirement).group().lower() for requirement in requirements}


DIRECT = names(PROJECT["dependencies"]).union(*map(names, PROJECT["optional-dependencies"].values()))

NOT_IN_THE_LOCK_OF_TESTS = {"pyspark": "setup-spark", "openfisca-core": "setup-bench", "zen-engine": "setup-bench"}
"""What is large or only compared with, and which `make` target installs it apart."""

# How packages without a licence expression write it in their metadata, or only in their licence file.
SPELLINGS = {
    "BSD-3-Clause": ("BSD",),
    "MIT": ("MIT",),
    "MIT AND BSD-3-Clause": ("MIT, BSD",),
    "Apache-2.0": ("Apache",),
    "LGPL-2.1-or-later": ("LGPL", "Lesser General Public License"),
}


def test_the_table_holds_every_direct_dependency_and_no_other():
    assert set(ROWS) == DIRECT


@pytest.mark.parametrize("name", sorted(DIRECT))
def test_the_licence_is_the_one_that_the_package_states(name):
    try:
        found = metadata(name)
    except PackageNotFoundError:
        assert name in NOT_IN_THE_LOCK_OF_TESTS
        pytest.skip(f"`make {NOT_IN_THE_LOCK_OF_TESTS[name]}` installs it")
    stated = found.get("License-Expression")
    if stated is not None:
        assert ROWS[name] == stated
        return
    licence_files = " ".join(found.get_all("License-File") or [])
    words = " ".join(
        [
            found.get("License") or "",
            *(line for line in found.get_all("Classifier") or [] if line.startswith("License")),
        ]
    )
    assert any(spelling in words for spelling in SPELLINGS[ROWS[name]]) or (not words.strip() and licence_files)


def test_the_project_is_under_the_eupl():
    assert PROJECT["license"] == "EUPL-1.2"
    assert "EUPL-1.2" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
