"""A column of points: the history of one cost, kept on the page so that each frame brings only new points."""

import js

CAPACITY = 8192
"""Points that a column has room for; the engine keeps about 1,000."""


class Column:
    """The points of one history by its name in a frame: numbers of examples, and the mean cost at each."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.examples = js.Float64Array.new(CAPACITY)
        self.mean = js.Float32Array.new(CAPACITY)
        self.clear()

    def clear(self) -> None:
        """Forget all points."""
        self.revision, self.end = -1, 0

    def take(self, frame) -> None:
        """Take the points that a frame brought, new or changed since the last one."""
        examples = frame.array(self.name + ".examples")
        if examples is None:
            return
        part = frame.facts[self.name]
        self.examples.set(examples, part["start"])
        self.mean.set(frame.array(self.name + ".mean"), part["start"])
        self.revision, self.end = part["revision"], part["start"] + examples.length

    def data(self):
        """The points as uPlot takes them."""
        return js.Array.of(self.examples.subarray(0, self.end), self.mean.subarray(0, self.end))

    def places(self, most: int) -> list:
        """The places of at most so many points, evenly from the first to the last."""
        count = min(most, self.end)
        return [index * (self.end - 1) // max(1, count - 1) for index in range(count)]

    def last_until(self, examples: float) -> "int | None":
        """The place of the last point with no more examples than these, or None if there is none."""
        low, high = 0, self.end
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.examples[middle] <= examples else (low, middle)
        return low - 1 if low else None
