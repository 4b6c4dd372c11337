"""The scale of a picture: values around zero, errors from none, or classes with colour, pattern and shape."""

from math import tanh

from app.dom import element, replace
from app.scale import gradient
from core.shared.scales import CLASS_COLOURS, ERROR_STOPS, LIMIT, STEEPNESS, VALUE_STOPS
from core.shared.shapes import REACH, shape_of

VALUE_TICKS = (-LIMIT, -1.0, 0.0, 1.0, LIMIT)
ERROR_TICKS = (0.0, 0.25, 1.0)

LOST = '<i class="hatched"></i>not finite'
SWATCH = (
    '<span><i class="swatch p{0}" style="--own:{1}"><svg viewBox="{2} {2} {3} {3}" aria-hidden="true">'
    '<path d="M0 0{4}"/></svg></i>{0}</span>'
)


class Legend:
    """Shows the scale of a mode: `value` and `target` share one, `error` and `classes` have their own."""

    def __init__(self, mode: str = "value") -> None:
        self.scale = element("span", role="img", class_="scale")
        self.lost = element("span", class_="lost", hidden=True)
        self.lost.innerHTML = LOST
        self.node = element("div", self.scale, self.lost, class_="legend")
        self.shown: tuple = ()
        self.show(mode, 0)

    def show(self, mode: str, classes: int) -> None:
        """Show the scale of a mode for so many classes."""
        if self.shown == (mode, classes):
            return
        self.shown = (mode, classes)
        if mode == "classes":
            self.scale.innerHTML = "".join(swatch(index) for index in range(classes))
            words = f"{classes} classes, each with its colour, pattern and shape"
        elif mode == "error":
            replace(self.scale, bar(ERROR_STOPS), *ticks(ERROR_TICKS, lambda value: value**0.5))
            words = "Error from 0, pale, to 1, dark violet"
        else:
            replace(self.scale, bar(VALUE_STOPS), *ticks(VALUE_TICKS, place_of))
            words = "Value: blue below zero, pale at zero, orange above"
        self.scale.setAttribute("aria-label", words)
        self.scale.classList.toggle("swatches", mode == "classes")

    def warn(self, lost: bool) -> None:
        """Explain the stripes of what is not a number or infinite, where there are some."""
        self.lost.hidden = not lost


def place_of(value: float) -> float:
    """Where a value lies on its scale, from 0 to 1."""
    return (tanh(STEEPNESS * value) / tanh(STEEPNESS * LIMIT) + 1) / 2


def bar(stops: tuple):
    """A strip that runs through the colours."""
    return element("i", class_="bar", style="--scale: " + gradient(stops))


def ticks(values: tuple, place) -> list:
    """The values under a strip."""
    return [element("b", f"{value:g}", style=f"left:{100 * place(value):.1f}%") for value in values]


def swatch(index: int) -> str:
    """The colour, pattern and shape of a class, with its number."""
    colour = "rgb({},{},{})".format(*CLASS_COLOURS[index])
    return SWATCH.format(index, colour, -REACH, 2 * REACH, shape_of(index))
