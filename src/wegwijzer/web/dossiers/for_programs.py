"""What a program may do with dossiers: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.dossiers import actions as actions
from wegwijzer.web.dossiers import dossier_page as dossier_page
from wegwijzer.web.dossiers import models as models
from wegwijzer.web.dossiers import part_form as part_form
from wegwijzer.web.dossiers import queries as queries
from wegwijzer.web.dossiers import reading as reading
