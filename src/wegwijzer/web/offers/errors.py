"""What cannot be done with an offering or a request."""

from __future__ import annotations


class OfferRefusedError(ValueError):
    """Something that is not possible; `code` names a text `offers.refused.*`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
