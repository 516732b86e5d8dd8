"""What a program may do with a firm's own case: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.cases.desk_choice import desk_choice as desk_choice
from wegwijzer.web.cases.desk_choice import expertise_in as expertise_in
from wegwijzer.web.cases.firm_picture import picture_of as picture_of
