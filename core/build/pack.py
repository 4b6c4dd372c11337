"""Our Python packed for the way: an archive for the worker, one program for the page; equal files make equal bytes."""

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


def write_archive(place: Path, files: Mapping[str, bytes]) -> None:
    """A zip file of `files` by their names in it."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)


def page_program(files: Mapping[str, str], first: str) -> str:
    """A program for MicroPython that writes `files`, texts by their paths, and imports the module `first`."""
    return PAGE % ("".join(f"    {name!r}: {text!r},\n" for name, text in files.items()), first)
