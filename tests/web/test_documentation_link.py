"""The foot of every page leads to the documentation, where somebody says that there is one."""

from __future__ import annotations

import pytest

from wegwijzer.web.environment import EnvironmentProblemError, read_environment

ADDRESS = "https://docs.wegwijzer.example/"


@pytest.mark.parametrize(("language", "name"), [("nl", "Documentatie"), ("en", "Documentation")])
def test_a_page_leads_to_the_documentation_that_the_operator_named(client, settings, language, name):
    settings.DOCUMENTATION = ADDRESS
    assert f'<a href="{ADDRESS}">{name}</a>' in client.get(f"/{language}/over/").content.decode()


def test_without_an_address_there_is_no_link(client, settings):
    settings.DOCUMENTATION = ""
    assert ">Documentatie<" not in client.get("/nl/over/").content.decode()


@pytest.mark.parametrize("wrong", ["docs", "ftp://docs.example/", "javascript:alert(1)", "https://"])
def test_what_is_no_address_is_refused(monkeypatch, wrong):
    monkeypatch.setenv("WEGWIJZER_DOCUMENTATION", wrong)
    with pytest.raises(EnvironmentProblemError, match="WEGWIJZER_DOCUMENTATION is"):
        read_environment()
