"""Ledger: one neuron's arithmetic as a table of texts, ready to be read and to be worked out again by hand.

A row is a term of the sum: where it comes from, weight, input, their product, then the weight's gradient and what
the next step would add to it if this example were its whole batch. `core.insight.arithmetic` has the numbers.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.evaluate import evaluate
from core.compiler.plan import SOFTMAX
from core.compiler.program import Bound
from core.insight.arithmetic import Backward, Forward, backward, forward
from core.insight.evidence import SILENT_SLOPE, probe_of, slopes_of
from core.insight.truth import example
from core.insight.view import View
from core.insight.working import formulas, rule
from core.shared.digits import digits
from core.training.trainer import Trainer

CURVE_POINTS = 81
LEAST_REACH = 4.0
ORDERS = ("size", "index")
NO_NUMBERS = np.empty(0, np.float32)


class Row(NamedTuple):
    """A term: the place of the weight from 0, the name of its source, and texts; `share` of the largest weight."""

    place: int
    name: str
    weight: str
    input: str
    term: str
    gradient: str
    change: str
    share: float


class Outgoing(NamedTuple):
    """A weight to a neuron of the next layer, the error there, and their product."""

    place: int
    weight: str
    delta: str
    term: str
    share: float


def ledger(
    trainer: Trainer,
    view: View,
    layer: int,
    index: int,
    order: str,
    most: int,
    picked: int | None = None,
    worked: bool = True,
) -> dict[str, Any]:
    """Return the table of a neuron, at most so many rows a direction, sorted by `size` of the terms or by `index`.

    The row of the `picked` weight is there whatever its size: it can be followed while others outgrow it. `rule` is
    how its next change, from 0, or that of the bias (None) is made, if it is to be `worked` out: that takes another
    gradient. ValueError if there is no such neuron or order.
    """
    if order not in ORDERS:
        raise ValueError(f"Terms are sorted by {' or '.join(ORDERS)}, not by {order!r}.")
    bound = trainer.bound
    ahead, back = forward(bound, view, layer, index), backward(bound, view, layer, index, trainer.rate())
    last = ahead.first + ahead.stride * len(ahead.weights)
    shown = sorted_places(ahead.terms, order, most, picked)
    pinned = {position for position, _ in trainer.pins}
    held = [number for number in range(len(ahead.weights)) if ahead.first + ahead.stride * number in pinned]
    return {
        "layer": layer,
        "neuron": index,
        "activation": ahead.activation,
        "formulas": formulas(bound, layer),
        "rule": working(trainer, view, layer, last if picked is None else ahead.first + ahead.stride * picked)
        if worked
        else [],
        "terms": [stayed(row, held)._asdict() for row in rows(bound, ahead, back, shown)],
        "ablated": is_ablated(trainer, layer, index),
        "count": len(ahead.weights),
        "first": ahead.first,
        "stride": ahead.stride,
        "held": held,
        "bias_held": last in pinned,
        "sums": sums(ahead, back) | {"rest": digits(rest(ahead.terms, shown))},
        "outgoing": [row._asdict() for row in outgoing(ahead, back, order, most)],
        "outgoing_count": len(ahead.outgoing),
        "silent": silent_share(bound, layer, index),
        "point": [ahead.sum, ahead.value],
        "curve": curve(bound, layer, ahead.sum),
    }


def working(trainer: Trainer, view: View, layer: int, position: int) -> list[dict[str, str]]:
    """Return the steps of a parameter's next change; none if the target is random, or the parameter is held."""
    shown = example(trainer.bound, view)
    if shown is None or any(position == held for held, _ in trainer.pins):
        return []
    gradient = trainer.bound.backward(*shown).gradient
    return [step._asdict() for step in rule(trainer.bound, gradient, trainer.rate(), layer, position)]


def is_ablated(trainer: Trainer, layer: int, index: int) -> bool:
    """Return whether all weights that lead out of a neuron are held at 0."""
    if layer == len(trainer.bound.layers):
        return False
    following = trainer.bound.plan.layers[layer]
    first = following.offset + index * following.fan_out
    held = dict(trainer.pins)
    return all(held.get(position) == 0 for position in range(first, first + following.fan_out))


def rows(bound: Bound, ahead: Forward, back: Backward | None, places: list[int]) -> list[Row]:
    """Return the terms of the sum at these places."""
    gradients, changes = (back.weight_gradients, back.weight_changes) if back else (NO_NUMBERS, NO_NUMBERS)
    scale = largest(ahead.weights, ahead.bias)
    return [
        Row(
            i,
            source(bound, ahead.layer, i),
            digits(ahead.weights[i]),
            digits(ahead.inputs[i]),
            digits(ahead.terms[i]),
            digits(gradients[i] if len(gradients) else None),
            digits(changes[i] if len(changes) else None),
            share(ahead.weights[i], scale),
        )
        for i in places
    ]


