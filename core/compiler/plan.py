"""Plan: a Config with its names looked up and its formulas parsed; what both levels are emitted from."""

from typing import NamedTuple, TypeVar

from core.catalogue.activations import ACTIVATIONS
from core.catalogue.features import FEATURES
from core.catalogue.initializers import INITIALIZERS, Initializer
from core.catalogue.losses import LOSSES, Loss
from core.catalogue.optimizers import OPTIMIZERS, Optimizer
from core.catalogue.targets import TARGETS, Target, classes_of
from core.compiler.expression import ONE, Expression, Name, names
from core.compiler.formula import input_variables, read, slope
from core.compiler.parse import parse
from core.compiler.refusal import FormulaError
from core.shared.config import Config
from core.shared.fields import FORMULA_NAMES

Row = TypeVar("Row", bound=NamedTuple)
SOFTMAX = "softmax"
X = Name("x")


class Activation(NamedTuple):
    """An activation: value in x, slope in x and y, the value. Softmax has neither: it is no function of one number."""

    id: str
    value: Expression
    slope: Expression


class LayerPlan(NamedTuple):
    """A layer of the network. `offset` is where its block (fan_in + 1, fan_out) begins in the flat vector: the weights,
    and in the last row the biases."""

    number: int
    fan_in: int
    fan_out: int
    activation: Activation
    weights: Initializer
    biases: Initializer
    offset: int

    @property
    def size(self) -> int:
        """How many parameters it has."""
        return (self.fan_in + 1) * self.fan_out


class TargetPlan(NamedTuple):
    """What is learned. kind is that of core.catalogue.targets; value is an expression in the inputs, place two in
    c, k, u, v; classes is 0 for a regression."""

    id: str
    kind: str
    value: Expression
    place: tuple[Expression, ...]
    classes: int


class Plan(NamedTuple):
    """All that emission needs. features are expressions in the inputs' variables."""

    config: Config
    layers: tuple[LayerPlan, ...]
    features: tuple[Expression, ...]
    target: TargetPlan
    loss: Loss
    optimizer: Optimizer

    @property
    def parameters(self) -> int:
        """The length of the flat vector."""
        return self.layers[-1].offset + self.layers[-1].size

    @property
    def draws(self) -> int:
        """How many uniform numbers an example takes: its inputs, and one to choose the class of a set."""
        return self.config.inputs + (self.target.kind == "set")

    @property
    def noise_draws(self) -> int:
        """How many numbers of noise an example takes."""
        if self.target.kind == "noise":
            return self.config.outputs
        if not self.config.noise:
            return 0
        return min(2, self.config.inputs) if self.target.classes else self.config.outputs

    @property
    def train_examples(self) -> int:
        """How many examples of a finite set train, at least 1; the others test."""
        return max(1, min(self.config.examples, round(self.config.examples * self.config.split)))


def plan(config: Config) -> Plan:
    """The plan of a Config; FormulaError or ValueError, in a sentence, if there is none."""
    variables = input_variables(config.inputs)
    features = tuple(feature(config, name, variables) for name in config.features)
    loss = row(LOSSES, config.loss, "loss")
    target = target_of(config, variables)
    check_outputs(config, loss, target)
    return Plan(
        config,
        layers_of(config, config.inputs + len(features), loss),
        features,
        target,
        loss,
        row(OPTIMIZERS, config.optimizer, "optimizer"),
    )


def row(rows: tuple[Row, ...], identity: str, kind: str) -> Row:
    """The row of a table with this id; ValueError if it has none."""
    for candidate in rows:
        if candidate.id == identity:  # type: ignore[attr-defined]
            return candidate
    raise ValueError(f"There is no {kind} called {identity}: choose one from the list.")


def typed(config: Config, name: str, kind: str) -> Expression:
    """The formula that the user typed under a name; FormulaError says which one is at fault."""
    try:
        return read(config.formula(name), kind, config.inputs)
    except FormulaError as error:
        raise FormulaError(f"{kind.capitalize()} {name}: {error}", error.column) from None


