"""The environment variables of what keeps a site safe beside its settings: whom to tell of a weakness, and who looks at
what people upload. `environment` reads them with the others.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from environs import Env

SECURITY_VARIABLES = (
    (
        "WEGWIJZER_SECURITY_CONTACT",
        "who hears of weaknesses: an e-mail address or an https address; published as `/.well-known/security.txt`",
        "no such file",
    ),
    (
        "WEGWIJZER_VIRUS_SCANNER",
        "clamd that looks at each uploaded file: `unix:/run/clamav/clamd.ctl`, or `tcp:` with a host and a port",
        "nobody looks",
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


def read_virus_scanner(env: Env, problems: list[str]) -> str | tuple[str, int] | None:
    """Where the scanner is: the path of a socket, or a host and a port; None without, a sentence for a wrong one."""
    written: str = env.str("VIRUS_SCANNER", "").strip()
    kind, _, place = written.partition(":")
    host, _, port = place.rpartition(":")
    if not written:
        return None
    if kind == "unix" and place.startswith("/"):
        return place
    if kind == "tcp" and host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
        return host.strip("[]"), int(port)
    problems.append(
        f'WEGWIJZER_VIRUS_SCANNER is "{written}": expected unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310.'
    )
    return None


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
