"""The environment variables of the accessibility statement; `environment` reads them with the others."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr

from environs import Env

from wegwijzer.web.mail_environment import is_mailbox

STATEMENT_VARIABLES = (
    ("WEGWIJZER_OPERATOR", "who runs this installation, as the accessibility statement names it", "Wegwijzer"),
    (
        "WEGWIJZER_ACCESSIBILITY_CONTACT",
        "e-mail address for what is not accessible, shown in the accessibility statement",
        "the form to report a problem",
    ),
)
"""Name, meaning, default."""


@dataclass(frozen=True, slots=True)
class StatementEnvironment:
    """Who answers for accessibility. Without `contact`, visitors are led to the form."""

    operator: str
    contact: str


def read_statement(env: Env, problems: list[str]) -> StatementEnvironment:
    """Read the variables; what is wrong with them is added to `problems`, a sentence each."""
    found = StatementEnvironment(
        operator=" ".join(env.str("OPERATOR", "").split()) or "Wegwijzer",
        contact=env.str("ACCESSIBILITY_CONTACT", "").strip(),
    )
    if found.contact and (parseaddr(found.contact)[1] != found.contact or not is_mailbox(found.contact)):
        problems.append(
            f'WEGWIJZER_ACCESSIBILITY_CONTACT is "{found.contact}": expected an address such as '
            "toegankelijk@wegwijzer.example."
        )
    return found
