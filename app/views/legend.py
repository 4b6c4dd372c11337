"""The scale of a picture, with its ends: values around zero, errors from none, or classes by number."""

from app.dom import element, replace
from app.scale import gradient
from core.shared.scales import CLASS_COLOURS, ERROR_STOPS, VALUE_STOPS


class Legend:
    """Shows the scale of a mode: `value` and `target` share one, `error` and `classes` have their own."""

    def __init__(self) -> None:
        self.node = element("div", class_="legend", role="img")

    def show(self, mode: str, classes: int) -> None:
        """Show the scale of a mode for so many classes."""
        if mode == "classes":
            replace(self.node, *[swatch(index) for index in range(classes)])
            self.node.setAttribute("aria-label", f"{classes} classes, each with its colour")
        elif mode == "error":
            replace(self.node, "0", bar(ERROR_STOPS), "1")
            self.node.setAttribute("aria-label", "Error from 0, pale, to 1, dark violet")
        else:
            replace(self.node, "-2.5", bar(VALUE_STOPS), "2.5")
            self.node.setAttribute("aria-label", "Value: blue below zero, orange above")


def bar(stops: tuple):
    """A strip that runs through the colours."""
    return element("i", style="--scale: " + gradient(stops))


def swatch(index: int):
    """The colour of a class, with its number."""
    colour = "rgb({},{},{})".format(*CLASS_COLOURS[index])
    return element("span", element("i", class_="swatch", style="background: " + colour), str(index))