def stayed(row: Row, held: list[int]) -> Row:
    """Return a row as it is, or of a held weight with no next change."""
    return row._replace(change=digits(0.0)) if row.place in held else row


def outgoing(ahead: Forward, back: Backward | None, order: str, most: int) -> list[Outgoing]:
    """Return the weights to the next layer, and how much error arrives along each."""
    scale = largest(ahead.outgoing)
    deltas = back.following if back else NO_NUMBERS
    terms = ahead.outgoing * deltas if len(deltas) else ahead.outgoing
    return [
        Outgoing(
            i,
            digits(ahead.outgoing[i]),
            digits(deltas[i] if len(deltas) else None),
            digits(terms[i] if len(deltas) else None),
            share(ahead.outgoing[i], scale),
        )
        for i in sorted_places(terms, order, most)
    ]


def sums(ahead: Forward, back: Backward | None) -> dict[str, Any]:
    """Return the single numbers as texts."""
    found = {
        "terms": ahead.terms.sum(dtype=np.float64),
        "bias": ahead.bias,
        "sum": ahead.sum,
        "value": ahead.value,
        "slope": ahead.slope,
        "arriving": back.arriving if back else None,
        "delta": back.delta if back else None,
        "bias_gradient": back.bias_gradient if back else None,
        "bias_change": back.bias_change if back else None,
        "cost": back.cost if back else None,
        "target": back.target if back else None,
    }
    return {name: digits(value) for name, value in found.items()} | {
        "bias_share": share(ahead.bias, largest(ahead.weights, ahead.bias))
    }


def source(bound: Bound, layer: int, index: int) -> str:
    """Return what feeds a weight: an input's name, a feature, or the number of a neuron, from 1."""
    if layer > 1:
        return str(index + 1)
    config = bound.config
    if index >= config.inputs:
        return str(config.features[index - config.inputs])
    return "ab"[index] if config.inputs <= 2 else f"x{index + 1}"


def silent_share(bound: Bound, layer: int, index: int) -> float:
    """Return at which share of the probe's points a neuron's slope is 0."""
    passed = bound.forward(probe_of(bound).points)
    slopes = slopes_of(bound, layer - 1, passed.z[layer - 1], passed.a[layer - 1])[:, index]
    return float((np.abs(slopes) < SILENT_SLOPE).mean())


def curve(bound: Bound, layer: int, z: float) -> dict[str, Any] | None:
    """Return the activation's values at even steps from -reach to reach, where z lies; None for a softmax."""
    activation = bound.plan.layers[layer - 1].activation
    if activation.id == SOFTMAX or not np.isfinite(z):
        return None
    reach = LEAST_REACH
    while reach < 1.05 * abs(z):
        reach *= 2
    x = np.linspace(-reach, reach, CURVE_POINTS)
    with np.errstate(all="ignore"):
        values = np.broadcast_to(evaluate(activation.value, {"x": x}), x.shape)
    return {"reach": reach, "values": values.astype(np.float32)}


def sorted_places(values: NDArray[np.floating], order: str, most: int, kept: int | None = None) -> list[int]:
    """Return the places of the largest values, the largest first, or those of the first values.

    The `kept` place, if the values have it, stands last where it would be left out.
    """
    places = list(range(len(values)))
    if order == "size":
        places = np.argsort(-np.abs(values), kind="stable").tolist()
    if kept is not None and kept in places[most:]:
        return [*places[: most - 1], kept]
    return places[:most]


def rest(values: NDArray[np.floating], places: list[int]) -> float | None:
    """Return the sum of the values at other places than these, None if there is no other."""
    if len(values) == len(places):
        return None
    return float(values.sum(dtype=np.float64) - values[places].sum(dtype=np.float64))


def largest(*parts: NDArray[np.floating] | float) -> float:
    """Return the largest absolute number, or 1 if all are 0 or some are not finite."""
    top = max((float(np.abs(part).max(initial=0)) for part in map(np.asarray, parts)), default=0.0)
    return top if np.isfinite(top) and top else 1.0


def share(value: float, scale: float) -> float:
    """Return a signed share of the scale with two decimals."""
    part = float(value) / scale
    return round(part, 2) if np.isfinite(part) else 0.0
