"""What a figure is to be like, as its controls say it, and what is told of it. Plain Python."""

from collections import namedtuple

from core.shared.files import (
    FIGURES,
    FORMATS,
    LEAST,
    MILLIMETRES_PER_INCH,
    MOST,
    RESOLUTIONS,
    SIZES,
    check,
    pixels,
    place,
)  # fmt: skip
from core.shared.number import parse_float, parse_int, to_text

Order = namedtuple("Order", ("kind", "format", "width", "height", "dpi", "dark"))
"""A figure as the engine's `figure` takes it; sides are in millimetres."""

OWN = "own"
"""The size that is none of the usual ones."""

PREVIEW = 1100
"""Pixels of a preview's longer side."""

LARGEST = 256 * 2**20
"""Bytes of the largest run that can cross between page and worker: as text, no string of a browser is longer."""


def read(kind: str, format: str, width: str, height: str, dpi: str, dark: bool):
    """The order of texts as they were typed. Raises ValueError, with a sentence, for what is no figure."""
    try:
        sides = parse_float(width.strip()), parse_float(height.strip())
    except ValueError:
        raise ValueError(f"Width and height are numbers from {to_text(LEAST)} to {to_text(MOST)} mm.") from None
    try:
        dots = parse_int(dpi.strip())
    except ValueError:
        raise ValueError("Dots per inch are a whole number from {} to {}.".format(*RESOLUTIONS)) from None
    check(kind, format, sides[0], sides[1], dots)
    return Order(kind, format, sides[0], sides[1], dots, dark)


def preview(order: Order):
    """The order of a PNG as large as a screen shows it."""
    dots = int(PREVIEW * MILLIMETRES_PER_INCH / max(order.width, order.height))
    dots = min(max(dots, RESOLUTIONS[0]), RESOLUTIONS[1])
    return Order(order.kind, "png", order.width, order.height, dots, order.dark)


def size_named(width: str, height: str) -> str:
    """The id of the usual size with these sides, or OWN."""
    for size in SIZES:
        if (width.strip(), height.strip()) == sides(size.id):
            return size.id
    return OWN


def sides(id: str) -> tuple[str, str]:
    """Width and height of a usual size, as texts."""
    size = SIZES[place(SIZES, id)]
    return to_text(size.width), to_text(size.height)


def fitting(kind: str, width: str, height: str) -> tuple[str, str]:
    """These sides, or those of a page where the figure needs more."""
    least = FIGURES[place(FIGURES, kind)].least
    try:
        enough = min(parse_float(width), parse_float(height)) >= least
    except ValueError:
        enough = True
    return (width, height) if enough else sides("upright")


def told(order: Order) -> str:
    """What the file will be: `PNG, 1003 x 885 pixels`."""
    name = FORMATS[place(FORMATS, order.format)].label
    if order.format == "png":
        return "{}, {} × {} pixels".format(name, *pixels(order.width, order.height, order.dpi))
    words = f"{name}, {to_text(order.width)} × {to_text(order.height)} mm"
    if order.kind in ("surface", "report"):
        words += f", the surface in it as a picture of {order.dpi} dots per inch"
    return words


def weight(count: int) -> str:
    """So many bytes for people: `870 bytes`, `48 kB`, `1.2 MB`."""
    if count < 1000:
        return f"{count} bytes"
    return f"{round(count / 1000)} kB" if count < 999_500 else f"{count / 1e6:.1f} MB"


def alternative(order: Order) -> str:
    """What a preview shows, for those who do not see it."""
    label = FIGURES[place(FIGURES, order.kind)].label
    return f"Preview: {label.lower()}, {to_text(order.width)} by {to_text(order.height)} mm"
