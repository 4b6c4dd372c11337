"""The readable program as a notebook: a cell for each phase of a step, its notes beside it, and a loop that calls them.

The format is Jupyter's nbformat 4.5 (https://nbformat.readthedocs.io/en/latest/format_description.html). A phase
becomes a function that writes to the notebook's own names, so that each can be called and looked into by itself; the
code cells, one after another, are a program that does what the readable one does.
"""

import ast
import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from core.compiler.line import Line, source
from core.compiler.program import Program

TITLES = {
    "sample": "Sample a batch",
    "forward": "Forward",
    "loss": "Loss",
    "backward": "Backward",
    "update": "Update",
}
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
INTRODUCTION = (
    "# The network as a program\n\nRun the cells from the top: the last one trains, and prints the cost of every step."
)
FUNCTIONS = "## What the program needs\n\nNumPy, and the functions that it does not have."
NUMBERS = "## Numbers and parameters"
TRAINING = "## Train\n\nEach step goes through all phases."


def notebook(program: Program) -> str:
    """The notebook of a program, as the text of its file."""
    cells: list[dict[str, Any]] = []
    for text, lines in parts(program.readable):
        cells.append(cell(len(cells), "markdown", "\n".join([text, *notes(lines)])))
        if lines:
            cells.append(cell(len(cells), "code", code(lines)))
    content = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def parts(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The notebook's chapters: each heading, and the lines under it. The loop comes last, and calls the phases."""
    start = next(place for place, line in enumerate(lines) if line.text.startswith("for step "))
    setup, loop, body, last = list(lines[:start]), lines[start], lines[start + 1 : -1], lines[-1]
    numbers = next(place for place, line in enumerate(setup) if line.text.startswith("batch = "))
    found = [(INTRODUCTION, []), (FUNCTIONS, setup[:numbers]), (NUMBERS, setup[numbers:])]
    calls = []
    for phase, group in groupby(body, key=lambda line: line.phase):
        found.append((f"## {TITLES[phase]}", function(phase, list(group))))
        calls.append(loop._replace(text=f"{phase}()", note="", shapes=(), indent=1))
    return [*found, (TRAINING, [loop._replace(note=""), *calls, last._replace(note="")])]


def function(phase: str, lines: list[Line]) -> list[Line]:
    """The lines of a phase as a function that assigns to the notebook's names."""
    plain = lines[0]._replace(note="", shapes=(), indent=0)
    names = ", ".join(assigned(source(line._replace(indent=line.indent - 1) for line in lines)))
    return [plain._replace(text=f"def {phase}():"), plain._replace(text=f"global {names}", indent=1), *lines]


def assigned(text: str) -> list[str]:
    """The names that source assigns to, in their order."""
    stored = (
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    return list(dict.fromkeys(node.id for node in stored))


def notes(lines: Sequence[Line]) -> list[str]:
    """The notes of lines as a list in Markdown, each once, with the names of the arrays that they make."""
    found: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.note:
            found.setdefault(line.note, {}).update((f"`{name} {shape}`", None) for name, shape in line.shapes)
    return (
        ["", *(f"- {note}{': ' + ', '.join(names) if names else ''}" for note, names in found.items())] if found else []
    )


def code(lines: Sequence[Line]) -> str:
    """The lines as source, without blank ones around it."""
    return source(lines).strip("\n")


def cell(number: int, kind: str, text: str) -> dict[str, Any]:
    """A cell as nbformat has it."""
    made: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text.splitlines(True)}
    return made | {"execution_count": None, "outputs": []} if kind == "code" else made
