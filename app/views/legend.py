"""The scale of a picture: values around zero, errors from none, or classes with colour, pattern and shape."""

from math import tanh

from app.dom import element, replace
from app.scale import gradient
from core.shared.digits import brief
from core.shared.scales import CLASS_COLOURS, ERROR_STOPS, LIMIT, STEEPNESS, VALUE_STOPS
from core.shared.shapes import REACH, shape_of

VALUE_TICKS = (-LIMIT, -1.0, 0.0, 1.0, LIMIT)
ERROR_TICKS = (0.0, 0.25, 1.0)
PLACES, LONG = 3, 4
"""Digits of a tick, and signs from which on there is no room for all."""

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

    def show(self, mode: str, classes: int, unit: float = 1.0) -> None:
        """Show the scale of a mode for so many classes; those of values and errors count in a unit."""
        if self.shown == (mode, classes, unit):
            return
        self.shown = (mode, classes, unit)
        if mode == "classes":
            self.scale.innerHTML = "".join(swatch(index) for index in range(classes))
            words = f"{classes} classes, each with its colour, pattern and shape"
        elif mode == "error":
            replace(self.scale, bar(ERROR_STOPS), *ticks(ERROR_TICKS, lambda value: value**0.5, unit))
            words = f"Error from 0, pale, to {brief(unit)}, dark violet"
        else:
            replace(self.scale, bar(VALUE_STOPS), *ticks(VALUE_TICKS, place_of, unit))
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


def ticks(values: tuple, place, unit: float) -> list:
    """The values under a strip, in units; where they are long, only those at its ends and in its middle."""
    texts = [brief(value * unit, PLACES) for value in values]
    long = max([len(text) for text in texts]) > LONG
    kind = "long" if long else None
    return [
        element("b", texts[i], style=f"left:{100 * place(values[i]):.1f}%", class_=kind)
        for i in range(len(values))
        if not long or i in (0, len(values) - 1) or values[i] == 0
    ]


def swatch(index: int) -> str:
    """The colour, pattern and shape of a class, with its number."""
    colour = "rgb({},{},{})".format(*CLASS_COLOURS[index])
    return SWATCH.format(index, colour, -REACH, 2 * REACH, shape_of(index))
