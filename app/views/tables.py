"""Tables: what each picture shows as numbers, in a window that opens when one asks for it."""

from app.dom import delegate, element
from app.markup import escaped
from app.player import count
from app.views.dialogs import Dialog
from core.shared.digits import digits

POINTS = 11
"""Points of the square along each side."""

FULL = 24
"""Largest width of a layer whose weights are shown all; of a wider one just those into the picked neuron."""

MOST = 640
"""Outputs that are listed; of a network with more, the layers nearest to the picked one."""

TITLES = {"value": "Response", "target": "Target", "error": "Error", "classes": "Class that is told"}


class Tables(Dialog):
    """Opens at the press of a button with `data-table`.

    `look(wants)` is a coroutine that gives a frame, `do(coroutine)` lets one work.
    """

    def __init__(self, root, look, do, pictures) -> None:
        self.body = element("div", class_="tables", tabindex="0")
        super().__init__("Table", self.body)
        self.look, self.response, self.crosshair = look, pictures.response, pictures.crosshair
        self.cost, self.inspector = pictures.cost, pictures.inspector
        self.heading = self.node.querySelector("h2")
        kinds = {"response": self._response, "cost": self._cost, "spread": self._spread}
        kinds.update({"layers": self._layers, "neuron": self._neuron})
        delegate(root, "click", "table", lambda name, _node, _event: do(kinds[name]()))

    async def _response(self) -> None:
        frame = await self.look({"table": POINTS})
        facts, mode = frame.facts["table"], self.response.mode()
        across, up = facts["axes"]
        words = f"{across} to the right, {up} upwards{moment(frame)}"
        self._open(TITLES[mode], [(words, square(facts["ticks"], facts[mode]))])

    async def _cost(self) -> None:
        heads, rows = self.cost.table()
        self._open(
            "Cost", [("The mean cost at numbers of examples, and what was changed or found there", listed(heads, rows))]
        )

    async def _layers(self) -> None:
        layer, index = self.inspector.neuron.picked
        frame = await self.look({"cells": True, "weights": [layer] if layer else []})
        name = self.inspector.layers.name
        parts = []
        shown = nearest([row.size for row in self.inspector.layers.rows], layer, MOST)
        for number in shown:
            values = list(frame.array(f"cells.{number}.values"))
            rows = [[str(place + 1), digits(value)] for place, value in enumerate(values)]
            parts.append((f"{name(number)}{moment(frame)}", listed(["Neuron", "Output"], rows)))
        if layer:
            parts.append(self._weights(frame, name(layer), name(layer - 1), index))
        self._open("Layers", parts)

    def _weights(self, frame, name: str, source: str, index: int) -> tuple:
        """The weights of the picked layer: those of all neurons, or of the picked one."""
        facts = frame.facts["weights"][0]
        weights, biases = frame.array("weights.0.weights"), frame.array("weights.0.biases")
        wide = facts["fan_out"] > FULL or facts["fan_in"] > FULL
        columns = [index] if wide else range(facts["fan_out"])
        rows = [
            [str(i + 1)] + [digits(weights[i * facts["fan_out"] + j]) for j in columns] for i in range(facts["fan_in"])
        ]
        rows.append(["bias"] + [digits(biases[j]) for j in columns])
        heads = [f"from {source}"] + [f"to {j + 1}" for j in columns]
        return f"Weights into {name}", listed(heads, rows)

    async def _neuron(self) -> None:
        layer, index = self.inspector.neuron.picked
        frame = await self.look({"neuron": [layer, index, POINTS]})
        values = [digits(value) for value in frame.array("neuron.values")]
        rows = [values[start : start + POINTS] for start in range(POINTS * (POINTS - 1), -1, -POINTS)]
        ticks = [f"{place / (POINTS - 1):.2f}" for place in range(POINTS)]
        across, up = self.crosshair.axis_names()
        words = f"{across} to the right, {up} upwards{moment(frame)}"
        self._open(f"Response of {self.inspector.neuron.name.textContent}", [(words, square(ticks, rows))])

    async def _spread(self) -> None:
        frame = await self.look({"spread": True})
        heads = ["Examples", "weights", "activations", "gradients"]
        words = "medians, and in brackets the numbers that a tenth of the values is below and a tenth above"
        parts = [
            (f"{self.inspector.layers.name(layer['layer'])}: {words}", listed(heads, layer["rows"]))
            for layer in frame.facts["spread"]
        ]
        self._open("Spread over the run", parts)

    def _open(self, title: str, parts: list) -> None:
        """Open with tables, each a caption and its rows of HTML."""
        self.heading.textContent = title
        self.node.setAttribute("aria-label", f"Table: {title}")
        self.body.innerHTML = "".join(
            f"<table><caption>{escaped(caption)}</caption>{rows}</table>" for caption, rows in parts
        )
        self.show()


def moment(frame) -> str:
    """When the numbers were read."""
    return f", after {count(frame.facts['examples'])} examples"


def square(ticks: list, rows: list) -> str:
    """Rows of texts over the unit square, the greatest value of the second input first."""
    head = "<tr><td></td>" + "".join(f'<th scope="col">{tick}</th>' for tick in ticks) + "</tr>"
    lines = [row_of(ticks[len(ticks) - 1 - place], row) for place, row in enumerate(rows)]
    return head + "".join(lines)


def listed(heads: list, rows: list) -> str:
    """Rows of texts below their heads."""
    head = "<tr>" + "".join(f'<th scope="col">{escaped(text)}</th>' for text in heads) + "</tr>"
    return head + "".join(row_of(row[0], row[1:]) for row in rows)


def row_of(head: str, texts: list) -> str:
    """A row of HTML."""
    return (
        f'<tr><th scope="row">{escaped(head)}</th>' + "".join(f"<td>{escaped(text)}</td>" for text in texts) + "</tr>"
    )


def nearest(sizes: list, layer: int, most: int) -> list:
    """The layers nearest to one, in their order, that have together no more neurons than these; at least that one."""
    found, left = [layer], most - sizes[layer]
    for number in sorted(range(len(sizes)), key=lambda number: abs(number - layer)):
        if number != layer and sizes[number] <= left:
            found.append(number)
            left -= sizes[number]
    return sorted(found)
