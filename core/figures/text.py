"""Text: the title of a figure, and its caption and link below all that is drawn."""

import re
import textwrap

import matplotlib
from matplotlib.figure import Figure

from core.figures.caption import address, caption
from core.figures.style import POINTS_PER_INCH
from core.insight.view import View
from core.training.trainer import Trainer

LETTER_WIDTH = {"text": 0.54, "link": 0.61}
"""Of the text's size, on average; links have no spaces."""
LINE_HEIGHT = 1.35
SHOWN_LINES = 3
PAD = 0.06
"""Inches around each picture."""
TOP, TITLED = 0.4, 2.4
"""Of the text's size, free above all pictures, without and with a title."""
PART = re.compile(r"[^&,/]*[&,/]*")
"""What of a link stays together in a line."""


def write_text(
    figure: Figure, trainer: Trainer, view: View, size: float, page: str, key: str = "", title: str = ""
) -> float:
    """Write a `title` at the top, and caption, `key` to what is drawn and link at the bottom, and keep both free.

    `size` is that of the text in points. Returns the inches left between them.
    """
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    small = size * 0.82
    letters = {kind: int((width - 2 * small) / (small * share)) for kind, share in LETTER_WIDTH.items()}
    text = textwrap.wrap(f"{caption(trainer, view)} {key}", letters["text"], break_on_hyphens=False)
    link = address(trainer.config, page)
    lines = folded(link, letters["link"])
    if len(lines) > SHOWN_LINES:
        lines = [*lines[: SHOWN_LINES - 1], lines[SHOWN_LINES - 1][:-1] + "…"]
    step = small * LINE_HEIGHT
    total = (len(text) + len(lines)) * step + small
    top = (TITLED if title else TOP) * size
    layout = figure.get_layout_engine()
    if layout:
        free = (0, total / height, 1, 1 - (total + top) / height)
        layout.set(w_pad=PAD, h_pad=PAD, rect=free)  # type: ignore[call-arg]  # the base class has no options of its own
    figure.text(small / width, 1 - 0.8 * size / height, title, fontsize=1.2 * size, weight="bold", va="top")
    for number, line in enumerate([*text, *lines]):
        place = (total - 0.5 * small - number * step) / height
        target = link if number >= len(text) and page else None
        colour = style_of_link(figure) if number >= len(text) else None
        figure.text(small / width, place, line, fontsize=small, va="top", color=colour, url=target, parse_math=False)
    return float(height - total - top) / POINTS_PER_INCH


def folded(link: str, length: int) -> list[str]:
    """The link in lines of at most `length` letters, which end at its marks where they can."""
    lines = [""]
    for part in PART.findall(link):
        if lines[-1] and len(lines[-1]) + len(part) > length:
            lines.append("")
        lines[-1] += part
        while len(lines[-1]) > length:
            lines[-1:] = [lines[-1][:length], lines[-1][length:]]
    return lines if link else []


def style_of_link(figure: Figure) -> str:
    """The colour of links on the background of `figure`."""
    return matplotlib.rcParams["axes.edgecolor"]
