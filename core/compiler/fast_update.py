"""The fast update: the optimizer on the one flat vector of all parameters."""

from core.compiler.emitter import Emitter
from core.compiler.expression import Call, Expression, Name, Number, call
from core.compiler.fast_matrix import write_directions, write_lengths
from core.compiler.line import Writer
from core.compiler.lowering import Root
from core.compiler.parse import parse
from core.compiler.plan import Plan, matrix_layers
from core.compiler.simplify import simplify

LIVE_KNOBS = ("momentum", "beta1", "beta2", "rho", "epsilon", "decay", "l1", "l2", "clip", "dropout")
KNOBS = (*LIVE_KNOBS, "noise")
"""The numbers of a Config that programs read by these names. Noise is in examples that are drawn ahead, and so it
cannot change in a bound program; the live ones can."""

PENALTY_NOTE = "the penalties on large weights"


def knobs(plan: Plan) -> dict[str, float]:
    """The numbers of a Config that a running program reads, by the names that rules have for them."""
    return {**{name: float(getattr(plan.config, name)) for name in KNOBS}, "k": float(plan.target.classes)}


def per_step(plan: Plan) -> tuple[str, ...]:
    """The names of the numbers that each step has anew."""
    return ("rate", "step", *(name for name, _ in plan.optimizer.scalars))


def scalar_rules(plan: Plan) -> tuple[tuple[str, Expression], ...]:
    """The optimizer's numbers of a step, each an expression in the knobs, rate, step and those before it."""
    names = ("rate", "step", *knobs(plan), *(name for name, _ in plan.optimizer.scalars))
    return tuple((name, parse(text, names, free_powers=True)) for name, text in plan.optimizer.scalars)


def is_folded(plan: Plan) -> bool:
    """Whether the rate can be part of the output's delta, so that the gradient is the step itself."""
    config = plan.config
    return plan.optimizer.id == "sgd" and not (config.l1 or config.l2 or config.decay or config.clip)


def mean_factor(plan: Plan, batch: int) -> float:
    """What the sum of all losses of a batch is multiplied by for its mean."""
    return 1 / (batch * (1 if plan.loss.kind == "row" else plan.config.outputs))


def delta_factor(plan: Plan, batch: int) -> Expression:
    """What the output's delta is multiplied by: for the mean and, where it is folded, by the rate."""
    mean = Number(mean_factor(plan, batch))
    return call("multiply", mean, Name("rate")) if is_folded(plan) else mean


def write_update(emitter: Emitter, writer: Writer, plan: Plan) -> None:
    """Write the step from the gradient: penalties, clipping, weight decay, then the optimizer's own lines."""
    writer.at("update")
    if is_folded(plan):
        text = "subtract(parameters, gradient, parameters)"
        note = "a step down: the rate is already in the gradient"
        writer.write(text, ("update p", "gradient"), note, parameters=(plan.parameters,))
        return
    _write_penalties(emitter, writer, plan)
    _write_clip(emitter, writer, plan)
    _write_decay(emitter, writer, plan)
    write_rule(emitter, writer, plan)


def write_rule(emitter: Emitter, writer: Writer, plan: Plan) -> None:
    """Write the optimizer's lines."""
    state = plan.optimizer.state
    for name in state:
        emitter.array(
            name, (plan.parameters,), "what the optimizer remembers of each parameter", keys=(f"update {name}",)
        )
    buffers = {"p": "parameters", "g": "gradient"} | {name: name for name in state}
    variables = (*buffers, *emitter.knobs, *emitter.per_step)
    roots = [Root(name, buffers[name], parse(text, variables, free_powers=True)) for name, text in assignments(plan)]
    shape = (plan.parameters,)
    keys = {
        name: (f"update {name}", f"{name} of {plan.optimizer.label}" if name != "p" else "the step") for name in buffers
    }
    if not matrix_layers(plan):
        emitter.lower(writer, roots, buffers, shape, keys, ("gradient",))
        return
    first, *others, last = roots
    emitter.lower(writer, [first], buffers, shape, keys)
    write_directions(emitter, writer, plan, variables)
    change = Root("g", "gradient", step_of(last.expression))
    emitter.lower(
        writer.at("update"), [*others, change], buffers, shape, keys | {"g": ("change", "the step of the others")}
    )
    write_lengths(emitter, writer, plan, variables)
    text = "subtract(parameters, gradient, parameters)"
    writer.at("update").write(text, "update p", "the step", parameters=shape)


def step_of(expression: Expression) -> Expression:
    """What a line that takes a step from p takes; ValueError for any other line."""
    if isinstance(expression, Call) and expression.operation == "subtract" and expression.arguments[0] == Name("p"):
        return expression.arguments[1]
    raise ValueError("An optimizer's last line takes its step from p.")


def assignments(plan: Plan) -> list[tuple[str, str]]:
    """The optimizer's lines, split into what is assigned and its expression."""
    pairs = (line.partition(" = ") for line in plan.optimizer.lines)
    return [(name, text) for name, _, text in pairs]


def _weights_only(emitter: Emitter, plan: Plan) -> str:
    """A vector of 1 for weights and 0 for biases, which no penalty or decay touches."""
    if "is_weight" not in emitter.arrays:
        emitter.array("is_weight", (plan.parameters,), "1 for weights, 0 for biases")
        for layer in plan.layers:
            end = layer.offset + layer.size
            weights = end - layer.fan_out - layer.offset
            emitter.view(f"is_weight[{layer.offset}:{end - layer.fan_out}]", "1", (weights,), layer=layer.number)
    return "is_weight"


def _write_penalties(emitter: Emitter, writer: Writer, plan: Plan) -> None:
    config = plan.config
    if not (config.l1 or config.l2):
        return
    terms = ["g", *(["l2 * p * w"] if config.l2 else []), *(["l1 * sign(p) * w"] if config.l1 else [])]
    expression = parse(" + ".join(terms), ("g", "p", "w", "l1", "l2"))
    buffers = {"p": "parameters", "g": "gradient", "w": _weights_only(emitter, plan)}
    root = Root("g", "gradient", expression)
    emitter.lower(writer, [root], buffers, (plan.parameters,), {"g": ("penalty", PENALTY_NOTE)})


def _write_clip(emitter: Emitter, writer: Writer, plan: Plan) -> None:
    if not plan.config.clip:
        return
    writer.write("norm = gradient.dot(gradient) ** 0.5", "norm", "the length of the gradient")
    writer.write(f"if norm > {emitter.scalar(Name('clip'))}:", "clip", "a gradient that is too long")
    writer.indent += 1
    text = "multiply(gradient, clip / norm, gradient)"
    writer.write(text, "clip", "is shortened to the limit", gradient=(plan.parameters,))
    writer.indent -= 1


def _write_decay(emitter: Emitter, writer: Writer, plan: Plan) -> None:
    if not plan.config.decay:
        return
    expression = simplify(parse("p - rate * decay * p * w", ("p", "w", "rate", "decay")))
    buffers = {"p": "parameters", "w": _weights_only(emitter, plan)}
    root = Root("p", "parameters", expression)
    emitter.lower(writer, [root], buffers, (plan.parameters,), {"p": ("decay", "weights lose a share of themselves")})
