"""Files: what can be taken away from a run, as tables: figures with their formats, sizes and limits, and data.

Runs on CPython and on MicroPython, like all of core.shared: the page offers these rows, the worker makes the files.
"""

from collections import namedtuple

Figure = namedtuple("Figure", ("id", "label", "least"))
"""A kind of figure; `least` is its smallest width and height in millimetres."""

Format = namedtuple("Format", ("id", "label", "type"))
"""A format of figures: its name's ending is its id, `type` its media type."""

Size = namedtuple("Size", ("id", "label", "width", "height"))
"""A usual size of a figure, in millimetres."""

Data = namedtuple("Data", ("id", "label", "ending", "type", "help"))
"""A file of a run that is no figure: its name's ending, its media type, and what is in it."""

MILLIMETRES_PER_INCH = 25.4
LEAST, MOST = 40.0, 1200.0
"""Millimetres of a figure's side."""

RESOLUTIONS = (36, 1200)
"""Dots per inch."""

MOST_PIXELS = 60_000_000

FIGURES = (
    Figure("surface", "Surface", LEAST),
    Figure("map", "Map with contours", LEAST),
    Figure("cost", "Cost curves", LEAST),
    Figure("layers", "Layers", LEAST),
    Figure("report", "One-page report", 140.0),
)
FORMATS = (
    Format("svg", "SVG", "image/svg+xml"),
    Format("pdf", "PDF", "application/pdf"),
    Format("png", "PNG", "image/png"),
)
SIZES = (
    Size("column", "Column of a paper", 85.0, 75.0),
    Size("width", "Width of a paper", 178.0, 105.0),
    Size("slide", "Slide, 16 to 9", 254.0, 143.0),
    Size("upright", "A4, upright", 210.0, 297.0),
    Size("sideways", "A4, sideways", 297.0, 210.0),
)
RUN = "run"
"""The id of the file that opens again."""

DATA = (
    Data("response", "Response", "response.csv", "text/csv", "CSV: inputs, outputs and target over the square"),
    Data("history", "History", "history.csv", "text/csv", "CSV: the cost after so many examples, training and test"),
    Data("npz", "Weights for NumPy", "weights.npz", "application/zip", "NPZ: numpy.load opens it"),
    Data(
        "safetensors",
        "Weights as safetensors",
        "weights.safetensors",
        "application/octet-stream",
        "for other tools; it holds no code",
    ),
    Data("config", "Config", "config.json", "application/json", "JSON: every setting, and the link"),
    Data(RUN, "Run", "run.safetensors", "application/octet-stream", "all of it: opens again, and goes on to the bit"),
)


def place(rows: tuple, id: str) -> int:
    """The place of the row with this id in its table; ValueError if there is none."""
    return [row.id for row in rows].index(id)


def names(rows: tuple) -> str:
    """The ids of a table, for a sentence."""
    return ", ".join([found.id for found in rows])


def pixels(width: float, height: float, dpi: int) -> tuple[int, int]:
    """The whole pixels of a figure: sides in millimetres, dots per inch."""
    return int(width / MILLIMETRES_PER_INCH * dpi), int(height / MILLIMETRES_PER_INCH * dpi)


def check(kind: str, format: str, width: float, height: float, dpi: int) -> None:
    """Raise ValueError, with a sentence, for a figure that is not on offer; sides are in millimetres."""
    if kind not in [row.id for row in FIGURES]:
        raise ValueError(f"There is no figure {kind!r}: choose {names(FIGURES)}.")
    if format not in [row.id for row in FORMATS]:
        raise ValueError(f"A figure is {names(FORMATS)}, not {format!r}.")
    if not (LEAST <= width <= MOST and LEAST <= height <= MOST):
        raise ValueError(f"A figure is {LEAST:g} to {MOST:g} mm wide and high.")
    least = FIGURES[place(FIGURES, kind)].least
    if min(width, height) < least:
        raise ValueError(f"A {kind} is at least {least:g} mm wide and high.")
    if not RESOLUTIONS[0] <= dpi <= RESOLUTIONS[1]:
        raise ValueError(f"A figure has {RESOLUTIONS[0]} to {RESOLUTIONS[1]} dots per inch.")
    across, down = pixels(width, height, dpi)
    if across * down > MOST_PIXELS:
        raise ValueError(f"That would be {across * down / 1e6:.0f} million pixels: choose fewer dots per inch.")
