"""The program at both levels, readable and fast; lines that belong together light up in both."""

from app.dom import button, delegate, element, replace
from app.markup import escaped
from app.views.listing import Listing
from app.views.radios import Radios

HINT = "Point at a line to read what it does."
LEVELS = (("readable", "Readable"), ("fast", "Fast"))


class Program:
    """Two listings side by side where there is room, else one; `light(layer)` hears of the layer that is pointed at."""

    def __init__(self, root, light, keep) -> None:
        self.light = light
        self.note = element("p", HINT, class_="line-note")
        self.listings = [Listing(level, self._point) for level, _ in LEVELS]
        self.radios = Radios("Level of the program", LEVELS, self.choose)
        save = button(
            "Download program.py", text="program.py", title="Download the readable program", data_keep="program"
        )
        head = element("div", element("h2", "Program"), self.radios.node, save, class_="head")
        both = element("div", *[listing.node for listing in self.listings], class_="levels")
        replace(root, head, both, self.note)
        self.both = both
        delegate(head, "click", "keep", lambda _what, _node, _event: keep("program.py", self.listings[0].text()))
        self.choose("readable")

    def choose(self, level: str) -> None:
        """Show this level where there is room for one."""
        self.both.setAttribute("data-shown", level)
        self.radios.show(level)

    def show(self, level: str, lines: list, layers: int) -> None:
        """Write the lines of a level."""
        for listing in self.listings:
            if listing.level == level:
                listing.show(lines, layers)

    def mark(self, layer: int) -> None:
        """Light up the lines of a layer at both levels."""
        for listing in self.listings:
            listing.mark_layer(layer)

    def _point(self, listing: Listing, line: dict | None) -> None:
        self.light(line["layer"] or 0 if line else 0)
        if line is None:
            self.note.textContent = HINT
            return
        shapes = "".join(f" <code>{escaped(name)} {shape_text(shape)}</code>" for name, shape in line["shapes"])
        self.note.innerHTML = escaped(line["note"] or line["text"]) + shapes
        for other in self.listings:
            other.mark_lines([line["number"]] if other is listing else line["partners"])


def shape_text(shape: list) -> str:
    """A shape as NumPy writes it: `(32, 64)`, `(64,)`."""
    return "(" + ", ".join(str(size) for size in shape) + (",)" if len(shape) == 1 else ")")
