"""Engine: the worker's whole vocabulary, as plain methods with plain answers.

Answers are dicts of numbers, strings, lists and flat arrays (float32, float64, uint8; C-contiguous). What
cannot be done raises ValueError with one sentence for the user, and then nothing has changed. All verbs are in
this one class, which is longer for it: it is the list of what the page can ask, and each hands on to another room.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from core.catalogue.description import choices
from core.compiler.probe import profile
from core.compiler.program import Program
from core.insight.gradient_check import check
from core.insight.parts import part
from core.insight.truth import example
from core.insight.typed import typed
from core.insight.view import View, first_view, moved
from core.shared.config import Config
from core.shared.files import FORMATS, place
from core.shared.link import from_link, to_link
from core.takeaway import export, saved
from core.takeaway.notebook import notebook
from core.takeaway.saved import decoded
from core.training.drive import Drive
from core.training.memory import run_bytes
from core.training.surgery import Surgery
from core.training.trainer import Trainer

Answer = dict[str, Any]


class Engine:
    """One network in training, and what the page may ask of it; `clock` returns seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._choices = choices()
        self._driven: Drive | None = None
        self._view = first_view(Config())
        self.run = 0

    @property
    def running(self) -> bool:
        """Whether `slice` trains."""
        return self._driven is not None and self._driven.running

    def start(self, link: str, train_on: bool = False) -> Answer:
        """Build the network of a link and forget the one before; with `train_on` it trains as that one did.

        Returns the new `run` number, the link's `problems`, and `parameters`, `bytes` and `layers` (neurons
        of each, the inputs first). A Config that cannot be had raises ValueError, and the old run stays.
        """
        config, problems = from_link(link, self._choices)
        before = self._driven
        facts = self._take(Trainer(config))
        if train_on and before:
            self._drive.follow(before)
        return {**facts, "problems": list(problems)}

    def open_run(self, encoded: str) -> Answer:
        """Go on with a saved run, its file in base64: what `start` returns, and the `link`.

        A damaged or foreign file raises ValueError, and the present run stays.
        """
        trainer = saved.opened(decoded(encoded))
        return {**self._take(trainer), "problems": [], "link": to_link(trainer.config)}

    def export(self, kind: str) -> Answer:
        """Return a file to take away: `name`, media `type` and `content` (see core.takeaway.export)."""
        return export.export(self._network, self._view, kind)

    def figure(
        self, kind: str, format: str, width: float, height: float, dpi: int = 300, dark: bool = False, page: str = ""
    ) -> Answer:
        """Return a figure as `export` returns a file; its sides are in millimetres, `page` is the caption's address.

        Needs Matplotlib, which a worker unpacks when the first figure is asked for (see core.figures.figure).
        """
        drawn = import_module("core.figures.figure").draw
        run = export.as_shown(self._network)
        content = drawn(run, self._view, kind, format, width, height, dpi, dark, page)
        return export.file(f"{export.stem(run)}-{kind}.{format}", FORMATS[place(FORMATS, format)].type, content)

    def _take(self, trainer: Trainer) -> Answer:
        """Make this the run, and tell what it consists of."""
        self._driven, self._surgery = Drive(trainer, self._clock), Surgery(trainer)
        self._view = first_view(trainer.config)
        self.run += 1
        program = trainer.bound.program
        return {
            "run": self.run,
            "parameters": program.parameters,
            "bytes": run_bytes(program),
            "layers": widths(program),
        }

    def tune(self, link: str) -> Answer:
        """Take over the live fields of a link at once; ValueError if a field differs that rebuilds."""
        config, problems = from_link(link, self._choices)
        self._network.tune(config)
        return {"problems": list(problems), "step": self._network.step}

    def train(self, examples: int | None = None) -> Answer:
        """Let `slice` train: without end, or for so many more examples, rounded up to whole batches."""
        self._drive.train(examples)
        return self.status()

    def pause(self) -> Answer:
        """Stop training; nothing is lost."""
        self._drive.pause()
        return self.status()

    def step(self) -> Answer:
        """Take one step."""
        return self.advance(1)

    def advance(self, steps: int) -> Answer:
        """Take whole steps at once, whether or not the engine runs."""
        self._drive.advance(steps)
        return self.status()

    def slice(self, seconds: float) -> None:
        """Take whole steps for about so many seconds, if the engine runs; at least one."""
        if self._driven:
            self._driven.slice(seconds)

    def status(self) -> Answer:
        """Return the number of the `run`, and its status as core.training.drive has it."""
        return {"run": self.run, **self._drive.status()}

    def frame(self, wants: dict[str, Any]) -> Answer:
        """Return the status and just the wanted parts (core.insight.parts has the table of them).

        `point`, `axes` and `output` move the view, and stay until they are moved again. With a `run` that is not the
        present one there is just the status: what is wanted was meant for another network.
        """
        trainer = self._network
        if wants.get("run", self.run) != self.run:
            return self.status()
        self._view = moved(self._view, trainer.config, wants)
        answer = self.status()
        # A network that has diverged holds numbers that overflow; the pictures mark them.
        with np.errstate(all="ignore"):
            for name, want in wants.items():
                if name not in (*View._fields, "run"):
                    answer[name] = part(name, trainer, self._view, want)
        return answer

    def program(self, level: str) -> list[Answer]:
        """Return the lines of the program, `readable` or `fast`, as dicts."""
        program = self._network.bound.program
        if level not in ("readable", "fast"):
            raise ValueError(f"A program has the levels readable and fast, not {level!r}.")
        lines = program.readable if level == "readable" else program.fast
        return [line._asdict() for line in lines]

    def program_text(self, level: str) -> str:
        """Return the program as source; the readable one runs alone, under any Python with NumPy."""
        return self._network.bound.program.text(level)

    def notebook(self) -> str:
        """Return the readable program as a notebook for Jupyter, the text of its file."""
        return notebook(self._network.bound.program)

    def profile(self, steps: int = 200) -> Answer:
        """Return each fast line's microseconds a step, and those of the whole step; the run stays as it is."""
        found = profile(self._network.bound, steps, self._clock)
        return {"lines": [line._asdict() for line in found.lines], "step": found.step}

    def formula(self, text: str, kind: str) -> Answer:
        """Return what a typed formula (target, activation, feature) means, or where it is at fault."""
        return typed(text, kind, self._network.config.inputs)

    def snapshots(self) -> Answer:
        """Return the steps and examples of the snapshots that `restore` can go back to."""
        held = self._network.snapshots.kept
        return {"steps": [kept.step for kept in held], "examples": [kept.examples for kept in held]}

    def restore(self, step: int) -> Answer:
        """Go back to a snapshot and forget what came after it; training goes on from there, to the bit."""
        self._drive.restore(step)
        self._surgery = Surgery(self._network)
        return self.status()

    def check_gradient(self, layer: int, index: int, weight: int | None = None) -> Answer:
        """Return the gradient check of a neuron's weight, or of its bias, for the example under the crosshair, now."""
        shown = example(self._network.bound, self._view)
        if shown is None:
            raise ValueError("A random target has no slope to check: choose another target.")
        return check(self._network.bound, shown, layer, index, weight)._asdict() | {"step": self._network.step}

    def set_parameter(self, position: int, value: float) -> Answer:
        """Give the parameter at a position of the flat vector a value; `undo` takes it back."""
        self._operating().set_parameter(position, value)
        return self._held()

    def pin(self, position: int, held: bool) -> Answer:
        """Hold a parameter where it is, or let it learn again; `undo` takes it back."""
        self._operating().pin(position, held)
        return self._held()

    def ablate(self, layer: int, index: int) -> Answer:
        """Silence a hidden neuron by holding its outgoing weights at 0; `undo` gives them back."""
        self._operating().ablate(layer, index)
        return self._held()

    def undo(self) -> Answer:
        """Take back the last operation on parameters; without one nothing happens."""
        self._operating().undo()
        return self._held()

    def preview(self, step: int | None) -> Answer:
        """Pause and show the network as it was at a snapshot; None, or going on, shows the present again."""
        self.pause()
        self._network.preview(step)
        return self.status()

    def changes(self) -> list[Answer]:
        """Return the changes on the way: the step, and the link that the run went on with."""
        return [{"step": change.step, "link": to_link(change.config)} for change in self._network.changes]

    def digest(self) -> str:
        """Return the SHA-256 of the step and the parameters, in hexadecimal."""
        return self._network.digest()

    @property
    def _drive(self) -> Drive:
        if self._driven is None:
            raise ValueError("There is no network yet: start one first.")
        return self._driven

    @property
    def _network(self) -> Trainer:
        return self._drive.trainer

    def _operating(self) -> Surgery:
        """Return what operates on the network as it is now."""
        self._network.preview(None)
        return self._surgery

    def _held(self) -> Answer:
        """Return the positions of the parameters that are held, and how many operations can be undone."""
        return {"pinned": [position for position, _ in self._network.pins], "undo": len(self._surgery)}


def widths(program: Program) -> list[int]:
    """Return the number of neurons of each layer, what the network is fed first."""
    return [program.shapes[0][0], *(fan_out for _, fan_out in program.shapes)]
