"""History: the Configs before and after the present one, for undo and redo."""

LENGTH = 200


class History:
    """A line of values with a place on it; values that follow each other under one `key` become one."""

    def __init__(self, value: object) -> None:
        self._past = []
        self._future = []
        self._key = None
        self.present = value

    @property
    def can_undo(self) -> bool:
        """Whether there is a value before the present one."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a value that undo left."""
        return bool(self._future)

    def record(self, value: object, key: object = None) -> None:
        """Make the value the present one; with the key of the last record (a dragged slider) in that one's place."""
        if value == self.present:
            return
        if key is None or key != self._key or not self._past:
            self._past = (self._past + [self.present])[-LENGTH:]
        self._future = []
        self._key = key
        self.present = value

    def settle(self) -> None:
        """End a gesture: the next record stands by itself."""
        self._key = None

    def undo(self) -> object:
        """Go one value back and return it; IndexError if there is none."""
        value = self._past.pop()
        self._future.append(self.present)
        self.present = value
        self._key = None
        return value

    def redo(self) -> object:
        """Go one value forward and return it; IndexError if there is none."""
        value = self._future.pop()
        self._past.append(self.present)
        self.present = value
        self._key = None
        return value
