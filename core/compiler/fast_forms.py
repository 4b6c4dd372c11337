"""Fast forms: activations written so that value and slope together take the fewest NumPy calls.

The same functions as in core.catalogue.activations, in x and, for slopes, y: without a choice between branches, which
NumPy can only make slowly. In the slopes of ReLU and its kin the sign of y stands for that of x.
"""

from typing import NamedTuple

from core.compiler.expression import Expression
from core.compiler.parse import parse
from core.compiler.plan import Activation, Plan
from core.compiler.simplify import simplify

SELU_SCALE = 1.0507009873554805
SELU_LEFT = SELU_SCALE * 1.6732632423543772
CENTRED = (parse("tanh(0.5 * x)", ("x",)), parse("0.5 * (1 - y ** 2)", ("x", "y")))


class FastForm(NamedTuple):
    """The value in x and the slope in x and y."""

    value: str
    slope: str


def is_centred(plan: Plan) -> bool:
    """Whether the output and its targets are best moved from 0..1 to -1..1 while training.

    2 sigmoid(x) - 1 = tanh(x / 2), whose value and slope take fewer calls than the sigmoid's.
    """
    return plan.layers[-1].activation.id == "sigmoid" and plan.loss.by == "y"


def centred(plan: Plan) -> Plan:
    """The plan with its sigmoid output so moved: twice the difference y - t, the same loss of half of it."""
    last = plan.layers[-1]
    value, slope = CENTRED
    moved = last._replace(activation=last.activation._replace(value=value, slope=slope))
    halved = {key: getattr(plan.loss, key).replace("y - t", "0.5 * (y - t)") for key in ("value", "slope")}
    loss = plan.loss._replace(value=halved["value"], slope=f"0.5 * ({halved['slope']})")
    return plan._replace(layers=(*plan.layers[:-1], moved), loss=loss)


# 0.495 with the sign of x, plus 0.505: 1 or 0.01, exact to 1e-6.
_LEAK = "(copysign(0.495, x) + 0.505)"

FAST_FORMS = {
    "relu": FastForm("max(x, 0)", "sign(y)"),
    "leaky_relu": FastForm(f"x * {_LEAK}", _LEAK),
    "ameo": FastForm(
        "max(x, 0) * cos(max(x, 0)) + tanh(min(x, 0))",
        "cos(max(x, 0)) - max(x, 0) * sin(max(x, 0)) - tanh(min(x, 0)) ** 2",
    ),
    "elu": FastForm("max(x, 0) + (exp(min(x, 0)) - 1)", "exp(min(x, 0))"),
    "selu": FastForm(
        f"{SELU_SCALE} * max(x, 0) + {SELU_LEFT} * (exp(min(x, 0)) - 1)",
        f"{SELU_LEFT} * exp(min(x, 0)) + {SELU_SCALE - SELU_LEFT} * sign(max(x, 0))",
    ),
    "softsign": FastForm("x * (1 / (1 + abs(x)))", "(1 / (1 + abs(x))) ** 2"),
    "gaussian": FastForm("exp(-(x * x))", "-2 * (x * y)"),
}


def fast_value(activation: Activation) -> Expression:
    """The activation's value in x, in its fast form."""
    form = FAST_FORMS.get(activation.id)
    return parse(form.value, ("x",)) if form else activation.value


def fast_slope(activation: Activation) -> Expression:
    """The activation's slope in x and y, in its fast form."""
    form = FAST_FORMS.get(activation.id)
    return simplify(parse(form.slope, ("x", "y")) if form else activation.slope)
