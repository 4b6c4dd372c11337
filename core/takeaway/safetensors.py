"""Safetensors: named arrays in one file that holds no code (https://github.com/huggingface/safetensors#format).

Eight bytes give the length of a JSON header, which gives type, shape and place of each array; their bytes follow.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

TYPES = {"F32": "<f4", "F64": "<f8", "I64": "<i8", "I32": "<i4", "U8": "|u1", "BOOL": "|b1"}
NAMES = {np.dtype(code): name for name, code in TYPES.items()}
METADATA = "__metadata__"
ALIGNMENT = 8
LONGEST_HEADER = 100_000_000


def pack(arrays: Mapping[str, NDArray[Any]], metadata: Mapping[str, str]) -> bytes:
    """The file with `arrays` by name and with `metadata`. Raises ValueError for a type that the format lacks."""
    header: dict[str, Any] = {METADATA: dict(metadata)}
    parts, place = [], 0
    for name, array in arrays.items():
        if array.dtype not in NAMES:
            raise ValueError(f"A safetensors file has no place for {array.dtype}.")
        content = np.ascontiguousarray(array, TYPES[NAMES[array.dtype]]).tobytes()
        offsets = [place, place + len(content)]
        header[name] = {"dtype": NAMES[array.dtype], "shape": list(array.shape), "data_offsets": offsets}
        parts.append(content)
        place += len(content)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % ALIGNMENT)
    return struct.pack("<Q", len(text)) + text + b"".join(parts)


def unpack(content: bytes) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """The arrays and the metadata of a file. Raises ValueError for anything else."""
    if len(content) < 8:
        raise ValueError("The file is too short.")
    (length,) = struct.unpack("<Q", content[:8])
    if length > min(len(content) - 8, LONGEST_HEADER):
        raise ValueError("The file ends within its header.")
    try:
        header = json.loads(content[8 : 8 + length])
        metadata = header.pop(METADATA, {})
        arrays = {name: array(content[8 + length :], **row) for name, row in header.items()}
    except (AttributeError, KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError("The file's header cannot be read.") from error
    return arrays, metadata


def array(content: bytes, dtype: str, shape: list[int], data_offsets: list[int]) -> NDArray[Any]:
    """One array, a copy. Raises ValueError if the bytes do not make it, KeyError for an unknown type."""
    first, last = data_offsets
    if not 0 <= first <= last <= len(content):
        raise ValueError("The file ends within its arrays.")
    return np.frombuffer(content[first:last], TYPES[dtype]).reshape(shape).copy()
