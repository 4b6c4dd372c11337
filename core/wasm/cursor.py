"""A place in the bytes of a WebAssembly module that moves on with each read."""

VALUE_TYPES = {0x7F: "i32", 0x7E: "i64", 0x7D: "f32", 0x7C: "f64", 0x7B: "v128",
               0x70: "funcref", 0x6F: "externref", 0x69: "exnref"}  # fmt: skip


class Cursor:
    """Reads `data` from `position` on."""

    def __init__(self, data: bytes, position: int = 0) -> None:
        self.data, self.position = data, position

    def byte(self) -> int:
        """The next byte."""
        self.position += 1
        return self.data[self.position - 1]

    def number(self) -> int:
        """An unsigned LEB128 number (a signed one, which is only ever skipped, ends at the same byte)."""
        result = shift = 0
        while True:
            byte = self.byte()
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return result

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        self.position += size
        return self.data[self.position - size : self.position]

    def name(self) -> str:
        """A string after its length."""
        return self.take(self.number()).decode()

    def value_types(self) -> str:
        """A vector of value types, written out: `i32, f64`."""
        return ", ".join(VALUE_TYPES[self.byte()] for _ in range(self.number()))

    def skip_limits(self) -> None:
        """The bounds of a table or a memory."""
        if self.byte() & 1:
            self.number()
        self.number()
