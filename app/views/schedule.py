"""The learning rate over the steps to come, drawn under its control when it is to change."""

from app.dom import element
from app.player import count
from app.plot import path, svg
from core.shared.consistency import row_of
from core.shared.number import rounded, to_text
from core.shared.schedule import share

POINTS = 60
WIDTH, HEIGHT = 240, 34
PERIODS = 5
"""How many periods of a schedule without an end are drawn."""


class Schedule:
    """A curve of the rate, and its first and last value in words."""

    def __init__(self, offered: dict) -> None:
        self.offered = offered
        self.curve = element("div", class_="curve wide")
        self.words = element("p", class_="note")
        self.node = element("div", self.curve, self.words, class_="schedule", hidden=True)

    def show(self, config) -> None:
        """Show the schedule of a Config; a rate that stays needs no curve."""
        self.node.hidden = config.schedule == "constant" and config.warmup == 0
        if self.node.hidden:
            return
        row = row_of(self.offered, "schedules", config.schedule) or {}
        steps = reach(config, row["knobs"])
        shares = [share(config, row["value"], steps * index // POINTS) for index in range(POINTS + 1)]
        line = path([(index / POINTS, shares[index]) for index in range(POINTS + 1)], WIDTH, HEIGHT - 2)
        self.curve.innerHTML = svg(WIDTH, HEIGHT, ("", line))
        last = to_text(rounded(float(f"{config.rate * shares[-1]:.2g}")))
        self.words.textContent = f"To {last} at step {count(steps)}."


def reach(config, knobs: list) -> int:
    """The last step that is drawn: an end, or a few periods."""
    if "horizon" in knobs:
        return max(config.horizon, config.warmup, 1)
    period = config.every if "every" in knobs else 0
    return max(PERIODS * period, 2 * config.warmup, 1)
