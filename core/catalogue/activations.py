"""Activations: what a neuron makes of its weighted sum.

`value` is an expression in x, the weighted sum; `slope` one in x and y, the value at x. Both are in the compiler's
expression language, finite in float32 for every |x| up to 1e18.
"""

from typing import NamedTuple

from core.catalogue.sources import ANCESTOR


class Activation(NamedTuple):
    """One activation: its expression and its derivative's, for the compiler; the rest for people."""

    id: str
    label: str
    help: str
    formula: str
    value: str
    slope: str
    reference: str


SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772
SELU_LEFT = SELU_SCALE * SELU_ALPHA
GELU_INNER = "tanh(0.7978845608028654 * (x + 0.044715 * x * x * x))"
GELU_OUTER = "(0.7978845608028654 * (1 + 0.134145 * x * x))"
GELU_SLOPE = f"0.5 * (1 + {GELU_INNER}) + 0.5 * x * (1 - {GELU_INNER} ** 2) * {GELU_OUTER}"

ACTIVATIONS = (
    Activation(
        "identity", "Identity", "Passes the sum on; layers of it can only draw a flat plane.",
        "x", "x", "1", "Widrow and Hoff, Adaptive switching circuits, 1960",
    ),
    Activation(
        "sigmoid", "Sigmoid", "Squeezes every sum into 0 to 1; its slope vanishes at both ends.",
        "1 / (1 + e^-x)", "sigmoid(x)", "y * (1 - y)", "Rumelhart, Hinton and Williams, Nature 323, 1986",
    ),
    Activation(
        "tanh", "Tanh", "Squeezes every sum into -1 to 1, centred on zero.",
        "tanh x", "tanh(x)", "1 - y * y", "LeCun, Bottou, Orr and Mueller, Efficient BackProp, 1998",
    ),
    Activation(
        "relu", "ReLU", "Passes what is positive and silences the rest; a neuron may fall silent for ever.",
        "max(x, 0)", "max(x, 0)", "where(x > 0, 1, 0)", "Nair and Hinton, ICML 2010",
    ),
    Activation(
        "leaky_relu", "Leaky ReLU", "A ReLU that lets a hundredth of the negative side through, so that none dies.",
        "x, or 0.01 x below 0", "max(x, 0.01 * x)", "where(x >= 0, 1, 0.01)",
        "Maas, Hannun and Ng, ICML Workshop on Deep Learning for Audio, Speech and Language Processing, 2013",
    ),
    Activation(
        "gcu", "GCU", "A growing cosine: one neuron bends the surface many times.",
        "x cos x", "x * cos(x)", "cos(x) - x * sin(x)", "Noel and others, arXiv 2108.12943, 2021",
    ),
    Activation(
        "gaussian", "Gaussian", "A bump: loud only where its sum is near zero.",
        "e^(-x^2)", "exp(-x * x)", "-2 * x * y", "Broomhead and Lowe, Complex Systems 2, 1988",
    ),
    Activation(
        "swish", "Swish", "A smooth ReLU that dips a little below zero; also called SiLU.",
        "x / (1 + e^-x)", "x * sigmoid(x)", "y + sigmoid(x) * (1 - y)",
        "Ramachandran, Zoph and Le, arXiv 1710.05941, 2017",
    ),
    Activation(
        "ameo", "Ameo", "A growing cosine on the positive side, tanh on the negative one.",
        "x cos x, or tanh x below 0", "where(x >= 0, x * cos(x), tanh(x))",
        "where(x >= 0, cos(x) - x * sin(x), 1 - tanh(x) ** 2)",
        ANCESTOR,
    ),
    Activation(
        "elu", "ELU", "A ReLU whose negative side bends smoothly towards -1.",
        "x, or e^x - 1 below 0", "where(x > 0, x, exp(min(x, 0)) - 1)", "where(x > 0, 1, y + 1)",
        "Clevert, Unterthiner and Hochreiter, ICLR 2016",
    ),
    Activation(
        "selu", "SELU", "An ELU scaled so that deep layers keep mean 0 and variance 1; start it with LeCun normal.",
        "1.0507 x, or 1.7581 (e^x - 1) below 0",
        f"where(x > 0, {SELU_SCALE} * x, {SELU_LEFT} * (exp(min(x, 0)) - 1))",
        f"where(x > 0, {SELU_SCALE}, y + {SELU_LEFT})",
        "Klambauer, Unterthiner, Mayr and Hochreiter, NeurIPS 2017",
    ),
    Activation(
        "gelu", "GELU", "A smooth ReLU weighted by the normal distribution, here in its tanh form.",
        "x (1 + tanh(0.79788 (x + 0.044715 x^3))) / 2", f"0.5 * x * (1 + {GELU_INNER})", GELU_SLOPE,
        "Hendrycks and Gimpel, arXiv 1606.08415, 2016",
    ),
    Activation(
        "softplus", "Softplus", "A ReLU with its corner rounded off; its slope is the sigmoid.",
        "log(1 + e^x)", "softplus(x)", "sigmoid(x)", "Dugas and others, NeurIPS 2000",
    ),
    Activation(
        "mish", "Mish", "A smooth ReLU with a dip, made from softplus and tanh.",
        "x tanh(log(1 + e^x))", "x * tanh(softplus(x))",
        "tanh(softplus(x)) + x * sigmoid(x) * (1 - tanh(softplus(x)) ** 2)", "Misra, BMVC 2020",
    ),
    Activation(
        "softsign", "Softsign", "Squeezes into -1 to 1 like tanh, but flattens out more slowly.",
        "x / (1 + |x|)", "x / (1 + abs(x))", "1 / (1 + abs(x)) ** 2", "Turian, Bergstra and Bengio, NAACL 2009",
    ),
    Activation(
        "sine", "Sine", "A wave that never ends: fits detail and ripples with few neurons.",
        "sin x", "sin(x)", "cos(x)", "Sitzmann and others, NeurIPS 2020",
    ),
)  # fmt: skip
