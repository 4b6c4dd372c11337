"""Initializers: how the weights of a layer start, and its biases (a matrix of one row).

Biases are drawn as the weights of a single input, so He and LeCun, whose variance is a number through the inputs, make
them as large as 1 whatever the layer; published runs depend on it. Usual are biases of 0.

`source` is NumPy source, in which {rng}, {fan_in} and {fan_out} are put in: the line of the program that draws, and
what `draw` evaluates. `orthogonal` is a function that a program brings along.
"""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from core.catalogue.sources import ANCESTOR

Matrix = NDArray[np.float32]


class Initializer(NamedTuple):
    """One initializer: its draw as source, and words for people."""

    id: str
    label: str
    help: str
    formula: str
    source: str
    reference: str

    def draw(self, rng: Generator, fan_in: int, fan_out: int) -> Matrix:
        """Weights (fan_in, fan_out), float32, of what the Generator gives and nothing else."""
        line = self.source.format(rng="rng", fan_in=fan_in, fan_out=fan_out)
        return eval(line, {"np": np, "rng": rng, "orthogonal": orthogonal})


def orthogonal(rng: Generator, fan_in: int, fan_out: int) -> Matrix:
    """A random rotation: columns of length 1 at right angles, or rows where there are fewer of them."""
    tall = (max(fan_in, fan_out), min(fan_in, fan_out))
    q, r = np.linalg.qr(rng.standard_normal(tall))
    # QR alone prefers some rotations; the signs of R's diagonal make all equally likely (Mezzadri 2007).
    q = q * np.where(np.diagonal(r) < 0, -1.0, 1.0)
    return np.ascontiguousarray(q if fan_in >= fan_out else q.T, np.float32)


def constant(value: str) -> str:
    """The source of a matrix of one number."""
    return f"np.full(({{fan_in}}, {{fan_out}}), {value}, np.float32)"


def uniform(low: str, width: str) -> str:
    """The source of a draw from low to low + width."""
    return f"np.float32({low}) + {{rng}}.random(({{fan_in}}, {{fan_out}}), np.float32) * np.float32({width})"


def scaled_uniform(variance: str) -> str:
    """The source of an even draw around zero with this variance."""
    limit = f"(3 * ({variance})) ** 0.5"
    return uniform(f"-({limit})", f"2 * {limit}")


def scaled_normal(variance: str) -> str:
    """The source of a normal draw around zero with this variance."""
    return f"{{rng}}.standard_normal(({{fan_in}}, {{fan_out}}), np.float32) * np.float32(({variance}) ** 0.5)"


# Variances that keep signals alive through ReLUs, both ways in compromise, and through layers that are about linear.
HE, GLOROT, LECUN = "2 / {fan_in}", "2 / ({fan_in} + {fan_out})", "1 / {fan_in}"
HE_PAPER = "He, Zhang, Ren and Sun, ICCV 2015"
GLOROT_PAPER = "Glorot and Bengio, AISTATS 2010"
LECUN_PAPER = "LeCun, Bottou, Orr and Mueller, Efficient BackProp, 1998"
SYMMETRY = "Rumelhart, Hinton and Williams, Parallel Distributed Processing 1, 1986"  # on breaking it
SAXE_PAPER = "Saxe, McClelland and Ganguli, ICLR 2014"

INITIALIZERS = (
    Initializer("zeros", "All 0", "Every neuron alike: they all learn the same.", "0",
                constant("0"), SYMMETRY),
    Initializer("ones", "All 1", "Every neuron alike, and loud.", "1", constant("1"), SYMMETRY),
    Initializer("uniform_tenth", "Uniform -0.1 to 0.1", "Small and even.",
                "-0.1 to 0.1", uniform("-0.1", "0.2"), ANCESTOR),
    Initializer("uniform_one", "Uniform -1 to 1", "Large and even.", "-1 to 1", uniform("-1", "2"), ANCESTOR),
    Initializer("positive_tenth", "Uniform 0 to 0.1", "Small, none negative.", "0 to 0.1",
                uniform("0", "0.1"), ANCESTOR),
    Initializer("positive_one", "Uniform 0 to 1", "Large, none negative.", "0 to 1",
                uniform("0", "1"), ANCESTOR),
    Initializer("he_normal", "He normal", "For ReLU and its kin.", "normal, variance 2 / in",
                scaled_normal(HE), HE_PAPER),
    Initializer("he_uniform", "He uniform", "For ReLU and its kin.", "+-sqrt(6 / in)", scaled_uniform(HE), HE_PAPER),
    Initializer("glorot_normal", "Glorot normal", "For tanh, sigmoid and softsign.",
                "normal, variance 2 / (in + out)", scaled_normal(GLOROT), GLOROT_PAPER),
    Initializer("glorot_uniform", "Glorot uniform", "For tanh, sigmoid and softsign.",
                "+-sqrt(6 / (in + out))", scaled_uniform(GLOROT), GLOROT_PAPER),
    Initializer("lecun_normal", "LeCun normal", "For SELU and tanh.", "normal, variance 1 / in",
                scaled_normal(LECUN), LECUN_PAPER),
    Initializer("lecun_uniform", "LeCun uniform", "For SELU and tanh.", "+-sqrt(3 / in)",
                scaled_uniform(LECUN), LECUN_PAPER),
    Initializer("orthogonal", "Orthogonal", "A random rotation: lengths survive many layers.",
                "W^T W = 1, or W W^T = 1 where in < out", "orthogonal({rng}, {fan_in}, {fan_out})", SAXE_PAPER),
)  # fmt: skip
