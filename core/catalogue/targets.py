"""Targets: what a network learns, as expressions in the compiler's language.

kind `function`: `value` is an expression in a and b, the first two inputs, each from 0 to 1; further inputs only
distract. kind `noise`: a new uniform number from 0 to 1 for every example. kind `set`: a class c of k classes is drawn
first, and its example lies at `place`, two expressions (a and b) in c, k, and u and v, two uniform numbers from 0 up to
1. A comparison counts as 1 or 0.
classes: 0 for a regression, 2 for a target of two classes, ARMS for as many as the Config's `arms`.
Noise moves the value of a regression, and the place of an example that has a class.
"""

from typing import NamedTuple

from core.catalogue.sources import ANCESTOR

ARMS = -1


class Target(NamedTuple):
    """One target; inputs is the least number of inputs that it needs.

    spine is how many steps of u and of v show where a class of a set lies.
    """

    id: str
    label: str
    help: str
    formula: str
    kind: str
    value: str = ""
    place: tuple[str, str] = ("", "")
    classes: int = 0
    inputs: int = 2
    spine: tuple[int, int] = (96, 3)
    reference: str = ""


ELEMENTARY = "elementary"
SCIKIT_LEARN = "Pedregosa and others, JMLR 12, 2011"
NORMAL_RADIUS = "0.06 * sqrt(-2 * log(1 - u))"

TARGETS = (
    Target(
        "logic_or", "Or", "A stair with two straight edges, one of them slanted.",
        "1 if a > 0.5 or b > a, else 0", "function",
        "where(a > 0.5, 1, b > a)", classes=2,
        reference=ANCESTOR,
    ),
    Target("product", "Product", "A gently bent sheet.", "a b", "function", "a * b", reference=ANCESTOR),
    Target(
        "maximum", "Maximum", "Two planes that meet in a valley's fold.", "max(a, b)", "function", "max(a, b)",
        reference=ANCESTOR,
    ),
    Target(
        "minimum", "Minimum", "Two planes that meet in a ridge.", "min(a, b)", "function", "min(a, b)",
        reference=ANCESTOR,
    ),
    Target(
        "fancy_sine", "Fancy sine", "Four hills inside a frame of planes; has bends, jumps and flats.",
        "max(a, b) where a or b is below 0.1 or above 0.9, else |sin 6a| |sin 6b|", "function",
        "where(min(a, b) < 0.1, max(a, b), where(max(a, b) > 0.9, max(a, b), abs(sin(6 * a) * sin(6 * b))))",
        reference=ANCESTOR,
    ),
    Target(
        "tiled_root", "Tiled root", "Sixteen tiles that rise and drop at once, with a table in the middle.",
        "1 where both are in 0.4 to 0.6, else sqrt(frac(4a) frac(4b))", "function",
        "where(max(max(a, b) - 0.6, 0.4 - min(a, b)) <= 0, 1, sqrt(frac(4 * a) * frac(4 * b)))",
        reference=ANCESTOR,
    ),
    Target(
        "bowl", "Bowl", "A square bowl, flat at the bottom and steep at the rim.",
        "max(|2a - 1|, |2b - 1|)^1.5", "function", "max(abs(2 * a - 1), abs(2 * b - 1)) ** 1.5",
        reference=ANCESTOR,
    ),
    Target(
        "random", "Random", "Nothing to learn: the best answer is the mean, 0.5.",
        "a new uniform number for every example", "noise",
        reference=ANCESTOR,
    ),
    Target(
        "ridges", "Ridges", "A grid of walls around nine pits.",
        "1 where floor(5a) or floor(5b) is odd, else 0", "function",
        "max(frac(2.5 * a), frac(2.5 * b)) >= 0.5", classes=2,
        reference=ANCESTOR,
    ),
    Target(
        "xor", "Xor", "Opposite corners agree; no straight line parts them.",
        "1 where (a < 0.5) differs from (b > 0.5), else 0", "function",
        "(a < 0.5) != (b > 0.5)", classes=2,
        reference="Minsky and Papert, Perceptrons, 1969",
    ),
    Target(
        "wave", "Wave", "One and a half waves along the first input.",
        "(1 + sin 9a) / 2", "function", "0.5 + 0.5 * sin(9 * a)", inputs=1,
        reference=ELEMENTARY,
    ),
    Target(
        "circles", "Circles", "A disc of one class inside a ring of the other.",
        "radius below 0.2, or 0.32 to 0.42", "set", place=(
            "0.5 + where(c > 0, 0.2 * sqrt(v), 0.32 + 0.1 * v) * cos(2 * pi * u)",
            "0.5 + where(c > 0, 0.2 * sqrt(v), 0.32 + 0.1 * v) * sin(2 * pi * u)",
        ), classes=2,
        reference=SCIKIT_LEARN,
    ),
    Target(
        "moons", "Moons", "Two half circles that reach into each other.",
        "half circles of radius 0.3", "set", place=(
            "0.5 + (1 - 2 * c) * (0.3 * cos(pi * u) - 0.15)",
            "0.5 + (1 - 2 * c) * (0.3 * sin(pi * u) - 0.075)",
        ), classes=2,
        reference=SCIKIT_LEARN,
    ),
    Target(
        "spirals", "Spirals", "Two to five arms that turn once around the middle.",
        "radius 0.06 + 0.38 s at angle 2 pi (c / k + s)", "set", place=(
            "0.5 + (0.06 + 0.38 * sqrt(u)) * cos(2 * pi * (c / k + sqrt(u)))",
            "0.5 + (0.06 + 0.38 * sqrt(u)) * sin(2 * pi * (c / k + sqrt(u)))",
        ), classes=ARMS,
        reference="Lang and Witbrock, Learning to tell two spirals apart, 1988",
    ),
    Target(
        "blobs", "Blobs", "Two to five round clouds on a circle; a straight cut parts any two.",
        "normal, sd 0.06, around k places on a circle of radius 0.28", "set", place=(
            f"0.5 + 0.28 * cos(2 * pi * c / k + 0.5) + {NORMAL_RADIUS} * cos(2 * pi * v)",
            f"0.5 + 0.28 * sin(2 * pi * c / k + 0.5) + {NORMAL_RADIUS} * sin(2 * pi * v)",
        ), classes=ARMS, spine=(1, 1),
        reference=SCIKIT_LEARN,
    ),
    Target(
        "checkerboard", "Checkerboard", "Four by four fields of alternating class.",
        "1 where floor(4a) + floor(4b) is odd, else 0", "function",
        "frac(0.5 * (min(floor(4 * a), 3) + min(floor(4 * b), 3))) > 0", classes=2,
        reference=ELEMENTARY,
    ),
)  # fmt: skip


def classes_of(target: Target, arms: int) -> int:
    """How many classes a target has in a Config with so many arms; 0 for a regression."""
    return arms if target.classes == ARMS else target.classes
