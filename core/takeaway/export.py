"""Exports: makes the files of core.shared.files from a run, each with a name and a type."""

from collections.abc import Callable
from typing import Any

import numpy as np

from core.insight.view import View
from core.shared.files import DATA, names, place
from core.takeaway import saved, tables
from core.training.trainer import Trainer

MAKERS: dict[str, Callable[[Trainer, View], bytes]] = {
    "response": lambda run, view: tables.response_csv(run, view).encode(),
    "history": lambda run, view: tables.history_csv(run).encode(),
    "npz": lambda run, view: tables.weights_npz(run),
    "safetensors": lambda run, view: tables.weights_safetensors(run),
    "config": lambda run, view: tables.config_json(run.config).encode(),
    "run": lambda run, view: saved.save(run),
}


def export(trainer: Trainer, view: View, kind: str) -> dict[str, Any]:
    """The file `kind` of DATA as `name`, `type` and `content` (bytes as uint8). Raises ValueError for another."""
    if kind not in MAKERS:
        raise ValueError(f"There is no export {kind!r}: choose {names(DATA)}.")
    found, shown = DATA[place(DATA, kind)], as_shown(trainer)
    return file(f"{stem(shown)}.{found.ending}", found.type, MAKERS[kind](shown, view))


def as_shown(trainer: Trainer) -> Trainer:
    """The run as it is shown: of one that shows a snapshot, the run as it was then."""
    return trainer if trainer.shown is None else saved.opened(saved.save(trainer))


def file(name: str, type: str, content: bytes) -> dict[str, Any]:
    """A file as the engine answers it."""
    return {"name": name, "type": type, "content": np.frombuffer(content, np.uint8)}


def stem(trainer: Trainer) -> str:
    """How the name of a run's files begins: target and step."""
    return f"{trainer.config.target}-{trainer.step}"
