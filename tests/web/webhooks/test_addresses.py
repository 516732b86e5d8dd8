"""Where messages may go: https on the public internet, or what the operator named, and never by a detour."""

from __future__ import annotations

import pytest

from tests.web.webhooks.receiver import a_receiver
from wegwijzer.readers.reaching import FetchError
from wegwijzer.web.environment import EnvironmentProblemError, read_environment
from wegwijzer.web.webhooks.addresses import checked_target, written
from wegwijzer.web.webhooks.posting import post


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://crm.example/hook", "scheme"),
        ("ftp://crm.example/hook", "scheme"),
        ("https://crm.example:22/hook", "port"),
        ("https://user:secret@crm.example/", "address"),
        ("https://127.0.0.1/", "not_public"),
        ("https://[::1]/", "not_public"),
        ("https://169.254.169.254/latest/meta-data", "not_public"),
        ("https://10.0.0.8/", "not_public"),
        ("https://[::ffff:192.168.1.1]/", "not_public"),
        ("crm.example", "scheme"),
        ("https://", "address"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(address, code):
    with pytest.raises(FetchError) as refused:
        checked_target(address)
    assert refused.value.code == code


def test_a_good_address_is_kept_in_one_form():
    assert written(checked_target(" HTTPS://CRM.Example:443/hook?a=1#part ")) == "https://crm.example/hook?a=1"


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1"])
def test_a_name_that_leads_inside_gets_nothing(host, clock):
    with a_receiver() as receiver:
        posted = post(f"https://{host}:8443/", b"{}", {}, at=clock.at)
        assert posted.fault in ("not_public", "name")
        assert receiver.got == []


def test_what_the_operator_named_is_reached_and_its_neighbour_is_not(settings, clock):
    with a_receiver() as named, a_receiver() as other:
        settings.WEBHOOK_ORIGINS = frozenset({named.origin})
        assert post(named.address, b"{}", {}, at=clock.at).is_done
        assert post(other.address, b"{}", {}, at=clock.at).fault == "scheme"
        assert other.got == []


def test_the_setting_takes_origins_alone(monkeypatch):
    monkeypatch.setenv("WEGWIJZER_WEBHOOK_ORIGINS", "https://crm.intern.example:8443, http://10.0.0.8:9000")
    assert read_environment().webhook_origins == {"https://crm.intern.example:8443", "http://10.0.0.8:9000"}
    monkeypatch.setenv("WEGWIJZER_WEBHOOK_ORIGINS", "crm.intern, https://crm.intern.example/hook")
    with pytest.raises(EnvironmentProblemError) as refused:
        read_environment()
    assert len([problem for problem in refused.value.problems if "WEBHOOK_ORIGINS" in problem]) == 2
