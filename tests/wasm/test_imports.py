"""What the modules of the wheel ask of Pyodide: a symbol that nobody exports would be a crash in front of a user."""

import pytest

from core.wasm import sources, toolchain
from core.wasm.module import Module, Symbol

# Made by the loader for each module, with these types.
OF_THE_LOADER = {
    "__memory_base": "i32",
    "__table_base": "i32",
    "__stack_pointer": "i32 mutable",
    "memory": "memory",
    "__indirect_function_table": "table",
}
KIND_OF_ADDRESS = {"GOT.mem": "global", "GOT.func": "function"}


@pytest.fixture(scope="session")
def exported() -> dict[str, Symbol]:
    return toolchain.pyodide_symbols(sources.pyodide())


def complaint(wanted: Symbol, module: Module, exported: dict[str, Symbol]) -> str | None:
    """Why Pyodide cannot give `module` the import `wanted`; None if it can."""
    if wanted.name in OF_THE_LOADER:
        right = wanted.type == OF_THE_LOADER[wanted.name]
        return None if right else f"{wanted.name} is made by the loader with another type than {wanted.type}"
    found = exported.get(wanted.name)
    if wanted.module in KIND_OF_ADDRESS:
        found = next((symbol for symbol in module.exports if symbol.name == wanted.name), found)
        kind, type_ = KIND_OF_ADDRESS[wanted.module], None
    else:
        kind, type_ = wanted.kind, wanted.type
    if found is None:
        return f"nobody exports {wanted.name}"
    if found.kind != kind:
        return f"{wanted.name} is a {found.kind}, not a {kind}"
    if type_ is not None and found.type != type_:
        return f"{wanted.name} has the type {found.type}, not {type_}"
    return None


def complaints(modules: dict[str, Module], exported: dict[str, Symbol]) -> list[str]:
    found = (
        (name, complaint(wanted, module, exported)) for name, module in modules.items() for wanted in module.imports
    )
    return [f"{name}: {reason}" for name, reason in found if reason]


def test_pyodide_exports_every_import_of_every_module_with_its_type(
    modules: dict[str, Module], exported: dict[str, Symbol]
) -> None:
    assert len(modules) > 15
    assert sum(len(module.imports) for module in modules.values()) > 1000
    assert complaints(modules, exported) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Symbol("env", "cblas_sgemm", "function", "() -> nothing"),
        Symbol("env", "clock", "function", "() -> i64"),
        Symbol("env", "sinf", "global", "i32"),
        Symbol("GOT.func", "nobody_has_this", "global", "i32 mutable"),
        Symbol("GOT.mem", "sinf", "global", "i32 mutable"),
        Symbol("env", "memory", "memory", "table"),
    ],
)
def test_import_that_pyodide_lacks_or_has_with_another_type_is_found(
    wanted: Symbol, exported: dict[str, Symbol]
) -> None:
    assert complaints({"module": Module((wanted,), (), b"\0")}, exported)
