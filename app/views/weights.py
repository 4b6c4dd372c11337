"""One weight of the graph at a time: the one under the pointer or chosen by keys, lit up and told in words."""

from app.dom import element
from app.lines import subject
from app.views.activation import made
from app.wiring import curve, neuron_at, weight_at
from core.shared.digits import number

HINT = "Point at a weight or neuron; Shift+↑↓ walks weights."


class Weights:
    """Lights up a weight over the graph, and says what it is; `name(layer)` is what a layer is called."""

    def __init__(self, name) -> None:
        self.name = name
        self.layout: dict | None = None
        self.values: list = []
        self.outputs: list = []
        self.chosen: tuple | None = None
        self.note = ""
        self.layer = made("svg", class_="chosen", aria_hidden="true")
        self.curve = made("path")
        self.layer.append(self.curve)
        self.words = element("p", HINT, class_="soft reading", aria_live="polite")

    def take(self, frame, layout: dict) -> None:
        """Take a frame's weights and outputs, and where the neurons are."""
        self.layout = layout
        count = len(layout["sizes"])
        self.values = [frame.array(f"graph.weights.{index}") for index in range(count - 1)]
        self.outputs = [frame.array(f"cells.{index}.values") for index in range(count)]
        self.layer.setAttribute("viewBox", f"0 0 {layout['width']} {layout['height']}")
        if self.chosen:
            self._show()

    def forget(self) -> None:
        """Show none, until another one is chosen."""
        self.chosen = None
        self.curve.setAttribute("d", "")
        self._say(HINT)

    def point(self, left: float, top: float) -> None:
        """Choose what lies at a place of the drawing: a weight, or else a neuron, or nothing."""
        if self.layout is None:
            return
        found = weight_at(self.layout, left, top)
        if found:
            self.chosen = found
            self._show()
            return
        self.forget()
        neuron = neuron_at(self.layout, left, top)
        if neuron and self.outputs[neuron[0]]:
            layer, index = neuron
            self._say(f"{self._neuron(layer, index)}: output {number(self.outputs[layer][index])}")

    def walk(self, layer: int, neuron: int, by: int) -> None:
        """Choose the next weight (by 1, or -1) of those that lead into a neuron."""
        if self.layout is None or layer == 0:
            return
        count = self.layout["sizes"][layer - 1]
        known = self.chosen and self.chosen[0] == layer and self.chosen[2] == neuron
        source = (self.chosen[1] + by) % count if known and self.chosen else 0
        self.chosen = (layer, source, neuron)
        self._show()

    def _show(self) -> None:
        layer, source, neuron = self.chosen or (0, 0, 0)
        layout = self.layout
        if layout is None or layer >= len(layout["sizes"]) or not self.values[layer - 1]:
            self.forget()
            return
        self.curve.setAttribute("d", curve(layout, layer, source, neuron))
        value = self.values[layer - 1][source * layout["sizes"][layer] + neuron]
        self._say(f"{self._neuron(layer - 1, source)} to {self._neuron(layer, neuron)}: weight {number(value)}")
        start = f"neuron {source + 1} of {self.name(layer - 1)}" if layer > 1 else f"input {source + 1}"
        named = f"W{layer}[{source}, {neuron}] = {number(value)}"
        self.note = f"{named}, the weight from {start} to neuron {neuron + 1} of {self.name(layer)}"

    def subject(self) -> "dict | None":
        """The chosen weight as what lights up, with its name in the program; None without one."""
        return subject(edges=(self.chosen[0],), note=self.note) if self.chosen else None

    def _neuron(self, layer: int, index: int) -> str:
        return f"{self.name(layer)} {index + 1}"

    def _say(self, words: str) -> None:
        if self.words.textContent != words:
            self.words.textContent = words
