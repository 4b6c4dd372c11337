"""The networks that are measured: their links, their peers' layers, and the operations that an example takes."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple


class Network(NamedTuple):
    """Hidden layers of an activation, two inputs, one output with a sigmoid."""

    name: str
    hidden: tuple[int, ...]
    activation: str = "leaky_relu"

    def link(self, batch: int, more: str = "") -> str:
        """The explorer's link of it."""
        layers = ",".join(f"{neurons}.{self.activation}" for neurons in self.hidden)
        return f"layers={layers}&batch={batch}{more}"

    def options(self, batch: int, **setting: Any) -> dict[str, Any]:
        """What a peer needs to know of it."""
        return {"layers": list(self.hidden), "batch": batch, **setting}

    @property
    def widths(self) -> tuple[int, ...]:
        """The neurons of all layers, the inputs first."""
        return (2, *self.hidden, 1)

    @property
    def parameters(self) -> int:
        """How many weights and biases it has."""
        return sum((before + 1) * after for before, after in pairwise(self.widths))


DEFAULT = Network("default", (64, 32))
SMALL = Network("small", (16, 12))
LARGE = Network("large", (128, 128, 128))


def operations(widths: Sequence[int]) -> int:
    """Floating-point operations of one example: the products forward, for the gradient, and back to the first layer."""
    products = [before * after for before, after in pairwise(widths)]
    return 2 * (2 * sum(products) + sum(products[1:]))
