"""The update of the readable program: from the gradient to the new parameters."""

from core.compiler.expression import Number, substitute
from core.compiler.fast_update import KNOBS, assignments, is_folded, step_of
from core.compiler.line import Writer
from core.compiler.parse import parse
from core.compiler.plan import Plan, matrix_layers, matrix_rule
from core.compiler.printing import to_numpy
from core.compiler.readable_schedule import write_rate
from core.compiler.simplify import simplify


def write_update(writer: Writer, plan: Plan) -> None:
    """From the gradient to the new parameters."""
    config = plan.config
    for layer in plan.layers:
        number = layer.number
        writer.at("update", number)
        terms = [*([f"l2 * W{number}"] if config.l2 else []), *([f"l1 * np.sign(W{number})"] if config.l1 else [])]
        if terms:
            text, shape = f"dW{number} += {' + '.join(terms)}", (layer.fan_in, layer.fan_out)
            writer.write(text, "penalty", "the penalties on large weights", **{f"dW{number}": shape})
    writer.at("update")
    parts = ", ".join(f"dW{layer.number}.ravel(), db{layer.number}" for layer in plan.layers)
    writer.write(
        f"gradient = np.concatenate([{parts}])",
        ("gradient", *(() if is_folded(plan) else (f"dW{layer.number}" for layer in plan.layers))),
        "all gradients, one after another",
        gradient=(plan.parameters,),
    )
    if config.clip:
        writer.write("norm = np.sqrt(gradient @ gradient)", "norm", "the length of the gradient")
        writer.write("if norm > clip:", "clip", "a gradient that is too long")
        writer.indent += 1
        text = "gradient = gradient * (clip / norm)"
        writer.write(text, "clip", "is shortened to the limit", gradient=(plan.parameters,))
        writer.indent -= 1
    write_rate(writer, plan)
    for layer in plan.layers if config.decay else ():
        writer.at("update", layer.number)
        name, shape = f"W{layer.number}", (layer.fan_in, layer.fan_out)
        writer.write(f"{name} -= rate * decay * {name}", "decay", "weights lose a share of themselves", **{name: shape})
    writer.at("update")
    _write_rule(writer, plan)


def _write_rule(writer: Writer, plan: Plan) -> None:
    """The optimizer's own lines."""
    variables, shape = {"p": "parameters", "g": "gradient"}, (plan.parameters,)
    known = ("p", "g", "rate", "step", *plan.optimizer.state, *KNOBS, *(name for name, _ in plan.optimizer.scalars))
    for name, text in plan.optimizer.scalars:
        writer.write(
            f"{name} = float({to_numpy(parse(text, known, free_powers=True))})",
            (f"scalar {name}", "step"),
            "a number of this step",
        )
    for name, text in assignments(plan):
        expression = parse(text, known, free_powers=True)
        if name != "p":
            note = f"what {plan.optimizer.label} remembers"
            text = f"{name} = {to_numpy(expression, variables)}"
            writer.write(text, f"update {name}", note, **{name: shape})
        elif not matrix_layers(plan):
            step = to_numpy(step_of(expression), variables)
            writer.write(f"parameters -= {step}", "update p", "the step, down the gradient", parameters=shape)
        else:
            _write_matrices(writer, plan, to_numpy(step_of(expression), variables), known)


def _write_matrices(writer: Writer, plan: Plan, change: str, known: tuple[str, ...]) -> None:
    """The step of an optimizer that treats the weights between hidden layers as matrices."""
    variables, shape = {"g": "gradient"}, (plan.parameters,)
    scale, inner = matrix_rule(plan, known)
    writer.write(f"change = {change}", "change", "the step of biases, first and last weights", change=shape)
    direction = to_numpy(inner, variables)
    writer.write(
        f"direction = {direction}",
        tuple(f"direction{layer.number}" for layer in matrix_layers(plan)),
        "where all weights are to go",
        direction=shape,
    )
    for layer in matrix_layers(plan):
        number, end = layer.number, layer.offset + layer.fan_in * layer.fan_out
        longer = Number(float(max(layer.fan_in, layer.fan_out)))
        length = to_numpy(simplify(substitute(scale, {"longer": longer})))
        writer.at("update", number)
        span = f"[{layer.offset}:{end}]"
        matrix = f"direction{span}.reshape({layer.fan_in}, {layer.fan_out})"
        writer.write(
            f"rotation{number} = orthogonalized({matrix})",
            f"direction{number}",
            "the nearest matrix whose singular values are about 1",
            **{f"rotation{number}": (layer.fan_in, layer.fan_out)},
        )
        text = f"change{span} = {length} * rotation{number}.ravel()"
        writer.write(text, f"change{number}", "as long as Adam's steps are", change=shape)
    writer.at("update").write("parameters -= change", "update p", "the step", parameters=shape)
