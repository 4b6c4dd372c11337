"""The page's Python: its bytecode lies in one gzipped image, which is mounted where `import` finds it."""

import sys
from io import BytesIO

import js
import vfs
from deflate import GZIP, DeflateIO


def mount(name: str) -> None:
    """Let modules be imported from the image in a file."""
    with open(name, "rb") as file:  # noqa: PTH123 - MicroPython has no pathlib
        packed = file.read()
    image = bytearray(int.from_bytes(packed[-4:], "little"))
    DeflateIO(BytesIO(packed), GZIP).readinto(image)
    vfs.mount(vfs.VfsRom(image), "/page")
    sys.path.insert(0, "/page")


try:
    mount("image")
    __import__("app.main")
except Exception as error:
    js.Promise.reject(repr(error))  # start.js hears it, and says what can be done
    raise
