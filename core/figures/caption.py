"""Captions: what a figure shows, in words that let a reader repeat it."""

from core.catalogue.activations import ACTIVATIONS
from core.catalogue.losses import LOSSES
from core.catalogue.optimizers import OPTIMIZERS
from core.catalogue.schedules import SCHEDULES
from core.catalogue.targets import TARGETS
from core.insight.view import View
from core.shared import digits
from core.shared.config import Config
from core.shared.link import to_link
from core.shared.number import to_text
from core.training.trainer import Trainer

SHOWN_LAYERS = 6
SHOWN_INPUTS = 3
LABELS = {row.id: row.label for table in (ACTIVATIONS, LOSSES, OPTIMIZERS, SCHEDULES, TARGETS) for row in table}
BROUGHT = {row.id: row.output for row in LOSSES}


def label(config: Config, name: str) -> str:
    """A choice in words; a formula of the user's is its own name, `f1 = sin(a)`."""
    formula = config.formula(name) if name not in LABELS else ""
    return f"{name} = {formula}" if formula else LABELS.get(name, name)


def layer_text(config: Config, number: int) -> str:
    """A layer's neurons and activation, counted from 1: `64 Leaky ReLU`; a loss may bring that of the output."""
    if number <= len(config.layers):
        layer = config.layers[number - 1]
        return f"{layer.neurons} {label(config, layer.activation)}"
    return f"{config.output.neurons} {BROUGHT[config.loss].capitalize() or label(config, config.output.activation)}"


def architecture(config: Config) -> str:
    """The layers in words: `2 inputs, 64 Leaky ReLU, 1 Sigmoid`."""
    layers = [layer_text(config, number) for number in range(1, len(config.layers) + 2)]
    if len(layers) > SHOWN_LAYERS:
        layers[SHOWN_LAYERS - 2 : -1] = [f"{len(layers) - SHOWN_LAYERS + 1} more layers"]
    return ", ".join([f"{config.inputs} inputs" if config.inputs > 1 else "1 input", *layers])


def training(config: Config) -> str:
    """Loss, optimizer, rate, schedule, batch and seed in words."""
    schedule = "" if config.schedule == "constant" else f", {label(config, config.schedule).lower()} schedule"
    rate = f"rate {to_text(config.rate)}{schedule}"
    data = f"; {config.examples:,} examples" if config.data == "finite" else ""
    return f"{label(config, config.loss)}; {label(config, config.optimizer)}, {rate}, batch {config.batch}{data}"


def progress(trainer: Trainer) -> str:
    """How far the run is: its examples, and the mean cost of the last ones."""
    cost = trainer.recent.mean()
    if cost is None:
        return "Not trained yet."
    changes = f", {len(trainer.changes)} changes on the way" if trainer.changes else ""
    return f"After {trainer.examples:,} examples{changes}: cost {digits.cost(cost)}."


def held(config: Config, view: View) -> str:
    """Where the inputs lie that the square does not span: ` Held: x3 = 0.5.`, if there are any."""
    rest = [number for number in range(config.inputs) if number not in view.axes]
    shown = [f"x{number + 1} = {digits.brief(view.point[number], 3)}" for number in rest[:SHOWN_INPUTS]]
    more = f" and {len(rest) - SHOWN_INPUTS} more" if len(rest) > SHOWN_INPUTS else ""
    return f" Held: {', '.join(shown)}{more}." if rest else ""


def caption(trainer: Trainer, view: View) -> str:
    """The Config and the state of a run in a few sentences, and what of the network is seen."""
    config = trainer.config
    what = f"Target: {label(config, config.target)}. Network: {architecture(config)}."
    told = f"{what} {training(config)}, seed {config.seed}. {progress(trainer)}"
    return told + held(config, view)


def address(config: Config, page: str) -> str:
    """The link of a Config on the page at the address `page`, which may be empty."""
    link = to_link(config)
    place = page.partition("#")[0]
    return f"{place}#{link}" if link else place
