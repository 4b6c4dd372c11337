"""Optimizers: how a gradient becomes a step.

`lines` are assignments in the compiler's language, in order, over flat vectors: p (the parameters), g (the gradient of
the mean cost, after l1, l2 and clipping) and the vectors of `state`, which begin at zero. `scalars` are computed
before, in order, in double precision: (name, expression) in rate (already scheduled), step (1 in the first step after
the optimizer began) and the knobs. kind `vector` treats every parameter alike. In kind `matrix` the weights between two
hidden layers, a matrix by itself each, lose `matrix` instead of what the last line takes from p: longer is the greater
of the matrix's two sides, and orthogonal(x) the matrix with x's singular vectors and all singular values about 1.
Weight decay is decoupled for all of them (Loshchilov and Hutter, 2019): weights, not biases, lose rate * decay of
themselves in each step, before the lines; AdamW is Adam with such a decay from the start.
"""

from typing import NamedTuple


class Optimizer(NamedTuple):
    """One optimizer; knobs are keys of a Config, suggests what to set them to when it is chosen."""

    id: str
    label: str
    help: str
    formula: str
    lines: tuple[str, ...]
    reference: str
    state: tuple[str, ...] = ()
    scalars: tuple[tuple[str, str], ...] = ()
    knobs: tuple[str, ...] = ()
    suggests: tuple[tuple[str, float], ...] = ()
    kind: str = "vector"
    matrix: str = ""


# Kingma and Ba's bias corrections as scalars, in the form that costs the fewest operations on vectors.
ADAM_SCALARS = (
    ("root", "sqrt(1 - beta2 ** step)"),
    ("scale", "rate * root / (1 - beta1 ** step)"),
    ("small", "epsilon * root"),
)
ADAM_LINES = (
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g * g",
    "p = p - scale * m / (sqrt(v) + small)",
)
ADAM_FORMULA = "m' = b1 m + (1 - b1) g, v' = b2 v + (1 - b2) g^2, p - rate m^ / (sqrt(v^) + e)"
ADAM_KNOBS = ("beta1", "beta2", "epsilon")
# orthogonal(x): the quintic a x + b x x^T x + c (x x^T)^2 x, five times, from x over its norm (Jordan 2024).
NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
NEWTON_SCHULZ_STEPS = 5

OPTIMIZERS = (
    Optimizer(
        "sgd", "SGD", "A step straight down the gradient of each batch.", "p - rate g",
        ("p = p - rate * g",), "Robbins and Monro, 1951", suggests=(("rate", 0.6),),
    ),
    Optimizer(
        "momentum", "Momentum", "A heavy ball: steps that agree add up, zigzags cancel.",
        "v' = mu v + g, p - rate v'", ("v = momentum * v + g", "p = p - rate * v"),
        "Polyak, 1964; Sutskever and others, ICML 2013",
        ("v",), knobs=("momentum",), suggests=(("rate", 0.06), ("momentum", 0.9)),
    ),
    Optimizer(
        "nesterov", "Nesterov", "Momentum that looks ahead to where it is going before it corrects.",
        "v' = mu v + g, p - rate (g + mu v')", ("v = momentum * v + g", "p = p - rate * (g + momentum * v)"),
        "Nesterov, 1983; Sutskever and others, ICML 2013",
        ("v",), knobs=("momentum",), suggests=(("rate", 0.06), ("momentum", 0.9)),
    ),
    Optimizer(
        "adagrad", "Adagrad", "Each weight's own rate, which shrinks with all the gradient it has seen.",
        "s' = s + g^2, p - rate g / (sqrt(s') + e)",
        ("s = s + g * g", "p = p - rate * g / (sqrt(s) + epsilon)"), "Duchi, Hazan and Singer, JMLR 12, 2011",
        ("s",), knobs=("epsilon",), suggests=(("rate", 0.03),),
    ),
    Optimizer(
        "rmsprop", "RMSprop", "Adagrad that forgets: each step is about as long as any other.",
        "s' = rho s + (1 - rho) g^2, p - rate g / (sqrt(s') + e)",
        ("s = rho * s + (1 - rho) * g * g", "p = p - rate * g / (sqrt(s) + epsilon)"),
        "Tieleman and Hinton, Coursera lecture 6e, 2012",
        ("s",), knobs=("rho", "epsilon"), suggests=(("rate", 0.002), ("rho", 0.9)),
    ),
    Optimizer(
        "adam", "Adam", "Momentum with each weight's own rate: seldom the best, nearly always good.",
        ADAM_FORMULA, ADAM_LINES, "Kingma and Ba, ICLR 2015",
        ("m", "v"), ADAM_SCALARS, ADAM_KNOBS, (("rate", 0.005),),
    ),
    Optimizer(
        "adamw", "AdamW", "Adam that lets its weights decay apart from the gradient.",
        ADAM_FORMULA + " - rate decay p", ADAM_LINES, "Loshchilov and Hutter, ICLR 2019",
        ("m", "v"), ADAM_SCALARS, ADAM_KNOBS, (("rate", 0.005), ("decay", 0.01)),
    ),
    # Of Muon, SOAP and L-BFGS the fastest: grid error of the default network after 3 s at batch 512, on CPython: Muon
    # 0.0009, SOAP 0.0012, L-BFGS 0.010 (Adam 0.0015).
    Optimizer(
        "muon", "Muon", "Makes each hidden matrix's step a rotation, so that all directions learn; Adam does the rest.",
        "m' = b1 m + (1 - b1) g, W - 0.2 rate sqrt(longer side) orthogonal(b1 m' + (1 - b1) g)",
        ADAM_LINES, "Jordan and others, Muon, 2024; its size as in Liu and others, arXiv 2502.16982, 2025",
        ("m", "v"), ADAM_SCALARS, ADAM_KNOBS, (("rate", 0.01), ("beta1", 0.95)), "matrix",
        "0.2 * rate * sqrt(longer) * orthogonal(beta1 * m + (1 - beta1) * g)",
    ),
)  # fmt: skip
