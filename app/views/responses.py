"""Responses: the response once, as a surface or a map, or, in an embedded page that asks for both, once as each."""

from app.dom import find, has_webgl
from app.views.response import Response

WHOLE = (("response", "surface"),)
"""The element and the view of each response of the whole page."""


class Responses:
    """Holds a Response for each (element, view), and does with all of them what is done with one."""

    def __init__(self, views: tuple, crosshair, asks: dict) -> None:
        webgl = has_webgl()
        self.all = [Response(find("#" + name), webgl, crosshair, asks, view) for name, view in views]

    def mode(self) -> str:
        """What the first one shows: value, error, target or classes."""
        return self.all[0].mode()

    def suit(self, classes: int, finite: bool) -> None:
        """Suit a target of so many classes, 0 for one of values, and whether its data is finite."""
        for response in self.all:
            response.suit(classes, finite)

    def turn(self) -> None:
        """Look at the inputs and the output that the crosshair has now."""
        for response in self.all:
            response.turn()

    def mark(self) -> None:
        """Put the crosshair where it is."""
        for response in self.all:
            response.mark()

    def recolour(self) -> None:
        """Take the theme's colours."""
        for response in self.all:
            response.recolour()

    def wants(self, asked: dict) -> None:
        """Add what they draw to what the page asks of the next frame."""
        for response in self.all:
            response.wants(asked)

    def draw(self, frame) -> None:
        """Draw what a frame brought."""
        for response in self.all:
            response.draw(frame)
