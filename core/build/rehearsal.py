"""Compiles the worker's Python, and lists what a start imports. Runs on the worker's CPython, see bytecode.py.

Below /work: `folders.json` names folders whose modules are compiled in place, with true for those that lose the words
of their docstrings; `start.py`, if it is there, is a program that does what a start does, with `core` and `numpy`.
"""

import ast
import importlib.util
import json
import marshal
import sys
from pathlib import Path
from types import CodeType
from typing import Any

WORK = Path("/work")
UNCHECKED = 0b01
"""Flags of a .pyc that is never held against its source (PEP 552)."""
NO_WORDS = ""


class Unspoken(ast.NodeTransformer):
    """Takes the words out of docstrings. They stay there, empty: some packages format theirs at import."""

    def _visit(self, node: Any) -> Any:
        self.generic_visit(node)
        first = node.body[0] if node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            first.value.value = NO_WORDS
        return node

    visit_Module = visit_ClassDef = visit_FunctionDef = visit_AsyncFunctionDef = _visit


def compiled(text: str, name: str, mute: bool) -> bytes:
    """The .pyc of a module, `mute` without the words of its docstrings and the table of its lines."""
    tree = ast.parse(text, name)
    if mute:
        tree = Unspoken().visit(tree)
    head = importlib.util.MAGIC_NUMBER + UNCHECKED.to_bytes(4, "little") + bytes(8)
    # Without asserts: numpy.ma asserts what its docstrings say.
    code = compile(tree, name, "exec", dont_inherit=True, optimize=1 if mute else 0)
    return head + marshal.dumps(without_lines(code) if mute else code)


def without_lines(code: CodeType) -> CodeType:
    """The code, and that of all functions in it, without the table that tells the line of an instruction."""
    inner = tuple(without_lines(value) if isinstance(value, CodeType) else value for value in code.co_consts)
    return code.replace(co_consts=inner, co_linetable=b"")


def compile_folder(folder: Path, mute: bool) -> None:
    """Put a .pyc in place of each .py."""
    for file in sorted(folder.rglob("*.py")):
        name = file.relative_to(folder).as_posix()
        file.with_suffix(".pyc").write_bytes(compiled(file.read_text("utf-8"), name, mute))
        file.unlink()


def rehearse() -> list[str]:
    """The names of all modules that are there once the program has run."""
    sys.path[:0] = [str(WORK / name) for name in ("core", "numpy")]
    exec(compile((WORK / "start.py").read_text(), "start.py", "exec"), {})
    return sorted(sys.modules)


for name, mute in json.loads((WORK / "folders.json").read_text()).items():
    compile_folder(WORK / name, mute)
if (WORK / "start.py").exists():
    (WORK / "modules.json").write_text(json.dumps(rehearse()))
