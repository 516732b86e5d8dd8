"""What a program may do with offers: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.offers import actions as actions
from wegwijzer.web.offers import alike_actions as alike_actions
from wegwijzer.web.offers import errors as errors
from wegwijzer.web.offers import models as models
from wegwijzer.web.offers import queries as queries
from wegwijzer.web.offers import request_view as request_view
from wegwijzer.web.offers import rows as rows
from wegwijzer.web.offers import topic_actions as topic_actions
from wegwijzer.web.offers import topic_asking as topic_asking
from wegwijzer.web.offers import words as words
