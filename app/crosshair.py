"""The crosshair: the example that all pictures show, the two inputs along the square, and the output. Plain Python."""

MIDDLE = 0.5


class Crosshair:
    """`values` are the example's inputs, `axes` the two of them along the square, `output` the one that is drawn."""

    def __init__(self) -> None:
        self.values: list = []
        self.axes = [0, 1]
        self.outputs, self.output = ["1"], 0
        self.suit(2, 1, 0)

    def suit(self, inputs: int, outputs: int, classes: int) -> None:
        """Suit a network of so many inputs and outputs, and a target of so many classes, 0 for one of values.

        What it has in common with the network before stays.
        """
        self.values = (self.values + [MIDDLE] * inputs)[:inputs]
        self.outputs = [f"class {index}" if classes else str(index + 1) for index in range(outputs)]
        if max(self.axes) >= inputs or (inputs > 1 and self.axes[0] == self.axes[1]):
            self.axes = [0, min(1, inputs - 1)]
        if self.output >= outputs:
            self.output = 0

    def at(self) -> tuple:
        """Where it is on the square: a, b."""
        return self.values[self.axes[0]], self.values[self.axes[1]]

    def move(self, a: float, b: float) -> None:
        """Put it at a point of the square; the other inputs stay."""
        # With one input both axes are the same, and the square varies along a.
        self.values[self.axes[1]] = b
        self.values[self.axes[0]] = a

    def span(self, place: int, chosen: int) -> None:
        """Let an input run along an axis (0 across, 1 up); the axes change places if it is along the other."""
        if self.axes[1 - place] == chosen:
            self.axes[1 - place] = self.axes[place]
        self.axes[place] = chosen

    def names(self) -> list:
        """What the inputs are called: a and b, or x1 to x64 where there are more."""
        count = len(self.values)
        return ["a", "b"][:count] if count <= 2 else [f"x{index + 1}" for index in range(count)]

    def axis_names(self) -> list:
        """What the inputs along the square are called."""
        names = self.names()
        return [names[place] for place in self.axes]

    def wants(self) -> dict:
        """From where the worker shall look at the network."""
        return {"point": self.values, "axes": self.axes, "output": self.output}
