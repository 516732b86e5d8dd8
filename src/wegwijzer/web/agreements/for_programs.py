"""What a program may do with agreements and promises: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.agreements import log_actions as log_actions
from wegwijzer.web.agreements import models as models
from wegwijzer.web.agreements import promise_form as promise_form
from wegwijzer.web.agreements import promise_standing as promise_standing
from wegwijzer.web.agreements import queries as queries
from wegwijzer.web.agreements import timeline as timeline
