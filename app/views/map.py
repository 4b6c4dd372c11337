"""The response as a flat picture of the unit square: its values with contours, its errors, the target, or classes."""

from app.dom import element, replace
from app.views.points import Points
from app.views.square import Square

POINTS_A_SIDE = 96
"""Points that are worked out; the picture has twice as many pixels."""


class Map:
    """Draws a frame's `map`, and the data's `points` over it."""

    def __init__(self, root, point) -> None:
        self.mode, self.unit = "value", 1.0
        place = element("div", class_="square")
        self.square = Square(place, 2 * POINTS_A_SIDE - 1, "Response over the unit square", point)
        self.points = Points(place)
        self.names = [element("span", class_="tick " + kind) for kind in ("across", "up")]
        ticks = [element("span", text, class_="tick " + kind) for text, kind in TICKS]
        replace(root, element("div", place, *ticks, *self.names, class_="framed"))

    def mark(self, crosshair) -> None:
        """Put the crosshair where it is, and call the axes by their names."""
        a, b = crosshair.at()
        self.square.mark(a, b)
        for index, name in enumerate(crosshair.axis_names()):
            self.names[index].textContent = name

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        asked["map"] = [POINTS_A_SIDE, self.mode, self.unit]
        self.points.wants(asked)

    def draw(self, frame) -> None:
        """Paint a frame's map, if it brought one."""
        colours = frame.array("map.rgba")
        if colours is not None:
            self.square.paint(colours)
        self.points.draw(frame)


TICKS = (("0", "origin"), ("1", "right"), ("1", "top"))
