"""The network as a graph: each neuron as the picture of its response, each weight as a curve in its sign's colour."""

from pyscript import document

from app.dom import element, image, listen, replace, seconds, watch_size
from app.lines import NOTHING
from app.pace import Pace
from app.views.activation import made
from app.views.weights import Weights
from app.wiring import nearest, under

EVERY = 0.4
MOVES = {"ArrowLeft": (-1, 0), "ArrowRight": (1, 0), "ArrowUp": (0, -1), "ArrowDown": (0, 1)}
LIMIT = 24
GAP = 4
CALM = 7
"""Neurons of the widest layer from which on the weights are drawn thinner, so that they do not fill the space."""


class Graph:
    """Draws a frame's `graph`; `pick(layer, neuron)` hears which neuron is chosen, by pointer or arrow keys.

    `point_at(subject)` hears what the pointer is on: a neuron, or the weights between two layers. `name(layer)` is what
    a layer is called.
    """

    def __init__(self, root, pick, changed, point_at, name) -> None:
        self.root, self.pick, self.changed, self.point_at = root, pick, changed, point_at
        self.lit, self.over = NOTHING, NOTHING
        self.pace = Pace(EVERY, seconds)
        self.width, self.height, self.sharpness = 0, 0, 1.0
        self.picked = (0, 0)
        self.sizes: list = []
        self.layout: dict | None = None
        self.written = ""
        self.edges = made("svg", aria_hidden="true")
        self.canvas = element("canvas", role="img", tabindex="0")
        self.context = self.canvas.getContext("2d")
        self.sheet = document.createElement("canvas")
        self.ring, self.band = element("span", class_="ring"), element("span", class_="band", hidden=True)
        self.weights = Weights(name)
        self.stage = element("div", self.band, self.edges, self.canvas, self.weights.layer, self.ring, class_="stage")
        replace(root, self.stage, self.weights.words)
        listen(self.canvas, "click", self._clicked)
        listen(self.canvas, "mousemove", self._moved)  # a pointer's events come before the mouse's of other views
        for event in ("mouseleave", "blur"):
            listen(self.canvas, event, self._left)
        listen(self.canvas, "keydown", self._key)
        watch_size(root, self._resize)

    def build(self, sizes: list) -> None:
        """Make room for a network of so many neurons a layer, if it is a small one."""
        self.sizes = sizes
        self.root.hidden = max(sizes) > LIMIT
        self.layout = None
        self.weights.forget()
        self.edges.setAttribute("style", f"--thin: {min(1.0, CALM / max(sizes)):.2f}")
        self.pace.poke()

    def mark(self, layer: int, neuron: int) -> None:
        """Outline one neuron."""
        if self.picked != (layer, neuron) and self.weights.chosen:
            self._left(None)
        self.picked = (layer, neuron)
        self._name()
        self._outline()

    def light(self, wanted: dict) -> None:
        """Light up the column of a layer and the weights that lead into layers."""
        self.lit = wanted
        layout, layer = self.layout, wanted["layer"]
        known = layout is not None and layer is not None and layer < len(layout["lefts"])
        self.band.hidden = not known
        if known and layout is not None:
            self.band.setAttribute("style", f"left:{layout['lefts'][layer] - GAP}px;width:{layout['side'] + 2 * GAP}px")
        self.edges.classList.toggle("pointed", bool(wanted["edges"]))
        for group in self.edges.querySelectorAll("g"):
            group.classList.toggle("lit", int(group.getAttribute("data-edges")) in wanted["edges"])

    def poke(self) -> None:
        """Let the next frame bring the graph."""
        self.pace.poke()

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame, a few times a second."""
        if self.width and not self.root.hidden and self.pace.due():
            asked["graph"], asked["cells"] = self.width, True  # it tells the neurons' outputs, too

    def draw(self, frame) -> None:
        """Draw a frame's graph, if it brought one; of a run that stands still the last one."""
        facts = frame.facts.get("graph")
        if facts is not None and facts["sizes"] == self.sizes:
            self._fit(facts)
            self._draw_edges(facts["paths"])
            self._draw_neurons(facts, frame.array("graph.rgba"))
            self.weights.take(frame, facts)
            if self.lit["note"]:
                self._over(self.weights.subject() or NOTHING)
        if self.pace.behind(frame.facts, "graph") and self.width and not self.root.hidden:
            self.changed()

    def _fit(self, facts: dict) -> None:
        """Give the drawing its size, and remember where neurons are."""
        changed = self.layout is None or facts["height"] != self.height or facts["width"] != self.layout["width"]
        self.layout, self.height = facts, facts["height"]
        if changed:
            self.sharpness = min(2.0, float(document.defaultView.devicePixelRatio))
            self.stage.style.width, self.stage.style.height = f"{facts['width']}px", f"{facts['height']}px"
            self.edges.setAttribute("viewBox", f"0 0 {facts['width']} {facts['height']}")
            self.canvas.width = int(facts["width"] * self.sharpness)
            self.canvas.height = int(facts["height"] * self.sharpness)
            self.sheet.width, self.sheet.height = facts["pixels"], facts["pixels"] * sum(facts["sizes"])
            self._outline()

    def _draw_edges(self, paths: list) -> None:
        parts, inside = [], 0
        for layer, sign, strength, path in paths:
            if layer != inside:
                parts.append(f'{"</g>" if inside else ""}<g data-edges="{layer}">')
                inside = layer
            parts.append(f'<path class="{"plus" if sign > 0 else "minus"} s{strength}" d="{path}"/>')
        html = "".join(parts) + ("</g>" if inside else "")
        if html != self.written:
            self.written = html
            self.edges.innerHTML = html
            self.light(self.lit)

    def _draw_neurons(self, facts: dict, colours) -> None:
        """Draw all pictures from one sheet. The style sheet turns the canvas over, since b points upwards."""
        pixels, side, scale = facts["pixels"], facts["side"], self.sharpness
        self.sheet.getContext("2d").putImageData(image(colours, pixels, pixels * sum(facts["sizes"])), 0, 0)
        sheet = self.sheet
        place, size = 0, side * scale
        self.context.clearRect(0, 0, self.canvas.width, self.canvas.height)
        for layer, left in enumerate(facts["lefts"]):
            for top in facts["tops"][layer]:
                low = (self.height - top - side) * scale
                self.context.drawImage(sheet, 0, place * pixels, pixels, pixels, left * scale, low, size, size)
                place += 1

    def _outline(self) -> None:
        """Put the ring around the picked neuron."""
        layout, (layer, neuron) = self.layout, self.picked
        known = layout is not None and layer < len(layout["tops"]) and neuron < len(layout["tops"][layer])
        self.ring.hidden = not known
        if known and layout is not None:
            left, top, side = layout["lefts"][layer], layout["tops"][layer][neuron], layout["side"]
            self.ring.setAttribute("style", f"--cell:{side}px;transform:translate({left}px,{top}px)")

    def _name(self) -> None:
        layer, neuron = self.picked
        sizes = ", ".join(str(size) for size in self.sizes)
        picked = f"neuron {neuron + 1} of layer {layer}; arrow keys pick"
        self.canvas.setAttribute("aria-label", f"Graph of the network with {sizes} neurons; picked: {picked}")

    def _resize(self, width, _height) -> None:
        if width >= 60 and int(width) != self.width:
            self.width = int(width)
            self.pace.poke()
            self.changed()

    def _clicked(self, event) -> None:
        if self.layout is None:
            return
        left, top = self._place(event, self.layout)
        half = self.layout["side"] / 2
        layer = nearest(self.layout["lefts"], left - half)
        self.pick(layer, nearest(self.layout["tops"][layer], top - half))

    def _moved(self, event) -> None:
        if self.layout is not None:
            left, top = self._place(event, self.layout)
            self.weights.point(left, top)
            self._over(self.weights.subject() or under(self.layout, left))

    def _left(self, _event) -> None:
        self.weights.forget()
        self._over(NOTHING)

    def _over(self, found: dict) -> None:
        """Tell what the pointer is on, where that is something else than before."""
        if found != self.over:
            self.over = found
            self.point_at(found)

    def _place(self, event, layout: dict) -> tuple:
        """Where in the drawing a pointer is."""
        box = self.canvas.getBoundingClientRect()
        scale = layout["width"] / box.width
        return (event.clientX - box.left) * scale, (event.clientY - box.top) * scale

    def _key(self, event) -> None:
        if event.key not in MOVES:
            return
        event.preventDefault()
        event.stopPropagation()
        across, down = MOVES[event.key]
        if event.shiftKey and down:
            self.weights.walk(self.picked[0], self.picked[1], down)
            self._over(self.weights.subject() or NOTHING)
            return
        layer = max(0, min(len(self.sizes) - 1, self.picked[0] + across))
        self.pick(layer, max(0, min(self.sizes[layer] - 1, self.picked[1] + down)))
