"""Features: functions of the inputs that are fed to the first layer beside the inputs themselves.

`value` is an expression in a and b, the first two inputs, each about 0 to 1; with one input, b may not occur.
"""

from typing import NamedTuple


class Feature(NamedTuple):
    """One input feature; inputs is the least number of inputs that it needs."""

    id: str
    label: str
    help: str
    formula: str
    value: str
    inputs: int
    reference: str


PLAYGROUND = "Smilkov and others, arXiv 1708.03788, 2017"
FOURIER = "Tancik and others, NeurIPS 2020"

FEATURES = (
    Feature("square_a", "a squared", "Bends along the first input.", "a^2", "a * a", 1, PLAYGROUND),
    Feature("square_b", "b squared", "Bends along the second input.", "b^2", "b * b", 2, PLAYGROUND),
    Feature("product_ab", "a times b", "Couples the two inputs: solves XOR in one layer.", "a b",
            "a * b", 2, PLAYGROUND),
    Feature("sine_a", "Sine of a", "One wave along the first input.", "sin(2 pi a)", "sin(2 * pi * a)", 1, PLAYGROUND),
    Feature("sine_b", "Sine of b", "One wave along the second input.", "sin(2 pi b)", "sin(2 * pi * b)", 2, PLAYGROUND),
    Feature("cosine_a", "Cosine of a", "One shifted wave along the first input.", "cos(2 pi a)",
            "cos(2 * pi * a)", 1, FOURIER),
    Feature("cosine_b", "Cosine of b", "One shifted wave along the second input.", "cos(2 pi b)",
            "cos(2 * pi * b)", 2, FOURIER),
    Feature("radius", "Distance", "How far the point is from the middle of the square.",
            "sqrt((a - 1/2)^2 + (b - 1/2)^2)", "sqrt((a - 0.5) ** 2 + (b - 0.5) ** 2)", 2,
            "Broomhead and Lowe, Complex Systems 2, 1988"),
)  # fmt: skip
