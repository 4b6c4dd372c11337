"""Examples, speed and cost as plain text that keeps its place."""

from app.dom import element, replace
from app.player import figures

WIDTHS = ("112px", "94px", "74px")
NONE = ("0", "0", "–")
"""The texts before the first status."""


class Figures:
    """The group named Figures: `examples 1,000,000`, `1,550,000 examples/s`, `cost 0.0042`."""

    def __init__(self, root) -> None:
        self.numbers = [element("span", text, class_="number") for text in NONE]
        examples, speed, cost = self.numbers
        texts = (("examples ", examples), (speed, " examples/s"), ("cost ", cost))
        lines = [element("p", *texts[index], style="--wide: " + WIDTHS[index]) for index in range(len(WIDTHS))]
        replace(root, *lines)
        self.texts: list[str] = list(NONE)

    def show(self, status: dict) -> None:
        """Show a status; only what changed is touched."""
        for index, text in enumerate(figures(status)):
            if text != self.texts[index]:
                self.texts[index] = text
                self.numbers[index].textContent = text
