"""What a program may do with the agenda: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.agenda import access as access
from wegwijzer.web.agenda import clashing as clashing
from wegwijzer.web.agenda import editing as editing
from wegwijzer.web.agenda import event_form as event_form
from wegwijzer.web.agenda import feeds as feeds
from wegwijzer.web.agenda import importing as importing
from wegwijzer.web.agenda import models as models
from wegwijzer.web.agenda import organiser_view as organiser_view
