"""What a program may do with innovation premiums: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.premium import models as models
