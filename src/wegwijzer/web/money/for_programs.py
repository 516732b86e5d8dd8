"""What a program may do with a plan: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.money import actions as actions
from wegwijzer.web.money import aid_form as aid_form
from wegwijzer.web.money import models as models
