"""The readable program: one line for each step of the mathematics, as a textbook has it, which runs alone.

Batches lie in rows: inputs a0 (batch, fan_in), weights Wi (fan_in, fan_out), biases bi (fan_out,), sums zi, activations
ai and their derivatives deltai (batch, fan_out). All weights and biases are views of one vector, `parameters`.
"""

from core.compiler.expression import ONE, Call, Expression, Name, names
from core.compiler.line import Draft, Writer
from core.compiler.parse import parse
from core.compiler.plan import SOFTMAX, LayerPlan, Plan
from core.compiler.printing import to_numpy
from core.compiler.readable_header import write_header
from core.compiler.readable_sample import write_data, write_sample, write_streams
from core.compiler.readable_schedule import write_schedule, write_watch
from core.compiler.readable_update import write_update
from core.compiler.simplify import simplify

STEPS = 200


def emit_readable(plan: Plan) -> tuple[Draft, ...]:
    """The lines of the readable program."""
    body = Writer("sample", 1)
    write_sample(body, plan)
    _write_forward(body, plan)
    _write_loss(body, plan)
    _write_backward(body, plan)
    write_update(body, plan)
    write_watch(body, plan)
    body.at("loss").write("print(step, cost)", (), "the cost of every step")
    start = Writer()
    write_streams(start, plan)
    _write_parameters(start, plan)
    write_schedule(start, plan)
    _write_state(start, plan)
    write_data(start, plan)
    start.at("setup").write(f"for step in range(1, {STEPS + 1}):", "step", "each step trains on one batch")
    text = "\n".join(draft.text for draft in (*start.drafts, *body.drafts))
    return (*write_header(plan, text).drafts, *start.drafts, *body.drafts)


def _write_parameters(writer: Writer, plan: Plan) -> None:
    """All parameters in one vector, and how they start."""
    writer.at("setup").write(
        f"parameters = np.empty({plan.parameters}, np.float32)", "parameters",
        "all weights and biases, one after another",
        parameters=(plan.parameters,),
    )  # fmt: skip
    for layer in plan.layers:
        writer.at("setup", layer.number)
        number, fan_in, fan_out = layer.number, layer.fan_in, layer.fan_out
        middle = layer.offset + fan_in * fan_out
        writer.write(
            f"W{number} = parameters[{layer.offset}:{middle}].reshape({fan_in}, {fan_out})", f"W{number}",
            "weights: a row for each input, a column for each neuron", **{f"W{number}": (fan_in, fan_out)},
        )  # fmt: skip
        writer.write(
            f"b{number} = parameters[{middle}:{middle + fan_out}]", f"W{number}", "biases", **{f"b{number}": (fan_out,)}
        )
        for name, row, rows in ((f"W{number}", layer.weights, fan_in), (f"b{number}", layer.biases, 1)):
            draw = row.source.format(rng="weights_rng", fan_in=rows, fan_out=fan_out)
            shape = (fan_out,) if name[0] == "b" else (fan_in, fan_out)
            writer.write(f"{name}[:] = {draw}", f"W{number}", f"start: {row.label}", **{name: shape})


def _write_state(writer: Writer, plan: Plan) -> None:
    """What the optimizer remembers."""
    writer.at("setup")
    for name in plan.optimizer.state:
        writer.write(
            f"{name} = np.zeros_like(parameters)", f"update {name}", "what the optimizer remembers of each parameter",
            **{name: (plan.parameters,)},
        )  # fmt: skip


def _write_forward(writer: Writer, plan: Plan) -> None:
    for layer in plan.layers:
        number, shape = layer.number, (plan.config.batch, layer.fan_out)
        writer.at("forward", number)
        writer.write(
            f"z{number} = {_fed(plan, number - 1)} @ W{number} + b{number}", f"z{number}",
            "each neuron's weighted sum of its inputs, plus its bias", **{f"z{number}": shape},
        )  # fmt: skip
        value = (
            f"softmax(z{number})"
            if layer.activation.id == SOFTMAX
            else _whole(layer.activation.value, f"z{number}", {"x": f"z{number}"})
        )
        writer.write(
            f"a{number} = {value}", f"a{number}", f"activation: {layer.activation.id}", **{f"a{number}": shape}
        )
        if plan.config.dropout and layer is not plan.layers[-1]:
            draw = f"dropout_rng.random({shape}, np.float32)"
            writer.write(
                f"keep{number} = ({draw} >= dropout) / np.float32(1 - dropout)",
                f"keep{number}",
                "0 for neurons that sit this step out; the others speak up",
                **{f"keep{number}": shape},
            )
            dropped = f"dropped{number}"
            writer.write(f"{dropped} = a{number} * keep{number}", dropped, "dropout", **{dropped: shape})


