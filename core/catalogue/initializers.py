"""Initializers: how the weights of a layer start, and its biases (a matrix of one row).

Each draws float32 of shape (fan_in, fan_out) from a Generator and nothing else. `source` is the same draw as NumPy
source, in which {rng}, {fan_in} and {fan_out} are put in; `orthogonal` is a function that the program brings along.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Draw = Callable[[Generator, int, int], Matrix]


class Initializer(NamedTuple):
    """One initializer: its draw, also as source, and words for people."""

    id: str
    label: str
    help: str
    formula: str
    draw: Draw
    source: str
    reference: str


def constant(value: float) -> Draw:
    """All weights alike; takes nothing from the Generator."""

    def draw(rng: Generator, fan_in: int, fan_out: int) -> Matrix:
        return np.full((fan_in, fan_out), value, np.float32)

    return draw


def uniform(low: float, high: float) -> Draw:
    """Evenly from low to high, whatever the layer's size."""

    def draw(rng: Generator, fan_in: int, fan_out: int) -> Matrix:
        return spread(rng, fan_in, fan_out, low, high)

    return draw


def scaled_uniform(variance: Callable[[int, int], float]) -> Draw:
    """Evenly around zero, with a variance that depends on the layer's size."""

    def draw(rng: Generator, fan_in: int, fan_out: int) -> Matrix:
        limit = (3 * variance(fan_in, fan_out)) ** 0.5
        return spread(rng, fan_in, fan_out, -limit, limit)

    return draw


def scaled_normal(variance: Callable[[int, int], float]) -> Draw:
    """Normal around zero, with a variance that depends on the layer's size."""

    def draw(rng: Generator, fan_in: int, fan_out: int) -> Matrix:
        deviation = np.float32(variance(fan_in, fan_out) ** 0.5)
        return rng.standard_normal((fan_in, fan_out), np.float32) * deviation

    return draw


def spread(rng: Generator, fan_in: int, fan_out: int, low: float, high: float) -> Matrix:
    """Uniform numbers from low to high."""
    return np.float32(low) + rng.random((fan_in, fan_out), np.float32) * np.float32(high - low)


def orthogonal(rng: Generator, fan_in: int, fan_out: int) -> Matrix:
    """A random rotation: columns of length 1 at right angles, or rows where there are fewer of them."""
    tall = (max(fan_in, fan_out), min(fan_in, fan_out))
    q, r = np.linalg.qr(rng.standard_normal(tall))
    # QR alone prefers some rotations; the signs of R's diagonal make all equally likely (Mezzadri 2007).
    q = q * np.where(np.diagonal(r) < 0, -1.0, 1.0)
    return np.ascontiguousarray(q if fan_in >= fan_out else q.T, np.float32)


def he(fan_in: int, fan_out: int) -> float:
    """Keeps the variance through layers of ReLU."""
    return 2 / fan_in


def glorot(fan_in: int, fan_out: int) -> float:
    """A compromise between the way forward and the way back."""
    return 2 / (fan_in + fan_out)


def lecun(fan_in: int, fan_out: int) -> float:
    """Keeps the variance through layers that are about linear."""
    return 1 / fan_in


def uniform_source(low: str, width: str) -> str:
    """The source of a draw from low to low + width."""
    return f"np.float32({low}) + {{rng}}.random(({{fan_in}}, {{fan_out}}), np.float32) * np.float32({width})"


def scaled_uniform_source(variance: str) -> str:
    """The source of a draw around zero with a variance, evenly."""
    limit = f"(3 * ({variance})) ** 0.5"
    return uniform_source(f"-({limit})", f"2 * {limit}")


def scaled_normal_source(variance: str) -> str:
    """The source of a draw around zero with a variance, normal."""
    return f"{{rng}}.standard_normal(({{fan_in}}, {{fan_out}}), np.float32) * np.float32(({variance}) ** 0.5)"


def constant_source(value: str) -> str:
    """The source of a matrix of one number."""
    return f"np.full(({{fan_in}}, {{fan_out}}), {value}, np.float32)"


HE_SOURCE, GLOROT_SOURCE, LECUN_SOURCE = "2 / {fan_in}", "2 / ({fan_in} + {fan_out})", "1 / {fan_in}"
HE = "He, Zhang, Ren and Sun, ICCV 2015"
GLOROT = "Glorot and Bengio, AISTATS 2010"
LECUN = "LeCun, Bottou, Orr and Mueller, Efficient BackProp, 1998"
SAXE = "Saxe, McClelland and Ganguli, ICLR 2014"

INITIALIZERS = (
    Initializer("zeros", "All 0", "Every neuron alike: they all learn the same.", "0", constant(0),
                constant_source("0"), ""),
    Initializer("ones", "All 1", "Every neuron alike, and loud.", "1", constant(1),
                constant_source("1"), ""),
    Initializer("uniform_tenth", "Uniform -0.1 to 0.1", "Small and even.", "-0.1 to 0.1",
                uniform(-0.1, 0.1), uniform_source("-0.1", "0.2"), ""),
    Initializer("uniform_one", "Uniform -1 to 1", "Large and even.", "-1 to 1", uniform(-1, 1),
                uniform_source("-1", "2"), ""),
    Initializer("positive_tenth", "Uniform 0 to 0.1", "Small, none negative.", "0 to 0.1", uniform(0, 0.1),
                uniform_source("0", "0.1"), ""),
    Initializer("positive_one", "Uniform 0 to 1", "Large, none negative.", "0 to 1", uniform(0, 1),
                uniform_source("0", "1"), ""),
    Initializer("he_normal", "He normal", "For ReLU and its kin.", "normal, variance 2 / in", scaled_normal(he),
                scaled_normal_source(HE_SOURCE), HE),
    Initializer("he_uniform", "He uniform", "For ReLU and its kin.", "+-sqrt(6 / in)", scaled_uniform(he),
                scaled_uniform_source(HE_SOURCE), HE),
    Initializer("glorot_normal", "Glorot normal", "For tanh, sigmoid and softsign.",
                "normal, variance 2 / (in + out)", scaled_normal(glorot),
                scaled_normal_source(GLOROT_SOURCE), GLOROT),
    Initializer("glorot_uniform", "Glorot uniform", "For tanh, sigmoid and softsign.",
                "+-sqrt(6 / (in + out))", scaled_uniform(glorot),
                scaled_uniform_source(GLOROT_SOURCE), GLOROT),
    Initializer("lecun_normal", "LeCun normal", "For SELU and tanh.", "normal, variance 1 / in", scaled_normal(lecun),
                scaled_normal_source(LECUN_SOURCE), LECUN),
    Initializer("lecun_uniform", "LeCun uniform", "For SELU and tanh.", "+-sqrt(3 / in)", scaled_uniform(lecun),
                scaled_uniform_source(LECUN_SOURCE), LECUN),
    Initializer("orthogonal", "Orthogonal", "A random rotation: lengths survive many layers.",
                "W^T W = 1", orthogonal, "orthogonal({rng}, {fan_in}, {fan_out})", SAXE),
)  # fmt: skip
