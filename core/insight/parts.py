"""The parts that a frame can consist of: a table from the name of a want to what computes it."""

from collections.abc import Callable
from typing import Any

from core.compiler.probe import ranges
from core.compiler.readable_probe import readable_ranges
from core.insight import arithmetic, cells, response
from core.insight.colours import value_image
from core.insight.evidence import Evidence, probe_of
from core.insight.graph import graph
from core.insight.health import findings
from core.insight.histogram import histograms
from core.insight.ledger import ledger
from core.insight.map import drawn
from core.insight.moment import present
from core.insight.points import groups
from core.insight.quality import qualities
from core.insight.reading import described, table
from core.insight.since import since
from core.insight.strips import spread_table, strips
from core.insight.view import View
from core.insight.weights import layer_maps, layer_weights
from core.training.history import History
from core.training.trainer import Trainer

Part = Callable[[Trainer, View, Any], Any]
LARGEST = 1024


def part(name: str, trainer: Trainer, view: View, want: Any) -> Any:
    """Return one part of a frame as plain values; ValueError if there is no part of that name."""
    if name not in PARTS:
        raise ValueError(f"A frame has no part {name!r}: it has {', '.join(PARTS)}.")
    return PARTS[name](trainer, view, want)


def surface(trainer: Trainer, view: View, size: int) -> dict[str, Any]:
    """Return the heights (size * size,) of the viewed output, row b, column a, and their `extremes`."""
    heights = response.outputs(trainer.bound, view, allowed_size(size))
    return {"size": size, "heights": heights, "extremes": response.extremes(heights)}


def surface_target(trainer: Trainer, view: View, size: int) -> dict[str, Any]:
    """Return the heights of the target; nan where it is not defined."""
    return {"size": size, "heights": response.targets(trainer.bound, view, allowed_size(size))}


def target_extremes(trainer: Trainer, view: View, size: int) -> tuple[float, float] | None:
    """Return the least and the greatest value of the target at size * size points; None where it is random."""
    return response.extremes(response.targets(trainer.bound, view, allowed_size(size)))


def square_picture(trainer: Trainer, view: View, want: list[Any]) -> dict[str, Any]:
    """Return the square as RGBA bytes; the want is [points a side, mode, unit], see `drawn`; `size` are its pixels."""
    size, mode, unit = want
    picture = drawn(trainer.bound, view, allowed_size(size), mode, unit=unit)
    return {"size": 2 * size - 1, "mode": mode, **picture._asdict()}


def cost(trainer: Trainer, view: View, revision: int) -> dict[str, Any]:
    """Return the points of the cost history that are new since a revision (-1: all)."""
    return columns(trainer.costs, revision)


def test_cost(trainer: Trainer, view: View, revision: int) -> dict[str, Any]:
    """Return the points of the test cost's history that are new since a revision (-1: all)."""
    return columns(trainer.test_costs, revision)


def layer_cells(trainer: Trainer, view: View, want: bool) -> list[dict[str, Any]]:
    """Return each layer's activations and their RGBA bytes for the example under the crosshair."""
    return [row._asdict() for row in cells.cells(trainer.bound, view)]


def neuron(trainer: Trainer, view: View, want: list[int]) -> dict[str, Any]:
    """Return the response of a neuron over the square; the want is [layer, index, size]."""
    layer, index, size = want
    values = response.neuron(trainer.bound, view, layer, index, allowed_size(size))
    return {"layer": layer, "index": index, "size": size, "values": values, "rgba": value_image(values, size)}


def numbers(trainer: Trainer, view: View, want: list[int]) -> dict[str, Any]:
    """Return one neuron's arithmetic for the example under the crosshair; the want is [layer, index].

    `backward` is None if the target is random.
    """
    layer, index = want
    back = arithmetic.backward(trainer.bound, view, layer, index, trainer.rate())
    return {
        "forward": arithmetic.forward(trainer.bound, view, layer, index)._asdict(),
        "backward": back._asdict() if back else None,
    }


def neuron_ledger(trainer: Trainer, view: View, want: list[Any]) -> dict[str, Any]:
    """Return one neuron's arithmetic as texts; the want is [layer, index, order, most rows, picked], see `ledger`."""
    return ledger(trainer, view, *want)


def network_graph(trainer: Trainer, view: View, width: int) -> dict[str, Any] | None:
    """Return the drawing of a small network, so many pixels wide; None for one with a wide layer."""
    return graph(trainer.bound, view, width)


