"""The fast sampling: many steps' batches at once, from the same streams of numbers in the same order as one by one.

A block holds S steps of B examples: block_A0 (S, inputs + features + 1, B) with a last row of ones, block_t
(S, outputs, B). A finite set is one such block of one step, drawn once; steps then take their columns from it.
"""

from core.compiler.emitter import Emitter
from core.compiler.expression import Name
from core.compiler.line import Writer
from core.compiler.lowering import Root
from core.compiler.plan import Plan, input_index, used_variables

TARGET_NOTE = "the target's values"


def write_draw(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """Write the lines that draw a block of examples; raw (S * B, draws) are uniform numbers in the stream's order."""
    writer.at("sample")
    count, draws, inputs = steps * batch, plan.draws, plan.config.inputs
    declare_block(emitter, plan, steps, batch)
    emitter.array("raw", (count, draws), "uniform numbers, an example a row")
    emitter.view("raw_columns", f"raw.reshape({steps}, {batch}, {draws}).transpose(0, 2, 1)", (steps, draws, batch))
    writer.write(
        "samples_rng.random(None, dtype, raw)", "x", "uniform numbers for many steps ahead", raw=(count, draws)
    )
    if plan.target.kind == "set":
        _write_places(emitter, writer, plan, steps, batch)
    else:
        emitter.view("x", f"block_A0[:, :{inputs}]", (steps, inputs, batch))
        writer.write("copyto(x, raw_columns)", "x", "examples become columns", x=(steps, inputs, batch))
        if plan.target.kind == "function":
            _write_values(emitter, writer, plan, steps, batch)
    _write_noise(emitter, writer, plan, steps, batch)
    write_features(emitter, writer, plan, steps, batch)


def write_take(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """Write the lines that take a block of examples from the set data_A0, data_t, by their numbers in `order`."""
    writer.at("sample")
    declare_block(emitter, plan, steps, batch)
    for name, rows, key in (("A0", _rows(plan), "x"), ("t", plan.config.outputs, "t")):
        emitter.array(f"taken_{name}", (rows, steps * batch))
        emitter.view(
            f"taken_{name}_steps",
            f"taken_{name}.reshape({rows}, {steps}, {batch}).transpose(1, 0, 2)",
            (steps, rows, batch),
        )
        writer.write(f"data_{name}.take(order, 1, taken_{name}, 'clip')", key, "the examples whose turn it is")
        writer.write(
            f"copyto(block_{name}, taken_{name}_steps)", key, "step by step", **{f"block_{name}": (steps, rows, batch)}
        )


def _rows(plan: Plan) -> int:
    """The rows of A0: inputs, features and the ones."""
    return plan.config.inputs + len(plan.features) + 1


def declare_block(emitter: Emitter, plan: Plan, steps: int, batch: int) -> None:
    """Declare the arrays of a block of examples."""
    emitter.array("block_A0", (steps, _rows(plan), batch), "inputs and features over a row of ones, for each step")
    emitter.view("block_A0[:, -1]", "1", (), "the ones that meet the biases")
    emitter.array("block_t", (steps, plan.config.outputs, batch), "targets for each step")


def _inputs(emitter: Emitter, variables: tuple[str, ...], shape: tuple[int, int]) -> dict[str, str]:
    """Views of the inputs that formulas name."""
    return {
        variable: emitter.view(f"input_{variable}", f"block_A0[:, {input_index(variable)}]", shape)
        for variable in variables
    }


def _write_values(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """The targets as a function of the inputs."""
    shape = (steps, batch)
    inputs = _inputs(emitter, used_variables(plan.target.value), shape)
    value = emitter.view("value", "block_t[:, 0]", shape) if plan.config.outputs == 1 else emitter.array("value", shape)
    emitter.lower(writer, [Root("t", value, plan.target.value)], inputs, shape, {"t": ("t", TARGET_NOTE)})
    _spread(emitter, writer, plan, "value", shape)


def _spread(emitter: Emitter, writer: Writer, plan: Plan, name: str, shape: tuple[int, int]) -> None:
    """One value for all outputs of a regression; for classes a 1 at the output that stands for the class."""
    if plan.config.outputs == 1:
        return
    each = emitter.view(f"{name}_each", f"{name}[:, None]", (shape[0], 1, shape[1]))
    if plan.target.classes:
        emitter.array("classes", (plan.config.outputs, 1), "0, 1, 2 ...")
        emitter.view("classes[:, 0]", f"range({plan.config.outputs})", ())
        writer.write(f"equal({each}, classes, block_t)", "t", "1 at the output of the class")
    else:
        writer.write(f"copyto(block_t, {each})", "t", "the same for all outputs")


def _write_places(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """The examples of a set: a class is drawn, then a place in it."""
    shape, inputs = (steps, batch), plan.config.inputs
    draw = {
        name: emitter.view(f"draw_{name}", f"raw_columns[:, {column}]", shape)
        for name, column in (("u", 0), ("v", 1), ("w", inputs))
    }
    one = plan.config.outputs == 1
    label = emitter.view("label", "block_t[:, 0]", shape) if one else emitter.array("label", shape)
    arms = emitter.scalar(Name("k"))
    writer.write(f"multiply({draw['w']}, {arms}, label)", "class", "a uniform number for each class", label=shape)
    writer.write("floor(label, label)", "class", "the class that is drawn", label=shape)
    places = [
        Root(name, emitter.view(f"place_{name}", f"block_A0[:, {i}]", shape), plan.target.place[i])
        for i, name in enumerate("ab")
    ]
    names = {"a": ("x", "the place in the class"), "b": ("x", "the place in the class")}
    emitter.lower(writer, places, {"c": label, "u": draw["u"], "v": draw["v"]}, shape, names)
    if inputs > 2:
        rest = emitter.view("rest", f"block_A0[:, 2:{inputs}]", (steps, inputs - 2, batch))
        drawn = emitter.view("draw_rest", f"raw_columns[:, 2:{inputs}]", (steps, inputs - 2, batch))
        writer.write(f"copyto({rest}, {drawn})", "x", "further inputs only distract")
    _spread(emitter, writer, plan, "label", shape)


def _write_noise(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """Noise on the places of classes or on the values; or the noise that is itself the target."""
    draws = plan.noise_draws
    if not draws:
        return
    emitter.array("noise_raw", (steps * batch, draws), "numbers of noise, an example a row")
    shape = (steps, draws, batch)
    emitter.view("noise_columns", f"noise_raw.reshape({steps}, {batch}, {draws}).transpose(0, 2, 1)", shape)
    if plan.target.kind == "noise":
        writer.write(
            "noise_rng.random(None, dtype, noise_raw)", "t", "uniform numbers", noise_raw=(steps * batch, draws)
        )
        writer.write("copyto(block_t, noise_columns)", "t", TARGET_NOTE, block_t=shape)
        return
    writer.write("noise_rng.standard_normal(None, dtype, noise_raw)", "noise", "normal numbers")
    writer.write(
        f"multiply(noise_raw, {emitter.scalar(Name('noise'))}, noise_raw)", "noise", "as large as the noise is set"
    )
    moved = "block_t"
    if plan.target.classes:
        moved = emitter.view("moved", f"block_A0[:, :{draws}]", shape)
    writer.write(f"add({moved}, noise_columns, {moved})", "noise", "noise", **{moved: shape})


def write_features(emitter: Emitter, writer: Writer, plan: Plan, steps: int, batch: int) -> None:
    """The features, each a row behind the inputs."""
    shape, first = (steps, batch), plan.config.inputs
    inputs = _inputs(emitter, used_variables(*plan.features), shape)
    roots = [
        Root(f"feature{number}", emitter.view(f"feature{number}", f"block_A0[:, {first + number}]", shape), expression)
        for number, expression in enumerate(plan.features)
    ]
    emitter.lower(writer, roots, inputs, shape, {root.variable: ("a0", "a feature of the inputs") for root in roots})
