"""Pictures kept small: at most 256 colours, chosen from those that are there, in an indexed PNG.

The browser itself unpacks its screenshot, so that nothing has to be installed for it; packing it anew takes zlib alone.
"""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_COLOURS = 256
_ROUNDS = 4

_UNPACK = """async (png) => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const bytes = pen.getImageData(0, 0, picture.width, picture.height).data;
  const parts = [];
  for (let at = 0; at < bytes.length; at += 32768) parts.push(String.fromCharCode(...bytes.subarray(at, at + 32768)));
  return [picture.width, picture.height, btoa(parts.join(""))];
}"""


def keep_small(blank: Any, png: bytes, path: Path) -> None:
    """Write a screenshot as a small PNG; `blank` is a page of the browser on which scripts may run."""
    width, height, packed = blank.evaluate(_UNPACK, base64.b64encode(png).decode())
    pixels = np.frombuffer(base64.b64decode(packed), dtype=np.uint8).reshape(height, width, 4)[:, :, :3]
    path.write_bytes(indexed_png(pixels))


def indexed_png(pixels: NDArray[np.uint8]) -> bytes:
    """An indexed PNG of rows of red, green and blue."""
    height, width, _ = pixels.shape
    colours, counts, places = _told_apart(pixels)
    palette, chosen = _palette(colours, counts)
    rows = chosen[places].astype(np.uint8).reshape(height, width)
    lines = np.concatenate([np.zeros((height, 1), dtype=np.uint8), rows], axis=1).tobytes()
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.astype(np.uint8).tobytes()),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _told_apart(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """The colours that are there, how often, and which each pixel has."""
    flat = pixels.reshape(-1, 3).astype(np.int64)
    codes = flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]
    found, places, counts = np.unique(codes, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.float64)
    return colours, counts, places.reshape(-1)


def _palette(colours: NDArray[np.float64], counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """At most 256 colours, and for each colour that is there the nearest of them.

    The most used stay as they are, so that a plain background does not move; the others are drawn to their mean.
    """
    if len(colours) <= MOST_COLOURS:
        return colours, np.arange(len(colours))
    kept = np.argsort(-counts, kind="stable")[:MOST_COLOURS]
    palette = colours[kept].copy()
    for _ in range(_ROUNDS):
        chosen = _nearest(colours, palette)
        for place in range(MOST_COLOURS // 2, MOST_COLOURS):
            mine = chosen == place
            if mine.any():
                palette[place] = np.average(colours[mine], axis=0, weights=counts[mine])
        palette = np.rint(palette)
    return palette, _nearest(colours, palette)


def _nearest(colours: NDArray[np.float64], palette: NDArray[np.float64]) -> NDArray[np.int64]:
    squares = (palette**2).sum(axis=1)
    parts = [colours[at : at + 4096] for at in range(0, len(colours), 4096)]
    return np.concatenate([(squares - 2 * part @ palette.T).argmin(axis=1) for part in parts])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
