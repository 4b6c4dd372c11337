"""The fast sampling: many steps' batches at once, from the same streams of numbers in the same order as one by one.

A block holds S steps of B examples, N = S B in all: block_A0 (S, B, inputs + features + 1) with a last column of ones,
and block_t (S, B, outputs). Formulas are worked out on `points` (inputs, N), where each input lies by itself. A finite
set is one such block of one step, drawn once; steps then take their rows from it.
"""

from core.compiler.emitter import Emitter
from core.compiler.expression import Name
from core.compiler.line import Writer
from core.compiler.lowering import Root
from core.compiler.plan import Plan, input_index, used_variables

TARGET_NOTE = "the target's values"
FEW_COLUMNS = 8


def write_draw(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """Write the lines that draw a block of examples; raw (N, draws) are uniform numbers in the stream's order."""
    writer.at("sample")
    count, draws = steps * batch, plan.draws
    declare_block(emitter, plan, steps, batch)
    emitter.array("raw", (count, draws), "uniform numbers, an example a row")
    emitter.view("raw_columns", "raw.T", (draws, count))
    writer.write(
        "samples_rng.random(None, dtype, raw)", "x", "uniform numbers for many steps ahead", raw=(count, draws)
    )
    if plan.target.kind == "set":
        _write_places(emitter, writer, plan, count)
    else:
        writer.write("copyto(points, raw_columns)", "x", "each input by itself", points=(draws, count))
        if plan.target.kind == "function":
            _write_values(emitter, writer, plan, count)
    _write_noise(emitter, writer, plan, count)
    write_inputs(emitter, writer, plan, steps, batch)


def write_take(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """Write the lines that take a block of examples from the set data_A0, data_t, by their numbers in `order`."""
    writer.at("sample")
    declare_block(emitter, plan, steps, batch)
    for name, key, width in (("A0", "x", _width(plan)), ("t", "t", plan.config.outputs)):
        text, taken = f"data_{name}.take(order, 0, taken_{name}, 'clip')", {f"taken_{name}": (steps * batch, width)}
        writer.write(text, (key, "order"), "the examples whose turn it is", **taken)


def declare_block(emitter: Emitter, plan: Plan, steps: int, batch: int) -> None:
    """Declare the arrays of a block of examples."""
    outputs, count = plan.config.outputs, steps * batch
    emitter.array(
        "block_A0", (steps, batch, _width(plan)), "inputs and features beside a column of ones, for each step"
    )
    emitter.view("block_A0[:, :, -1]", "1", (steps, batch), "the ones that meet the biases")
    emitter.array("block_t", (steps, batch, outputs), "targets for each step")
    emitter.view("taken_A0", f"block_A0.reshape({count}, {_width(plan)})", (count, _width(plan)), "an example a row")
    emitter.view("taken_t", f"block_t.reshape({count}, {outputs})", (count, outputs), "targets, an example a row")
    if plan.config.data == "fresh" or steps == 1:
        emitter.array("points", (plan.config.inputs, count), "each input by itself")


def write_inputs(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """Write what goes from points to block_A0: the features, worked out, and the inputs as they are."""
    count, inputs = steps * batch, plan.config.inputs
    if plan.features:
        emitter.array("features", (len(plan.features), count), "each feature by itself")
        _write_features(emitter, writer, plan, count)
    _write_columns(emitter, writer, ("points", "input"), 0, inputs, count, ("x", "a0"))
    _write_columns(emitter, writer, ("features", "feature"), inputs, len(plan.features), count, ("a0",))


def _write_columns(
    emitter: Emitter, writer: Writer, names: tuple[str, str], first: int, width: int, count: int, keys: tuple[str, ...]
) -> None:
    """Write the copies of the rows of an array, by its name and that of one row, into columns of block_A0 from `first`.

    Few columns are copied one by one: NumPy would walk along the short side of a transposed array, four times slower.
    """
    name, one = names
    if width > FEW_COLUMNS:
        emitter.view(f"{name}_A0", f"taken_A0[:, {first}:{first + width}]", (count, width))
        emitter.view(f"{name}_rows", f"{name}.T", (count, width))
        writer.write(
            f"copyto({name}_A0, {name}_rows)", keys, f"the {name}, an example a row", **{f"{name}_A0": (count, width)}
        )
        return
    for row in range(width):
        column = emitter.view(f"column{first + row}", f"taken_A0[:, {first + row}]", (count,))
        row_view = emitter.view(f"{one}{row}", f"{name}[{row}]", (count,))
        writer.write(f"copyto({column}, {row_view})", keys, f"column of the {one} {row + 1}", **{column: (count,)})


def _width(plan: Plan) -> int:
    """The columns of A0: inputs, features and the ones."""
    return plan.layers[0].fan_in + 1


def _inputs(emitter: Emitter, variables: tuple[str, ...], count: int) -> dict[str, str]:
    """Views of the inputs that formulas name."""
    return {
        variable: emitter.view(f"input_{variable}", f"points[{input_index(variable)}]", (count,))
        for variable in variables
    }


def _value(emitter: Emitter, plan: Plan, name: str, count: int) -> str:
    """Where one value for each example goes: straight into the targets, if there is one output."""
    if plan.config.outputs == 1:
        return emitter.view(name, "taken_t[:, 0]", (count,))
    return emitter.array(name, (count,))


def _write_values(emitter: Emitter, writer: Writer, plan: Plan, count: int) -> None:
    """The targets as a function of the inputs."""
    inputs = _inputs(emitter, used_variables(plan.target.value), count)
    root = Root("t", _value(emitter, plan, "value", count), plan.target.value)
    emitter.lower(writer, [root], inputs, (count,), {"t": ("t", TARGET_NOTE)})
    _spread(emitter, writer, plan, "value", count)


def _spread(emitter: Emitter, writer: Writer, plan: Plan, name: str, count: int) -> None:
    """One value for all outputs of a regression; for classes a 1 at the output that stands for the class."""
    outputs = plan.config.outputs
    if outputs == 1:
        return
    each, shape = emitter.view(f"{name}_each", f"{name}[:, None]", (count, 1)), (count, outputs)
    if plan.target.classes:
        emitter.array("classes", (outputs,), "0, 1, 2 ...")
        emitter.view("classes[:]", f"range({outputs})", (outputs,))
        writer.write(f"equal({each}, classes, taken_t)", "t", "1 at the output of the class", taken_t=shape)
    else:
        writer.write(f"copyto(taken_t, {each})", "t", "the same for all outputs", taken_t=shape)


def _write_places(emitter: Emitter, writer: Writer, plan: Plan, count: int) -> None:
    """The examples of a set: a class is drawn, then a place in it."""
    shape, inputs = (count,), plan.config.inputs
    emitter.array("draw", (plan.draws, count), "each uniform number by itself")
    writer.write("copyto(draw, raw_columns)", "x", "each uniform number by itself", draw=(plan.draws, count))
    u, v, w = (
        emitter.view(f"draw_{name}", f"draw[{row}]", shape) for name, row in zip("uvw", (0, 1, inputs), strict=True)
    )
    label = _value(emitter, plan, "label", count)
    writer.write(f"multiply({w}, {emitter.scalar(Name('k'))}, label)", "class", "a number for each class", label=shape)
    writer.write("floor(label, label)", "class", "the class that is drawn", label=shape)
    places = [
        Root(name, emitter.view(f"place_{name}", f"points[{row}]", shape), plan.target.place[row])
        for row, name in enumerate("ab")
    ]
    names = dict.fromkeys("ab", ("x", "the place in the class"))
    emitter.lower(writer, places, {"c": label, "u": u, "v": v}, shape, names)
    if inputs > 2:
        rest = (inputs - 2, count)
        emitter.view("rest", "points[2:]", rest)
        emitter.view("draw_rest", f"draw[2:{inputs}]", rest)
        writer.write("copyto(rest, draw_rest)", "x", "further inputs only distract", rest=rest)
    _spread(emitter, writer, plan, "label", count)


def _write_noise(emitter: Emitter, writer: Writer, plan: Plan, count: int) -> None:
    """Noise on the places of classes or on the values; or the noise that is itself the target."""
    draws = plan.noise_draws
    if not draws:
        return
    shape = (count, draws)
    if plan.target.kind == "noise":
        writer.write("noise_rng.random(None, dtype, taken_t)", "t", TARGET_NOTE, taken_t=shape)
        return
    emitter.array("noise_raw", shape, "numbers of noise, an example a row")
    writer.write("noise_rng.standard_normal(None, dtype, noise_raw)", "noise", "normal numbers", noise_raw=shape)
    text = f"multiply(noise_raw, {emitter.scalar(Name('noise'))}, noise_raw)"
    writer.write(text, "noise", "as large as they are set", noise_raw=shape)
    moved, noise = "taken_t", "noise_raw"
    if plan.target.classes:
        shape = (draws, count)
        moved = emitter.view("moved", f"points[:{draws}]", shape)
        noise = emitter.view("noise_columns", "noise_raw.T", shape)
    writer.write(f"add({moved}, {noise}, {moved})", "noise", "noise", **{moved: shape})


def _write_features(emitter: Emitter, writer: Writer, plan: Plan, count: int) -> None:
    """The features, each by itself."""
    inputs = _inputs(emitter, used_variables(*plan.features), count)
    roots = [
        Root(f"feature{number}", emitter.view(f"feature{number}", f"features[{number}]", (count,)), expression)
        for number, expression in enumerate(plan.features)
    ]
    emitter.lower(writer, roots, inputs, (count,), {root.variable: ("a0", "a feature of the inputs") for root in roots})
