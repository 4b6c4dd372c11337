"""Where the graph's weights and neurons lie, as the worker lays them out: their curves, and what is at a place.

Plain Python. A layout is the frame's `graph`: `side` of a neuron's picture, `lefts` of the layers and `tops` of each
layer's neurons, in pixels.
"""

from app.lines import NOTHING, subject

NEAR = 7
"""Pixels within which a curve is pointed at."""

ROUNDS = 20


def curve(layout: dict, layer: int, source: int, neuron: int) -> str:
    """The path of the weight into a layer's neuron, as the worker draws it."""
    half = layout["side"] // 2
    left, right = layout["lefts"][layer - 1] + layout["side"], layout["lefts"][layer]
    start, end = layout["tops"][layer - 1][source] + half, layout["tops"][layer][neuron] + half
    middle = (left + right) // 2
    return f"M{left} {start}C{middle} {start} {middle} {end} {right} {end}"


def weight_at(layout: dict, left: float, top: float) -> "tuple | None":
    """The weight whose curve passes close to a place: its layer, from 1, source and neuron; None without one."""
    half = layout["side"] // 2
    for layer in range(1, len(layout["lefts"])):
        start, end = layout["lefts"][layer - 1] + layout["side"], layout["lefts"][layer]
        if not start < left < end:
            continue
        share = risen((left - start) / (end - start))
        best = None
        for neuron, below in enumerate(layout["tops"][layer]):
            for source, above in enumerate(layout["tops"][layer - 1]):
                away = abs(above * (1 - share) + below * share + half - top)
                if away <= NEAR and (best is None or away < best[0]):
                    best = (away, layer, source, neuron)
        return best[1:] if best else None
    return None


def risen(across: float) -> float:
    """How far a curve has come from its start's height to its end's where it is so far across, both from 0 to 1."""
    # The curve is Bézier's with both handles in the middle: x = 1.5 t - 1.5 t² + t³ and y = 3 t² - 2 t³.
    low, high = 0.0, 1.0
    for _ in range(ROUNDS):
        t = (low + high) / 2
        low, high = (t, high) if t * (1.5 - 1.5 * t + t * t) < across else (low, t)
    return low * low * (3 - 2 * low)


def neuron_at(layout: dict, left: float, top: float) -> "tuple | None":
    """The layer and neuron whose picture lies at a place, or None."""
    side = layout["side"]
    for layer, start in enumerate(layout["lefts"]):
        if start <= left <= start + side:
            for index, above in enumerate(layout["tops"][layer]):
                if above <= top <= above + side:
                    return layer, index
    return None


def under(layout: dict, left: float) -> dict:
    """What lies at a distance from the left: a layer's neurons, or the weights that lead into the next one."""
    for layer, start in enumerate(layout["lefts"]):
        if left < start:
            return subject(edges=(layer,))
        if left <= start + layout["side"]:
            return subject(layer)
    return NOTHING


def nearest(values: list, value: float) -> int:
    """The index of the value that is nearest."""
    return min(range(len(values)), key=lambda index: abs(values[index] - value))
