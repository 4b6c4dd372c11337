"""Shapes of data points: each class has its own beside its colour, so that no one needs to tell colours apart.

Each is a closed path in the language of SVG, relative to the point that it stands for, in thousandths of the square.
"""

REACH = 12
"""No shape reaches farther from its point."""

SHAPES = (
    "m-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    "m0-11l10 18h-20z",
    "m-8-8h16v16h-16z",
    "m0-12l10 12l-10 12l-10-12z",
    "m-4-11h8v7h7v8h-7v7h-8v-7h-7v-8h7z",
)
"""Disc, triangle, square, diamond and cross, of the classes 0 to 4."""


def shape_of(index: int) -> str:
    """The shape of a class, counted from 0."""
    return SHAPES[index % len(SHAPES)]
