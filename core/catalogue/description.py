"""The catalogue as plain lists, dicts, texts and numbers: what the page draws its controls from.

`choices()` gives {kinds: {table: rows}, fields: rows, presets: rows}, which is all that links are read with. Rows have
the columns of their table. In what `describe()` gives, activations have a `curve` and a `slope_curve` besides, and
targets a `picture`. The same from every run.
"""

import base64
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from core.catalogue.activations import ACTIVATIONS, Activation
from core.catalogue.data import DATA
from core.catalogue.evaluate import evaluate
from core.catalogue.features import FEATURES
from core.catalogue.initializers import INITIALIZERS
from core.catalogue.losses import LOSSES
from core.catalogue.optimizers import OPTIMIZERS
from core.catalogue.presets import PRESETS
from core.catalogue.regions import region
from core.catalogue.schedules import SCHEDULES
from core.catalogue.targets import TARGETS, Target, classes_of
from core.shared.fields import FIELDS, Field, field
from core.shared.link import value_text

CURVE = (-4.0, 4.0, 49)  # from, to, points
PICTURE = 24


def describe() -> dict[str, Any]:
    """The whole catalogue, pictures included."""
    described = choices()
    kinds = described["kinds"]
    drawn = {
        "activations": [plain(row) | curves(row) for row in ACTIVATIONS],
        "targets": [plain(row) | {"picture": picture(row)} for row in TARGETS],
    }
    return {**described, "kinds": {**kinds, **drawn}}


def choices() -> dict[str, Any]:
    """The catalogue without curves and pictures: a worker that starts need not wait for them."""
    kinds = {
        "activations": [plain(row) for row in ACTIVATIONS],
        "initializers": [plain(row) for row in INITIALIZERS],
        "targets": [plain(row) for row in TARGETS],
        "losses": [plain(row) for row in LOSSES],
        "optimizers": [plain(row) for row in OPTIMIZERS],
        "schedules": [plain(row) for row in SCHEDULES],
        "features": [plain(row) for row in FEATURES],
        "data": [plain(row) for row in DATA],
    }
    return {
        "kinds": kinds,
        "fields": [plain_field(row) for row in FIELDS],
        "presets": [plain(row) for row in PRESETS],
    }


def plain(row: NamedTuple) -> dict[str, Any]:
    """A row's columns by name, without functions."""
    return {name: listed(value) for name, value in row._asdict().items() if not callable(value)}


def listed(value: Any) -> Any:
    """The value with lists for its tuples."""
    return [listed(part) for part in value] if isinstance(value, tuple) else value


def plain_field(row: Field) -> dict[str, Any]:
    """A field's columns by name; its default as a number, or as the text of a link."""
    numeric = row.kind in ("int", "float")
    return row._asdict() | {"default": row.default if numeric else value_text(row, row.default)}


def curves(row: Activation) -> dict[str, list[float]]:
    """The activation's curve and its slope's, at even steps from CURVE[0] to CURVE[1]."""
    x = np.linspace(*CURVE)
    y = evaluate(row.value, x=x)
    slope = np.broadcast_to(evaluate(row.slope, x=x, y=y), x.shape)
    return {"curve": rounded(y), "slope_curve": rounded(slope)}


def rounded(values: Iterable[float]) -> list[float]:
    """Four digits are enough for a picture, and the same on every machine."""
    return [round(float(value), 4) + 0.0 for value in values]


def picture(target: Target) -> str:
    """The target over the square: base64 of PICTURE x PICTURE bytes, index = row(b) * PICTURE + column(a)."""
    axis = np.linspace(0, 1, PICTURE, dtype=np.float32)
    a, b = (grid.ravel() for grid in np.meshgrid(axis, axis))
    values = heights(target, a, b)
    return base64.b64encode(np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8).tobytes()).decode()


def heights(target: Target, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The target's values, 0 to 1, classes spread evenly over that range."""
    if target.kind == "noise":
        return np.random.default_rng(0).random(a.size)
    if target.classes:
        arms = field("arms").default
        return region(target, np.stack([a, b], axis=1), arms) / (classes_of(target, arms) - 1)
    return evaluate(target.value, a=a, b=b)
