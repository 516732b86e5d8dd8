"""A wheel built from this tree holds the whole package and nothing else, and the bill says what it is built on."""

from __future__ import annotations

import json
import os
import re
import shutil
import tarfile
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from click.testing import CliRunner

from release.building import build_wheel
from release.contents import faults_of
from release.errors import ReleaseError
from release.making import make, pack_deploy, sum_of
from wegwijzer import __version__
from wegwijzer.cli.main import main

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "wegwijzer"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built once, without the network."""
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def test_it_holds_every_file_of_the_package_and_no_other(wheel):
    assert faults_of(wheel, PACKAGE) == []
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        stamps = {member.date_time for member in archive.infolist()}
    assert not any(re.search(r"\.pyc$|(^|/)tests?/|__pycache__|\.sqlite3|/\.", name) for name in names)
    assert len(stamps) == 1  # the time of building is nowhere in it
    for kind in ("data/measures/vis/measure.yaml", "wording/texts/site.fr.toml", "web/templates/base.html",
                 "web/static/wegwijzer/foundation.css", "web/people/migrations/0001_initial.py"):  # fmt: skip
        assert f"wegwijzer/{kind}" in names


def test_what_lacks_and_what_is_too_much_is_told(wheel, tmp_path):
    other = tmp_path / wheel.name
    with ZipFile(other, "w", ZIP_STORED) as archive:
        archive.writestr("wegwijzer/strange.py", "")
    faults = faults_of(other, PACKAGE)
    assert "wegwijzer/strange.py should not be in it" in faults
    assert "wegwijzer/__init__.py lacks" in faults


def test_the_version_stands_in_one_place_and_is_told_everywhere(wheel):
    assert wheel.name == f"wegwijzer-{__version__}-py3-none-any.whl"
    assert CliRunner().invoke(main, ["--version"]).output.split()[-1] == __version__
    with ZipFile(wheel) as archive:
        assert f"\nVersion: {__version__}\n" in archive.read(f"wegwijzer-{__version__}.dist-info/METADATA").decode()
    code = (path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
    assert [str(path) for path in code if f'"{__version__}"' in path.read_text(encoding="utf-8")] == []


def test_a_changelog_of_another_release_is_refused(tmp_path):
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 9.9.9\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match=re.escape(f"expected {__version__}")):
        make(tmp_path)


def test_what_an_operator_copies_is_in_one_archive_without_secrets_and_the_same_each_time(tmp_path):
    folder = tmp_path / "deploy"
    shutil.copytree(ROOT / "deploy", folder, ignore=shutil.ignore_patterns("secrets"))
    (folder / "secrets").mkdir()
    (folder / "secrets" / "secret_key").write_text("x")
    first = pack_deploy(folder, tmp_path / "one.tar")
    os.utime(folder / "as-wegwijzer")
    assert sum_of(first) == sum_of(pack_deploy(folder, tmp_path / "two.tar"))
    with tarfile.open(first) as archive:
        entries = {entry.name: entry for entry in archive}
    assert "deploy/nginx/away.html" in entries
    assert entries["deploy/as-wegwijzer"].mode == 0o755
    assert not any("secret" in name for name in entries)


def test_sums_are_of_the_bytes(tmp_path):
    (tmp_path / "abc").write_bytes(b"abc")
    assert sum_of(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_upgrade_notes_and_the_changelog_know_this_release():
    assert f" to {__version__}\n" in (ROOT / "docs" / "upgrading.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0].split()[0] == __version__


def test_the_lock_that_a_release_ships_holds_every_direct_dependency_with_hashes():
    lock = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    assert "--index-url" not in lock
    assert "http" not in json.dumps(re.findall(r"^[^#\s].*$", lock, re.MULTILINE))
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=[a-z])", lock) if "==" in entry)
