"""The bill of materials: what an installation from the base lock consists of, as CycloneDX 1.6 in JSON.

cyclonedx-py reads the lock. We add what it cannot see there, the licence that each package states and which package
asks for which, and take away addresses: where somebody fetches packages is theirs to choose, the hashes say which.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release.errors import ReleaseError
from wegwijzer import __version__

_EXTRAS = ("", "mfa", "socialaccount", "setup", "text")
"""The extras that the base lock holds."""


def bill_of_materials(root: Path) -> str:
    """The bill, the same bytes for the same lock. Raises ReleaseError."""
    lock = root / "requirements" / "base.txt"
    command = ["cyclonedx_py", "requirements", str(lock), "--pyproject", str(root / "pyproject.toml")]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *command, "--sv", "1.6", "--of", "JSON", "--output-reproducible"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ReleaseError(f"The bill of materials was not made: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    own = found["metadata"]["component"]
    own["version"] = __version__
    own["bom-ref"] = own["purl"] = f"pkg:pypi/wegwijzer@{__version__}"
    for tool in found["metadata"].get("tools", {}).get("components", []):
        tool.pop("externalReferences", None)
    parts = {canonicalize_name(part["name"]): part for part in found["components"]}
    for name, part in parts.items():
        _complete(part, _installed(name))
    asked = {name: _asked_by(_installed(name), parts) for name in parts}
    direct = _asked_by(_installed("wegwijzer"), parts)
    found["dependencies"] = [
        {"ref": ref, "dependsOn": sorted(parts[name]["bom-ref"] for name in names)}
        for ref, names in [(own["bom-ref"], direct), *((parts[name]["bom-ref"], asked[name]) for name in sorted(parts))]
    ]
    text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    _refuse_invalid(text)
    return text


def _complete(part: dict[str, Any], found: Distribution) -> None:
    """Put its licence in, its package address in place of web addresses, and no line of a file as its description."""
    part["bom-ref"] = part["purl"]
    part["description"] = found.metadata["Summary"] or ""
    for reference in part.get("externalReferences", []):
        reference["url"] = part["purl"]
        reference.pop("comment", None)
    stated = found.metadata["License-Expression"]
    if stated is None:
        classes = [words for words in found.metadata.get_all("Classifier") or [] if words.startswith("License")]
        stated = next((words.rpartition(" :: ")[2] for words in classes), None)
    if stated is not None:
        is_expression = found.metadata["License-Expression"] is not None
        licence = {"expression": stated} if is_expression else {"license": {"name": stated}}
        part["licenses"] = [{**licence, "acknowledgement": "declared"} if is_expression else licence]


def _asked_by(found: Distribution, parts: dict[str, dict[str, Any]]) -> set[str]:
    asked = set()
    for line in found.requires or []:
        wanted = Requirement(line)
        name = canonicalize_name(wanted.name)
        marker = wanted.marker
        if name in parts and (marker is None or any(marker.evaluate({"extra": extra}) for extra in _EXTRAS)):
            asked.add(name)
    return asked


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError as error:
        raise ReleaseError(f"{name} of the lock is not installed: expected `make setup-dev` to have run.") from error


def _refuse_invalid(text: str) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise ReleaseError(f"The bill of materials is not valid CycloneDX 1.6: {fault}")
    if found := re.search(r"https?://(?!cyclonedx\.org)[^\"]*(?:simple|pypi)[^\"]*", text):
        raise ReleaseError(f"The bill of materials names a place to fetch from: {found[0]}.")
