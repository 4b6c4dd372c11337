"""Panels: the pictures that figures consist of, each drawn into an axes of Matplotlib."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LightSource, ListedColormap, Normalize
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from matplotlib.ticker import EngFormatter, MaxNLocator
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.figures.caption import label
from core.figures.style import Style, class_colours, on_ground
from core.insight import colours, response
from core.insight.map import square_map
from core.insight.truth import classes, has_examples, judged
from core.insight.view import View
from core.shared.scales import LIMIT
from core.training.trainer import Trainer

SIDE = 128
HEIGHTS = 96
LINES = 9
MOST_EXAMPLES = 400
FLAT = 1e-3
RELIEF = 0.1
"""A flatter surface than this is lit as it is, and not as if its slopes were steep."""
ZOOM = 0.95
"""How much of its axes a surface takes: its labels need the rest."""
BEYOND = 0.02
"""How far a value may lie outside 0 to 1 before the bar of colours shows it."""
DECADES, ONE_DECADE = 50, 10
"""A cost that spans less than this factor gets labels between powers of ten; in low axes the second one."""

Floats = NDArray[np.float32]


def inputs(trainer: Trainer, view: View) -> tuple[str, str]:
    """The names of the two inputs of the square: a and b, or x1 to x64 where there are more."""
    if trainer.config.inputs <= 2:
        return "ab"[view.axes[0]], "ab"[view.axes[1]] if trainer.config.inputs == 2 else ""
    return f"x{view.axes[0] + 1}", f"x{view.axes[1] + 1}"


def square(axes: Axes, trainer: Trainer, view: View) -> None:
    """Make `axes` the unit square of the two inputs."""
    first, second = inputs(trainer, view)
    axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal", xlabel=first, ylabel=second)
    axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.yaxis.label.set(rotation=0, ha="right", va="center")


def titled(name: str, trainer: Trainer, view: View) -> str:
    """A picture's title: what it shows, and of which output if there are several."""
    return f"{name}, output {view.output + 1}" if trainer.config.outputs > 1 else name


def draw_image(axes: Axes, rgba: NDArray[np.uint8], look: Style) -> None:
    """Lay a square picture, row b and column a, over the unit square."""
    side = int(np.sqrt(rgba.size // 4))
    half = 0.5 / (side - 1)
    extent = (-half, 1 + half, -half, 1 + half)
    image = on_ground(rgba.reshape(side, side, 4), look)
    axes.imshow(image, origin="lower", extent=extent, interpolation="bilinear")


def draw_contours(axes: Axes, values: Floats, look: Style) -> None:
    """Draw labelled lines of equal height; none where there is no slope."""
    side = int(np.sqrt(values.size))
    finite = values[np.isfinite(values)]
    if not len(finite) or np.ptp(finite) < FLAT:
        return
    ticks = np.linspace(0, 1, side)
    lines = axes.contour(ticks, ticks, values.reshape(side, side), LINES, colors=look.text, linewidths=0.5, alpha=0.75)
    # Where the colours are as dark as the lines, or as light, these need a seam.
    lines.set(path_effects=[withStroke(linewidth=1.1, foreground=look.background, alpha=0.35)])
    for words in axes.clabel(lines, fontsize=float(axes.xaxis.label.get_fontsize()) * 0.75, fmt="%.3g"):
        words.set(alpha=1, path_effects=[withStroke(linewidth=1.4, foreground=look.background, alpha=0.7)])


def draw_map(axes: Axes, trainer: Trainer, view: View, look: Style, mode: str = "value") -> None:
    """Draw the square as seen by `mode`: value, target, error or classes; all but errors get lines of equal height."""
    square(axes, trainer, view)
    draw_image(axes, square_map(trainer.bound, view, SIDE, mode, lines=False), look)
    if mode in HEIGHTS_OF:
        draw_contours(axes, HEIGHTS_OF[mode](trainer.bound, view, SIDE), look)
    name = {"value": "Response", "target": "Target", "error": "Error", "classes": "Class"}[mode]
    axes.set_title(name if mode == "classes" else titled(name, trainer, view))


def certainty(bound: Bound, view: View, side: int) -> Floats:
    """What classes are told by: the output, or of several by how much the largest exceeds the next."""
    if bound.config.outputs == 1:
        return response.outputs(bound, view, side)
    return response.classify(response.all_outputs(bound, view, side)).confidence


HEIGHTS_OF = {"value": response.outputs, "target": response.targets, "classes": certainty}


def draw_examples(axes: Axes, trainer: Trainer, view: View, look: Style) -> None:
    """Name the classes, and mark examples if there are any: filled those for training, rings those for testing."""
    count, marks = classes(trainer.bound), []
    dot = 0.36 * float(axes.xaxis.label.get_fontsize())
    for part, (points, targets) in judged(trainer.bound).items() if has_examples(trainer.bound) else ():
        found = response.classify(np.asarray(targets[:MOST_EXAMPLES], np.float32)).classes
        places = points[:MOST_EXAMPLES]
        colour = np.array(class_colours(look))[found]
        ground, face = ("none", "none") if part == "test" else (look.accent, colour)
        name = "test" if part == "test" else "training"
        edge: Any = look.text if part == "test" else look.background
        axes.scatter(places[:, view.axes[0]], places[:, view.axes[1]], dot**2, face, edgecolors=edge, linewidths=0.4)
        marks.append(
            Line2D([], [], ls="", marker="o", ms=3, mfc=ground, mec=look.text, mew=0.5, label=f"{name} example")
        )
    handles = [Patch(color=class_colours(look)[index], label=f"class {index}") for index in range(count)]
    handles += marks if len(marks) > 1 else []
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0), handlelength=0.8)


