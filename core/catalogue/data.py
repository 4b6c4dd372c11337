"""Data: where a network's examples come from."""

from typing import NamedTuple


class Data(NamedTuple):
    """One way to get examples."""

    id: str
    label: str
    help: str


DATA = (
    Data("fresh", "Fresh", "New examples without end: nothing is ever seen twice."),
    Data("finite", "Finite set", "A set drawn once, shuffled anew in each epoch; a part of it only tests."),
)
