"""Exports: the table of what can be taken away from a run, each as a file with a name and a type."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from core.insight.view import View
from core.takeaway import saved, tables
from core.training.trainer import Trainer


class Export(NamedTuple):
    """A kind of file: its name's ending, its media type, what makes it, and what the user is told it is."""

    ending: str
    type: str
    make: Callable[[Trainer, View], bytes]
    label: str


EXPORTS = {
    "response": Export(
        "response.csv", "text/csv", lambda run, view: tables.response_csv(run, view).encode(), "Response as CSV"
    ),
    "history": Export("history.csv", "text/csv", lambda run, view: tables.history_csv(run).encode(), "History as CSV"),
    "config": Export(
        "config.json", "application/json", lambda run, view: tables.config_json(run.config).encode(), "Config as JSON"
    ),
    "npz": Export("npz", "application/zip", lambda run, view: tables.weights_npz(run), "Weights for NumPy"),
    "safetensors": Export(
        "safetensors", "application/octet-stream", lambda run, view: tables.weights_safetensors(run), "Weights"
    ),
    "run": Export("run", "application/octet-stream", lambda run, view: saved.save(run), "Saved run"),
}
FIGURE_TYPES = {"svg": "image/svg+xml", "pdf": "application/pdf", "png": "image/png"}


def export(trainer: Trainer, view: View, kind: str) -> dict[str, Any]:
    """The file `kind` of EXPORTS as `name`, `type` and `content` (bytes as uint8). Raises ValueError for another."""
    if kind not in EXPORTS:
        raise ValueError(f"There is no export {kind!r}: choose {', '.join(EXPORTS)}.")
    row = EXPORTS[kind]
    return file(f"{stem(trainer)}.{row.ending}", row.type, row.make(trainer, view))


def file(name: str, type: str, content: bytes) -> dict[str, Any]:
    """A file as the engine answers it."""
    return {"name": name, "type": type, "content": np.frombuffer(content, np.uint8)}


def stem(trainer: Trainer) -> str:
    """How the name of a run's files begins: target and step."""
    return f"{trainer.config.target}-{trainer.step}"
