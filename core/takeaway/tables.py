"""Tables and texts to take away: the response and the history as CSV, the Config as JSON, the weights as arrays."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.insight import response
from core.insight.view import View, grid
from core.shared.config import Config
from core.shared.fields import FIELDS
from core.shared.link import to_link, value_text
from core.takeaway import safetensors
from core.training.trainer import Trainer

SIDE = 76


def table(heads: Sequence[str], columns: Sequence[NDArray[Any]]) -> str:
    """CSV with a line of heads; numbers are as short as they can be and still the same."""
    return lines(heads, zip(*(shortest(column) for column in columns), strict=True))


def lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV as RFC 4180 has it, but with plain line ends."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return file.getvalue()


def shortest(column: NDArray[Any]) -> list[str]:
    """Each number in the fewest digits that its type needs."""
    return [str(value) for value in column]


def response_csv(trainer: Trainer, view: View) -> str:
    """The outputs over the square: its two inputs, each output, and the viewed output's target."""
    points = grid(view, SIDE)
    outputs = trainer.bound.predict(points)
    names = [f"x{axis + 1}" for axis in dict.fromkeys(view.axes)]
    heads = [*names, *(f"output{number + 1}" for number in range(outputs.shape[1])), f"target{view.output + 1}"]
    target = response.targets(trainer.bound, view, SIDE)
    return table(heads, [*(points[:, axis] for axis in dict.fromkeys(view.axes)), *outputs.T, target])


def history_csv(trainer: Trainer) -> str:
    """The cost after so many examples: mean, lowest and highest of a point's steps, of training and of testing."""
    rows = []
    for part, series in (("training", trainer.costs), ("test", trainer.test_costs)):
        points = series.since()
        columns = [shortest(column) for column in (points.examples, points.mean, points.low, points.high)]
        rows += [(part, *row) for row in zip(*columns, strict=True)]
    return lines(("part", "examples", "mean", "lowest", "highest"), rows)


def config_json(config: Config) -> str:
    """Every field of a Config, and the link that makes it again."""
    fields = {row.key: plain(row.kind, value_text(row, getattr(config, row.key)), config, row.key) for row in FIELDS}
    return json.dumps({"link": to_link(config), "fields": fields}, indent=2, ensure_ascii=False) + "\n"


def plain(kind: str, text: str, config: Config, key: str) -> object:
    """A field's value as JSON has it: numbers as they are, all else as in a link."""
    return getattr(config, key) if kind in ("int", "float") else text


def weights(trainer: Trainer) -> dict[str, NDArray[np.float32]]:
    """Weights (inputs, neurons) and biases (neurons,) of each layer by name, `layer1.weights` first."""
    found = {}
    for number, layer in enumerate(trainer.bound.layers, 1):
        found[f"layer{number}.weights"] = layer.weights.copy()
        found[f"layer{number}.biases"] = layer.biases.ravel().copy()
    return found


def weights_npz(trainer: Trainer) -> bytes:
    """The weights as NumPy's archive of arrays."""
    file = io.BytesIO()
    np.savez(file, **weights(trainer))  # type: ignore[arg-type]
    return file.getvalue()


def weights_safetensors(trainer: Trainer) -> bytes:
    """The weights as a safetensors file, whose metadata carry the link."""
    return safetensors.pack(weights(trainer), {"link": to_link(trainer.config), "step": str(trainer.step)})
