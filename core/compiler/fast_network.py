"""The fast forward and backward pass: batches lie in columns, so that every array that a call writes is contiguous.

Of layer number i, with n neurons and a batch of B columns: Wi (fan_in + 1, n) is its block of the flat vector, with the
biases as last row; Ai (n + 1, B) its activations over a row of ones, which meets that last row, so that biases cost no call;
ai the first n rows of Ai; zi the weighted sums; si the slopes of the activation; di the derivatives of the cost by zi;
Gi those by Wi.
"""

from typing import NamedTuple

from core.compiler.emitter import Emitter
from core.compiler.expression import ONE, Expression, Name, call, substitute
from core.compiler.fast_forms import FAST_FORMS
from core.compiler.line import Writer
from core.compiler.lowering import Root
from core.compiler.parse import parse
from core.compiler.plan import SOFTMAX, Activation, LayerPlan, Plan, X
from core.compiler.simplify import simplify


class Output(NamedTuple):
    """Where the output's sums, values and slopes are; the first two may be given by the caller, row by row."""

    sums: str
    values: str


def declare(emitter: Emitter, plan: Plan, batch: int, keep: bool = False) -> None:
    """Declare the arrays of the layers and the views of all parameters and gradients.

    Sums and deltas of neighbouring layers share two pieces of memory, unless they are to `keep` their values.
    """
    for layer in plan.layers:
        number, rows, columns = layer.number, layer.fan_in + 1, layer.fan_out
        span = f"[{layer.offset}:{layer.offset + layer.size}].reshape({rows}, {columns})"
        emitter.view(f"W{number}", f"parameters{span}", (rows, columns), "weights, and biases in the last row")
        emitter.view(f"W{number}T", f"W{number}.T", (columns, rows))
        emitter.view(f"G{number}", f"gradient{span}", (rows, columns), "their gradients")
        if number > 1:
            emitter.view(f"V{number}", f"W{number}[:-1]", (rows - 1, columns), "the weights alone")
        shape = (columns, batch)
        if keep:
            emitter.array(f"d{number}", shape)
            emitter.array(f"z{number}", shape)
        else:  # the output's sums are still needed while its d is written
            emitter.share(f"d{number}", f"scratch{number % 2}", shape)
            emitter.share(f"z{number}", f"scratch{(number + 1) % 2}", shape)
        emitter.view(f"d{number}T", f"d{number}.T", (batch, columns))
        if layer is not plan.layers[-1]:
            emitter.array(f"A{number}", (columns + 1, batch), "activations over a row of ones")
            emitter.view(f"a{number}", f"A{number}[:-1]", (columns, batch), "the activations alone")
            emitter.view(f"A{number}[-1]", "1", (), "the ones that meet the biases")


def write_forward(emitter: Emitter, writer: Writer, plan: Plan, batch: int, output: Output, slopes: bool) -> None:
    """Write the forward pass from A0 to the output's values; with `slopes`, each activation's slope beside it."""
    for layer in plan.layers[:-1]:
        _hidden(emitter, writer.at("forward", layer.number), plan, layer, batch, slopes)
    last = plan.layers[-1]
    writer.at("forward", last.number)
    shape = (last.fan_out, batch)
    _dot(
        writer,
        f"W{last.number}T",
        f"A{last.number - 1}",
        output.sums,
        f"z{last.number}",
        "weighted sums and biases in one product",
        shape,
    )
    if last.activation.id == SOFTMAX:
        _softmax(emitter, writer, last, batch, output)
    elif output.values != output.sums:
        key = f"a{last.number}"
        root = Root("y", output.values, fast_value(last.activation))
        emitter.lower(writer, [root], {"x": output.sums}, shape, {"y": (key, f"{last.activation.id} of the sums")})


def write_output_delta(
    emitter: Emitter, writer: Writer, plan: Plan, batch: int, output: Output, factor: Expression
) -> None:
    """Write the derivative of the cost by the output's sums, times the factor, into the last d."""
    last = plan.layers[-1]
    writer.at("loss", last.number)
    inputs = {"y": output.values, "z": output.sums, "x": output.sums, "t": "t"}
    delta = simplify(call("multiply", output_delta(plan), factor))
    key = (f"delta{last.number}", "derivative of the cost by the output's sums")
    emitter.lower(writer, [Root("d", f"d{last.number}", delta)], inputs, (last.fan_out, batch), {"d": key})


def output_delta(plan: Plan) -> Expression:
    """The derivative of one example's loss by the output's sum z, in y, t and z, before the mean is taken."""
    loss, activation = plan.loss, plan.layers[-1].activation
    if loss.kind == "row":
        return parse("y - t", ("y", "t"))
    slope = parse(loss.slope, ("y", "z", "t"))
    if loss.by == "z":  # the loss brings its output along: what it calls sigmoid(z) is y
        return _replace(slope, substitute(activation.value, {"x": Name("z")}), Name("y"))
    return call("multiply", slope, substitute(fast_slope(activation), {"x": Name("z")}))


