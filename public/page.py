"""The page's Python: its bytecode lies in one gzipped image, which is mounted where `import` finds it."""

import sys
from io import BytesIO

import vfs
from deflate import GZIP, DeflateIO

with open("image", "rb") as file:  # noqa: PTH123 - MicroPython has no pathlib
    packed = file.read()
image = bytearray(int.from_bytes(packed[-4:], "little"))
DeflateIO(BytesIO(packed), GZIP).readinto(image)
vfs.mount(vfs.VfsRom(image), "/page")
sys.path.insert(0, "/page")
del packed, image

__import__("app.main")
