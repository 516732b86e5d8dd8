"""The container file and the compose file, read as they stand: where no engine is at hand, this is their linter."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.docs.pages import ROOT
from wegwijzer.web.environment import VARIABLES

CONTAINERFILE = ROOT / "deploy" / "Containerfile"
COMPOSE = ROOT / "deploy" / "compose.yaml"
_PINNED = re.compile(r".+:\d+\.\d+(\.\d+)?-[a-z-]*bookworm(@sha256:[0-9a-f]{64})?")
KNOWN = {variable.name for variable in VARIABLES}


def instructions() -> list[tuple[str, str]]:
    """Each instruction and the rest of its line, with continued lines put together."""
    text = re.sub(r"^\s*#.*\n", "", CONTAINERFILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


@pytest.fixture(scope="module")
def last_stage() -> dict[str, list[str]]:
    """What stands in the image that is run, by instruction."""
    found: dict[str, list[str]] = {}
    for name, rest in instructions():
        if name == "FROM":
            found = {}
        found.setdefault(name, []).append(rest)
    return found


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))


def test_every_base_is_named_with_its_release_and_system():
    bases = [rest.split(" ")[0] for name, rest in instructions() if name == "FROM"]
    assert bases
    assert [base for base in bases if not _PINNED.fullmatch(base)] == []


def test_nothing_is_installed_without_the_hash_of_what_it_is():
    installs = [part for name, rest in instructions() if name == "RUN" for part in rest.split("&&") if "pip" in part]
    assert len(installs) == 3
    assert [one for one in installs if "--require-hashes" not in one and "--no-deps" not in one] == []


def test_every_file_that_is_copied_is_there():
    copied = [rest.split(" ")[:-1] for name, rest in instructions() if name == "COPY" and "--from" not in rest]
    assert copied
    assert [name for names in copied for name in names if not (ROOT / name).exists()] == []


def test_nothing_reaches_the_builder_but_what_is_copied():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = {
        name.removeprefix("./")
        for kind, rest in instructions()
        if kind == "COPY" and "--from" not in rest
        for name in rest.split(" ")[:-1]
    }
    assert "*" in lines
    assert {line.removeprefix("!") for line in lines if line.startswith("!")} == copied
    assert "deploy/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_driver_of_the_database_is_locked_as_it_is_tested():
    def locked(file: str) -> dict[str, set[str]]:
        text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        blocks = re.findall(r"^(psycopg\S*==\S+) \\\n((?:    .*\n?)+)", text, re.MULTILINE)
        return {name: set(re.findall("sha256:[0-9a-f]{64}", hashes)) for name, hashes in blocks}

    assert len(locked("postgres.txt")) == 2
    assert locked("postgres.txt") == locked("dev.txt")


def test_it_runs_as_nobody_in_particular_and_says_whether_it_lives(last_stage):
    (user,) = last_stage["USER"]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert "/healthz" in last_stage["HEALTHCHECK"][0]
    assert last_stage["EXPOSE"] == ["8000"]
    assert last_stage["STOPSIGNAL"] == ["SIGTERM"]


def test_it_holds_no_secret_and_reads_only_variables_that_there_are(last_stage):
    text = CONTAINERFILE.read_text(encoding="utf-8")
    assert set(re.findall(r"WEGWIJZER_[A-Z_]+", text)) <= KNOWN
    assert not re.search(r"(?i)(password|secret|token|key)\s*=\s*\S", text)
    assert "ADD" not in last_stage


@pytest.mark.parametrize("name", ["database", "web", "worker"])
def test_a_service_can_write_only_where_it_keeps_something_and_may_do_nothing_of_the_machine(compose, name):
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service["restart"] == "unless-stopped"
    assert "stop_grace_period" in service
    volumes = [volume.partition(":")[0] for volume in service["volumes"]]
    assert set(volumes) <= set(compose["volumes"])


def test_only_the_website_has_a_port_and_only_for_this_machine(compose):
    ports = {name: service.get("ports", []) for name, service in compose["services"].items()}
    assert ports == {"database": [], "web": ["127.0.0.1:8000:8000"], "worker": []}
    assert compose["services"]["database"]["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_secrets_are_files_and_every_variable_is_one_that_there_is(compose):
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            if name.startswith("WEGWIJZER_"):
                assert name.removesuffix("_FILE") in KNOWN
            if re.search("PASSWORD|SECRET|TOKEN|DATABASE$", name):
                assert name.endswith("_FILE"), name
            if name.endswith("_FILE"):
                assert value.rpartition("/")[2] in service["secrets"]
        assert set(service["secrets"]) <= set(compose["secrets"])
    assert all(set(one) == {"file"} for one in compose["secrets"].values())


def test_the_database_is_pinned_waited_for_and_ends_cleanly(compose):
    database = compose["services"]["database"]
    assert _PINNED.fullmatch(database["image"])
    assert database["stop_signal"] == "SIGINT"
    for name in ("web", "worker"):
        assert compose["services"][name]["depends_on"] == {"database": {"condition": "service_healthy"}}
