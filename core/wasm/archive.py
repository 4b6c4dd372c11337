"""Wheels as reproducible zip files: fixed times and permissions, sorted names, so that equal files make equal bytes."""

import base64
import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

TIME = (1980, 1, 1, 0, 0, 0)
PERMISSIONS = 0o644 << 16
TAG = "cp313-cp313-pyodide_2025_0_wasm32"
COMPILED = f"Wheel-Version: 1.0\nGenerator: neural-network-explorer\nRoot-Is-Purelib: false\nTag: {TAG}\n".encode()
"""The file WHEEL of a wheel with modules that we compile."""


def record_line(name: str, content: bytes) -> str:
    """One line of RECORD: name, digest, size."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}"


def with_record(files: Mapping[str, bytes], dist_info: str) -> dict[str, bytes]:
    """`files` and the RECORD that a wheel lists them in, last."""
    name = f"{dist_info}/RECORD"
    lines = [record_line(file, files[file]) for file in sorted(files)]
    return {**files, name: "\n".join([*lines, f"{name},,", ""]).encode()}


def write_wheel(path: Path, files: Mapping[str, bytes], dist_info: str) -> None:
    """Write `files` (name in the wheel -> content) with their RECORD as the wheel `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in with_record({key: files[key] for key in sorted(files)}, dist_info).items():
            entry = zipfile.ZipInfo(name, TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = PERMISSIONS
            archive.writestr(entry, content)
