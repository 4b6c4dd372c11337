"""The fast output of one number: with a batch of one example and one output, Python's own floats beat arrays of one.

A cell is a memoryview of an array's one number, which Python reads and writes without calling NumPy. Only operations
that raise for no float are taken: others (an exponential, a division) could stop a diverging run with an exception.
"""

import re

from core.compiler.emitter import Emitter
from core.compiler.expression import Call, Expression, Name, Number, call, names, nodes, substitute
from core.compiler.fast_forms import fast_value
from core.compiler.fast_network import write_sums
from core.compiler.fast_output import note_of, output_delta, output_row
from core.compiler.line import Writer
from core.compiler.parse import parse
from core.compiler.plan import LayerPlan, Plan
from core.compiler.printing import to_formula
from core.compiler.rewriting import rewrite

_SAFE = ("add", "subtract", "multiply", "negative", "absolute", "minimum", "maximum", "tanh", "square")


def is_one_number(plan: Plan, batch: int) -> bool:
    """Whether the output layer can be worked out in Python's floats."""
    if batch * plan.config.outputs > 1:
        return False
    expressions = (rewrite(_value(plan.layers[-1]), ()), rewrite(output_delta(plan), ()))
    operations = {node.operation for part in expressions for node in nodes(part) if isinstance(node, Call)}
    return operations <= set(_SAFE)


def write_scalar_output(emitter: Emitter, writer: Writer, plan: Plan, factor: Expression) -> None:
    """Write the output's sum, value and delta; the row keeps what the loss is made of."""
    last, kept = plan.layers[-1], output_row(plan)
    number, cell = last.number, f"{kept}_cell[0]"
    write_sums(writer.at("forward", number), last, kept, (1, 1))
    emitter.view(f"d{number}_cell", f"d{number}.reshape(-1).data", (1,))
    writer.write(f"z = {cell}", f"z{number}", "the sum as a plain number, faster than an array of one")
    writer.write(f"y = {_text(emitter, _value(last), {'x': 'z'})}", f"a{number}", note_of(last))
    writer.at("loss", number)
    if plan.loss.by == "y":
        writer.write(f"{cell} = y", f"a{number}", "kept for the cost")
    delta = rewrite(call("multiply", output_delta(plan), factor), emitter.per_step)
    text = _text(emitter, delta, {"t": "t_cell[0]"})
    writer.write(f"d{number}_cell[0] = {text}", f"delta{number}", "derivative of the cost by the output's sum")


def _value(layer: LayerPlan) -> Expression:
    """The activation's value, a sigmoid by way of tanh, which cannot overflow."""
    if layer.activation.value == parse("sigmoid(x)", ("x",)):
        return parse("0.5 * tanh(0.5 * x) + 0.5", ("x",))
    return fast_value(layer.activation)


def _text(emitter: Emitter, expression: Expression, variables: dict[str, str]) -> str:
    """The expression as Python source."""
    cells = {name: Name(text) for name, text in variables.items()}
    text = to_formula(substitute(_plain(emitter, expression), cells))
    return re.sub(r"\btanh\(", "math_tanh(", text)


def _plain(emitter: Emitter, expression: Expression) -> Expression:
    """The expression with squares as products, and the numbers of a step as the cells that they are in."""
    if isinstance(expression, Number) or (isinstance(expression, Name) and expression.id not in emitter.per_step):
        return expression
    if names(expression) and names(expression) <= emitter.per_step:
        return Name(f"{emitter.scalar(expression)}_cell[0]")
    assert isinstance(expression, Call)
    parts = tuple(_plain(emitter, part) for part in expression.arguments)
    if expression.operation == "square":
        return call("multiply", parts[0], parts[0])
    return Call(expression.operation, parts)
