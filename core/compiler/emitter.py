"""Emitter: collects the lines of a fast program, and every array that they need before the first step.

Nothing is allocated here: arrays, views and constants are declared, so that the bytes of a program are known first.
`scratch` arrays are flat pieces of memory that several views of different shapes share, one after the other.
"""

from collections.abc import Collection, Mapping, Sequence
from math import prod
from typing import NamedTuple

from core.compiler.expression import Expression, Name, Number, names
from core.compiler.line import Draft, Writer
from core.compiler.lowering import Place, Root, lower
from core.compiler.memory_names import keys_of, layer_of
from core.compiler.printing import number_text, to_formula

FLOAT = 4
ARRAY_NOTE = "memory that every step uses anew"
VIEW_NOTE = "the same numbers under another name, in another shape"
Shape = tuple[int, ...]


class Scalar(NamedTuple):
    """A number that calls take as a 0-dimensional array, which NumPy takes faster than a Python number.

    Its expression is in the Config's knobs and, if it is a column of the steps' table, in the `per_step` names.
    """

    name: str
    expression: Expression


class Emitter:
    """The declarations that the functions of a program share. `knobs` are the names of the Config's numbers, `per_step`
    those of the numbers that each step has anew."""

    def __init__(self, knobs: Collection[str] = (), per_step: Collection[str] = ()) -> None:
        self.knobs, self.per_step = frozenset(knobs), frozenset(per_step)
        self.arrays: dict[str, tuple[Shape, str, str]] = {}
        self.views: dict[str, tuple[str, Shape, str, int | None]] = {}
        self.constants: dict[Expression, Scalar] = {}
        self.columns: dict[Expression, Scalar] = {}
        self.scratch: dict[str, int] = {}
        self.kept: dict[str, tuple[str, ...]] = {}

    def array(self, name: str, shape: Shape, note: str = "", dtype: str = "dtype", keys: tuple[str, ...] = ()) -> str:
        """Declare an array; its `keys`, unless its name tells them."""
        self.arrays[name] = (shape, dtype, note)
        self.kept[name] = keys
        return name

    def view(self, name: str, text: str, shape: Shape, note: str = "", layer: int | None = None) -> str:
        """Declare a view, by the source that makes it of what was declared before; `layer` if its name tells none."""
        self.views[name] = (text, shape, note, layer_of(name) or layer)
        return name

    def share(self, name: str, memory: str, shape: Shape, note: str = "") -> str:
        """Declare a view on the beginning of a scratch memory, which grows to hold it."""
        size = prod(shape)
        self.scratch[memory] = max(size, self.scratch.get(memory, 0))
        return self.view(name, f"{memory}[:{size}].reshape{shape}", shape, note)

    def scalar(self, expression: Expression) -> str:
        """The operand for a scalar expression: a column of the steps' table, or a constant."""
        if names(expression) & self.per_step:
            known, plain = self.columns, f"r{len(self.columns)}"
        else:
            known, plain = self.constants, f"c{len(self.constants)}"
        if expression not in known:
            known[expression] = Scalar(_scalar_name(expression) or plain, expression)
        return known[expression].name

    def lower(
        self,
        writer: Writer,
        roots: Sequence[Root],
        inputs: Mapping[str, str],
        shape: Shape,
        keys: Mapping[str, tuple[str, str]],
        spent: Collection[str] = (),
        strided: Collection[str] = (),
    ) -> None:
        """Write the calls for the roots, arrays of one shape; `keys` gives each root's key and note.

        See core.compiler.lowering.Place for `spent` and `strided`.
        """
        label = "x".join(str(size) for size in shape)

        def temporary(truth: bool, number: int) -> str:
            if truth:
                return self.array(f"m{number}_{label}", shape, "truths", "bool")
            return self.share(f"t{number}_{label}", f"scratch{number + 2}", shape)

        place = Place(inputs, self.knobs | self.per_step, self.scalar, temporary, spent, strided)
        for call in lower(roots, place):
            names = tuple(keys[root][0] for root in call.roots)
            writer.write(call.text, names, keys[call.roots[0]][1], **{call.out: shape})

    def bytes(self) -> int:
        """The bytes of all arrays."""
        arrays = sum(prod(shape) * (1 if dtype == "bool" else FLOAT) for shape, dtype, _ in self.arrays.values())
        return arrays + FLOAT * (sum(self.scratch.values()) + len(self.constants))

    def setup(self) -> list[Draft]:
        """The lines that make all arrays, views and constants."""
        writer = Writer()
        for name, size in self.scratch.items():
            writer.write(
                f"{name} = np.empty({size}, dtype)",
                (),
                "memory that views share, one after the other",
                **{name: (size,)},
            )
        for name, (shape, dtype, note) in sorted(self.arrays.items(), key=lambda item: layer_of(item[0]) or 0):
            make = "zeros" if dtype == "dtype" else "empty"
            writer.at("setup", layer_of(name))
            keys = keys_of(name) or self.kept.get(name, ())
            writer.write(f"{name} = np.{make}({shape}, {dtype})", keys, note or ARRAY_NOTE, **{name: shape})
        for name, (text, shape, note, layer) in self.views.items():
            writer.at("setup", layer)
            writer.write(f"{name} = {text}", keys_of(name), note or VIEW_NOTE, **{name: shape})
        writer.at("setup")
        for name, expression in self.constants.values():
            keys = tuple(sorted(names(expression)))
            text = f"{name} = np.array({to_formula(expression)}, dtype)"
            writer.write(text, keys, "a number as NumPy takes it fastest", **{name: ()})
        return writer.drafts


def _scalar_name(expression: Expression) -> str:
    """A name that says the number, where it is short enough to be said, or the knob."""
    if isinstance(expression, Number):
        said = number_text(expression.value).replace("-", "minus_").replace(".", "_").replace("+", "")
        return f"c_{said}" if len(said) < 12 else ""
    return expression.id if isinstance(expression, Name) else ""
