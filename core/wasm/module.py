"""Read a WebAssembly module: what it imports and exports, with types, and how many of its instructions are SIMD.

Covers what LLVM and Emscripten emit: the MVP, SIMD, threads, bulk memory, sign extension, reference types and both
encodings of exceptions (https://webassembly.github.io/spec/core/binary/).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from core.wasm.cursor import VALUE_TYPES, Cursor
from core.wasm.instructions import expression

KINDS = ("function", "table", "memory", "global", "tag")
# Numbers of the sections that are read.
CUSTOM, TYPES, IMPORTS, EXPORTS, CODE = 0, 1, 2, 7, 10
DEFINING = {"function": 3, "table": 4, "memory": 5, "global": 6, "tag": 13}


class Symbol(NamedTuple):
    """An imported or exported name; `type` reads like `(i32, f64) -> i32` for functions, `i32 mutable` for globals."""

    module: str
    name: str
    kind: str
    type: str


class Module(NamedTuple):
    """What a file declares; `code` is the bare code section."""

    imports: tuple[Symbol, ...]
    exports: tuple[Symbol, ...]
    code: bytes


def sections(data: bytes) -> Iterator[tuple[int, Cursor]]:
    """Each section's id and a cursor at its contents."""
    if data[:8] != b"\0asm\1\0\0\0":
        raise ValueError("This is not a WebAssembly module.")
    cursor = Cursor(data, 8)
    while cursor.position < len(data):
        identifier, size = cursor.byte(), cursor.number()
        yield identifier, Cursor(cursor.take(size))


def read_types(cursor: Cursor) -> list[str]:
    """Function types of section 1, written out."""
    types = []
    for _ in range(cursor.number()):
        if cursor.byte() != 0x60:
            raise ValueError("This module has types that are not functions.")
        parameters = cursor.value_types()
        types.append(f"({parameters}) -> {cursor.value_types() or 'nothing'}")
    return types


def read_global_type(cursor: Cursor) -> str:
    """The type of a global, written out."""
    value = VALUE_TYPES[cursor.byte()]
    return f"{value} mutable" if cursor.byte() else value


def read_description(cursor: Cursor, kind: str, types: list[str]) -> str:
    """The type that follows an import's kind."""
    if kind == "function":
        return types[cursor.number()]
    if kind == "global":
        return read_global_type(cursor)
    if kind == "tag":
        cursor.byte()
        return types[cursor.number()]
    if kind == "table":
        cursor.byte()
    cursor.skip_limits()
    return kind


def read_imports(cursor: Cursor, types: list[str]) -> list[Symbol]:
    """Section 2, all of it."""
    result = []
    for _ in range(cursor.number()):
        module, name, kind = cursor.name(), cursor.name(), KINDS[cursor.byte()]
        result.append(Symbol(module, name, kind, read_description(cursor, kind, types)))
    return result


def read_globals(cursor: Cursor) -> list[str]:
    """Types of section 6; each initializer is skipped up to its `end`."""
    result = []
    for _ in range(cursor.number()):
        result.append(read_global_type(cursor))
        for _ in expression(cursor):
            pass
    return result


def defined(parts: dict[int, Cursor], types: list[str]) -> dict[str, list[str]]:
    """The types of what a module defines itself, by kind and in order."""
    cursors = {kind: parts.get(identifier, Cursor(b"\0")) for kind, identifier in DEFINING.items()}
    tags = cursors["tag"]
    return {
        "function": [types[cursors["function"].number()] for _ in range(cursors["function"].number())],
        "table": ["table"] * cursors["table"].number(),
        "memory": ["memory"] * cursors["memory"].number(),
        "global": read_globals(cursors["global"]),
        "tag": [types[(tags.byte(), tags.number())[1]] for _ in range(tags.number())],
    }


def read_exports(cursor: Cursor, spaces: dict[str, list[str]]) -> list[Symbol]:
    """Section 7; `spaces` holds the types of all there is of each kind."""
    result = []
    for _ in range(cursor.number()):
        name, kind, index = cursor.name(), KINDS[cursor.byte()], cursor.number()
        result.append(Symbol("", name, kind, spaces[kind][index]))
    return result


def read_module(path: Path) -> Module:
    """The imports, exports and code of the module at `path`. Raises ValueError for anything else."""
    parts = {identifier: cursor for identifier, cursor in sections(path.read_bytes()) if identifier != CUSTOM}
    types = read_types(parts.get(TYPES, Cursor(b"\0")))
    imports = read_imports(parts.get(IMPORTS, Cursor(b"\0")), types)
    own = defined(parts, types)
    spaces = {kind: [symbol.type for symbol in imports if symbol.kind == kind] + own[kind] for kind in KINDS}
    exports = read_exports(parts.get(EXPORTS, Cursor(b"\0")), spaces)
    return Module(tuple(imports), tuple(exports), parts[CODE].data if CODE in parts else b"\0")
