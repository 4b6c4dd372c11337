"""The value scale as the page draws it: stops for shaders and legends, turned over in a dark theme."""

from core.shared.scales import LIMIT, STEEPNESS, VALUE_STOPS

# CSS's hue-rotate(180deg) as a matrix (Filter Effects Module, feColorMatrix); after invert(1) it turns lightness over.
HALF_TURN = ((-0.574, 1.43, 0.144), (0.426, 0.43, 0.144), (0.426, 1.43, -0.856))


def turned(stop: tuple[int, int, int]) -> tuple[int, ...]:
    """The colour with its lightness turned over and its hue kept, as the style sheet's --picture filter does it."""
    inverted = [255 - part for part in stop]
    mixed = [sum(row[i] * inverted[i] for i in range(3)) for row in HALF_TURN]
    return tuple(max(0, min(255, int(part + 0.5))) for part in mixed)


def stops(dark: bool) -> tuple[tuple[int, ...], ...]:
    """The scale's colours from -LIMIT to LIMIT for a light or dark page."""
    return tuple(turned(stop) for stop in VALUE_STOPS) if dark else VALUE_STOPS


def gradient(colours: tuple) -> str:
    """Colours as the list of a CSS gradient, to be worn under --picture."""
    return ", ".join("rgb({},{},{})".format(*colour) for colour in colours)


__all__ = ("LIMIT", "STEEPNESS", "gradient", "stops", "turned")
