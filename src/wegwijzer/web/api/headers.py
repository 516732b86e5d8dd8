"""The headers that operations take, as the document tells them; `conditions` and `once` read them."""

from __future__ import annotations

from ninja.params.functions import Header

IF_MATCH = Header(None, alias="If-Match", description='The ETag of the thing as you saw it, or "*".')
ONCE = Header(None, alias="Idempotency-Key", max_length=255, description="A key of your own, such as a UUID.")
