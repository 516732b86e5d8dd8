"""Settings from the environment: safe without any, refused in production when unsafe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wegwijzer.web.database_choice import PostgresDatabase, django_database
from wegwijzer.web.environment import VARIABLES, EnvironmentProblemError, read_environment

GOOD = {
    "WEGWIJZER_ENVIRONMENT": "production",
    "WEGWIJZER_SECRET_KEY": "kJ8#mQ2vX5!pL9zR4tB7wN1cF6hG3dS0yA-uE_iOqWxZjKlMnPr",
    "WEGWIJZER_ALLOWED_HOSTS": "wegwijzer.example",
    "WEGWIJZER_ADDRESS": "https://wegwijzer.example",
    "WEGWIJZER_MAIL_HOST": "smtp.wegwijzer.example",
    "WEGWIJZER_MAIL_FROM": "Wegwijzer <post@wegwijzer.example>",
}


def _provider(**changes: object) -> str:
    """A list of one provider, as the environment gives it."""
    told = {"id": "acm", "name": "ACM", "server_url": "https://acm.example", "client_id": "us", "secret": "s"}
    return json.dumps([{**told, **changes}])


@pytest.fixture
def environment(monkeypatch):
    """Set exactly these variables of ours."""

    def put(**variables: str):
        for variable in VARIABLES:
            monkeypatch.delenv(variable.name, raising=False)
            monkeypatch.delenv(f"{variable.name}_FILE", raising=False)
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
        ("WEGWIJZER_VIRUS_SCANNER", "unix:clamd.ctl", "expected unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310"),
        ("WEGWIJZER_VIRUS_SCANNER", "tcp:127.0.0.1", "expected unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310"),
        ("WEGWIJZER_VIRUS_SCANNER", "tcp:scanner:99999", "expected unix:/run/clamav/clamd.ctl or tcp"),
        ("WEGWIJZER_SECRET_KEY_BEFORE", "short", "SECRET_KEY_BEFORE holds a key that is too short"),
        (
            "WEGWIJZER_SECRET_KEY_BEFORE",
            "development-only-wegwijzer-key-never-use-this-one-in-production",
            "or the development key",
        ),
        ("WEGWIJZER_DEBUG", "perhaps", "expected true or false"),
        ("WEGWIJZER_DATABASE", "mysql://host/name", "expected the path of a SQLite file"),
        ("WEGWIJZER_DATABASE", "postgresql://host", "names no database"),
        ("WEGWIJZER_DATABASE", "postgresql://host:99999/name", "no number up to 65535"),
        ("WEGWIJZER_STAFF_HOURS", "0", "expected a whole number from 1 to 168"),
        ("WEGWIJZER_IDLE_DAYS", "veel", "expected a whole number from 1 to 30"),
        ("WEGWIJZER_OIDC_PROVIDERS", "{", "is no JSON"),
        ("WEGWIJZER_OIDC_PROVIDERS", "{}", "expected a list of providers"),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(secret=""), '"secret" is missing'),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(id="mail"), "and not mail or password"),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(server_url="http://plain.example"), "begins with https://"),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(scopes=["email"]), "with openid among them"),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(token_auth_method="none"), "client_secret_basic, client_secret_post"),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(two_factors={"loa": ["4"]}), "under acr, amr or both"),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(gives_numbers="yes"), "expected true or false"),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(claims={"mandaat": "x"}), "mandate, organisation, representative"),
        ("WEGWIJZER_OIDC_PROVIDERS", _provider(secrets="x"), 'unknown "secrets"'),
        ("WEGWIJZER_OIDC_PROVIDERS", f"[{_provider()[1:-1]}, {_provider()[1:-1]}]", "stands there twice"),
        ("WEGWIJZER_POSTS_PER_MINUTE", "many", "expected a whole number"),
        ("WEGWIJZER_POSTS_PER_MINUTE", "0", "nobody could send a form"),
        ("WEGWIJZER_TRUSTED_PROXIES", "-1", "is negative"),
        ("WEGWIJZER_ENVIRONMENT", "staging", "expected development or production"),
        ("WEGWIJZER_ADDRESS", "(none)", "ADDRESS is missing"),
        ("WEGWIJZER_ADDRESS", "wegwijzer.example", "expected one such as https://wegwijzer.example"),
        ("WEGWIJZER_ADDRESS", "https://wegwijzer.example/nl/", "expected one such as https://wegwijzer.example"),
        ("WEGWIJZER_MAIL_HOST", "(none)", "MAIL_HOST is missing"),
        ("WEGWIJZER_MAIL_PORT", "smtp", "expected a whole number"),
        ("WEGWIJZER_MAIL_TLS", "yes", "expected starttls, tls, none"),
        ("WEGWIJZER_MAIL_FROM", "(none)", "MAIL_FROM is missing"),
        ("WEGWIJZER_MAIL_FROM", "Wegwijzer", "expected an address"),
        ("WEGWIJZER_MAIL_REPLY_DOMAIN", "no domain", "expected a domain"),
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
    missing = {problem.split()[0] for problem in refused.value.problems}
    assert missing >= {"WEGWIJZER_SECRET_KEY", "WEGWIJZER_DEBUG", "WEGWIJZER_ALLOWED_HOSTS", "WEGWIJZER_MAIL_HOST"}


def test_a_postgresql_address_becomes_that_database_with_its_files_in_a_folder_of_their_own(environment):
    environment(WEGWIJZER_DATABASE="postgresql://me:p%40ss%2Fword@db.example:5433/wegwijzer")
    found = read_environment()
    assert found.database == PostgresDatabase("db.example", 5433, "wegwijzer", "me", "p@ss/word")
    assert django_database(found.database)["ENGINE"] == "django.db.backends.postgresql"
    assert found.files == Path("var").absolute()


def test_files_stand_beside_the_sqlite_file_or_where_they_are_told_to(environment):
    environment(WEGWIJZER_DATABASE="/srv/data/site.sqlite3")
    assert read_environment().files == Path("/srv/data")
    environment(WEGWIJZER_DATABASE="/srv/data/site.sqlite3", WEGWIJZER_FILES="/srv/files")
    assert read_environment().files == Path("/srv/files")


def test_a_provider_is_told_to_allauth_with_pkce_and_its_secret_is_in_no_printout(environment):
    environment(WEGWIJZER_OIDC_PROVIDERS=_provider(scopes=["openid", "vo"], two_factors={"acr": ["strong"]}))
    (provider,) = read_environment().sign_in.providers
    app = provider.allauth_app()
    assert app["settings"]["oauth_pkce_enabled"]
    assert app["settings"]["scope"] == ["openid", "vo"]
    assert provider.claims.organisation == "vo_orgcode"
    assert "'s'" not in repr(provider)


def test_secrets_may_stand_in_files_and_lose_the_end_of_their_line(environment, tmp_path):
    (tmp_path / "key").write_text(f"{GOOD['WEGWIJZER_SECRET_KEY']}\n")
    (tmp_path / "database").write_text("postgresql://me:geheim@db.example/wegwijzer\n")
    rest = {name: value for name, value in GOOD.items() if name != "WEGWIJZER_SECRET_KEY"}
    files = {"WEGWIJZER_SECRET_KEY": "key", "WEGWIJZER_DATABASE": "database"}
    environment(**rest, **{f"{name}_FILE": str(tmp_path / file) for name, file in files.items()})
    found = read_environment()
    assert found.secret_key == GOOD["WEGWIJZER_SECRET_KEY"]
    assert found.database == PostgresDatabase("db.example", None, "wegwijzer", "me", "geheim")


@pytest.mark.parametrize(
    ("variable", "value", "about"),
    [
        ("WEGWIJZER_LOG", "xml", "expected text or json"),
        ("WEGWIJZER_LOG_REQUESTS", "perhaps", "expected true or false"),
        ("WEGWIJZER_METRICS_TOKEN", "short", "is too short: use 20"),
        ("WEGWIJZER_METRICS_FROM", "10.0.0.0/8, here", 'holds "here"'),
        ("WEGWIJZER_DISK_LEAST_MB", "-1", "0 or more"),
        ("WEGWIJZER_MAIL_PASSWORD_FILE", "/nowhere/password", "cannot be read"),
    ],
)
def test_what_is_watched_is_refused_in_a_sentence_where_it_cannot_be_read(environment, variable, value, about):
    assert about in problems(environment, **{variable: value})[0]


def test_a_secret_that_is_given_twice_is_refused(environment, tmp_path):
    (tmp_path / "key").write_text("x" * 60)
    (told,) = problems(environment, WEGWIJZER_SECRET_KEY_FILE=str(tmp_path / "key"))
    assert "both given" in told


def test_production_logs_json_and_lets_nobody_read_what_is_counted_until_it_is_said(environment):
    environment(**GOOD)
    found = read_environment().operating
    assert (found.log_as_json, found.log_requests) == (True, True)
    assert (found.metrics_token, found.metrics_from) == ("", ())


def test_a_database_on_another_machine_must_prove_its_name(monkeypatch):
    def options(host):
        return django_database(PostgresDatabase(host, None, "w", "w", "p"))["OPTIONS"]

    monkeypatch.delenv("PGSSLMODE", raising=False)
    assert options("db.example")["sslmode"] == "verify-full"
    assert all("sslmode" not in options(host) for host in ("", "127.0.0.1", "::1", "localhost"))
    monkeypatch.setenv("PGSSLMODE", "disable")
    assert "sslmode" not in options("db.example")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("tcp:127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("tcp:[::1]:3310", ("::1", 3310)),
    ],
)
def test_a_virus_scanner_is_reached_by_a_socket_or_a_port(environment, written: str, address: object):
    environment(WEGWIJZER_VIRUS_SCANNER=written)
    assert read_environment().virus_scanner == address


@pytest.mark.parametrize("between", [",", " , ", "\n", ",\n"])
def test_earlier_keys_stand_apart_by_commas_or_lines(environment, between: str):
    first, second = GOOD["WEGWIJZER_SECRET_KEY"], GOOD["WEGWIJZER_SECRET_KEY"][::-1]
    environment(**GOOD, WEGWIJZER_SECRET_KEY_BEFORE=f"{first}{between}{second}\n")
    assert read_environment().secret_keys_before == (first, second)


def test_in_production_the_api_is_refused_over_http_unless_somebody_says_otherwise(environment):
    assert not read_environment().api.only_https
    plain = {**GOOD, "WEGWIJZER_HTTPS": "false"}
    environment(**plain)
    assert read_environment().api.only_https
    environment(**plain, WEGWIJZER_API_ONLY_HTTPS="false")
    assert not read_environment().api.only_https
    (problem,) = problems(environment, WEGWIJZER_API_ONLY_HTTPS="misschien")
    assert "WEGWIJZER_API_ONLY_HTTPS cannot be read" in problem
