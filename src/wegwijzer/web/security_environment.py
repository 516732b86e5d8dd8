"""The environment variable that says whom to tell of a weakness; `environment` reads it with the others."""

from __future__ import annotations

from urllib.parse import urlsplit

from environs import Env

SECURITY_VARIABLES = (
    (
        "WEGWIJZER_SECURITY_CONTACT",
        "who hears of weaknesses: an e-mail address or an https address; published as `/.well-known/security.txt`",
        "no such file",
    ),
)


def read_security_contact(env: Env, problems: list[str]) -> str:
    """The contact as an address with its scheme (`mailto:` or `https:`), "" without; a sentence for a wrong one."""
    written: str = env.str("SECURITY_CONTACT", "").strip()
    if not written:
        return ""
    address = written if ":" in written else f"mailto:{written}"
    if not _can_be_told(address):
        problems.append(
            f'WEGWIJZER_SECURITY_CONTACT is "{written}": '
            "expected an address such as security@wegwijzer.example or https://wegwijzer.example/melden."
        )
    return address


def _can_be_told(address: str) -> bool:
    """Whether it stands on one line of ASCII and names a mailbox or a page over https (RFC 9116, 2.5.3)."""
    if not (address.isascii() and address.isprintable()) or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        name, at, domain = parts.path.partition("@")
        return bool(name and at and "." in domain)
    return parts.scheme == "https" and bool(parts.hostname)
