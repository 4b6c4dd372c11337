"""The fast forward and backward pass: an example a row, as in the readable program, biases as a row of the weights.

Of layer number i, with n neurons and a batch of B examples: Wi (fan_in + 1, n) is its block of the flat vector, with
the biases as last row; Ai (B, n + 1) its activations beside a column of ones, which meets that last row, so that
biases cost no call; ai the first n columns of Ai; zi the weighted sums; si the slopes of the activation; di the
derivatives of the cost by zi; Gi those by Wi; ViT the weights without biases, transposed.
"""

from core.compiler.emitter import Emitter
from core.compiler.expression import ONE, Name
from core.compiler.fast_forms import fast_slope, fast_value
from core.compiler.line import Writer
from core.compiler.lowering import Root
from core.compiler.parse import parse
from core.compiler.plan import LayerPlan, Plan
from core.compiler.simplify import simplify


def declare(emitter: Emitter, plan: Plan, batch: int, keep: bool = False, backward: bool = True) -> None:
    """Declare the arrays of the layers and the views of all parameters and gradients.

    Sums and deltas of neighbouring layers share two pieces of memory, unless they are to `keep` their values.
    """
    for layer in plan.layers:
        number, rows, columns = layer.number, layer.fan_in + 1, layer.fan_out
        span = f"[{layer.offset}:{layer.offset + layer.size}].reshape({rows}, {columns})"
        emitter.view(f"W{number}", f"parameters{span}", (rows, columns), "weights, and biases in the last row")
        emitter.view(f"G{number}", f"gradient{span}", (rows, columns), "their gradients")
        if number > 1:
            emitter.view(f"V{number}T", f"W{number}[:-1].T", (columns, rows - 1), "the weights alone, transposed")
        shape = (batch, columns)
        if keep:
            emitter.array(f"z{number}", shape)
            if backward:
                emitter.array(f"d{number}", shape)
        else:  # the output's sums are still needed while its d is written
            emitter.share(f"d{number}", f"scratch{number % 2}", shape)
            emitter.share(f"z{number}", f"scratch{(number + 1) % 2}", shape)
        if layer is not plan.layers[-1]:
            emitter.array(f"A{number}", (batch, columns + 1), "activations beside a column of ones")
            emitter.view(f"A{number}T", f"A{number}.T", (columns + 1, batch))
            emitter.view(f"a{number}", f"A{number}[:, :-1]", shape, "the activations alone")
            emitter.view(f"A{number}[:, -1]", "1", (batch,), "the ones that meet the biases")


def write_hidden(emitter: Emitter, writer: Writer, plan: Plan, batch: int, slopes: bool) -> None:
    """Write the hidden layers from A0 on; with `slopes`, each activation's slope beside its value."""
    for layer in plan.layers[:-1]:
        _hidden(emitter, writer.at("forward", layer.number), plan, layer, batch, slopes)


def write_backward(emitter: Emitter, writer: Writer, plan: Plan, batch: int, dropped: bool = False) -> None:
    """Write the gradient of every layer, from the last d back to the first layer."""
    for layer in reversed(plan.layers):
        number = layer.number
        writer.at("backward", number)
        text = f"A{number - 1}T.dot(d{number}, G{number})"
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
        shape = (batch, before.fan_out)
        key = f"delta{before.number}"
        text = f"d{number}.dot(V{number}T, d{before.number})"
        writer.write(text, key, "the error comes back through the weights", **{f"d{before.number}": shape})
        factor = slope_name(before) or (f"k{before.number}" if dropped else "")
        if factor:
            text = f"multiply(d{before.number}, {factor}, d{before.number})"
            writer.write(text, key, "times the slope of the activation", **{f"d{before.number}": shape})


def slope_name(layer: LayerPlan) -> str:
    """The array that holds the layer's slopes; none for the identity, whose slope is 1."""
    return "" if fast_slope(layer.activation) == ONE else f"s{layer.number}"


def _hidden(emitter: Emitter, writer: Writer, plan: Plan, layer: LayerPlan, batch: int, slopes: bool) -> None:
    """Write one hidden layer."""
    number, shape = layer.number, (batch, layer.fan_out)
    value, slope = simplify(fast_value(layer.activation)), slope_name(layer)
    values = f"a{number}"
    write_sums(writer, layer, f"z{number}", shape)
    roots = [Root("y", values, value)]
    if slopes and slope:
        emitter.array(slope, shape, "slopes of the activation")
        roots.append(Root("s", slope, fast_slope(layer.activation)))
    keys = {
        "y": (f"a{number}", f"{layer.activation.id} of the sums"),
        "s": (f"slope{number}", "its slope, while the sums are at hand"),
    }
    spent = () if f"z{number}" in emitter.arrays else (f"z{number}",)
    strided = (values,) if batch > 1 else ()
    emitter.lower(writer, roots, {"x": f"z{number}"}, shape, keys, spent, strided)
    if slopes and plan.config.dropout:
        _dropout(emitter, writer, layer, batch, values)


def _dropout(emitter: Emitter, writer: Writer, layer: LayerPlan, batch: int, values: str) -> None:
    """Silence a random share of the layer's neurons, each example its own, and scale up the others."""
    number, shape = layer.number, (batch, layer.fan_out)
    keep, key = f"k{number}", f"keep{number}"
    emitter.array(keep, shape, "0 for silent, else 1 / (1 - dropout)")
    rate, scale = emitter.scalar(Name("dropout")), emitter.scalar(parse("1 / (1 - dropout)", ("dropout",)))
    made = {keep: shape}
    writer.write(f"dropout_rng.random(None, dtype, {keep})", key, "a number for each neuron and example", **made)
    writer.write(f"greater_equal({keep}, {rate}, {keep})", key, "1 where it stays", **made)
    writer.write(f"multiply({keep}, {scale}, {keep})", key, "what stays is scaled up", **made)
    writer.write(f"multiply({values}, {keep}, {values})", f"dropped{number}", "dropout", **{values: shape})
    if slope := slope_name(layer):
        text = f"multiply({slope}, {keep}, {slope})"
        writer.write(text, f"slope{number}", "dropout on the way back", **{slope: shape})


def write_sums(writer: Writer, layer: LayerPlan, out: str, shape: tuple[int, int], key: tuple[str, ...] = ()) -> None:
    """Write the weighted sums of a layer; key is what else they are."""
    number = layer.number
    text = f"A{number - 1}.dot(W{number}, {out})"
    writer.write(text, (f"z{number}", *key), "weighted sums and biases in one product", **{out: shape})
