"""Strips: how a layer's weights, activations and gradients were spread over the whole run, moment by moment.

The moments are the run's snapshots and the present. What is known of a snapshot is kept for as long as its trainer
lives, and each call works out only some of the missing ones. The gradients are those of the present cost: after a
change of target or loss the earlier ones are what that cost would have had to say.

Weights and activations lie on a scale of 40 bins that is even in arsinh(v / 0.05), from -10 to 10; gradients on
one that is even in log10 |g|, from 1e-8 to 1, the first bin taking what is smaller.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight.colours import error_image
from core.insight.evidence import probe_of
from core.insight.remembered import Remembered
from core.insight.truth import Examples
from core.shared.digits import brief
from core.training.trainer import Trainer

BINS = 40
KINDS = ("weights", "activations", "gradients")
MOST_LAYERS = 6
LINEAR, FAR = 0.05, 10.0
LEAST_EXPONENT = -8.0
OPERATIONS = 2e8  # that a call may spend on snapshots
MOST_MOMENTS = 8
FULL = 0.4  # the share of values in one bin that has the darkest colour

Spread = NDArray[np.float32]
_known: Remembered[Spread] = Remembered()


def strips(trainer: Trainer) -> dict[str, Any]:
    """Return pictures of at most six layers: for each kind RGBA of `columns` x 40, time to the right, high values up.

    `missing` moments are still to be worked out by later calls; `examples` are those of the last column.
    """
    numbers = chosen(len(trainer.bound.layers))
    known = _known.of(trainer)
    kept = trainer.snapshots.kept
    missing = [held for held in kept if held.step not in known]
    for held in missing[: affordable(trainer.bound)]:
        known[held.step] = spread_at(trainer.bound, held.state.bound.parameters, numbers)
    now = spread(trainer.bound, probe_of(trainer.bound), numbers)
    columns = np.stack([*(known[held.step] for held in kept if held.step in known), now], axis=-1)
    return {
        "columns": columns.shape[-1],
        "bins": BINS,
        "examples": trainer.examples,
        "missing": sum(held.step not in known for held in kept),
        "layers": [
            {"layer": number} | {kind: picture(columns[i, k]) for k, kind in enumerate(KINDS)}
            for i, number in enumerate(numbers)
        ],
    }


def spread_table(trainer: Trainer) -> list[dict[str, Any]]:
    """Return the strips in numbers: for each layer `rows` of texts: examples, then each kind's median and its tenths.

    There is a row for each moment that has been worked out. A tenth of the values lies below the first number in
    brackets and a tenth above the second; all are as exact as the bins are fine.
    """
    numbers = chosen(len(trainer.bound.layers))
    known = _known.of(trainer)
    moments = [(held.examples, known[held.step]) for held in trainer.snapshots.kept if held.step in known]
    moments.append((trainer.examples, spread(trainer.bound, probe_of(trainer.bound), numbers)))
    return [
        {"layer": number, "rows": [[str(at), *map(spread_words, KINDS, found[i])] for at, found in moments]}
        for i, number in enumerate(numbers)
    ]


def spread_words(kind: str, found: NDArray[np.float32]) -> str:
    """Return the median of shares (bins,), and in brackets the numbers that a tenth is below and a tenth above."""
    if np.isnan(found).all():
        return "none is finite"
    low, middle, high = (brief(value_at(kind, quantile(found, share))) for share in (0.1, 0.5, 0.9))
    return f"{middle} ({low} to {high})"


def quantile(found: NDArray[np.float32], share: float) -> float:
    """Return the place from 0 to 1 of the bin below whose end this share of what is in bins (bins,) lies."""
    reached = np.cumsum(found, dtype=np.float64)
    return (int(np.searchsorted(reached, share * reached[-1])) + 0.5) / BINS


def value_at(kind: str, place: float) -> float:
    """Return the number at a place of a kind's scale: the inverse of `signed_places` or `sized_places`."""
    if kind == "gradients":
        return 10 ** (LEAST_EXPONENT * (1 - place))
    return float(LINEAR * np.sinh((2 * place - 1) * np.arcsinh(FAR / LINEAR)))


def chosen(count: int) -> list[int]:
    """Return the layers to show, from 1: all of few, else the first, the last and some between."""
    return sorted({round(number) for number in np.linspace(1, count, min(count, MOST_LAYERS)).tolist()})


def affordable(bound: Bound) -> int:
    """Return how many moments one call may work out."""
    return max(1, min(MOST_MOMENTS, int(OPERATIONS / (6 * 256 * len(bound.parameters)))))


def spread_at(bound: Bound, parameters: NDArray[np.float32], numbers: list[int]) -> Spread:
    """Return how the values of another moment are spread; the network is the same afterwards."""
    present = bound.parameters.copy()
    bound.parameters[:] = parameters
    try:
        return spread(bound, probe_of(bound), numbers)
    finally:
        bound.parameters[:] = present


def spread(bound: Bound, examples: Examples, numbers: list[int]) -> Spread:
    """Return the shares (layers, kinds, bins) of values in every bin; nan for values that are all no numbers."""
    passed = bound.forward(examples.points)
    gradient = bound.backward(*examples).gradient
    found = np.zeros((len(numbers), len(KINDS), BINS), np.float32)
    for i, number in enumerate(numbers):
        plan, view = bound.plan.layers[number - 1], bound.layers[number - 1]
        slopes = gradient[plan.offset : plan.offset + plan.fan_in * plan.fan_out]
        found[i] = (
            shares(signed_places(view.weights)),
            shares(signed_places(passed.a[number - 1])),
            shares(sized_places(slopes)),
        )
    return found


def signed_places(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return places from 0 to 1 on the scale of weights and activations, 0.5 for zero."""
    return 0.5 + 0.5 * np.arcsinh(values / LINEAR) / np.arcsinh(FAR / LINEAR)


def sized_places(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return places from 0 to 1 on the scale of gradients."""
    return 1 - np.log10(np.maximum(np.abs(values), 10.0**LEAST_EXPONENT)) / LEAST_EXPONENT


def shares(places: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return the share of places in each bin: the last ones take what lies beyond, none takes what is no number.

    Where no place is a number every share is nan, which pictures hatch.
    """
    known = places[~np.isnan(places)].ravel()
    if not known.size:
        return np.full(BINS, np.nan, np.float32)
    bins = np.clip(known * BINS, 0, BINS - 1).astype(np.int64)
    return (np.bincount(bins, minlength=BINS) / places.size).astype(np.float32)


def picture(columns: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the RGBA bytes of shares (bins, columns), the highest bin in the first row."""
    return error_image(np.ascontiguousarray(columns[::-1]).ravel(), columns.shape[1], FULL)
