"""Figure: a run as a picture for a paper or a slide, in SVG, PDF or PNG; the same run makes the same bytes.

Matplotlib is imported with this module, so a worker imports it when the first figure is asked for.
"""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

import matplotlib
from matplotlib.cm import ScalarMappable
from matplotlib.figure import Figure

from core.figures import layers, panels
from core.figures.caption import address, caption, label
from core.figures.style import POINTS_PER_INCH, Style, font_size, settings, style
from core.figures.text import write_text
from core.insight.truth import classes
from core.insight.view import View
from core.shared.files import MILLIMETRES_PER_INCH, check
from core.training.trainer import Trainer

WIDE = 1.25
"""From this ratio of the sides on there is room for two pictures, beside or below each other."""
ALONE, BESIDE, BELOW = (1, 1), (1, 2), (2, 1)
RANDOM = "random"
KEYED = ("layers", "report")
"""The figures whose layers need a key to their colours."""
CLIP = re.compile(rb'((?<=id=")|(?<=url\(#))p[0-9a-f]{10}\b')
REPORT_TEXT = 0.85
"""Of a single figure's text: a report has more in the same room."""
COSTS, LAYERS = 0.16, 0.29
"""Shares of an upright report's height."""
SIDE = 0.43
"""Share of a wide report's width that costs and layers have."""


class Run(NamedTuple):
    """What a figure shows: a network in training, from where it is looked at, and how it is to look.

    `shape` is how two pictures stand in it, rows and columns; `free` the inches above the caption.
    """

    trainer: Trainer
    view: View
    look: Style
    shape: tuple[int, int]
    free: float

    @property
    def has_target(self) -> bool:
        """Whether there is a target to stand beside the response, and room for it."""
        return self.shape != ALONE and self.trainer.config.target != RANDOM


def draw(
    trainer: Trainer,
    view: View,
    kind: str,
    format: str,
    width: float,
    height: float,
    dpi: int = 300,
    dark: bool = False,
    page: str = "",
) -> bytes:
    """The file of a figure: `kind` of FIGURES, `format` of FORMATS, `width` and `height` in millimetres.

    `page` is the address that the caption's link begins with. Raises ValueError for what cannot be drawn.
    """
    check(kind, format, width, height, dpi)
    size = font_size(width, height) * (REPORT_TEXT if kind == "report" else 1)
    look: dict[Any, Any] = {**matplotlib.rcParamsDefault, "backend": "agg", **settings(dark, size)}
    with matplotlib.rc_context(look):
        inches = width / MILLIMETRES_PER_INCH, height / MILLIMETRES_PER_INCH
        figure = Figure(inches, dpi=dpi, layout="constrained")
        key = layers.KEY.format("dark" if dark else "pale") if kind in KEYED else ""
        title = label(trainer.config, trainer.config.target) if kind == "report" else ""
        free = write_text(figure, trainer, view, size, page, key, title)
        KINDS[kind](figure, Run(trainer, view, style(dark), shape(width, height), free))
        file = BytesIO()
        figure.savefig(file, format=format, metadata=metadata(format, trainer, view, page))
    return numbered(file.getvalue()) if format == "svg" else file.getvalue()


def shape(width: float, height: float) -> tuple[int, int]:
    """How response and target stand in a figure: rows and columns; ALONE where there is room for one."""
    return BESIDE if width > WIDE * height else BELOW if height > WIDE * width else ALONE


def numbered(svg: bytes) -> bytes:
    """The SVG with its clip paths numbered as they come.

    Matplotlib names them by a hash of their corners, whose last digits the layout's solver leaves to chance.
    """
    names: dict[bytes, bytes] = {}
    return CLIP.sub(lambda found: names.setdefault(found[0], b"clip%d" % (len(names) + 1)), svg)


def metadata(format: str, trainer: Trainer, view: View, page: str) -> dict[str, Any]:
    """What the file tells of itself: title and link, no date."""
    title, link = caption(trainer, view), address(trainer.config, page)
    if format == "pdf":
        return {"Title": title, "Subject": link, "CreationDate": None, "ModDate": None}
    return {"Title": title, "Source": link} | ({"Date": None} if format == "svg" else {})