def _fed(plan: Plan, number: int) -> str:
    """What a layer hands on to the next one."""
    return f"dropped{number}" if plan.config.dropout and number else f"a{number}"


def _whole(expression: Expression, array: str, variables: dict[str, str]) -> str:
    """The expression as source; where it is one number, as an array like another."""
    text = to_numpy(expression, variables)
    return text if names(expression) else f"np.full_like({array}, {text})"


def _write_loss(writer: Writer, plan: Plan) -> None:
    last = plan.layers[-1]
    number, shape = last.number, (plan.config.batch, last.fan_out)
    variables = {"y": f"a{number}", "z": f"z{number}", "t": "t", "logsum": f"log_sum_exp(z{number})", "p": f"a{number}"}
    loss = to_numpy(parse(plan.loss.value, tuple(variables)), variables)
    mean = f"np.mean({loss})" if plan.loss.kind == "element" else f"np.mean(np.sum({loss}, axis=1))"
    writer.at("loss", number)
    writer.write(f"cost = {mean}", "cost", f"{plan.loss.label}, the mean over the batch")
    slope: Expression = parse(plan.loss.slope, tuple(variables))
    count = "batch" if plan.loss.kind == "row" or last.fan_out == 1 else f"(batch * {last.fan_out})"
    if plan.loss.by == "z":
        text = f"({to_numpy(slope, variables)}) / {count}"
    else:
        text = f"{to_numpy(Call('divide', (slope, Name('count'))), {**variables, 'count': count})}"
        if simplify(last.activation.slope) != ONE:
            _write_slope(writer, last, shape)
            text = f"{text} * slope{number}"
    writer.write(
        f"delta{number} = {text}",
        f"delta{number}",
        "derivative of the cost by the output's sums",
        **{f"delta{number}": shape},
    )


def _write_slope(writer: Writer, layer: LayerPlan, shape: tuple[int, int]) -> None:
    number, slope = layer.number, f"slope{layer.number}"
    variables = {"x": f"z{number}", "y": f"a{number}"}
    text = _whole(layer.activation.slope, f"z{number}", variables)
    keys = (slope, f"delta{number}") if writer.phase == "loss" else slope
    writer.write(f"{slope} = {text}", keys, f"slope of {layer.activation.id} at the sums", **{slope: shape})


def _write_backward(writer: Writer, plan: Plan) -> None:
    dropout = bool(plan.config.dropout)
    for layer in reversed(plan.layers):
        number = layer.number
        writer.at("backward", number)
        weights = (layer.fan_in, layer.fan_out)
        writer.write(
            f"dW{number} = {_fed(plan, number - 1)}.T @ delta{number}",
            f"dW{number}",
            "gradient of the weights: input times error",
            **{f"dW{number}": weights},
        )
        writer.write(
            f"db{number} = delta{number}.sum(axis=0)",
            f"db{number}",
            "gradient of the biases",
            **{f"db{number}": (layer.fan_out,)},
        )
        if number == 1:
            return
        before = plan.layers[number - 2]
        writer.at("backward", before.number)
        factors = f" * keep{before.number}" if dropout else ""
        shape = (plan.config.batch, before.fan_out)
        if simplify(before.activation.slope) != ONE:
            _write_slope(writer, before, shape)
            factors = f" * slope{before.number}{factors}"
        back = f"delta{number} @ W{number}.T"
        text = f"({back}){factors}" if factors else back
        writer.write(
            f"delta{before.number} = {text}",
            f"delta{before.number}",
            "the error comes back through the weights",
            **{f"delta{before.number}": shape},
        )