def write_backward(emitter: Emitter, writer: Writer, plan: Plan, batch: int, dropped: bool = False) -> None:
    """Write the gradient of every layer, from the last d back to the first layer."""
    for layer in reversed(plan.layers):
        number = layer.number
        writer.at("backward", number)
        text = f"A{number - 1}.dot(d{number}T, G{number})"
        writer.write(
            text,
            (f"dW{number}", f"db{number}"),
            "gradients of weights and biases in one product",
            **{f"G{number}": (layer.fan_in + 1, layer.fan_out)},
        )
        if number == 1:
            return
        before = plan.layers[number - 2]
        writer.at("backward", before.number)
        shape = (before.fan_out, batch)
        key = f"delta{before.number}"
        _dot(
            writer,
            f"V{number}",
            f"d{number}",
            f"d{before.number}",
            key,
            "the error comes back through the weights",
            shape,
        )
        factor = slope_name(before) or (f"k{before.number}" if dropped else "")
        if factor:
            text = f"multiply(d{before.number}, {factor}, d{before.number})"
            writer.write(text, key, "times the slope of the activation", **{f"d{before.number}": shape})


def slope_name(layer: LayerPlan) -> str:
    """The array that holds the layer's slopes; none for the identity, whose slope is 1."""
    return "" if fast_slope(layer.activation) == ONE else f"s{layer.number}"


def fast_value(activation: Activation) -> Expression:
    """The activation's value in x, in its fast form."""
    form = FAST_FORMS.get(activation.id)
    return parse(form.value, ("x",)) if form else activation.value


def fast_slope(activation: Activation) -> Expression:
    """The activation's slope in x and y, in its fast form."""
    form = FAST_FORMS.get(activation.id)
    return simplify(parse(form.slope, ("x", "y")) if form else activation.slope)


def _hidden(emitter: Emitter, writer: Writer, plan: Plan, layer: LayerPlan, batch: int, slopes: bool) -> None:
    """Write one hidden layer."""
    number, shape = layer.number, (layer.fan_out, batch)
    value, slope = simplify(fast_value(layer.activation)), slope_name(layer)
    sums = f"a{number}" if value == X else f"z{number}"
    _dot(writer, f"W{number}T", f"A{number - 1}", sums, f"z{number}", "weighted sums and biases in one product", shape)
    roots = [] if value == X else [Root("y", f"a{number}", value)]
    if slopes and slope:
        emitter.array(slope, shape, "slopes of the activation")
        roots.append(Root("s", slope, fast_slope(layer.activation)))
    keys = {
        "y": (f"a{number}", f"{layer.activation.id} of the sums"),
        "s": (f"slope{number}", "its slope, while the sums are at hand"),
    }
    spent = () if sums in emitter.arrays else (sums,)
    emitter.lower(writer, roots, {"x": sums}, shape, keys, spent)
    if slopes and plan.config.dropout:
        _dropout(emitter, writer, layer, batch)


def _dropout(emitter: Emitter, writer: Writer, layer: LayerPlan, batch: int) -> None:
    """Silence a random share of the layer's neurons, each example its own, and scale up the others."""
    number, shape = layer.number, (layer.fan_out, batch)
    key = f"keep{number}"
    emitter.array(f"u{number}", (batch, layer.fan_out), "uniform numbers")
    emitter.view(f"u{number}T", f"u{number}.T", shape)
    emitter.array(f"k{number}", shape, "0 for silent, else 1 / (1 - dropout)")
    rate, scale = emitter.scalar(Name("dropout")), emitter.scalar(parse("1 / (1 - dropout)", ("dropout",)))
    writer.write(f"dropout_rng.random(None, dtype, u{number})", key, "a number for each neuron and example")
    writer.write(f"greater_equal(u{number}T, {rate}, k{number})", key, "1 where it stays")
    writer.write(f"multiply(k{number}, {scale}, k{number})", key, "what stays is scaled up")
    writer.write(f"multiply(a{number}, k{number}, a{number})", f"dropped{number}", "dropout")
    if slope_name(layer):
        writer.write(f"multiply(s{number}, k{number}, s{number})", f"slope{number}", "dropout on the way back")


def _softmax(emitter: Emitter, writer: Writer, last: LayerPlan, batch: int, output: Output) -> None:
    """The outputs as probabilities: e^z over its sum, with the largest z taken off first so that nothing overflows."""
    shape, key = (last.fan_out, batch), f"a{last.number}"
    row = emitter.array("row", (batch,), "one number for each example")
    y = output.values
    writer.write(f"maximum.reduce({output.sums}, 0, None, {row})", key, "the largest sum of each example", row=(batch,))
    writer.write(f"subtract({output.sums}, {row}, {y})", key, "so that e^z cannot overflow", **{y: shape})
    writer.write(f"exp({y}, {y})", key, "", **{y: shape})
    writer.write(f"add.reduce({y}, 0, None, {row})", key, "the sum over the classes", row=(batch,))
    writer.write(f"divide({y}, {row}, {y})", key, "the probabilities of the classes", **{y: shape})


def _dot(writer: Writer, left: str, right: str, out: str, key: str, note: str, shape: tuple[int, int]) -> None:
    writer.write(f"{left}.dot({right}, {out})", key, note, **{out: shape})


def _replace(expression: Expression, part: Expression, other: Expression) -> Expression:
    """The expression with every occurrence of a part replaced."""
    if expression == part:
        return other
    if isinstance(expression, tuple) and hasattr(expression, "arguments"):
        return expression._replace(arguments=tuple(_replace(inner, part, other) for inner in expression.arguments))
    return expression
