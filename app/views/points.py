"""The data's examples over the map: a shape and a colour for each class, filled for training and open for the test."""

from app.views.activation import made
from core.shared.shapes import shape_of

MOST = 250
"""Points of a part that are drawn."""

DISC = '<svg viewBox="-12 -12 24 24" class="points-key {0}" aria-hidden="true"><path class="{0}" d="M0 0{1}"/></svg>{2}'
KEY = DISC.format("train", shape_of(0), "training") + DISC.format("test", shape_of(0), "test")
"""What filled and open shapes stand for."""


class Points:
    """Draws a frame's `points`, which it asks for once a run and view."""

    def __init__(self, square) -> None:
        self.due, self.on, self.there = True, True, False
        self.layer = made("svg", viewBox="0 0 1000 1000", class_="points", aria_hidden="true")
        square.append(self.layer)

    def renew(self, there: bool) -> None:
        """Ask for the points of another run or view; `there`: its data has some."""
        self.there, self.due = there, there
        if not there:
            self.layer.innerHTML = ""

    def show(self, on: bool) -> None:
        """Show the points, or not."""
        self.on = on
        self.layer.style.display = "" if on else "none"

    def wants(self, asked: dict) -> None:
        """Add the points to what the page asks of the next frame, if they are missing."""
        if self.due and self.on:
            asked["points"] = MOST

    def draw(self, frame) -> None:
        """Draw a frame's points, if it brought some."""
        groups = frame.facts.get("points")
        if groups is not None:
            self.due = False
            self.layer.innerHTML = "".join(drawn(group) for group in groups)


def drawn(group: dict) -> str:
    """A group as SVG: a dark rim below, so that no point is lost on a ground of its own colour."""
    part, path = group["part"], group["path"]
    return f'<path class="rim {part}" d="{path}"/><path class="{part}" style="--own:{group["colour"]}" d="{path}"/>'
