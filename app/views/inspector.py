"""The inspector: what the layers say of one example, one neuron's response, and the program, all in sight."""

from app.dom import element, replace, watch_visible
from app.views.layers import Layers
from app.views.neuron import Neuron
from app.views.program import Program


class Inspector:
    """Holds layers, neuron and program; `point(a, b)` hears of the crosshair, `changed()` that another frame is due,
    `light(layer)` that a layer is pointed at, `keep(name, text)` that a file is wanted."""

    def __init__(self, root, point, changed, light, keep) -> None:
        self.changed = changed
        self.visible = True
        cells, neuron = element("div", class_="cells"), element("div", class_="neuron")
        listing = element("div", class_="listing")
        top = element("div", cells, neuron, class_="tab")
        replace(root, element("div", element("h2", "Layer outputs"), class_="head"), top, listing)
        self.layers = Layers(cells, self.pick)
        self.neuron = Neuron(neuron, point)
        self.program = Program(listing, light, keep)
        watch_visible(top, self._seen)

    def build(self, sizes: list) -> None:
        """Make room for a network of so many neurons a layer, the inputs first; the picked neuron stays if it can."""
        self.layers.build(sizes)
        layer, index = self.neuron.picked or (max(1, len(sizes) - 2), 0)
        layer = min(layer, len(sizes) - 1)
        self.pick(layer, min(index, sizes[layer] - 1))

    def pick(self, layer: int, index: int) -> None:
        """Show a neuron; layer 0 holds the inputs."""
        self.layers.mark(layer, index)
        self.neuron.pick(layer, index, self.layers.name(layer))
        self.changed()

    def mark(self, a: float, b: float) -> None:
        """Put the crosshair at a point of the square."""
        self.neuron.mark(a, b)

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        if self.visible:
            self.layers.wants(asked)
            self.neuron.wants(asked)

    def draw(self, frame) -> None:
        """Draw what a frame brought."""
        self.layers.draw(frame)
        self.neuron.draw(frame)

    def _seen(self, visible: bool) -> None:
        self.visible = visible
        self.changed()
