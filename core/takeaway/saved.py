"""A saved run: one file that holds all that a run is, opens again, and goes on from there to the bit.

The file is a safetensors file: its metadata have the format, its version, the link, the run as a tree of values and a
digest of everything, which a damaged file does not agree with.
"""

import base64
import binascii
import hashlib
import json
from typing import Any

from numpy.typing import NDArray

from core.shared.link import to_link
from core.takeaway import safetensors
from core.takeaway.tree import Run, put_together, taken_apart
from core.training.trainer import Trainer

FORMAT = "neural-network-explorer run"
VERSION = "1"

FOREIGN = "This file is no run saved by the Neural Network Explorer."
DAMAGED = "This saved run is damaged: it cannot be opened."
NEWER = "This run was saved by a newer version of the explorer: reload the page, then open it again."


def save(trainer: Trainer) -> bytes:
    """The file of a run; of one that shows a snapshot, the run as it was then."""
    arrays: dict[str, NDArray[Any]] = {}
    first = trainer.snapshots.kept[0].state.config
    if trainer.shown is None:
        held, unfinished, ending = trainer.snapshot(), trainer.unfinished(), trainer.ending
    else:
        held, unfinished, ending = trainer.snapshots.at(trainer.shown), trainer.unfinished(), None
    text = json.dumps(taken_apart(Run(first, held, unfinished, ending), arrays))
    told = {"format": FORMAT, "version": VERSION, "link": to_link(held.state.config), "run": text}
    return sealed(arrays, told)


def sealed(arrays: dict[str, NDArray[Any]], told: dict[str, str]) -> bytes:
    """The file of these arrays and metadata, with their digest."""
    return safetensors.pack(arrays, {**told, "sha256": digest(told, arrays)})


def opened(content: bytes) -> Trainer:
    """The run of a file. Raises ValueError, with a sentence, for a damaged or a foreign one."""
    try:
        arrays, told = safetensors.unpack(content)
    except ValueError as error:
        known = FORMAT.encode() in content[:1000]
        raise ValueError(DAMAGED if known else FOREIGN) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ValueError(FOREIGN)
    if told.get("version") != VERSION:
        raise ValueError(NEWER)
    if told.get("sha256") != digest(told, arrays):
        raise ValueError(DAMAGED)
    try:
        run = read(told["run"], arrays)
        trainer = Trainer(run.first)
        trainer.reopen(*run[1:])
        rehearse(trainer)
        trainer.reopen(*run[1:])
    except Exception as error:  # whatever it is: a forged file may break anything
        raise ValueError(f"This saved run cannot be opened: {error}") from error
    return trainer


def read(text: str, arrays: dict[str, NDArray[Any]]) -> Run:
    """The run of a tree's text. Raises TypeError if it is something else, and what `put_together` raises."""
    run = put_together(json.loads(text), arrays)
    if not isinstance(run, Run):
        raise TypeError("it holds something else")
    return run


def rehearse(trainer: Trainer) -> None:
    """Take a step and read what is shown of a run: what raises here would raise later, when the old run is gone."""
    trainer.ending = None
    trainer.advance(1)
    trainer.rate()
    trainer.recent.mean()
    for history in (trainer.costs, trainer.test_costs):
        history.since()


def decoded(encoded: str) -> bytes:
    """The bytes of a file in base64. Raises ValueError for anything else."""
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ValueError(FOREIGN) from error


def digest(told: dict[str, str], arrays: dict[str, NDArray[Any]]) -> str:
    """The SHA-256 of a run's metadata and of its arrays, in hexadecimal."""
    total = hashlib.sha256()
    for name in sorted(told.keys() - {"sha256"}):
        total.update(f"{name} {told[name]}\n".encode())
    for name in sorted(arrays):
        total.update(f"{name} {arrays[name].dtype} {arrays[name].shape}".encode())
        total.update(arrays[name].tobytes())
    return total.hexdigest()
