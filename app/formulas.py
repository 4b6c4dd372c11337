"""Formulas of the user's own in a Config: at which place one stands, and the Config in which another one does.

Plain Python. A place is `target`, `output`, the number of a hidden layer, from `0`, or `feature` and the number of one
of the user's own input features, from `feature 0`; the number after the last is that of a new one.
"""

from core.shared.config import Config
from core.shared.fields import FORMULA_NAMES
from core.shared.layer import Layer

ALL_IN_USE = "All nine formulas are in use: choose something else in place of one of them first."
FEATURE = "feature "
SHOWN = 26
"""Signs of a formula that a field shows; of a longer one a fault is shown within a piece."""


def id_at(config: Config, place: str) -> str:
    """The id, or the formula's name, that stands at a place."""
    if place.startswith(FEATURE):
        found, number = own_features(config), int(place[len(FEATURE) :])
        return found[number] if number < len(found) else ""
    return config.target if place == "target" else layer_at(config, place).activation


def text_at(config: Config, place: str) -> str:
    """The formula that stands at a place, empty if there is none."""
    name = id_at(config, place)
    return config.formula(name) if name in FORMULA_NAMES else ""


def own_features(config: Config) -> list[str]:
    """The names of the formulas among the input features."""
    return [name for name in config.features if name in FORMULA_NAMES]


def layer_at(config: Config, place: str) -> Layer:
    """The layer of a place."""
    return config.output if place == "output" else config.layers[int(place)]


def used(config: Config, table: str) -> list[str]:
    """The ids of a table, targets or activations, that are in use."""
    return [config.target] if table == "targets" else [layer.activation for layer in config.all_layers()]


def offered(config: Config, table: str) -> list[str]:
    """The names of the formulas that a table's choice may offer: none that means something else."""
    foreign = used(config, "activations" if table == "targets" else "targets") + list(config.features)
    return [name for name in FORMULA_NAMES if config.formula(name) and name not in foreign]


def placed(config: Config, place: str, text: str) -> tuple:
    """What a formula at a place changes: the Config that holds its text, and the key and value to choose in it.

    A formula that stands only there is written over; ValueError when no name is left for another.
    """
    name = name_for(config, place)
    config = config.replace(**{name: text})
    if place == "target":
        return config, "target", name
    if place.startswith(FEATURE):
        return config, "features", replaced(config.features, id_at(config, place), name)
    layer = layer_at(config, place).replace(activation=name)
    if place == "output":
        return config, "output", layer
    layers = list(config.layers)
    layers[int(place)] = layer
    return config, "layers", tuple(layers)


def replaced(names: tuple, old: str, new: str) -> tuple:
    """The names with a new one in place of the old one, or behind them all."""
    return tuple([new if name == old else name for name in names]) if old else names + (new,)


def name_for(config: Config, place: str) -> str:
    """The name under which a formula at a place is kept."""
    taken = used(config, "targets") + used(config, "activations") + list(config.features)
    own = id_at(config, place)
    if own in FORMULA_NAMES and taken.count(own) == 1:
        return own
    free = [name for name in FORMULA_NAMES if name not in taken]
    if not free:
        raise ValueError(ALL_IN_USE)
    return ([name for name in free if not config.formula(name)] + free)[0]


def pointed(text: str, column: int) -> str:
    """A line whose caret stands under a column (from 0) of the text; over it a piece of a text that is long."""
    if len(text) <= SHOWN:
        return " " * column + "^"
    begin = max(0, min(column - SHOWN // 2, len(text) - SHOWN))
    return text[begin : begin + SHOWN] + "\n" + " " * (column - begin) + "^"
