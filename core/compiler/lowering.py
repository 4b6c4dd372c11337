"""Lowering: expressions over arrays of one shape to three-address NumPy calls on given buffers.

Equal parts are computed once, results go straight into their buffers, and a temporary is used again as soon as its
value is no longer needed. Nothing here evaluates anything: the calls are text.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from core.compiler.expression import Call, Expression, Name, names
from core.compiler.operations import OPERATIONS
from core.compiler.rewriting import is_scalar, rewrite

_UFUNCS = {"round": "rint"}
_OUT_BY_NAME = ("minimum", "maximum")  # NumPy warns about a third positional argument
_ALWAYS = 1 << 30


class Root(NamedTuple):
    """A result: the variable that later roots know it by, the buffer it is written to, and what it is."""

    variable: str
    buffer: str
    expression: Expression


class Instruction(NamedTuple):
    """One NumPy call as text, the buffer that it writes, and the roots that it is for: its own first."""

    text: str
    out: str
    roots: tuple[str, ...]


class Place(NamedTuple):
    """Where values live: `inputs` are the buffers of the variables, `scalars` the variables that stand for one number,
    `scalar` names the operand for a scalar expression, `temporary` that for a truth (or a number) of a running number,
    `spent` are the inputs' buffers that may be overwritten after their last use, `strided` the roots' buffers that are
    too slow to hold anything else before."""

    inputs: Mapping[str, str]
    scalars: Collection[str]
    scalar: Callable[[Expression], str]
    temporary: Callable[[bool, int], str]
    spent: Collection[str] = ()
    strided: Collection[str] = ()


class _Value(NamedTuple):
    """One step: an operation on operands, each the number of an earlier value or the name of a buffer or scalar."""

    operation: str
    operands: tuple[int | str, ...]
    truth: bool
    root: str


def lower(roots: Sequence[Root], place: Place) -> tuple[Instruction, ...]:
    """The calls that fill the roots' buffers, in order; a root may overwrite the buffer of a variable that it reads."""
    graph = _Graph(place)
    ends = {graph.end(root): root for root in roots}
    storage = _Storage(graph.values, ends, place).assign()
    return tuple(
        Instruction(text, storage[number], _roots(value, ends.get(number)))
        for number, value in enumerate(graph.values)
        for text in _texts(
            value, [part if isinstance(part, str) else storage[part] for part in value.operands], storage[number]
        )
    )


def _roots(value: _Value, end: Root | None) -> tuple[str, ...]:
    """The roots that a value is made for."""
    return (value.root,) if end is None else tuple(dict.fromkeys((end.variable, value.root)))


def _texts(value: _Value, operands: list[str], out: str) -> list[str]:
    """The calls of one value."""
    if value.operation == "copy":
        return [f"copyto({out}, {operands[0]})"]
    if value.operation == "where":  # np.where would allocate
        condition, left, right = operands
        first = [] if right == out else [f"copyto({out}, {right})"]
        return [*first, f"copyto({out}, {left}, where={condition})"]
    name = _UFUNCS.get(value.operation, value.operation)
    last = f"out={out}" if name in _OUT_BY_NAME else out
    return [f"{name}({', '.join(operands)}, {last})"]


class _Graph:
    """The values in the order in which they are computed, each distinct one once."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.scalars = frozenset(place.scalars)
        self.values: list[_Value] = []
        self.known: dict[Expression, int | str] = {}
        self.ends: set[int] = set()
        self.root = ""

    def end(self, root: Root) -> int:
        """The number of a root's value: a copy where an input, a scalar or another root is the very same."""
        self.root = root.variable
        operand = self.operand(rewrite(root.expression, self.scalars))
        if isinstance(operand, str) or operand in self.ends or root.buffer in _kept(self.values[operand]):
            operand = self.append("copy", (operand,), False)
        if root.variable in self.place.inputs:  # what was made of its old value is no longer equal
            self.known = {made: part for made, part in self.known.items() if root.variable not in names(made)}
        self.known[Name(root.variable)] = operand
        self.ends.add(operand)
        return operand

    def operand(self, expression: Expression) -> int | str:
        """The operand that an expression is."""
        if expression in self.known:
            return self.known[expression]
        if is_scalar(expression, self.scalars):
            return self.place.scalar(expression)
        if not isinstance(expression, Call):
            return self.place.inputs[expression.id] if isinstance(expression, Name) else self.place.scalar(expression)
        if expression.operation == "truth":  # a comparison may write 1 and 0 as numbers
            inner = expression.arguments[0]
            assert isinstance(inner, Call)
            number = self.append(inner.operation, tuple(self.operand(part) for part in inner.arguments), False)
        else:
            truth = expression.operation in OPERATIONS and OPERATIONS[expression.operation].truth
            number = self.append(
                expression.operation, tuple(self.operand(part) for part in expression.arguments), truth
            )
        self.known[expression] = number
        return number

    def append(self, operation: str, operands: tuple[int | str, ...], truth: bool) -> int:
        """Add a value and return its number."""
        self.values.append(_Value(operation, operands, truth, self.root))
        return len(self.values) - 1


class _Storage:
    """Assigns a buffer to every value."""

    def __init__(self, values: Sequence[_Value], ends: Mapping[int, Root], place: Place) -> None:
        self.values, self.ends, self.place = values, ends, place
        self.last_use: dict[int | str, int] = {}
        for number, value in enumerate(values):
            for operand in value.operands:
                self.last_use[operand] = number
        # From which value on, and up to which, a buffer may hold anything.
        self.window = {buffer: (self.last_use.get(buffer, -1), _ALWAYS) for buffer in place.spent}
        for number, root in ends.items():
            first = _ALWAYS if root.buffer in place.strided else self.last_use.get(root.buffer, -1)
            self.window[root.buffer] = (first, number)
        self.busy: dict[str, int] = {}
        self.temporaries: dict[bool, list[str]] = {True: [], False: []}

    def assign(self) -> dict[int, str]:
        """The buffer of each value."""
        storage: dict[int, str] = {}
        for number, value in enumerate(self.values):
            kept = {storage[part] if isinstance(part, int) else part for part in _kept(value)}
            preferred = [
                storage[part] for part in value.operands if isinstance(part, int) and storage[part] not in kept
            ]
            storage[number] = self.choose(number, value.truth, kept, preferred)
            self.busy[storage[number]] = _ALWAYS if number in self.ends else self.last_use.get(number, number)
        return storage

    def choose(self, number: int, truth: bool, kept: Collection[str], preferred: Sequence[str]) -> str:
        """The buffer for a value: its root's, else one that is free, if possible an operand's own."""
        if number in self.ends:
            return self.ends[number].buffer
        pool = self.temporaries[truth]
        candidates = [*([] if truth else self.window), *pool]
        for buffer in sorted(candidates, key=lambda buffer: buffer not in preferred):
            if self.busy.get(buffer, -1) <= number and buffer not in kept and self.fits(number, buffer):
                return buffer
        pool.append(self.place.temporary(truth, len(pool)))
        return pool[-1]

    def fits(self, number: int, buffer: str) -> bool:
        """Whether a value's life is over before the buffer is wanted for what it is there for."""
        start, stop = self.window.get(buffer, (-1, _ALWAYS))
        last = self.last_use[number]
        return start <= number and (last < stop or (last == stop and number not in _kept(self.values[stop])))


def _kept(value: _Value) -> tuple[int | str, ...]:
    """The operands that must survive until the value is complete: `where` copies in two steps."""
    return value.operands[:2] if value.operation == "where" else ()
