"""The response as a flat picture of the unit square: its values with contours, its errors, or the target."""

from app.dom import element, replace
from app.views.square import Square

SIDE = 128


class Map:
    """Draws a frame's `map`."""

    def __init__(self, root, point) -> None:
        self.mode = "value"
        place = element("div", class_="square")
        self.square = Square(place, SIDE, "Response over the unit square", point)
        ticks = [element("span", text, class_="tick " + kind) for text, kind in TICKS]
        replace(root, element("div", place, *ticks, class_="framed"))

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame."""
        asked["map"] = [SIDE, self.mode, True]

    def draw(self, frame) -> None:
        """Paint a frame's map, if it brought one."""
        colours = frame.array("map.rgba")
        if colours is not None:
            self.square.paint(colours)


TICKS = (("0", "origin"), ("a", "across"), ("1", "right"), ("b", "up"), ("1", "top"))
