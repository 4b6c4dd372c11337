"""Examples, speed and cost as plain text that keeps its place."""

from app.dom import element, replace, seconds
from app.pace import Pace
from app.player import figures

WIDTHS = ("112px", "94px", "74px")
EVERY = 0.2
"""Seconds between two changes while the network trains: faster ones cannot be read."""

NONE = ("0", "0", "–")
"""The texts before the first status."""


class Figures:
    """The group named Figures: `examples 1,000,000`, `1,550,000 examples/s`, `cost 0.0042`."""

    def __init__(self, root) -> None:
        self.numbers = [element("span", text, class_="number") for text in NONE]
        examples, speed, cost = self.numbers
        texts = (("examples ", examples), (speed, " examples/s"), ("cost ", cost))
        lines = [element("p", *texts[index], style="--wide: " + WIDTHS[index]) for index in range(len(WIDTHS))]
        # Spaces, which nobody sees, for those who read or copy the group as one text.
        replace(root, lines[0], " ", lines[1], " ", lines[2])
        self.texts: list[str] = list(NONE)
        self.run = 0
        self.pace = Pace(EVERY, seconds)

    def show(self, status: dict) -> None:
        """Show a status, of the same run now and then while it trains; only what changed is touched."""
        if status["run"] == self.run and status["state"] == "running" and not self.pace.due():
            return
        self.run = status["run"]
        for index, text in enumerate(figures(status)):
            if text != self.texts[index]:
                self.texts[index] = text
                self.numbers[index].textContent = text
        if not status["examples"]:
            self.pace.poke()  # the first numbers are seen as soon as they come
