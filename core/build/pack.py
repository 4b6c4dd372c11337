"""Files packed for the way: equal files make equal bytes."""

import gzip
import zipfile
from collections.abc import Mapping
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)


def write_archive(place: Path, files: Mapping[str, bytes], packed: bool = True) -> None:
    """A zip file of `files` by their names in it, each `packed` or as it is."""
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(place, "w", kind, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, kind)


def gzipped(content: bytes) -> bytes:
    """The content gzipped, the same bytes at any time."""
    return gzip.compress(content, 9, mtime=0)
