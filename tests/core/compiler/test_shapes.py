"""Every line of both programs that writes an array says the array's shape: found by executing the programs."""

import ast
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import example, given, settings

from core.compiler.fast import Function
from core.compiler.program import Bound, compile_program
from core.compiler.workspace import UFUNCS
from core.shared.config import Config
from core.shared.layer import Layer
from tests.core.compiler.strategies import configs

TANH = Layer(3, "tanh")
MUON = Config(
    optimizer="muon", layers=(TANH, Layer(5, "gelu"), TANH), data="finite", examples=50, dropout=0.2, clip=1e-6,
    l1=0.01, l2=0.01, decay=0.1, noise=0.1, batch=7,
)  # fmt: skip
CLASSES = Config(
    target="spirals", arms=3, outputs=3, loss="cross_entropy", inputs=4, noise=0.1, layers=(TANH,), batch=7
)
FOLDED = Config(outputs=2, layers=(), noise=0.1, batch=7)
ONE = Config(batch=1, layers=(TANH,))


class Watched(ast.NodeTransformer):
    """A program that tells `seen`, after each assignment outside functions, its line and all that it wrote to."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node

    def visit_Assign(self, node: ast.Assign | ast.AugAssign) -> list[ast.stmt]:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
        names = [ast.unparse(part.value if isinstance(part, ast.Subscript) else part) for part in parts]
        call = f"seen({node.lineno}, {{{', '.join(f'{name!r}: {name}' for name in names)}}})"
        return [node, *ast.parse(call).body]

    visit_AugAssign = visit_Assign


def over_programs(test: Callable[[Config], None]) -> Callable[[], None]:
    """Lets a test try drawn Configs, and four that between them have every kind of line."""
    for config in (MUON, CLASSES, FOLDED, ONE):
        test = example(config)(test)
    return settings(max_examples=60)(given(configs())(test))


def made_by_lines(text: str) -> dict[int, dict[str, tuple[int, ...]]]:
    """The arrays that each line of a readable program makes or writes into, with their shapes, by its number."""
    made: dict[int, dict[str, tuple[int, ...]]] = {}

    def seen(number: int, values: dict[str, Any]) -> None:
        made[number] = {name: array.shape for name, array in values.items() if isinstance(array, np.ndarray)}

    tree = ast.fix_missing_locations(Watched().visit(ast.parse(text)))
    with np.errstate(all="ignore"):
        exec(compile(tree, "readable", "exec"), {"seen": seen, "print": lambda *_: None})
    return made


@over_programs
def test_readable_lines_say_the_shape_of_every_array_that_they_make(config: Config) -> None:
    program = compile_program(config)
    made = made_by_lines(program.text("readable").replace("range(1, 201)", "range(1, 3)"))
    for line in program.readable:
        arrays = made.get(line.number, {})
        if line.phase == "sample":  # how many examples are left of an epoch is another number in each step
            arrays.pop("order", None)
        clip = line.indent > 1 and line.number not in made  # no gradient was too long
        assert dict(line.shapes) == arrays or clip, line


def written(call: ast.Call) -> str:
    """The name of the array that a call of NumPy writes, by where each function takes it."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "out"]
    function = ast.unparse(call.func)
    place = {"copyto": 0, "take": 2}.get(function.rpartition(".")[2], -1)
    assert function in UFUNCS or "." in function
    return ast.unparse(named[0] if named else call.args[place])


def arrays_of(bound: Bound, function: Function) -> dict[str, Any]:
    """The arrays that a function's lines name: the program's own, and a step's if it takes steps."""
    items = [item.name for item in bound.space.fast.row]
    return bound.space.names | (dict(zip(items, bound.rows[0], strict=True)) if function.loop else {})


@over_programs
def test_fast_lines_say_the_shape_of_the_array_that_they_write(config: Config) -> None:
    bound = compile_program(config).bind()
    for function in bound.space.fast.functions:
        arrays = arrays_of(bound, function)
        for line in function.lines:
            (node,) = ast.parse(line.text + (" pass" if line.text.endswith(":") else "")).body
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                name = written(node.value)
                assert line.shapes == ((name, arrays[name].shape),), line
            else:  # a plain number, or whether there is something to do
                assert line.shapes == (), line
