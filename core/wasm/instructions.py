"""The instructions of a WebAssembly function, by opcode; what this project asks is how many of them are SIMD."""

from collections.abc import Iterator

from core.wasm.cursor import Cursor

END, SIMD = 0x0B, 0xFD
OPENS_BLOCK = {0x02, 0x03, 0x04, 0x06, 0x1F}
DELEGATE = 0x18

# Opcode -> the immediates that follow it: n a LEB128 number, 4 or 8 that many bytes, b a block type, m an address.
IMMEDIATES = {
    **dict.fromkeys((0x02, 0x03, 0x04, 0x06), "b"),
    **dict.fromkeys((0x07, 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x12, 0x18), "n"),
    **dict.fromkeys((0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3F, 0x40, 0x41, 0x42, 0xD2), "n"),
    **dict.fromkeys(range(0x28, 0x3F), "m"),
    0x0E: "t",  # br_table
    0x11: "nn",
    0x13: "nn",
    0x1C: "v",  # select with types
    0x43: "4",
    0x44: "8",
    0xD0: "n",
}
SIMD_IMMEDIATES = {
    **dict.fromkeys((*range(12), 92, 93), "m"),
    **dict.fromkeys((12, 13), "16"),
    **dict.fromkeys(range(21, 35), "1"),
    **dict.fromkeys(range(84, 92), "m1"),
}
BULK_IMMEDIATES = {8: "nn", 9: "n", 10: "nn", 11: "n", 12: "nn", 13: "n", 14: "nn", 15: "n", 16: "n", 17: "n"}


def skip_immediates(cursor: Cursor, kinds: str) -> None:
    """Move past the immediates that `kinds` names."""
    if kinds in ("1", "4", "8", "16"):
        cursor.take(int(kinds))
    elif kinds == "t":
        for _ in range(cursor.number() + 1):
            cursor.number()
    elif kinds == "v":
        cursor.take(cursor.number())
    else:
        for kind in kinds:
            if kind == "m":
                cursor.number()
            cursor.take(1) if kind == "1" else cursor.number()


def skip_prefixed(cursor: Cursor, prefix: int) -> None:
    """Move past what follows one of the prefix bytes."""
    opcode = cursor.number()
    if prefix == SIMD:
        skip_immediates(cursor, SIMD_IMMEDIATES.get(opcode, ""))
    elif prefix == 0xFC:
        skip_immediates(cursor, BULK_IMMEDIATES.get(opcode, ""))
    else:
        skip_immediates(cursor, "n" if opcode == 3 else "m")


def skip_catches(cursor: Cursor) -> None:
    """Move past the handlers of a `try_table`."""
    cursor.number()
    for _ in range(cursor.number()):
        if cursor.byte() in (0, 1):
            cursor.number()
        cursor.number()


def expression(cursor: Cursor) -> Iterator[int]:
    """First byte of each instruction up to the `end` that closes the expression."""
    depth = 1
    while depth:
        opcode = cursor.byte()
        yield opcode
        if opcode in (0xFC, SIMD, 0xFE):
            skip_prefixed(cursor, opcode)
        elif opcode == 0x1F:
            skip_catches(cursor)
        elif opcode in IMMEDIATES:
            skip_immediates(cursor, IMMEDIATES[opcode].replace("b", "n"))
        depth += (opcode in OPENS_BLOCK) - (opcode in (END, DELEGATE))


def count_simd(code: bytes) -> tuple[int, int]:
    """How many instructions of a code section are SIMD, and how many there are.

    Raises ValueError where a function does not end just where it should, so a wrong count cannot pass.
    """
    cursor, simd, total = Cursor(code), 0, 0
    for _ in range(cursor.number()):
        size = cursor.number()
        body_end = cursor.position + size
        for _ in range(cursor.number()):
            cursor.number()
            cursor.byte()
        for opcode in expression(cursor):
            total += 1
            simd += opcode == SIMD
        if cursor.position != body_end:
            raise ValueError(f"A function's instructions do not end at byte {body_end}.")
    return simd, total
