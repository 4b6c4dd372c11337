"""Line: one line of a program, and how the lines of two levels find each other.

Emitters write drafts whose `keys` name what a line computes: ("z1",), ("dW2", "db2"). Lines of the two levels that
share a key are partners.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

PHASES = ("setup", "sample", "forward", "loss", "backward", "update")
_NAME = re.compile(r"(?<![.\w])[A-Za-z_]\w*")
Shapes = tuple[tuple[str, tuple[int, ...]], ...]


class Line(NamedTuple):
    """A line of source. `layer` is 1 for the first hidden layer up to the output's, None for the whole network;
    `shapes` are (name, shape) of the arrays that it makes or writes into, numbers and what is another length in each
    step left out; `partners` are line numbers at the other level."""

    number: int
    text: str
    phase: str
    layer: int | None
    note: str
    shapes: Shapes
    partners: tuple[int, ...]
    indent: int


class Draft(NamedTuple):
    """A line before it has a number."""

    text: str
    keys: tuple[str, ...]
    phase: str
    layer: int | None
    note: str
    shapes: Shapes
    indent: int


class Writer:
    """Collects drafts; `phase`, `layer` and `indent` hold until they are set again."""

    def __init__(self, phase: str = "setup", indent: int = 0) -> None:
        self.drafts: list[Draft] = []
        self.phase = phase
        self.layer: int | None = None
        self.indent = indent

    def write(self, text: str, key: str | tuple[str, ...] = (), note: str = "", **shapes: tuple[int, ...]) -> None:
        """Add a line of source; `shapes` are those of the arrays that it makes or writes into."""
        keys = (key,) if isinstance(key, str) else key
        self.drafts.append(Draft(text, keys, self.phase, self.layer, note, tuple(shapes.items()), self.indent))

    def at(self, phase: str, layer: int | None = None) -> "Writer":
        """The writer itself, for lines of a phase and a layer."""
        self.phase, self.layer = phase, layer
        return self


def link(readable: Sequence[Draft], fast: Sequence[Draft]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The numbered lines of both levels, each with its partners."""
    return _number(readable, fast), _number(fast, readable)


def words(text: str) -> frozenset[str]:
    """The names that occur in source, apart from attributes."""
    return frozenset(_NAME.findall(text))


def source(lines: Iterable[Line | Draft]) -> str:
    """The lines as text that Python reads."""
    return "".join(("    " * line.indent + line.text).rstrip() + "\n" for line in lines)


def _number(own: Sequence[Draft], others: Sequence[Draft]) -> tuple[Line, ...]:
    places: dict[str, list[int]] = {}
    for number, other in enumerate(others, 1):
        for key in other.keys:
            places.setdefault(key, []).append(number)
    return tuple(
        Line(
            number, draft.text, draft.phase, draft.layer, draft.note, draft.shapes,
            tuple(sorted({place for key in draft.keys for place in places.get(key, ())})), draft.indent,
        )
        for number, draft in enumerate(own, 1)
    )  # fmt: skip
