"""Layer: one row of neurons of the network, as a Config and a link name it.

Runs on CPython and on MicroPython, like all of core.shared.
"""

NEURONS = (1, 512)
LAYERS = (1, 128)
WEIGHTS = "uniform_tenth"
BIASES = "uniform_tenth"


class Layer:
    """An immutable layer: its number of neurons, its activation, and how weights and biases start."""

    neurons: int
    activation: str
    weights: str
    biases: str

    def __init__(self, neurons: int, activation: str, weights: str = WEIGHTS, biases: str = BIASES) -> None:
        if not NEURONS[0] <= neurons <= NEURONS[1]:
            raise ValueError(f"A layer has {NEURONS[0]} to {NEURONS[1]} neurons, not {neurons}.")
        object.__setattr__(self, "neurons", neurons)
        object.__setattr__(self, "activation", activation)
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "biases", biases)

    def replace(
        self,
        neurons: int | None = None,
        activation: str | None = None,
        weights: str | None = None,
        biases: str | None = None,
    ) -> "Layer":
        """The same layer with some of its parts changed."""
        return Layer(
            self.neurons if neurons is None else neurons,
            self.activation if activation is None else activation,
            self.weights if weights is None else weights,
            self.biases if biases is None else biases,
        )

    def parts(self) -> tuple[int, str, str, str]:
        """Neurons, activation, weights, biases."""
        return (self.neurons, self.activation, self.weights, self.biases)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"A Layer cannot change; make another with replace({name}=...).")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Layer) and self.parts() == other.parts()

    def __hash__(self) -> int:
        return hash(self.parts())

    def __repr__(self) -> str:
        return "Layer({!r}, {!r}, {!r}, {!r})".format(*self.parts())
