"""The fast output layer: its values, and the derivative of the cost by its sums, from which the way back begins."""

from typing import NamedTuple

from core.compiler.emitter import Emitter
from core.compiler.expression import Call, Expression, Name, call, substitute
from core.compiler.fast_forms import CENTRED, fast_slope, fast_value
from core.compiler.fast_network import write_sums
from core.compiler.line import Writer
from core.compiler.lowering import Root
from core.compiler.parse import parse
from core.compiler.plan import SOFTMAX, LayerPlan, Plan, X
from core.compiler.simplify import simplify


class Output(NamedTuple):
    """The arrays of the output's sums and of its values; of an identity they are the same."""

    sums: str
    values: str


def output_row(plan: Plan) -> str:
    """The output that the loss is made of and that a block keeps for each step: its sums or its values."""
    return f"{plan.loss.by}{plan.layers[-1].number}"


def declare_output(emitter: Emitter, plan: Plan, batch: int, steps: int) -> Output:
    """Declare where the output goes: what the loss is made of into the block, the other one beside it."""
    number, shape = plan.layers[-1].number, (batch, plan.config.outputs)
    emitter.array(f"block_{output_row(plan)}", (steps, *shape), "the output that the loss is made of, for each step")
    sums, values = f"z{number}", f"y{number}"
    if plan.loss.by == "z":
        emitter.array(values, shape)
    elif plan.layers[-1].activation.value == X:
        sums = values
    return Output(sums, values)


def write_output(emitter: Emitter, writer: Writer, plan: Plan, batch: int, output: Output) -> None:
    """Write the output's sums and values."""
    last = plan.layers[-1]
    shape, key = (batch, last.fan_out), f"a{last.number}"
    same = output.sums == output.values
    write_sums(writer.at("forward", last.number), last, output.sums, shape, (key,) if same else ())
    if last.activation.id == SOFTMAX:
        _softmax(emitter, writer, last, batch, output)
    elif not same:
        root = Root("y", output.values, fast_value(last.activation))
        emitter.lower(writer, [root], {"x": output.sums}, shape, {"y": (key, note_of(last))})


def note_of(layer: LayerPlan) -> str:
    """What the output's values are."""
    if layer.activation.value == CENTRED[0]:
        return "2 sigmoid - 1 of the sums, which is tanh of their half"
    return f"{layer.activation.id} of the sums"


def write_output_delta(
    emitter: Emitter, writer: Writer, plan: Plan, batch: int, output: Output, factor: Expression
) -> None:
    """Write the derivative of the cost by the output's sums, times the factor, into the last d."""
    last = plan.layers[-1]
    writer.at("loss", last.number)
    inputs = {"y": output.values, "z": output.sums, "x": output.sums, "t": "t"}
    delta = simplify(call("multiply", output_delta(plan), factor))
    key = (f"delta{last.number}", "derivative of the cost by the output's sums")
    emitter.lower(writer, [Root("d", f"d{last.number}", delta)], inputs, (batch, last.fan_out), {"d": key})


def output_delta(plan: Plan) -> Expression:
    """The derivative of one example's loss by the output's sum z, in y, t and z, before the mean is taken."""
    loss, activation = plan.loss, plan.layers[-1].activation
    if loss.kind == "row":
        return parse("y - t", ("y", "t"))
    slope = parse(loss.slope, ("y", "z", "t"))
    if loss.by == "z":  # the loss brings its output along: what it calls sigmoid(z) is y
        return _replace(slope, substitute(activation.value, {"x": Name("z")}), Name("y"))
    return call("multiply", slope, substitute(fast_slope(activation), {"x": Name("z")}))


def _softmax(emitter: Emitter, writer: Writer, last: LayerPlan, batch: int, output: Output) -> None:
    """The outputs as probabilities: e^z over its sum, with the largest z taken off first so that nothing overflows."""
    shape, key = (batch, last.fan_out), f"a{last.number}"
    emitter.array("row", (batch,), "one number for each example")
    emitter.view("row_each", "row[:, None]", (batch, 1))
    y = output.values
    writer.write(f"maximum.reduce({output.sums}, 1, None, row)", key, "the largest sum of each example", row=(batch,))
    writer.write(f"subtract({output.sums}, row_each, {y})", key, "so that e^z cannot overflow", **{y: shape})
    writer.write(f"exp({y}, {y})", key, "e to each sum", **{y: shape})
    writer.write(f"add.reduce({y}, 1, None, row)", key, "the sum over the classes", row=(batch,))
    writer.write(f"divide({y}, row_each, {y})", key, "the probabilities of the classes", **{y: shape})


def _replace(expression: Expression, part: Expression, other: Expression) -> Expression:
    """The expression with every occurrence of a part replaced."""
    if expression == part:
        return other
    if isinstance(expression, Call):
        return expression._replace(arguments=tuple(_replace(inner, part, other) for inner in expression.arguments))
    return expression
