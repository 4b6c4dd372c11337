"""Losses: what an error costs, for one output of one example.

`value` and `slope` are expressions in the compiler's language in t (the target) and either y (the output's value) or z
(its weighted sum, before the activation): `by` says which, and the slope is the derivative in that variable. A loss by
z brings its own `output` activation with it. kind `element` takes each output by itself and averages their costs. kind
`row` takes all outputs of an example at once and adds their costs; its expressions have two names more: logsum, the log
of the sum of e^z over the row, and p, the softmax. All are finite in float32 for |z| up to 1e4.
"""

from typing import NamedTuple


class Loss(NamedTuple):
    """One loss: expressions for the compiler, and words for people."""

    id: str
    label: str
    help: str
    formula: str
    kind: str
    by: str
    output: str
    value: str
    slope: str
    reference: str


LOSSES = (
    Loss(
        "squared", "Squared error", "Large errors count far more than small ones.",
        "(y - t)^2", "element", "y", "", "(y - t) ** 2", "2 * (y - t)", "Gauss, Theoria combinationis, 1821",
    ),
    Loss(
        "absolute", "Absolute error", "Each error counts by its size; outliers hardly pull.",
        "|y - t|", "element", "y", "", "abs(y - t)", "sign(y - t)",
        "Laplace, Memoir on the probability of the causes of events, 1774",
    ),
    Loss(
        "huber", "Huber", "Squared near zero, straight beyond 1; calm with outliers, smooth at the goal.",
        "(y - t)^2 / 2, or |y - t| - 1/2 beyond 1", "element", "y", "",
        "where(abs(y - t) < 1, 0.5 * (y - t) ** 2, abs(y - t) - 0.5)", "max(-1, min(1, y - t))",
        "Huber, Annals of Mathematical Statistics 35, 1964",
    ),
    Loss(
        "binary_cross_entropy", "Binary cross-entropy",
        "How surprised the output, read as a probability, is by 0 or 1; makes the output a sigmoid.",
        "-t log y - (1 - t) log(1 - y)", "element", "z", "sigmoid",
        "max(z, 0) - z * t + log(1 + exp(-abs(z)))", "sigmoid(z) - t", "Good, JRSS B 14, 1952",
    ),
    Loss(
        "cross_entropy", "Cross-entropy",
        "How surprised the outputs, read as the classes' probabilities, are; makes them a softmax.",
        "-sum of t log softmax(z)", "row", "z", "softmax", "t * (logsum - z)", "p - t",
        "Bridle, NeurIPS 1989",
    ),
)  # fmt: skip
