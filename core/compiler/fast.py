"""The fast program: its functions, put together from the sampling, the network and the update.

`sample` fills a block of many steps' examples; `train` takes steps, each a row of the block and of the table of numbers
that steps have anew; `measure` gives the costs of a block's steps, from the outputs that they left.
"""

from typing import NamedTuple

from core.compiler.emitter import Emitter
from core.compiler.expression import Expression, Number
from core.compiler.fast_forms import centred, is_centred
from core.compiler.fast_network import Output, declare, write_backward, write_forward, write_output_delta
from core.compiler.fast_sample import declare_block, write_draw, write_inputs, write_take
from core.compiler.fast_update import delta_factor, knobs, mean_factor, per_step, write_update
from core.compiler.line import Draft, Writer
from core.compiler.lowering import Root
from core.compiler.parse import parse
from core.compiler.plan import Plan

AHEAD = 8192
MOST_STEPS = 256


class Function(NamedTuple):
    """A function: its arguments, its lines, and the loop that they are the body of, if any."""

    name: str
    arguments: tuple[str, ...]
    lines: tuple[Draft, ...]
    note: str = ""
    loop: str = ""


class Fast(NamedTuple):
    """A program before it is bound: declarations and functions, how many steps a block holds, and which arrays hold them."""

    emitter: Emitter
    functions: tuple[Function, ...]
    steps: int
    blocks: tuple[str, ...] = ()