def activation(config: Config, name: str) -> Activation:
    """The activation of that id or formula name."""
    if name in FORMULA_NAMES:
        value = typed(config, name, "activation")
        return Activation(name, value, slope(value))
    found = row(ACTIVATIONS, name, "activation")
    return Activation(name, parse(found.value, ("x",)), parse(found.slope, ("x", "y")))


def output_activation(config: Config, loss: Loss) -> Activation:
    """The output's activation: the loss's own, where it has one."""
    if loss.output == SOFTMAX:
        return Activation(SOFTMAX, X, ONE)
    return activation(config, loss.output or config.output.activation)


def layers_of(config: Config, fan_in: int, loss: Loss) -> tuple[LayerPlan, ...]:
    """The layers, the output last."""
    layers: list[LayerPlan] = []
    offset = 0
    for number, layer in enumerate((*config.layers, config.output), 1):
        last = number > len(config.layers)
        found = output_activation(config, loss) if last else activation(config, layer.activation)
        weights, biases = (row(INITIALIZERS, name, "initializer") for name in (layer.weights, layer.biases))
        layers.append(LayerPlan(number, fan_in, layer.neurons, found, weights, biases, offset))
        offset += layers[-1].size
        fan_in = layer.neurons
    return tuple(layers)


def feature(config: Config, name: str, variables: tuple[str, ...]) -> Expression:
    """The input feature of that id or formula name."""
    if name in FORMULA_NAMES:
        return typed(config, name, "feature")
    found = row(FEATURES, name, "feature")
    check_inputs(config, found.label, found.inputs)
    return parse(found.value, variables)


def target_of(config: Config, variables: tuple[str, ...]) -> TargetPlan:
    """The target of a Config."""
    if config.target in FORMULA_NAMES:
        return TargetPlan(config.target, "function", typed(config, config.target, "target"), (), 0)
    found: Target = row(TARGETS, config.target, "target")
    check_inputs(config, found.label, found.inputs)
    value = parse(found.value, variables) if found.kind == "function" else ONE
    place = tuple(parse(text, ("c", "k", "u", "v")) for text in found.place) if found.kind == "set" else ()
    return TargetPlan(found.id, found.kind, value, place, classes_of(found, config.arms))


def check_inputs(config: Config, label: str, least: int) -> None:
    """ValueError if a target or feature needs more inputs than there are."""
    if config.inputs < least:
        raise ValueError(f"{label} needs {least} inputs: set the inputs to {least} or more.")


def check_outputs(config: Config, loss: Loss, target: TargetPlan) -> None:
    """ValueError if the outputs do not fit the classes of the target, or the loss does not fit the target."""
    needed, outputs = target.classes, config.outputs
    if needed > outputs and not (needed == 2 and outputs == 1):
        raise ValueError(f"This target has {needed} classes: set the outputs to {needed}.")
    if loss.kind == "row" and (outputs < 2 or not needed):
        advice = f"set the outputs to {needed}" if needed else "choose a target that has classes"
        raise ValueError(f"Cross-entropy needs one output for each class: {advice}, or take another loss.")


def matrix_layers(plan: Plan) -> tuple[LayerPlan, ...]:
    """The layers whose weights an optimizer of matrices treats as such: those between two hidden layers."""
    return plan.layers[1:-1] if plan.optimizer.kind == "matrix" else ()


def matrix_rule(plan: Plan, variables: tuple[str, ...]) -> tuple[Expression, Expression]:
    """What a matrix loses is the first expression, in longer and numbers, times orthogonal(the second)."""
    scale, _, inner = plan.optimizer.matrix.partition(" * orthogonal(")
    return parse(scale, (*variables, "longer")), parse(inner.removesuffix(")"), variables)


def used_variables(*expressions: Expression) -> tuple[str, ...]:
    """The variables that occur in any of the expressions, in order of their names."""
    return tuple(sorted(frozenset().union(*(names(expression) for expression in expressions))))


def input_index(variable: str) -> int:
    """Which input, from 0, a variable stands for."""
    return "ab".index(variable) if variable in "ab" else int(variable[1:]) - 1
