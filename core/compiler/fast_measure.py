"""The fast measure: the costs of a block's steps at once, from the outputs that they left."""

from core.compiler.emitter import Emitter
from core.compiler.expression import Expression, Number
from core.compiler.fast_output import output_row
from core.compiler.fast_update import mean_factor
from core.compiler.line import Writer
from core.compiler.lowering import Root
from core.compiler.parse import parse
from core.compiler.plan import Plan


def write_centred_targets(emitter: Emitter, writer: Writer, plan: Plan, steps: int) -> str:
    """Write the targets moved from 0..1 to -1..1, and return the array that they are in."""
    shape = (steps, plan.config.batch, plan.config.outputs)
    moved = Root("t", emitter.array("block_t2", shape, "2 t - 1, for each step"), parse("2 * t - 1", ("t",)))
    note = "from 0..1 to -1..1, as the output is while it trains"
    emitter.lower(writer, [moved], {"t": "block_t"}, shape, {"t": ("t", note)})
    return moved.buffer


def write_measure(
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
    each, row = {"losses": shape}, {"logsum_row": (steps, batch)}
    for name in ("largest", "logsum_row"):
        emitter.array(name, (steps, batch))
        emitter.view(f"{name}_each", f"{name}[:, :, None]", (steps, batch, 1))
    key = "cost"
    text = f"maximum.reduce({sums}, 2, None, largest)"
    writer.write(text, key, "the largest sum of each example", largest=(steps, batch))
    writer.write(f"subtract({sums}, largest_each, losses)", key, "so that e^z cannot overflow", **each)
    writer.write("exp(losses, losses)", key, "e to each sum", **each)
    writer.write("add.reduce(losses, 2, None, logsum_row)", key, "the sum over the classes", **row)
    writer.write("log(logsum_row, logsum_row)", key, "the logarithm of that sum", **row)
    writer.write("add(logsum_row, largest, logsum_row)", key, "log of the sum of e^z", **row)
    return "logsum_row_each"