def draw_surface(axes: Any, trainer: Trainer, view: View, look: Style, target: bool = False) -> None:
    """Draw the response, or the target, as a lit surface over the square, in the colours of its values.

    `axes` is an Axes3D, whose type hints lack half of what it has.
    """
    source = response.targets if target else response.outputs
    heights = source(trainer.bound, view, HEIGHTS)
    grid = heights.reshape(HEIGHTS, HEIGHTS)
    finite = heights[np.isfinite(heights)]
    if not len(finite):
        axes.set(title="No finite number", xticks=[], yticks=[], zticks=[])
        return
    side = np.linspace(0, 1, HEIGHTS)
    colour = on_ground(colours.value_colours(heights).reshape(HEIGHTS, HEIGHTS, 4), look)[..., :3] / 255
    top, bottom = float(finite.max()), float(finite.min())
    height = max(top - bottom, FLAT)
    lit = np.clip(colour * (0.66 + 0.4 * shading(grid / max(height, RELIEF))[..., np.newaxis]), 0, 1)
    mesh = np.meshgrid(side, side)
    # Smooth edges would leave light gaps between polygons; a vector format gets a picture of the many.
    axes.plot_surface(
        *mesh, grid, facecolors=lit, rstride=1, cstride=1, shade=False, linewidth=0, antialiased=False, rasterized=True
    )
    first, second = inputs(trainer, view)
    axes.set(xlabel=first, ylabel=second, xlim=(0, 1), ylim=(0, 1))
    axes.set_title(titled("Target" if target else "Response", trainer, view))
    axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.set_zlim(min(bottom, 0.0), max(top, bottom + height, 1.0 if top > 0.5 else top))
    axes.zaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
    axes.zaxis.set_major_formatter(lambda value, place: f"{value:g}")
    axes.view_init(32, -122)
    axes.set_box_aspect((1, 1, 0.62), zoom=ZOOM)
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.set_pane_color(look.background)
        axis.line.set_color(look.accent)
        axis._axinfo["grid"].update(color=look.faint, linewidth=0.4)


def shading(heights: Floats) -> NDArray[np.float64]:
    """How much light falls on each point of a surface over the square, from 0 to 1: it comes from the left and above.

    LightSource's own shading stretches what it finds to the whole of 0 to 1, so that the rounding of a flat surface
    becomes specks.
    """
    down, right = np.gradient(heights.astype(np.float64), 1 / (len(heights) - 1))
    normals = np.stack([-right, down, np.ones_like(down)], axis=-1)
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    return np.clip(normals @ LightSource(315, 50).direction, 0, 1)


def draw_costs(axes: Axes, trainer: Trainer, look: Style, low: bool = False) -> None:
    """Draw the cost over the examples: the mean of each point, the band of its steps, and the test cost.

    `low` axes have room for few labels.
    """
    points = trainer.costs.since()
    axes.set(xlabel="examples", ylabel=label(trainer.config, trainer.config.loss).lower(), title="Cost")
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)
    if not len(points.mean):
        axes.text(0.5, 0.5, "not trained yet", transform=axes.transAxes, ha="center", va="center", color=look.accent)
        axes.set(xticks=[], yticks=[])
        return
    axes.fill_between(points.examples, points.low, points.high, color=look.line, alpha=0.2, linewidth=0)
    axes.plot(points.examples, points.mean, color=look.line, label="training")
    tested = trainer.test_costs.since()
    if len(tested.mean):
        axes.plot(tested.examples, tested.mean, color=look.second, label="test")
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.2, ncols=2)
    for change in trainer.changes:
        axes.axvline(change.step * trainer.config.batch, color=look.accent, linewidth=0.6, linestyle=":")
    if points.mean.min() > 0:
        axes.set_yscale("log")
        narrow = points.mean.max() < (ONE_DECADE if low else DECADES) * points.mean.min()
        axes.yaxis.set_major_formatter(lambda value, place: f"{value:g}")
        axes.yaxis.set_minor_formatter(lambda value, place: f"{value:g}" if narrow and leads(value) in "25" else "")
    axes.set_xlim(0, max(float(points.examples[-1]), 1.0))
    axes.xaxis.set_major_formatter(EngFormatter(sep="\N{THIN SPACE}"))


def leads(value: float) -> str:
    """The first significant digit."""
    return f"{value:e}"[0]


def span(trainer: Trainer, view: View) -> tuple[float, float]:
    """The range of response and target over the square: from 0 to 1, and beyond if they go there."""
    values = [source(trainer.bound, view, SIDE) for source in (response.outputs, response.targets)]
    finite = np.concatenate([found[np.isfinite(found)] for found in values])
    low, high = (float(found(finite, initial=0)) for found in (np.min, np.max))
    return max(low, -LIMIT) if low < -BEYOND else 0.0, min(high, LIMIT) if high > 1 + BEYOND else 1.0


def scale(look: Style, span: tuple[float, float], error: bool = False) -> tuple[ListedColormap, Normalize]:
    """The colours and range of a bar for values in `span`, or for errors."""
    steps = np.linspace(*span, 256, dtype=np.float32)
    rgba = colours.error_image(steps, 256) if error else colours.value_colours(steps)
    return ListedColormap(on_ground(rgba.reshape(-1, 4), look) / 255), Normalize(*span)
