"""Gradient flow: layer by layer how large the gradient and the weights are, and how many neurons are silent."""

from app.dom import element, replace
from core.shared.digits import number

LEAST, DECADES = 1e-8, 8.0
"""Where the bars begin, and how many powers of ten they reach over."""

HEAD = (
    '<thead><tr><th scope="col">layer</th><th scope="col">gradient</th><th scope="col">weights</th>'
    '<th scope="col">silent</th></tr></thead>'
)


class Flow:
    """Draws the layers of a frame's `health`."""

    def __init__(self, root) -> None:
        self.names: list = []
        self.written = ""
        self.table = element("table", class_="flow", aria_label="Gradient flow by layer")
        replace(root, element("h3", "Gradient flow"), self.table)

    def name(self, names: list) -> None:
        """Call the layers, from 1, by these names."""
        self.names = names

    def draw(self, frame) -> None:
        """Write a frame's layers, if it brought its health."""
        facts = frame.facts.get("health")
        if facts is None or len(facts["layers"]) != len(self.names):
            return
        rows = []
        for index, layer in enumerate(facts["layers"]):
            width = frame.array(f"health.layers.{index}.silent_share").length
            rows.append(line(self.names[index], layer, width))
        html = HEAD + "<tbody>" + "".join(rows) + "</tbody>"
        if html != self.written:
            self.written = html
            self.table.innerHTML = html


def line(name: str, layer: dict, width: int) -> str:
    """A layer as a row; the bar is the root mean square of its gradient, on a log scale."""
    silent = len(layer["silent"])
    share = extent(layer["gradient"])
    return (
        f'<tr><th scope="row">{name}</th><td class="log" style="--share:{share:.3f}">{number(layer["gradient"])}</td>'
        f"<td>{number(layer['weights'])}</td><td>{f'{silent} of {width}' if silent else '–'}</td></tr>"
    )


def extent(value) -> float:
    """A positive number's place from 0 to 1 on the bars' log scale; of what is none 0."""
    if isinstance(value, str) or value <= LEAST:
        return 0.0
    decades = 0.0
    while value >= 10 * LEAST and decades < DECADES - 1:
        value /= 10
        decades += 1
    return min(1.0, (decades + (value / LEAST - 1) / 9) / DECADES)