def spread_strips(trainer: Trainer, view: View, want: bool) -> dict[str, Any]:
    """Return how weights, activations and gradients were spread over the run, as pictures."""
    return strips(trainer)


def spread_numbers(trainer: Trainer, view: View, want: bool) -> list[dict[str, Any]]:
    """Return the strips in numbers, see `spread_table`."""
    return spread_table(trainer)


def weights(trainer: Trainer, view: View, layers: list[int]) -> list[dict[str, Any]]:
    """Return the weights and biases of the wanted layers, from 1."""
    return [layer_weights(trainer.bound, layer)._asdict() for layer in layers]


def maps(trainer: Trainer, view: View, size: int) -> list[dict[str, Any]]:
    """Return small response maps of all neurons of layers with at most 24."""
    return [layer._asdict() for layer in layer_maps(trainer.bound, view, allowed_size(size))]


def quality(trainer: Trainer, view: View, want: bool) -> list[dict[str, Any]]:
    """Return accuracy and confusion, or R squared, of the training and test set or of fresh examples."""
    return [found._asdict() for found in qualities(trainer.bound)]


def layer_histograms(trainer: Trainer, view: View, want: bool) -> list[dict[str, Any]]:
    """Return the histograms of each layer's weights, activations and gradients over the probe."""
    found = histograms(trainer.bound, probe_of(trainer.bound))
    return [{name: one._asdict() for name, one in layer._asdict().items()} for layer in found]


def line_ranges(trainer: Trainer, view: View, want: str) -> dict[str, Any]:
    """Return the least and greatest number of what each line of a level, readable or fast, makes in the last step."""
    found = readable_ranges(trainer.bound, trainer.rate()) if want == "readable" else ranges(trainer.bound)
    return {"level": want, "lines": [line._asdict() for line in found]}


def program(trainer: Trainer, view: View, want: bool) -> dict[str, Any]:
    """Return the lines of the program at both levels."""
    lines = trainer.bound.program
    return {level: [line._asdict() for line in getattr(lines, level)] for level in ("readable", "fast")}


def points(trainer: Trainer, view: View, most: int) -> list[dict[str, Any]]:
    """Return at most so many examples of each part of the data as shapes over the square, see `groups`."""
    return [group._asdict() for group in groups(trainer.bound, view, most)]


def response_words(trainer: Trainer, view: View, want: bool) -> dict[str, Any]:
    """Return what the response looks like as a `text`, and the share `lost` of the square without a number."""
    return described(trainer.bound, view)._asdict()


def response_table(trainer: Trainer, view: View, size: int) -> dict[str, Any]:
    """Return the square in numbers at size * size points, see `table`."""
    return table(trainer.bound, view, allowed_size(size))


def health(trainer: Trainer, view: View, want: bool) -> dict[str, Any]:
    """Return the findings, since when each holds, and for each layer its silent and saturated neurons and its sizes."""
    evidence = Evidence(present(trainer))
    found = findings(evidence)
    dated = zip(found, since(trainer, evidence.moment, found), strict=True)
    return {
        "findings": [
            finding._asdict() | {"remedies": [remedy._asdict() for remedy in finding.remedies]} | date._asdict()
            for finding, date in dated
        ],
        "layers": [layer._asdict() for layer in evidence.layers],
    }


def columns(series: History, revision: int) -> dict[str, Any]:
    """Return a history's new points as a dict of columns."""
    return series.since(int(revision))._asdict()


def allowed_size(size: int) -> int:
    """Return the size of a square grid; ValueError if it is no whole number from 2 to 1,024."""
    if not isinstance(size, int) or not 2 <= size <= LARGEST:
        raise ValueError(f"A square has from 2 to {LARGEST:,} points a side, not {size!r}.")
    return size


PARTS: dict[str, Part] = {
    "surface": surface,
    "surface_target": surface_target,
    "target_extremes": target_extremes,
    "map": square_picture,
    "costs": cost,
    "test_costs": test_cost,
    "cells": layer_cells,
    "neuron": neuron,
    "numbers": numbers,
    "ledger": neuron_ledger,
    "graph": network_graph,
    "strips": spread_strips,
    "spread": spread_numbers,
    "weights": weights,
    "maps": maps,
    "quality": quality,
    "histograms": layer_histograms,
    "ranges": line_ranges,
    "program": program,
    "points": points,
    "words": response_words,
    "table": response_table,
    "health": health,
}
