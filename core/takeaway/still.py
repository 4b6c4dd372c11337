"""Stills: pictures of the square as PNG files, for where no program draws yet: of targets, and of runs."""

import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.catalogue.description import choices
from core.insight.map import square_map
from core.insight.view import first_view
from core.shared.link import from_link
from core.training.trainer import Trainer

SIZE = 64
"""Points along each edge of the square."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TRUE_COLOUR = 2


def write(folder: str, runs: Iterable[dict[str, Any]]) -> None:
    """Write the picture of each target of the catalogue into the folder, and of each run (name, link, examples)."""
    for row in choices()["kinds"]["targets"]:
        Path(folder, f"{row['id']}.png").write_bytes(still(f"target={row['id']}", 0, "target"))
    for run in runs:
        Path(folder, f"{run['name']}.png").write_bytes(still(run["link"], run["examples"]))


def still(link: str, examples: int, mode: str = "value") -> bytes:
    """The PNG of a link's run after so many examples; `mode` as a map's: value, error, target or classes.

    Raises ValueError for a link that holds something unknown.
    """
    config, problems = from_link(link, choices())
    if problems:
        raise ValueError(" ".join(problems))
    trainer = Trainer(config)
    trainer.advance(examples // config.batch)
    rgba = square_map(trainer.bound, first_view(config), SIZE, mode)
    side = 2 * SIZE - 1
    return png(rgba.reshape(side, side, 4)[::-1, :, :3])


def png(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG file of pixels (height, width, 3): red, green, blue. See the W3C's "Portable Network Graphics", 2003."""
    height, width, _ = pixels.shape
    # Each row begins with the number of its filter: 2 stores differences to the row above, in which maps repeat.
    rows = np.full((height, 1 + 3 * width), 2, np.uint8)
    flat = pixels.reshape(height, -1)
    rows[:, 1:] = flat
    rows[1:, 1:] -= flat[:-1]
    head = struct.pack(">IIBBBBB", width, height, 8, TRUE_COLOUR, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(map(chunk, *zip(*chunks, strict=True)))


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file: its length, its kind, its data, and their checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
