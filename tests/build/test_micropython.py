"""The page's Python is compiled for the very MicroPython that runs it, into one image that it mounts."""

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from core.build import micropython as compiler
from core.build import names, pack, paths, site
from core.build.failure import BuildError

WALK = """
import json, os
def walk(folder):
    found = {}
    for name, kind, *_ in os.ilistdir(folder):
        place = folder + "/" + name
        if kind == 0x4000:
            found.update(walk(place))
        else:
            with open(place, "rb") as file:
                found[place] = file.read().hex()
    return found
print(json.dumps(walk("/page")))
"""
PAGE = (paths.ROOT / "public" / "page.py").read_text()
MOUNT = PAGE.partition("\ntry:\n")[0] + '\nmount("image")\n'


def with_image(image: bytes, program: str) -> str:
    return f"open('image', 'wb').write({image!r})\n{program}"


def written(folder: Path, texts: Mapping[str, str]) -> dict[str, Path]:
    files = {name: folder / name.replace("/", "-") for name in texts}
    for name, file in files.items():
        file.write_text(texts[name])
    return files


def test_the_pages_image_holds_all_of_its_python_compiled(dist: Path, micropython: Callable[..., str]) -> None:
    held = json.loads(micropython(with_image(names.find(dist, "page.pack").read_bytes(), MOUNT + WALK)))
    files = {file.relative_to(paths.ROOT).as_posix(): file for file in site.own_files(site.table()["own"]["page"])}
    assert {"app/main.py", "app/views/surface.py", "core/__init__.py", "core/shared/link.py"} <= set(files)
    assert held == {f"/page/{name}": content.hex() for name, content in compiler.bytecode(files).items()}


def test_the_pages_program_imports_the_first_module(micropython: Callable[..., str], tmp_path: Path) -> None:
    texts = {
        "app/__init__.py": "",
        "app/b/__init__.py": "",
        "app/main.py": "from app.b.second import WORDS\nprint(WORDS)",
    }
    files = written(tmp_path, {**texts, "app/b/second.py": "WORDS = 'it\\'s \\u00e9 and \"q\"'"})
    image = pack.gzipped(compiler.image(files).read_bytes())
    assert micropython(with_image(image, PAGE)) == 'it\'s é and "q"\n'


@pytest.mark.parametrize("length", [0, 1, 116, 117, 118, 119, 120, 127, 128, 16_383, 16_384, 100_001])
def test_an_image_holds_files_of_any_length(length: int, micropython: Callable[..., str]) -> None:
    content = bytes(place % 251 for place in range(length))
    image = compiler.rom({"first": content, "a/b/third": b"3", "a/second": content})
    assert len(image) % 2 == 0
    held = json.loads(micropython(with_image(gzip.compress(image), MOUNT + WALK)))
    assert held == {"/page/first": content.hex(), "/page/a/b/third": b"3".hex(), "/page/a/second": content.hex()}


def test_an_error_in_compiled_python_still_names_its_line(micropython: Callable[..., str], tmp_path: Path) -> None:
    files = written(tmp_path, {"app/__init__.py": "", "app/main.py": "\ndef fail():\n    return 1 / 0\n\n\nfail()\n"})
    with pytest.raises(Exception, match=r'(?s)File "app/main.py", line 3, in fail.*ZeroDivisionError'):
        micropython(with_image(pack.gzipped(compiler.rom(compiler.bytecode(files))), PAGE))


def test_python_that_does_not_compile_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"app/main.py could not be compiled: .*SyntaxError"):
        compiler.bytecode(written(tmp_path, {"app/main.py": "def (:"}))
