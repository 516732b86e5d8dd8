"""The environment variables of e-mail and of the site's own address; `environment` reads them with the others."""

from __future__ import annotations

from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, EnvError

DEVELOPMENT_ADDRESS = "http://127.0.0.1:8000"
_TLS = ("starttls", "tls", "none")
_DEFAULT_PORTS = {"starttls": 587, "tls": 465, "none": 25}

MAIL_VARIABLES = (
    (
        "WEGWIJZER_ADDRESS",
        "public address of the site, for links in e-mail; production: required",
        DEVELOPMENT_ADDRESS,
    ),
    ("WEGWIJZER_MAIL_HOST", "mail server that takes what we send; production: required", "mail is printed"),
    ("WEGWIJZER_MAIL_PORT", "its port", "587 for starttls, 465 for tls, 25 for none"),
    ("WEGWIJZER_MAIL_TLS", "starttls, tls (from the first byte) or none", "starttls"),
    ("WEGWIJZER_MAIL_USER", "name to sign in with there", "does not sign in"),
    ("WEGWIJZER_MAIL_PASSWORD", "password to sign in with there", "none"),
    ("WEGWIJZER_MAIL_FROM", "address that letters come from; production: required", "Wegwijzer <wegwijzer@localhost>"),
    ("WEGWIJZER_MAIL_REPLY_DOMAIN", "domain whose mail comes back in by wegwijzer mail receive", "no replies by mail"),
    ("WEGWIJZER_MAIL_FOLDER", "folder to write mail to as files, in place of sending it", "none"),
)
"""Name, meaning, default."""


@dataclass(frozen=True, slots=True)
class MailEnvironment:
    """How mail leaves and comes back. Without `host` and `folder` it is printed."""

    address: str
    host: str
    port: int
    tls: str
    user: str
    password: str
    sender: str
    reply_domain: str
    folder: Path | None

    @property
    def backend(self) -> str:
        """The Django backend that hands mail over."""
        if self.folder:
            return "django.core.mail.backends.filebased.EmailBackend"
        if self.host:
            return "wegwijzer.web.post.smtp.TrackedBackend"
        return "django.core.mail.backends.console.EmailBackend"


def read_mail(env: Env, problems: list[str], *, is_production: bool) -> MailEnvironment:
    """Read the variables; what is wrong with them is added to `problems`, a sentence each."""
    tls = env.str("MAIL_TLS", "starttls")
    if tls not in _TLS:
        problems.append(f'WEGWIJZER_MAIL_TLS is "{tls}": expected {", ".join(_TLS)}.')
    try:
        port = env.int("MAIL_PORT", _DEFAULT_PORTS.get(tls, 25))
    except EnvError:
        problems.append("WEGWIJZER_MAIL_PORT cannot be read: expected a whole number.")
        port = 25
    folder = env.str("MAIL_FOLDER", "")
    found = MailEnvironment(
        address=env.str("ADDRESS", "" if is_production else DEVELOPMENT_ADDRESS).rstrip("/"),
        host=env.str("MAIL_HOST", ""),
        port=port,
        tls=tls,
        user=env.str("MAIL_USER", ""),
        password=env.str("MAIL_PASSWORD", ""),
        sender=env.str("MAIL_FROM", "" if is_production else "Wegwijzer <wegwijzer@localhost>"),
        reply_domain=env.str("MAIL_REPLY_DOMAIN", ""),
        folder=Path(folder).absolute() if folder else None,
    )
    problems += _problems(found, is_production=is_production)
    return found


def _problems(found: MailEnvironment, *, is_production: bool) -> list[str]:
    problems = []
    parts = urlsplit(found.address)
    if not found.address:
        problems.append("WEGWIJZER_ADDRESS is missing: give the site's public address, as https://wegwijzer.example.")
    elif parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        problems.append(f'WEGWIJZER_ADDRESS is "{found.address}": expected one such as https://wegwijzer.example.')
    if is_production and not found.host and not found.folder:
        problems.append("WEGWIJZER_MAIL_HOST is missing: name the mail server that takes what we send.")
    if not found.sender:
        problems.append(
            "WEGWIJZER_MAIL_FROM is missing: give the address that letters come from, as post@wegwijzer.example."
        )
    elif not is_mailbox(found.sender):
        problems.append(f'WEGWIJZER_MAIL_FROM is "{found.sender}": expected an address such as post@wegwijzer.example.')
    if found.reply_domain and (" " in found.reply_domain or not is_mailbox(f"x@{found.reply_domain}")):
        problems.append(f'WEGWIJZER_MAIL_REPLY_DOMAIN is "{found.reply_domain}": expected a domain.')
    return problems


def is_mailbox(written: str) -> bool:
    """Whether it is an address that mail can be sent to, with or without a name before it."""
    address = parseaddr(written)[1]
    try:
        parsed = Address(addr_spec=address)
    except (ValueError, IndexError, HeaderParseError):
        return False
    return bool(parsed.username and parsed.domain) and written.isprintable() and address.isascii()
