"""The examples of the readable program: fresh in each step, or from a finite set that is drawn first."""

from core.compiler.expression import Expression, names
from core.compiler.line import Writer
from core.compiler.plan import Plan, input_index, used_variables
from core.compiler.printing import number_text, to_numpy
from core.compiler.streams import DROPOUT, NOISE, SAMPLES, SHUFFLE, WEIGHTS


def write_streams(writer: Writer, plan: Plan) -> None:
    """The streams of random numbers that the program uses."""
    config = plan.config
    used = (
        ("weights", WEIGHTS, True), ("samples", SAMPLES, True), ("noise", NOISE, bool(plan.noise_draws)),
        ("dropout", DROPOUT, bool(config.dropout)), ("shuffle", SHUFFLE, config.data == "finite"),
    )  # fmt: skip
    writer.at("setup")
    for name, purpose, needed in used:
        if needed:
            text = f"{name}_rng = np.random.default_rng([{config.seed}, {purpose}])"
            writer.write(text, "streams", "each purpose has its own stream of random numbers, from one seed")


def write_data(writer: Writer, plan: Plan) -> None:
    """The finite set, split into what trains and what tests."""
    config = plan.config
    if config.data != "finite":
        return
    _write_draw(writer.at("setup"), plan, number_text(config.examples), config.examples)
    part = plan.train_examples
    writer.at("setup").write(
        f"train_inputs, train_targets = a0[:{part}], t[:{part}]",
        "data",
        "the part that trains; the rest tests",
        train_inputs=(part, plan.layers[0].fan_in),
        train_targets=(part, config.outputs),
    )
    note = "the numbers of the examples whose turn comes next"
    writer.write("order = np.empty(0, int)", "order", note, order=(0,))


def write_sample(writer: Writer, plan: Plan) -> None:
    """The batch of a step: inputs a0 and targets t."""
    config = plan.config
    if config.data != "finite":
        _write_draw(writer.at("sample"), plan, "batch", config.batch)
        return
    part = plan.train_examples
    writer.at("sample")
    writer.write("while len(order) < batch:", "order", "when too few are left, another epoch")
    writer.indent += 1
    writer.write(f"order = np.concatenate([order, shuffle_rng.permutation({part})])", "order", "is shuffled")
    writer.indent -= 1
    rows = config.batch
    taken = "chosen, order = order[:batch], order[batch:]"
    writer.write(taken, "order", "the examples of this step", chosen=(rows,))
    writer.write(
        "a0, t = train_inputs[chosen], train_targets[chosen]",
        ("x", "t"),
        "their inputs and targets",
        a0=(rows, plan.layers[0].fan_in),
        t=(rows, config.outputs),
    )


def _write_draw(writer: Writer, plan: Plan, count: str, rows: int) -> None:
    """Draw examples: a0 and t."""
    config, target = plan.config, plan.target
    draws = plan.draws
    writer.phase = "sample" if count == "batch" else "setup"
    name = "u" if target.kind == "set" else "x"
    writer.write(
        f"{name} = samples_rng.random(({count}, {draws}), np.float32)",
        "x",
        "uniform numbers, an example a row",
        **{name: (rows, draws)},
    )
    if target.kind == "set":
        _write_places(writer, plan, rows)
    elif target.kind == "function":
        _write_inputs(writer, used_variables(target.value, *plan.features), rows)
        writer.write(f"value = {_column(target.value, count)}", "t", f"target: {target.id}", value=(rows,))
        _write_spread(writer, plan, rows)
    else:
        writer.write(
            f"t = noise_rng.random(({count}, {config.outputs}), np.float32)",
            "t",
            "new noise for every example",
            t=(rows, config.outputs),
        )
    _write_noise(writer, plan, count, rows)
    if plan.features and (target.kind != "function" or (plan.noise_draws and target.classes)):
        _write_inputs(writer, used_variables(*plan.features), rows)
    columns = ["x", *(_column(feature, count) for feature in plan.features)]
    text = f"np.column_stack([{', '.join(columns)}])" if plan.features else "x"
    key = ("a0", "x") if plan.features else "x"
    writer.write(f"a0 = {text}", key, "what the first layer sees", a0=(rows, plan.layers[0].fan_in))


def _column(expression: Expression, count: str) -> str:
    """A value for each example, also where it is the same for all."""
    text = to_numpy(expression)
    return text if names(expression) else f"np.full({count}, {text}, np.float32)"


def _write_inputs(writer: Writer, variables: tuple[str, ...], rows: int) -> None:
    """The inputs that formulas name, each by itself."""
    for name in variables:
        writer.write(f"{name} = x[:, {input_index(name)}]", "x", "an input by itself", **{name: (rows,)})


def _write_spread(writer: Writer, plan: Plan, rows: int) -> None:
    """From one value to all outputs."""
    outputs = plan.config.outputs
    key, text, note = "t", f"np.repeat(value[:, np.newaxis], {outputs}, axis=1)", "the same for all outputs"
    if outputs == 1:
        key = ("t", "class") if plan.target.kind == "set" else "t"
        text, note = "value[:, np.newaxis]", "a column, as the outputs are"
    elif plan.target.classes:
        text = f"(value[:, np.newaxis] == np.arange({outputs})).astype(np.float32)"
        note = "1 at the output of the class, 0 at the others"
    writer.write(f"t = {text}", key, note, t=(rows, outputs))


def _write_places(writer: Writer, plan: Plan, rows: int) -> None:
    """A class is drawn, then a place in it."""
    inputs, classes = plan.config.inputs, plan.target.classes
    variables = {"c": "value", "k": str(classes), "u": "u[:, 0]", "v": "u[:, 1]"}
    writer.write(f"value = np.floor({classes} * u[:, {inputs}])", "class", "each example's class", value=(rows,))
    for name, place in zip("ab", plan.target.place, strict=True):
        writer.write(f"{name} = {to_numpy(place, variables)}", "x", "its place", **{name: (rows,)})
    rest = f", u[:, 2:{inputs}]" if inputs > 2 else ""
    writer.write(f"x = np.column_stack([a, b{rest}])", "x", "the inputs", x=(rows, inputs))
    _write_spread(writer, plan, rows)


def _write_noise(writer: Writer, plan: Plan, count: str, rows: int) -> None:
    """Noise on places or values."""
    draws = plan.noise_draws
    if plan.target.kind == "noise" or not draws:
        return
    noise = f"np.float32(noise) * noise_rng.standard_normal(({count}, {draws}), np.float32)"
    if not plan.target.classes:
        writer.write(f"t = t + {noise}", "noise", "noise on the values", t=(rows, draws))
    else:
        writer.write(f"x[:, :{draws}] += {noise}", "noise", "noise on the places", x=(rows, plan.config.inputs))
