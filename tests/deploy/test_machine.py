"""The units of systemd, the example of nginx and the alarms: what they promise, and that they are well formed."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import yaml

from tests.docs.pages import ROOT
from wegwijzer.web.environment import VARIABLES

UNITS = ROOT / "deploy" / "systemd"
SERVICES = ("wegwijzer-web", "wegwijzer-worker", "wegwijzer-backup")
NGINX = ROOT / "deploy" / "nginx" / "wegwijzer.conf"
ALARMS = ROOT / "deploy" / "prometheus" / "wegwijzer.yaml"
KNOWN = {variable.name for variable in VARIABLES}
MOST_EXPOSED = 2.0
"""Of 10, as `systemd-analyze security` counts; without any rule a service stands at 9.6."""


def unit(name: str) -> dict[str, dict[str, list[str]]]:
    """A unit by section; what may stand there more than once as a list."""
    found: dict[str, dict[str, list[str]]] = {}
    section = ""
    for line in (UNITS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(section, {}).setdefault(key, []).append(value)
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_as_its_own_user_and_finds_its_secrets_in_files(name):
    service = unit(f"{name}.service")["Service"]
    assert service["User"] == ["wegwijzer"]
    named = re.findall(r"(WEGWIJZER_[A-Z_]+)_FILE=%d/(\w+)", " ".join(service["Environment"]))
    assert {variable for variable, _ in named} <= KNOWN
    handed = {value.partition(":")[0] for value in service["LoadCredential"]}
    assert {file for _, file in named} == handed
    for key in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "MemoryDenyWriteExecute"):
        assert service[key] == ["yes"], key
    assert service["ProtectSystem"] == ["strict"]
    assert service["CapabilityBoundingSet"] == [""]


def test_what_stops_comes_back_and_is_given_the_time_to_finish():
    for name, seconds in (("wegwijzer-web", 30), ("wegwijzer-worker", 60)):
        service = unit(f"{name}.service")["Service"]
        assert service["Restart"] == ["always"]
        assert int(service["TimeoutStopSec"][0]) > seconds
        assert unit(f"{name}.service")["Unit"]["StartLimitIntervalSec"] == ["0"]
    assert unit("wegwijzer-web.service")["Unit"]["Requires"] == ["wegwijzer-web.socket"]


def test_a_backup_is_locked_and_made_each_night_also_after_a_night_without_power():
    command = unit("wegwijzer-backup.service")["Service"]["ExecStart"][0]
    assert "--recipient" in command
    timer = unit("wegwijzer-backup.timer")["Timer"]
    assert timer["Persistent"] == ["yes"]
    assert timer["OnCalendar"] == ["*-*-* 02:30:00"]


def test_the_example_of_settings_names_only_what_there_is():
    text = (ROOT / "deploy" / "wegwijzer.env.example").read_text(encoding="utf-8")
    names = {line.partition("=")[0] for line in text.splitlines() if line.startswith("WEGWIJZER_")}
    assert "WEGWIJZER_ALLOWED_HOSTS" in names
    assert names <= KNOWN
    assert not any(re.search("PASSWORD|SECRET|TOKEN", name) for name in names)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_reads_the_units_and_finds_them_closed(tmp_path):
    for file in UNITS.iterdir():  # the program stands elsewhere, and systemd looks whether it is there
        text = file.read_text(encoding="utf-8").replace("/opt/wegwijzer/bin/wegwijzer", "/bin/true")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    files = sorted(str(file) for file in tmp_path.iterdir())
    verified = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    ours = [line for line in verified.stderr.splitlines() if "wegwijzer" in line]
    assert ours == []
    for name in SERVICES:
        judged = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", str(tmp_path / f"{name}.service")],
            capture_output=True,
            text=True,
            check=False,
        )
        found = re.search(r"Overall exposure level for \S+: ([\d.]+)", judged.stdout)
        assert found is not None, judged.stderr
        assert float(found[1]) <= MOST_EXPOSED, name


def test_the_proxy_believes_no_visitor_sends_no_form_twice_and_hides_what_is_for_machines():
    text = NGINX.read_text(encoding="utf-8")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "proxy_add_x_forwarded_for" not in text
    assert "proxy_next_upstream off;" in text
    assert "proxy_set_header X-Request-ID $request_id;" in text
    assert re.search(r"location ~ \^/\(healthz\|readyz\|metrics\)\$ \{\s+return 404;", text)
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    kept = re.search(r"log_format wegwijzer '(.+)'", text)
    assert kept is not None
    assert not re.search(r"\$(remote_addr|request|request_uri|args|http_user_agent|http_referer)\b", kept[1])
    assert text.count("{") == text.count("}")


def test_a_command_by_hand_finds_the_secrets_of_the_services():
    text = (ROOT / "deploy" / "as-wegwijzer").read_text(encoding="utf-8")
    service = unit("wegwijzer-web.service")["Service"]
    handed = {value.partition(":")[0] for value in service["LoadCredential"]}
    assert set(re.findall(r"LoadCredential=(\w+):", text)) == handed
    named = dict(re.findall(r'(WEGWIJZER_[A-Z_]+)_FILE="\$CREDENTIALS_DIRECTORY/(\w+)"', text))
    assert named == dict(re.findall(r"(WEGWIJZER_[A-Z_]+)_FILE=%d/(\w+)", " ".join(service["Environment"])))
    assert "%d" not in re.sub(r"#.*", "", text)  # only units know it


def test_a_command_by_hand_gets_the_earlier_secret_key_where_there_is_one(tmp_path):
    """The script with a systemd-run of ours, which tells what it was asked."""
    fake, secrets = tmp_path / "bin", tmp_path / "secrets"
    fake.mkdir()
    secrets.mkdir()
    (fake / "systemd-run").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    (fake / "systemd-run").chmod(0o755)
    text = (ROOT / "deploy" / "as-wegwijzer").read_text(encoding="utf-8")
    script = tmp_path / "as-wegwijzer"
    script.write_text(text.replace("/etc/wegwijzer/secrets", str(secrets)), encoding="utf-8")

    def asked() -> list[str]:
        environment = {"PATH": f"{fake}:/usr/bin:/bin"}
        run = subprocess.run(["sh", script, "wegwijzer", "reseal"], env=environment, capture_output=True, check=True)
        return run.stdout.decode().splitlines()

    earlier = f"LoadCredential=secret_key_before:{secrets}/secret_key_before"
    assert earlier not in asked()
    (secrets / "secret_key_before").touch()
    assert earlier in asked()
    assert asked()[-2:] == ["/opt/wegwijzer/bin/wegwijzer", "reseal"]


def test_every_alarm_asks_for_a_number_that_is_told(db, client, settings):
    from django.utils import timezone

    from wegwijzer.web.operating.counting import counts
    from wegwijzer.web.operating.exposition import forget_readings, metrics_text
    from wegwijzer.web.post.models import Heartbeat

    Heartbeat.objects.create(name="machine:1", at=timezone.now())
    counts().answered(route="guide:front", method="GET", status=200, seconds=0.1)
    forget_readings()
    told = set(re.findall(r"^(wegwijzer_\w+)", metrics_text().decode(), re.MULTILINE))
    forget_readings()
    rules = [rule for group in yaml.safe_load(ALARMS.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]]
    asked = {
        name for rule in rules for name in re.findall(r"wegwijzer_\w+", rule["expr"].replace('job="wegwijzer"', ""))
    }
    assert asked
    assert asked - told == set()
    how_to = (ROOT / "docs" / "how-to" / "run-in-production.md").read_text(encoding="utf-8")
    assert [rule["alert"] for rule in rules if f"`{rule['alert']}`" not in how_to] == []
