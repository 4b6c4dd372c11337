"""The icons of the installed site, drawn from public/icon.svg: `python -m core.takeaway.icon FOLDER`, with NumPy.

Of SVG it knows what the icon is made of: one rounded rectangle, circles, and strokes of straight lines.
"""

import re
import struct
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = tuple(f"{SVG}{name}" for name in ("rect", "circle", "path"))
SIDE = 32.0
"""Units of the drawing."""
KINDS = {"icon-192.png": (192, 1.0), "icon-512.png": (512, 1.0), "icon-maskable.png": (512, 0.72)}
"""Pixels of a side, and the share of it that the mark takes: a mask may cut off all but the inner 80%."""


def draw(svg: Path, side: int, share: float) -> np.ndarray:
    """The icon as RGBA bytes, shape (side, side, 4); with a share below 1 its ground fills the rest."""
    shapes = [shape for shape in ElementTree.parse(svg).getroot().iter() if shape.tag in SHAPES]
    scale = SIDE / (side * share)
    line = (np.arange(side) + 0.5) * scale - (SIDE / share - SIDE) / 2
    x, y = np.meshgrid(line, line)
    picture = np.zeros((side, side, 4))
    for shape in shapes:
        distance, color = outline(shape, x, y, share < 1)
        cover = np.clip(0.5 - distance / scale, 0, 1)[..., None]
        picture = picture * (1 - cover) + np.array([*rgb(color), 255]) * cover
    alpha = np.maximum(picture[..., 3:], 1e-9) / 255
    picture[..., :3] /= alpha
    return np.clip(picture.round(), 0, 255).astype(np.uint8)


def outline(shape: ElementTree.Element, x: np.ndarray, y: np.ndarray, full: bool) -> tuple[np.ndarray, str]:
    """How far each point lies outside a shape (inside it is negative), and its color; a `full` ground has no edge."""

    def number(name: str) -> float:
        return float(shape.attrib[name])

    if shape.tag == f"{SVG}rect":
        radius, half = number("rx"), SIDE / 2
        corner = [np.maximum(np.abs(axis - half) - half + radius, 0) for axis in (x, y)]
        return (np.full(x.shape, -1e9) if full else np.hypot(*corner) - radius), shape.attrib["fill"]
    if shape.tag == f"{SVG}circle":
        return np.hypot(x - number("cx"), y - number("cy")) - number("r"), shape.attrib["fill"]
    lines = [from_segment(x, y, *ends) for ends in segments(shape.attrib["d"])]
    return np.minimum.reduce(lines) - number("stroke-width") / 2, shape.attrib["stroke"]


def from_segment(x: np.ndarray, y: np.ndarray, start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """The distance of each point from a straight line."""
    (x0, y0), (x1, y1) = start, end
    along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)
    along = np.clip(along, 0, 1)
    return np.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0))


def segments(path: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight lines of a path of moves, lines, and lines relative to where the last one ended."""
    found, here = [], (0.0, 0.0)
    for letter, numbers in re.findall(r"([MLl])([^MLl]*)", path):
        values = [float(text) for text in re.findall(r"-?[\d.]+", numbers)]
        for index, point in enumerate(zip(values[::2], values[1::2], strict=True)):
            there = (here[0] + point[0], here[1] + point[1]) if letter == "l" else point
            if letter != "M" or index:
                found.append((here, there))
            here = there
    return found


def rgb(color: str) -> tuple[int, int, int]:
    """The parts of `#rrggbb`."""
    return (int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16))


def png(picture: np.ndarray) -> bytes:
    """An RGBA picture as a PNG file."""
    height, width, _ = picture.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), picture.reshape(height, -1)], axis=1)
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


if __name__ == "__main__":
    source, folder = Path(__file__).resolve().parents[2] / "public" / "icon.svg", Path(sys.argv[1])
    for name, (side, share) in KINDS.items():
        (folder / name).write_bytes(png(draw(source, side, share)))
