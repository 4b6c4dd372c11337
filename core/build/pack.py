"""Our Python packed for the way: an archive for the worker, one program for the page; equal files make equal bytes."""

import gzip
import zipfile
from collections.abc import Mapping
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
PAGE = '''\
"""The page's Python in one file: each module goes to where `import` finds it, and the first one is imported."""
import os

FILES = {
%s}
for name in FILES:
    folder = ""
    for part in name.split("/")[:-1]:
        folder += part
        if part not in os.listdir(folder[: -len(part)] or "."):
            os.mkdir(folder)
        folder += "/"
    with open(name, "w") as file:
        file.write(FILES[name])
del FILES
import %s
'''


def write_archive(place: Path, files: Mapping[str, bytes], packed: bool = True) -> None:
    """A zip file of `files` by their names in it, each `packed` or as it is."""
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(place, "w", kind, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, kind)


def gzipped(content: bytes) -> bytes:
    """The content gzipped, the same bytes at any time."""
    return gzip.compress(content, 9, mtime=0)


def page_program(files: Mapping[str, str], first: str) -> str:
    """A program for MicroPython that writes `files`, texts by their paths, and imports the module `first`."""
    return PAGE % ("".join(f"    {name!r}: {text!r},\n" for name, text in files.items()), first)
