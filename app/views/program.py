"""The program that trains, as readable NumPy: phases that fold, numbered lines, each layer in its colour."""

from app.dom import delegate, element, listen, replace
from app.highlight import highlighted
from app.markup import escaped
from app.views.network import hue

TITLES = {
    "setup": "Set up",
    "sample": "Sample a batch",
    "forward": "Forward",
    "loss": "Loss",
    "backward": "Backward",
    "update": "Update",
}
FOLDED = ("setup",)
HINT = "Point at a line to read what it does."


class Program:
    """Shows the lines of `engine.program`: dictionaries with number, text, phase, layer, note, shapes, indent."""

    def __init__(self, root, light) -> None:
        self.light = light
        self.list = element("div", class_="program", role="region", aria_label="Program", tabindex="0")
        self.note = element("p", HINT, class_="line-note")
        title = element(
            "div", element("h2", "Program"), element("span", "what trains, as NumPy", class_="soft"), class_="head"
        )
        replace(root, title, self.list, self.note)
        self.lines: list = []
        self.layers = 0
        self.open = {phase: phase not in FOLDED for phase in TITLES}
        delegate(self.list, "mouseover", "line", lambda index, _node, _event: self._point(int(index)))
        listen(self.list, "mouseleave", lambda _event: self._point(-1))
        delegate(self.list, "click", "phase", self._fold)

    def show(self, lines: list, layers: int) -> None:
        """Write the lines of a network of so many hidden layers."""
        self.lines, self.layers = lines, layers
        parts = []
        for phase, start, end in stretches(lines):
            state = " open" if self.open[phase] else ""
            body = "".join(self._line(index) for index in range(start, end))
            head = f'<summary data-phase="{phase}">{TITLES[phase]} <i>{end - start}</i></summary>'
            parts.append(f"<details{state}>{head}{body}</details>")
        self.list.innerHTML = "".join(parts)

    def mark(self, layer: int) -> None:
        """Light up the lines of a layer (from 1; 0 is none)."""
        for node in self.list.querySelectorAll(".lit"):
            node.classList.remove("lit")
        if layer:
            for node in self.list.querySelectorAll(f'[data-layer="{layer}"]'):
                node.classList.add("lit")

    def _line(self, index: int) -> str:
        line = self.lines[index]
        layer = line["layer"] or 0
        style = f' style="{hue(layer - 1)}"' if 0 < layer <= self.layers else ""
        pad = line["indent"] - (line["phase"] != "setup" and line["indent"] > 0)
        code = f'<code style="padding-left:{2 * pad}ch">{highlighted(line["text"])}</code>'
        return f'<div class="line" data-line="{index}" data-layer="{layer}"{style}><i>{line["number"]}</i>{code}</div>'

    def _point(self, index: int) -> None:
        if index < 0:
            self.note.textContent = HINT
            self.light(0)
            return
        line = self.lines[index]
        shapes = "".join(f" <code>{escaped(name)} {shape_text(shape)}</code>" for name, shape in line["shapes"])
        self.note.innerHTML = escaped(line["note"] or line["text"]) + shapes
        self.light(line["layer"] or 0)

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


def shape_text(shape: list) -> str:
    """A shape as NumPy writes it: `(32, 64)`, `(64,)`."""
    return "(" + ", ".join(str(size) for size in shape) + (",)" if len(shape) == 1 else ")")
