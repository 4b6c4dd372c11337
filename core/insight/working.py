"""Working: how a neuron's numbers come about, in formulas and numbers with which a reader can do it again by hand."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.evaluate import evaluate
from core.compiler.expression import Expression, Name, names, substitute
from core.compiler.fast_update import assignments, knobs, scalar_rules, step_of
from core.compiler.parse import parse
from core.compiler.plan import SOFTMAX, matrix_layers
from core.compiler.printing import to_formula
from core.compiler.program import Bound
from core.compiler.simplify import simplify
from core.insight.change import clipped, is_weight, penalized
from core.shared.digits import brief, digits


class Step(NamedTuple):
    """A number by its name, and the formula that gives it, empty for one that is given; all are texts."""

    name: str
    formula: str
    value: str


def formulas(bound: Bound, layer: int) -> dict[str, str]:
    """Return a layer's activation and its slope as formulas in z, and in a where that is shorter; layers from 1.

    `arriving` is, of the output, the cost's derivative by a, and empty for a loss that is taken of z.
    """
    activation = bound.plan.layers[layer - 1].activation
    if activation.id == SOFTMAX:
        return {"value": "exp(z) / sum of all exp(z)", "slope": "", "arriving": ""}
    letters: dict[str, Expression] = {"x": Name("z"), "y": Name("a")}
    parts = {"value": activation.value, "slope": activation.slope}
    told = {name: to_formula(simplify(substitute(part, letters))) for name, part in parts.items()}
    return told | {"arriving": loss_slope(bound) if layer == len(bound.plan.layers) else ""}


def loss_slope(bound: Bound) -> str:
    """Return the cost's derivative by an output's activation as a formula; empty for a loss that is taken of z."""
    loss, outputs = bound.plan.loss, bound.config.outputs
    if loss.by == "z":
        return ""
    letters: dict[str, Expression] = {"y": Name("a"), "t": Name("target")}
    slope = to_formula(simplify(substitute(parse(loss.slope, ("y", "t")), letters)))
    return f"({slope}) / {outputs}" if outputs > 1 else slope


def rule(bound: Bound, gradient: NDArray[np.floating], rate: float, layer: int, position: int) -> list[Step]:
    """Return how the optimizer makes the next change of a layer's parameter, the last step being `change`.

    `gradient` (P,) is that of the mean cost alone. The result is empty where a whole matrix is turned at once.
    """
    plan, learns = bound.plan, bool(is_weight(bound, np.array([position]))[0])
    if learns and plan.layers[layer - 1] in matrix_layers(plan):
        return []
    values = given(bound, gradient, rate, position)
    lines = [*rules(bound), ("change", decayed(bound, learns))]
    used = set().union(*(names(expression) for _, expression in lines)) - {name for name, _ in lines}
    plain = {*knobs(plan), "rate", "step"}
    texts = {name: brief(value, 7) if name in plain else digits(value) for name, value in values.items()}
    steps = [Step(name, origin(bound, name), texts[name]) for name in values if name in used]
    for name, expression in lines:
        values[name] = float(np.asarray(evaluate(expression, values)))
        steps.append(Step(name, to_formula(expression), digits(values[name])))
    return steps


def given(bound: Bound, gradient: NDArray[np.floating], rate: float, position: int) -> dict[str, Any]:
    """Return the numbers that a parameter's change is made of, by the names that rules have for them."""
    found = knobs(bound.plan) | {"rate": rate, "step": float(bound.steps + 1), "p": float(bound.parameters[position])}
    found |= {name: float(vector[position]) for name, vector in bound.save().optimizer.items()}
    return found | {"g": float(clipped(penalized(bound, gradient), bound.config.clip)[position])}


def rules(bound: Bound) -> list[tuple[str, Expression]]:
    """Return the optimizer's rules up to its step; what it remembers is primed once it is new."""
    found = list(scalar_rules(bound.plan))
    primed: dict[str, Expression] = {}
    known = ("p", "g", "rate", "step", *knobs(bound.plan), *bound.plan.optimizer.state, *(name for name, _ in found))
    for name, text in assignments(bound.plan):
        expression = substitute(parse(text, known, free_powers=True), primed)
        if name != "p":
            primed[name] = Name(name + "'")
            found.append((name + "'", expression))
        else:
            found.append(("step_down", step_of(expression)))
    return found


def decayed(bound: Bound, learns: bool) -> Expression:
    """Return the change itself: the step down, and of a weight what decay takes."""
    text = "-step_down - rate * decay * p" if bound.config.decay and learns else "-step_down"
    return parse(text, ("step_down", "rate", "decay", "p"))


def origin(bound: Bound, name: str) -> str:
    """Return where a given number comes from, if it is not the gradient as it is shown."""
    config = bound.config
    if name != "g" or not (config.l1 or config.l2 or config.clip):
        return ""
    penalties = [text for text, on in (("l2 p", config.l2), ("l1 sign(p)", config.l1)) if on]
    whole = " + ".join(["gradient", *penalties])
    return f"({whole}) clip / norm, if the norm is longer" if config.clip else whole
