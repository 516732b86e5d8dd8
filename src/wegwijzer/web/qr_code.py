"""QR codes as plain shapes of an SVG, drawn here so that nothing is asked of another site."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode

_QUIET_ZONE = 4
"""Empty squares around a QR code (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as one path of an SVG with a square a unit."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of a text."""
    code = qrcode.QRCode(border=_QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return QrCode(len(rows), "".join(squares))
