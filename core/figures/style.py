"""Style: how figures look, light or dark, and what makes them come out the same, byte for byte."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.shared.scales import CLASS_COLOURS, HALF_TURN, turned

POINTS_PER_INCH = 72
SALT = "neural-network-explorer"


class Style(NamedTuple):
    """Colours of a figure; `text` also draws axes and contours, `faint` grids, `line` and `second` curves."""

    background: str
    text: str
    faint: str
    line: str
    second: str
    accent: str


LIGHT = Style("#ffffff", "#1b1f24", "#d4d8dd", "#0072b2", "#d55e00", "#6b7280")
DARK = Style("#14171c", "#e8eaed", "#3b424c", "#56b4e9", "#e69f00", "#9aa3af")


def style(dark: bool) -> Style:
    """The colours of a light or a dark figure."""
    return DARK if dark else LIGHT


def hexadecimal(colour: tuple[int, int, int]) -> str:
    """A colour as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def class_colours(look: Style) -> tuple[str, ...]:
    """The colours of classes on the ground of `look`."""
    return tuple(hexadecimal(turned(colour) if look is DARK else colour) for colour in CLASS_COLOURS)


def on_ground(rgba: NDArray[np.uint8], look: Style) -> NDArray[np.uint8]:
    """The picture (..., 4) for the ground of `look`: the scales are pale at zero, on a dark one they are dark there."""
    if look is not DARK:
        return rgba
    found = rgba.copy()
    mixed = (255.0 - rgba[..., :3]) @ np.array(HALF_TURN).T
    found[..., :3] = np.clip(np.rint(mixed), 0, 255)
    return found


def font_size(width: float, height: float) -> float:
    """The size of text in points: 7 in a column of 85 mm, as journals ask, 12.8 on a slide."""
    return 7.0 * max(1.0, min(width, 1.5 * height) / 85) ** 0.55


def settings(dark: bool, size: float) -> dict[str, Any]:
    """Matplotlib's settings for a figure with text of `size` points."""
    look = style(dark)
    text = dict.fromkeys(("text.color", "axes.labelcolor", "axes.titlecolor", "xtick.color", "ytick.color"), look.text)
    return {
        **text,
        "axes.edgecolor": look.accent,
        "axes.facecolor": look.background,
        "axes.grid": False,
        "axes.linewidth": 0.6,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlesize": size * 1.1,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "figure.facecolor": look.background,
        "font.enable_last_resort": False,
        "font.family": "DejaVu Sans",
        "font.size": size,
        "grid.color": look.faint,
        "grid.linewidth": 0.5,
        "legend.frameon": False,
        "legend.fontsize": size * 0.9,
        "lines.linewidth": 0.9,
        "pdf.fonttype": 42,  # TrueType: journals refuse fonts of type 3
        "savefig.facecolor": look.background,
        "svg.fonttype": "path",
        "svg.hashsalt": SALT,
        "xtick.labelsize": size * 0.9,
        "xtick.major.size": 2.5,
        "xtick.major.width": 0.6,
        "ytick.labelsize": size * 0.9,
        "ytick.major.size": 2.5,
        "ytick.major.width": 0.6,
    }
