"""Sketches: what a preset is about, small: a curve, the sizes of its layers, or a value with its name. Plain Python."""

from app.markup import escaped
from app.player import count
from app.plot import path, svg
from app.views.curve import drawn
from core.shared.consistency import row_of
from core.shared.number import to_text
from core.shared.schedule import share

WIDTH, HEIGHT = 44, 28
POINTS = 40
BAR, MOST_BAR = 6.0, 64
"""The widest bar of a layer, and the neurons from which on it has the full height."""


def sketch(about: str, config, choices: dict) -> str:
    """The HTML of what a preset is about: a key of its Config, `activation` or `weights`; of nothing, an empty text."""
    if not about:
        return ""
    if about in ("activation", "output"):
        layer = config.output if about == "output" else config.layers[0]
        row = row_of(choices, "activations", layer.activation) or {}
        return tile(drawn(row["curve"]), "output" if about == "output" else row["label"])
    if about == "schedule":
        return tile(annealed(config, choices), "rate")
    if about == "layers":
        return tile(sizes(config), "layers" if config.layers else "no layer")
    return tile(f"<b>{escaped(value(about, config, choices))}</b>", "start" if about == "weights" else about)


def value(about: str, config, choices: dict) -> str:
    """A number of the Config, the feature that it feeds to the network, or how its weights begin."""
    if about == "features":
        return (row_of(choices, "features", config.features[0]) or {})["formula"]
    if about == "weights":
        return (row_of(choices, "initializers", config.layers[0].weights) or {})["label"]
    number = getattr(config, about)
    return count(number) if isinstance(number, int) else to_text(number)


def tile(drawing: str, name: str) -> str:
    """A drawing in a frame, and below it its name."""
    return f'<i class="curve">{drawing}</i><small>{escaped(name)}</small>'


def annealed(config, choices: dict) -> str:
    """The rate from the first step to the last of the schedule."""
    formula = (row_of(choices, "schedules", config.schedule) or {})["value"]
    shares = [share(config, formula, config.horizon * index // POINTS) for index in range(POINTS + 1)]
    return svg(
        WIDTH, HEIGHT, ("", path([(index / POINTS, shares[index]) for index in range(POINTS + 1)], WIDTH, HEIGHT))
    )


def sizes(config) -> str:
    """A bar for each layer, the inputs first, as high as it has neurons."""
    neurons = [config.inputs] + [layer.neurons for layer in config.all_layers()]
    step = WIDTH / len(neurons)
    bars = []
    for index, size in enumerate(neurons):
        high = HEIGHT * (0.12 + 0.88 * (min(size, MOST_BAR) / MOST_BAR) ** 0.5)
        wide = min(BAR, 0.7 * step)
        left = step * (index + 0.5) - wide / 2
        bars.append(f"M{left:.1f} {(HEIGHT - high) / 2:.1f}v{high:.1f}h{wide:.1f}v{-high:.1f}z")
    return svg(WIDTH, HEIGHT, ("bars", "".join(bars)))
