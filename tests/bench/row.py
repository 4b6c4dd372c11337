"""Rows: what was measured, one figure a row, as bench.json keeps them."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One figure: the median of its repetitions, and the lowest and the highest of them.

    `batch` is 0, and `net` empty, where the work has none. A value of None was never reached.
    """

    work: str
    system: str
    net: str
    batch: int
    value: float | None
    low: float | None
    high: float | None
    unit: str


def row(work: str, system: str, net: str, batch: int, figures: Sequence[float | None], unit: str) -> Row:
    """The row of some repetitions; what was not reached (None) counts as longer than everything else."""
    order = sorted(figures, key=lambda figure: (figure is None, figure))
    middle = order[len(order) // 2] if None in order else median(figure for figure in order if figure is not None)
    return Row(work, system, net, batch, middle, order[0], order[-1], unit)


def value(rows: Iterable[Row], work: str, system: str, net: str = "", batch: int = 0) -> float | None:
    """The figure of a row; None if there is no such row, or if it was never reached."""
    return next((found.value for found in rows if found[:4] == (work, system, net, batch)), None)


def write(file: Path, about: dict[str, Any], rows: Iterable[Row]) -> None:
    """Write rows, and what is to be known about them, a row a line."""
    head = [f" {json.dumps(key)}: {json.dumps(said)}," for key, said in about.items()]
    body = ",\n".join(f"  {json.dumps(found._asdict())}" for found in rows)
    file.write_text("\n".join(["{", *head, ' "rows": [', body, " ]", "}"]) + "\n")


def read(file: Path) -> tuple[dict[str, Any], list[Row]]:
    """What `write` wrote."""
    about = json.loads(file.read_text())
    return about, [Row(**found) for found in about.pop("rows")]
