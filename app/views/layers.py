"""Layer outputs: a row of cells for each layer, coloured by what its neurons say of one example."""

from app.dom import delegate, element, image, listen, replace
from app.lines import NOTHING, subject
from app.views.card import hue
from core.shared.digits import number

CELL = 17
COLUMNS = 16
WIDE = 128
NONE = "none is picked"


class Layers:
    """Draws a frame's `cells`; `pick(layer, neuron)` hears of a click on one, `point_at(subject)` of the pointer."""

    def __init__(self, root, pick, point_at) -> None:
        self.root, self.pick, self.point_at = root, pick, point_at
        self.rows = []
        self.shape = None
        delegate(root, "click", "cells", self._clicked)
        delegate(root, "keydown", "cells", self._key)
        for event in ("mouseover", "focusin"):
            delegate(root, event, "cells", lambda place, _node, _event: point_at(subject(int(place))))
        for event in ("mouseleave", "focusout"):
            listen(root, event, lambda _event: point_at(NOTHING))

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        asked["cells"] = True

    def name(self, layer: int) -> str:
        """What a layer is called; 0 is the inputs."""
        return self.rows[layer].name

    def mark(self, layer: int, neuron: int) -> None:
        """Outline one neuron."""
        for row in self.rows:
            row.mark(neuron if row.index == layer else None)

    def light(self, wanted: dict) -> None:
        """Light up the row of a layer, and those whose incoming weights are pointed at."""
        for row in self.rows:
            row.node.classList.toggle("lit", row.index == wanted["layer"])
            row.node.classList.toggle("fed", row.index in wanted["edges"])

    def build(self, sizes: list) -> None:
        """Make a row for each layer of this many neurons: inputs, hidden layers, output."""
        if sizes == self.shape:
            return
        self.shape = sizes
        self.rows = [Row(index, size, len(sizes)) for index, size in enumerate(sizes)]
        replace(self.root, *[row.node for row in self.rows])

    def draw(self, frame) -> None:
        """Paint a frame's cells, if it brought any."""
        for index, row in enumerate(self.rows):
            colours = frame.array(f"cells.{index}.rgba")
            if colours is not None:
                row.paint(colours)
                if frame.facts["state"] != "running":
                    row.tell(frame.array(f"cells.{index}.values"))

    def _clicked(self, place, node, event) -> None:
        row = self.rows[int(place)]
        box = node.getBoundingClientRect()
        column = int((event.clientX - box.left) / box.width * row.columns)
        line = int((event.clientY - box.top) / box.height * row.lines)
        neuron = line * row.columns + column
        if 0 <= neuron < row.size:
            self.pick(row.index, neuron)

    def _key(self, place, _node, event) -> None:
        row = self.rows[int(place)]
        neuron = row.beside(event.key)
        if neuron is not None:
            event.preventDefault()
            event.stopPropagation()
            self.pick(row.index, neuron)


class Row:
    """One layer's cells, wrapped into lines; to the keyboard a slider over its neurons."""

    def __init__(self, index: int, size: int, count: int) -> None:
        self.index, self.size = index, size
        self.picked: int | None = None
        self.columns = min(size, COLUMNS if size <= WIDE else COLUMNS * 2)
        self.lines = (size + self.columns - 1) // self.columns
        self.cell = CELL if size <= WIDE else CELL // 2
        self.name = "Inputs" if index == 0 else "Output" if index == count - 1 else f"Layer {index}"
        self.canvas = element(
            "canvas",
            width=self.columns,
            height=self.lines,
            role="slider",
            tabindex="0",
            data_cells=index,
            aria_label=f"{self.name}: outputs of {size} neurons",
            aria_valuemin=1,
            aria_valuemax=size,
            aria_valuenow=1,
            aria_valuetext=NONE,
        )
        self.context = self.canvas.getContext("2d")
        self.ring = element("span", class_="ring")
        absent = self.columns * self.lines - size
        place = f"width:{self.columns * self.cell}px;height:{self.lines * self.cell}px"
        place += f";--cell:{self.cell}px;--absent:{absent}"
        self.grid = element("div", self.canvas, self.ring, class_="grid", style=place)
        style = hue(index - 1) if 0 < index < count - 1 else None
        self.node = element("div", element("span", self.name, style=style), self.grid, class_="row-of-cells")

    def paint(self, colours) -> None:
        """Paint RGBA bytes, one pixel a neuron; the style sheet makes cells of them."""
        self.grid.classList.add("drawn")
        picture = image(colours, self.size, 1)
        for line in range(self.lines):
            self.context.putImageData(picture, -line * self.columns, line)

    def tell(self, values) -> None:
        """Say the output of the outlined neuron."""
        if self.picked is not None:
            words = f"neuron {self.picked + 1}: {number(values[self.picked])}"
            if self.canvas.getAttribute("aria-valuetext") != words:
                self.canvas.setAttribute("aria-valuetext", words)

    def mark(self, neuron) -> None:
        """Outline a neuron, or none."""
        self.picked = neuron
        self.ring.hidden = neuron is None
        self.canvas.setAttribute("aria-valuetext", NONE if neuron is None else f"neuron {neuron + 1}")
        if neuron is not None:
            self.canvas.setAttribute("aria-valuenow", str(neuron + 1))
            left, top = neuron % self.columns * self.cell, neuron // self.columns * self.cell
            self.ring.style.transform = f"translate({left}px,{top}px)"

    def beside(self, key: str) -> int | None:
        """The neuron that a key leads to, or None if the key leads nowhere."""
        ends = {"Home": 0, "End": self.size - 1}
        steps = {"ArrowLeft": -1, "ArrowRight": 1, "ArrowUp": -self.columns, "ArrowDown": self.columns}
        if key in ends:
            return ends[key]
        if key not in steps:
            return None
        if self.picked is None:
            return 0
        return max(0, min(self.size - 1, self.picked + steps[key]))
