"""The program that trains, as readable NumPy: phases, numbered lines, each layer in its colour."""

from app.dom import delegate, element, replace
from app.views.network import hue

TITLES = (
    ("setup", "Set up"),
    ("sample", "Sample a batch"),
    ("forward", "Forward"),
    ("loss", "Loss"),
    ("backward", "Backward"),
    ("update", "Update"),
)


class Program:
    """Shows the lines of `engine.program`: dictionaries with number, text, phase, layer, note."""

    def __init__(self, root, point_at) -> None:
        self.list = element("div", class_="program", role="region", aria_label="Program", tabindex="0")
        self.note = element("p", class_="line-note soft")
        replace(root, element("div", element("h2", "Program"), class_="head"), self.list, self.note)
        self.lines = []
        self.layers = 0
        delegate(self.list, "mouseover", "line", lambda index, _node, _event: self._hovered(int(index), point_at))

    def show(self, lines: list, layers: int) -> None:
        """Write the lines of a network of so many hidden layers."""
        self.lines, self.layers = lines, layers
        parts, phase = [], None
        for index, line in enumerate(lines):
            if line["phase"] != phase:
                phase = line["phase"]
                parts.append('<span class="phase">' + dict(TITLES).get(phase, phase) + "</span>")
            parts.append(self._line(index, line))
        self.list.innerHTML = "".join(parts)

    def _line(self, index: int, line: dict) -> str:
        layer = line["layer"]
        style = f' style="{hue(layer - 1)}"' if layer and layer <= self.layers else ""
        text = "    " * line.get("indent", 0) + escaped(line["text"])
        return f'<div class="line" data-line="{index}"{style}><i>{line["number"]}</i><code>{text}</code></div>'

    def _hovered(self, index: int, point_at) -> None:
        line = self.lines[index]
        self.note.textContent = line["note"]
        point_at(line["layer"])


def escaped(text: str) -> str:
    """The text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
