"""Config: one whole experiment as one immutable value, whose text form is the share link.

Runs on CPython and on MicroPython. `FIELDS` (core.shared.fields) says what each attribute means and may be.
"""

from core.shared.fields import FIELDS, FORMULA_NAMES, KEYS, Field
from core.shared.layer import Layer
from core.shared.number import rounded, to_text


class Config:
    """An immutable experiment; `Config()` is the default, `Config(rate=0.1)` differs from it in one field.

    Raises TypeError for a name that is no field or a value of the wrong type, ValueError for one out of range.
    """

    target: str
    inputs: int
    outputs: int
    features: tuple[str, ...]
    layers: tuple[Layer, ...]
    output: Layer
    loss: str
    optimizer: str
    rate: float
    momentum: float
    beta1: float
    beta2: float
    rho: float
    epsilon: float
    schedule: str
    horizon: int
    every: int
    factor: float
    floor: float
    patience: int
    warmup: int
    batch: int
    data: str
    examples: int
    noise: float
    split: float
    arms: int
    decay: float
    l1: float
    l2: float
    clip: float
    dropout: float
    seed: int
    stop_cost: float
    stop_examples: int
    stop_plateau: int
    f1: str
    f2: str
    f3: str
    f4: str
    f5: str
    f6: str
    f7: str
    f8: str
    f9: str

    def __init__(self, **changes: object) -> None:
        for key in changes:
            if key not in KEYS:
                raise TypeError(f"A Config has no field {key}.")
        for row in FIELDS:
            value = allowed(row, changes[row.key]) if row.key in changes else row.default
            object.__setattr__(self, row.key, value)
        object.__setattr__(self, "output", self.output.replace(neurons=self.outputs))

    def replace(self, **changes: object) -> "Config":
        """The same experiment with some of its fields changed."""
        parts = {row.key: getattr(self, row.key) for row in FIELDS if getattr(self, row.key) != row.default}
        parts.update(changes)
        return Config(**parts)

    def all_layers(self) -> tuple[Layer, ...]:
        """The hidden layers and the output layer, in the order in which they compute."""
        return self.layers + (self.output,)

    def formula(self, name: str) -> str:
        """The text of formula f1 to f9, empty if it is not in use; KeyError for any other name."""
        if name not in FORMULA_NAMES:
            raise KeyError(name)
        return getattr(self, name)

    def values(self) -> tuple[object, ...]:
        """Its values in the order of FIELDS."""
        return tuple(getattr(self, key) for key in KEYS)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"A Config cannot change; make another with replace({name}=...).")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Config) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash(self.values())

    def __repr__(self) -> str:
        changed = [key for key in KEYS if getattr(self, key) != getattr(DEFAULT, key)]
        return "Config({})".format(", ".join(f"{key}={getattr(self, key)!r}" for key in changed))


def allowed(row: Field, value: object) -> object:
    """The value as a Config holds it; TypeError or ValueError, with what is allowed, for any other."""
    if row.kind == "int" or row.kind == "float":
        return allowed_number(row, value)
    if row.kind == "ids" or row.kind == "layers":
        return allowed_tuple(row, value)
    if not isinstance(value, Layer if row.kind == "layer" else str):
        raise TypeError(f"{row.key} is a {'Layer' if row.kind == 'layer' else 'text'}, not {value!r}")
    fault = formula_fault(str(value), row.high) if row.kind == "formula" else ""
    if fault:
        raise ValueError(f"{row.key} {fault}")
    return value


def allowed_number(row: Field, value: object) -> object:
    """The number as an int or a rounded float; its error names the range."""
    wanted = (int,) if row.kind == "int" else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        raise TypeError(f"{row.key} is a number from {range_of(row)}, not {value!r}")
    if not row.low <= value <= row.high:  # also refuses nan
        raise ValueError(f"{row.key} goes from {range_of(row)}, not to {value!r}")
    return value if row.kind == "int" else rounded(value)


def allowed_tuple(row: Field, value: object) -> tuple[object, ...]:
    """The texts or Layers as a tuple; its error names the greatest number of them."""
    item = Layer if row.kind == "layers" else str
    if not isinstance(value, (tuple, list)) or not all(isinstance(part, item) for part in value):
        raise TypeError(f"{row.key} is a tuple of {'Layers' if row.kind == 'layers' else 'texts'}, not {value!r}")
    if len(value) > row.high:
        raise ValueError(f"{row.key} has at most {row.high} entries, not {len(value)}")
    return tuple(value)


def formula_fault(value: str, length: int) -> str:
    """What is wrong with a formula's text before anyone parses it, or nothing."""
    if len(value) > length:
        return f"has at most {length} characters"
    if any(c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in value):
        return "holds a character that is no text"
    return ""


def range_of(row: Field) -> str:
    """The allowed range in words."""
    return f"{to_text(row.low)} to {to_text(row.high)}"


def rebuilds(old: Config, new: Config) -> tuple[str, ...]:
    """The keys in which two Configs differ and which a running network cannot take over, in field order."""
    used = formulas_in_network(old) + formulas_in_network(new)
    return tuple(
        row.key
        for row in FIELDS
        if getattr(old, row.key) != getattr(new, row.key) and (not row.live or row.key in used)
    )


def formulas_in_network(config: Config) -> tuple[str, ...]:
    """The names of the formulas that its layers and features are made of."""
    names = [layer.activation for layer in config.all_layers()] + list(config.features)
    return tuple(name for name in FORMULA_NAMES if name in names)


DEFAULT = Config()