def surface(figure: Figure, run: Run) -> None:
    """The response as a surface, and the target where there is room and a target."""
    solid = {"projection": "3d"}
    axes = figure.subplots(*(run.shape if run.has_target else ALONE), squeeze=False, subplot_kw=solid)
    for target, one in enumerate(axes.flat):
        panels.draw_surface(one, run.trainer, run.view, run.look, bool(target))


def square_map(figure: Figure, run: Run) -> None:
    """The response as colours with lines of equal height, or the predicted classes with the examples."""
    count = classes(run.trainer.bound)
    axes = list(figure.subplots(*(run.shape if run.has_target else ALONE), squeeze=False).flat)
    panels.draw_map(axes[0], run.trainer, run.view, run.look, "classes" if count else "value")
    if count:
        panels.draw_examples(axes[0], run.trainer, run.view, run.look)
    if run.has_target:
        panels.draw_map(axes[1], run.trainer, run.view, run.look, "value" if count else "target")
    if run.has_target or not count:
        add_scale(figure, axes[-1], run)


def add_scale(figure: Any, axes: Any, run: Run, error: bool = False) -> None:
    """A bar with the colours of values, or of errors, beside `axes`."""
    colours, norm = panels.scale(run.look, (0, 1) if error else panels.span(run.trainer, run.view), error)
    bar = figure.colorbar(ScalarMappable(norm, colours), ax=axes, shrink=0.75, aspect=22)
    bar.outline.set_visible(False)


def cost(figure: Figure, run: Run) -> None:
    """The cost curves."""
    panels.draw_costs(figure.subplots(), run.trainer, run.look)


def layer_sheets(figure: Figure, run: Run) -> None:
    """What each neuron makes of the square, layer by layer."""
    draw_layers(figure, run, figure.get_size_inches()[0], run.free)


def draw_layers(figure: Any, run: Run, width: float, height: float) -> None:
    """The layers' pictures one below the other in `figure`, in so many inches."""
    title = 1.9 * matplotlib.rcParams["font.size"] / POINTS_PER_INCH
    columns, size = layers.arrangement(layers.sheets(run.trainer, run.view), width, height, title)
    layers.draw_layers(figure.subplots(), run.trainer, run.view, run.look, columns, title / size)


def report(figure: Any, run: Run) -> None:
    """The whole run on one page: surfaces, map, error, cost and layers."""
    width = figure.get_size_inches()[0]
    if run.shape == BESIDE:
        pictures, column = figure.subfigures(1, 2, width_ratios=[1 - SIDE, SIDE])
        curves, sheets = column.subfigures(2, 1, height_ratios=[2, 3])
        width, share = SIDE * width, 0.6
    else:
        pictures, curves, sheets = figure.subfigures(3, 1, height_ratios=[1 - COSTS - LAYERS, COSTS, LAYERS])
        share = LAYERS
    report_pictures(pictures, run)
    panels.draw_costs(curves.subplots(), run.trainer, run.look, low=True)
    draw_layers(sheets, run, width, share * run.free)


def report_pictures(figure: Any, run: Run) -> None:
    """Response and target as surfaces, and below them the map and the error."""
    trainer, view, look = run.trainer, run.view, run.look
    solid = {("response", "target"): {"projection": "3d"}}
    places = [["response", "target"], ["map", "error"]]
    axes = figure.subplot_mosaic(places, per_subplot_kw=solid, height_ratios=[1.2, 1])
    panels.draw_surface(axes["response"], trainer, view, look)
    count = classes(trainer.bound)
    panels.draw_map(axes["map"], trainer, view, look, "classes" if count else "value")
    if not count:
        add_scale(figure, axes["map"], run)
    if trainer.config.target == RANDOM:
        axes["target"].set_axis_off()
        axes["error"].set_axis_off()
        return
    panels.draw_surface(axes["target"], trainer, view, look, target=True)
    panels.draw_map(axes["error"], trainer, view, look, "error")
    add_scale(figure, axes["error"], run, error=True)


KINDS: dict[str, Callable[[Figure, Run], None]] = {
    "surface": surface,
    "map": square_map,
    "cost": cost,
    "layers": layer_sheets,
    "report": report,
}
