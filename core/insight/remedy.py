"""Remedies: changes of a Config that mend what health finds, each ready to be applied."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from core.catalogue.activations import ACTIVATIONS
from core.catalogue.initializers import INITIALIZERS
from core.shared.config import Config, rebuilds
from core.shared.digits import brief
from core.shared.layer import Layer
from core.shared.link import to_link
from core.training.usual import calmer_rate, suggestion, unbounded, usual_rate

SMOOTH = ("tanh", "sigmoid", "softsign", "identity")
FAR, FAR_UNBOUNDED = 20, 5  # times the usual rate; where nothing bounds a step, less is fatal already
FAR_BELOW = 20
WIDE = 32  # neurons of a layer
SLOW_TO_HELP = 5  # times the usual rate: what else is mended there takes ten times as long to show


class Remedy(NamedTuple):
    """What to do in words, the `link` of the Config after it, and whether the run must start anew for it.

    `fields` are the keys that change, and `label` says all of them.
    """

    label: str
    link: str
    restart: bool
    fields: list[str]


def remedy(config: Config, label: str, *, restart: bool = False, **changes: object) -> Remedy:
    """Return the remedy that changes these fields; it restarts the run if asked, or if a field rebuilds."""
    changed = config.replace(**changes)
    fields = [key for key in changes if getattr(changed, key) != getattr(config, key)]
    return Remedy(label, to_link(changed), restart or bool(rebuilds(config, changed)), fields)


def far_too_high(config: Config) -> bool:
    """Return whether the rate is so far above what is usual that no other change can mend a run by itself."""
    return config.rate > (FAR_UNBOUNDED if unbounded(config) else FAR) * usual_rate(config)


def far_too_low(config: Config) -> bool:
    """Return whether the rate is so far below what is usual that learning takes many times as long."""
    return config.rate * FAR_BELOW < usual_rate(config)


def calmed(config: Config, text: str, **changes: Any) -> Remedy:
    """Return the remedy that changes these fields, and with them a rate that would make it slow to help."""
    changed = config.replace(**changes)
    if not config.rate > SLOW_TO_HELP * usual_rate(changed):
        return remedy(config, text, **changes)
    rate = usual_rate(changed)
    return remedy(config, f"{text}, at a rate of {brief(rate)}", rate=rate, **changes)


def slower(config: Config, divisor: float, *, restart: bool) -> Remedy:
    """Return the remedy of a lower rate: a part of it, and not above what is usual."""
    rate = calmer_rate(config, divisor)
    return remedy(config, f"Lower the rate to {brief(rate)}" + " and start again" * restart, restart=restart, rate=rate)


def faster(config: Config, factor: float) -> Remedy:
    """Return the remedy of a higher rate."""
    return raised(config, min(10.0, config.rate * factor))


def raised(config: Config, to: float) -> Remedy:
    """Return the remedy of another, higher rate, in two digits."""
    rate = float(f"{to:.2g}")
    return remedy(config, f"Raise the rate to {brief(rate)}", rate=rate)


def annealed(config: Config, step: int) -> Remedy:
    """Return the remedy of a rate that falls along a cosine, for a run that is at a step."""
    horizon = min(10_000_000, max(10_000, 2 * step))
    text = f"Let the rate fall along a cosine until step {horizon:,}"
    return remedy(config, text, schedule="cosine", horizon=horizon)


def other_activation(config: Config, numbers: list[int], activation: str) -> Remedy:
    """Return the remedy that gives hidden layers, from 1, an activation and the weights that suit it."""
    layers = tuple(
        layer.replace(activation=activation, weights=suited(activation), biases="zeros") if number in numbers else layer
        for number, layer in enumerate(config.layers, 1)
    )
    text = f"Give {names(config, numbers)} {label(ACTIVATIONS, activation)}{begun(config.layers, layers)}"
    return calmed(config, text, layers=layers)


def other_weights(config: Config, numbers: list[int]) -> Remedy:
    """Return the remedy that starts hidden layers, from 1, with the weights that suit their activation."""
    layers = tuple(
        layer.replace(weights=suited(layer.activation)) if number in numbers else layer
        for number, layer in enumerate(config.layers, 1)
    )
    return calmed(config, f"Start {names(config, numbers)}{begun(config.layers, layers)}", layers=layers)


def other_numbers(config: Config) -> Remedy:
    """Return the remedy of another seed."""
    seed = config.seed + 1 if config.seed < 999_999_999 else 0
    return remedy(config, f"Start again with other random numbers (seed {seed})", restart=True, seed=seed)


def roomier(config: Config) -> Remedy:
    """Return the remedy of hidden layers with room for many bends: two at least, of 32 leaky ReLUs each."""
    layer = Layer(WIDE, "leaky_relu", suited("leaky_relu"), "zeros")
    layers = (layer,) * max(2, len(config.layers))
    made = f"{label(ACTIVATIONS, layer.activation)}, {label(INITIALIZERS, layer.weights)} weights and biases of 0"
    return calmed(config, f"Take {len(layers)} hidden layers of {WIDE} neurons with {made}", layers=layers)


def is_roomy(config: Config) -> bool:
    """Return whether a network has several hidden layers, and many neurons in each."""
    return len(config.layers) > 1 and all(layer.neurons >= WIDE for layer in config.layers)


def other_output(config: Config, activation: str) -> Remedy:
    """Return the remedy of another output activation."""
    output = Layer(config.outputs, activation, "glorot_uniform", "zeros")
    text = f"Give the output {label(ACTIVATIONS, activation)}{begun((config.output,), (output,))}"
    return calmed(config, text, output=output)


def anew(config: Config, activation: str) -> Remedy:
    """Return the remedy that starts all layers with weights that suit them, the output with this activation."""
    output = Layer(config.outputs, activation, suited(activation), "zeros")
    layers = tuple(layer.replace(weights=suited(layer.activation), biases="zeros") for layer in config.layers)
    start = f"all layers{begun((*config.layers, config.output), (*layers, output))}"
    if activation == config.output.activation:
        return calmed(config, f"Start {start}", layers=layers, output=output)
    text = f"Give the output {label(ACTIVATIONS, activation)}, and start {start}"
    return calmed(config, text, layers=layers, output=output)


def hidden_layer(config: Config) -> Remedy:
    """Return the remedy of a hidden layer, trained by Adam, for a network that has none."""
    layer, rate = Layer(8, "tanh", suited("tanh"), "zeros"), suggestion("adam")["rate"]
    text = (
        f"Add a layer of {layer.neurons} neurons with {label(ACTIVATIONS, 'tanh')}, and train with Adam at a rate of "
    )
    return remedy(config, text + brief(rate), layers=(layer,), optimizer="adam", rate=rate)


def better_start(config: Config) -> Remedy:
    """Return the remedy of weights that suit every hidden layer, trained by Adam at the rate that it likes."""
    rate = suggestion("adam")["rate"]
    layers = tuple(layer.replace(weights=suited(layer.activation), biases="zeros") for layer in config.layers)
    begin = begun(config.layers, layers)
    text = f"Train with Adam at a rate of {brief(rate)}" + (f", and start{begin}" if begin else "")
    return remedy(config, text, optimizer="adam", rate=rate, layers=layers)


def are_suited(config: Config, numbers: list[int]) -> bool:
    """Return whether hidden layers, from 1, start with the weights that suit their activation."""
    return all(config.layers[number - 1].weights == suited(config.layers[number - 1].activation) for number in numbers)


def begun(before: Sequence[Layer], after: Sequence[Layer]) -> str:
    """Return in words how layers start otherwise than before, with all that differs; empty if nothing does."""
    pairs = list(zip(before, after, strict=True))
    weights = dict.fromkeys(label(INITIALIZERS, new.weights) for old, new in pairs if new.weights != old.weights)
    parts = [f"{' and '.join(weights)} weights"] if weights else []
    if any(new.biases != old.biases for old, new in pairs):
        parts.append("biases of 0")
    return f" with {' and '.join(parts)}" if parts else ""


def suited(activation: str) -> str:
    """Return the initializer that keeps signals alive through layers of an activation."""
    if activation == "selu":
        return "lecun_normal"
    return "glorot_uniform" if activation in SMOOTH else "he_normal"


def label(rows: Iterable[Any], identity: str) -> str:
    """Return the label of the row with an id; the id itself, if it is a formula's name."""
    return next((row.label for row in rows if row.id == identity), identity)


def names(config: Config, numbers: list[int]) -> str:
    """Return hidden layers in words: layer 2; layers 1 and 3; all hidden layers."""
    if len(numbers) == 1:
        return f"layer {numbers[0]}"
    if len(numbers) == len(config.layers):
        return "all hidden layers"
    return f"layers {', '.join(str(number) for number in numbers[:-1])} and {numbers[-1]}"
