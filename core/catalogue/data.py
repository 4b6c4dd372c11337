"""Data: where a network's examples come from."""

from typing import NamedTuple


class Data(NamedTuple):
    """One way to get examples."""

    id: str
    label: str
    help: str
    formula: str
    reference: str


DATA = (
    Data(
        "fresh", "Fresh", "New examples without end: nothing is ever seen twice.",
        "step n: examples n B + 1 to (n + 1) B of an endless stream, B a batch",
        "Bottou, Online learning and stochastic approximations, 1998",
    ),
    Data(
        "finite", "Finite set", "A set drawn once, shuffled anew in each epoch; a part of it only tests.",
        "epoch e: all examples of the training part once, in a random order of its own",
        "Bottou, Curiously fast convergence of some stochastic gradient descent algorithms, 2009",
    ),
)  # fmt: skip
