"""One level of the program as a list: phases that fold, numbered lines, each layer in its colour."""

from app.dom import NEAREST, delegate, element, listen
from app.highlight import highlighted
from app.views.card import hue

TITLES = {
    "setup": "Set up",
    "sample": "Sample a batch",
    "forward": "Forward",
    "loss": "Loss",
    "backward": "Backward",
    "update": "Update",
}
FOLDED = ("setup",)


class Listing:
    """Shows lines as `engine.program` gives them; `point(listing, line or None)` hears of the pointer."""

    def __init__(self, level: str, point) -> None:
        self.level, self.point = level, point
        self.node = element(
            "div", class_="program", role="region", aria_label=f"{level} program", tabindex="0", data_level=level
        )
        self.lines: list = []
        self.open = {phase: phase not in FOLDED for phase in TITLES}
        delegate(self.node, "mouseover", "line", lambda index, _node, _event: point(self, self.lines[int(index)]))
        listen(self.node, "mouseleave", lambda _event: point(self, None))
        delegate(self.node, "click", "phase", self._fold)

    def show(self, lines: list, layers: int) -> None:
        """Write the lines of a network of so many hidden layers."""
        self.lines = lines
        parts = []
        for phase, start, end in stretches(lines):
            state = " open" if self.open[phase] else ""
            body = "".join(line_html(index, lines[index], layers) for index in range(start, end))
            head = f'<summary data-phase="{phase}">{TITLES[phase]} <i>{end - start}</i></summary>'
            parts.append(f"<details{state}>{head}{body}</details>")
        self.node.innerHTML = "".join(parts)

    def mark_layer(self, layer: int) -> None:
        """Light up the lines of a layer (from 1; 0 is none) and no others."""
        self._mark([f'[data-layer="{layer}"]'] if layer else [])

    def mark_lines(self, numbers: list) -> None:
        """Light up the lines of these numbers and no others, and bring the first into sight."""
        lit = self._mark([f'[data-number="{number}"]' for number in numbers])
        if lit:
            lit[0].scrollIntoView(NEAREST)

    def text(self) -> str:
        """The source, as a file holds it."""
        return "".join(("    " * line["indent"] + line["text"]).rstrip() + "\n" for line in self.lines)

    def _mark(self, selectors: list) -> list:
        for node in self.node.querySelectorAll(".lit"):
            node.classList.remove("lit")
        if not selectors:
            return []
        found = list(self.node.querySelectorAll(", ".join(selectors)))
        for node in found:
            node.classList.add("lit")
        return found

    def _fold(self, phase: str, _node, _event) -> None:
        self.open[phase] = not self.open[phase]


def stretches(lines: list) -> list:
    """(phase, start, end) of each run of lines of one phase."""
    found, start = [], 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index]["phase"] != lines[start]["phase"]:
            found.append((lines[start]["phase"], start, index))
            start = index
    return found


def line_html(index: int, line: dict, layers: int) -> str:
    """A line as HTML, in the colour of its layer; what a step does is drawn one level less deep than it stands."""
    layer, number = line["layer"] or 0, line["number"]
    style = f' style="{hue(layer - 1)}"' if 0 < layer <= layers else ""
    pad = line["indent"] - (line["phase"] != "setup" and line["indent"] > 0)
    code = f'<code style="padding-left:{2 * pad}ch">{highlighted(line["text"])}</code>'
    data = f'data-line="{index}" data-number="{number}" data-layer="{layer}"'
    return f'<div class="line" {data}{style}><i>{number}</i>{code}</div>'
