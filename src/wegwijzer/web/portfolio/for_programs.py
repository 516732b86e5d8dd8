"""What a program may do with a portfolio: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.portfolio import actions as actions
from wegwijzer.web.portfolio import models as models
from wegwijzer.web.portfolio import talk_form as talk_form
from wegwijzer.web.portfolio import upload_folder as upload_folder
from wegwijzer.web.portfolio import upload_reading as upload_reading
