"""Finding: one thing that is wrong with a network, with its evidence, its reason and its remedies."""

from typing import NamedTuple

from core.insight.remedy import Remedy


class Finding(NamedTuple):
    """`layer` counts from 1 (0: the whole network), `neurons` from 0.

    `evidence` says what was measured, `reason` why it is so; each remedy mends it by itself.
    """

    id: str
    label: str
    layer: int
    neurons: list[int]
    evidence: str
    reason: str
    remedies: list[Remedy]