def block_steps(batch: int) -> int:
    """How many steps are sampled ahead."""
    return max(1, min(MOST_STEPS, AHEAD // batch))


def new_emitter(plan: Plan) -> Emitter:
    """An emitter that knows the plan's scalars."""
    return Emitter(knobs(plan), per_step(plan))


def emit_training(plan: Plan) -> Fast:
    """The program that trains."""
    batch = plan.config.batch
    steps = block_steps(batch)
    emitter = new_emitter(plan)
    sample = Writer("sample", 1)
    if plan.config.data == "finite":
        write_take(emitter, sample, plan, steps, batch)
    else:
        write_draw(emitter, sample, plan, steps, batch)
    targets = "block_t"
    if is_centred(plan):
        plan, targets = centred(plan), _write_centred_targets(emitter, sample, plan, steps)
    declare(emitter, plan, batch)
    output = _declare_output(emitter, plan, batch, steps)
    train = Writer("forward", 2)
    write_forward(emitter, train, plan, batch, output, slopes=True)
    write_output_delta(emitter, train, plan, batch, output, delta_factor(plan, batch))
    write_backward(emitter, train, plan, batch, bool(plan.config.dropout))
    write_update(emitter, train, plan)
    measure = Writer("loss", 1)
    _write_measure(emitter, measure, plan, batch, steps, targets)
    columns = tuple(column.name for column in emitter.columns.values())
    loop = f"for {', '.join(row_names(plan, columns))} in rows:"
    functions = (
        Function("sample", (), tuple(sample.drafts), f"the examples of {steps} steps at once"),
        Function("train", ("rows",), tuple(train.drafts), "what trains", loop),
        Function("measure", (), tuple(measure.drafts), "the costs of all these steps at once"),
    )
    return Fast(emitter, functions, steps, ("block_A0", targets, f"block_{output_row(plan)}"))


def emit_data(plan: Plan) -> Fast:
    """The program that draws a finite set, as one block of one step."""
    emitter, writer = new_emitter(plan), Writer("sample", 1)
    write_draw(emitter, writer, plan, 1, plan.config.examples)
    return Fast(emitter, (Function("sample", (), tuple(writer.drafts)),), 1)


def emit_evaluation(plan: Plan, points: int, backward: bool, keep: bool) -> Fast:
    """A program without samples and steps: forward for a number of points and, if wanted, the gradient at them.

    With `keep`, the sums and deltas of every layer stay as they are until the next call.
    """
    plain = plan._replace(config=plan.config.replace(dropout=0.0))
    emitter, writer = new_emitter(plain), Writer("forward", 1)
    declare_block(emitter, plain, 1, points)
    emitter.view("A0", "block_A0[0]", (points, plain.layers[0].fan_in + 1))
    emitter.view("A0T", "A0.T", (plain.layers[0].fan_in + 1, points))
    emitter.view("t", "block_t[0]", (points, plain.config.outputs))
    declare(emitter, plain, points, keep)
    number = plain.layers[-1].number
    output = Output(f"z{number}", f"y{number}")
    emitter.array(output.values, (points, plain.config.outputs))
    write_inputs(emitter, writer.at("sample"), plain, 1, points)
    write_forward(emitter, writer, plain, points, output, slopes=backward)
    functions = [Function("forward", (), tuple(writer.drafts))]
    if backward:
        writer = Writer("backward", 1)
        write_output_delta(emitter, writer, plain, points, output, Number(mean_factor(plain, points)))
        write_backward(emitter, writer, plain, points)
        functions.append(Function("backward", (), tuple(writer.drafts)))
        writer = Writer("loss", 1)
        emitter.view(f"block_z{number}", f"z{number}[None]", (1, points, plain.config.outputs))
        emitter.view(f"block_y{number}", f"y{number}[None]", (1, points, plain.config.outputs))
        _write_measure(emitter, writer, plain, points, 1)
        functions.append(Function("measure", (), tuple(writer.drafts)))
    return Fast(emitter, tuple(functions), 1)


def listing(fast: Fast) -> tuple[Draft, ...]:
    """All lines of a program, as they are shown: what is allocated once, then each function."""
    writer = Writer()
    writer.write("import numpy as np")
    lines = [*writer.drafts, *fast.emitter.setup()]
    for function in fast.functions:
        head = Writer(function.lines[0].phase if function.lines else "setup")
        head.write("")
        head.write(f"def {function.name}({', '.join(function.arguments)}):", (), function.note)
        if function.loop:
            head.indent = 1
            head.write(function.loop, "step", "a step has its own examples, its own targets, and its own numbers")
        lines += [*head.drafts, *function.lines]
    return tuple(lines)


def row_names(plan: Plan, columns: tuple[str, ...]) -> tuple[str, ...]:
    """What a step has of its own: its examples, targets, where its output goes, and the numbers of the table."""
    return ("A0", "A0T", "t", output_row(plan), *columns)


def output_row(plan: Plan) -> str:
    """The output that the loss is made of and that a block keeps for each step: its sums or its values."""
    return f"{plan.loss.by}{plan.layers[-1].number}"


def _declare_output(emitter: Emitter, plan: Plan, batch: int, steps: int) -> Output:
    """Where the output goes: what the loss is made of into the block, the other one into the step's own memory."""
    number, shape = plan.layers[-1].number, (batch, plan.config.outputs)
    emitter.array(f"block_{output_row(plan)}", (steps, *shape), "the output that the loss is made of, for each step")
    sums, values = f"z{number}", f"y{number}"
    if plan.loss.by == "z":
        emitter.array(values, shape)
    elif plan.layers[-1].activation.value == parse("x", ("x",)):
        sums = values
    return Output(sums, values)


def _write_centred_targets(emitter: Emitter, writer: Writer, plan: Plan, steps: int) -> str:
    """Write the targets moved from 0..1 to -1..1, and return the array that they are in."""
    shape = (steps, plan.config.batch, plan.config.outputs)
    moved = Root("t", emitter.array("block_t2", shape, "2 t - 1, for each step"), parse("2 * t - 1", ("t",)))
    note = "from 0..1 to -1..1, as the output is while it trains"
    emitter.lower(writer, [moved], {"t": "block_t"}, shape, {"t": ("t", note)})
    return moved.buffer


def _write_measure(
    emitter: Emitter, writer: Writer, plan: Plan, batch: int, steps: int, targets: str = "block_t"
) -> None:
    """Write the costs of a block's steps: the mean loss of each batch."""
    number, outputs = plan.layers[-1].number, plan.config.outputs
    shape, key = (steps, batch, outputs), "cost"
    writer.at("loss", number)
    emitter.array("losses", shape, "the loss of each output, example and step")
    emitter.view("losses_rows", f"losses.reshape({steps}, {outputs * batch})", (steps, outputs * batch))
    emitter.array("costs", (steps,), "the cost of each step")
    kept = f"block_{output_row(plan)}"
    inputs = {plan.loss.by: kept, "t": targets}
    if plan.loss.kind == "row":
        inputs["logsum"] = _write_logsum(emitter, writer, kept, shape)
    value: Expression = parse(plan.loss.value, tuple(inputs))
    emitter.lower(writer, [Root("loss", "losses", value)], inputs, shape, {"loss": (key, "the loss of each output")})
    writer.write("add.reduce(losses_rows, 1, None, costs)", key, "summed over each batch", costs=(steps,))
    factor = emitter.scalar(Number(mean_factor(plan, batch)))
    writer.write(f"multiply(costs, {factor}, costs)", key, "and divided by its size", costs=(steps,))


def _write_logsum(emitter: Emitter, writer: Writer, sums: str, shape: tuple[int, int, int]) -> str:
    """The logarithm of the sum of e^z over the classes, with the largest z taken off first."""
    steps, batch, _ = shape
    for name in ("largest", "logsum_row"):
        emitter.array(name, (steps, batch))
        emitter.view(f"{name}_each", f"{name}[:, :, None]", (steps, batch, 1))
    key = "cost"
    writer.write(f"maximum.reduce({sums}, 2, None, largest)", key, "the largest sum of each example")
    writer.write(f"subtract({sums}, largest_each, losses)", key, "so that e^z cannot overflow")
    writer.write("exp(losses, losses)", key)
    writer.write("add.reduce(losses, 2, None, logsum_row)", key, "the sum over the classes")
    writer.write("log(logsum_row, logsum_row)", key)
    writer.write("add(logsum_row, largest, logsum_row)", key, "log of the sum of e^z")
    return "logsum_row_each"
