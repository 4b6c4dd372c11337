"""One neuron's response over the unit square, and what it says of the example under the crosshair."""

from app.dom import button, element, replace
from app.views.square import Square
from core.shared.digits import number

SIDE = 64


class Neuron:
    """Draws a frame's `neuron`: the one that is picked in the layers."""

    def __init__(self, root, point) -> None:
        self.picked: tuple | None = None
        place = element("div", class_="square")
        self.square = Square(place, SIDE, "Response of the picked neuron", point)
        self.name = element("b")
        self.value = element("span", class_="number")
        self.where = element("span", class_="number")
        about = element(
            "dl",
            element("div", element("dt", "Output"), element("dd", self.value)),
            element("div", element("dt", "Example"), element("dd", self.where)),
        )
        table = button("Table", class_="plain", title="Its response in numbers", data_table="neuron")
        replace(root, place, element("div", self.name, about, table))

    def pick(self, layer: int, index: int, name: str) -> None:
        """Show this neuron from now on; layer 0 is the inputs."""
        self.picked = (layer, index)
        self.name.textContent = f"{name}, neuron {index + 1}"

    def mark(self, crosshair) -> None:
        """Put the crosshair where it is."""
        at = crosshair.at()
        self.square.mark(*at)
        places = [f"{name} {at[index]:.2f}" for index, name in enumerate(crosshair.axis_names())]
        self.where.textContent = "  ".join(places[: len(crosshair.values)])

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        if self.picked:
            asked["neuron"] = [self.picked[0], self.picked[1], SIDE]

    def draw(self, frame) -> None:
        """Paint a frame's neuron, if it brought one."""
        colours = frame.array("neuron.rgba")
        if colours is None or not self.picked:
            return
        self.square.paint(colours)
        values = frame.array(f"cells.{self.picked[0]}.values")
        if values is not None:
            self.value.textContent = number(values[self.picked[1]])
