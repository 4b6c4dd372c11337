"""How much of the wheel is SIMD, counted instruction by instruction."""

from pathlib import Path

import pytest

from core.wasm import sources, toolchain
from core.wasm.instructions import count_simd
from core.wasm.module import Module, read_module

# Modules with numeric loops, and how many SIMD instructions they have at least.
LEAST = {"_multiarray_umath": 40_000, "_pocketfft_umath": 10_000, "_umath_linalg": 5_000}


def simd_of(source: str, folder: Path, *more: str) -> tuple[int, int]:
    """SIMD and all instructions of a C source."""
    file = folder / "source.c"
    file.write_text(source)
    toolchain.clang("c", ["-O3", *more, "-c", file, "-o", folder / "source.o"])
    return count_simd(read_module(folder / "source.o").code)


@pytest.mark.parametrize("name", LEAST)
def test_module_has_tens_of_thousands_of_simd_instructions(modules: dict[str, Module], name: str) -> None:
    simd, total = count_simd(modules[name].code)
    assert LEAST[name] <= simd < total


def test_all_modules_are_read_to_their_last_instruction(modules: dict[str, Module]) -> None:
    for name, module in modules.items():
        assert count_simd(module.code)[1] > 100, name


def test_code_compiled_without_simd_counts_none(tmp_path: Path) -> None:
    source = (sources.FOLDER / "blas" / "sgemm.c").read_text()
    include = f"-I{sources.FOLDER / 'blas'}"
    assert simd_of(source, tmp_path, include)[0] > 500
    assert simd_of(source, tmp_path, include, "-mno-simd128")[0] == 0


def test_counting_knows_every_instruction_by_its_length(tmp_path: Path) -> None:
    source = """
        #include <wasm_simd128.h>
        void add(float *x) { wasm_v128_store(x, wasm_f32x4_add(wasm_v128_load(x), wasm_f32x4_const(1, 2, 3, 4))); }
    """
    assert simd_of(source, tmp_path)[0] == 4


def test_code_that_ends_in_the_middle_of_an_instruction_is_an_error() -> None:
    body = bytes([0, 0x41, 0x80, 0x0B])  # i32.const, whose number goes on into the end
    with pytest.raises((ValueError, IndexError)):
        count_simd(bytes([1, len(body)]) + body)


def test_anything_but_a_module_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "text.wasm"
    file.write_text("not a module")
    with pytest.raises(ValueError, match="not a WebAssembly module"):
        read_module(file)
