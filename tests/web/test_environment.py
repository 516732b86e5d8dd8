"""Settings from the environment: safe without any, refused in production when unsafe."""

from __future__ import annotations

import pytest

from wegwijzer.web.environment import VARIABLES, EnvironmentProblemError, read_environment

GOOD = {
    "WEGWIJZER_ENVIRONMENT": "production",
    "WEGWIJZER_SECRET_KEY": "kJ8#mQ2vX5!pL9zR4tB7wN1cF6hG3dS0yA-uE_iOqWxZjKlMnPr",
    "WEGWIJZER_ALLOWED_HOSTS": "wegwijzer.example",
}


@pytest.fixture
def environment(monkeypatch):
    """Set exactly these variables of ours."""

    def put(**variables: str):
        for variable in VARIABLES:
            monkeypatch.delenv(variable.name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    put()
    return put


def problems(environment, **changes: str) -> tuple[str, ...]:
    environment(**{name: value for name, value in {**GOOD, **changes}.items() if value != "(none)"})
    with pytest.raises(EnvironmentProblemError) as refused:
        read_environment()
    return refused.value.problems


def test_without_any_variable_the_site_serves_this_machine_only_and_shows_no_debug_page(environment):
    found = read_environment()
    assert found.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert not found.debug
    assert not found.is_production
    assert found.database.name == "wegwijzer.sqlite3"


def test_a_sound_production_environment_starts_with_https(environment):
    environment(**GOOD)
    found = read_environment()
    assert found.is_production
    assert found.https


@pytest.mark.parametrize(
    ("variable", "value", "about"),
    [
        ("WEGWIJZER_SECRET_KEY", "(none)", "SECRET_KEY is missing"),
        ("WEGWIJZER_SECRET_KEY", "short", "SECRET_KEY is too short"),
        ("WEGWIJZER_SECRET_KEY", "ab" * 40, "SECRET_KEY is too short or too regular"),
        (
            "WEGWIJZER_SECRET_KEY",
            "development-only-wegwijzer-key-never-use-this-one-in-production",
            "is the development key",
        ),
        ("WEGWIJZER_DEBUG", "true", "DEBUG is on"),
        ("WEGWIJZER_ALLOWED_HOSTS", "(none)", "ALLOWED_HOSTS is missing"),
        ("WEGWIJZER_ALLOWED_HOSTS", "*", "lets anyone pose as you"),
        ("WEGWIJZER_DEBUG", "perhaps", "expected true or false"),
        ("WEGWIJZER_POSTS_PER_MINUTE", "many", "expected a whole number"),
        ("WEGWIJZER_POSTS_PER_MINUTE", "0", "nobody could send a form"),
        ("WEGWIJZER_TRUSTED_PROXIES", "-1", "is negative"),
        ("WEGWIJZER_ENVIRONMENT", "staging", "expected development or production"),
    ],
)
def test_production_refuses_to_start_with_one_sentence_per_problem(environment, variable, value, about):
    found = problems(environment, **{variable: value})
    assert len(found) == 1
    assert about in found[0]


def test_all_problems_are_told_at_once(environment):
    environment(WEGWIJZER_ENVIRONMENT="production", WEGWIJZER_DEBUG="true")
    with pytest.raises(EnvironmentProblemError) as refused:
        read_environment()
    assert len(refused.value.problems) == 3
