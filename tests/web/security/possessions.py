"""What one organisation has: one of every thing that an address of the website names, with who may see it.

`ours` is a college with its adviser and manager, an accountant's office and a bakery; `theirs` the same people at other
organisations. Rows are written straight, for how things come about is tested elsewhere. Each area stands in a file of
`owned`: a new thing goes there.
"""

from __future__ import annotations

from tests.web.security.owned.agenda import announced, together
from tests.web.security.owned.api import api, webhook
from tests.web.security.owned.cases import cases, theirs_around, written
from tests.web.security.owned.holder import OURS, SECRET, Possessions
from tests.web.security.owned.own_pages import own_pages
from tests.web.security.owned.people import everything_else, site_person, staff
from tests.web.security.owned.rules import rules
from wegwijzer.core.referral.permissions import Role

__all__ = ["OURS", "SECRET", "Possessions", "possessions"]


def possessions() -> Possessions:
    """All of it, in the database."""
    found = Possessions()
    college, office = staff(found.ours, "ours", found.at)
    staff(found.theirs, "theirs", found.at)
    for role in (Role.EDITOR, Role.ANALYST, Role.ADMINISTRATOR):
        found.theirs[role.value] = site_person(f"{role.value}@site.example", role, found.at)
    found.theirs["everything else"] = everything_else(found.at)
    case = cases(found, college, office)
    written(found, case.firm)
    own_pages(found)
    announced(found, college)
    webhook(found, college)
    api(found, college)
    together(found, college, case)
    rules(found, college)
    theirs_around(found)
    return found
