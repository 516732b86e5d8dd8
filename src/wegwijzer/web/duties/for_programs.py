"""What a program may do with duties: the API calls what the pages call. No other app reads this."""

from __future__ import annotations

from wegwijzer.web.duties import models as models
