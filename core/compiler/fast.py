"""The fast program: its functions, put together from the sampling, the network and the update.

`sample` fills a block of many steps' examples; `train` takes steps, each a row of the block and of the table of numbers
that steps have anew; `measure` gives the costs of a block's steps, from the outputs that they left.
"""

from typing import NamedTuple

from core.compiler.emitter import Emitter
from core.compiler.expression import Number
from core.compiler.fast_forms import centred, is_centred
from core.compiler.fast_measure import write_centred_targets, write_measure
from core.compiler.fast_network import declare, write_backward, write_hidden
from core.compiler.fast_output import Output, declare_output, output_row, write_output, write_output_delta
from core.compiler.fast_sample import declare_block, write_draw, write_inputs, write_take
from core.compiler.fast_scalar import is_one_number, write_scalar_output
from core.compiler.fast_update import delta_factor, knobs, mean_factor, per_step, write_update
from core.compiler.line import Draft, Writer, words
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
    """A program before it is bound: declarations, functions, the steps of a block, and what each has of its own."""

    emitter: Emitter
    functions: tuple[Function, ...]
    steps: int
    row: tuple["Item", ...] = ()


class Item(NamedTuple):
    """Something that each step has of its own: its part of `array`, which has a part for each step of a block.

    kind is `part`, `transposed`, or `cell`: a memoryview of the one number in it.
    """

    name: str
    array: str
    kind: str = "part"


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
        plan, targets = centred(plan), write_centred_targets(emitter, sample, plan, steps)
    declare(emitter, plan, batch)
    output = declare_output(emitter, plan, batch, steps)
    train = Writer("forward", 2)
    write_hidden(emitter, train, plan, batch, slopes=True)
    factor = delta_factor(plan, batch)
    if is_one_number(plan, batch):
        write_scalar_output(emitter, train, plan, factor)
    else:
        write_output(emitter, train, plan, batch, output)
        write_output_delta(emitter, train, plan, batch, output, factor)
    write_backward(emitter, train, plan, batch, bool(plan.config.dropout))
    write_update(emitter, train, plan)
    measure = Writer("loss", 1)
    write_measure(emitter, measure, plan, batch, steps, targets)
    row = _row(emitter, plan, targets, train.drafts)
    loop = f"for {', '.join(item.name for item in row)} in rows:"
    functions = (
        Function("sample", (), tuple(sample.drafts), f"the examples of {steps} steps at once"),
        Function("train", ("rows",), tuple(train.drafts), "what trains", loop),
        Function("measure", (), tuple(measure.drafts), "the costs of all these steps at once"),
    )
    return Fast(emitter, functions, steps, row)


def emit_data(plan: Plan) -> Fast:
    """The program that draws a finite set, as one block of one step."""
    emitter, writer = new_emitter(plan), Writer("sample", 1)
    write_draw(emitter, writer, plan, 1, plan.config.examples)
    return Fast(emitter, (Function("sample", (), tuple(writer.drafts)),), 1)


def emit_evaluation(plan: Plan, points: int, backward: bool) -> Fast:
    """A program without samples and steps: forward for a number of points and, if wanted, the gradient at them.

    The sums and deltas of every layer stay as they are until the next call.
    """
    plain = plan._replace(config=plan.config.replace(dropout=0.0))
    emitter, writer = new_emitter(plain), Writer("forward", 1)
    declare_block(emitter, plain, 1, points)
    emitter.view("A0", "block_A0[0]", (points, plain.layers[0].fan_in + 1))
    emitter.view("A0T", "A0.T", (plain.layers[0].fan_in + 1, points))
    emitter.view("t", "block_t[0]", (points, plain.config.outputs))
    declare(emitter, plain, points, keep=True, backward=backward)
    number = plain.layers[-1].number
    output = Output(f"z{number}", f"y{number}")
    emitter.array(output.values, (points, plain.config.outputs))
    write_inputs(emitter, writer.at("sample"), plain, 1, points)
    write_hidden(emitter, writer, plain, points, slopes=backward)
    write_output(emitter, writer, plain, points, output)
    functions = [Function("forward", (), tuple(writer.drafts))]
    if backward:
        writer = Writer("backward", 1)
        write_output_delta(emitter, writer, plain, points, output, Number(mean_factor(plain, points)))
        write_backward(emitter, writer, plain, points)
        functions.append(Function("backward", (), tuple(writer.drafts)))
        writer = Writer("loss", 1)
        emitter.view(f"block_z{number}", f"z{number}[None]", (1, points, plain.config.outputs))
        emitter.view(f"block_y{number}", f"y{number}[None]", (1, points, plain.config.outputs))
        write_measure(emitter, writer, plain, points, 1)
        functions.append(Function("measure", (), tuple(writer.drafts)))
    return Fast(emitter, tuple(functions), 1)


def listing(fast: Fast) -> tuple[Draft, ...]:
    """All lines of a program, as they are shown: what is allocated once, then each function."""
    writer = Writer()
    writer.write("import numpy as np", (), "arrays, and what can be done with them")
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


def _row(emitter: Emitter, plan: Plan, targets: str, lines: list[Draft]) -> tuple[Item, ...]:
    """What the lines of a step use of its own: examples, targets, where its output goes, its numbers."""
    output = output_row(plan)
    arrays = {"t": targets, output: f"block_{output}"} | {
        column.name: column.name for column in emitter.columns.values()
    }
    items = [
        Item("A0", "block_A0"),
        Item("A0T", "block_A0", "transposed"),
        *(Item(name, array) for name, array in arrays.items()),
        *(Item(f"{name}_cell", array, "cell") for name, array in arrays.items()),
    ]
    used = words("\n".join(line.text for line in lines))
    return tuple(item for item in items if item.name in used)
