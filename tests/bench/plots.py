"""Plots of the rows, for README: how fast networks train, how well after so many seconds, how fast they answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tests.bench import learning, responding, speed
from tests.bench.harness import BRAIN, CONVNET, OURS, TFJS_CPU, TFJS_WASM
from tests.bench.network import DEFAULT, LARGE, Network
from tests.bench.row import Row

COLOURS = {
    OURS.name: "#0072b2",
    TFJS_WASM.name: "#d55e00",
    TFJS_CPU.name: "#e69f00",
    CONVNET.name: "#009e73",
    BRAIN.name: "#cc79a7",
}
"""Okabe and Ito's, which colour-blind people can tell apart."""
MARKERS = dict(zip(COLOURS, "os^Dv", strict=True))
STYLE: dict[Any, Any] = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "figure.dpi": 120,
}
Panel = Callable[[Axes, Sequence[Row]], None]


def draw(facts: Mapping[str, Any], rows: Sequence[Row], folder: Path) -> None:
    """Write speed.png and learning.png; each names the machine and the date."""
    said = f"{facts['machine']}; Chromium {facts['versions']['chromium']}; {facts['date']}"
    with mpl.rc_context(STYLE):
        for name, (places, panels) in FIGURES.items():
            figure = Figure(figsize=(9.5, 6.4), layout="constrained")
            for axes, panel in zip(figure.subplot_mosaic(places).values(), panels, strict=True):
                panel(axes, rows)
            handles = {
                label: handle
                for axes in figure.axes
                for handle, label in zip(*axes.get_legend_handles_labels(), strict=True)
            }
            figure.legend(handles.values(), handles.keys(), loc="outside upper center", ncols=len(COLOURS))
            figure.supxlabel(said, fontsize=7, color="#555555")
            figure.savefig(folder / f"{name}.png", metadata={"Software": None})


def of(rows: Iterable[Row], work: str, system: str, net: str) -> list[Row]:
    """The rows of some work that were reached, by batch."""
    found = [row for row in rows if row[:3] == (work, system, net) and row.value is not None]
    return sorted(found, key=lambda row: row.batch)


def line(axes: Axes, places: Sequence[float], rows: Sequence[Row], system: str) -> None:
    """A system's figures with their spread."""
    if not rows:
        return
    colour = COLOURS[system]
    axes.plot(places, [row.value or 0 for row in rows], marker=MARKERS[system], ms=4, color=colour, label=system)
    axes.fill_between(
        places, [row.low or 0 for row in rows], [row.high or 0 for row in rows], color=colour, alpha=0.15, lw=0
    )


def by_batch(network: Network) -> Panel:
    """Examples a second by batch."""

    def panel(axes: Axes, rows: Sequence[Row]) -> None:
        for system in COLOURS:
            found = of(rows, speed.WORK, system, network.name)
            line(axes, [row.batch for row in found], found, system)
        axes.set(xscale="log", yscale="log", xlabel="batch", title=f"Examples a second, {shape(network)}")
        name_batches(axes)

    return panel


def by_size(axes: Axes, rows: Sequence[Row]) -> None:
    """The time an example takes by the number of parameters, as networks grow wider and deeper."""
    for networks, label, style in ((speed.WIDE, "wider", "-"), (speed.DEEP, "deeper", "--")):
        found = [
            (net.parameters, row.value)
            for net in networks
            for row in of(rows, speed.WORK, OURS.name, net.name)
            if row.value
        ]
        if found:
            sizes, figures = zip(*found, strict=True)
            axes.plot(sizes, [1e6 / figure for figure in figures], style, marker="o", ms=4, color=COLOURS[OURS.name])
            name_end(axes, label, sizes[-1], 1e6 / figures[-1])
    axes.margins(x=0.15)
    axes.set(xscale="log", yscale="log", xlabel="parameters", title="Microseconds an example, batch 512, explorer")


def peak(axes: Axes, rows: Sequence[Row]) -> None:
    """The share of the register peak by batch."""
    for network, style in ((DEFAULT, "-"), (LARGE, "--")):
        found = of(rows, speed.SHARE, OURS.name, network.name)
        if found:
            figures = [100 * (row.value or 0) for row in found]
            axes.plot([row.batch for row in found], figures, style, marker="o", ms=4, color=COLOURS[OURS.name])
            name_end(axes, network.name, found[-1].batch, figures[-1])
    axes.margins(x=0.15)
    axes.set(xscale="log", xlabel="batch", ylim=(0, 100), title="Percent of the register peak, explorer")
    name_batches(axes)


def name_end(axes: Axes, label: str, x: float, y: float) -> None:
    """Write a line's name to the right of its last point."""
    axes.annotate(label, (x, y), (6, 0), textcoords="offset points", va="center", fontsize=8)


def name_batches(axes: Axes) -> None:
    """Write the batches below a panel, but for those that stand too close."""
    shown = [batch for batch in speed.BATCHES if batch != 1024]
    axes.set_xticks(shown, [str(batch) for batch in shown])
    axes.minorticks_off()


def errors(network: Network) -> Panel:
    """The error by seconds of training."""

    def panel(axes: Axes, rows: Sequence[Row]) -> None:
        seconds = sorted({*learning.MARKS, *(horizon.seconds for horizon in learning.HORIZONS)})
        for system in COLOURS:
            found = [
                (mark, row) for mark in seconds for row in of(rows, learning.error_work(mark), system, network.name)
            ]
            line(axes, [mark for mark, _ in found], [row for _, row in found], system)
        axes.set(
            xscale="log", yscale="log", xlabel="seconds of training", title=f"Mean squared error, {shape(network)}"
        )
        axes.set_xticks(seconds, [f"{mark:g}" for mark in seconds])
        axes.minorticks_off()

    return panel


def responses(network: Network) -> Panel:
    """How long a response takes."""

    def panel(axes: Axes, rows: Sequence[Row]) -> None:
        found = [row for system in COLOURS for row in of(rows, responding.work(256), system, network.name)]
        figures = [row.value or 0 for row in found]
        axes.barh([row.system for row in found], figures, color=[COLOURS[row.system] for row in found])
        for place, figure in enumerate(figures):
            axes.annotate(f" {figure:.1f}", (figure, place), va="center", fontsize=8)
        axes.margins(x=0.15)
        axes.set(title=f"Milliseconds for 256 x 256 responses, {shape(network)}")
        axes.invert_yaxis()
        axes.grid(False)

    return panel


def shape(network: Network) -> str:
    """The network as its layers."""
    return "-".join(map(str, network.widths))


FIGURES: dict[str, tuple[str, tuple[Panel, ...]]] = {
    "speed": ("AB;CD", (by_batch(DEFAULT), by_batch(LARGE), peak, by_size)),
    "learning": ("AA;BC", (errors(DEFAULT), responses(DEFAULT), responses(LARGE))),
}
"""By file: how the panels stand, and what is in each."""
